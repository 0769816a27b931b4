"""From the lines of PDF pages to an extraction: body, notes, headings, paragraphs, furniture.

On each page the words stand in this order: header, body (first column, second column), notes, footer.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from tanik.sources.extraction import (
    SOFT_LINE_END,
    Extraction,
    FurnitureKind,
    RawBlock,
    RawFurniture,
    RawHeading,
    RawNote,
    RawPage,
)
from tanik.sources.pdf_furniture import Furniture
from tanik.sources.pdf_lines import Line, PageLines

_NOTE_START = re.compile(r"(\d{1,4}|[*†‡]{1,3})(?!\d)\s{0,3}[.)\]]?\s{0,3}(?=[^\s\d.,;])")
_SMALL = 0.95
"""Notes are set at most this large, against the body."""
_INDENT = 8.0
"""Points from the left border from which a line stands in."""
_LARGE = 1.12
_LONGEST_HEADING = 160
_ENDED = re.compile(r"[.!?…:][\"”’'»)\]]{0,3}\d{0,3}$")


Titles = dict[int, list[tuple[str, int]]]
"""Page index -> (title, level) from the document's outline."""


@dataclass(slots=True)
class _Note:
    """``goes_on``: its words began on the page before."""

    mark: str
    lines: list[Line]
    goes_on: bool = False
    anchor: tuple[int, Line, int] | None = None
    """Page index, line, and offset in the line's text of the mark that calls it."""


@dataclass(slots=True)
class _Page:
    source: PageLines
    body: list[Line] = field(default_factory=list)
    notes: list[_Note] = field(default_factory=list)
    feet: list[Line] = field(default_factory=list)
    """Small lines at the foot of the columns: notes, perhaps."""
    furniture: list[tuple[Line, FurnitureKind]] = field(default_factory=list)


def lay_out(pages: list[PageLines], furniture: Furniture, titles: Titles, maker: str) -> Extraction:
    """The extraction of all pages."""
    body_size = _body_size(pages)
    laid = [_parts(i, page, furniture, body_size) for i, page in enumerate(pages)]
    _divide_notes(laid, body_size)
    _find_anchors(laid)
    writer = _Writer(laid, body_size, titles, maker)
    for i, page in enumerate(laid):
        writer.page(i, page, furniture.labels.get(i))
    return writer.finish()


