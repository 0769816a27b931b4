from __future__ import annotations

import math

import pytest

from answers_sample import made_table
from tanik.analysis.answers import Estimate
from tanik.report.telling import QUOTED, Teller


def test_numbers_in_the_language_of_the_reader() -> None:
    turkish, english = (Teller(made_table(), code) for code in ("tr", "en"))
    assert (turkish.decimal(-0.5), english.decimal(-0.5)) == ("−0,50", "−0.50")
    assert (turkish.number(12345), english.number(12345)) == ("12.345", "12,345")
    assert english.decimal(None) == english.decimal(math.inf) == "–"
    assert english.interval(Estimate(0.2, -0.1, 0.5, "wilson", 9)) == "0.20 (−0.10 to 0.50)"
    assert english.interval(None) == "–"
    assert english.between(0.2, None, None) == "0.20"


def test_a_note_says_who_where_and_what_and_is_remembered() -> None:
    teller = Teller(made_table(), "en")
    note = teller.note("1")
    assert note.text == "Ayşe Tan, Günlük, p. 1: “söz 0 & <b>”"
    assert note.place == ("s", 0, 5)
    assert list(teller.used) == ["1"]


def test_only_statements_that_are_there_have_notes() -> None:
    teller = Teller(made_table(), "en")
    assert len(teller.notes(["1", "999", "2", "3"], 3)) == 2
    assert teller.signs("1") == "− Bern"
    assert teller.listed(list("abcdefgh")) == "a, b, c, d, e, f …"


@pytest.mark.parametrize("code", ["tr", "en"])
def test_long_words_are_shortened(code: str) -> None:
    from made_tables import table

    teller = Teller(table({"holder": "a", "target": "x", "text": "uzun " * 200}), code)
    assert len(teller.note("1").text) < QUOTED + 60
