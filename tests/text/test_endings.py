from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.languages.pack import language
from tanik.text.endings import APOSTROPHES, cut_at_apostrophe

ENDINGS = """
    da de ta te dan den nın nin ı yı ya ye na ın un ün la yla ca ce daki deki dekiler lı lılar sız lık ler lerin ım
    ımız ımızdan ydı dır dırlar ymış yken nci ncisi inci şer gil gilin leri lerinden
""".split()  # noqa: SIM905 - reads better


def cut(text: str, code: str) -> tuple[str, str] | None:
    at = cut_at_apostrophe(text, language(code).fold(text), code)
    return None if at is None else (text[:at], text[at + 1 :])


@pytest.mark.parametrize(
    "ending",
    ENDINGS,
)
def test_turkish_endings_are_parted(ending: str) -> None:
    assert cut(f"Kayseri'{ending}", "tr") == ("Kayseri", ending)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1921’de", ("1921", "de")),
        ("TBMM'NİN", ("TBMM", "NİN")),
        ("TBMM'nin", ("TBMM", "nin")),
        ("Lâleli`ye", ("Lâleli", "ye")),
        ("mebuslar'ın", ("mebuslar", "ın")),  # careless print
        ("O'Brien'ın", ("O'Brien", "ın")),  # the last apostrophe counts
        ("san'at", None),  # a letter of the word
        ("def'a", None),
        ("meb'us", None),
        ("Kur'an", None),
        ("D'Annunzio", None),
        ("Ali'NİN", None),  # capitals behind small letters
        ("Ankara'", None),
        ("'de", None),
        ("Ankara", None),
        ("", None),
    ],
)
def test_turkish_words(text: str, expected: tuple[str, str] | None) -> None:
    assert cut(text, "tr") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wilson's", ("Wilson", "s")),
        ("they’ll", ("they", "ll")),
        ("I'm", ("I", "m")),
        ("Wilson'da", None),
        ("O'Neill", None),
        ("delegates'", None),
    ],
)
def test_english_words(text: str, expected: tuple[str, str] | None) -> None:
    assert cut(text, "en") == expected


def test_a_folding_that_changes_the_length_gives_no_place() -> None:
    assert cut_at_apostrophe("İzmir'de", "i\u0307zmir'de", "tr") is None


@given(st.text(st.sampled_from("aeıinNdDkls12 " + APOSTROPHES), max_size=14), st.sampled_from(["tr", "en"]))
def test_the_place_is_the_last_apostrophe_with_something_on_both_sides(text: str, code: str) -> None:
    at = cut_at_apostrophe(text, language(code).fold(text), code)
    if at is not None:
        assert text[at] in APOSTROPHES
        assert 0 < at < len(text) - 1
        assert not any(character in APOSTROPHES for character in text[at + 1 :])


def test_an_endless_ending_costs_nothing() -> None:
    started = time.perf_counter()
    assert cut("Ali'" + "lar" * 30_000 + "x", "tr") is None
    assert time.perf_counter() - started < 1
