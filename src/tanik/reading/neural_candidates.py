"""Candidates: who may hold a view, whom it may be about, and what the rules say of each.

For one stretch of words (a span) every name near it is a candidate with a row of features. The rules' own choice is
among them, so the network can follow, correct or refuse it.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tanik.reading.annotations import Statement
from tanik.reading.judgement import Judge
from tanik.reading.neural_sheet import CASES, ENTITY_KINDS, FAMILIES, KINDS, Ruled, Seen, Sheet, family_number

Floats = npt.NDArray[np.float32]
_BACK, _MOST = 3, 28
"""Sentences looked back over for every mention, and mentions taken at most."""
_FAR_BACK, _FAR_MOST = 24, 14
"""Sentences before those in which only the last mention of each entity counts, and how many are taken."""
_AHEAD, _AHEAD_MOST = 10, 6
"""Sentences after the span in which the first mention of each entity counts (a letter is signed at its end)."""
_POLARITIES = ("positive", "negative", "mixed", "neutral")
PAIR = 5 + 3 + 1 + 2 + 1 + 3 + len(ENTITY_KINDS) + len(CASES) + 1 + 2 + 6 + 1 + 2 + 1
SPAN = 5 + len(FAMILIES) + 1 + len(KINDS) + 1 + 3
HOW = 5 + 5 + 1 + 4
HINTS = (6, 37, 40, 41, 42, 43, 45, 46, 47, 48)
"""Columns that the judge looks at too: inside the span, author, the rules' holder and their confidence in it, their
first and second target, author of the citation, holder and target of the statement before, speaker of the quotation."""
FEATURES = PAIR + SPAN + HOW


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch that may be a statement: pieces, paragraph on the sheet, local offsets, the rules' statements of it."""

    first: int
    last: int
    paragraph: int
    start: int
    end: int
    rules: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """Candidates of one span: entity, pieces of the mention (``None`` without one) and a row of features each."""

    span: Span
    entities: tuple[str, ...]
    mentions: tuple[tuple[int, int] | None, ...]
    features: Floats


