"""PDF: the text layer through PDFium, pages without one through OCR.

PDFium is not safe for threads, so one document is read at a time in a process.
"""

from __future__ import annotations

import re
import threading
from typing import Any

from tanik.errors import DamagedSourceError, LockedSourceError, MissingPartError, Phrase, SourceError
from tanik.reasons import fault
from tanik.sources.extraction import Extraction, RawDoubt
from tanik.sources.given import Given
from tanik.sources.pdf_furniture import find_furniture
from tanik.sources.pdf_layout import lay_out
from tanik.sources.pdf_lines import PageLines, read_page
from tanik.translation import N_

_LOCK = threading.Lock()
_PASSWORD = 4
"""FPDF_ERR_PASSWORD"""
_SECURITY = 5
_FEW = 8
"""Characters up to which a page counts as a picture (a stamp, a page number)."""
_GARBLED = 0.2
"""Part of characters without meaning from which the text layer is of no use."""
_DATE = re.compile(r"D:(\d{4})(\d{2})?(\d{2})?")
_LATIN1_TURKISH = str.maketrans("þðýÞÐÝ", "şğışĞİ".replace("ış", "ıŞ"))
_MISREAD = re.compile("[þðýÞÐÝ]")
_TURKISH = re.compile("[şğıŞĞİ]")


def read_pdf(given: Given) -> Extraction:
    """Pages with labels, running text in reading order, notes and furniture."""
    import pypdfium2

    with _LOCK:
        document = _open(given)
        try:
            return _read(document, given, f"pypdfium2 {pypdfium2.PYPDFIUM_INFO.version}")
        finally:
            document.close()


def _open(given: Given) -> Any:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(given.data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        if error.err_code in {_PASSWORD, _SECURITY}:
            raise LockedSourceError(
                "T330",
                N_("“{name}” is locked with a password."),
                N_("Open it in a PDF reader, save or print it as a PDF without a password, and read that file."),
                name=given.name,
            ) from error
        raise _damaged(given, fault(str(error))) from error
    if count == 0:
        document.close()
        raise _damaged(given, Phrase(N_("it has no pages")))
    if count > given.limits.pdf_pages:
        document.close()
        raise SourceError(
            "T332",
            N_("“{name}” has {count} pages; the limit is {limit}."),
            N_("Split it into parts, for example by volume."),
            name=given.name,
            count=count,
            limit=given.limits.pdf_pages,
        )
    return document


def _damaged(given: Given, reason: Phrase) -> DamagedSourceError:
    return DamagedSourceError(
        "T331",
        N_("“{name}” is a damaged PDF and cannot be opened ({reason})."),
        N_("Copy or download it again, or open it in a PDF reader and print it to a new PDF."),
        name=given.name,
        reason=reason,
    )


def _read(document: Any, given: Given, maker: str) -> Extraction:
    import pypdfium2

    pages: list[PageLines] = []
    lost: dict[int, str] = {}
    for i in range(len(document)):
        try:
            page = document[i]
            pages.append(read_page(i + 1, page, document.get_page_label(i) or None))
            page.close()
        except pypdfium2.PdfiumError as error:
            lost[i] = str(error)
            pages.append(PageLines(i + 1, 0.0, 0.0, []))
    if len(lost) == len(pages):
        raise _damaged(given, fault(next(iter(lost.values()))))
    pictures = [i for i, page in enumerate(pages) if i not in lost and _unusable(page)]
    scanned = _recognise(document, given, pages, pictures, lost)
    for i in scanned:
        pages[i].lines = []
    extraction = lay_out(pages, find_furniture(pages), _titles(document), maker)
    if scanned:
        from tanik.sources.scan import insert_pages

        extraction = insert_pages(extraction, scanned)
    for i, reason in sorted(lost.items()):
        at = extraction.pages[i].start
        extraction.doubts.append(RawDoubt(at, at, "unreadable_page", {"page": str(i + 1), "reason": reason}))
    _repair_turkish(extraction)
    extraction.metadata = _metadata(document)
    return extraction


def _unusable(page: PageLines) -> bool:
    """No text layer to speak of, or one whose letters have no meaning."""
    return page.characters <= _FEW or page.unreadable > _GARBLED * page.characters


def _recognise(
    document: Any, given: Given, pages: list[PageLines], pictures: list[int], lost: dict[int, str]
) -> dict[int, Any]:
    """OCR of the pages that are pictures: page index -> what was read. Empty pages stay out."""
    from tanik.sources.scan import recognise, render

    found: dict[int, Any] = {}
    for i in pictures:
        page = document[i]
        try:
            garbled = pages[i].characters > _FEW
            if not garbled and not _has_picture(page):
                continue
            found[i] = recognise(render(page, given), given)
        except MissingPartError as error:
            if len(pictures) == len(pages) - len(lost):
                raise
            lost.update((k, error.id) for k in pictures if k not in found and _has_picture(document[k]))
            break
        finally:
            page.close()
    return found


def _has_picture(page: Any) -> bool:
    import pypdfium2.raw as raw

    kinds = [raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_SHADING]
    return any(True for _ in page.get_objects(filter=kinds, max_depth=4))


def _titles(document: Any) -> dict[int, list[tuple[str, int]]]:
    """Page index -> titles and levels of the outline (bookmarks)."""
    import pypdfium2

    found: dict[int, list[tuple[str, int]]] = {}
    try:
        for number, mark in enumerate(document.get_toc(max_depth=6)):
            target = mark.get_dest()
            index = target.get_index() if target is not None else None
            if index is not None:
                found.setdefault(index, []).append((mark.get_title(), mark.level + 1))
            if number > 5000:
                break
    except pypdfium2.PdfiumError:
        return found  # a broken outline costs only headings
    return found


def _repair_turkish(extraction: Extraction) -> None:
    """Fonts of old Turkish programs name their letters as in Latin-1: “þ” for “ş”. Same length, so offsets stay."""
    wrong = len(_MISREAD.findall(extraction.text))
    if wrong >= 20 and wrong > 20 * len(_TURKISH.findall(extraction.text)):
        extraction.text = extraction.text.translate(_LATIN1_TURKISH)
        values = {"read": "iso-8859-1", "as": "iso-8859-9"}
        extraction.doubts.append(RawDoubt(0, len(extraction.text), "encoding", values))


def _metadata(document: Any) -> dict[str, str]:
    said = document.get_metadata_dict(skip_empty=True)
    found: dict[str, str] = {}
    for name, key in (("Title", "title"), ("Author", "author")):
        value = " ".join(said.get(name, "").replace("\x00", "").split())
        if key == "title":
            value = re.sub(r"^Microsoft Word - |\.(?:docx?|rtf|odt|indd|qxd)$", "", value)
        if value and value.casefold() not in {"untitled", "anonymous", "unknown"}:
            found[key] = value
    if match := _DATE.match(said.get("CreationDate", "")):
        found["date"] = "-".join(part for part in match.groups() if part)
    return found
