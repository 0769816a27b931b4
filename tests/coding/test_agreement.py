"""The coefficients of ``tanik.coding.agreement`` beside numbers that others printed or computed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from reference_tables import (
    ENCYCLOPAEDIA,
    FLEISS,
    HAYES,
    KRIPPENDORFF,
    PEER_MATRICES,
    Table,
    from_contingency,
    from_counts,
    table,
)
from tanik.coding.agreement import COEFFICIENTS, Agreement, agree
from tanik.coding.ratings import ratings
from tanik.errors import SettingError

ABSTRACTORS = from_contingency([[13, 0, 0], [0, 20, 7], [0, 4, 56]], "123")
SAS = from_contingency([[0, 4, 1], [0, 8, 0], [0, 1, 5]], "123")
COHEN = from_contingency([[88, 14, 18], [10, 40, 10], [2, 6, 12]], "123")


def of(data: Table, level: Any = "nominal", **options: Any) -> Agreement:
    return agree(ratings(data, level=level), **options)


def value(data: Table, name: str, level: Any = "nominal", **options: Any) -> float:
    found = of(data, level, **options).coefficients[name].value
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("data", "name", "expected", "tolerance"),
    [
        # Krippendorff (2004) p. 224 and p. 246 table A
        (from_contingency([[5, 3], [1, 1]], "01"), "krippendorff_alpha", 0.095, 6e-4),
        (from_contingency([[5, 3], [1, 1]], "01"), "percent_pooled", 0.6, 1e-9),
        (from_contingency([[12, 9, 9], [9, 14, 9], [9, 9, 20]], "abc"), "percent_pooled", 0.46, 1e-9),
        (from_contingency([[12, 9, 9], [9, 14, 9], [9, 9, 20]], "abc"), "brennan_prediger", 0.19, 6e-4),
        (from_contingency([[12, 9, 9], [9, 14, 9], [9, 9, 20]], "abc"), "scott_pi", 0.186, 6e-4),
        (from_contingency([[12, 9, 9], [9, 14, 9], [9, 9, 20]], "abc"), "cohen_kappa", 0.186, 6e-4),
        # Artstein and Poesio (2008), Computational Linguistics 34:555-596, tables 1 and 4
        (from_contingency([[20, 20], [10, 50]], "SI"), "percent_unit_mean", 0.7, 1e-9),
        (from_contingency([[20, 20], [10, 50]], "SI"), "brennan_prediger", 0.4, 1e-9),
        (from_contingency([[46, 0, 0], [6, 32, 6], [0, 0, 10]], "SIC"), "percent_pooled", 0.88, 1e-9),
        (from_contingency([[46, 0, 0], [6, 32, 6], [0, 0, 10]], "SIC"), "brennan_prediger", 0.82, 6e-4),
        (from_contingency([[46, 0, 0], [6, 32, 6], [0, 0, 10]], "SIC"), "scott_pi", 0.7995, 6e-5),
        (from_contingency([[46, 0, 0], [6, 32, 6], [0, 0, 10]], "SIC"), "cohen_kappa", 0.8013, 6e-5),
        (from_contingency([[46, 0, 0], [6, 32, 6], [0, 0, 10]], "SIC"), "krippendorff_alpha", 0.800535, 1e-6),
        # Cohen (1960) example 2; Gwet (2008); Brennan and Prediger (1981) example 1; Randolph (2005)
        (COHEN, "cohen_kappa", 0.492, 6e-4),
        (COHEN, "gwet_ac1", 0.576, 6e-5),
        (from_contingency([[50, 0, 0], [10, 10, 10], [20, 0, 0]], "123"), "cohen_kappa", 0.27, 6e-3),
        (from_contingency([[50, 0, 0], [10, 10, 10], [20, 0, 0]], "123"), "brennan_prediger", 0.4, 1e-9),
        (table("YYY YYN NNY NNN"), "fleiss_kappa", 1 / 3, 1e-9),
        (table("YYY YYN NNY NNN"), "brennan_prediger", 1 / 3, 1e-9),
        (from_contingency([[8, 1], [0, 1]], "yn"), "gwet_ac1", 0.8658, 6e-5),
        (from_contingency([[8, 1], [0, 1]], "yn"), "scott_pi", 0.6078, 6e-5),
        (from_contingency([[80, 7], [8, 5]], "12"), "gwet_ac1", 0.808, 6e-6),
        # Fleiss (1971), and the table of the encyclopaedia's article on Fleiss' kappa
        (FLEISS, "fleiss_kappa", 0.430245, 1e-6),
        (FLEISS, "percent_unit_mean", 0.5556, 1e-4),
        # Gwet (2014), abstractors (irrCAC cont3x3abstractors)
        (ABSTRACTORS, "cohen_kappa", 0.7964094, 5e-7),
        (ABSTRACTORS, "scott_pi", 0.7962397, 5e-7),
        (ABSTRACTORS, "gwet_ac1", 0.8493305, 6e-6),
        (ABSTRACTORS, "brennan_prediger", 0.835, 1e-6),
        (ABSTRACTORS, "krippendorff_alpha", 0.7972585, 6e-6),
    ],
)
def test_published_coefficients(data: Table, name: str, expected: float, tolerance: float) -> None:
    assert value(data, name) == pytest.approx(expected, abs=tolerance)


def test_fleiss_from_counts() -> None:
    counts = ([0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1])
    counts += ([7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7])
    assert value(from_counts(counts, "12345"), "fleiss_kappa") == pytest.approx(0.209931, abs=1e-6)


@pytest.mark.parametrize(
    ("data", "level", "expected"),
    [
        (KRIPPENDORFF, "nominal", 0.743421),
        (KRIPPENDORFF, "ordinal", 0.815388),
        (KRIPPENDORFF, "interval", 0.849107),
        (KRIPPENDORFF, "ratio", 0.797403),
        (HAYES, "ordinal", 0.759829),
        (ENCYCLOPAEDIA, "nominal", 0.691358),
        (ENCYCLOPAEDIA, "interval", 0.810845),
    ],
)
def test_alpha_at_every_level(data: Table, level: str, expected: float) -> None:
    assert value(data, "krippendorff_alpha", level) == pytest.approx(expected, abs=1e-6)


def test_the_disagreements_behind_alpha() -> None:
    nominal = of(KRIPPENDORFF).coefficients["krippendorff_alpha"].details
    assert nominal["observed_disagreement"] == pytest.approx(0.2, abs=5e-4)
    assert nominal["expected_disagreement"] == pytest.approx(0.779, abs=5e-4)
    interval = of(KRIPPENDORFF, "interval").coefficients["krippendorff_alpha"].details
    assert interval["observed_disagreement"] == pytest.approx(0.433, abs=5e-4)
    assert interval["expected_disagreement"] == pytest.approx(2.872, abs=5e-4)


def test_the_two_percentages_differ_where_there_are_gaps() -> None:
    assert value(KRIPPENDORFF, "percent_unit_mean") == pytest.approx(9 / 11)
    assert value(KRIPPENDORFF, "percent_pooled") == pytest.approx(43 / 55)


GWET_4_RATERS = {
    "identity": ((0.77544, 0.14295), (0.76117, 0.15302), (0.74342, 0.14548), (0.76282, 0.14917), (0.77273, 0.14472)),
    "linear": ((0.85874, 0.11733), (0.81794, 0.1485), (0.80038, 0.13538), (0.81378, 0.14509), (0.84848, 0.12336)),
    "quadratic": ((0.914, 0.10396), (0.86494, 0.14603), (0.84911, 0.12905), (0.85771, 0.14367), (0.90152, 0.11089)),
    "ordinal": ((0.89894, 0.1069), (0.85021, 0.14704), (0.83364, 0.13099), (0.84366, 0.1441), (0.88636, 0.11391)),
    "radical": ((0.81981, 0.12836), (0.78992, 0.15004), (0.77198, 0.13951), (0.78834, 0.14637), (0.81263, 0.13278)),
    "ratio": ((0.85737, 0.12207), (0.82134, 0.15239), (0.7974, 0.14036), (0.81197, 0.1486), (0.84024, 0.13221)),
}
"""irrCAC 1.4 (Gwet) on Krippendorff's table: value and error of AC, Fleiss, alpha, Conger, Brennan-Prediger."""


