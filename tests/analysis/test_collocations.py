from __future__ import annotations

from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.analysis.collocations import association

MEASURES = ("e11", "mi", "t_score", "z_score", "dice", "log_dice", "log_likelihood", "chi2")

# Two pairs of the Brown corpus, one that attracts and one that avoids: counts by R's package corpora, values by the
# formulas of collocations.de and checked against NLTK's BigramAssocMeasures.
KNEW_THAT = (55, 304, 6085, 903_324)
AND_CAN = (24, 27_476, 1868, 880_400)


@pytest.mark.parametrize(
    ("counts", "values"),
    [
        (
            KNEW_THAT,
            (2.42288144, 4.5046359, 7.08949722, 33.77774867, 0.01692568, 8.11535768, 246.92619, 1149.14223393),
        ),
        (
            AND_CAN,
            (57.19040459, -1.25273871, -6.77496297, -4.38885226, 0.0016331, 4.74182659, 25.33903856, 19.90380805),
        ),
    ],
)
def test_as_others_compute_it(counts: tuple[int, int, int, int], values: tuple[float, ...]) -> None:
    found = asdict(association(*counts))
    assert [found[name] for name in MEASURES] == pytest.approx(values, abs=1e-7)


@given(counts=st.tuples(*[st.integers(0, 5000)] * 4).filter(any))
def test_the_two_words_are_alike(counts: tuple[int, int, int, int]) -> None:
    o11, o12, o21, o22 = counts
    one, other = asdict(association(o11, o12, o21, o22)), asdict(association(o11, o21, o12, o22))
    for name in MEASURES:
        assert one[name] == pytest.approx(other[name], abs=1e-6)
    assert one["log_likelihood"] >= 0
    assert one["chi2"] is None or one["chi2"] >= 0
    assert one["dice"] is None or 0 <= one["dice"] <= 1
    assert one["log_dice"] is None or one["log_dice"] <= 14


def test_independent_words_do_not_attract() -> None:
    found = association(10, 90, 90, 810)
    assert (found.mi, found.t_score, found.z_score, found.chi2) == (0, 0, 0, 0)
    assert found.log_likelihood == pytest.approx(0, abs=1e-9)


def test_words_that_always_come_together() -> None:
    assert association(5, 0, 0, 95).log_dice == 14


def test_what_has_no_finite_value_is_none() -> None:
    never = association(0, 10, 20, 970)
    assert (never.mi, never.t_score, never.log_dice) == (None, None, None)
    assert never.z_score is not None
    assert never.z_score < 0
    missing = association(0, 0, 5, 5)
    assert (missing.z_score, missing.chi2, missing.dice, missing.log_likelihood) == (None, None, 0, 0)
    assert association(0, 0, 0, 7).dice is None


@pytest.mark.parametrize("counts", [(0, 0, 0, 0), (-1, 1, 1, 1)])
def test_no_table(counts: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError, match="contingency"):
        association(*counts)
