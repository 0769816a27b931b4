from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.text.morphology import forms


@pytest.mark.parametrize(
    ("word", "bare", "case"),
    [
        ("vesayete", "vesayet", "dative"),
        ("çocuğun", "çocuk", "genitive"),
        ("mücadelemizin", "mücadelemiz", "genitive"),
        ("başkanının", "başkanı", "genitive"),
        ("gazeteyi", "gazete", "accusative"),
        ("haklarıyla", "hakları", "instrumental"),
        ("köylüler", "köylüler", "nominative"),
        ("okuldan", "okul", "ablative"),
    ],
)
def test_the_word_without_its_case(word: str, bare: str, case: str) -> None:
    assert any(form.sort == "noun" and (form.bare, form.case) == (bare, case) for form in forms(word))


def test_a_participle_describes_and_is_made_of_a_verb() -> None:
    form = next(form for form in forms("oluşturan") if form.sort == "adjective")
    assert form.verbal


def test_what_is_no_word_has_no_form() -> None:
    assert forms("") == forms("19") == forms("qqzzx") == ()


@given(st.text(alphabet="abcçdefgğhıijklmnoöprsştuüvyz", max_size=14))
def test_the_bare_word_is_never_longer_than_the_word(word: str) -> None:
    assert all(len(form.bare) <= len(word) for form in forms(word))
