from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.coding.span_overlap import boundary_f1, overlap_f1, span_f1

SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda pair: (pair[0], pair[0] + pair[1])))


def test_by_hand() -> None:
    first, second = [(0, 5), (10, 20)], [(0, 5), (12, 20), (30, 31)]
    assert span_f1(first, second).f1 == pytest.approx(2 / 5)
    assert boundary_f1(first, second).f1 == pytest.approx(2 * 3 / 10)
    assert boundary_f1(first, second, tolerance=2).f1 == pytest.approx(2 * 4 / 10)
    assert overlap_f1(first, second).f1 == pytest.approx(2 * 13 / (15 + 14))


def test_ends_are_exclusive() -> None:
    assert overlap_f1([(0, 5)], [(5, 9)]).f1 == 0.0
    assert overlap_f1([(0, 6)], [(5, 9)]).common == 1


def test_a_letter_counts_once() -> None:
    assert overlap_f1([(0, 5), (3, 8)], [(0, 8)]).f1 == 1.0


def test_a_boundary_has_one_partner() -> None:
    assert boundary_f1([(0, 10)], [(0, 10), (1, 11)], tolerance=3).common == 2


def test_nobody_marked_anything() -> None:
    for measure in (span_f1, boundary_f1, overlap_f1):
        assert measure([], []).f1 is None
        assert measure([(0, 3)], []).f1 == 0.0


@given(SPANS, SPANS)
def test_bounds_symmetry_and_sameness(first: list[tuple[int, int]], second: list[tuple[int, int]]) -> None:
    for measure in (span_f1, boundary_f1, overlap_f1):
        found = measure(first, second).f1
        assert found == measure(second, first).f1
        assert found is None or 0 <= found <= 1
        assert measure(first, first[::-1]).f1 == (1.0 if first else None)


@given(SPANS, SPANS)
def test_letters_as_sets(first: list[tuple[int, int]], second: list[tuple[int, int]]) -> None:
    a = {letter for start, end in first for letter in range(start, end)}
    b = {letter for start, end in second for letter in range(start, end)}
    found = overlap_f1(first, second)
    assert (found.common, found.first, found.second) == (len(a & b), len(a), len(b))