class CandidateFinder:
    """Finds the candidates of spans on one sheet."""

    def __init__(
        self, sheet: Sheet, judge: Judge, known: Callable[[str], tuple[str, int]], cited: dict[int, str | None]
    ) -> None:
        """``known``: kind and number of mentions in the document, by entity id; ``cited``: a citation's author."""
        self._sheet = sheet
        self._judge = judge
        self._known = known
        self._cited = cited
        self._sentences = [seen.sentence for seen in sheet.seen]
        self._ruled_ends = [ruled.last for ruled in sheet.ruled]

    def choice(self, span: Span) -> Choice:
        """The candidates of ``span``; there may be none."""
        sheet = self._sheet
        told = sheet.told[span.paragraph]
        low = sheet.sentence(span.paragraph, span.start)
        high = sheet.sentence(span.paragraph, max(span.start, span.end - 1))
        near = self._near(span, low, high)
        far = self._far(near, low, high)
        counts = Counter(seen.place.entity for seen in [*near, *far])
        facts = _Facts(self, span, told.author, low, high, near)
        rows: list[tuple[str, Seen | None]] = [(seen.place.entity, seen) for seen in [*near, *far]]
        for entity in facts.others:
            if entity not in counts:
                rows.append((entity, self._last(entity, span.first)))
        if told.author is not None and told.author not in counts and told.author not in facts.others:
            rows.append((told.author, None))
        whole = facts.span_features() if rows else []
        table = [facts.pair_features(entity, seen, counts[entity]) + whole + facts.how(entity) for entity, seen in rows]
        features = np.array(table, np.float32).reshape(len(rows), FEATURES)
        return Choice(
            span,
            tuple(entity for entity, _ in rows),
            tuple((seen.first, seen.last) if seen else None for _, seen in rows),
            features,
        )

    def _near(self, span: Span, low: int, high: int) -> list[Seen]:
        first, last = bisect_left(self._sentences, low - _BACK), bisect_left(self._sentences, high + 1)
        near = self._sheet.seen[first:last]
        if len(near) > _MOST:
            inside = [seen for seen in near if seen.last > span.first]
            past = [seen for seen in near if seen.last <= span.first]
            near = past[-max(_MOST - len(inside), 10) :] + inside[:_MOST]
        return list(near)

    def _far(self, near: Sequence[Seen], low: int, high: int) -> list[Seen]:
        """The last mention of each other entity some sentences before, the first of each some sentences after."""
        had = {seen.place.entity for seen in near}
        first, last = bisect_left(self._sentences, low - _FAR_BACK), bisect_left(self._sentences, low - _BACK)
        found: list[Seen] = []
        for seen in reversed(self._sheet.seen[first:last]):
            if seen.place.entity not in had and len(found) < _FAR_MOST:
                had.add(seen.place.entity)
                found.append(seen)
        found.reverse()
        first, last = bisect_left(self._sentences, high + 1), bisect_left(self._sentences, high + 1 + _AHEAD)
        room = len(found) + _AHEAD_MOST
        for seen in self._sheet.seen[first:last]:
            if seen.place.entity not in had and len(found) < room:
                had.add(seen.place.entity)
                found.append(seen)
        return found

    def _last(self, entity: str, piece: int) -> Seen | None:
        """The nearest mention of an entity before a piece, else None."""
        found = None
        for seen in self._sheet.seen:
            if seen.first >= piece:
                break
            if seen.place.entity == entity:
                found = seen
        return found

    def rules_near(self, span: Span) -> tuple[Ruled | None, float]:
        """The rules' statements whose span is most like this one, with the overlap (intersection over union)."""
        best, most = None, 0.0
        for ruled in self._sheet.ruled:
            if ruled.first >= span.last:
                break
            if ruled.last <= span.first or ruled.paragraph != span.paragraph:
                continue
            shared = min(ruled.last, span.last) - max(ruled.first, span.first)
            overlap = shared / (max(ruled.last, span.last) - min(ruled.first, span.first))
            if overlap > most:
                best, most = ruled, overlap
        return best, most

    def rules_before(self, span: Span) -> Ruled | None:
        """The last statement of the rules that ends before the span, at most two sentences back."""
        best = None
        for ruled in self._sheet.ruled:
            if ruled.first >= span.first:
                break
            if ruled.last <= span.first:
                best = ruled
        if best is None:
            return None
        here = self._sheet.sentence(span.paragraph, span.start)
        there = self._sheet.sentence(best.paragraph, best.end - 1)
        return best if here - there <= 2 else None


