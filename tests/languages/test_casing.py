from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.languages import casing


@pytest.mark.parametrize(
    ("text", "folded"),
    [("IŞIK", "ışık"), ("İZMİR", "izmir"), ("Iğdır", "ığdır"), ("ŞÜKRÜ", "şükrü"), ("İlişkiler", "ilişkiler")],
)
def test_turkish_lower_case(text: str, folded: str) -> None:
    assert casing.lower(text, "tr") == folded


def test_turkish_upper_case_and_capitals() -> None:
    assert casing.upper("iğdır ısparta", "tr") == "İĞDIR ISPARTA"
    assert casing.capitalise("istanbul", "tr") == "İstanbul"
    assert casing.upper("istanbul", "en") == "ISTANBUL"


def test_every_apostrophe_is_one_and_circumflexes_fall() -> None:
    assert casing.fold_apostrophes("Soylu’nun ʼ ` ´") == "Soylu'nun ' ' '"
    assert casing.fold_circumflex("inkılâp, şûra, millî") == "inkılap, şura, milli"


@given(st.text(alphabet="abcçdefgğhıijklmnoöprsştuüvyzABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZâîû’' "))
def test_turkish_folding_keeps_the_length(text: str) -> None:
    assert len(casing.lower(text, "tr")) == len(text)
    assert len(casing.fold_circumflex(casing.fold_apostrophes(text))) == len(text)


@given(st.text(alphabet="abcçdefgğhıijklmnoöprsştuüvyz"))
def test_upper_and_lower_are_inverse_in_turkish(text: str) -> None:
    assert casing.lower(casing.upper(text, "tr"), "tr") == text


@given(st.text("aâÂîÎİIıiûÛÇŞéß’‘`'ΣǅK", max_size=20) | st.text(max_size=20), st.sampled_from(["tr", "en"]))
def test_fold_is_lower_case_apostrophes_and_circumflex_at_once(text: str, language: str) -> None:
    apart = casing.fold_circumflex(casing.fold_apostrophes(casing.lower(text, language)))
    assert casing.fold(text, language) == apart
    assert casing.fold_long(text, language) == apart
