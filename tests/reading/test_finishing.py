from __future__ import annotations

from reading_samples import reading
from tanik.reading.reader import read_document
from tanik.reading.settings import ReadingSettings
from tanik.text.document import Document, Note, Paragraph


def names_of(*paragraphs: str, **settings: object) -> list[tuple[list[str], str | None]]:
    made, found = reading(*paragraphs, **settings)  # type: ignore[arg-type]
    names = {entity.id: entity.name for entity in found.entities}
    return [([names[t.id] for t in s.targets], made.text[s.start : s.end]) for s in found.statements]


def test_a_sentence_without_a_name_takes_over_the_target() -> None:
    found = names_of(
        "Ahmet Nedim Bey’e göre Avusturya güvenilir bir dosttu. Her zaman sözünde durduğunu da ifade etmektedir."
    )
    assert [targets for targets, _ in found] == [["Avusturya"], ["Avusturya"]]


def test_a_predicate_speaks_of_the_object() -> None:
    found = names_of("Ahmet Nedim Bey Avusturya’yı “her zaman güvenilecek sadık bir dost” olarak tanımlamaktadır.")
    assert (["Avusturya"], "her zaman güvenilecek sadık bir dost") in found


def test_a_view_without_any_target_is_a_doubt() -> None:
    _, found = reading("Ahmet Nedim Bey bunun çok kötü sonuçlar doğuracağını belirtmektedir.")
    assert [doubt.kind for doubt in found.doubts] == ["target.unknown"]
    assert found.statements[0].targets == ()


def test_the_next_citation_covers_what_stands_before_it() -> None:
    _, found = reading(
        "Ahmet Nedim Bey’e göre Avusturya yorgundu (Soylu, 1950: 1). "
        "Ahmet Nedim Bey’e göre Rusya güçlüydü (Soylu, 1950: 2)."
    )
    pages = [found.citations[s.citation].items[0].pages for s in found.statements if s.citation is not None]
    assert pages == ["1", "2"]


def test_a_citation_with_a_colon_covers_the_quotation_after_it() -> None:
    _, found = reading(
        "Ahmet Nedim Bey o günleri şöyle yazmıştı (Soylu, 1950: 1): “Avusturya perişandı, kimse gülmüyordu.” "
        "Sonra sustu (Kaya, 1968: 9)."
    )
    quoted = next(s for s in found.statements if s.mode == "quote")
    assert quoted.citation is not None
    assert found.citations[quoted.citation].items[0].author == "Soylu"


def test_written_is_the_sources_own_time() -> None:
    _, found = reading(
        "Rusya’nın bu saldırgan siyaseti felaketti.", kind="memoir", authors=("Ahmet Soylu",), written="1955"
    )
    assert [s.written for s in found.statements] == ["1955"]


def test_a_note_in_the_middle_of_a_statement_is_no_part_of_it() -> None:
    before, note, after = (
        "Ahmet Nedim Bey, Avusturya’nın",
        "Bu not 3 Mayıs 1921 tarihlidir.",
        "yorgun olduğunu belirtti.",
    )
    text = f"{before}\n{note}\n{after}"
    a, b, c = len(before), len(before) + 1 + len(note), len(text)
    made = Document(
        "0", text, "tr", (), (Paragraph(((0, a), (b + 1, c))), Paragraph(((a + 1, b),), "note", note=0)),
        ((0, c), (a + 1, b)), (0, 1), (Note(a + 1, b, a, "1"),),
    )  # fmt: skip
    (found,) = read_document(made, ReadingSettings(kind="study")).statements
    assert made.words(found.start, found.end) == "Avusturya’nın yorgun olduğunu"
    assert made.words(a + 1, b) == note
    assert (found.said, found.refers_to) == (None, None)
