"""The grammar: where a date may begin, and that looking for one costs little."""

from __future__ import annotations

import time

import pytest

from tanik.languages.pack import language
from tanik.reading.date_grammar import grammar, roman_number


def test_roman_numbers() -> None:
    assert [roman_number(word) for word in ("I", "IV", "IX", "XII", "XVII", "XXI")] == [1, 4, 9, 12, 17, 21]
    assert [roman_number(word) for word in ("", "IIII", "MM", "abc")] == [None] * 4


def test_numbers_in_words() -> None:
    turkish, english = grammar(language("tr")), grammar(language("en"))
    assert [turkish.number(word) for word in ("on dokuz", "Yirmi", "onuncu", "yüz", "27", "XIX", "kedi")] == [
        19, 20, 10, 100, 27, 19, None,
    ]  # fmt: skip
    assert [english.number(word) for word in ("nineteen", "Twenty-first", "thirtieth", "cat")] == [19, 21, 30, None]


def test_months_of_three_calendars() -> None:
    turkish = grammar(language("tr"))
    assert turkish.month("KASIM") == ("gregorian", 11)
    assert turkish.month("Kânunusani") == turkish.month("Kanunusani") == ("ottoman", 1)
    assert turkish.month("Rebiülahir") == ("hijri", 4)
    assert turkish.month("XII") == turkish.month("12") == ("gregorian", 12)


@pytest.mark.parametrize("text", ["Ekimci 5 Kasımpaşa", "bugünlerde dünya", "may march on", "12345 67"])
def test_words_that_only_begin_like_a_date(text: str) -> None:
    assert list(grammar(language("tr")).find(text)) == []


@pytest.mark.parametrize("code", ["tr", "en"])
@pytest.mark.parametrize(
    "unit",
    ["1 ", "1921-", "16/", "Mart-", "bir ay ", "[Ekim] ", "2 Teşrinievvel (2 ", "first of ", "May ", "((", "a", "'"],
)
def test_cost_is_linear(code: str, unit: str) -> None:
    rules = grammar(language(code))

    def seconds(letters: int) -> float:
        text = unit * (letters // len(unit))
        start = time.process_time()
        for _ in rules.find(text):
            pass
        return time.process_time() - start

    small, large = min(seconds(10_000) for _ in range(3)), seconds(80_000)
    assert large < 24 * small + 0.1
