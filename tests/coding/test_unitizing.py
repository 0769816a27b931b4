"""Spans on a continuum; the published numbers are those of Krippendorff (2019), Content Analysis, 4th ed., 12.6."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.coding.unitizing import Unit, cu_alpha, ku_alpha, sections, u_alpha, u_alpha_binary
from tanik.errors import SourceError

ALEX = [(0, 7, "1"), (7, 13, "2"), (30, 32, "5"), (32, 37, "6"), (37, 44, "6"), (44, 60, "7")]
PAUL = [(0, 7, "1"), (7, 13, "3"), (13, 21, "5"), (32, 44, "6")]
SUZAN = [(0, 7, "1"), (7, 13, "4"), (13, 21, "5"), (32, 37, "6"), (37, 41, "6"), (41, 44, "6")]
BOOK = [[Unit(*unit) for unit in coder] for coder in (ALEX, PAUL, SUZAN)]
"""Figure 12.11, p. 340: three coders, a continuum of 60."""

ONE = [[Unit(2, 10, "A"), Unit(14, 20, "A")], [Unit(4, 8, "A"), Unit(15, 17, "A")]]
"""Krippendorff (1995) p. 57, category A; its u-alpha was computed with two programs."""


@st.composite
def coders(draw: st.DrawFn, number: int = 2, length: int = 30) -> list[list[Unit]]:
    made = []
    for _ in range(number):
        ends = sorted(draw(st.sets(st.integers(0, length), max_size=10)))
        pairs = list(zip(ends[::2], ends[1::2], strict=False))
        made.append([Unit(start, end, draw(st.sampled_from("abc"))) for start, end in pairs])
    return made


def test_the_example_of_the_book() -> None:
    assert u_alpha(BOOK, 0, 60).value == pytest.approx(0.510, abs=5e-4)
    assert u_alpha_binary(BOOK, 0, 60).value == pytest.approx(0.413, abs=1e-3)


def test_one_category() -> None:
    assert u_alpha(ONE, 0, 24).value == pytest.approx(0.3583333333)
    assert u_alpha_binary(ONE, 0, 24).value == pytest.approx(0.3583333333)
    undefined = cu_alpha(ONE, 0, 24).undefined
    assert undefined is not None
    assert undefined.id == "no_variation"


def test_categories_of_what_both_marked() -> None:
    """By hand: 4 letters alike, 2 of x against y; expected by the eq. of section 12.6.5."""
    pair = [[Unit(0, 4, "x"), Unit(6, 8, "x")], [Unit(0, 4, "x"), Unit(6, 10, "y")]]
    found = cu_alpha(pair, 0, 12)
    assert found.observed == 4.0
    # x: 4 + 2 + 4 = 10 of 12, y: 2 of 12; what units share with themselves: x 16 + 4 + 16, y 4
    assert found.expected == pytest.approx(2 * 10 * 2 / (12 - 40 / 12))
    assert found.value == pytest.approx(1 - 4 / found.expected)


def test_each_category_by_itself() -> None:
    found = ku_alpha(BOOK, 0, 60)
    assert {name: found[name].value for name in ("1", "2", "6")} == {"1": 1.0, "2": 0.0, "6": 1.0}
    assert found["7"].value is None  # nobody else marked anything there
    assert found["7"].undefined is not None


def test_sections_fill_the_continuum() -> None:
    units = [Unit(5, 6, "b"), Unit(1, 3, "a")]
    assert sections(units, 0, 6) == [(0, 1, None), (1, 3, "a"), (3, 5, None), (5, 6, "b")]
    assert sections([], 2, 4) == [(2, 4, None)]


@pytest.mark.parametrize(
    ("units", "id"),
    [
        ([Unit(0, 7, "a")], "T716"),
        ([Unit(-1, 2, "a")], "T716"),
        ([Unit(2, 2, "a")], "T716"),
        ([Unit(0, 3, "a"), Unit(2, 4, "b")], "T717"),
    ],
)
def test_impossible_units(units: list[Unit], id: str) -> None:
    with pytest.raises(SourceError) as caught:
        u_alpha([units, []], 0, 6)
    assert caught.value.id == id


def test_one_coder_is_not_enough() -> None:
    with pytest.raises(SourceError):
        u_alpha([[Unit(0, 1, "a")]], 0, 6)


def test_nobody_marked_anything() -> None:
    for measure in (u_alpha, u_alpha_binary, cu_alpha):
        assert measure([[], []], 0, 10).value is None
    assert ku_alpha([[], []], 0, 10) == {}


def test_a_coder_who_marked_nothing_does_not_agree() -> None:
    value = u_alpha([[Unit(0, 5, "a")], []], 0, 10).value
    assert value is not None
    assert value <= 0


@given(coders(number=1))
def test_the_same_units_agree_fully(made: list[list[Unit]]) -> None:
    found = u_alpha(made * 3, 0, 40)
    assert found.value == (pytest.approx(1.0) if made[0] else None)


@given(coders(number=3), st.integers(1, 1000))
def test_place_order_and_scale_do_not_matter(made: list[list[Unit]], shift: int) -> None:
    for measure in (u_alpha, u_alpha_binary, cu_alpha):
        found = measure(made, 0, 30).value
        moved = [[Unit(unit.start + shift, unit.end + shift, unit.category) for unit in units] for units in made]
        expected = None if found is None else pytest.approx(found, abs=1e-9)
        assert measure(moved, shift, 30 + shift).value == expected
        assert measure(made[::-1], 0, 30).value == expected
        renamed = [[Unit(unit.start, unit.end, "cba"["abc".index(unit.category)]) for unit in units] for units in made]
        assert measure(renamed, 0, 30).value == expected


@given(coders())
def test_never_above_1(made: list[list[Unit]]) -> None:
    for measure in (u_alpha, u_alpha_binary, cu_alpha):
        value = measure(made, 0, 30).value
        assert value is None or value <= 1 + 1e-9
