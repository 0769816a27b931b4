from __future__ import annotations

from reading_samples import reading, views


def test_the_author_of_a_memoir_judges() -> None:
    made, found = reading(
        "Sabah erkenden yola çıktık. Rusya’nın bu saldırgan siyaseti büyük bir felaketti.",
        kind="memoir",
        authors=("Ahmet Nedim Soylu",),
    )
    assert views(made, found) == [
        ("Ahmet Nedim Soylu", "Rusya’nın bu saldırgan siyaseti büyük bir felaketti", "reported")
    ]


def test_a_study_has_no_voice() -> None:
    _, found = reading("Rusya’nın bu saldırgan siyaseti büyük bir felaketti.", kind="study")
    assert found.statements == []


def test_in_minutes_the_label_speaks() -> None:
    made, found = reading(
        "AHMET NEDİM SOYLU (Sivas) - Rusya’nın bu saldırgan siyaseti büyük bir felakettir.",
        "KEMAL SAİT ATEŞ (Van) - Bence Rusya güvenilir bir dosttur.",
        kind="minutes",
    )
    assert [words for _, words, _ in views(made, found)] == [
        "Rusya’nın bu saldırgan siyaseti büyük bir felakettir",
        "Bence Rusya güvenilir bir dosttur",
    ]
    assert len({s.holder for s in found.statements}) == 2


def test_the_author_relays_what_others_say() -> None:
    _, found = reading(
        "Kemal Sait Paşa Rusya’nın zayıf olduğunu söyledi.", kind="memoir", authors=("Ahmet Nedim Soylu",)
    )
    names = {entity.id: entity.name for entity in found.entities}
    assert [(names[s.holder], [names[r] for r in s.relay]) for s in found.statements] == [
        ("Kemal Sait", ["Ahmet Nedim Soylu"])
    ]
