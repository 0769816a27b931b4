from __future__ import annotations

import pytest

from reading_samples import quoted, reading


@pytest.mark.parametrize(
    ("sentence", "words", "kind"),
    [
        ("Nedim Bey “yol uzun, hava soğuk” diyerek kalktı.", "yol uzun, hava soğuk", "direct"),
        ("Bu “Sessiz Yıllar” adlı kitapta anlatılır.", "Sessiz Yıllar", "term"),
        ("Ülkeler arasında “zoraki” bir dostluk vardı.", "zoraki", "term"),
        ("Nedim Bey şöyle yazdı: “Yol uzundu.”", "Yol uzundu.", "direct"),
    ],
)
def test_words_or_terms(sentence: str, words: str, kind: str) -> None:
    made, found = reading(sentence)
    assert quoted(made, found)[words][0] == kind


def test_of_two_subjects_the_nearer_person_speaks() -> None:
    made, found = reading(
        "Ahmet Nedim Bey konuşmasını bitirmeden Kemal Sait Paşa, söze girerek “Ordularınız hâlâ yürüyor!” demişti."
    )
    assert quoted(made, found)["Ordularınız hâlâ yürüyor!"] == ("direct", "Kemal Sait")


def test_the_genitive_beside_the_mark_speaks() -> None:
    made, found = reading("Ahmet Nedim Bey, Kemal Sait Paşa’nın “Ne yapacağız şimdi?” sorusuna cevap vermedi.")
    assert quoted(made, found)["Ne yapacağız şimdi?"] == ("direct", "Kemal Sait")


def test_a_word_in_marks_inside_reported_words_is_the_persons_own() -> None:
    made, found = reading("Ahmet Nedim Bey Rusya’nın “beceriksiz” bir siyaset izlediğini belirtmektedir.")
    assert quoted(made, found)["beceriksiz"] == ("direct", "Ahmet Nedim")


def test_a_nested_question_has_its_own_speaker() -> None:
    made, found = reading("Ahmet Nedim Bey “Kemal Sait Paşa bana “Neden geldiniz?” diye sordu, sustum” demişti.")
    assert quoted(made, found)["Neden geldiniz?"][1] == "Kemal Sait"
