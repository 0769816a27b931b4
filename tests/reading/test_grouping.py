"""Which forms of a name mean one person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.reading.grouping import Grouping, PersonForm, near, plain, ranks_of, sound

GIVEN = {"Ayşe", "Selim", "Nuri", "Orhan", "Kemal", "Yahya", "Ahmet", "Salih"}


def form(text: str, *titles: str, later: str = "", cited: bool = False) -> PersonForm:
    words = tuple(text.split())
    given = len(words) == 1 and words[0] in GIVEN
    return PersonForm(words, tuple(later.split()), ranks_of(titles), bool(titles), given, cited, count=1)


def persons(*forms: PersonForm) -> list[list[int]]:
    return Grouping(list(forms), GIVEN.__contains__).fits


def test_full_name_initials_title_and_later_surname_are_one() -> None:
    fits = persons(
        form("Selim Nuri", later="Toprak"),
        form("S. Nuri", "bey"),
        form("Selim Nuri", "bey"),
        form("Toprak", cited=True),
    )
    assert fits == [[0], [0], [0], [0]]


def test_last_given_name_with_title() -> None:
    assert persons(form("Selim Nuri", "bey"), form("Nuri", "bey")) == [[0], [0]]
    assert persons(form("Selim Nuri", "bey"), form("Selim", "bey"))[1] != [0]


def test_nothing_is_joined_on_a_first_name_alone() -> None:
    fits = persons(form("Selim Nuri Toprak"), form("Selim"))
    assert fits[0] != fits[1]


def test_rank_parts_two_persons_of_one_name() -> None:
    assert persons(form("Orhan", "paşa"), form("Orhan", "bey")) in ([[0], [1]], [[1], [0]])
    assert persons(form("Orhan", "paşa"), form("Orhan", "paşa", "nazır")) == [[0], [0]]


def test_surname_of_two_persons_fits_both() -> None:
    fits = persons(form("Selim Toprak"), form("Orhan Toprak"), form("Toprak"))
    assert sorted(fits[2]) == [0, 1]
    assert fits[0] != fits[1]


def test_transliterations_and_misprints() -> None:
    assert persons(form("Ivan Petrovsky"), form("İvan Petrovski"), form("Petrovski")) == [[0], [0], [0]]
    assert persons(form("Selim Nurettin", "bey"), form("Selim Nuretin", "bey")) == [[0], [0]]
    assert persons(form("Nuri", "bey"), form("Nuru", "bey")) != [[0], [0]]


@pytest.mark.parametrize(("a", "b"), [("Trotsky", "Troçki"), ("Chicherin", "Çiçerin"), ("Popoff", "Popov")])
def test_sound(a: str, b: str) -> None:
    assert sound(a) == sound(b)


@given(st.text(max_size=12), st.text(max_size=12))
def test_near_is_symmetric(a: str, b: str) -> None:
    assert near(a, b) == near(b, a)
    assert near(a, a)


@given(st.lists(st.sampled_from(["Selim Nuri", "S. Nuri", "Nuri", "Toprak", "Orhan Toprak"]), min_size=1, max_size=6))
def test_every_form_finds_a_person(names: list[str]) -> None:
    fits = persons(*[form(name) for name in names])
    assert all(fits)


def test_plain_ignores_case_and_accents() -> None:
    assert plain("IŞIK") == plain("ışık") == "isik"
