from __future__ import annotations

import math
from typing import Any

import pytest

from tanik.coding.ratings import MISSING, number_of, ratings
from tanik.errors import SettingError, SourceError


def test_a_table_of_words() -> None:
    found = ratings([["b", "a"], ["", None], ["a", math.nan]], coders=["Ada", "Oya"])
    assert found.coders == ("Ada", "Oya")
    assert found.categories == ("a", "b")
    assert found.codes.tolist() == [[1, 0], [MISSING, MISSING], [0, MISSING]]
    assert found.values is None
    assert not found.ordered


def test_numbers_stand_in_their_order() -> None:
    found = ratings([["10", "9"], ["2", "9"]])
    assert found.categories == ("2", "9", "10")
    assert found.values is not None
    assert found.values.tolist() == [2.0, 9.0, 10.0]
    assert found.ordered


def test_a_column_of_whole_numbers_with_gaps_is_written_with_points() -> None:
    assert ratings([["1.0", "1"], ["", "2"]]).categories == ("1", "2")
    assert ratings([[1.0, 1], [None, 2]]).categories == ("1", "2")


def test_numbers_of_sections_are_names() -> None:
    assert ratings([["1.10", "1.1"]]).categories == ("1.1", "1.10")
    assert ratings([["1.0", "a"], ["1", "a"]]).categories == ("1", "1.0", "a")


@pytest.mark.parametrize("level", ["ordinal", "interval", "ratio"])
def test_one_number_in_several_spellings_is_one_category(level: Any) -> None:
    found = ratings([["1,50", "1.5"], ["+2", "2"]], level=level)
    assert found.codes.tolist() == [[0, 0], [1, 1]]


def test_an_order_in_words() -> None:
    found = ratings([["low", "high"]], level="ordinal", categories=["low", "middle", "high"])
    assert found.categories == ("low", "middle", "high")
    assert found.scores.tolist() == [1, 2, 3]
    assert found.codes.tolist() == [[0, 2]]
    assert found.ordered


def test_declared_numbers_in_another_order_keep_that_order() -> None:
    found = ratings([["3", "1"]], level="ordinal", categories=["3", "1", "2"])
    assert found.scores.tolist() == [1, 2, 3]
    assert ratings([["3", "1"]], level="interval", categories=["3", "1", "2"]).scores.tolist() == [1, 2, 3]


def test_two_coders_of_more() -> None:
    found = ratings([["a", "b", "c"]], coders=["x", "y", "z"]).between(0, 2)
    assert found.coders == ("x", "z")
    assert found.categories == ("a", "b", "c")
    assert found.codes.tolist() == [[0, 2]]


@pytest.mark.parametrize(
    ("rows", "options", "id", "words"),
    [
        ([["a"]], {}, "T701", "1"),
        ([], {}, "T701", "0"),
        ([["a", "b"], ["a", "b", "c"]], {"coders": ["x", "y"]}, "T702", "Row 2"),
        ([["a", "b"], ["a"]], {}, "T702", "Row 2"),
        ([["1", "2"], ["3", "four"]], {"level": "interval", "coders": ["x", "y"]}, "T704", "Row 2, column “y”: “four”"),
        ([["1", "inf"]], {"level": "ratio"}, "T704", "“inf”"),
        ([["a", "b"]], {"level": "ordinal"}, "T704", "“a”"),
        ([["a", "b"]], {"categories": ["a"], "coders": ["x", "y"]}, "T705", "column “y”: “b”"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(rows: Any, options: dict[str, Any], id: str, words: str) -> None:
    with pytest.raises(SourceError) as caught:
        ratings(rows, **options)
    assert caught.value.id == id
    assert words in str(caught.value)


@pytest.mark.parametrize(("level", "categories", "id"), [("loud", None, "T700"), ("interval", ["a", "1"], "T709")])
def test_impossible_settings(level: Any, categories: Any, id: str) -> None:
    with pytest.raises(SettingError) as caught:
        ratings([["1", "1"]], level=level, categories=categories)
    assert caught.value.id == id


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2", 2.0),
        ("-2,5", -2.5),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("nan", None),
        ("1e999", None),
        ("1 2", None),
        ("٣", 3.0),
    ],
)
def test_numbers(text: str, number: float | None) -> None:
    assert number_of(text) == number
