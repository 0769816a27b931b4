from __future__ import annotations

import io
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tanik.errors import DamagedSourceError, LockedSourceError, MissingPartError, SourceError
from tanik.sources import pdf
from tanik.sources.catalogue import extract
from tanik.sources.extraction import SOFT_LINE_END, Extraction
from tanik.sources.given import Given
from tanik.sources.limits import Limits
from tanik.sources.pdf import read_pdf

Typeset = Callable[[list[str], Any], Any]


def joined(text: str) -> str:
    """Words with the halves at line ends put together."""
    return " ".join(re.sub(SOFT_LINE_END + r"\s*", "", text).split())


def body(found: Extraction) -> list[str]:
    """The words outside of notes, furniture and headings."""
    cuts = [(n.start, n.end) for n in found.notes]
    cuts += [(f.start, f.end) for f in found.furniture]
    cuts += [(h.start, h.end) for h in found.headings]
    parts, at = [], 0
    for start, end in sorted(cuts):
        parts.append(found.text[at:start])
        at = end
    return joined("".join([*parts, found.text[at:]])).split()


def assert_notes(found: Extraction, book: Any) -> None:
    assert len(found.notes) == len(book.notes)
    for note, (number, word, words) in zip(found.notes, book.notes, strict=True):
        assert note.mark == str(number)
        assert joined(found.text[note.start : note.end]) == words
        assert note.anchor is not None
        assert joined(found.text[: note.anchor]).endswith(word)


def pdf_of(draw: Callable[[Any], None], **options: Any) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(420, 595), invariant=True, **options)
    draw(canvas)
    canvas.save()
    return buffer.getvalue()


def test_a_book(typeset: Typeset, layout: Any, invented: Any) -> None:
    book = typeset(
        invented(3000),
        layout(hyphenate=True, header="BİR KİTABIN ADI", note_every=60, heading="Birinci Bölüm", first_page=155),
    )
    found = read_pdf(Given(book.data, "a.pdf"))
    assert body(found) == book.words
    assert found.text.count(SOFT_LINE_END) == book.hyphens > 50
    assert_notes(found, book)
    assert [page.label for page in found.pages] == [str(155 + i) for i in range(book.pages)]
    assert [page.number for page in found.pages] == list(range(1, book.pages + 1))
    furniture = [(found.text[f.start : f.end], f.kind) for f in found.furniture]
    assert furniture[:2] == [("BİR KİTABIN ADI", "header"), ("155", "page_number")]
    assert len(furniture) == 2 * book.pages
    assert [(found.text[h.start : h.end], h.level) for h in found.headings] == [("Birinci Bölüm", 1)]
    assert found.hard_lines
    assert found.maker.startswith("pypdfium2 5")
    assert found.pages[0].start == 0
    assert found.pages[-1].end == len(found.text)
    assert all(one.end == two.start for one, two in zip(found.pages, found.pages[1:], strict=False))


@pytest.mark.parametrize("by_rows", [False, True])
def test_two_columns(typeset: Typeset, layout: Any, invented: Any, by_rows: bool) -> None:
    book = typeset(invented(2000), layout(size=8, columns=2, note_every=90, header="Dergi", by_rows=by_rows))
    found = read_pdf(Given(book.data, "a.pdf"))
    words = body(found)
    lost = len(book.words) - sum(a == b for a, b in zip(words, book.words, strict=False))
    assert lost == 0
    assert_notes(found, book)
    assert {found.text[f.start : f.end] for f in found.furniture if f.kind == "header"} == {"Dergi"}


def test_paragraphs_are_parted_by_blank_lines(typeset: Typeset, layout: Any, invented: Any) -> None:
    book = typeset(invented(1200), layout(paragraph=60, page_numbers=False))
    found = read_pdf(Given(book.data, "a.pdf"))
    paragraphs = [len(part.split()) for part in found.text.split("\n\n")]
    assert paragraphs.count(60) >= 18


def test_ragged_lines_and_headings_at_a_page_end() -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica", 11)
        lines = [
            "Bu ilk cumledir. Ikincisi de buradadir, uzundur.",
            "Sonraki satir ayni paragraftir ve boyunca uzar gider.",
        ]
        for i, line in enumerate(lines * 3):
            canvas.drawString(66 if i == 0 else 50, 540 - 14 * i, line)
        canvas.drawString(50, 400, "Yeni bolum")
        canvas.showPage()
        canvas.setFont("Helvetica", 11)
        for i, line in enumerate(lines * 3):
            canvas.drawString(66 if i == 0 else 50, 540 - 14 * i, line)

    found = read_pdf(Given(pdf_of(draw), "a.pdf"))
    assert [part.count("\n") for part in found.text.strip().split("\n\n")] == [5, 0, 5]


