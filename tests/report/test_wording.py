from __future__ import annotations

import pytest

from tanik.report.wording import wording


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("1921-03-16", "16 March 1921"),
        ("1921-03", "March 1921"),
        ("1921", "1921"),
        ("0800", "800"),
        ("1920-22", "summer 1920"),
        ("1917/1925", "1917 – 1925"),
        ("1921-02-22/1921-02-23", "22 February 1921 – 23 February 1921"),
        ("1951~", "about 1951"),
        ("1921-03?", "March 1921 (unsure)"),
        ("192X", "192X"),
        ("1921-40", "1921-40"),
        ("[1920,1921]", "[1920,1921]"),
        ("1921/..", "1921/.."),
    ],
)
def test_dates_in_words(edtf: str, words: str) -> None:
    assert wording("en").date(edtf) == words


def test_numbers_by_language() -> None:
    turkish, english = wording("tr"), wording("en")
    assert (turkish.number(12345), english.number(12345)) == ("12.345", "12,345")
    assert (turkish.decimal(-0.5), english.decimal(-0.5)) == ("−0,50", "−0.50")
    assert (turkish.percent(0.666), english.percent(0.666)) == ("%67", "67%")
    assert (turkish.percent(0.001), english.percent(0.001), english.percent(0.0)) == ("<%1", "<1%", "0%")


def test_one_and_many() -> None:
    words = wording("en")
    assert [words.count(n, "1 word", "{n} words") for n in (0, 1, 1000)] == ["0 words", "1 word", "1,000 words"]


def test_sentences_are_escaped_around_values_that_are_html() -> None:
    assert wording("en").html("a < {b}", b="<i>c</i>") == "a &lt; <i>c</i>"


def test_topics_of_another_codebook_stay_as_they_are() -> None:
    assert wording("en").topic("power_balance") == "balance of power"
    assert wording("en").topic("my_own_code") == "my own code"
