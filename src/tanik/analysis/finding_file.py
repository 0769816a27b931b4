"""Findings as they are written: ``findings.yaml`` to :class:`Finding`, with everything checked that needs no data.

::

    queries:
      towns: target=Bern|Genf
    findings:
      - id: bern-praised
        claim: {tr: "…", en: "Bern is praised in {query:@towns target=Bern polarity=positive} passages."}
        expect: direction
        query: target=Bern
        direction: positive
        least: 5

A filter is written as in :mod:`tanik.analysis.filters`, or as a mapping of its fields; ``@name`` stands for a query
under ``queries``. See docs/findings.md for every field.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, cast, get_args

from tanik.analysis.filters import EVERYTHING, PERIODS, POLICIES, Filter, conditions, parse_filter
from tanik.errors import Phrase, SettingError, TanikError
from tanik.translation import N_

Expectation = Literal["direction", "ratio", "presence", "absence", "trend", "order", "difference", "together"]
FindingVerdict = Literal["supported", "opposed", "mixed", "too_little_evidence"]
EXPECTATIONS: tuple[Expectation, ...] = get_args(Expectation)
FINDING_VERDICTS: tuple[FindingVerdict, ...] = get_args(FindingVerdict)
DIRECTIONS: Mapping[str, tuple[str, ...]] = {
    "direction": ("positive", "negative", "divided"),
    "trend": ("up", "down", "flat"),
    "difference": ("higher", "lower", "different", "same"),
}
"""The directions of each expectation, the usual one first."""
LANGUAGES = ("tr", "en")
LEAST = 5
"""Passages that a verdict needs when the finding does not say how many."""

_NEEDED: Mapping[str, tuple[str, ...]] = {
    "direction": ("query",),
    "ratio": ("query",),
    "presence": ("query",),
    "absence": ("query",),
    "trend": ("query",),
    "order": ("order",),
    "difference": ("query", "than"),
    "together": ("rests_on",),
}
_FIELDS = frozenset(
    (
        *("id", "claim", "expect", "query", "of", "than", "order", "first_only", "measure", "direction", "by"),
        *("at_least", "at_most", "margin", "policy", "least", "least_sources", "confidence", "expected", "rests_on"),
        *("note",),
    )
)
_ID = re.compile(r"[^\W_](?:[\w.-]{0,98}[\w])?")
_NAME = re.compile(r"(?<![^\s])@([\w.-]+)")
"""A named query stands alone; ``target=@lenin`` names an entity of the authority file."""
PLACEHOLDER = re.compile(r"\{(\w+)(?::([^{}]*))?\}")
_WORTHY = frozenset({"n", "value", "low", "high", "positive", "negative", "passages", "sources"})
_LONGEST_QUERY, _DEEPEST = 10_000, 50
_PLAIN_NUMBER = re.compile(r"(?<![\w{:/.-])\d+(?:[.,]\d+)?(?![\w}])")


@dataclass(frozen=True, slots=True)
class Finding:
    """One claim and what would bear it out.

    ``claim``: by language. ``query``, ``of``, ``than``, ``order``: filters. ``at_least``, ``at_most``: thresholds (a
    share, or a number of passages for presence and absence). ``least``, ``least_sources``: passages and sources that a
    verdict needs. ``expected``: the verdict that is no surprise. ``rests_on``: ids of other findings.
    """

    id: str
    claim: Mapping[str, str]
    expect: Expectation
    query: Filter = EVERYTHING
    of: Filter | None = None
    than: Filter | None = None
    order: tuple[Filter, ...] = ()
    first_only: bool = False
    measure: Literal["favour", "count"] = "favour"
    direction: str = ""
    by: str = "said"
    at_least: float | None = None
    at_most: float | None = None
    margin: float = 0.1
    policy: str = "all"
    least: int = LEAST
    least_sources: int = 1
    confidence: float = 0.95
    expected: FindingVerdict = "supported"
    rests_on: tuple[str, ...] = ()
    note: str = ""
    numbers: Mapping[str, tuple[Filter, Filter | None]] = field(default_factory=dict)
    """The queries inside the claim by their written form; the second filter is what the first is a share of."""
    definition: Mapping[str, Any] = field(default_factory=dict)
    """The finding as it was written."""


@dataclass(frozen=True, slots=True)
class FindingFile:
    """``bare``: numbers in claims that no query makes, as (finding, number)."""

    findings: tuple[Finding, ...]
    bare: tuple[tuple[str, str], ...] = ()


def parse_findings(data: Any, name: str) -> FindingFile:
    """The findings of a file's content (YAML or JSON values). ``name``: of the file, for the sentences.

    Raises SettingError: T760 no list of findings, T761 a wrong field or value, T762 a filter that cannot be, T763 an id
    twice, T764 an unknown reference, T765 findings or queries that refer to one another in a circle.
    """
    if isinstance(data, list):
        data = {"findings": data}
    if not isinstance(data, dict) or not isinstance(data.get("findings"), list) or not data["findings"]:
        raise SettingError(
            "T760",
            N_("“{name}” holds no findings."),
            N_("Write “findings:” and under it a list; each finding begins with “- id: …”."),
            name=name,
        )
    queries = _queries(data.get("queries") or {}, name)
    found: dict[str, Finding] = {}
    for number, entry in enumerate(data["findings"], 1):
        finding = _Reader(entry, number, name, queries).finding()
        if finding.id in found:
            raise SettingError(
                "T763",
                N_("In “{name}” two findings have the id “{finding}”."),
                N_("Give one of them another id."),
                name=name,
                finding=finding.id,
            )
        found[finding.id] = finding
    _check_references(found, name)
    return FindingFile(tuple(found.values()), tuple(_bare_numbers(found.values())))


def _queries(data: Any, name: str) -> dict[str, str]:
    """Named queries with the names inside them put in; a circle of names is refused."""
    if not isinstance(data, dict):
        raise _wrong(name, "queries", Phrase(N_("it must be a list of “name: filter”")))
    written = {str(key): _as_text(value, name, str(key)) for key, value in data.items()}
    done: dict[str, str] = {}

    def resolve(key: str, on_the_way: tuple[str, ...]) -> str:
        if key in on_the_way:
            raise _circle(name, (*on_the_way[on_the_way.index(key) :], key))
        if len(on_the_way) > _DEEPEST:
            raise _wrong(name, key, Phrase(N_("the query is too long")))
        if key not in done:
            for inner in _NAME.findall(written[key]):
                if inner not in written:
                    raise _unknown(name, key, inner, written)
                resolve(inner, (*on_the_way, key))
            done[key] = _NAME.sub(lambda match: done[match.group(1)], written[key])
            if len(done[key]) > _LONGEST_QUERY:
                raise _wrong(name, key, Phrase(N_("the query is too long")))
        return done[key]

    for key in written:
        resolve(key, ())
    return done


def _as_text(value: Any, name: str, where: str) -> str:
    """A filter in its written form."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        try:
            return str(conditions({str(k): v if isinstance(v, list) else str(v) for k, v in value.items()}))
        except TanikError as error:
            raise _of_a_filter(name, where, error) from error
    raise _wrong(name, where, Phrase(N_("a filter is a text or a list of “field: value”")))


