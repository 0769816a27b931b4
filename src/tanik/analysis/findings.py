"""Findings verified against the statements: supported, opposed, mixed, or too little evidence.

Pure and linear: the table is masked once for every filter of a finding, its passages are counted by source, and leaving
a source out is a subtraction. Nothing depends on the order of the rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache, partial

import numpy as np

from tanik.analysis.evidence_tallies import Ground, Mask, Tally
from tanik.analysis.filters import EVERYTHING, Condition, Filter, find_keys
from tanik.analysis.finding_file import PLACEHOLDER, Finding, FindingVerdict
from tanik.analysis.finding_measures import Measure, measure
from tanik.analysis.statement_table import StatementTable, Times
from tanik.errors import TanikError, UsageError
from tanik.languages.pack import FOLDERS, language

LANGUAGES = ("tr", "en")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The finding without one source, cited work or coder. ``key``: of the source or work, name of the coder."""

    kind: str
    key: str
    name: str
    verdict: FindingVerdict
    value: float | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a finding.

    ``claim``: by language, its numbers filled in. ``measure``: the number with its interval. ``passages``, ``sources``:
    what was counted for its first filter. ``left_out``: the finding without each source, work and coder it uses;
    ``robust``: none of them changes the verdict. ``supporting``, ``opposing``: ids of statements. ``problem``: why
    there is nothing to count, when a filter names somebody or something that no statement has.
    """

    finding: Finding
    verdict: FindingVerdict
    claim: Mapping[str, str]
    measure: Measure
    counts: tuple[Mapping[str, int], ...]
    passages: int
    sources: int
    left_out: tuple[LeftOut, ...]
    supporting: tuple[str, ...]
    opposing: tuple[str, ...]
    problem: TanikError | None = None

    @property
    def robust(self) -> bool:
        return all(each.verdict == self.verdict for each in self.left_out)

    @property
    def as_expected(self) -> bool:
        return self.verdict == self.finding.expected


def filters_of(finding: Finding) -> tuple[Filter, ...]:
    """The filters whose passages are counted, in the order in which the measure takes them, under the policy."""
    policy = Filter((Condition("policy", (finding.policy,)),))
    chosen: tuple[Filter, ...]
    match finding.expect:
        case "ratio" | "presence" | "absence":
            whole = finding.of or EVERYTHING
            chosen = (finding.query & whole, whole)
        case "difference":
            chosen = (finding.query, finding.than or EVERYTHING)
        case "order":
            chosen = finding.order
        case "together":
            chosen = ()
        case _:
            chosen = (finding.query,)
    return tuple(each if any(c.field == "policy" for c in each.conditions) else each & policy for each in chosen)


def verify(table: StatementTable, findings: Sequence[Finding]) -> list[Outcome]:
    """Verify every finding. A finding that rests on others is verified after them; circles were refused before."""
    ground = Ground.of(table)
    done: dict[str, Outcome] = {}
    known = {finding.id: finding for finding in findings}
    for finding in findings:
        waiting = [finding.id]
        while waiting:
            now = known[waiting[-1]]
            first = [id for id in (*now.rests_on, *_named(now)) if id not in done]
            if first:
                waiting += first
                continue
            waiting.pop()
            if now.id not in done:
                done[now.id] = _verify(ground, now, done)
    return [done[finding.id] for finding in findings]


def mask_of(table: StatementTable, filter: Filter) -> Mask:
    """The rows that a filter means; somebody whom the study knows in another role has no rows in this one.

    A claim about several holders holds for a study in which one of them says nothing; a name that the study does not
    know at all is still a mistake (UsageError T741).
    """
    conditions = []
    for each in filter.conditions:
        if each.field not in _ROLES:
            conditions.append(each)
            continue
        values = tuple(value for value in each.values if _is_present(table, each.field, value))
        if values:
            conditions.append(replace(each, values=values))
        elif not each.excluded:
            return np.zeros(len(table), np.bool_)
    return Filter(tuple(conditions)).mask(table)


_ROLES = ("holder", "target", "relay", "topic")


def _is_present(table: StatementTable, field: str, value: str) -> bool:
    """Whether a column has this value; False when only another column has it. UsageError when none has."""
    own: dict[str, tuple[str, ...]] = {
        "holder": table.holder.values,
        "target": table.target.values,
        "relay": table.relay.members(),
        "topic": table.topics.members(),
    }
    try:
        find_keys(table, field, value, own[field])
    except UsageError as error:
        if error.id != "T741":
            raise
        known = topic_names() if field == "topic" else {*own["holder"], *own["target"], *own["relay"], *table.aliases}
        if field == "topic":
            if value not in known:
                raise
            return False
        try:
            find_keys(table, field, value, sorted(known))
        except UsageError as other:
            if other.id == "T741":
                raise error from None
        return False
    return True


@cache
def topic_names() -> frozenset[str]:
    """The topics that readings give, whether a study has them or not."""
    return frozenset(name for code in FOLDERS for name in language(code).rules("topics"))


def _named(finding: Finding) -> Iterable[str]:
    for text in finding.claim.values():
        for kind, inside in PLACEHOLDER.findall(text):
            if kind == "finding":
                yield inside.strip()


def _verify(ground: Ground, finding: Finding, done: Mapping[str, Outcome]) -> Outcome:
    try:
        outcome = _together(finding, done) if finding.expect == "together" else _alone(ground, finding)
        return replace(outcome, claim=_claims(ground, outcome, done))
    except TanikError as problem:
        nothing = Measure(None, None, None, 0, "", "too_little_evidence")
        claim = {language: PLACEHOLDER.sub("–", text) for language, text in finding.claim.items()}
        outcome = Outcome(finding, "too_little_evidence", claim, nothing, (), 0, 0, (), (), (), problem)
        with suppress(TanikError):  # numbers with queries of their own can be told all the same
            return replace(outcome, claim=_claims(ground, outcome, done))
        return outcome


def _together(finding: Finding, done: Mapping[str, Outcome]) -> Outcome:
    """A claim that rests on other findings: as good as the worst of them."""
    parts = [done[id] for id in finding.rests_on]
    order: tuple[FindingVerdict, ...] = ("opposed", "too_little_evidence", "mixed", "supported")
    verdict = min((part.verdict for part in parts), key=order.index)
    every = {(each.kind, each.key): each for part in parts for each in part.left_out}
    left_out = []
    for (kind, key), example in every.items():
        verdicts = [
            next((each.verdict for each in part.left_out if (each.kind, each.key) == (kind, key)), part.verdict)
            for part in parts
        ]
        left_out.append(replace(example, verdict=min(verdicts, key=order.index), value=None))
    n = min(part.measure.n for part in parts)
    return Outcome(
        finding=finding,
        verdict=verdict,
        claim={},
        measure=Measure(None, None, None, n, "", verdict),
        counts=(),
        passages=sum(part.passages for part in parts),
        sources=max(part.sources for part in parts),
        left_out=tuple(sorted(left_out, key=lambda each: (each.kind, each.key))),
        supporting=_joined(part.supporting for part in parts),
        opposing=_joined(part.opposing for part in parts),
    )


def _joined(lists: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id for ids in lists for id in ids))


def _alone(ground: Ground, finding: Finding) -> Outcome:
    table = ground.table
    masks = [mask_of(table, each) for each in filters_of(finding)]
    column: Times = getattr(table, finding.by)
    days = column.middle() if finding.expect == "trend" else None
    tallies = [ground.tally(mask, days) for mask in masks]
    totals = [tally.total for tally in tallies]
    found = measure(finding, totals)
    sources = int(np.sum(sum(tally.by_source[:, 0] for tally in tallies) > 0))
    verdict = _verdict(finding, found, sources)
    left_out = [
        *_without_sources(ground, finding, tallies, sources),
        *_without_works(ground, finding, tallies, sources),
    ]
    for coder, rows in ground.without_a_coder():
        if any(bool((mask & ~rows).any()) for mask in masks):
            rest = [ground.tally(mask & rows, days) for mask in masks]
            each = measure(finding, [tally.total for tally in rest])
            present = int(np.sum(sum(tally.by_source[:, 0] for tally in rest) > 0))
            left_out.append(LeftOut("coder", coder, coder, _verdict(finding, each, present), each.value))
    supporting, opposing = _evidence(ground, finding, masks, days)
    return Outcome(
        finding=finding,
        verdict=verdict,
        claim={},
        measure=found,
        counts=tuple(_counts(total) for total in totals),
        passages=int(totals[0][0]),
        sources=tallies[0].sources,
        left_out=tuple(left_out),
        supporting=supporting,
        opposing=opposing,
    )


def _without_sources(ground: Ground, finding: Finding, tallies: Sequence[Tally], sources: int) -> Iterator[LeftOut]:
    table = ground.table
    present = np.flatnonzero(sum(tally.by_source[:, 0] for tally in tallies)).tolist()
    # Without its only source there is nothing, which says nothing about the finding.
    for at in present if len(present) > 1 else ():
        each = measure(finding, [tally.total - tally.by_source[at] for tally in tallies])
        key = table.source.values[at]
        yield LeftOut("source", key, table.name(key), _verdict(finding, each, sources - 1), each.value)


def _without_works(ground: Ground, finding: Finding, tallies: Sequence[Tally], sources: int) -> Iterator[LeftOut]:
    """A study of one source may rest on many works: each cited work left out, where there are several."""
    present = np.asarray(sum(tally.by_works[:, 0] for tally in tallies))
    cited = [(work, codes) for work, codes in ground.citing if present[codes].any()]
    totals = [tally.total for tally in tallies]
    for work, codes in cited if len(cited) > 1 else ():
        without = [total - tally.by_works[codes].sum(axis=0) for total, tally in zip(totals, tallies, strict=True)]
        each = measure(finding, without)
        yield LeftOut("work", work, ground.table.name(work), _verdict(finding, each, sources), each.value)


def _counts(total: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> dict[str, int]:
    n, positive, negative, mixed = (int(number) for number in total[:4])
    neutral = n - positive - negative - mixed
    return {"passages": n, "positive": positive, "negative": negative, "mixed": mixed, "neutral": neutral}


def _verdict(finding: Finding, found: Measure, sources: int) -> FindingVerdict:
    """The verdict with the least evidence asked for. A passage that is there needs no others beside it."""
    if finding.expect == "presence" and found.verdict == "supported":
        return "supported" if sources >= finding.least_sources else "too_little_evidence"
    if found.n < finding.least or sources < finding.least_sources:
        return "too_little_evidence"
    return found.verdict


def _evidence(
    ground: Ground,
    finding: Finding,
    masks: Sequence[Mask],
    days: np.ndarray[tuple[int, ...], np.dtype[np.float64]] | None,
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The statements that speak for the claim and those that speak against it, in the order of the ids."""
    values = ground.values
    with np.errstate(invalid="ignore"):
        positive, negative = values > 0, values < 0
    first = masks[0]
    match finding.expect:
        case "direction":
            for_, against = (first & positive, first & negative)
            if finding.direction == "negative":
                for_, against = against, for_
            if finding.direction == "divided" and int(for_.sum()) > int(against.sum()):
                for_, against = against, for_
        case "ratio":
            for_, against = first, masks[1] & ~first
            if finding.at_least is None:
                for_, against = against, for_
        case "presence":
            for_, against = first, np.zeros_like(first)
        case "absence":
            for_, against = np.zeros_like(first), first
        case "trend":
            for_, against = _on_the_slope(ground, finding, first, days)
        case "order" if finding.measure == "count":
            for_, against = first, np.logical_or.reduce(masks[1:]) & ~first
        case _:
            others = np.logical_or.reduce(masks[1:])
            for_ = (first & positive) | (others & ~first & negative)
            against = (first & negative) | (others & ~first & positive)
            if finding.direction == "lower":
                for_, against = against, for_
    table = ground.table
    return table.ids_of(np.flatnonzero(for_)), table.ids_of(np.flatnonzero(against))


