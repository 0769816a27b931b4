from __future__ import annotations

import math
from datetime import date
from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.analysis.network_windows import Kernel, Window, kernel_weights, windows
from tanik.analysis.networks import Choice, network
from tanik.analysis.statement_columns import StatementColumns

KERNELS: tuple[Kernel, ...] = get_args(Kernel)
Row = tuple[str, str, int, int]
# Actor, concept, agreement, day of March 1921.
ROWS: list[Row] = [("A", "x", 1, 1), ("B", "x", 1, 5), ("C", "x", 0, 5), ("A", "y", 0, 9)]

rows = st.lists(
    st.tuples(st.sampled_from("ABC"), st.sampled_from("xy"), st.integers(0, 1), st.integers(1, 20)), min_size=1
)


def columns(of: list[Row]) -> StatementColumns:
    names, concepts, values, days = zip(*of, strict=True)
    return StatementColumns(names, concepts, values, ["d"] * len(of), [(1921, 3, day) for day in days])


def made(of: list[Row], choice: Choice, days: int, kernel: Kernel) -> list[Window]:
    return list(windows(columns(of), choice, days=days, kernel=kernel))


@pytest.mark.parametrize("kernel", ["uniform", "triangular", "epanechnikov", "gaussian"])
def test_a_kernel_is_a_density(kernel: Kernel) -> None:
    z = np.linspace(-8, 8, 160_001)
    weights = kernel_weights(z, kernel)
    assert weights.sum() * (z[1] - z[0]) == pytest.approx(1, abs=1e-4)
    assert weights == pytest.approx(weights[::-1])  # the past counts as the future does
    assert weights.min() >= 0
    assert weights[len(z) // 2] == weights.max()


def test_kernels_where_others_went_wrong() -> None:
    z = np.array([-1.0, -0.5, 0.0, 0.5, 1.0, 1.5])
    assert kernel_weights(z, "triangular").tolist() == [0, 0.5, 1, 0.5, 0, 0]
    assert kernel_weights(z, "epanechnikov").tolist() == [0, 0.5625, 0.75, 0.5625, 0, 0]
    assert kernel_weights(z, "no").tolist() == [1, 1, 1, 1, 1, 0]


def test_slices_of_time_hold_their_own_names() -> None:
    found = made(ROWS, Choice(aggregation="subtract"), 4, "no")
    assert [each.start.day for each in found] == [1, 2, 3, 4, 5]
    assert (found[0].middle, found[0].stop) == (date(1921, 3, 3), date(1921, 3, 5))
    assert found[0].network.rows == ("A", "B", "C")
    assert found[1].network.rows == ("B", "C")
    assert found[0].network.matrix() == [[1], [1], [-1]]
    assert found[-1].network.statements == 3


def test_a_statement_weighs_by_its_distance() -> None:
    found = made(ROWS, Choice(aggregation="subtract"), 8, "triangular")
    assert [each.middle.day for each in found] == list(range(1, 10))
    middle = found[2]  # 3 March: half widths of 0.5, 0.5, 0.5 and 1.5
    assert (middle.start.day, middle.stop.day) == (1, 7)
    assert middle.network.matrix() == [[0.5, 0], [0.5, 0], [-0.5, 0]]
    assert middle.network.statements == 3
    assert middle.network.rows == ("A", "B", "C")


def test_two_statements_weigh_their_geometric_mean() -> None:
    for window in made(ROWS, Choice("one-mode", "congruence"), 8, "gaussian"):
        middle = window.middle.day
        weights = [math.exp(-(((day - middle) / 4) ** 2) / 2) / math.sqrt(2 * math.pi) for day in (1, 5)]
        assert window.network.value("A", "B") == pytest.approx(math.sqrt(weights[0] * weights[1]))
        assert window.network.value("A", "C") == 0
        assert (window.start.day, window.stop.day) == (1, 9)


@given(of=rows, kernel=st.sampled_from(KERNELS), random=st.randoms(use_true_random=False))
def test_the_order_of_statements_changes_nothing(of: list[Row], kernel: Kernel, random: object) -> None:
    shuffled = list(of)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    for choice in (Choice("one-mode", "subtract", "average"), Choice("two-mode", "combine", "activity", "document")):
        one, other = made(of, choice, 5, kernel), made(shuffled, choice, 5, kernel)
        assert [each.network.matrix() for each in one] == [each.network.matrix() for each in other]


@given(of=rows)
def test_a_slice_of_all_time_is_the_whole_network(of: list[Row]) -> None:
    days = [day for *_, day in of]
    width = max(days) - min(days)
    if width:
        (found,) = made(of, Choice("one-mode", "subtract", "jaccard"), width, "no")
        whole = network(columns(of), Choice("one-mode", "subtract", "jaccard"))
        assert found.network.matrix() == whole.matrix()


@given(of=rows, kernel=st.sampled_from(["uniform", "triangular", "epanechnikov"]))
def test_what_has_no_weight_is_in_no_tie(of: list[Row], kernel: Kernel) -> None:
    for window in made(of, Choice("two-mode", "combine", "prominence"), 3, kernel):
        near = {(name, concept) for name, concept, _, day in of if abs(day - window.middle.day) <= 1}
        result = window.network
        ties = {
            (result.rows[s], result.columns[t])
            for s, t in zip(result.sources.tolist(), result.targets.tolist(), strict=True)
        }
        assert ties == near


def test_no_full_date_no_window() -> None:
    table = StatementColumns(["A", "A"], ["x", "x"], dates=[None, (1921, 3, 0)])
    assert list(windows(table, Choice(), days=8, kernel="uniform")) == []


@pytest.mark.parametrize(("days", "step", "dates"), [(0, 1, [(1921, 3, 1)]), (1, 0, [(1921, 3, 1)]), (1, 1, None)])
def test_windows_that_cannot_be(days: int, step: int, dates: list[tuple[int, int, int]] | None) -> None:
    with pytest.raises(ValueError, match="windows need"):
        list(windows(StatementColumns(["A"], ["x"], dates=dates), Choice(), days=days, step=step))