def test_broken_word_at_the_end_of_a_column_keeps_its_sign(typeset: Typeset, layout: Any, invented: Any) -> None:
    book = typeset(invented(3000), layout(size=8, columns=2, hyphenate=True, note_every=90))
    found = read_pdf(Given(book.data, "a.pdf"))
    assert body(found) == book.words
    assert re.search(SOFT_LINE_END + "\n", found.text)


def test_note_that_goes_on_over_the_page_end() -> None:
    def draw(canvas: Any) -> None:
        for number in (1, 2):
            canvas.setFont("Helvetica", 11)
            for i in range(20):
                canvas.drawString(50, 540 - 14 * i, f"Sayfa {number} satir {i} govde metni boyle uzar gider")
            if number == 1:
                canvas.setFont("Helvetica", 7)
                line = "Sayfa 1 satir 3 govde metni boyle uzar gider"
                canvas.drawString(50 + canvas.stringWidth(line, "Helvetica", 11), 540 - 14 * 3 + 4, "1")
            canvas.setFont("Helvetica", 8)
            canvas.drawString(50, 60, "1 Notun basi burada" if number == 1 else "notun sonu burada.")
            canvas.showPage()

    found = read_pdf(Given(pdf_of(draw), "a.pdf"))
    notes = [(n.mark, found.text[n.start : n.end]) for n in found.notes]
    assert notes == [("1", "Notun basi burada"), ("1", "notun sonu burada.")]
    anchor = found.notes[0].anchor
    assert anchor == found.notes[1].anchor
    assert found.text[:anchor].endswith("satir 3 govde metni boyle uzar gider")


def test_notes_that_repeat_are_no_footers() -> None:
    def draw(canvas: Any) -> None:
        for number in range(1, 7):
            canvas.setFont("Helvetica", 11)
            for i in range(20):
                canvas.drawString(50, 540 - 14 * i, f"Sayfa {number} satir {i} govde metni boyle uzar gider")
            canvas.setFont("Helvetica", 8)
            canvas.drawString(50, 60, f"{number} A.g.e., s. {number + 40}")
            canvas.showPage()

    found = read_pdf(Given(pdf_of(draw), "a.pdf"))
    assert found.furniture == []
    assert [found.text[n.start : n.end] for n in found.notes] == [f"A.g.e., s. {i + 40}" for i in range(1, 7)]


def test_roman_numbers_and_chapter_openings_without_number() -> None:
    labels = ["iv", "v", None, "vii", "viii", "ix", "1", "2", "3", None, "5"]

    def draw(canvas: Any) -> None:
        for page, label in enumerate(labels):
            canvas.setFont("Helvetica", 11)
            for i in range(20):
                canvas.drawString(50, 540 - 14 * i, f"{chr(97 + page)}{chr(97 + i)} govde metni boyle uzar gider")
            if label:
                canvas.drawString(200, 20, f"- {label} -")
            canvas.showPage()

    found = read_pdf(Given(pdf_of(draw), "a.pdf"))
    assert [p.label for p in found.pages] == ["iv", "v", "vi", "vii", "viii", "ix", "1", "2", "3", "4", "5"]
    assert {f.kind for f in found.furniture} == {"page_number"}


def test_bookmarks_name_headings() -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica", 11)
        canvas.drawString(50, 540, "Giris ve amac")
        canvas.bookmarkPage("g")
        canvas.addOutlineEntry("Giris ve amac", "g", level=0)
        for i in range(10):
            canvas.drawString(50, 500 - 14 * i, f"satir {i} govde metni boyle uzar gider durur")

    found = read_pdf(Given(pdf_of(draw), "a.pdf"))
    assert [(found.text[h.start : h.end], h.level) for h in found.headings] == [("Giris ve amac", 1)]


def test_indented_small_block() -> None:
    def draw(canvas: Any) -> None:
        y = 540.0
        for part in range(3):
            canvas.setFont("Helvetica", 11)
            for i in range(6):
                canvas.drawString(50, y, f"bolum {part} satir {i} govde metni boyle uzar gider durur iste")
                y -= 14
            canvas.setFont("Helvetica", 10)
            for i in range(3):
                canvas.drawString(80, y - 4, f"alinti {part} satir {i} soyle devam eder")
                y -= 12
            y -= 10

    found = read_pdf(Given(pdf_of(draw), "a.pdf"))
    blocks = [found.text[b.start : b.end].split("\n")[0] for b in found.blocks]
    assert blocks[:2] == ["alinti 0 satir 0 soyle devam eder", "alinti 1 satir 0 soyle devam eder"]