@pytest.mark.parametrize("weights", GWET_4_RATERS)
def test_gwets_coefficients_and_errors_with_gaps_and_weights(weights: Any) -> None:
    found = of(KRIPPENDORFF, weights=weights).coefficients
    names = ["fleiss_kappa", "krippendorff_alpha", "conger_kappa", "brennan_prediger"]
    names = ["gwet_ac2", *(name if weights == "identity" else f"{name}_weighted" for name in names)]
    for name, (expected, error) in zip(names, GWET_4_RATERS[weights], strict=True):
        assert found[name].value == pytest.approx(expected, abs=6e-6), name
        assert found[name].se == pytest.approx(error, abs=6e-6), name
        assert found[name].se_method == "linearised"
    if weights == "identity":
        assert found["gwet_ac1"].value == found["gwet_ac2"].value


def test_gwets_intervals() -> None:
    found = of(KRIPPENDORFF).coefficients
    expected = {
        "gwet_ac1": 0.461,
        "fleiss_kappa": 0.424,
        "krippendorff_alpha": 0.423,
        "conger_kappa": 0.435,
        "brennan_prediger": 0.454,
        "percent_unit_mean": 0.542,
    }
    for name, low in expected.items():
        interval = found[name].ci
        assert interval is not None
        assert interval[0] == pytest.approx(low, abs=6e-4), name
        assert interval[1] == 1.0
        assert found[name].ci_method == "student"
    assert found["percent_unit_mean"].se == pytest.approx(0.12561, abs=6e-6)


