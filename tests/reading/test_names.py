"""Cutting runs of words into pieces."""

from __future__ import annotations

import pytest

from tanik.reading.gazetteer import gazetteer
from tanik.reading.names import Parser, Piece
from tanik.reading.scan import Scan
from tanik.text.document import Document, Paragraph


def pieces(text: str, code: str = "tr") -> list[tuple[str, str]]:
    return [(piece.kind, words) for piece, words in cut(text, code) if not piece.hidden]


def cut(text: str, code: str = "tr") -> list[tuple[Piece, str]]:
    paper = Document("d", text, code, (), (Paragraph(((0, len(text)),)),), (), ())
    scan = Scan(paper, gazetteer(code), [])
    parser = Parser(gazetteer(code), scan.common, lambda word: False)
    found = []
    for run in scan.runs:
        run.words = scan.words(run)
        found += [(piece, run.text[piece.start : piece.end]) for piece in parser.pieces(run)]
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bugün Halil Tan Bey", [("person", "Halil Tan Bey")]),
        ("bugün H. Tan", [("person", "H. Tan")]),
        ("bugün Bern Sefiri Halil Tan", [("person", "Bern Sefiri Halil Tan")]),
        ("bugün Dr. Miralay Halil Orhan (Demirkol)", [("person", "Dr. Miralay Halil Orhan (Demirkol)")]),
        ("bugün III. Selim", [("person", "III. Selim")]),
        ("bugün Bern’de Tan", [("place", "Bern"), ("person?", "Tan")]),
        ("bugün Halil Tan Paşa kabinesi", [("organisation", "Halil Tan Paşa kabinesi")]),
        ("bugün Dostluk ve Güven Antlaşması’na", [("treaty", "Dostluk ve Güven Antlaşması")]),
        ("bugün 4. Kolordu’nun", [("organisation", "4. Kolordu")]),
        ("bugün Heyeti Umumiye", [("group", "Heyeti Umumiye")]),
        ("bugün Fransız gazetecilerine", [("group", "Fransız gazetecileri")]),
        ("bugün Osmanlı İmparatorluğu’nda", [("state", "Osmanlı İmparatorluğu")]),
        ("bugün Türkiye ve Sovyet Rusya", [("state", "Türkiye"), ("state", "Sovyet Rusya")]),
    ],
)
def test_turkish(text: str, expected: list[tuple[str, str]]) -> None:
    assert pieces(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("so Mr. Harold Finch", [("person", "Mr. Harold Finch")]),
        ("so the Commissariat of Trade", [("organisation", "Commissariat of Trade")]),
        ("so the Ambassador in Spain (Finch)", [("person", "Ambassador in Spain (Finch)")]),
        ("so Russian peasants", [("group", "Russian peasants")]),
        ("so the United States", [("state", "United States")]),
    ],
)
def test_english(text: str, expected: list[tuple[str, str]]) -> None:
    assert pieces(text, "en") == expected


def test_number_of_a_heading_is_no_part_of_a_name() -> None:
    assert pieces("3. Türk-Yunan İlişkileri") == [("ideology", "Türk-Yunan İlişkileri")]


def test_common_word_that_opens_a_sentence() -> None:
    assert ("person?", "Tan") in pieces("Kapı açıldı. Orada bir kapı vardı. Kapı Tan’ındı.")


def test_person_inside_a_thing_is_kept_hidden() -> None:
    hidden = [piece.core for piece, _ in cut("bugün Halil Tan Paşa kabinesi") if piece.hidden]
    assert hidden == [("Halil", "Tan")]


def test_surname_in_parentheses_is_told_from_a_remark() -> None:
    assert cut("bugün Halil (Demirkol) Bey")[0][0].later == ("Demirkol",)
    assert cut("bugün Halil Tan (Bern) –")[0][0].later == ()
    assert cut("bugün Halil Tan (Alkışlar)")[0][0].later == ()
