"""The text of a source that came from another tool as a document of the study, and the way between their places.

What the other tool called a text is the *raw* text of the document, character for character; the document is reflowed
as every text is, and loses no word. So a place of the other tool leads to a place in the document and back.
"""

from __future__ import annotations

import re
import statistics
from bisect import bisect_left, bisect_right

from tanik.errors import SourceError
from tanik.sources.extraction import Extraction
from tanik.text.build import build_document
from tanik.text.document import Document

_LINE = re.compile(r"[^\n]*\S[^\n]*")


def document_of(text: str, language: str | None, original: tuple[str, bytes] | None = None) -> Document:
    """A document whose ``raw`` is ``text``. ``original``: name and bytes of the PDF or Word file that it came from;
    its pages are taken over when it gives exactly this text."""
    extraction = _from_original(text, original) if original else None
    if extraction is None:
        extraction = Extraction(text, "text", "tanik-exchange 1", hard_lines=_is_wrapped(text))
    return build_document(extraction, language=language)


def _from_original(text: str, original: tuple[str, bytes]) -> Extraction | None:
    from tanik.sources.catalogue import recognise
    from tanik.sources.given import Given

    name, data = original
    try:
        extraction = recognise(data, name).read(Given(data, name))
    except SourceError:
        return None
    return extraction if extraction.text == text else None


def _is_wrapped(text: str) -> bool:
    """Whether lines end where the paper did: many, none long, most of about one length."""
    sizes = [len(line.group()) for line in _LINE.finditer(text)]
    return len(sizes) > 5 and max(sizes) <= 160 and 45 <= statistics.median(sizes) <= 110


def to_clean(document: Document, start: int, end: int) -> tuple[int, int] | None:
    """The place in the document of a place in its raw text, without blanks at its ends; None when nothing is left."""
    clean, raw = document.to_raw.clean_starts, document.to_raw.raw_starts

    def after(i: int) -> int:
        return clean[i + 1] if i + 1 < len(clean) else len(document.text)

    first = max(bisect_right(raw, start) - 1, 0)
    begin = min(clean[first] + max(start - raw[first], 0), after(first))
    last = max(bisect_left(raw, end) - 1, 0)
    stop = min(clean[last] + max(end - raw[last], 0), after(last))
    words = document.text[begin:stop]
    left = len(words) - len(words.lstrip())
    return (begin + left, begin + left + len(words.strip())) if words.strip() else None


def to_raw(document: Document, start: int, end: int) -> tuple[int, int]:
    """The place in the raw text of a place in the document."""
    begin = document.to_raw.raw(start)
    return begin, max(begin, min(document.to_raw.raw_end(end), len(document.raw)))