def test_standard_errors_of_contingency_tables() -> None:
    found = of(ABSTRACTORS).coefficients
    # irrCAC 1.4, README
    assert found["cohen_kappa"].se == pytest.approx(0.05891072, abs=1e-8)
    assert found["scott_pi"].se == pytest.approx(0.05905473, abs=1e-8)
    assert found["gwet_ac1"].se == pytest.approx(0.04321747, abs=1e-8)
    assert found["brennan_prediger"].se == pytest.approx(0.04693346, abs=1e-8)
    assert found["gwet_ac1"].ci == pytest.approx((0.764, 0.935), abs=6e-4)
    assert found["krippendorff_alpha"].ci == pytest.approx((0.680, 0.914), abs=6e-4)
    assert found["cohen_kappa"].ci == pytest.approx((0.680, 0.913), abs=1.2e-3)  # there by t, here by the normal


def test_sas_kappa() -> None:
    found = of(SAS, weights="linear").coefficients
    assert found["cohen_kappa"].value == pytest.approx(0.4842, abs=6e-5)
    assert found["cohen_kappa"].se == pytest.approx(0.138, abs=5e-5)
    assert found["cohen_kappa"].ci == pytest.approx((0.2137, 0.7547), abs=6e-5)
    assert found["cohen_kappa_weighted"].value == pytest.approx(0.4701, abs=6e-5)
    assert found["cohen_kappa_weighted"].se == pytest.approx(0.1457, abs=6e-5)
    assert found["cohen_kappa_weighted"].ci == pytest.approx((0.1845, 0.7558), abs=6e-5)


def test_weighted_kappa() -> None:
    data = from_contingency([[46, 0, 0], [4, 40, 0], [0, 0, 10]], "012")
    assert value(data, "cohen_kappa") == pytest.approx(0.9315, abs=6e-5)
    assert value(data, "cohen_kappa_weighted", weights="linear") == pytest.approx(0.9412, abs=6e-5)
    assert value(data, "cohen_kappa_weighted", weights="quadratic") == pytest.approx(0.9541, abs=6e-5)
    likert = from_contingency([[20, 5, 1, 0], [4, 15, 6, 1], [0, 5, 18, 4], [0, 1, 3, 12]], "1234")
    assert value(likert, "gwet_ac1") == pytest.approx(0.58046, abs=6e-6)
    assert value(likert, "gwet_ac2", weights="quadratic") == pytest.approx(0.84028, abs=6e-6)


