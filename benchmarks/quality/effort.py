"""How much a person must correct, and how far the confidence of a statement can be believed.

Both look at the pairs that the scorer makes (:mod:`benchmarks.quality.mistakes`).
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from benchmarks.quality.mistakes import Comparison, Record

EFFORTS = ("nothing", "one field", "two fields", "three fields or more", "a new entry")
_GOOD_SPAN = 0.5
"""Overlap of words from which on nobody would mark the statement's words anew."""
_BINS = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0001)


def pairs_of(comparison: Comparison) -> list[tuple[Record, Record]]:
    """Statements of the hand-made reading with those of the machine that the scorer takes for the same."""
    found: list[tuple[Record, Record]] = comparison.scorer.pair(
        comparison.gold["statement"], comparison.mine("statement"), 0.3
    )
    return found


def effort(comparison: Comparison) -> dict[str, float]:
    """Share of the hand-made statements by what must be corrected: words, holder, targets, polarities are fields."""
    gold = comparison.gold["statement"]
    counts = dict.fromkeys(EFFORTS, 0)
    pairs = pairs_of(comparison)
    for wanted, found in pairs:
        counts[EFFORTS[min(_wrong_fields(comparison, wanted, found), 3)]] += 1
    counts[EFFORTS[-1]] = len(gold) - len(pairs)
    return {name: count / max(len(gold), 1) for name, count in counts.items()}


def _wrong_fields(comparison: Comparison, wanted: Record, found: Record) -> int:
    want = {target["id"]: target["polarity"] for target in wanted["targets"]}
    have = {comparison.name(target["id"]): target["polarity"] for target in found.get("targets", [])}
    both = want.keys() & have.keys()
    return (
        (comparison.scorer.iou(wanted["_span"], found["_span"]) < _GOOD_SPAN)
        + (comparison.name(found.get("holder")) != wanted["holder"])
        + (want.keys() != have.keys())
        + any(want[target] != have[target] for target in both)
    )


def believed(comparison: Comparison) -> list[tuple[float, bool]]:
    """Of every statement of the machine its confidence, and whether its words and holder are right."""
    right = {
        id(found) for wanted, found in pairs_of(comparison) if comparison.name(found.get("holder")) == wanted["holder"]
    }
    return [(float(found.get("confidence", 0.5)), id(found) in right) for found in comparison.mine("statement")]


def reliability(statements: Iterable[tuple[float, bool]]) -> list[tuple[float, float, int]]:
    """Reliability diagram (Murphy and Winkler 1977): mean confidence, share of right ones, number, bin by bin."""
    each = list(statements)
    rows = []
    for low, high in pairwise(_BINS):
        inside = [(confidence, right) for confidence, right in each if low <= confidence < high]
        if inside:
            mean = sum(confidence for confidence, _ in inside) / len(inside)
            rows.append((mean, sum(right for _, right in inside) / len(inside), len(inside)))
    return rows


def calibration_error(rows: Iterable[tuple[float, float, int]]) -> float:
    """Expected calibration error: mean distance of confidence and share of right ones, weighted by number."""
    each = list(rows)
    total = sum(number for _, _, number in each)
    return sum(abs(mean - share) * number for mean, share, number in each) / total if total else 0.0


def price(statements: Iterable[tuple[float, bool]], wanted: int) -> list[tuple[float, float, float]]:
    """What a threshold costs: (threshold, precision, recall) of statements with the right words and holder."""
    each = list(statements)
    rows = []
    for step in range(0, 10):
        kept = [right for confidence, right in each if confidence >= step / 10]
        if kept:
            rows.append((step / 10, sum(kept) / len(kept), sum(kept) / max(wanted, 1)))
    return rows
