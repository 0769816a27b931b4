"""Whose words a quotation is, by the signs on both sides of it."""

from __future__ import annotations

import pytest

from reading_samples import quoted, reading
from tanik.languages.pack import language
from tanik.reading.speaker_signs import SpeakerSigns

_WRITER = "Sabri Tunca"


def _speaker(words: str, *paragraphs: str, kind: str = "memoir") -> str | None:
    authors = (_WRITER,) if kind == "memoir" else ()
    made, found = reading(*paragraphs, kind=kind, authors=authors)
    return quoted(made, found)[words][1]


@pytest.mark.parametrize(
    ("sentence", "words", "speaker"),
    [
        ("Ahmet Nedim Bey geldi. “Yarın yola çıkıyoruz” dedim.", "Yarın yola çıkıyoruz", "me"),
        ("“Yarın yola çıkıyoruz” dedi Ahmet Nedim Bey.", "Yarın yola çıkıyoruz", "Ahmet Nedim"),
        ("“Yarın yola çıkıyoruz” diyen Ahmet Nedim Bey kapıyı kapattı.", "Yarın yola çıkıyoruz", "Ahmet Nedim"),
        ("Ahmet Nedim Bey dedi ki: “Bu yol uzundur.”", "Bu yol uzundur.", "Ahmet Nedim"),
        ("Ahmet Nedim Bey’in mektubunda “bu yol uzundur” denilmektedir.", "bu yol uzundur", "Ahmet Nedim"),
        ("Ahmet Nedim Bey’in “bu yol uzundur” dediği gün kar yağdı.", "bu yol uzundur", "Ahmet Nedim"),
        ("Kemal Sait Paşa’ya yazdığım mektupta “bu yol uzundur” deniliyordu.", "bu yol uzundur", "me"),
        ("Ahmet Nedim Bey konuştu, Kemal Sait Paşa, “bu yol uzundur” diye güldü.", "bu yol uzundur", "Kemal Sait"),
        ("Ahmet Nedim Bey tarafından “bu yol uzundur” denildi.", "bu yol uzundur", "Ahmet Nedim"),
    ],
)
def test_the_sign_beside_the_marks_decides(sentence: str, words: str, speaker: str) -> None:
    named = _speaker(words, "Ben o yıl oradaydım.", sentence)
    assert named is not None
    assert _WRITER in named if speaker == "me" else speaker in named, named


def test_a_verb_in_the_third_person_is_not_the_writers() -> None:
    assert _speaker("Yol kapalı", "O gün kimse gelmedi.", "“Yol kapalı” dedi.") is None


def test_who_is_asked_answers() -> None:
    text = "Ahmet Nedim Bey’e sordular: “Yol nasıldı?” “Yol uzundu.” dedi."
    assert "Ahmet Nedim" in (_speaker("Yol uzundu.", text) or "")


def test_a_quotation_over_paragraphs_is_found_paragraph_by_paragraph_with_one_speaker() -> None:
    made, found = reading(
        "Ben durdum. “Yolun uzun olduğunu herkes biliyordu.",
        "Kimse geri dönmek istemedi.",
        "Biz de yürüdük” dedim ve kalktım.",
        kind="memoir",
        authors=(_WRITER,),
    )
    parts = quoted(made, found)
    assert list(parts) == [
        "Yolun uzun olduğunu herkes biliyordu.",
        "Kimse geri dönmek istemedi.",
        "Biz de yürüdük",
    ]
    assert {speaker for _, speaker in parts.values()} == {_WRITER}


def test_a_colon_at_the_end_of_a_paragraph_announces_the_next() -> None:
    text = ("Ahmet Nedim Bey şöyle yazıyordu:", "“Yolun uzun olduğunu biliyoruz, geleceğiz.”")
    assert "Ahmet Nedim" in (_speaker("Yolun uzun olduğunu biliyoruz, geleceğiz.", *text) or "")


def test_a_described_speaker_becomes_a_person() -> None:
    text = "O gün iki gazeteci, “Bu köprü yıkılacak, kimse geçmesin” diyordu."
    assert _speaker("Bu köprü yıkılacak, kimse geçmesin", "Ben oradaydım.", text) == "iki gazeteci"


def test_a_single_word_said_is_somebodys_word() -> None:
    made, found = reading("Ahmet Nedim Bey “kabul” demiştir.", kind="memoir", authors=(_WRITER,))
    assert quoted(made, found)["kabul"][0] == "direct"


def test_languages_without_signs_have_none() -> None:
    assert not SpeakerSigns(language("en")).active
    assert SpeakerSigns(language("tr")).active