def test_weights_of_ones_own() -> None:
    """Artstein and Poesio (2008): one category is only half away from the others."""
    table = ratings(from_contingency([[46, 0, 0], [6, 32, 6], [0, 0, 10]], "SIC"))
    half = np.array([[1.0, 0.5, 0.5], [0.5, 1.0, 0.0], [0.5, 0.0, 1.0]])  # in the order of letters: C, I, S
    found = agree(table, weights=half).coefficients
    assert found["cohen_kappa_weighted"].value == pytest.approx(0.8163, abs=6e-5)
    assert found["krippendorff_alpha_weighted"].value == pytest.approx(0.8156, abs=6e-5)


def test_the_largest_kappa_there_can_be() -> None:
    assert of(COHEN).coefficients["cohen_kappa"].details["maximum"] == pytest.approx(0.831, abs=6e-4)


def test_every_matrix_of_the_peer() -> None:
    names = {"percent": "percent_pooled", "fleiss": "fleiss_kappa", "alpha": "krippendorff_alpha", "ac1": "gwet_ac1"}
    two = {"cohen": "cohen_kappa", "brennan": "brennan_prediger"}
    for data, expected in PEER_MATRICES:
        found = of(data, gaps="pairable").coefficients
        assert {key: found[name].value for key, name in names.items()} == pytest.approx(
            {key: expected[key] for key in names}, abs=1e-9
        )
        if len(data[0]) == 2:
            assert {key: found[name].value for key, name in two.items()} == pytest.approx(
                {key: expected[key] for key in two}, abs=1e-9
            )


def test_both_conventions_for_gaps_are_named() -> None:
    rated, pairable = of(KRIPPENDORFF), of(KRIPPENDORFF, gaps="pairable")
    for name, first, second in (("fleiss_kappa", 0.76117, 0.76077), ("gwet_ac1", 0.77544, 0.77515)):
        assert rated.coefficients[name].value == pytest.approx(first, abs=6e-6)
        assert pairable.coefficients[name].value == pytest.approx(second, abs=6e-6)
        for result in (rated, pairable):
            assert result.coefficients[name].details == pytest.approx(
                {"by_rated_units": first, "by_pairable_units": second}, abs=6e-6
            )


def test_light_is_the_mean_over_pairs() -> None:
    data = table("aaa abb bbb aab bba aaa bbb aba")
    pairs = [[[row[i], row[j]] for row in data] for i, j in ((0, 1), (0, 2), (1, 2))]
    assert value(data, "light_kappa") == pytest.approx(np.mean([value(pair, "cohen_kappa") for pair in pairs]))
    light = of(data).coefficients["light_kappa"]
    assert light.se is None
    assert light.ci is None
    drawn = of(data, bootstrap=200, seed=1).coefficients["light_kappa"]
    assert drawn.se_method == "bootstrap"
    assert drawn.ci_method == "bootstrap_percentile"


def test_bootstrap_over_units() -> None:
    first = of(KRIPPENDORFF, bootstrap=2000, seed=7).coefficients["krippendorff_alpha"]
    again = of(KRIPPENDORFF, bootstrap=2000, seed=7).coefficients["krippendorff_alpha"]
    other = of(KRIPPENDORFF, bootstrap=2000, seed=8).coefficients["krippendorff_alpha"]
    assert first == again
    assert first.ci != other.ci
    assert first.value == other.value
    assert first.bootstrap is not None
    assert first.bootstrap.se is not None
    assert 0.135 <= first.bootstrap.se <= 0.155
    assert first.ci is not None
    assert 0.38 <= first.ci[0] <= 0.45
    assert first.ci[1] == 1.0
    assert first.ci_method == "bootstrap_percentile"
    assert first.se == pytest.approx(0.14548, abs=6e-6)