def _on_the_slope(
    ground: Ground, finding: Finding, mask: Mask, days: np.ndarray[tuple[int, ...], np.dtype[np.float64]] | None
) -> tuple[Mask, Mask]:
    """Positive late and negative early statements speak for a rise, the others against it."""
    assert days is not None
    dated = mask & ~np.isnan(days) & ~np.isnan(ground.values)
    if not dated.any():
        return dated, dated
    with np.errstate(invalid="ignore"):
        slope = np.nan_to_num((days - days[dated].mean()) * ground.values)
    up, down = dated & (slope > 0), dated & (slope < 0)
    return (down, up) if finding.direction == "down" else (up, down)


def _claims(ground: Ground, outcome: Outcome, done: Mapping[str, Outcome]) -> dict[str, str]:
    """The claim in each language with every number computed now."""
    policy = Filter((Condition("policy", (outcome.finding.policy,)),))
    computed: dict[str, tuple[int, int | None]] = {}
    for written, (part, whole) in outcome.finding.numbers.items():
        base = whole & policy if whole is not None else None
        count = ground.passages(mask_of(ground.table, (part & base) if base is not None else part & policy))
        computed[written] = count, None if base is None else ground.passages(mask_of(ground.table, base))
    claims = {}
    for code, text in outcome.finding.claim.items():
        filled = partial(_filled, outcome=outcome, computed=computed, language=code, done=done)
        claims[code] = PLACEHOLDER.sub(filled, text)
    return claims


