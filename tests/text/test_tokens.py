from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.languages.pack import language
from tanik.text.tokens import Lexicon, lexicon, tokenise


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in tokenise(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wilson’un TBMM'nin 16.03.1921'de geldi.", ["Wilson’un", "TBMM'nin", "16.03.1921'de", "geldi", "."]),
        ("Türk-Rus hudud-ı meb'uslar", ["Türk-Rus", "hudud-ı", "meb'uslar"]),
        ("(Demir, 1970:12-14)", ["(", "Demir", ",", "1970", ":", "12", "-", "14", ")"]),
        ("8.madde ve 9. madde", ["8.", "madde", "ve", "9.", "madde"]),
        ("Yıl 1921. Sonra", ["Yıl", "1921", ".", "Sonra"]),
        ("A. Kaya ile B.Demir", ["A.", "Kaya", "ile", "B.", "Demir"]),
        ("II. Konferans", ["II.", "Konferans"]),
        ("R.S.F.S.R.'nin notası a.g.e., s.4", ["R.S.F.S.R.'nin", "notası", "a.g.e.", ",", "s", ".", "4"]),
        ("saat 19:30'da “gel” dedi…", ["saat", "19:30'da", "“", "gel", "”", "dedi", "…"]),
        ("1917-1925 … _Pravda_", ["1917", "-", "1925", "…", "_", "Pravda", "_"]),
        ("https://example.org/a?b=1 adresi", ["https://example.org/a?b=1", "adresi"]),
        ("", []),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.text(max_size=200))
def test_tokens_cover_all_but_white_space(text: str) -> None:
    tokens = tokenise(text)
    assert all(start < end for start, end in tokens)
    assert all(a[1] <= b[0] for a, b in pairwise(tokens))
    covered = {i for start, end in tokens for i in range(start, end)}
    assert all(i in covered for i, c in enumerate(text) if not c.isspace())
    assert not any(text[i].isspace() for i in covered)


@pytest.mark.parametrize("text", ["a" * 300_000, "." * 300_000, "A." * 150_000, "1." * 150_000, "a'" * 150_000])
def test_tokens_of_monstrous_lines(text: str) -> None:
    assert sum(end - start for start, end in tokenise(text)) == len(text)


def test_word_with_an_ending() -> None:
    word = lexicon("tr").word("Ankara’daki")
    assert (word.base, word.key, word.ending, word.folded) == ("Ankara", "ankara", "daki", "ankara'daki")
    assert word.capital and not word.upper and word.letter and not word.digit


@pytest.mark.parametrize(
    ("text", "base", "ending"),
    [
        ("1921’de", "1921", "de"),
        ("TBMM'nin", "TBMM", "nin"),
        ("KONYA'DA", "KONYA", "da"),
        ("meb'uslar", "meb'uslar", ""),
        ("def'a", "def'a", ""),
        ("O'Brien'ın", "O'Brien", "ın"),
        ("Kur'an", "Kur'an", ""),
        ("sosyalizm'in", "sosyalizm", "in"),
    ],
)
def test_where_a_turkish_ending_begins(text: str, base: str, ending: str) -> None:
    word = lexicon("tr").word(text)
    assert (word.base, word.ending) == (base, ending)


def test_where_an_english_ending_begins() -> None:
    word = lexicon("en").word("Wilson’s")
    assert (word.base, word.ending, word.key) == ("Wilson", "s", "wilson")
    assert lexicon("en").word("O'Brien").ending == ""


def test_kinds_of_words() -> None:
    word = lexicon("tr").word
    assert word("İSTANBUL").upper and word("İSTANBUL").key == "istanbul"
    assert word("IŞIK").key == "ışık"
    assert word("1921’de").digit and word("8.").digit and not word("a8").digit
    assert not word("(").letter and not word("(").digit
    assert word("inkılâp").key == "inkılap"


def test_lexicon_keeps_one_object_for_a_form_and_stays_small() -> None:
    small = Lexicon(language("tr"), limit=16)
    first = small.word("ev")
    assert small.word("ev") is first
    for number in range(200):
        small.word(f"k{number}")
    assert len(small._words) <= 16
    assert small.word("k199").text == "k199"


def test_lexicon_is_shared() -> None:
    assert lexicon("tr") is lexicon("tr")
    assert lexicon("tr").word("evlerde").lemma == "ev"
    assert lexicon("tr").word("1921’de").lemma == "1921"