class _Reader:
    """One entry of the list."""

    def __init__(self, entry: Any, number: int, name: str, queries: Mapping[str, str]) -> None:
        self._name = name
        self._queries = queries
        if not isinstance(entry, dict):
            raise _wrong(name, f"#{number}", Phrase(N_("a finding is a list of “field: value”")))
        self._entry: dict[str, Any] = {str(key): value for key, value in entry.items()}
        self._id = str(self._entry.get("id") or "")
        self._where = self._id or f"#{number}"

    def finding(self) -> Finding:
        entry = self._entry
        if not _ID.fullmatch(self._id):
            raise self._fault(N_("its id must be one word, such as “lenin-praised”"))
        for unknown in sorted(set(entry) - _FIELDS):
            raise self._fault(N_("it has a field “{field}”, which is not known"), field=unknown)
        expect = cast(Expectation, self._one_of("expect", EXPECTATIONS, None))
        for needed in _NEEDED[expect]:
            if not entry.get(needed):
                raise self._fault(N_("“expect: {expect}” needs the field “{field}”"), expect=expect, field=needed)
        claim = self._claim()
        values = DIRECTIONS.get(expect, ())
        policy = self._one_of("policy", POLICIES, "all")
        finding = Finding(
            id=self._id,
            claim=claim,
            expect=expect,
            query=self._filter("query") or EVERYTHING,
            of=self._filter("of"),
            than=self._filter("than"),
            order=self._order(),
            first_only=self._flag("first_only"),
            measure=cast(Literal["favour", "count"], self._one_of("measure", ("favour", "count"), "favour")),
            direction=self._one_of("direction", values, values[0]) if values else "",
            by=self._one_of("by", PERIODS, "said"),
            at_least=self._number("at_least"),
            at_most=self._number("at_most"),
            margin=self._number("margin") or 0.1,
            policy=policy,
            least=self._whole("least", LEAST),
            least_sources=self._whole("least_sources", 1),
            confidence=self._share("confidence", 0.95),
            expected=cast(FindingVerdict, self._one_of("expected", FINDING_VERDICTS, "supported")),
            rests_on=tuple(str(id) for id in self._list("rests_on")),
            note=str(entry.get("note") or ""),
            numbers=self._numbers(claim),
            definition=entry,
        )
        if expect == "ratio" and finding.at_least is None and finding.at_most is None:
            raise self._fault(N_("“expect: {expect}” needs the field “{field}”"), expect=expect, field="at_least")
        return finding

    def _claim(self) -> dict[str, str]:
        claim = self._entry.get("claim")
        if isinstance(claim, str) and claim.strip():
            return dict.fromkeys(LANGUAGES, claim.strip())
        texts = {str(k): str(v).strip() for k, v in claim.items() if v} if isinstance(claim, dict) else {}
        if not texts or not set(texts) <= set(LANGUAGES):
            raise self._fault(N_("its claim must be a sentence, or one under “tr” and one under “en”"))
        first = next(iter(texts.values()))
        return {language: texts.get(language, first) for language in LANGUAGES}

    def _numbers(self, claim: Mapping[str, str]) -> dict[str, tuple[Filter, Filter | None]]:
        found: dict[str, tuple[Filter, Filter | None]] = {}
        for text in claim.values():
            for kind, inside in PLACEHOLDER.findall(text):
                if kind == "query" and inside:
                    part, _, whole = inside.partition(" / ")
                    found[inside] = self._parsed(part), self._parsed(whole) if whole else None
                elif kind not in _WORTHY and kind != "finding":
                    raise self._fault(N_("its claim has “{field}”, which stands for nothing"), field=f"{{{kind}}}")
        return found

    def _filter(self, field: str) -> Filter | None:
        value = self._entry.get(field)
        if value is None or value == "":
            return None
        return self._parsed(_as_text(value, self._name, self._where))

    def _parsed(self, text: str) -> Filter:
        for name in _NAME.findall(text):
            if name not in self._queries:
                raise _unknown(self._name, self._where, name, self._queries)
        try:
            return parse_filter(_NAME.sub(lambda match: self._queries[match.group(1)], text))
        except TanikError as error:
            raise _of_a_filter(self._name, self._where, error) from error

    def _order(self) -> tuple[Filter, ...]:
        found = tuple(self._parsed(_as_text(value, self._name, self._where)) for value in self._list("order"))
        if len(found) == 1:
            raise self._fault(N_("an order needs two filters at least"))
        return found

    def _list(self, field: str) -> list[Any]:
        value = self._entry.get(field)
        return [] if value is None else value if isinstance(value, list) else [value]

    def _one_of(self, field: str, allowed: Iterable[str], usual: str | None) -> str:
        value = self._entry.get(field)
        if value is None and usual is not None:
            return usual
        if value not in (known := tuple(allowed)):
            raise self._fault(
                N_("“{field}: {value}” is not possible; it may be {allowed}"),
                field=field,
                value=value,
                allowed=", ".join(known),
            )
        return str(value)

    def _number(self, field: str) -> float | None:
        value = self._entry.get(field)
        if value is None:
            return None
        try:
            number = float(str(value).replace(",", "."))
        except ValueError:
            number = -1.0
        if not 0 <= number < 1e12:
            raise self._fault(N_("“{field}: {value}” is no number"), field=field, value=value)
        return number

    def _whole(self, field: str, usual: int) -> int:
        number = self._number(field)
        if number is not None and number != int(number):
            raise self._fault(N_("“{field}: {value}” is no whole number"), field=field, value=self._entry[field])
        return usual if number is None else int(number)

    def _share(self, field: str, usual: float) -> float:
        number = self._number(field)
        if number is not None and not 0.5 <= number < 1:
            raise self._fault(N_("“{field}” must lie between 0.5 and 1"), field=field)
        return usual if number is None else number

    def _flag(self, field: str) -> bool:
        value = str(self._entry.get(field, "false")).lower()
        if value not in ("true", "false", "yes", "no"):
            raise self._fault(N_("“{field}” must be true or false"), field=field)
        return value in ("true", "yes")

    def _fault(self, sentence: str, **values: Any) -> SettingError:
        return _wrong(self._name, self._where, Phrase(sentence, **values))


