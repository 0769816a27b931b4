from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.coding import tally as counting
from tanik.coding.tally import Tally

CODES = st.integers(2, 4).flatmap(
    lambda coders: st.lists(st.lists(st.integers(-1, 3), min_size=coders, max_size=coders), min_size=1, max_size=12)
)


def test_equal_rows_are_one_pattern() -> None:
    found = Tally(np.array([[1, 0], [0, 0], [1, 0], [-1, -1], [-1, 1]]), 2)
    assert found.codes.tolist() == [[-1, 1], [0, 0], [1, 0]]
    assert found.times.tolist() == [1, 1, 2]
    assert found.units == 4
    assert found.ratings.tolist() == [1, 2, 2]
    assert found.pairable.tolist() == [0, 1, 1]
    assert found.active() == [0, 1]


@given(CODES)
def test_counting_is_that_of_a_loop(rows: list[list[int]]) -> None:
    found = Tally(np.array(rows), 4)
    values = [[code for code in row if code >= 0] for row in rows]
    totals = [sum(row.count(code) for row in values) for code in range(4)]
    assert found.totals(found.observed)[0].tolist() == totals
    first = [sum(row[0] == code for row in rows) for code in range(4)]
    assert found.totals(found.observed, coder=0)[0].tolist() == first
    alike = sum(row.count(code) * (row.count(code) - 1) for row in values for code in range(4))
    assert float((found.observed @ found.pairs())[0]) == alike
    matrix = np.arange(16.0).reshape(4, 4)
    matrix = matrix + matrix.T
    apart = sum(matrix[a, b] for row in values for i, a in enumerate(row) for j, b in enumerate(row) if i != j)
    assert float((found.observed @ found.pairs(matrix))[0]) == apart


@given(CODES)
def test_many_categories_are_counted_the_same(rows: list[list[int]]) -> None:
    found = Tally(np.array(rows), 4)
    sample = np.vstack([found.times, found.times * 2])
    share = found.ratings / 2
    expected = found.totals(sample, share)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(counting, "_DENSE", 0)
        assert found.totals(sample, share) == pytest.approx(expected)


def test_no_rows() -> None:
    found = Tally(np.zeros((0, 2), dtype=np.int64), 3)
    assert found.units == 0
    assert found.active() == []
    assert found.totals(found.observed).tolist() == [[0, 0, 0]]
    assert found.per_pattern(np.zeros(0)).tolist() == []