class _Facts:
    """What is known of one span."""

    def __init__(
        self, finder: CandidateFinder, span: Span, author: str | None, low: int, high: int, near: Sequence[Seen]
    ) -> None:
        sheet = finder._sheet
        self._finder, self._span, self._author = finder, span, author
        self._low, self._high = low, high
        self._passage = sheet.told[span.paragraph].passage
        ruled, overlap = finder.rules_near(span)
        self.ruled = ruled if ruled is not None and overlap >= 0.3 else None
        self.overlap = overlap
        earlier = finder.rules_before(span)
        self._before_holders = {s.holder for s in earlier.statements} if earlier else set()
        self._before_targets = {t.id for s in earlier.statements for t in s.targets} if earlier else set()
        past = [seen for seen in near if seen.last <= span.first]
        self._nearest = past[-1] if past else None
        self._person = next((seen for seen in reversed(past) if seen.place.kind == "person"), None)
        after = [c.index for c in self._passage.citations if c.start >= span.end - 1]
        self._cited = finder._cited.get(after[0]) if after else None
        around = [q for q in self._passage.quotes if q.start < span.end and q.end > span.start]
        self._speakers = {q.quotation.speaker for q in around if q.quotation.speaker}
        self._quoted = any(
            q.quotation.kind == "direct" and q.start <= span.start + 1 and q.end >= span.end - 1 for q in around
        )
        self._holders = {s.holder: s.confidence for s in self.ruled.statements} if self.ruled else {}
        self._targets: dict[str, tuple[int, str]] = {}
        for statement in self.ruled.statements if self.ruled else ():
            for rank, target in enumerate(statement.targets):
                self._targets.setdefault(target.id, (rank, target.polarity))
        named = [*self._holders, *self._targets, *sorted(self._before_holders), *sorted(self._speakers)]
        if self._cited:
            named.append(self._cited)
        self.others = tuple(dict.fromkeys(named))
        folded = self._passage.folded[span.start : span.end]
        self._values = len(finder._judge.values(folded, 0, len(folded)))
        self._judged = lexical_features(finder._judge, folded)

    def pair_features(self, entity: str, seen: Seen | None, count: int) -> list[float]:
        span = self._span
        out = [0.0] * 15
        kind, mentioned = self._finder._known(entity)
        if seen is None:
            out[4] = 1.0
        else:
            out[min(max(self._low - seen.sentence, 0), 3)] = 1.0
            out[5 if seen.last <= span.first else 6 if seen.first < span.last else 7] = 1.0
            gap = span.first - seen.last if seen.last <= span.first else max(0, seen.first - span.last)
            out[8] = min(gap, 90) / 45
            out[9], out[10] = float(seen is self._nearest), float(seen is self._person)
            out[12] = min(math.log1p(max(0, self._low - seen.sentence)), 3.0)
            out[13] = min(math.log1p(max(0, seen.sentence - self._high)), 3.0)
        out[11] = min(count, 4) / 4
        out[14] = math.log1p(mentioned) / 4
        case = seen.place.case if seen and seen.place.case in CASES else ""
        rank = self._targets.get(entity, (9, ""))[0]
        return [
            *out,
            *_one_hot(ENTITY_KINDS.index(kind) if kind in ENTITY_KINDS else 0, len(ENTITY_KINDS)),
            *_one_hot(CASES.index(case), len(CASES)),
            float(seen is not None and seen.place.proper),
            float(entity == self._author),
            float(self._author is not None),
            float(self.ruled is not None),
            float(entity in self._holders),
            self._holders.get(entity, 0.0),
            float(rank == 0),
            float(rank == 1),
            float(bool(self._targets)),
            float(entity == self._cited),
            float(entity in self._before_holders),
            float(entity in self._before_targets),
            float(entity in self._speakers),
        ]

    def span_features(self) -> list[float]:
        span = self._span
        family = family_number(self.ruled.statements[0].rule) if self.ruled else len(FAMILIES)
        length = span.last - span.first
        return [
            float(self._quoted),
            float(bool(self._speakers)),
            float(self._cited is not None),
            min(length, 120) / 40,
            float(length < 6),
            *_one_hot(family, len(FAMILIES) + 1),
            *_one_hot(self._finder._sheet.kind, len(KINDS)),
            self.overlap,
            max((s.confidence for s in self.ruled.statements), default=0.0) if self.ruled else 0.0,
            float(len(self._holders) > 1),
            min(self._values, 6) / 3,
        ]

    def how(self, entity: str) -> list[float]:
        told = self._targets.get(entity, (9, ""))[1]
        return [*_one_hot(_POLARITIES.index(told) if told else 4, 5), *self._judged[5:]]


def lexical_features(judge: Judge, folded: str) -> list[float]:
    """The last ``HOW`` features as the evaluative words of some folded words give them; nothing told by the rules."""
    judged = judge.polarity(folded, 0, len(folded))
    sums: dict[str, float] = {}
    for value in judge.values(folded, 0, len(folded)):
        sums[value.group] = sums.get(value.group, 0.0) + value.strength
    return [
        *_one_hot(4, 5),
        *_one_hot(_POLARITIES.index(judged.polarity), 5),
        judged.strength / 2,
        *(min(sums.get(group, 0.0), 4) / 2 for group in ("positive", "negative", "need", "shifter")),
    ]


def _one_hot(index: int, size: int) -> list[float]:
    row = [0.0] * size
    row[index] = 1.0
    return row
