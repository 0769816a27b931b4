from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.analysis.correspondence import correspondence
from tanik.errors import UsageError

# Greenacre (1984), smoking among the staff of a company; values as printed by Nenadić and Greenacre (2007, JSS 20:3)
# and, with all digits, by R's package ca.
STAFF = ("SM", "JM", "SE", "JE", "SC")
HABITS = ("none", "light", "medium", "heavy")
SMOKERS = ((4, 2, 3, 2), (4, 3, 7, 4), (25, 10, 12, 4), (18, 24, 33, 13), (10, 6, 7, 2))

tables = st.tuples(st.integers(2, 5), st.integers(2, 5)).flatmap(
    lambda size: st.lists(
        st.lists(st.integers(1, 50), min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0]
    )
)


def names(of: list[list[int]]) -> tuple[list[str], list[str]]:
    return [f"r{n}" for n in range(len(of))], [f"c{n}" for n in range(len(of[0]))]


def test_the_published_example() -> None:
    found = correspondence(SMOKERS, STAFF, HABITS)
    assert found.eigenvalues == pytest.approx((0.0747591058857557, 0.0100171805122288, 0.000413574079856225))
    assert [round(share, 2) for share in found.percent] == [87.76, 11.76, 0.49]
    assert found.total_inertia == pytest.approx(0.0851898604778)
    assert found.chi2 == pytest.approx(16.4416430722233)
    assert found.rows.mass == pytest.approx((0.0569948187, 0.0932642487, 0.2642487047, 0.4559585492, 0.1295336788))
    assert found.rows.distance[:2] == pytest.approx((0.216559029562395, 0.356921027697902))
    assert found.rows.inertia[2] == pytest.approx(0.038314128802038)
    assert found.columns.distance[3] == pytest.approx(0.355109269083068)
    # By the convention for signs these are the published ones.
    assert found.rows.principal[0][:2] == pytest.approx((-0.0657683838802591, -0.1937370036216102))
    assert found.rows.principal[2][:2] == pytest.approx((-0.3805948870502131, -0.0106599072048895))
    assert found.columns.principal[3][:2] == pytest.approx((0.293775985243675, -0.1977656563489861))
    assert [round(1000 * point[0]) for point in found.rows.contribution] == [3, 84, 512, 331, 70]
    assert [round(1000 * point[1]) for point in found.rows.correlation] == [800, 465, 1, 58, 133]


@given(table=tables)
def test_what_a_correspondence_analysis_is(table: list[list[int]]) -> None:
    rows, columns = names(table)
    found = correspondence(table, rows, columns)
    for points in (found.rows, found.columns):
        mass, places = np.array(points.mass), np.array(points.principal)
        assert mass.sum() == pytest.approx(1)
        assert mass @ places == pytest.approx(np.zeros(places.shape[1]), abs=1e-9)  # centred
        assert mass @ places**2 == pytest.approx(np.array(found.eigenvalues), abs=1e-9)
        assert np.sqrt((places**2).sum(axis=1)) == pytest.approx(np.array(points.distance), abs=1e-7)
        assert sum(points.inertia) == pytest.approx(found.total_inertia, abs=1e-9)
    assert list(found.eigenvalues) == sorted(found.eigenvalues, reverse=True)
    assert sum(found.eigenvalues) == pytest.approx(found.total_inertia, abs=1e-9)


def test_the_order_of_rows_and_columns_changes_nothing() -> None:
    one = correspondence(SMOKERS, STAFF, HABITS)
    other = correspondence([row[::-1] for row in SMOKERS[::-1]], STAFF[::-1], HABITS[::-1])
    assert np.array(other.rows.principal)[::-1] == pytest.approx(np.array(one.rows.principal))
    assert np.array(other.columns.principal)[::-1] == pytest.approx(np.array(one.columns.principal))


def test_profiles_that_are_all_alike_have_no_inertia() -> None:
    found = correspondence([[1, 2], [2, 4], [3, 6]], "abc", "xy")
    assert found.eigenvalues == (0,)
    assert found.percent == (0,)
    assert found.rows.principal == ((0,),) * 3


@pytest.mark.parametrize(("table", "columns"), [([[1, 2]], "xy"), ([[1], [2]], "x")])
def test_one_row_or_column_is_too_little(table: list[list[int]], columns: str) -> None:
    with pytest.raises(UsageError) as caught:
        correspondence(table, "abc"[: len(table)], columns)
    assert caught.value.id == "T727"


@pytest.mark.parametrize(("table", "word"), [([[0, 0], [1, 2]], "row “a”"), ([[1, 0], [1, 0]], "column “y”")])
def test_zeros_only_have_no_profile(table: list[list[int]], word: str) -> None:
    with pytest.raises(UsageError, match=word) as caught:
        correspondence(table, "ab", "xy")
    assert caught.value.id == "T728"


def test_negative_counts() -> None:
    with pytest.raises(ValueError, match="negative"):
        correspondence([[1, -1], [1, 1]], "ab", "xy")