def test_old_turkish_fonts_are_repaired() -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica", 11)
        for i in range(10):
            canvas.drawString(50, 540 - 14 * i, "Iþýk sönünce çocuklar aðladý, þehir karardý")

    found = read_pdf(Given(pdf_of(draw), "a.pdf"))
    assert found.text.startswith("Işık sönünce çocuklar ağladı, şehir karardı")
    assert [d.kind for d in found.doubts] == ["encoding"]


def test_metadata(typeset: Typeset) -> None:
    def draw(canvas: Any) -> None:
        canvas.setTitle("Microsoft Word - Hâtıralar.doc")
        canvas.setAuthor("G. Örnek")
        canvas.drawString(50, 500, "metin burada duruyor")

    found = read_pdf(Given(pdf_of(draw), "a.pdf"))
    assert found.metadata["title"] == "Hâtıralar"
    assert found.metadata["author"] == "G. Örnek"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", found.metadata["date"])


def test_password(tmp_path: Path) -> None:
    path = tmp_path / "kilitli.pdf"
    path.write_bytes(pdf_of(lambda canvas: canvas.drawString(50, 500, "gizli"), encrypt="parola"))
    with pytest.raises(LockedSourceError) as caught:
        extract(path)
    assert caught.value.id == "T330"
    assert "kilitli.pdf" in str(caught.value)


@pytest.mark.parametrize("data", [b"%PDF-1.7\n" + b"x" * 500, b"%PDF-1.4\n%%EOF"])
def test_damaged(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "bozuk.pdf"
    path.write_bytes(data)
    with pytest.raises(DamagedSourceError) as caught:
        extract(path)
    assert caught.value.id == "T331"


def test_cut_off_in_the_middle(typeset: Typeset, layout: Any, invented: Any) -> None:
    data = typeset(invented(2000), layout()).data
    for part in (0.2, 0.5, 0.9):
        try:
            found = read_pdf(Given(data[: int(len(data) * part)], "a.pdf"))
        except SourceError:
            continue
        assert all(0 <= page.start <= page.end <= len(found.text) for page in found.pages)


def test_too_many_pages(typeset: Typeset, layout: Any, invented: Any) -> None:
    book = typeset(invented(1500), layout())
    with pytest.raises(SourceError) as caught:
        read_pdf(Given(book.data, "a.pdf", limits=Limits(pdf_pages=2)))
    assert caught.value.id == "T332"


def test_a_page_that_cannot_be_loaded_is_a_doubt(
    typeset: Typeset, layout: Any, invented: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pypdfium2

    book = typeset(invented(1500), layout())
    true_read = pdf.read_page

    def fail_once(number: int, page: Any, label: str | None) -> Any:
        if number == 2:
            raise pypdfium2.PdfiumError("broken page")
        return true_read(number, page, label)

    monkeypatch.setattr(pdf, "read_page", fail_once)
    found = read_pdf(Given(book.data, "a.pdf"))
    assert [(d.kind, d.values["page"]) for d in found.doubts] == [("unreadable_page", "2")]
    assert found.pages[1].start == found.pages[1].end
    assert len(found.pages) == book.pages


def test_scanned_page_among_others_without_ocr_is_a_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    from tanik.sources import scan

    def missing(picture: Any, given: Given) -> Any:
        raise MissingPartError("T340", "“{name}”", "", name=given.name)

    monkeypatch.setattr(scan, "recognise", missing)

    def draw(canvas: Any) -> None:
        canvas.drawString(50, 500, "Bu sayfada metin katmani var.")
        canvas.showPage()
        canvas.rect(50, 50, 300, 400, fill=1)

    data = pdf_of(draw)
    found = read_pdf(Given(data, "a.pdf"))
    assert "metin katmani" in found.text
    assert [(d.kind, d.values) for d in found.doubts] == [("unreadable_page", {"page": "2", "reason": "T340"})]
    with pytest.raises(MissingPartError):
        read_pdf(Given(pdf_of(lambda canvas: canvas.rect(50, 50, 300, 400, fill=1)), "a.pdf"))


def test_same_result_twice(typeset: Typeset, layout: Any, invented: Any) -> None:
    book = typeset(invented(1500), layout(note_every=50, header="Baş"))
    assert read_pdf(Given(book.data, "a.pdf")) == read_pdf(Given(book.data, "a.pdf"))


def test_speed(typeset: Typeset, layout: Any, invented: Any) -> None:
    book = typeset(invented(20_000), layout(note_every=60, header="Baş", hyphenate=True))
    best = 0.0
    for _ in range(3):
        start = time.process_time()
        read_pdf(Given(book.data, "a.pdf"))
        best = max(best, book.pages / (time.process_time() - start))
    assert best > 100  # pages a second; 200 and more on an idle machine, see benchmarks
