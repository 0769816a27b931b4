"""Gamma. Published or computed by others: Mathet et al. (2015) figure 10; the example of the package pygamma-agreement
(MIT) with three coders, alpha 3; two small continua of its port in DKPro Statistics (Apache-2.0).
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tanik.coding.gamma import Dissimilarity, disorder, gamma
from tanik.coding.unitizing import Unit
from tanik.errors import SettingError

ALEX = [(2, 9, "1"), (11, 17, "2"), (24, 30, "5"), (32, 36, "6"), (36, 44, "6"), (44, 60, "7")]
PAUL = [(2, 9, "1"), (11, 17, "3"), (19, 25, "5"), (32, 44, "6")]
SUZAN = [(2, 9, "1"), (11, 17, "4"), (21, 27, "5"), (32, 36, "6"), (36, 40, "6"), (40, 44, "6")]
THREE = [[Unit(*unit) for unit in coder] for coder in (ALEX, PAUL, SUZAN)]
STRONG = Dissimilarity(alpha=3)

UNEQUAL = [
    [Unit(1, 5, "a"), Unit(6, 10, "b"), Unit(20, 24, "a"), Unit(30, 34, "b")],
    [Unit(2, 6, "a"), Unit(31, 35, "b")],
]


@pytest.mark.parametrize(
    ("first", "second", "value"),
    [
        ((4, 14), (40, 44), 22.22449),
        ((4, 14), (4, 14), 0.0),
        ((4, 14), (20, 25), 3.24),
        ((4, 14), (14, 24), 1.0),
        ((20, 30), (20, 25), 0.111111),
        ((20, 25), (14, 24), 0.217778),
    ],
)
def test_places_apart(first: tuple[int, int], second: tuple[int, int], value: float) -> None:
    one, two = Unit(*first, "x"), Unit(*second, "x")
    assert Dissimilarity().place(one, two) == pytest.approx(value, abs=1e-5)
    assert Dissimilarity().place(two, one) == Dissimilarity().place(one, two)
    threefold = [Unit(unit.start * 3, unit.end * 3, "x") for unit in (one, two)]
    assert Dissimilarity().place(*threefold) == pytest.approx(value, abs=1e-5)


def test_the_example_of_three_coders() -> None:
    value, alignment = disorder(THREE, STRONG)
    assert value == pytest.approx(0.960625)
    assert len(alignment.tuples) == 6
    assert alignment.exact
    for begin, end in ((2, 60), (0, 60)):
        found = gamma(THREE, begin, end, dissimilarity=STRONG, seed=7)
        assert found.value is not None
        assert 0.44 <= found.value <= 0.47
        assert found.cat is not None
        assert found.cat.value is not None
        assert 0.38 <= found.cat.value <= 0.42
        by_category = {name: part.value for name, part in found.k.items()}
        assert by_category["1"] == by_category["5"] == 1
        assert 0.355 <= (by_category["6"] or 0) <= 0.385
        assert all((by_category[name] or 0) <= 0 for name in "2347")


def test_units_without_a_partner() -> None:
    value, alignment = disorder(UNEQUAL)
    assert value == pytest.approx(0.7083333333)
    assert alignment.tuples == ((0, 0), (1, -1), (2, -1), (3, 1))
    pair = [
        [Unit(1, 5, "a"), Unit(6, 10, "b"), Unit(11, 15, "a")],
        [Unit(2, 6, "a"), Unit(7, 11, "b"), Unit(12, 16, "a")],
    ]
    assert disorder(pair)[0] == pytest.approx(0.0625)


def test_aligned_pairs_only() -> None:
    both = gamma(THREE, 0, 60, dissimilarity=STRONG, missed="ignored", seed=1)
    assert both.k["6"].value == 1
    assert both.k["7"].value is None
    assert both.k["7"].undefined is not None
    assert both.k["7"].undefined.id == "no_pairs"


def test_the_same_seed_gives_the_same_numbers() -> None:
    assert gamma(UNEQUAL, 0, 40, precision=0.2, seed=5) == gamma(UNEQUAL, 0, 40, precision=0.2, seed=5)
    assert gamma(UNEQUAL, 0, 40, precision=0.2, seed=5) != gamma(UNEQUAL, 0, 40, precision=0.2, seed=6)


def test_categories_may_be_near() -> None:
    near = Dissimilarity(categories={("b", "a"): 0.25})
    assert near.category("a", "b") == near.category("b", "a") == 0.25
    assert near.category("a", "c") == 1.0
    assert disorder([[Unit(0, 4, "a")], [Unit(0, 4, "b")]], near)[0] == 0.25


def test_nothing_to_compare() -> None:
    found = gamma([[], []], 0, 10)
    assert found.value is None
    assert found.undefined is not None
    assert found.undefined.id == "no_units"


def test_one_coder_marked_nothing() -> None:
    found = gamma([[Unit(0, 4, "a"), Unit(10, 14, "b")], []], 0, 40)
    assert found.value is not None
    assert found.value <= 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"coders": [[Unit(0, 2, "a")]]},
        {"precision": 0.0},
        {"confidence": 1.0},
        {"seed": -1},
        {"dissimilarity": Dissimilarity(alpha=-1)},
        {"dissimilarity": Dissimilarity(delta_empty=0)},
        {"dissimilarity": Dissimilarity(beta=float("nan"))},
        {"end": 0},
    ],
)
def test_impossible_settings(wrong: dict[str, object]) -> None:
    values: dict[str, object] = {"coders": UNEQUAL, "begin": 0, "end": 40, **wrong}
    with pytest.raises(SettingError) as caught:
        gamma(**values)  # type: ignore[arg-type]
    assert caught.value.id == "T570"


def test_a_span_outside_of_the_text() -> None:
    with pytest.raises(SettingError) as caught:
        gamma([[Unit(0, 11, "a")], []], 0, 10)
    assert caught.value.id == "T571"


spans = st.lists(
    st.builds(
        lambda start, length, name: Unit(start, start + length, name),
        st.integers(0, 50),
        st.integers(1, 10),
        st.sampled_from("abc"),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=15)
@given(spans)
def test_the_same_units_agree_fully(units: list[Unit]) -> None:
    found = gamma([units, units[::-1]], 0, 60, precision=0.5)
    assert found.value == pytest.approx(1.0)
    assert found.cat is not None
    assert found.cat.value == pytest.approx(1.0)


@settings(max_examples=15)
@given(spans, spans, st.integers(0, 1000))
def test_the_order_of_coders_and_the_place_do_not_matter(one: list[Unit], two: list[Unit], shift: int) -> None:
    moved = [[Unit(unit.start + shift, unit.end + shift, unit.category) for unit in units] for units in (two, one)]
    assert disorder(moved)[0] == pytest.approx(disorder([one, two])[0])
    found = gamma([one, two], 0, 60, precision=0.5)
    assert found.value is not None
    assert found.value <= 1