def _check_references(found: Mapping[str, Finding], name: str) -> None:
    """Every reference leads to a finding, and none leads back to where it began."""
    refers = {
        id: (*finding.rests_on, *(one for text in finding.claim.values() for one in _named(text)))
        for id, finding in found.items()
    }
    for id, others in refers.items():
        for other in others:
            if other not in found:
                raise _unknown(name, id, other, found)
    done: set[str] = set()
    for first in refers:
        # Depth first without recursion, so that a long chain of findings is no fault.
        path: list[tuple[str, int]] = [(first, 0)]
        on_path = {first}
        while path:
            id, at = path.pop()
            if at < len(refers[id]) and id not in done:
                path.append((id, at + 1))
                following = refers[id][at]
                if following in on_path:
                    way = [each for each, _ in path]
                    raise _circle(name, (*way[way.index(following) :], following))
                if following not in done:
                    path.append((following, 0))
                    on_path.add(following)
            else:
                done.add(id)
                on_path.discard(id)


def _named(text: str) -> list[str]:
    return [inside.strip() for kind, inside in PLACEHOLDER.findall(text) if kind == "finding"]


def _bare_numbers(findings: Iterable[Finding]) -> Iterable[tuple[str, str]]:
    """Numbers that stand in a claim without a query; years and days of dates are no results."""
    for finding in findings:
        for text in dict.fromkeys(finding.claim.values()):
            plain = PLACEHOLDER.sub("", text)
            for match in _PLAIN_NUMBER.finditer(plain):
                year = re.fullmatch(r"1\d{3}|20\d{2}", match.group())
                day = re.match(r"\s+[^\W\d_]+\s+(?:1\d{3}|20\d{2})", plain[match.end() :])
                if not year and not day:
                    yield finding.id, match.group()


