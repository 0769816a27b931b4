"""From blocks to an extraction: the common last step of every format that knows its own paragraphs.

A reader hands over blocks in source order, each a list of pieces: words, marks of notes, page starts. The words of a
footnote are laid out on a line of their own behind the block that calls them (so they fall on its page), endnotes and
notes that nobody calls at the end. One line of the text is one paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from tanik.sources.extraction import (
    BlockKind,
    Extraction,
    NoteKind,
    RawBlock,
    RawDoubt,
    RawHeading,
    RawNote,
    RawPage,
)

CELL = " | "
"""Stands between the cells of a row."""

_LONGEST_PAGE = 8_000
"""Code points; a dense page of A4 has 4,500."""

_BLANKS = re.compile(r"[ \t\r\f\v]+")
_AROUND_BREAK = re.compile(r" ?\n ?")
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
_OPTIONAL = dict.fromkeys(map(ord, "\u00ad\u200b\ufeff"))


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The place where the note ``key`` is called."""

    key: str


@dataclass(frozen=True, slots=True)
class PageStart:
    """Here begins a new page."""

    label: str | None = None


Piece = str | NoteMark | PageStart


@dataclass(slots=True)
class _Block:
    pieces: list[Piece]
    heading: int
    kind: BlockKind | None


@dataclass(slots=True)
class _Note:
    mark: str
    text: str
    kind: NoteKind
    anchor: int | None = None


@dataclass(slots=True)
class Assembly:
    """Collects blocks and notes; :meth:`finish` lays them out once."""

    _blocks: list[_Block] = field(default_factory=list)
    _notes: dict[str, _Note] = field(default_factory=dict)
    _parts: list[str] = field(default_factory=list)
    _size: int = 0
    _extraction: Extraction | None = None
    _starts: list[tuple[int, str | None]] = field(default_factory=list)

    def block(self, pieces: Iterable[Piece], *, heading: int = 0, kind: BlockKind | None = None) -> None:
        """One paragraph. ``heading``: 1 to 9, or 0 for running text."""
        laid = list(pieces)
        if kind == "row":
            laid = _without_empty_cells(laid)
        self._blocks.append(_Block(laid, min(heading, 9), kind))

    def note(self, key: str, text: str, *, mark: str = "", kind: NoteKind = "footnote") -> None:
        """The words of a note; the first of two notes with one key stands."""
        self._notes.setdefault(key, _Note(mark.strip(), text, kind))

    @property
    def empty(self) -> bool:
        """True while no block holds a word."""
        return not any(isinstance(piece, str) and piece.strip() for block in self._blocks for piece in block.pieces)

    def finish(self, format: str, maker: str, *, pages: bool = True, sure: bool = True) -> Extraction:
        """Lay everything out. ``pages``: False when page starts say nothing; ``sure``: False when some may be missing,
        so that a page of impossible length gives them all away."""
        result = self._extraction = Extraction(text="", format=format, maker=maker, hard_lines=False)
        endnotes: list[_Note] = []
        for block in self._blocks:
            called = self._lay_block(block)
            for note in called:
                if note.kind == "footnote":
                    self._lay_note(note)
                else:
                    endnotes.append(note)
        uncalled = [note for note in self._notes.values() if note.anchor is None]
        for note in (*endnotes, *uncalled):
            self._lay_note(note)
        result.text = "".join(self._parts)
        if pages:
            result.pages = self._pages()
            if not sure and any(page.end - page.start > _LONGEST_PAGE for page in result.pages):
                result.pages = []
        return result

    def _lay_block(self, block: _Block) -> list[_Note]:
        result = self._extraction
        assert result is not None
        start = self._size
        called: list[_Note] = []
        pending = ""
        for piece in block.pieces:
            if isinstance(piece, str):
                pending += piece
                continue
            self._write(pending, fresh=self._size == start)
            pending = ""
            if isinstance(piece, PageStart):
                self._starts.append((self._size, piece.label))
            elif (note := self._notes.get(piece.key)) and note.anchor is None:
                note.anchor = self._size
                called.append(note)
        self._write(pending, fresh=self._size == start, last=True)
        self._trim(start)
        end = self._size
        for note in called:
            note.anchor = min(note.anchor or 0, end)
        if end > start:
            if block.heading:
                result.headings.append(RawHeading(start, end, block.heading))
            if block.kind:
                result.blocks.append(RawBlock(start, end, block.kind))
            self._append("\n")
        return called

    def _lay_note(self, note: _Note) -> None:
        result = self._extraction
        assert result is not None
        start = self._size
        self._write(note.text.replace("\n", " "), fresh=True, last=True)
        self._trim(start)
        if self._size > start:
            result.notes.append(RawNote(start, self._size, note.anchor, note.mark, note.kind))
            self._append("\n")

    def _write(self, text: str, *, fresh: bool, last: bool = False) -> None:
        """Write words with single blanks; ``fresh``: nothing of this block stands yet."""
        if not text:
            return
        text = _AROUND_BREAK.sub("\n", _BLANKS.sub(" ", text.translate(_OPTIONAL)))
        before = self._parts[-1][-1:] if self._parts and not fresh else "\n"
        if before in " \n":
            text = text.lstrip(" \n") if before == "\n" else text.lstrip(" ")
        if last:
            text = text.rstrip(" \n")
        for match in _UNWANTED.finditer(text):
            assert self._extraction is not None
            at = self._size + match.start()
            self._extraction.doubts.append(
                RawDoubt(at, at + 1, "control_character", {"code": f"U+{ord(match.group()):04X}"})
            )
        self._append(_UNWANTED.sub("\ufffd", text))

    def _trim(self, start: int) -> None:
        """Take blanks off the end of the block that began at ``start``."""
        while self._size > start and self._parts[-1][-1] in " \n":
            self._parts[-1] = self._parts[-1][:-1]
            self._size -= 1
            if not self._parts[-1]:
                self._parts.pop()
        for i in range(len(self._starts) - 1, -1, -1):
            at, label = self._starts[i]
            if at <= self._size:
                break
            self._starts[i] = (self._size, label)

    def _append(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self._size += len(text)

    def _pages(self) -> list[RawPage]:
        starts = list(self._starts)
        if not starts:
            return []
        if starts[0][0] > 0:
            starts.insert(0, (0, None))
        ends = [at for at, _ in starts[1:]] + [self._size]
        ranges = zip(starts, ends, strict=True)
        return [RawPage(at, end, i, label) for i, ((at, label), end) in enumerate(ranges, start=1)]


def _without_empty_cells(pieces: list[Piece]) -> list[Piece]:
    """A row without bars that stand beside nothing."""
    found: list[Piece] = []
    bar = words = False
    for piece in pieces:
        if piece == CELL:
            bar = words
            continue
        if isinstance(piece, str) and piece.strip():
            if bar:
                found.append(CELL)
            bar, words = False, True
        found.append(piece)
    return found