def _filled(
    match: re.Match[str],
    *,
    outcome: Outcome,
    computed: Mapping[str, tuple[int, int | None]],
    language: str,
    done: Mapping[str, Outcome],
) -> str:
    kind, inside = match.group(1), match.group(2)
    if kind == "query" and inside:
        count, whole = computed[inside]
        return str(count) if whole is None else _percent(count / whole if whole else None, language)
    if kind == "finding" and inside:
        return VERDICT_WORDS[language][done[inside.strip()].verdict]
    measured = outcome.measure
    numbers: dict[str, float | None] = {"value": measured.value, "low": measured.low, "high": measured.high}
    if kind in numbers:
        return _number(numbers[kind], outcome, language)
    counts = outcome.counts[0] if outcome.counts else {}
    whole_numbers = {"n": measured.n, "passages": outcome.passages, "sources": outcome.sources}
    return str(whole_numbers[kind] if kind in whole_numbers else counts.get(kind, 0))


VERDICT_WORDS: Mapping[str, Mapping[FindingVerdict, str]] = {
    "tr": {
        "supported": "destekleniyor",
        "opposed": "çürütülüyor",
        "mixed": "kararsız",
        "too_little_evidence": "kanıt yetersiz",
    },
    "en": {
        "supported": "supported",
        "opposed": "opposed",
        "mixed": "mixed",
        "too_little_evidence": "too little evidence",
    },
}
"""Verdicts inside a claim, which is written in one language whatever the user speaks."""


def _number(value: float | None, outcome: Outcome, language: str) -> str:
    if value is None:
        return "–"
    if outcome.finding.expect in ("direction", "ratio"):
        return _percent(value, language)
    text = f"{value:.0f}" if outcome.finding.expect in ("presence", "absence") else f"{value:.2f}"
    return text.replace(".", ",") if language == "tr" else text


def _percent(share: float | None, language: str) -> str:
    """``%63`` in Turkish, ``63%`` in English."""
    if share is None:
        return "–"
    return f"%{share * 100:.0f}" if language == "tr" else f"{share * 100:.0f}%"