def _wrong(name: str, where: str, reason: Phrase) -> SettingError:
    return SettingError(
        "T761",
        N_("In “{name}”, the finding “{finding}” cannot be understood: {reason}."),
        N_("Correct it; docs/findings.md names every field."),
        name=name,
        finding=where,
        reason=reason,
    )


def _of_a_filter(name: str, where: str, error: TanikError) -> SettingError:
    return SettingError(
        "T762",
        N_("In “{name}”, the finding “{finding}” has a filter that cannot be: {reason}"),
        N_("{advice}"),
        name=name,
        finding=where,
        reason=Phrase(error.sentence, **error.values),
        advice=Phrase(error.hint, **error.values) if error.hint else "",
    )


def _unknown(name: str, where: str, wanted: str, known: Iterable[str]) -> SettingError:
    import difflib

    near = difflib.get_close_matches(wanted, list(known), n=1)
    return SettingError(
        "T764",
        N_("In “{name}”, “{finding}” refers to “{wanted}”, which is not there."),
        N_("Did you mean “{near}”?") if near else N_("Write it, or take the reference away."),
        name=name,
        finding=where,
        wanted=wanted,
        near=near[0] if near else "",
    )


def _circle(name: str, way: Iterable[str]) -> SettingError:
    return SettingError(
        "T765",
        N_("In “{name}” these refer to one another in a circle: {way}."),
        N_("Take one of the references away."),
        name=name,
        way=" → ".join(way),
    )
