from __future__ import annotations

import pytest

from tanik.languages.pack import language
from tanik.reading.cues import cue_finder


@pytest.mark.parametrize(
    ("words", "group", "form"),
    [
        ("belirtmektedir", "say", "finite"),
        ("ifade eden", "say", "participle"),
        ("ifade ederek", "say", "converb"),
        ("ifade edilmiştir", "say", "passive"),
        ("belirttiği", "say", "nominal"),
        ("değinmektedirler", "say", "finite"),
        ("düşünülmüştü", "think", "passive"),
        ("olarak görmüştü", "judge", "finite"),
        ("istememişti", "want", "finite"),
        ("bildirirken", "say", "converb"),
        ("dikkat çeken", "say", "participle"),
    ],
)
def test_turkish_signs(words: str, group: str, form: str) -> None:
    found = list(cue_finder("tr").find(f"o zaman {words}."))
    assert [(cue.text, cue.group, cue.form) for cue in found] == [(words, group, form)]


def test_words_that_only_begin_alike_are_no_signs() -> None:
    assert list(cue_finder("tr").find("savunma bakanı bir söyleşi için geldi, umumi bir toplantıydı.")) == []


def test_nouns_of_attitude() -> None:
    found = list(cue_finder("tr").find("barışın geleceği kanısındadır"))
    assert [(cue.text, cue.noun) for cue in found] == [("kanısındadır", True)]


def test_english_signs() -> None:
    found = list(cue_finder("en").find("the envoy believed that it was late, and said so."))
    assert [(cue.text, cue.group) for cue in found] == [("believed", "think"), ("said", "say")]


@pytest.mark.parametrize("code", ["tr", "en"])
def test_every_sign_of_the_pack_begins_with_two_letters(code: str) -> None:
    """The finder looks signs up by their first two letters; a sign that varies there would never be found."""
    rules = language(code).rules("reporting")
    for kind in ("verbs", "nouns"):
        for entries in rules[kind].values():
            for entry in entries:
                assert entry[:2].isalpha(), entry
