"""What a file gave: its text exactly as extracted, and where its pages, notes and furniture stand.

Offsets are Unicode code points into ``Extraction.text``, half-open. Nothing here interprets the text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

NoteKind = Literal["footnote", "endnote"]
FurnitureKind = Literal["header", "footer", "page_number"]
BlockKind = Literal["block", "list", "row"]

SOFT_LINE_END = "\ufffe"
"""Stands in ``Extraction.text`` for an end-of-line hyphen and the line break behind it, where a PDF gives both as one
character. A hyphen that belongs to the word looks the same there; the reflow decides."""


@dataclass(frozen=True, slots=True)
class RawPage:
    """One page: ``number`` counts from 1, ``label`` is what is printed on it (``"xii"``), or None."""

    start: int
    end: int
    number: int
    label: str | None = None
    image: bool = False
    """True where the text was read from a picture (OCR)."""


@dataclass(frozen=True, slots=True)
class RawNote:
    """A note: the range of its words, and where its mark stands in the running text (None when not known).

    The mark itself (``"12"``, ``"*"``) is in neither range: it is kept here, and no digit sticks to a word.
    """

    start: int
    end: int
    anchor: int | None
    mark: str
    kind: NoteKind = "footnote"


@dataclass(frozen=True, slots=True)
class RawFurniture:
    """A repeated header, footer or page number: kept as data, not part of the running text."""

    start: int
    end: int
    kind: FurnitureKind


@dataclass(frozen=True, slots=True)
class RawHeading:
    start: int
    end: int
    level: int


@dataclass(frozen=True, slots=True)
class RawBlock:
    """A paragraph that stands out: an indented or small-set block (often a quotation), a list item, a table row."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class UnsureWord:
    """A word the OCR was not sure of; ``confidence`` 0 to 100."""

    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class RawDoubt:
    """Something the extraction could not settle; ``kind`` as in the glossary of doubts."""

    start: int
    end: int
    kind: str
    values: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Extraction:
    """Everything one file gave.

    ``hard_lines``: True where a line break may be mere layout (plain text, PDF, OCR), so that the text has to be
    reflowed; False where one line is one paragraph (DOCX, HTML, ODT, EPUB).
    Blank lines part paragraphs where the format tells them (PDF). ``SOFT_LINE_END`` may stand in the text.
    """

    text: str
    format: str
    maker: str
    """Tool and version, e.g. ``"pypdfium2 5.15.2"``."""
    hard_lines: bool
    pages: list[RawPage] = field(default_factory=list)
    notes: list[RawNote] = field(default_factory=list)
    furniture: list[RawFurniture] = field(default_factory=list)
    headings: list[RawHeading] = field(default_factory=list)
    blocks: list[RawBlock] = field(default_factory=list)
    unsure: list[UnsureWord] = field(default_factory=list)
    doubts: list[RawDoubt] = field(default_factory=list)
    encoding: str | None = None
    encoding_how: Literal["given", "bom", "declared", "detected", ""] = ""
    metadata: dict[str, str] = field(default_factory=dict)
    """What the file says of itself: ``title``, ``author``, ``date``, ``language``."""