def test_samples_without_a_coefficient_are_counted() -> None:
    data = table("aa aa aa aa bb")
    alpha = of(data, bootstrap=500, seed=3).coefficients["krippendorff_alpha"]
    assert alpha.bootstrap is not None
    # (4/5)^5: all five units drawn are of one category
    assert alpha.bootstrap.undefined / 500 == pytest.approx(0.8**5, abs=0.06)
    assert alpha.ci == (1.0, 1.0)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (table("aa aa aa"), "no_variation"),
        (table("a. .b"), "no_pairs"),
        (table(".. .."), "no_pairs"),
        (table("a.. b.."), "no_pairs"),
    ],
)
def test_what_does_not_exist_says_why(data: Table, reason: str) -> None:
    for name, found in of(data).coefficients.items():
        if name.startswith("percent") and reason == "no_variation":
            assert found.value == 1.0
            continue
        assert found.value is None
        assert found.se is None
        assert found.ci is None
        assert found.undefined is not None
        assert found.undefined.id == reason
        assert found.undefined.render()


def test_coefficients_for_two_coders_are_undefined_for_more() -> None:
    found = of(FLEISS).coefficients
    for name in ("cohen_kappa", "cohen_kappa_weighted", "scott_pi"):
        undefined = found[name].undefined
        assert undefined is not None
        assert undefined.id == "two_coders_only"
        assert "6" in undefined.render()


def test_a_pair_without_kappa_leaves_light_undefined() -> None:
    undefined = of(table("aa. ab. .ac .ab")).coefficients["light_kappa"].undefined
    assert undefined is not None
    assert undefined.id == "pair_without_kappa"


def test_negative_numbers_have_no_ratio() -> None:
    found = agree(ratings([[-1, 1], [2, 2]], level="ratio")).coefficients
    assert found["krippendorff_alpha"].undefined is not None
    assert found["krippendorff_alpha"].undefined.id == "negative_values"
    assert found["gwet_ac2"].undefined is not None
    assert found["gwet_ac2"].undefined.id == "no_ratio"
    assert found["gwet_ac1"].value is not None


def test_words_without_an_order_have_no_weights() -> None:
    found = of(table("ab aa bb"), weights="linear").coefficients
    assert found["gwet_ac2"].undefined is not None
    assert found["gwet_ac2"].undefined.id == "order_unknown"
    assert found["gwet_ac1"].value is not None
    ordered = agree(ratings(table("ab aa bb"), categories=["b", "a"]), weights="linear").coefficients
    assert ordered["gwet_ac2"].value is not None


def test_one_unit() -> None:
    found = of(table("ab")).coefficients
    assert found["krippendorff_alpha"].value == 0.0
    assert found["krippendorff_alpha"].se is None
    assert found["gwet_ac1"].ci is None
    assert found["cohen_kappa"].value == 0.0


def test_the_universe_is_named() -> None:
    universe = of(KRIPPENDORFF, "ordinal").universe
    assert (universe.units, universe.rated, universe.pairable, universe.values) == (12, 12, 11, 41)
    assert universe.categories == ("1", "2", "3", "4", "5")
    assert universe.weights == "ordinal"
    assert {each.units for each in of(KRIPPENDORFF).coefficients.values()} == {11}


def test_a_coder_who_gave_nothing_is_no_coder() -> None:
    empty: Table = [[*row, None] for row in ABSTRACTORS]
    assert of(empty).coefficients["cohen_kappa"] == of(ABSTRACTORS).coefficients["cohen_kappa"]
    assert tuple(of(empty).coefficients) == COEFFICIENTS


@pytest.mark.parametrize(
    ("options", "id"),
    [
        ({"weights": "cubic"}, "T710"),
        ({"weights": np.eye(2)}, "T710"),
        ({"confidence": 1.0}, "T711"),
        ({"confidence": float("nan")}, "T711"),
        ({"bootstrap": -1}, "T712"),
        ({"seed": -1}, "T712"),
    ],
)
def test_settings_that_are_not_possible(options: dict[str, Any], id: str) -> None:
    with pytest.raises(SettingError) as caught:
        of(KRIPPENDORFF, **options)
    assert caught.value.id == id
