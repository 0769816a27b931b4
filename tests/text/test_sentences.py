from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.languages.pack import language
from tanik.text.sentences import split_sentences


def split(text: str, code: str = "tr") -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, language(code))]


@pytest.mark.parametrize(
    "text",
    [
        "Heyet, A. Kaya ile Dr. B. Demir'den oluştu.",
        "Bu husus 8. madde ile II. Konferansta ve I. Dünya Savaşı'nda geçer.",
        "Rapor 16. 3. 1921 günü verildi.",
        "Elçi döndü (Kaya, 1970: 12. Bkz. Demir, 1980: 4).",
        "Elçi şöyle dedi: “Geleceğim.” diye ekledi.",
        "“Nereye?” diye sordu.",
        "Rapor Prof. Kaya, bkz. Demir, s. 45 ve a.g.e. gibi kaynaklara dayanır.",
        "Not 15. Kolordu'ya verildi.",
        "Bekledi... sonra gitti.",
        "Şu var: Kars alındı.",
    ],
)
def test_one_sentence(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Heyet geldi. Kabul edildi.", ["Heyet geldi.", "Kabul edildi."]),
        ("Yıl 1921. Elçi geldi.", ["Yıl 1921.", "Elçi geldi."]),
        ("“Gelirim.” Elçi böyle dedi.", ["“Gelirim.”", "Elçi böyle dedi."]),
        (
            "Dedi ki: “Geldim. Gördüm. Döndüm.” Sonra sustu.",
            ["Dedi ki: “Geldim.", "Gördüm.", "Döndüm.”", "Sonra sustu."],
        ),
        ("Elçi döndü. (Kaya, 1970: 12) Heyet kaldı.", ["Elçi döndü. (Kaya, 1970: 12)", "Heyet kaldı."]),
        ("“Döndü.” (Kaya, 1970: 12). Heyet kaldı.", ["“Döndü.” (Kaya, 1970: 12).", "Heyet kaldı."]),
        ("Elçi döndü.12 Heyet kaldı.", ["Elçi döndü.12", "Heyet kaldı."]),
        ("Elçi döndü.Heyet kaldı.", ["Elçi döndü.", "Heyet kaldı."]),
        ("Ne oldu? Gitti mi! Evet.", ["Ne oldu?", "Gitti mi!", "Evet."]),
        ("Bkz. s. 20. Heyet kaldı.", ["Bkz. s. 20.", "Heyet kaldı."]),
        ("Elma, armut vb. Heyet kaldı.", ["Elma, armut vb.", "Heyet kaldı."]),
        ("(Kapanmayan ayraç. Heyet kaldı.", ["(Kapanmayan ayraç.", "Heyet kaldı."]),
        ("  Boşluk.  Var.  ", ["Boşluk.", "Var."]),
        ("", []),
        ("   ", []),
    ],
)
def test_several(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_english() -> None:
    assert split("Mr. J. Smith left on Oct. 4. He met Gen. Brown at 5 p.m. They talked.", "en") == [
        "Mr. J. Smith left on Oct. 4.",
        "He met Gen. Brown at 5 p.m.",
        "They talked.",
    ]


_PIECES = st.lists(
    st.sampled_from(
        ["Heyet", " ", ".", "geldi", "(", ")", "”", "“", '"', "…", "A.", "8.", "Dr.", "?", "1921", ":", "\n"]
    ),
    max_size=60,
)


@given(_PIECES.map("".join), st.sampled_from(["tr", "en"]))
def test_sentences_are_ordered_and_lose_nothing(text: str, code: str) -> None:
    found = split_sentences(text, language(code))
    assert all(start < end for start, end in found)
    assert all(a[1] <= b[0] for a, b in pairwise(found))
    kept = "".join(text[start:end] for start, end in found)
    assert "".join(kept.split()) == "".join(text.split())


@pytest.mark.parametrize("unit", ["a", ".", "(", "A. ", "a. ", '. "', "1. ", ". (1921", "“", ". "])
def test_cost_is_linear(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        begin = time.process_time()
        split_sentences(text, language("tr"))
        return time.process_time() - begin

    small = max(min(seconds(50_000), seconds(50_000)), 0.002)
    assert seconds(400_000) < 40 * small
