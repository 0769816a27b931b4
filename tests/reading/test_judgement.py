from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.reading.judgement import judge
from tanik.reading.units import Place

TR, EN = judge("tr"), judge("en")


@pytest.mark.parametrize(
    ("words", "polarity"),
    [
        ("avusturya güvenilir bir dosttu", "positive"),
        ("avusturya saldırgan bir düşmandı", "negative"),
        ("avusturya güvenilir bir dost değildi", "negative"),
        ("avusturya'ya güvenilmeyeceğini", "negative"),
        ("heyetin viyana'ya gittiğini", "neutral"),
        ("iki devletin anlaşması gerektiğini", "mixed"),
    ],
)
def test_turkish_polarity(words: str, polarity: str) -> None:
    assert TR.polarity(words, 0, len(words)).polarity == polarity


@pytest.mark.parametrize(
    ("words", "polarity"),
    [
        ("austria was a sincere friend", "positive"),
        ("austria was never a friend", "negative"),
        ("a dangerous enemy", "negative"),
        ("the mission went to vienna", "neutral"),
    ],
)
def test_english_polarity(words: str, polarity: str) -> None:
    assert EN.polarity(words, 0, len(words)).polarity == polarity


def test_targets_by_role_not_by_order() -> None:
    places = [
        Place(0, 6, 11, "viyana", "place", "locative", True),
        Place(20, 29, 33, "avusturya", "state", "genitive", True),
    ]
    judged = TR.polarity("x", 0, 1)
    assert [t.id for t in TR.targets(places, 0, 40, "nedim", judged)] == ["avusturya"]
    assert TR.targets(places, 0, 40, "avusturya", judged)[0].id == "viyana"


def test_topics_by_the_most_pointed_to() -> None:
    words = "silah ve cephane yardımı için imzalanan antlaşma"
    assert TR.topics(words, 0, len(words))[0] == "aid_and_supplies"


@given(st.text(max_size=200))
def test_any_text_has_a_polarity(text: str) -> None:
    judged = TR.polarity(text, 0, len(text))
    assert judged.polarity in ("positive", "negative", "mixed", "neutral")
    assert judged.strength >= 0
