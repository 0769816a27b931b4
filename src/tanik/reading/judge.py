"""The judge over rules and network: which proposals become statements, with whom, about whom, how, and how surely.

A logistic regression weighs the signs of each proposal (who proposed it, how sure the network's tags are, whether
holders agree); of proposals that claim the same words the surer one stays. The weights, the thresholds and the
calibration were learnt from texts that the network had not seen (see docs/model.md); they lie beside the network.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tanik.reading.annotations import Polarity
from tanik.reading.neural.proposals import Proposal

POLARITIES: tuple[Polarity, ...] = ("positive", "negative", "mixed", "neutral")
_SAME = 0.5
"""Share of the shorter of two spans from which on they claim the same words."""
_MOST_TARGETS = 3


@dataclass(frozen=True, slots=True)
class Judged:
    """A target with its polarity, and how likely each is right."""

    entity: str
    polarity: Polarity
    chance: float
    polarity_chance: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """A statement to be. ``confidence``: how often such a one is right (words and holder)."""

    proposal: Proposal
    holders: tuple[str, ...]
    targets: tuple[Judged, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Scale:
    """Piecewise linear map from a raw score to a share of right ones: ``at`` ascending, ``share`` not descending."""

    at: tuple[float, ...]
    share: tuple[float, ...]

    def __call__(self, score: float) -> float:
        if score <= self.at[0]:
            return self.share[0]
        if score >= self.at[-1]:
            return self.share[-1]
        i = bisect_right(self.at, score)
        a, b = self.at[i - 1], self.at[i]
        return self.share[i - 1] + (self.share[i] - self.share[i - 1]) * (score - a) / (b - a)


class Arbiter:
    """Decides by weights that were learnt.

    ``weights``: ``keep`` (``mean``, ``scale``, ``weights``, ``bias``), ``threshold``, ``target`` (threshold),
    ``shift`` (added to the logarithm of each polarity), ``calibration`` (``at``, ``share``).
    """

    def __init__(self, weights: Mapping[str, Any], threshold: float | None = None) -> None:
        """``threshold``: least confidence of a statement; None for the one with the best balance."""
        keep = weights["keep"]
        self._bias = float(keep["bias"]) - sum(
            w * m / s for w, m, s in zip(keep["weights"], keep["mean"], keep["scale"], strict=True)
        )
        self._weights = tuple(w / s for w, s in zip(keep["weights"], keep["scale"], strict=True))
        self._least = float(weights["threshold"])
        self._target = float(weights["target"])
        self._shift = tuple(float(s) for s in weights["shift"])
        self._scale = Scale(tuple(weights["calibration"]["at"]), tuple(weights["calibration"]["share"]))
        self._wanted = threshold

    def chance(self, proposal: Proposal) -> float:
        """How likely the words of a proposal are a statement."""
        score = self._bias + math.fsum(w * s for w, s in zip(self._weights, proposal.signs, strict=True))
        return 1 / (1 + math.exp(-max(min(score, 40.0), -40.0)))

    def decide(self, proposals: Sequence[Proposal]) -> list[Verdict]:
        """The verdicts on the proposals of one sheet, in text order; those not chosen are dropped."""
        ranked = sorted(((self.chance(p), i) for i, p in enumerate(proposals)), key=lambda each: (-each[0], each[1]))
        chosen: list[int] = []
        verdicts = []
        for chance, i in ranked:
            span = proposals[i].span
            if self._wanted is None and chance < self._least:
                break
            if any(_same(span.first, span.last, proposals[j].span.first, proposals[j].span.last) for j in chosen):
                continue
            chosen.append(i)
            verdict = self._verdict(proposals[i], chance)
            if self._wanted is None or verdict.confidence >= self._wanted:
                verdicts.append(verdict)
        return sorted(verdicts, key=lambda v: (v.proposal.span.first, v.proposal.span.last))

    def _verdict(self, proposal: Proposal, chance: float) -> Verdict:
        ranked = sorted(zip(proposal.holders, proposal.entities, strict=True), key=lambda each: -each[0])
        share, holder = ranked[0]
        told = tuple(dict.fromkeys(s.holder for s in proposal.ruled.statements)) if proposal.ruled else ()
        holders = told if holder in told and len(told) > 1 else (holder,)
        return Verdict(proposal, holders, self._targets(proposal, holders), round(self._scale(chance * share), 3))

    def _targets(self, proposal: Proposal, holders: Sequence[str]) -> tuple[Judged, ...]:
        ranked = sorted(
            (
                (chance, i)
                for i, chance in enumerate(proposal.targets)
                if proposal.entities[i] not in holders or len(proposal.entities) == 1
            ),
            key=lambda each: (-each[0], each[1]),
        )
        if not ranked:
            ranked = sorted(((chance, i) for i, chance in enumerate(proposal.targets)), key=lambda e: (-e[0], e[1]))
        taken = [each for each in ranked if each[0] >= self._target][:_MOST_TARGETS] or ranked[:1]
        return tuple(self._judged(proposal, i, chance) for chance, i in taken)

    def _judged(self, proposal: Proposal, at: int, chance: float) -> Judged:
        ways = [share * math.exp(shift) for share, shift in zip(proposal.how[at], self._shift, strict=True)]
        best = max(range(len(ways)), key=ways.__getitem__)
        return Judged(proposal.entities[at], POLARITIES[best], chance, ways[best] / math.fsum(ways))


def _same(a: int, b: int, c: int, d: int) -> bool:
    shared = min(b, d) - max(a, c)
    return shared > 0 and shared >= _SAME * min(b - a, d - c)
