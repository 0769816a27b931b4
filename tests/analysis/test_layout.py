from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.analysis.layout import MOST, layout, parted


def test_what_is_tied_stands_nearer() -> None:
    chain = layout(4, [(0, 1), (1, 2), (2, 3)])
    assert np.linalg.norm(chain[0] - chain[1]) < np.linalg.norm(chain[0] - chain[3])


def test_none_one_and_too_many() -> None:
    assert layout(0, []).shape == (0, 2)
    assert layout(1, []).tolist() == [[0, 0]]
    with pytest.raises(ValueError, match="at most"):
        layout(MOST + 1, [])


@given(st.integers(2, 9), st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=12))
def test_places_are_in_the_square_and_always_the_same(size: int, ties: list[tuple[int, int]]) -> None:
    ties = [(a, b) for a, b in ties if a != b and max(a, b) < size]
    found = layout(size, ties)
    assert np.isfinite(found).all()
    assert np.abs(found).max() <= 1 + 1e-6
    assert np.array_equal(found, layout(size, ties[::-1]))


@given(
    st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50), st.integers(1, 80), st.integers(1, 30)), max_size=9)
)
def test_boxes_part(rows: list[tuple[int, int, int, int]]) -> None:
    table = np.array(rows, dtype=float).reshape(-1, 4)
    at, boxes = parted(table[:, :2], table[:, 2:]), table[:, 2:]
    for i, j in itertools.combinations(range(len(at)), 2):
        over = (boxes[i] + boxes[j]) / 2 - np.abs(at[i] - at[j])
        assert (over <= 0.01).any()
