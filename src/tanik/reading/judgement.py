"""Targets, polarity and topics of one stretch of words.

Polarity is that of the wording towards the targets: evaluative words of the language pack, turned round by negation
and shifters, necessity as *mixed*, nothing evaluative as *neutral*. The rules look at words, not at irony: what they
cannot see stays neutral and can be corrected.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from tanik.languages.pack import Language, language
from tanik.reading.annotations import Polarity, Target
from tanik.reading.units import Place
from tanik.reading.wordvalues import StemTable, Value

_CLAUSE_END = re.compile(r"[,;.:!?]| (?:ve|fakat|ancak|ama|but|and|yet) ")


@dataclass(frozen=True, slots=True)
class Judgement:
    """``strength`` 0 to 2, in the scale of the evaluative words."""

    polarity: Polarity
    strength: float


@dataclass(slots=True)
class Tally:
    """What the evaluative words of a stretch add up to; ``bare``: clauses that are negated without such a word."""

    positive: float = 0.0
    negative: float = 0.0
    need: int = 0
    bare: int = 0
    negated: bool = False
    shifted: bool = False
    flipped: list[str] = field(default_factory=list)

    def judged(self) -> Judgement:
        """The polarity that the words alone give."""
        return _decide(self.positive, self.negative + 0.5 * self.bare, self.need > 0)


class Judge:
    """Judges stretches of folded text in one language."""

    def __init__(self, pack: Language) -> None:
        self._after = pack.rules("judgement").get("shifters_follow", True)
        negation = pack.rules("judgement").get("negated_verb", "")
        self._negated = re.compile(negation) if negation else None
        self._roles: dict[str, float] = pack.rules("judgement").get("roles", {})
        self._kinds: dict[str, float] = pack.rules("judgement").get("kinds", {})
        self._values = StemTable((row[0], row[1], float(row[2])) for row in pack.table("polarity"))
        topics = pack.rules("topics")
        self._topic_order = {name: i for i, name in enumerate(topics)}
        self._topics = StemTable((stem, name, 1.0) for name, stems in topics.items() for stem in stems)

    def values(self, folded: str, start: int, end: int) -> list[Value]:
        return list(self._values.find(folded, start, end))

    def polarity(self, folded: str, start: int, end: int) -> Judgement:
        """How the words ``folded[start:end]`` speak of what they speak of."""
        return self.tally(folded, start, end).judged()

    def tally(self, folded: str, start: int, end: int) -> Tally:
        """The evaluative words of a stretch, counted with what turns them round."""
        tally = Tally()
        for a, b in self._clauses(folded, start, end):
            values = self.values(folded, a, b)
            turned = self._turned(folded, a, b, values)
            tally.negated = tally.negated or turned > 0
            valued = False
            for value in values:
                if value.group == "need":
                    tally.need += 1
                elif value.group == "shifter":
                    tally.shifted = True
                elif value.group in ("positive", "negative"):
                    valued = True
                    flip = self._flipped(value, values, turned, b)
                    if flip and value.group not in tally.flipped:
                        tally.flipped.append(value.group)
                    if (value.group == "positive") != flip:
                        tally.positive += value.strength
                    else:
                        tally.negative += value.strength
            if turned and not valued:
                tally.bare += 1
        return tally

    @staticmethod
    def _clauses(folded: str, start: int, end: int) -> list[tuple[int, int]]:
        cuts = [match.end() for match in _CLAUSE_END.finditer(folded, start, end)]
        bounds = [start, *cuts, end]
        return [(a, b) for a, b in pairwise(bounds) if b > a]

    def _turned(self, folded: str, start: int, end: int, values: list[Value]) -> int:
        """The offset of a negated verb in the clause, or 0."""
        if self._negated is None:
            return 0
        found = 0
        for match in self._negated.finditer(folded, start, end):
            found = match.start()
        return found

    def _flipped(self, value: Value, values: list[Value], turned: int, end: int) -> bool:
        shifters = [other for other in values if other.group == "shifter"]
        if self._after:
            flip = any(0 <= other.start - value.end <= 40 for other in shifters)
            # A negated verb turns what it governs; a negative word in front of it usually stays one.
            return flip or bool(turned and value.start <= turned and value.group == "positive")
        return any(0 <= value.start - other.end <= 24 for other in shifters)

    def targets(
        self, places: Sequence[Place], start: int, end: int, holder: str, judged: Judgement
    ) -> tuple[Target, ...]:
        """At most two of the names inside the stretch: those in the roles that views are about."""
        inside = [place for place in places if start <= place.start < end]
        scored: dict[str, tuple[float, int]] = {}
        for order, place in enumerate(inside):
            if place.entity == holder:
                continue
            score = self._roles.get(place.case, 0.0) + self._kinds.get(place.kind, 0.0) - 0.3 * min(order, 6)
            score -= 0.0 if place.proper else 1.0
            best = scored.get(place.entity)
            if best is None or score > best[0]:
                scored[place.entity] = (score, place.start)
        ranked = sorted(scored.items(), key=lambda item: (-item[1][0], item[1][1]))
        chosen = [entity for entity, (score, _) in ranked[:1]]
        if len(ranked) > 1 and ranked[1][1][0] >= ranked[0][1][0] - 0.6 and ranked[1][1][0] >= 2.2:
            chosen.append(ranked[1][0])
        return tuple(Target(entity, judged.polarity, judged.strength) for entity in chosen)

    def topics(self, folded: str, start: int, end: int) -> tuple[str, ...]:
        """At most two topics of the codebook, the most pointed to first."""
        counts: dict[str, float] = {}
        for value in self._topics.find(folded, start, end):
            counts[value.group] = counts.get(value.group, 0.0) + value.strength
        ranked = sorted(counts, key=lambda name: (-counts[name], self._topic_order[name]))
        return tuple(ranked[:2])


def _decide(positive: float, negative: float, need: bool) -> Judgement:
    if positive and negative:
        if negative >= positive:
            return Judgement("negative", negative - positive / 2)
        if positive >= 2 * negative:
            return Judgement("positive", positive - negative / 2)
        return Judgement("mixed", 1.0)
    if negative:
        return Judgement("negative", min(negative, 2.0))
    if positive:
        return Judgement("mixed" if need else "positive", min(positive, 2.0))
    return Judgement("mixed", 0.5) if need else Judgement("neutral", 0.0)


@cache
def judge(code: str) -> Judge:
    return Judge(language(code))
