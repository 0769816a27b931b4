"""A document: a source's text with its places. It never changes.

``text`` is the clean text (line ends joined, furniture set aside), in the order of the source. ``raw`` is what the
file gave, and ``to_raw`` leads from one to the other. Offsets are Unicode code points, half-open; ``text[start:end]``
are the exact words of a span.

A paragraph may have several *parts*: a footnote or a page end that stands in the middle of a sentence splits it in
the text but not in the reading. :meth:`Paragraph.text` joins the parts by one blank, :meth:`Paragraph.locate` leads
an offset in that joined string back to the document.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

ParagraphKind = Literal["body", "heading", "note", "list", "block", "bibliography"]


@dataclass(frozen=True, slots=True)
class Page:
    start: int
    end: int
    number: int
    label: str | None = None
    image: bool = False

    @property
    def name(self) -> str:
        """What is printed on the page, else its number in the file."""
        return self.label or str(self.number)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``parts``: ranges of the document, in order; ``note``: index into ``Document.notes`` for the words of a note."""

    parts: tuple[tuple[int, int], ...]
    kind: ParagraphKind = "body"
    level: int = 0
    note: int | None = None

    @property
    def start(self) -> int:
        return self.parts[0][0]

    @property
    def end(self) -> int:
        return self.parts[-1][1]

    def text(self, document: str) -> str:
        """The paragraph's words as one string (parts joined by one blank)."""
        if len(self.parts) == 1:
            start, end = self.parts[0]
            return document[start:end]
        return " ".join(document[start:end] for start, end in self.parts)

    def locate(self, offset: int, *, end: bool = False) -> int:
        """The document offset of an offset in :meth:`text`; ``end=True`` for the end of a half-open range."""
        if len(self.parts) == 1:
            return self.parts[0][0] + offset
        at = 0
        for index, (start, stop) in enumerate(self.parts):
            size = stop - start
            if offset < at + size or (end and offset == at + size) or index == len(self.parts) - 1:
                return start + min(max(offset - at, 0), size)
            at += size + 1
        raise AssertionError("unreachable")

    def holds(self, offset: int) -> bool:
        """Whether a document offset lies in a part; a note between two parts does not."""
        return any(start <= offset < end for start, end in self.parts)


@dataclass(frozen=True, slots=True)
class Note:
    start: int
    end: int
    anchor: int | None
    mark: str


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Piecewise map from clean to raw offsets: ``raw = raw_starts[i] + (offset - clean_starts[i])``."""

    clean_starts: Sequence[int] = (0,)
    raw_starts: Sequence[int] = (0,)

    def raw(self, offset: int) -> int:
        i = max(bisect_right(self.clean_starts, offset) - 1, 0)
        return self.raw_starts[i] + offset - self.clean_starts[i]

    def raw_end(self, offset: int) -> int:
        """The raw end of a half-open range that ends at ``offset``."""
        return self.raw(offset - 1) + 1 if offset else self.raw(0)


@dataclass(frozen=True, slots=True)
class SetAside:
    """Furniture: words of the raw text that are not running text."""

    raw_start: int
    raw_end: int
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class TextDoubt:
    start: int
    end: int
    kind: str
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """Immutable text with its places.

    ``id``: first 16 hex characters of the SHA-256 of ``text``; ``language``: ``"tr"``, ``"en"``, or ``"und"``.
    ``sentences``: (start, end) ranges in reading order, each inside one paragraph (it may span its parts);
    ``sentence_paragraph[i]`` is the paragraph of sentence ``i``.
    """

    id: str
    text: str
    language: str
    pages: tuple[Page, ...]
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[tuple[int, int], ...]
    sentence_paragraph: Sequence[int]
    notes: tuple[Note, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    unsure: tuple[tuple[int, int, float], ...] = ()
    doubts: tuple[TextDoubt, ...] = ()
    raw: str = ""
    to_raw: OffsetMap = field(default_factory=OffsetMap)
    maker: str = ""

    def words(self, start: int, end: int) -> str:
        """The words of a span as they are read: without a note that stands in the middle of the sentence."""
        at = bisect_right(self.paragraphs, start, key=lambda paragraph: paragraph.start) - 1
        while at >= 0 and not self.paragraphs[at].holds(start):
            at -= 1  # a note, which begins behind the paragraph that it interrupts
        parts = self.paragraphs[at].parts if at >= 0 else ()
        if len(parts) < 2 or end > parts[-1][1]:
            return self.text[start:end]
        return " ".join(self.text[max(start, a) : min(end, b)] for a, b in parts if a < end and b > start)

    def page_at(self, offset: int) -> Page | None:
        """The page on which an offset lies, None when the source has no pages."""
        if not self.pages:
            return None
        i = bisect_right(self.pages, offset, key=lambda page: page.start) - 1
        return self.pages[max(i, 0)]
