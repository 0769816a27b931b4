from __future__ import annotations

import pytest

from reading_samples import reading, views


def holder_of(sentence: str, words: str) -> str:
    made, found = reading(sentence)
    return next(holder for holder, text, _ in views(made, found) if words in text)


@pytest.mark.parametrize(
    ("sentence", "words", "holder"),
    [
        ("Avusturya’nın yorgun olduğu Ahmet Nedim Bey tarafından belirtilmektedir.", "yorgun", "Ahmet Nedim"),
        (
            "Rusya’nın barış teklifi Türk diplomatlar nezdinde takdirle karşılanmıştı.",
            "barış teklifi",
            "Türk diplomatlar",
        ),
        ("Kemal Sait Paşa ile görüşen Ahmet Nedim Bey Rusya’nın zayıf olduğunu söyledi.", "zayıf", "Ahmet Nedim"),
        (
            "Kemal Sait Paşa yola çıkmış, Ahmet Nedim Bey ise Rusya’nın zayıf olduğunu belirtmişti.",
            "zayıf",
            "Ahmet Nedim",
        ),
    ],
)
def test_where_the_subject_stands(sentence: str, words: str, holder: str) -> None:
    assert holder_of(sentence, words) == holder


def test_a_passive_without_an_agent_has_no_holder() -> None:
    _, found = reading("Kemal Sait Paşa yola çıkmıştı. Rusya güvenilmez bir komşu olarak görülmüştü.")
    assert found.statements == []


def test_the_first_person_is_the_author() -> None:
    made, found = reading("Rusya’nın zayıf olduğunu herkese bildirdim.", kind="memoir", authors=("Ahmet Nedim Soylu",))
    assert [holder for holder, _, _ in views(made, found)] == ["Ahmet Nedim Soylu"]


def test_an_english_pronoun_is_the_person_named_last() -> None:
    made, found = reading("Henry Ashford came late. He believed that Russia was weak.", language="en")
    assert [holder for holder, _, _ in views(made, found)] == ["Henry Ashford"]
