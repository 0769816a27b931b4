from __future__ import annotations

import random

import numpy as np
from hypothesis import given

from made_tables import TABLES, table
from tanik.analysis.answers import TooLittle
from tanik.analysis.lenses import LENSES, LensTable, lens_of, lens_words, lenses
from tanik.languages.pack import language

ROWS = (
    {"holder": "a", "text": "Komşumuz olduğu için dost kalmak menfaatimizdir", "page": "12"},
    {"holder": "a", "topics": ("theory.law",), "text": "Söz"},
    {"holder": "b", "topics": ("economy",), "text": "Their friendship had a price"},
    {"holder": "b", "text": "Hava güzeldi"},
)


def test_codes_and_words_are_counted_apart() -> None:
    found = lenses(table(*ROWS, a="Ayşe", b="Baki"))
    assert isinstance(found, LensTable)
    cells = {(cell.names[0], cell.lens): cell for cell in found.cells}
    law, friendship = cells["Ayşe", "law"], cells["Baki", "friendship"]
    assert (law.n, law.by_code, law.by_words, law.statements) == (2, 1, 0, ("2",))
    assert (friendship.by_code, friendship.by_words, friendship.share.value) == (0, 1, 0.5)
    assert cells["Baki", "interest"].by_code == cells["Baki", "interest"].by_words == 1
    assert len(found.cells) == 2 * len(LENSES)


def test_rival_readings_stand_side_by_side_with_their_words() -> None:
    found = lenses(table(*ROWS))
    assert isinstance(found, LensTable)
    first = found.rivals[0]
    assert first.lenses == ("interest", "place", "friendship")
    assert first.words == (("menfaatimizdir",), ("Komşumuz",), ("dost",))
    assert (first.page, first.hard, first.statements) == ("12", True, ("1",))
    assert found.rivals[1].codes == ("economy",)


def test_a_code_stands_for_a_lens_by_its_name_or_by_what_it_means() -> None:
    assert (lens_of("law"), lens_of("theory.law"), lens_of("geography"), lens_of("weather")) == (
        "law", "law", "place", None,
    )  # fmt: skip


def test_every_lens_has_words_in_both_languages() -> None:
    for code in ("tr", "en"):
        assert set(language(code).rules("lenses")) == set(LENSES)
    assert [hit.group for hit in lens_words("tr").find("toprak ve çıkar")] == ["place", "interest"]


def test_without_any_lens_there_is_too_little() -> None:
    assert isinstance(lenses(table({"holder": "a", "text": "Hava güzeldi"})), TooLittle)
    assert isinstance(lenses(table()), TooLittle)


@given(TABLES)
def test_the_order_of_the_rows_changes_nothing(found) -> None:
    order = list(range(len(found)))
    random.Random(7).shuffle(order)
    assert lenses(found.take(np.array(order, np.intp))) == lenses(found)
