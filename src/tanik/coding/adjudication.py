"""What coders left differently, and what is made of it: by majority, or by the decision of one person.

A disagreement is a unit (see ``tanik.coding.comparison``) in which the coders differ in anything at all. A majority is
more than half of the coders who have something to say on the point; where there is none the point stays open, and a
person decides. Nothing that a coder said is changed by it: a decision stands beside, in a layer of its own.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tanik.coding.acts import Coding, StatementValues
from tanik.coding.comparison import Seen, Unit, View

Choice = Literal["stands", "falls"]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """``key``: names it, 12 hex characters. ``kind``: of statements, or of codes on passages. ``fields``: in what the
    coders differ (``statement`` or ``coding``: whether there is one at all). ``seen``, ``codings``: what each coder
    has, in the order of the coders, None where nothing. ``decided``: already settled.
    """

    key: str
    kind: Literal["statement", "coding"]
    source: str
    start: int
    end: int
    coders: tuple[str, ...]
    fields: tuple[str, ...]
    seen: tuple[Seen | None, ...] = ()
    codings: tuple[Coding | None, ...] = ()
    decided: bool = False


_PARTS: dict[str, Callable[[StatementValues], Hashable]] = {
    "span": lambda values: (values.start, values.end),
    "holder": lambda values: values.holder.id,
    "target": lambda values: frozenset(target.entity.id for target in values.targets),
    "polarity": lambda values: frozenset((target.entity.id, target.polarity) for target in values.targets),
    "topic": lambda values: frozenset(values.topics),
    "mode": lambda values: values.mode,
    "said": lambda values: values.said,
    "refers_to": lambda values: values.refers_to,
    "written": lambda values: values.written,
    "relay": lambda values: tuple(each.id for each in values.relay),
}


def differing(unit: Unit, existence: Sequence[str | None]) -> tuple[str, ...]:
    """The fields in which the coders of a unit differ. ``existence``: as the field ``statement`` has it."""
    found = ["statement"] if len({value for value in existence if value is not None}) > 1 else []
    standing = [seen.values for seen in unit.seen if seen is not None and seen.stands]
    found += [name for name, part in _PARTS.items() if len({part(values) for values in standing}) > 1]
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Settled:
    """What becomes of a unit: ``uid`` stands with ``values`` (None: it is no statement); ``others`` fall."""

    uid: str
    values: StatementValues | None
    others: tuple[str, ...]


def majority(unit: Unit, existence: Sequence[str | None]) -> Settled | None:
    """What more than half of the coders say, field by field; None where a point has no majority, or one voice only."""
    votes = Counter(value for value in existence if value is not None)
    if sum(votes.values()) < 2:
        return None
    exists, number = votes.most_common(1)[0]
    if number * 2 <= sum(votes.values()):
        return None
    uids = sorted({seen.uid for seen in unit.seen if seen is not None})
    if exists == "no":
        return Settled(uids[0], None, tuple(uids[1:]))
    standing = [seen for seen in unit.seen if seen is not None and seen.stands]
    values = _composed([seen.values for seen in standing])
    if values is None:
        return None
    # What was proposed keeps its name; else the statement of the first coder who has it so.
    proposed = [seen.uid for seen in standing if not seen.added]
    kept = proposed[0] if proposed else min(standing, key=lambda seen: (seen.values != values, seen.uid)).uid
    return Settled(kept, values, tuple(uid for uid in uids if uid != kept))


def _composed(every: Sequence[StatementValues]) -> StatementValues | None:
    chosen: dict[str, StatementValues] = {}
    for name, part in _PARTS.items():
        votes = Counter(part(values) for values in every)
        value, number = votes.most_common(1)[0]
        if number * 2 <= len(every):
            return None
        chosen[name] = next(values for values in every if part(values) == value)
    span, polarity = chosen["span"], chosen["polarity"]
    citation = next((values.citation for values in every if values.citation is not None), None)
    return replace(
        span,
        holder=chosen["holder"].holder,
        targets=polarity.targets,
        topics=chosen["topic"].topics,
        mode=chosen["mode"].mode,
        said=chosen["said"].said,
        refers_to=chosen["refers_to"].refers_to,
        written=chosen["written"].written,
        relay=chosen["relay"].relay,
        citation=citation,
    )


def chosen_version(unit: Unit, coder: int) -> Settled:
    """What becomes of a unit when one coder's version is taken: that coder's statement, or none where none stands."""
    uids = sorted({seen.uid for seen in unit.seen if seen is not None})
    seen = unit.seen[coder]
    if seen is None or not seen.stands:
        return Settled(uids[0], None, tuple(uids[1:]))
    return Settled(seen.uid, seen.values, tuple(uid for uid in uids if uid != seen.uid))


# Codes on passages


@dataclass(frozen=True, slots=True)
class CodingUnit:
    """Codings of one code that overlap, at most one of each coder (None: the coder has none there)."""

    key: str
    source: str
    code: str
    start: int
    end: int
    codings: tuple[Coding | None, ...]

    @property
    def alike(self) -> bool:
        """All coders have it at the same place."""
        return None not in self.codings and len({(each.start, each.end) for each in self._there()}) == 1

    def _there(self) -> list[Coding]:
        return [each for each in self.codings if each is not None]


def coding_units(codings: Sequence[Sequence[Coding]]) -> list[CodingUnit]:
    """Put the codings of several coders together. ``codings``: of each coder, on passages (not on statements)."""
    by_code: dict[tuple[str, str], list[tuple[int, int, int, Coding]]] = defaultdict(list)
    for coder, each in enumerate(codings):
        for coding in each:
            if coding.statement is None:
                by_code[coding.source, coding.code].append((coding.start, coding.end, coder, coding))
    found = []
    for (source, code), spans in sorted(by_code.items(), key=lambda item: item[0]):
        for members in _clusters(sorted(spans, key=lambda span: (*span[:3], span[3].uid))):
            there = tuple(members.get(coder) for coder in range(len(codings)))
            uids = sorted(each.uid for each in members.values())
            key = hashlib.sha256("\x1f".join(uids).encode()).hexdigest()[:12]
            start, end = min(each.start for each in members.values()), max(each.end for each in members.values())
            found.append(CodingUnit(key, source, code, start, end, there))
    return sorted(found, key=lambda unit: (unit.source, unit.start, unit.end, unit.code, unit.key))


def _clusters(spans: list[tuple[int, int, int, Coding]]) -> Iterator[dict[int, Coding]]:
    """Spans in text order; each joins the open cluster it shares most with, in which its coder has none yet."""
    open_: list[dict[int, Coding]] = []
    for start, end, coder, coding in spans:
        for done in [each for each in open_ if max(one.end for one in each.values()) <= start]:
            open_.remove(done)
            yield done
        best, most = None, 0
        for each in open_:
            shared = max(min(end, one.end) - start for one in each.values())
            if coder not in each and shared > most:
                best, most = each, shared
        if best is None:
            open_.append({coder: coding})
        else:
            best[coder] = coding
    yield from open_


def coding_majority(unit: CodingUnit) -> dict[str, Choice] | None:
    """Which codings of a unit stand: one, at the place that most coders have, or none. None where nobody has most."""
    there = [each for each in unit.codings if each is not None]
    number = len(unit.codings)
    if len(there) * 2 == number:
        return None
    if len(there) * 2 < number:
        return {each.uid: "falls" for each in there}
    places = Counter((each.start, each.end) for each in there)
    place, votes = places.most_common(1)[0]
    if votes * 2 <= len(there):
        return None
    kept = min(each.uid for each in there if (each.start, each.end) == place)
    return {each.uid: "stands" if each.uid == kept else "falls" for each in there}


def chosen_coding(unit: CodingUnit, coder: int) -> dict[str, Choice]:
    """Which codings stand when one coder's version is taken."""
    kept = unit.codings[coder]
    there = [each for each in unit.codings if each is not None]
    return {each.uid: "stands" if kept is not None and each.uid == kept.uid else "falls" for each in there}


def statement_disagreements(
    units: Sequence[Unit], rows: Sequence[Sequence[str | None]], views: Sequence[View], settled: frozenset[str]
) -> Iterator[Disagreement]:
    """``rows``: the values of the field ``statement``; ``settled``: uids of statements with a decision."""
    coders = tuple(view.coder for view in views)
    for unit, existence in zip(units, rows, strict=True):
        fields = differing(unit, existence)
        if fields:
            decided = any(seen is not None and seen.uid in settled for seen in unit.seen)
            place = (unit.source, unit.start, unit.end)
            yield Disagreement(unit.key, "statement", *place, coders, fields, unit.seen, (), decided)


def coding_disagreements(
    units: Sequence[CodingUnit], coders: tuple[str, ...], settled: frozenset[str]
) -> Iterator[Disagreement]:
    """``settled``: uids of codings with a decision."""
    for unit in units:
        if not unit.alike:
            missing = None in unit.codings
            fields = ("coding",) if missing else ("span",)
            decided = any(each is not None and each.uid in settled for each in unit.codings)
            place = (unit.source, unit.start, unit.end)
            yield Disagreement(unit.key, "coding", *place, coders, fields, (), unit.codings, decided)
