from __future__ import annotations

import pytest

from tanik.text.hyphens import Hyphens, parts


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("eski Türk-", "Rus sınırı", ("Türk", "Rus")),
        ("gön\u00ad", "derildi.", ("gön", "derildi")),
        ("Brest\ufffe", "Litovsk'ta", ("Brest", "Litovsk'ta")),
        ("şöyle -", "dedi", None),
        ("bitti", "ve", None),
        ("-", "ve", None),
        ("gön-", "(ve", None),
    ],
)
def test_parts(left: str, right: str, expected: tuple[str, str] | None) -> None:
    assert parts(left, right) == expected


def test_the_document_decides() -> None:
    rule = Hyphens([("sekiz", "on"), ("gön", "derildi")], ["sekiz-on kişi", "gönderildi"], "tr")
    assert rule.keeps("sekiz", "on")
    assert not rule.keeps("gön", "derildi")


def test_unknown_words() -> None:
    rule = Hyphens([("Brest", "Litovsk'ta"), ("kap", "samak")], [], "tr")
    assert rule.keeps("Brest", "Litovsk'ta")
    assert not rule.keeps("kap", "samak")
    assert not rule.keeps("KAP", "SAMAK")
    assert rule.keeps("1917", "25")
