from __future__ import annotations

import pytest

from tanik.text import lemmas
from tanik.text.lemmas import lemma


@pytest.mark.parametrize(
    ("surface", "expected"),
    [
        ("IŞIKLARI", "ışık"),
        ("İLİŞKİLERİ", "ilişki"),
        ("söylemiştir", "söyle"),
        ("kitabımızdan", "kitap"),
        ("muahedenameyi", "muahedename"),
        ("Wilson’un", "Wilson"),
        ("İzmir'deki", "İzmir"),
        ("TBMM'nin", "TBMM"),
        ("1921’de", "1921"),
        ("inkılâbın", "inkılap"),
        ("meb'usların", "mebus"),
    ],
)
def test_turkish(surface: str, expected: str) -> None:
    assert lemma(surface, "tr") == expected


def test_izafet_vowel_is_cut() -> None:
    assert lemma("Heyet-i", "tr").casefold() == "heyet"


@pytest.mark.parametrize(
    ("surface", "expected"),
    [("said", "say"), ("Wilson's", "Wilson"), ("soldiers", "soldier"), ("Quxborough", "Quxborough"), ("'", "'")],
)
def test_english(surface: str, expected: str) -> None:
    assert lemma(surface, "en") == expected


def test_other_languages_are_folded() -> None:
    assert lemma("Übung", "de") == "übung"


def test_without_the_analyser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lemmas, "_morphology", lambda: None)
    lemma.cache_clear()
    try:
        assert lemma("evlerinizden", "tr") == "ev"
        assert lemma("zzkqxlarda", "tr").startswith("zzkqx")
    finally:
        lemma.cache_clear()
