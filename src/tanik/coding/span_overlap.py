"""How well two coders' spans fit, as F1: the same spans, the same boundaries, the same letters.

F1 is 2 x common / (first + second); it does not change when the coders change places, and it does not know of chance
(for that there is ``tanik.coding.unitizing``). Spans are ``(start, end)`` with exclusive end. ``None``: neither coder
marked anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True)
class Overlap:
    """``common``: what both have; ``first``, ``second``: what each has."""

    common: float
    first: float
    second: float

    @property
    def f1(self) -> float | None:
        both = self.first + self.second
        return 2 * self.common / both if both else None


def span_f1(first: Sequence[Span], second: Sequence[Span]) -> Overlap:
    """Spans with both boundaries alike; the same span twice counts once."""
    a, b = set(first), set(second)
    return Overlap(len(a & b), len(a), len(b))


def boundary_f1(first: Sequence[Span], second: Sequence[Span], tolerance: int = 0) -> Overlap:
    """Boundaries alike or at most ``tolerance`` apart, starts with starts and ends with ends, each with one partner."""
    common = number = other = 0
    for side in (0, 1):
        a, b = sorted({span[side] for span in first}), sorted({span[side] for span in second})
        common += _matched(a, b, tolerance)
        number += len(a)
        other += len(b)
    return Overlap(common, number, other)


def overlap_f1(first: Sequence[Span], second: Sequence[Span]) -> Overlap:
    """Letters that are in a span of both coders; a letter in two spans of one coder counts once."""
    a, b = _merged(first), _merged(second)
    common, i, j = 0, 0, 0
    while i < len(a) and j < len(b):
        common += max(0, min(a[i][1], b[j][1]) - max(a[i][0], b[j][0]))
        if a[i][1] <= b[j][1]:
            i += 1
        else:
            j += 1
    return Overlap(common, sum(end - start for start, end in a), sum(end - start for start, end in b))


def _matched(first: list[int], second: list[int], tolerance: int) -> int:
    # On a line the nearest free partner from the left gives as many pairs as there can be.
    found = i = j = 0
    while i < len(first) and j < len(second):
        if abs(first[i] - second[j]) <= tolerance:
            found, i, j = found + 1, i + 1, j + 1
        elif first[i] < second[j]:
            i += 1
        else:
            j += 1
    return found


def _merged(spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged
