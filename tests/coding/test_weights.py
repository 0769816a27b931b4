from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.coding.weights import WEIGHTS, Weights, weight_matrix

SCORES = st.lists(st.integers(0, 50), min_size=2, max_size=7, unique=True).map(
    lambda numbers: np.array(sorted(numbers), dtype=float)
)


@given(st.sampled_from(WEIGHTS), SCORES)
def test_weights_are_symmetric_between_0_and_1_and_1_on_the_diagonal(kind: Weights, scores: np.ndarray) -> None:
    found = weight_matrix(kind, scores)
    assert found == pytest.approx(found.T)
    assert np.diag(found) == pytest.approx(1.0)
    assert found.min() >= -1e-12
    assert found.max() <= 1 + 1e-12


@given(st.sampled_from(("linear", "quadratic", "ordinal", "radical")), SCORES)
def test_the_ends_do_not_agree_at_all(kind: Weights, scores: np.ndarray) -> None:
    assert weight_matrix(kind, scores)[0, -1] == pytest.approx(0.0, abs=1e-12)


@pytest.mark.parametrize(
    ("kind", "first_row"),
    [
        ("identity", [1, 0, 0, 0]),
        ("linear", [1, 2 / 3, 1 / 3, 0]),
        ("quadratic", [1, 8 / 9, 5 / 9, 0]),
        ("ordinal", [1, 5 / 6, 1 / 2, 0]),
        ("radical", [1, 1 - (1 / 3) ** 0.5, 1 - (2 / 3) ** 0.5, 0]),
        ("ratio", [1, 1 - (1 / 9) / (9 / 25), 1 - (1 / 4) / (9 / 25), 0]),
        ("circular", [1, 0.5, 0, 0.5]),
    ],
)
def test_four_categories_by_hand(kind: Weights, first_row: list[float]) -> None:
    assert weight_matrix(kind, np.arange(1.0, 5.0))[0] == pytest.approx(first_row)


def test_numbers_count_and_not_their_places() -> None:
    assert weight_matrix("linear", np.array([1.0, 2.0, 5.0]))[1].tolist() == [0.75, 1.0, 0.25]
    assert weight_matrix("ordinal", np.array([1.0, 2.0, 50.0]))[1] == pytest.approx([2 / 3, 1.0, 2 / 3])


def test_no_ratio_of_numbers_that_cancel() -> None:
    with pytest.raises(ValueError, match="sum is 0"):
        weight_matrix("ratio", np.array([-1.0, 1.0]))


@pytest.mark.parametrize("kind", WEIGHTS)
def test_one_category(kind: Weights) -> None:
    assert weight_matrix(kind, np.array([3.0])).tolist() == [[1.0]]
