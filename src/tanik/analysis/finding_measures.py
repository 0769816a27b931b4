"""What a finding is measured by: one number, its interval, and the verdict that follows from both.

The rule is the same for every expectation. The number has a threshold (a share of one half, a difference of 0 ...).
The finding is *supported* when the whole interval lies on the expected side of it, *opposed* when the whole interval
lies on the other side, *mixed* when the threshold lies inside. With fewer passages or sources than the finding asks for
there is *too little evidence*, whatever the number.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from tanik.analysis.evidence_tallies import correlation
from tanik.analysis.finding_file import Finding, FindingVerdict
from tanik.analysis.perspectives import Interval, wilson

Totals = Sequence[NDArray[np.float64]]
"""The totals of a tally for every filter of the finding, in the order of :func:`filters_of`."""


@dataclass(frozen=True, slots=True)
class Measure:
    """``value`` with its limits (None when it cannot be computed); ``n``: passages it rests on, of the poorest part.

    ``interval``: name of the interval, "" when the number is a plain count. ``verdict``: before the least evidence is
    asked for. ``leaning``: the side of the threshold on which the value itself lies: 1 expected, -1 other, 0 neither.
    """

    value: float | None
    low: float | None
    high: float | None
    n: int
    interval: str
    verdict: FindingVerdict
    leaning: int = 0


WILSON, NEWCOMBE, FISHER = "Wilson", "Newcombe", "Fisher"
_NOTHING = Measure(None, None, None, 0, "", "too_little_evidence")


def measure(finding: Finding, totals: Totals) -> Measure:
    """The number of a finding from the counts behind it."""
    return _MEASURES[finding.expect](finding, totals)


def _compared(value: float, low: float, high: float, n: int, interval: str, threshold: float, sign: int) -> Measure:
    """The rule at the head of this module. ``sign``: 1 when the value should lie over the threshold, -1 under it."""
    above, below = low > threshold, high < threshold
    good, bad = (above, below) if sign > 0 else (below, above)
    verdict: FindingVerdict = "supported" if good else "opposed" if bad else "mixed"
    side = (value > threshold) - (value < threshold)
    return Measure(value, low, high, n, interval, verdict, sign * side)


def _direction(finding: Finding, totals: Totals) -> Measure:
    positive, negative = int(totals[0][1]), int(totals[0][2])
    n = positive + negative
    if finding.direction == "divided":
        share = wilson(min(positive, negative), n, finding.confidence)
        threshold = 0.1 if finding.at_least is None else finding.at_least
    else:
        share = wilson(positive if finding.direction == "positive" else negative, n, finding.confidence)
        threshold = 0.5 if finding.at_least is None else finding.at_least
    if share is None:
        return _NOTHING
    return _compared(share.share, share.low, share.high, n, WILSON, threshold, 1)


def _ratio(finding: Finding, totals: Totals) -> Measure:
    part, n = int(totals[0][0]), int(totals[1][0])
    share = wilson(part, n, finding.confidence)
    if share is None:
        return _NOTHING
    return _within(finding, share, n)


def _within(finding: Finding, share: Interval, n: int) -> Measure:
    floor, ceiling = finding.at_least, finding.at_most
    if ceiling is None:
        return _compared(share.share, share.low, share.high, n, WILSON, floor or 0.0, 1)
    if floor is None:
        return _compared(share.share, share.low, share.high, n, WILSON, ceiling, -1)
    inside = share.low >= floor and share.high <= ceiling
    outside = share.high < floor or share.low > ceiling
    verdict: FindingVerdict = "supported" if inside else "opposed" if outside else "mixed"
    leaning = 1 if floor <= share.share <= ceiling else -1
    return Measure(share.share, share.low, share.high, n, WILSON, verdict, leaning)


def _presence(finding: Finding, totals: Totals) -> Measure:
    """A count: passages are there or not, so there is no interval; what it rests on is everything of that policy."""
    count, all = int(totals[0][0]), int(totals[1][0])
    wanted = 1.0 if finding.at_least is None else finding.at_least
    there = count >= wanted
    return Measure(float(count), None, None, all, "", "supported" if there else "opposed", 1 if there else -1)


def _absence(finding: Finding, totals: Totals) -> Measure:
    count, all = int(totals[0][0]), int(totals[1][0])
    fine = count <= (finding.at_most or 0.0)
    return Measure(float(count), None, None, all, "", "supported" if fine else "opposed", 1 if fine else -1)


def _trend(finding: Finding, totals: Totals) -> Measure:
    n, r = int(totals[0][4]), correlation(totals[0])
    if math.isnan(r) or n < 4:
        return _NOTHING if n < 4 else Measure(0.0, None, None, n, FISHER, "mixed")
    low, high = fisher(r, n, finding.confidence)
    if finding.direction != "flat":
        return _compared(r, low, high, n, FISHER, 0.0, 1 if finding.direction == "up" else -1)
    edge = 0.2 if finding.at_most is None else finding.at_most
    return _flat(r, low, high, n, FISHER, edge)


def _flat(value: float, low: float, high: float, n: int, interval: str, edge: float) -> Measure:
    inside, outside = low >= -edge and high <= edge, low > edge or high < -edge
    verdict: FindingVerdict = "supported" if inside else "opposed" if outside else "mixed"
    return Measure(value, low, high, n, interval, verdict, 1 if abs(value) <= edge else -1)


def fisher(r: float, n: int, confidence: float = 0.95) -> tuple[float, float]:
    """Interval of a correlation by the z transformation (R. A. Fisher 1921, Metron 1:3-32). ``n`` is 4 at least."""
    z = NormalDist().inv_cdf(0.5 + confidence / 2) / math.sqrt(n - 3)
    middle = math.atanh(max(-0.999999, min(0.999999, r)))
    return math.tanh(middle - z), math.tanh(middle + z)


def newcombe(one: Interval, other: Interval) -> tuple[float, float, float]:
    """The difference of two shares with its limits: method 10 of R. G. Newcombe (1998), Statistics in Medicine
    17:873-890, which joins the score intervals of both.
    """
    difference = one.share - other.share
    low = difference - math.hypot(one.share - one.low, other.high - other.share)
    high = difference + math.hypot(one.high - one.share, other.share - other.low)
    return difference, max(low, -1.0), min(high, 1.0)


def _favour(total: NDArray[np.float64], confidence: float) -> tuple[Interval, int] | None:
    """The share of the positive passages among the positive and negative ones, and their number."""
    n = int(total[1] + total[2])
    share = wilson(int(total[1]), n, confidence)
    return None if share is None else (share, n)


def _difference(finding: Finding, totals: Totals) -> Measure:
    one, other = _favour(totals[0], finding.confidence), _favour(totals[1], finding.confidence)
    if one is None or other is None:
        return _NOTHING
    value, low, high = newcombe(one[0], other[0])
    n = min(one[1], other[1])
    if finding.direction in ("higher", "lower"):
        return _compared(value, low, high, n, NEWCOMBE, 0.0, 1 if finding.direction == "higher" else -1)
    same = _flat(value, low, high, n, NEWCOMBE, finding.margin)
    if finding.direction == "same":
        apart = low > 0 or high < 0
        return Measure(value, low, high, n, NEWCOMBE, "opposed" if apart else same.verdict, same.leaning)
    verdict: FindingVerdict = (
        "supported" if low > 0 or high < 0 else "opposed" if same.verdict == "supported" else "mixed"
    )
    return Measure(value, low, high, n, NEWCOMBE, verdict, -same.leaning)


def _order(finding: Finding, totals: Totals) -> Measure:
    """Every pair that should differ, by its own difference; the value is that of the closest pair."""
    pairs = list(pairwise(totals))
    if finding.first_only:
        pairs = [(totals[0], other) for other in totals[1:]]
    found = [_pair(finding, one, other) for one, other in pairs]
    if any(each is None for each in found):
        return _NOTHING
    measures = [each for each in found if each is not None]
    closest = min(measures, key=lambda each: each.value if each.value is not None else 0.0)
    verdicts = {each.verdict for each in measures}
    verdict: FindingVerdict = "opposed" if "opposed" in verdicts else "mixed" if "mixed" in verdicts else "supported"
    n = min(each.n for each in measures)
    return Measure(closest.value, closest.low, closest.high, n, closest.interval, verdict, closest.leaning)


def _pair(finding: Finding, one: NDArray[np.float64], other: NDArray[np.float64]) -> Measure | None:
    if finding.measure == "count":
        a, b = int(one[0]), int(other[0])
        share = wilson(a, a + b, finding.confidence)
        if share is None:
            return None
        # Of the passages of both, how many are the first's: more than half when it has more.
        return _compared(share.share - 0.5, share.low - 0.5, share.high - 0.5, a + b, WILSON, 0.0, 1)
    first, second = _favour(one, finding.confidence), _favour(other, finding.confidence)
    if first is None or second is None:
        return None
    value, low, high = newcombe(first[0], second[0])
    return _compared(value, low, high, min(first[1], second[1]), NEWCOMBE, 0.0, 1)


_MEASURES: dict[str, Callable[[Finding, Totals], Measure]] = {
    "direction": _direction,
    "ratio": _ratio,
    "presence": _presence,
    "absence": _absence,
    "trend": _trend,
    "difference": _difference,
    "order": _order,
}
