from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.analysis.quoted_words import key, likeness, segments, skeleton, tokens


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("geldi", "geldi", "same"),
        ("etdi", "etti", "spelling"),
        ("kitab", "kitap", "spelling"),
        ("modem", "modern", "spelling"),
        ("hükumet", "hükümet", "spelling"),
        ("memleket", "memleketin", "ending"),
        ("gitmiştir", "gitmişti", "ending"),
        ("oldu", "öldü", "letters"),
        ("gelmedi", "geldi", "letters"),
        ("gelmiyor", "geliyor", "letters"),
        ("gelmez", "gelir", "letters"),
        ("geldiğini", "gelmediğini", "letters"),
        ("haklı", "haksız", "letters"),
        ("1921", "1922", "other"),
        ("köprü", "kervan", "other"),
    ],
)
def test_likeness_of_two_words(one: str, other: str, how: str) -> None:
    assert likeness(key(one), key(other)) == how
    assert likeness(key(other), key(one)) == how


def test_case_apostrophe_and_circumflex_are_no_difference() -> None:
    assert key("İzmir’in") == key("izmirin")
    assert key("RÜZGÂR") == key("rüzgar")
    assert key("ILICA") == "ılıca"


def test_ellipses_part_and_brackets_add_nothing() -> None:
    text = "xx [B]ahar geldi … ve [yani sonra] gitti (...) eve. . . . dönmedi yy"
    found = segments(text, 3, len(text) - 3)
    assert [[word.key for word in each.words] for each in found] == [
        ["bahar", "geldi"],
        ["ve", "gitti"],
        ["eve"],
        ["dönmedi"],
    ]
    for each in found:
        for word in each.words:
            assert key(text[word.start : word.end].replace("[", "").replace("]", "")) == word.key


def test_a_note_mark_is_a_word_of_its_own() -> None:
    assert [token.key for token in tokens("söz12 verdi")] == ["söz", "12", "verdi"]


@given(st.text(max_size=40))
def test_offsets_are_those_of_the_text(text: str) -> None:
    for token in tokens(text):
        assert key(text[token.start : token.end]) == token.key
    for segment in segments(text, 0, len(text)):
        for word in segment.words:
            assert 0 <= word.start < word.end <= len(text)


@given(st.text(alphabet="abcçdmnrıiü", min_size=1, max_size=12))
def test_a_word_is_like_itself(word: str) -> None:
    assert likeness(word, word) == "same"
    assert skeleton(word) == skeleton(word)


@pytest.mark.parametrize(("one", "other"), [("tuttu", "tutmadı"), ("gördü", "görmedi"), ("olur", "olmaz")])
def test_a_negation_is_seen_through_vowel_harmony(one: str, other: str) -> None:
    assert likeness(one, other) != "ending"
