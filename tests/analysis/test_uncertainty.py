from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.analysis.perspectives import wilson
from tanik.analysis.uncertainty import (
    HEAVIEST_PRIOR,
    beta_quantile,
    difference_test,
    pooled_shares,
    stratified_test,
    wilson_limits,
)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_limits_of_many_are_those_of_one(pair: tuple[int, int]) -> None:
    low, high = wilson_limits(np.array([pair[0] / pair[1]]), np.array([float(pair[1])]))
    one = wilson(*pair)
    assert one is not None
    assert (low[0], high[0]) == pytest.approx((one.low, one.high), abs=1e-12)


def test_no_statement_leaves_everything_open() -> None:
    low, high = wilson_limits(np.array([0.0]), np.array([0.0]))
    assert (low[0], high[0]) == (0, 1)


@pytest.mark.parametrize(
    ("a", "b", "probability", "quantile"),
    [
        # Closed forms: beta(1, 1) is uniform, beta(a, 1) has x**a, beta(1, b) has 1 - (1 - x)**b.
        (1, 1, 0.025, 0.025),
        (7, 1, 0.975, 0.975 ** (1 / 7)),
        (1, 30, 0.5, 1 - 0.5 ** (1 / 30)),
        # The median of a symmetric distribution, also a narrow one.
        (400, 400, 0.5, 0.5),
        # beta(2, 2): 3x**2 - 2x**3 = 0.104 at 0.2.
        (2, 2, 0.104, 0.2),
    ],
)
def test_quantiles_of_the_beta_distribution(a: float, b: float, probability: float, quantile: float) -> None:
    found = beta_quantile(probability, np.array([float(a)]), np.array([float(b)]))
    assert found[0] == pytest.approx(quantile, abs=1e-9)


def test_a_cell_of_two_is_drawn_more_than_a_cell_of_two_hundred() -> None:
    found = pooled_shares(np.array([2.0, 200.0, 30.0, 10.0]), np.array([2.0, 200.0, 100.0, 60.0]))
    assert 0.5 < found.share[0] < found.share[1] < 1
    assert found.high[0] - found.low[0] > 2 * (found.high[1] - found.low[1])
    assert 0 < found.weight <= HEAVIEST_PRIOR


def test_groups_that_are_all_alike_are_drawn_to_their_mean_but_never_into_a_point() -> None:
    found = pooled_shares(np.full(10, 5.0), np.full(10, 10.0))
    assert found.weight == HEAVIEST_PRIOR
    assert found.share == pytest.approx(0.5)
    assert (found.high - found.low > 0.3).all()


def test_with_two_groups_nothing_can_be_learnt_from_the_others() -> None:
    found = pooled_shares(np.array([0.0, 1.0]), np.array([0.0, 1.0]))
    assert (found.centre, found.weight) == (0.5, 2.0)
    assert (found.share[0], found.share[1]) == pytest.approx((0.5, 2 / 3))


def test_all_orders_of_a_few_values_are_gone_through() -> None:
    found = difference_test(np.array([1.0, 1, 1, -1, -1, -1]), np.array([True] * 3 + [False] * 3))
    assert (found.exact, found.orders, found.observed, found.p) == (True, 20, 2.0, 2 / 20)


@given(st.lists(st.tuples(st.sampled_from([-1.0, 0.0, 1.0]), st.booleans()), min_size=30, max_size=60), st.randoms())
def test_drawn_orders_do_not_depend_on_the_order_of_the_values(pairs, shuffle) -> None:
    if len({late for _, late in pairs}) < 2:
        return
    mixed = list(pairs)
    shuffle.shuffle(mixed)
    results = [
        difference_test(np.array([v for v, _ in each]), np.array([late for _, late in each]), draws=99)
        for each in (pairs, mixed)
    ]
    assert results[0].p == results[1].p
    assert 0 < results[0].p <= 1


def test_a_group_without_values_cannot_be_tested() -> None:
    with pytest.raises(ValueError, match="both groups"):
        difference_test(np.array([1.0]), np.array([True]))


def test_within_strata_only_what_is_dealt_there_counts() -> None:
    # Between the strata all differ, within none does.
    values = np.array([1.0, 1, 1, 1, -1, -1, -1, -1])
    late = np.array([True, True, True, False, True, False, False, False])
    strata = np.array([0] * 4 + [1] * 4)
    within = stratified_test(values, late, strata)
    assert within is not None
    assert (within.observed, within.p, within.exact, within.orders) == (0.0, 1.0, True, 16)
    assert stratified_test(values, late, np.arange(8)) is None


def test_a_change_inside_every_stratum_is_seen() -> None:
    values = np.array([1.0, 1, -1, -1] * 4)
    late = np.array([False, False, True, True] * 4)
    strata = np.repeat(np.arange(4), 4)
    found = stratified_test(values, late, strata)
    assert found is not None
    assert found.observed == pytest.approx(-2)
    assert found.orders == math.comb(4, 2) ** 4
    assert found.p == pytest.approx(2 / 6**4)
    assert stratified_test(values, late, strata, seed=5) is not None


def test_many_orders_are_drawn_and_the_observed_one_counts_too() -> None:
    values = np.array([1.0, -1] * 40)
    late = values > 0
    found = stratified_test(values, late, np.zeros(80, np.int64), draws=199)
    assert found is not None
    assert (found.exact, found.p) == (False, 1 / 200)