def _body_size(pages: list[PageLines]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[round(line.size * 4) / 4] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else 1.0


def _parts(index: int, source: PageLines, furniture: Furniture, body_size: float) -> _Page:
    page = _Page(source, furniture=furniture.lines.get(index, []))
    aside = {id(line) for line, _ in page.furniture}
    lines = [line for line in source.lines if id(line) not in aside]
    for column in sorted({line.column for line in lines}):
        members = [line for line in lines if line.column == column]
        tail: list[Line] = []
        while (
            members and members[-1].size <= _SMALL * body_size and _alike(members[-1], (tail or members)[-1], body_size)
        ):
            tail.append(members.pop())
        if members or any(line.size > _SMALL * body_size for line in lines):
            page.feet += reversed(tail)
    page.body = lines
    return page


def _alike(line: Line, other: Line, body_size: float) -> bool:
    """Set in one size."""
    return abs(line.size - other.size) <= 0.04 * body_size


def _divide_notes(pages: list[_Page], body_size: float) -> None:
    """Cut the small lines at the foot of each page into notes; the rest stays in the body."""
    last: _Note | None = None
    for page in pages:
        before = last
        for line in page.feet:
            now = page.notes[-1] if page.notes else before
            mark = _note_mark(line, now)
            if mark:
                page.notes.append(_Note(mark, [line]))
            elif now is not None and _alike(line, now.lines[-1], body_size) and line.x0 - line.left < _INDENT:
                if page.notes:
                    now.lines.append(line)
                else:
                    page.notes.append(_Note(now.mark, [line], goes_on=True))
            # Anything else is a small block of the body that stands at its end.
        last = page.notes[-1] if page.notes else None
        taken = {id(line) for note in page.notes for line in note.lines}
        page.body = [line for line in page.body if id(line) not in taken]


def _note_mark(line: Line, before: _Note | None) -> str:
    """The mark with which a note begins in this line; empty when it goes on with the one before."""
    match = _NOTE_START.match(line.text)
    if match is None:
        return ""
    mark = match.group(1)
    if any(start == 0 for start, _, _ in line.raised) or not mark.isdigit():
        return mark
    if before is None or not before.mark.isdigit():
        return mark
    # A number at the head of a line may also belong to the words: "12 Mart", "s. / 34".
    return mark if int(mark) in (int(before.mark) + 1, 1) else ""


def _find_anchors(pages: list[_Page]) -> None:
    """Where the marks stand in the body: on the same page, or at the end of the one before."""
    used: set[tuple[int, int]] = set()
    for i, page in enumerate(pages):
        last: _Note | None = pages[i - 1].notes[-1] if i and pages[i - 1].notes else None
        for note in page.notes:
            if note.goes_on:
                note.anchor = last.anchor if last is not None else None
                continue
            for k in (i, i - 1):
                if k < 0 or note.anchor is not None:
                    continue
                for line in pages[k].body:
                    place = next(
                        (at for at, _, mark in line.raised if mark == note.mark and (id(line), at) not in used), None
                    )
                    if place is not None:
                        note.anchor = (k, line, place)
                        used.add((id(line), place))
                        break


@dataclass(slots=True)
class _Run:
    """Lines of one paragraph on one page."""

    lines: list[Line]
    heading: int = 0
    goes_on: bool = False
    """The paragraph began on the page before."""


class _Writer:
    def __init__(
        self, pages: list[_Page], body_size: float, titles: dict[int, list[tuple[str, int]]], maker: str
    ) -> None:
        self._body_size = body_size
        self._titles = titles
        self._parts: list[str] = []
        self._size = 0
        self._last: Line | None = None
        self._calls: dict[int, list[tuple[int, str]]] = {}
        """Line -> (offset, mark) of the marks that call notes."""
        self._places: dict[tuple[int, int], int] = {}
        for page in pages:
            for note in page.notes:
                if note.anchor is not None and not note.goes_on:
                    self._calls.setdefault(id(note.anchor[1]), []).append((note.anchor[2], note.mark))
        sizes = {round(line.size * 2) / 2 for page in pages for line in page.body if self._large(line)}
        self._levels = {size: level for level, size in enumerate(sorted(sizes, reverse=True), start=1)}
        self._pitch = _pitch(pages)
        self._result = Extraction(text="", format="pdf", maker=maker, hard_lines=True)
        self._pending: list[tuple[RawNote, tuple[int, Line, int] | None]] = []

    def finish(self) -> Extraction:
        result = self._result
        result.text = "".join(self._parts)
        for note, anchor in self._pending:
            place = self._places.get((id(anchor[1]), anchor[2])) if anchor is not None else None
            result.notes.append(RawNote(note.start, note.end, place, note.mark, note.kind))
        return result

    def page(self, index: int, page: _Page, label: str | None) -> None:
        """Write one page."""
        start = self._size
        heads = [item for item in page.furniture if item[0].base > page.source.height / 2]
        feet = [item for item in page.furniture if item[0].base <= page.source.height / 2]
        for line, kind in heads:
            self._furniture(line, kind)
        runs = self._runs(page)
        self._mark_headings(runs, self._titles.get(index, []))
        for run in runs:
            self._run(run)
        for note in page.notes:
            self._note(note)
        for line, kind in feet:
            self._furniture(line, kind)
        number = page.source.number
        self._result.pages.append(RawPage(start, self._size, number, label or page.source.label))

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._size += len(text)

    def _furniture(self, line: Line, kind: FurnitureKind) -> None:
        start = self._size
        self._write(line.text)
        self._result.furniture.append(RawFurniture(start, self._size, kind))
        self._write("\n")

    def _note(self, note: _Note) -> None:
        start = self._size
        for i, line in enumerate(note.lines):
            text = line.text
            if i == 0 and not note.goes_on and (match := _NOTE_START.match(text)):
                text = text[match.end() :]
            self._write(text)
            if i < len(note.lines) - 1:
                self._write(SOFT_LINE_END if line.soft else "\n")
        self._pending.append((RawNote(start, self._size, None, note.mark), note.anchor))
        self._write("\n")

    def _runs(self, page: _Page) -> list[_Run]:
        """The body cut into paragraphs."""
        runs: list[_Run] = []
        for line in page.body:
            before = self._last
            near = bool(runs) and before is not None and before.column == line.column and before.base >= line.base - 1
            goes_on = before is not None and not self._breaks(before, line, near)
            if runs and goes_on:
                runs[-1].lines.append(line)
            else:
                runs.append(_Run([line], goes_on=goes_on))
            self._last = line
        return runs

    def _breaks(self, before: Line, line: Line, near: bool) -> bool:
        """Does a new paragraph begin with ``line``? ``near``: it stands right below ``before``."""
        if before.soft:
            return False
        if abs(line.size - before.size) > 0.12 * self._body_size:
            return True
        if before.bold != line.bold and (before.bold or line.bold) and _short(before if before.bold else line):
            return True
        if near and before.base - line.base > 1.45 * self._pitch * max(line.size / self._body_size, 0.7):
            return True
        indent, before_indent = line.x0 - line.left, before.x0 - before.left
        if near and abs(line.size - before.size) > 0.05 * self._body_size and abs(indent - before_indent) > 5:
            return True
        # A line breaks of itself only when the next word has no room; otherwise its author broke it.
        room = before.right - before.x1
        word = len(line.text.split(" ", 1)[0]) * (line.x1 - line.x0) / len(line.text)
        broken = room > word + 0.6 * line.size
        ended = bool(_ENDED.search(before.text))
        if indent > 5 and before_indent <= 3:
            return near or ended or broken
        if not broken:
            return False
        return ended or (room > 0.12 * (before.right - before.left) and line.text[:1].isupper())

    def _mark_headings(self, runs: list[_Run], titles: list[tuple[str, int]]) -> None:
        by_title = {_folded(title): level for title, level in titles}
        for run in runs:
            text = " ".join(line.text for line in run.lines)
            if len(text) > _LONGEST_HEADING or not any(char.isalpha() for char in text):
                continue
            if level := by_title.get(_folded(text)):
                run.heading = level
            elif all(self._large(line) for line in run.lines):
                run.heading = self._levels[round(run.lines[0].size * 2) / 2]
            elif all(line.bold and _short(line) for line in run.lines) and not text.endswith((",", ";")):
                run.heading = len(self._levels) + 1

    def _large(self, line: Line) -> bool:
        return line.size >= _LARGE * self._body_size and len(line.text) > 1

    def _run(self, run: _Run) -> None:
        if self._size and not run.goes_on:
            self._write("\n")
        start = self._size
        for i, line in enumerate(run.lines):
            self._line(line)
            if line.soft:
                self._write(SOFT_LINE_END)
            if not line.soft or i == len(run.lines) - 1:
                self._write("\n")
        end = self._size - 1
        if run.heading:
            self._result.headings.append(RawHeading(start, end, min(run.heading, 9)))
        elif _set_off(run, self._body_size):
            self._result.blocks.append(RawBlock(start, end, "block"))

    def _line(self, line: Line) -> None:
        """Write a line without the marks that call notes, and remember where those stood."""
        at = 0
        for offset, mark in sorted(self._calls.get(id(line), [])):
            self._write(line.text[at:offset])
            self._places[(id(line), offset)] = self._size
            at = offset + len(mark)
        self._write(line.text[at:])


def _pitch(pages: list[_Page]) -> float:
    """The usual distance of two lines of the body."""
    steps: list[float] = []
    for page in pages[:200]:
        for before, line in pairwise(page.body):
            if before.column == line.column and 0 < before.base - line.base < 4 * line.size:
                steps.append(before.base - line.base)
    return median(steps) if steps else 1.2


def _short(line: Line) -> bool:
    return len(line.text) < 90 and line.x1 < line.right - 0.05 * (line.right - line.left)


def _set_off(run: _Run, body_size: float) -> bool:
    """A paragraph that stands in from the left border, or is set smaller: as long quotations are."""
    lines = run.lines
    if len(lines) < 2:
        return False
    starts = [line.x0 for line in lines[1:]]
    if max(starts) - min(starts) > 3:
        return False  # centred, or a list
    indented = all(line.x0 - line.left > _INDENT for line in lines)
    small = all(0.7 * body_size <= line.size <= 0.96 * body_size for line in lines)
    return indented or small


def _folded(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
