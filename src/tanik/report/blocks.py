"""A publication as values: headings, paragraphs with notes, tables and figures, in the order in which they are read.

The same blocks become HTML (:mod:`tanik.report.block_html`) and a text document (:mod:`tanik.report.block_docx`), so
both say the same. Texts are plain, in the language of the reader.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Note:
    """A note at a place in a sentence: what proves it. ``place``: source id, start and end of the passage, if one."""

    text: str
    place: tuple[str, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """``level``: 1 is a chapter. ``id``: short, the same in every language."""

    text: str
    level: int = 1
    id: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``parts``: texts and notes. ``style``: ``"body"``, ``"lead"`` (what a chapter says in short) or ``"quote"``."""

    parts: tuple[str | Note, ...]
    style: str = "body"

    @property
    def text(self) -> str:
        """The words without the notes."""
        return "".join(part for part in self.parts if isinstance(part, str))


@dataclass(frozen=True, slots=True)
class Table:
    """``rows``: cells as shown. ``numeric``: numbers of the columns that hold numbers. ``raw``: the same rows with all
    digits and the ids behind each, for files.
    """

    id: str
    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str | Note, ...], ...]
    numeric: frozenset[int] = frozenset()
    note: str = ""
    raw: Sequence[dict[str, Any]] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """``chart``: an Altair chart on white; ``alternative``: what is seen, for those who do not see it."""

    id: str
    caption: str
    chart: Any
    alternative: str


Block = Heading | Paragraph | Table | Figure


@dataclass(frozen=True, slots=True, eq=False)
class Publication:
    """``language``: ``"tr"`` or ``"en"``."""

    title: str
    language: str
    blocks: tuple[Block, ...]

    def tables(self) -> tuple[Table, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Table))

    def figures(self) -> tuple[Figure, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Figure))


def paragraph(*parts: str | Note, style: str = "body") -> Paragraph:
    return Paragraph(parts, style)
