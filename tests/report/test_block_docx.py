from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from lxml import etree

from publication_sample import made
from tanik.errors import StudyNotWritableError
from tanik.report.block_docx import render_docx, write_docx
from tanik.sources.catalogue import extract

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(render_docx(made()))) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_headings_tables_and_captions() -> None:
    document = Document(io.BytesIO(render_docx(made())))
    styles = [line.style.name for line in document.paragraphs]
    assert {"Title", "Heading 1", "Heading 2", "Caption", "Quote"} <= set(styles)
    [table] = document.tables
    assert [cell.text for cell in table.rows[0].cells] == ["kim", "n", "nerede"]
    assert len(table.rows) == 3
    assert len(document.inline_shapes) == 1


def test_every_note_is_a_footnote_with_its_words() -> None:
    held = parts()
    notes = etree.fromstring(held["word/footnotes.xml"])
    marks = etree.fromstring(held["word/document.xml"]).iter(f"{W}footnoteReference")
    ids = [mark.get(f"{W}id") for mark in marks]
    assert ids == ["2", "3"]
    words = {note.get(f"{W}id"): "".join(note.itertext()) for note in notes}
    assert all("Ayşe Tan, s. 12" in words[id] for id in ids)


def test_numbers_of_tables_and_figures_are_fields() -> None:
    document = etree.fromstring(parts()["word/document.xml"])
    codes = ["".join(code.itertext()).split()[0:2] for code in document.iter(f"{W}instrText")]
    assert ["SEQ", "table"] in codes
    assert ["SEQ", "figure"] in codes


def test_what_xml_cannot_hold_is_shown_as_a_mark() -> None:
    text = parts()["word/document.xml"].decode()
    assert "\x00" not in text
    assert "\ufffd" in text
    assert "<script>" not in text


def test_tanik_reads_it_again_with_its_notes(tmp_path: Path) -> None:
    write_docx(made(), tmp_path / "p.docx")
    read = extract(tmp_path / "p.docx")
    assert "Bir cümle" in read.text
    assert len(read.notes) == 2


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(StudyNotWritableError, match="T607"):
        write_docx(made(), tmp_path / "missing" / "p.docx")
