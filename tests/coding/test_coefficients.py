"""What holds for every table, whatever its values."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tanik.coding.agreement import Agreement, agree
from tanik.coding.coefficients import Deviations, Measures
from tanik.coding.ratings import ratings
from tanik.coding.tally import Tally
from tanik.coding.weights import WEIGHTS, weight_matrix

Rows = list[list[int | None]]


def tables(coders: int | None = None, gaps: bool = True) -> st.SearchStrategy[Rows]:
    value = st.one_of(st.none(), st.integers(1, 4)) if gaps else st.integers(1, 4)
    return (st.integers(2, 4) if coders is None else st.just(coders)).flatmap(
        lambda width: st.lists(st.lists(value, min_size=width, max_size=width), min_size=1, max_size=14)
    )


def values(result: Agreement) -> dict[str, float | None]:
    return {name: found.value for name, found in result.coefficients.items()}


def same(first: dict[str, float | None], second: dict[str, float | None]) -> None:
    for name, value in first.items():
        assert second[name] == (None if value is None else pytest.approx(value, abs=1e-9)), name


@given(tables(), st.sampled_from(WEIGHTS), st.sampled_from(["rated", "pairable"]))
def test_coefficients_stay_in_their_bounds(rows: Rows, weights: Any, gaps: Any) -> None:
    full = all(value is not None for row in rows for value in row)
    for name, found in agree(ratings(rows), weights=weights, gaps=gaps).coefficients.items():
        assert (found.value is None) == (found.undefined is not None)
        if found.value is None:
            continue
        assert found.value <= 1 + 1e-9, name
        assert found.se is None or found.se >= 0
        if found.ci is not None:
            assert found.ci[0] <= found.value <= found.ci[1]
        if name.startswith("percent"):
            assert found.value >= -1e-9
        plain = not (name.endswith("_weighted") or name == "gwet_ac2") or weights == "identity"
        # Chance that other units decide (gaps) can be larger than what the compared units allow: no lower bound then.
        of_others = "conger" in name or (name == "fleiss_kappa" and gaps == "rated")
        if plain and "alpha" not in name and (full or not of_others):
            assert found.value >= -1 - 1e-9, name


@given(tables(), st.randoms(use_true_random=False), st.sampled_from(["nominal", "ordinal", "interval", "ratio"]))
def test_the_order_of_coders_and_units_changes_nothing(rows: Rows, random: Any, level: Any) -> None:
    first = agree(ratings(rows, level=level))
    coders = list(range(len(rows[0])))
    random.shuffle(coders)
    other = [[row[coder] for coder in coders] for row in rows]
    random.shuffle(other)
    second = agree(ratings(other, level=level))
    same(values(first), values(second))
    for name, found in first.coefficients.items():
        error = second.coefficients[name].se
        assert error == (None if found.se is None else pytest.approx(found.se, abs=1e-9)), name


@given(st.lists(st.integers(1, 4), min_size=2, max_size=12), st.integers(2, 4), st.sampled_from(WEIGHTS))
def test_perfect_agreement_is_1(units: list[int], coders: int, weights: Any) -> None:
    assume(len(set(units)) > 1)
    for name, found in agree(ratings([[unit] * coders for unit in units]), weights=weights).coefficients.items():
        if found.undefined is None:
            assert found.value == pytest.approx(1.0), name
            assert found.se == pytest.approx(0.0, abs=1e-6) or found.se is None
        else:
            assert found.undefined.id == "two_coders_only" or weights == "circular"


@given(tables(), st.permutations(["p", "q", "r", "s"]))
def test_other_names_for_the_categories_change_nothing(rows: Rows, names: list[str]) -> None:
    renamed = [[None if value is None else names[value - 1] for value in row] for row in rows]
    same(values(agree(ratings(rows))), values(agree(ratings(renamed))))


@given(tables(), st.integers(2, 3))
def test_every_unit_twice_changes_nothing_but_alpha_and_the_error(rows: Rows, times: int) -> None:
    once, more = values(agree(ratings(rows))), values(agree(ratings(rows * times)))
    del once["krippendorff_alpha"]  # it knows how small the sample is
    same(once, more)


def test_independent_coders_are_near_0() -> None:
    generator = np.random.default_rng(11)
    rows = generator.choice(4, p=[0.4, 0.3, 0.2, 0.1], size=(20_000, 3)) + 1
    found = agree(ratings(rows.tolist(), level="interval")).coefficients
    chance_by_use = ("fleiss_kappa", "conger_kappa", "light_kappa", "krippendorff_alpha", "conger_kappa_weighted")
    for name in chance_by_use:
        assert found[name].value == pytest.approx(0.0, abs=0.02), name


@given(tables(coders=2, gaps=False))
def test_two_coders_without_gaps_are_a_special_case(rows: Rows) -> None:
    found = values(agree(ratings(rows)))
    same(
        dict.fromkeys(("conger_kappa", "light_kappa", "cohen_kappa_weighted"), found["cohen_kappa"]),
        {name: found[name] for name in ("conger_kappa", "light_kappa", "cohen_kappa_weighted")},
    )
    same({"x": found["scott_pi"]}, {"x": found["fleiss_kappa"]})
    same({"x": found["percent_pooled"]}, {"x": found["percent_unit_mean"]})
    if found["scott_pi"] is not None and found["krippendorff_alpha"] is not None:
        # Krippendorff (2018) 12.3: alpha is pi with a correction for the size of the sample
        assert found["krippendorff_alpha"] == pytest.approx(1 - (1 - found["scott_pi"]) * (1 - 1 / (2 * len(rows))))


@given(tables(coders=2, gaps=False))
def test_kappa_is_not_above_its_maximum(rows: Rows) -> None:
    kappa = agree(ratings(rows)).coefficients["cohen_kappa"]
    if kappa.value is not None:
        maximum = kappa.details["maximum"]
        assert maximum is not None
        assert kappa.value <= maximum + 1e-9 <= 1 + 2e-9


@pytest.mark.parametrize("name", ["fleiss", "gwet", "conger", "brennan_prediger", "percent_pooled"])
@pytest.mark.parametrize("kind", [None, "quadratic"])
def test_deviations_are_the_slopes_of_the_coefficient(name: str, kind: Any) -> None:
    """What a unit adds, by the formula and by giving it a little more weight; no unit has a single value here."""
    table = ratings([[1, 1, 2], [2, 2, 2], [3, 3, 1], [1, 2, None], [None, 3, 3], [2, 2, 3], [1, 1, 1]])
    tally = Tally.of(table)
    weights = None if kind is None else weight_matrix(kind, table.scores)
    measures = Measures(tally, weights)
    step = 1e-6
    up, down = tally.times + np.eye(len(tally.times)) * step, tally.times - np.eye(len(tally.times)) * step
    slopes = (getattr(measures, name)(up) - getattr(measures, name)(down)) / (2 * step)
    units = tally.units
    expected = np.sqrt(float(tally.times @ (slopes * units) ** 2) / (units * (units - 1)))
    assert getattr(Deviations(measures), name)() == pytest.approx(expected, rel=1e-4)


def test_the_error_of_kappa_is_the_slope_too() -> None:
    tally = Tally.of(ratings([[1, 1], [2, 2], [1, 2], [3, 3], [3, 1], [2, 2], [1, 1]]))
    measures = Measures(tally)
    step = 1e-6
    up, down = tally.times + np.eye(len(tally.times)) * step, tally.times - np.eye(len(tally.times)) * step
    slopes = (measures.cohen(up) - measures.cohen(down)) / (2 * step)
    expected = np.sqrt(float(tally.times @ (slopes * tally.units) ** 2)) / tally.units
    assert Deviations(measures, large=True).cohen() == pytest.approx(expected, rel=1e-4)


@given(tables())
def test_a_sample_of_every_unit_once_is_the_table(rows: Rows) -> None:
    measures = Measures(Tally.of(ratings(rows)))
    observed = measures.tally.observed
    double = np.vstack([observed, observed])
    for name in ("fleiss", "gwet", "conger", "brennan_prediger", "percent_pooled", "percent_unit_mean"):
        one, two = getattr(measures, name)(observed), getattr(measures, name)(double)
        assert np.array_equal(two, np.concatenate([one, one]), equal_nan=True) or two == pytest.approx(
            np.concatenate([one, one]), nan_ok=True
        )
