"""Krippendorff (1995) p. 57 and (2004) p. 254."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.coding.unitizing import Section, Unit
from tanik.coding.unitizing_by_distance import alpha_u_by_distance, section_distance

A = [[(2, 10), (14, 20)], [(4, 8), (15, 17)]]
C = [[(2, 8), (10, 12), (14, 18), (20, 22)], [(0, 2), (4, 8), (10, 14), (16, 18), (20, 22)]]
LONG = 50_000
"""The printed numbers are those of a very long continuum."""


def stretched(coders: list[list[tuple[int, int]]], by: int = 1) -> list[list[Unit]]:
    return [[Unit(start * by, end * by, "c") for start, end in units] for units in coders]


@pytest.mark.parametrize(
    ("coders", "observed", "expected", "alpha"),
    [(A, 0.03125, 0.0699, 0.553), (C, 0.02777, 0.08642, 0.679)],
)
def test_published(coders: list[list[tuple[int, int]]], observed: float, expected: float, alpha: float) -> None:
    found = alpha_u_by_distance(stretched(coders, LONG), 0, 24 * LONG)
    assert found.observed == pytest.approx(observed, abs=1e-5)
    assert found.expected == pytest.approx(expected, abs=5e-3)
    assert found.value == pytest.approx(alpha, abs=0.02)
    assert alpha_u_by_distance(stretched(coders), 0, 24).observed == pytest.approx(observed, abs=1e-5)


@pytest.mark.parametrize(
    ("first", "second", "distance"),
    [
        ((5, 11, "X"), (4, 6, "X"), 26),
        ((5, 11, "X"), (5, 7, "X"), 16),
        ((5, 11, "X"), (6, 8, "X"), 10),
        ((5, 11, "X"), (7, 9, "X"), 8),
        ((5, 11, "X"), (6, 10, "X"), 2),
        ((5, 11, "X"), (5, 11, "X"), 0),
        ((225, 295, "c"), (220, 300, "c"), 50),
        ((370, 400, "c"), (355, 375, "c"), 850),
        ((400, 450, None), (400, 420, "c"), 400),
        ((5, 11, "X"), (11, 13, "X"), 0),
        ((5, 11, None), (4, 12, None), 0),
        ((5, 11, None), (4, 12, "X"), 0),
    ],
)
def test_distances(first: Section, second: Section, distance: int) -> None:
    assert section_distance(first, second) == distance
    assert section_distance(second, first) == distance


def test_nobody_marked_anything() -> None:
    found = alpha_u_by_distance([[], []], 0, 10)
    assert found.value is None
    assert found.undefined is not None
    assert found.undefined.id == "no_units"


@given(st.sets(st.integers(0, 40), min_size=2, max_size=12), st.integers(2, 4))
def test_the_same_units_agree_fully(places: set[int], coders: int) -> None:
    ends = sorted(places)
    units = [Unit(start, end, "a") for start, end in zip(ends[::2], ends[1::2], strict=False)]
    found = alpha_u_by_distance([units] * coders, 0, 50)
    assert found.observed == 0
    assert found.value == pytest.approx(1.0)


def test_categories_are_looked_at_one_by_one() -> None:
    both = alpha_u_by_distance([[Unit(0, 4, "a"), Unit(6, 8, "b")], [Unit(0, 4, "a"), Unit(6, 9, "b")]], 0, 20)
    only = alpha_u_by_distance([[Unit(0, 4, "a")], [Unit(0, 4, "a")]], 0, 20, ["a"])
    assert only.value == 1.0
    assert both.value is not None
    assert both.value < 1
