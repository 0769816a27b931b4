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
from tanik.reading.neural_proposals import Proposal
from tanik.reading.neural_sheet import KINDS

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

    ``weights``: ``keep`` (``mean``, ``scale``, ``weights``, ``bias``), ``threshold``; ``holder`` (``chance``,
    ``hints``); ``target`` (``chance``, ``holder``, ``hints``, ``bias``, ``threshold``); ``polarity`` (``chance``,
    ``told``, ``lexical``, ``bias`` by polarity); ``calibration`` (``at``, ``share``). Signs and hints count
    :func:`twofold`.
    """

    def __init__(self, weights: Mapping[str, Any], threshold: float | None = None) -> None:
        """``threshold``: least confidence of a statement; None for the one with the best balance."""
        keep = weights["keep"]
        self._bias = float(keep["bias"]) - sum(
            w * m / s for w, m, s in zip(keep["weights"], keep["mean"], keep["scale"], strict=True)
        )
        self._weights = tuple(w / s for w, s in zip(keep["weights"], keep["scale"], strict=True))
        self._least = float(weights["threshold"])
        self._holder = weights["holder"]
        self._target = weights["target"]
        self._polarity = weights["polarity"]
        self._scale = Scale(tuple(weights["calibration"]["at"]), tuple(weights["calibration"]["share"]))
        self._wanted = threshold

    def chance(self, proposal: Proposal) -> float:
        """How likely the words of a proposal are a statement."""
        return _logistic(self._bias + _product(self._weights, twofold(proposal.signs, proposal)))

    def holders(self, proposal: Proposal) -> list[float]:
        """How likely each entity is the holder; they sum to 1."""
        scores = [
            self._holder["chance"] * math.log(share + 1e-4) + _product(self._holder["hints"], twofold(hints, proposal))
            for share, hints in zip(proposal.holders, proposal.hints, strict=True)
        ]
        return _shares(scores)

    def targets(self, proposal: Proposal, holder: str) -> list[float]:
        """How likely each entity is a target of what ``holder`` says."""
        weights = self._target
        return [
            _logistic(
                weights["bias"]
                + weights["chance"] * _log_odds(chance)
                + weights["holder"] * (entity == holder)
                + _product(weights["hints"], twofold(hints, proposal))
            )
            for entity, chance, hints in zip(proposal.entities, proposal.targets, proposal.hints, strict=True)
        ]

    def polarities(self, proposal: Proposal, at: int) -> list[float]:
        """How likely each polarity towards the entity number ``at`` is; they sum to 1."""
        weights = self._polarity
        told = proposal.told[at] if proposal.told[at] < len(POLARITIES) else max(proposal.told, key=_is_told)
        return _shares(
            [
                weights["bias"][i]
                + weights["chance"] * math.log(share + 1e-4)
                + weights["told"] * (told == i)
                + weights["lexical"] * (proposal.lexical == i)
                for i, share in enumerate(proposal.how[at])
            ]
        )

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
        shares = self.holders(proposal)
        best = max(range(len(shares)), key=shares.__getitem__)
        holder = proposal.entities[best]
        told = tuple(dict.fromkeys(s.holder for s in proposal.ruled.statements)) if proposal.ruled else ()
        holders = told if holder in told and len(told) > 1 else (holder,)
        confidence = round(self._scale(chance * shares[best]), 3)
        return Verdict(proposal, holders, self._targets(proposal, holder), confidence)

    def _targets(self, proposal: Proposal, holder: str) -> tuple[Judged, ...]:
        chances = self.targets(proposal, holder)
        ranked = sorted(range(len(chances)), key=lambda i: (-chances[i], i))
        taken = [i for i in ranked if chances[i] >= self._target["threshold"]][:_MOST_TARGETS] or ranked[:1]
        judged = []
        for i in taken:
            shares = self.polarities(proposal, i)
            best = max(range(len(shares)), key=shares.__getitem__)
            judged.append(Judged(proposal.entities[i], POLARITIES[best], chances[i], shares[best]))
        return tuple(judged)


def twofold(values: Sequence[float], proposal: Proposal) -> list[float]:
    """The values, and once more for a study: what the rules say is worth more in the prose they were made for."""
    study = proposal.signs[-len(KINDS)]
    return [*values, *(value * study for value in values)]


def _is_told(polarity: int) -> bool:
    return polarity < len(POLARITIES)


def _product(weights: Sequence[float], values: Sequence[float]) -> float:
    return math.fsum(w * v for w, v in zip(weights, values, strict=True))


def _logistic(score: float) -> float:
    return 1 / (1 + math.exp(-max(min(score, 40.0), -40.0)))


def _log_odds(chance: float) -> float:
    bounded = max(min(chance, 0.999), 0.001)
    return math.log(bounded / (1 - bounded))


def _shares(scores: Sequence[float]) -> list[float]:
    most = max(scores)
    raised = [math.exp(score - most) for score in scores]
    total = math.fsum(raised)
    return [each / total for each in raised]


def _same(a: int, b: int, c: int, d: int) -> bool:
    shared = min(b, d) - max(a, c)
    return shared > 0 and shared >= _SAME * min(b - a, d - c)
