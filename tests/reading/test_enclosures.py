from __future__ import annotations

from reading_samples import reading, views

AUTHOR = ("Ahmet Nedim Soylu",)


def test_a_signature_closes_a_telegram_and_names_its_sender() -> None:
    made, found = reading(
        "Ertesi gün şu telgraf geldi:",
        "Sivas, 12.4.1921",
        "Ankara'da Ahmet Nedim Soylu Beyefendi'ye",
        "Rusya’nın bu saldırgan siyaseti büyük bir felakettir.",
        "Vali Kemal Sait Ateş",
        "Rusya’nın bu siyaseti doğru ve faydalıdır.",
        kind="memoir",
        authors=AUTHOR,
    )
    assert [(who, words) for who, words, _ in views(made, found)] == [
        ("Kemal Sait Ateş", "Rusya’nın bu saldırgan siyaseti büyük bir felakettir"),
        ("Ahmet Nedim Soylu", "Rusya’nın bu siyaseti doğru ve faydalıdır"),
    ]
    names = {entity.id: entity.name for entity in found.entities}
    assert [names[r] for r in found.statements[0].relay] == ["Ahmet Nedim Soylu"]


def test_without_a_signature_the_introduction_names_the_sender() -> None:
    made, found = reading(
        "Kemal Sait Bey’den aldığım cevap şudur:",
        "Rusya’nın bu saldırgan siyaseti büyük bir felakettir.",
        "Efendiler, Rusya’nın bu siyaseti doğru ve faydalıdır.",
        kind="memoir",
        authors=AUTHOR,
    )
    assert [who for who, _, _ in views(made, found)] == ["Kemal Sait", "Ahmet Nedim Soylu"]


def test_what_the_author_sends_is_the_authors() -> None:
    made, found = reading(
        "Kemal Sait Bey’e şu telgrafı yazdım:",
        "Rusya’nın bu saldırgan siyaseti büyük bir felakettir.",
        kind="memoir",
        authors=AUTHOR,
    )
    said = {words: who for who, words, _ in views(made, found)}
    assert said["Rusya’nın bu saldırgan siyaseti büyük bir felakettir"] == "Ahmet Nedim Soylu"


def test_a_study_has_no_enclosures() -> None:
    _, found = reading("Kemal Sait Bey’in cevabı şudur:", "Rusya büyük bir felakettir.", kind="study")
    assert found.statements == []
