"""From what a person says about a statement to its values: names become entities, words become places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, get_args

from tanik.coding.acts import CitationWords, EntityName, StatementValues, TargetValues
from tanik.errors import Phrase, StudyError, UsageError
from tanik.languages.edtf import parse_edtf
from tanik.reading.annotations import Mode, Polarity
from tanik.store.act_errors import no_such
from tanik.store.acting import Acting
from tanik.store.desk import Desk
from tanik.study import entity_edits
from tanik.translation import N_

POLARITIES: tuple[str, ...] = get_args(Polarity)
MODES: tuple[str, ...] = get_args(Mode)
_DATES = ("said", "refers_to", "written")
_KNOWN = frozenset(
    ("start", "end", "holder", "targets", "polarity", "topics", "mode", "relay", "citation", "strength", *_DATES)
)


class Edits:
    """Builds values for one act. ``new_entities``: a name that nobody has becomes a new entity, in the same act."""

    def __init__(self, desk: Desk, act: Acting, new_entities: bool) -> None:
        self._desk = desk
        self._act = act
        self._new = new_entities

    def corrected(self, uid: str, fields: Mapping[str, Any]) -> tuple[StatementValues, str]:
        """The statement as this coder sees it now, with other ``fields``; and its source."""
        act = self._act
        rows = self._desk.statement_rows(coder=act.coder if act.round else None, round=act.round or None, uid=uid)
        if not rows:
            raise no_such("statement", uid)
        source = str(rows[0]["source"])
        return self._changed(self._desk.values_of(rows), source, fields), source

    def added(self, source: str, start: int, end: int, fields: Mapping[str, Any]) -> StatementValues:
        """The values of a new statement."""
        if not fields.get("holder"):
            raise UsageError(
                "T554",
                N_("A statement needs a holder: whose view is it?"),
                N_("Write --holder NAME, and --new when nobody of that name is known yet."),
            )
        place = self._desk.texts.place(source, start, end)
        empty = StatementValues(start, end, place["quote"], EntityName("", ""))
        return self._changed(empty, source, {"start": start, "end": end, **fields})

    def _changed(self, values: StatementValues, source: str, fields: Mapping[str, Any]) -> StatementValues:
        for name in fields:
            if name not in _KNOWN:
                raise _wrong("field", name, sorted(_KNOWN))
        new: dict[str, Any] = {}
        if "start" in fields or "end" in fields:
            start, end = fields.get("start", values.start), fields.get("end", values.end)
            place = self._desk.texts.place(source, start, end)
            new |= {"start": start, "end": end, "quote": place["quote"]}
            new |= {"page": place["page"], "paragraph": place["paragraph"]}
        if "holder" in fields:
            new["holder"] = self._entity(source, fields["holder"])
        if "targets" in fields:
            new["targets"] = self._targets(source, fields["targets"], fields.get("polarity"))
        elif "polarity" in fields:
            new["targets"] = self._polarities(source, values.targets, fields["polarity"])
        if "strength" in fields:
            aims = new.get("targets", values.targets)
            new["targets"] = tuple(replace(each, strength=_strength(fields["strength"])) for each in aims)
        if "topics" in fields:
            new["topics"] = tuple(self._topic(topic) for topic in _several(fields["topics"]))
        if "mode" in fields:
            new["mode"] = _one_of("mode", fields["mode"], MODES)
        for name in _DATES:
            if name in fields:
                new[name] = _date(fields[name])
        if "relay" in fields:
            new["relay"] = tuple(self._entity(source, each) for each in _several(fields["relay"]))
        if "citation" in fields:
            new["citation"] = self._citation(source, fields["citation"], new.get("start", values.start))
        return replace(values, **new)

    def _entity(self, source: str, name: str | EntityName) -> EntityName:
        if isinstance(name, EntityName):
            return name
        return entity_edits.named(self._desk, self._act, source, name, self._new)

    def _targets(self, source: str, targets: Any, polarity: Any) -> tuple[TargetValues, ...]:
        pairs = list(targets.items()) if isinstance(targets, Mapping) else list(_several(targets))
        found: list[TargetValues] = []
        for each in pairs:
            if isinstance(each, TargetValues):
                found.append(each)
                continue
            name, value = (each, polarity) if isinstance(each, (str, EntityName)) else each
            if isinstance(value, Mapping):
                value = value.get(name)
            sign: Any = "neutral" if value is None else _one_of("polarity", value, POLARITIES)
            found.append(TargetValues(self._entity(source, name), sign))
        by_id = {each.entity.id: each for each in found}
        return tuple(by_id.values())

    def _polarities(self, source: str, targets: tuple[TargetValues, ...], polarity: Any) -> tuple[TargetValues, ...]:
        if not isinstance(polarity, Mapping):
            sign: Any = _one_of("polarity", polarity, POLARITIES)
            return tuple(replace(each, polarity=sign) for each in targets)
        signs: dict[str, Any] = {
            self._entity(source, name).id: _one_of("polarity", value, POLARITIES) for name, value in polarity.items()
        }
        for id in signs:
            if id not in {each.entity.id for each in targets}:
                raise _wrong("target", id, [each.entity.id for each in targets])
        return tuple(replace(each, polarity=signs.get(each.entity.id, each.polarity)) for each in targets)

    def _topic(self, topic: str) -> str:
        """A topic has to be in the codebooks of the study, when it has any for statements."""
        books = [book for book in self._desk.codebooks().values() if any("statement" in c.applies for c in book.codes)]
        for book in books:
            if (code := book.get(topic)) is not None:
                return code.id
        if not books:
            if not topic.strip():
                raise _wrong("topic", topic, [])
            return topic
        books[0].code(topic)
        raise AssertionError("unreachable")

    def _citation(self, source: str, words: str | CitationWords | None, near: int) -> CitationWords | None:
        """The citation with these words that is nearest to the statement."""
        if words is None or isinstance(words, CitationWords):
            return words
        text = self._desk.texts.of_source(source).text
        after, before = text.find(words, near), text.rfind(words, 0, near + len(words))
        found = [at for at in (after, before) if at >= 0]
        if not found or not words.strip():
            raise StudyError(
                "T555",
                N_("“{words}” does not stand in the text of the source."),
                N_("Write the citation exactly as it is printed, with its parentheses."),
                words=words[:80],
            )
        at = min(found, key=lambda place: abs(place - near))
        return CitationWords(at, at + len(words), words)


def _several(values: Any) -> Iterable[Any]:
    return [] if values is None else [values] if isinstance(values, (str, EntityName, TargetValues)) else values


def _date(text: str | None) -> str | None:
    """Raises SettingError when it is no EDTF."""
    if text is None or not text.strip():
        return None
    parse_edtf(text)
    return text


def _strength(value: Any) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise _wrong("strength", value, ["-1 … 1"]) from None
    if not -1.0 <= number <= 1.0:
        raise _wrong("strength", value, ["-1 … 1"])
    return number


def _one_of(field: str, value: Any, allowed: tuple[str, ...]) -> Any:
    if value not in allowed:
        raise _wrong(field, value, allowed)
    return value


def _wrong(field: str, value: Any, allowed: Iterable[str]) -> UsageError:
    names = {
        "polarity": N_("polarity"),
        "mode": N_("mode"),
        "target": N_("target"),
        "topic": N_("topic"),
        "strength": N_("strength"),
        "field": N_("field"),
    }
    return UsageError(
        "T544",
        N_("“{value}” cannot be the {field} of a statement."),
        N_("Write one of: {allowed}."),
        value=value,
        field=Phrase(names[field]),
        allowed=", ".join(allowed),
    )
