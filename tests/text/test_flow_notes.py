from __future__ import annotations

from tanik.languages.pack import language
from tanik.text.flow_notes import find_notes
from tanik.text.layout import Line, mark


def lines_of(*texts: str) -> list[Line]:
    lines, at = [], 0
    for text in texts:
        lines.append(Line(text, at, 0))
        at += len(text) + 1
    mark(lines, language("tr"))
    return lines


def test_note_in_the_middle_of_a_sentence() -> None:
    lines = lines_of("Elçi bu haberi1 aldıktan sonra ve", "1 Arşiv belgesi, dosya 4.", "hemen yola çıktı.")
    [note] = find_notes(lines, 3, False)
    assert [line.note for line in lines] == [-1, 3, -1]
    assert (note.mark, note.anchor) == ("1", len("Elçi bu haberi"))


def test_number_without_anchor_is_no_note() -> None:
    lines = lines_of("Heyette toplam olarak", "12 Kişi vardı.", "hepsi döndü.")
    assert find_notes(lines, 0, False) == []


def test_numbers_go_on_below_a_ruled_line() -> None:
    lines = lines_of("İlk cümle.", "Elçi geldi.3 Döndü.4", "Sonra sustu.", "3 Bir dosya.", "4 Başka dosya,", "s. 8.")
    lines[3].ruled = True
    notes = find_notes(lines, 0, True)
    assert [note.mark for note in notes] == ["3", "4"]
    assert [line.note for line in lines] == [-1, -1, -1, 0, 1, 1]
    assert all(note.anchor is not None for note in notes)


def test_ruled_line_without_pages_is_no_note() -> None:
    lines = lines_of("Elçi geldi.", "Döndü.", "Sonra sustu.", "Başka bölüm.")
    lines[2].ruled = True
    assert find_notes(lines, 0, False) == []


def test_bracketed_footnote() -> None:
    lines = lines_of("He came back [2] at once.", "[Footnote 2: The date is not sure,", "see below.]", "They left.")
    [note] = find_notes(lines, 0, False)
    assert note.mark == "2" and note.anchor == len("He came back ")
    assert [line.note for line in lines] == [-1, 0, 0, -1]
