from __future__ import annotations

import pytest

from tanik.languages.pack import language
from tanik.sources.extraction import Extraction, RawFurniture, RawHeading, RawNote
from tanik.text.layout import form_feed_pages, read_lines, starts_small, terminal


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Elçi döndü.", True),
        ("Elçi döndü.” ", False),
        ("Elçi döndü.”", True),
        ("döndü (Kaya, 1970: 12).", True),
        ("döndü. (Kaya, 1970: 12)", True),
        ("(Kaya, 1970:", False),
        ("Bu sırada Dr.", False),
        ("Bu sırada M.", False),
        ("Elçi döndü.12", True),
        ("Elçi döndü", False),
        ("(1917-1925)", False),
    ],
)
def test_terminal(text: str, expected: bool) -> None:
    assert terminal(text, language("tr")) is expected


def test_starts_small() -> None:
    assert starts_small("“ve") and starts_small("ve")
    assert not starts_small("Ve") and not starts_small("8 gün") and not starts_small("…")


def test_lines_know_their_gaps_and_blanks() -> None:
    lines = read_lines(Extraction("  bir \r\n\r\niki\r\n" + " " * 40 + "\r\nüç", "txt", "t", True))
    assert [(x.text, x.start, x.gap, x.indent, x.trail, x.ruled) for x in lines] == [
        ("bir", 2, 0, 2, 1, False),
        ("iki", 10, 1, 0, 0, False),
        ("üç", 57, 1, 0, 0, True),
    ]


def test_old_line_ends() -> None:
    assert [x.gap for x in read_lines(Extraction("bir\riki\r\rüç", "txt", "t", True))] == [0, 0, 1]


def test_zones_cut_lines() -> None:
    text = "Başlık metin not metin alt"
    extraction = Extraction(text, "docx", "t", False)
    extraction.headings = [RawHeading(0, 6, 1)]
    extraction.notes = [RawNote(13, 16, 12, "1")]
    extraction.furniture = [RawFurniture(23, 26, "footer")]
    lines = read_lines(extraction)
    assert [(x.text, x.heading, x.note, x.glued) for x in lines] == [
        ("Başlık", 0, -1, False),
        ("metin", -1, -1, True),
        ("not", -1, 0, True),
        ("metin", -1, -1, True),
    ]
    assert [text[x.start : x.end] for x in lines] == [x.text for x in lines]


def test_overlapping_zones_lose_no_letter() -> None:
    extraction = Extraction("abcdefgh", "pdf", "t", True)
    extraction.furniture = [RawFurniture(2, 4, "header")]
    extraction.notes = [RawNote(1, 6, None, "")]
    extraction.headings = [RawHeading(5, 8, 1)]
    assert [(x.text, x.note, x.heading) for x in read_lines(extraction)] == [
        ("a", -1, -1),
        ("b", 0, -1),
        ("ef", 0, -1),
        ("gh", -1, 0),
    ]


def test_form_feeds() -> None:
    assert form_feed_pages("bir\niki") == []
    assert form_feed_pages("bir\f") == []
    assert [(p.start, p.end, p.number) for p in form_feed_pages("bir\fiki\f")] == [(0, 4, 1), (4, 8, 2)]
