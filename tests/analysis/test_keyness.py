from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.analysis.keyness import chance, keyness

sizes = st.integers(1, 10_000)


@pytest.mark.parametrize(
    ("counts", "two", "four"),
    [
        # A lecture's example for UCREL's calculator: +2.65, not significant at 3.84.
        ((52, 57, 50_000, 75_000), 2.6517101638888807, 2.6540642606010696),
        # The example of ?keyness in R's package corpora 0.6 (Evert).
        ((7, 2, 1000, 1000), 2.941937667041234, 2.954494184508466),
        # A word that the second corpus lacks: x ln x is 0 for 0 (UCREL's note 2).
        ((5, 0, 1000, 1000), 6.931471805599453, 6.944003147039047),
    ],
)
def test_log_likelihood_as_others_compute_it(counts: tuple[int, int, int, int], two: float, four: float) -> None:
    found = keyness(*counts)
    assert found.g2_two_term == pytest.approx(two, abs=1e-9)
    assert found.g2_four_cell == pytest.approx(four, abs=1e-9)


def test_log_ratio_as_others_compute_it() -> None:
    assert keyness(7, 2, 1000, 1000).log_ratio == pytest.approx(math.log2(3))  # R corpora 0.6
    assert keyness(2, 1, 1177, 341_805).log_ratio == pytest.approx(8.9182703357421, abs=1e-9)  # Evert 2022


def test_percent_diff() -> None:
    assert keyness(30, 10, 1000, 1000).percent_diff == pytest.approx(200)
    assert keyness(10, 10, 2000, 1000).percent_diff == pytest.approx(-50)
    assert keyness(5, 0, 1000, 1000).percent_diff is None


@pytest.mark.parametrize(("g2", "p"), [(3.841459, 0.05), (6.634897, 0.01), (10.827566, 0.001), (15.136705, 0.0001)])
def test_chances_are_those_of_the_tables(g2: float, p: float) -> None:
    assert chance(g2) == pytest.approx(p, rel=1e-5)


@given(n1=sizes, n2=sizes, data=st.data())
def test_exchanging_the_corpora_turns_the_effect_and_keeps_the_test(n1: int, n2: int, data: st.DataObject) -> None:
    f1, f2 = data.draw(st.integers(0, n1)), data.draw(st.integers(0, n2))
    one, other = keyness(f1, f2, n1, n2), keyness(f2, f1, n2, n1)
    assert one.g2_four_cell == pytest.approx(other.g2_four_cell, abs=1e-7)
    assert one.log_ratio == pytest.approx(-other.log_ratio)
    assert one.g2_four_cell >= one.g2_two_term - 1e-7 >= -1e-7
    assert 0 <= one.p_four_cell <= one.p_two_term + 1e-7 <= 1 + 1e-7


def test_no_word_no_difference() -> None:
    found = keyness(0, 0, 10, 20)
    assert (found.g2_two_term, found.g2_four_cell, found.p_two_term, found.percent_diff) == (0, 0, 1, None)


@pytest.mark.parametrize("counts", [(-1, 0, 1, 1), (2, 0, 1, 1), (0, 2, 1, 1), (0, 0, 0, 1), (0, 0, 1, 0)])
def test_no_frequencies(counts: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError, match="no frequencies"):
        keyness(*counts)
