"""From lines to paragraphs: which line goes on where the one before it stopped.

The rule of thumb is that a paragraph is never broken in the middle of a sentence: a line that ends without an end
mark before a small letter always goes on, across page ends, furniture and notes. A break needs a sign: a wider gap, an
indent, a line that ends a sentence although the next word had room in it, a speaker's label, a list mark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tanik.languages.pack import Language
from tanik.text import hyphens
from tanik.text.document import ParagraphKind
from tanik.text.layout import LONG, Layout, Line

_CAPS = "A-ZÇĞİÖŞÜÂÎÛ"
_NAME = rf"[{_CAPS}.'’\-]{{1,30}}"
LABEL = re.compile(rf"[{_CAPS}]{_NAME}(?: {_NAME}){{0,7}}(?: ?\([^()]{{1,60}}\)){{0,2}} ?[–—-]{{1,2}} ?\S")
"""``BAŞKAN – …``, ``AHMET ÖRNEK (Ankara) – …``: a speaker's label in minutes."""
_LABEL_END = re.compile(rf"(?:{_NAME} )?\([^()]{{2,40}}\) ?[–—-] ?\S")
_BULLET = re.compile(r"[•●▪◦■□➢✓·]\s*[^\W_]")
_DASH = re.compile(r"[-–—*]\s+[^\W_]")
_NUMBERED = re.compile(
    rf"(?:\d{{1,3}}(?:\.\d{{1,3}}){{0,3}}(?:[.)]|\s?[.-]\s?[–—-])|[IVXLC]{{1,6}}[.)]|[a-zçğıöşü{_CAPS}]\)|\(\d{{1,3}}\))"
    rf"\s*[–—-]?\s*[{_CAPS}\"“(]"
)
_ILLUSTRATION = re.compile(r"\[(?:Illustration|Resim|Görsel|Sidenote)\b", re.IGNORECASE)
_WORDS = re.compile(r"[^\W_]")
_HEADING_NUMBER = re.compile(rf"(?:\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}[.)]?|\d{{1,2}}[.)]|[IVXLC]{{1,6}}[.)])\s+[{_CAPS}]")
_OPEN_END = ",;(-–—/&"


@dataclass(slots=True)
class Block:
    """A paragraph in the making; ``note``, ``heading`` as in :class:`Line`; ``first``, ``last``: its outer lines."""

    first: Line
    kind: ParagraphKind = "body"
    level: int = 0
    lines: int = 0
    last: Line | None = None
    words: list[str] = field(default_factory=list)
    """The first lines' words, for the decision on headings (at most four lines)."""

    def add(self, line: Line) -> None:
        self.last = line
        self.lines += 1
        if self.lines <= 4:
            self.words.append(line.text)


@dataclass(slots=True)
class Segment:
    """Lines of one block that stand together in the source."""

    block: int
    lines: list[Line]


class Reflow:
    """Groups lines into blocks; ``segments`` are in the order of the source."""

    def __init__(self, layout: Layout, pack: Language) -> None:
        self.layout = layout
        self.pack = pack
        self.blocks: list[Block] = []
        self.segments: list[Segment] = []
        self._body: int | None = None
        self._next_small = False
        self._label_begins = False

    def run(self, lines: list[Line]) -> None:
        illustrated = 0
        for index, line in enumerate(lines):
            if line.note >= 0:
                self._note(line)
            elif line.heading >= 0:
                self._source_heading(line)
            elif index < illustrated:
                self._append(len(self.blocks) - 1, line)
            elif self.layout.hard and _ILLUSTRATION.match(line.text):
                illustrated = _closes(lines, index)
                self._start(line, "block")
            else:
                self._running(index, line, lines[index + 1] if index + 1 < len(lines) else None)

    def _running(self, index: int, line: Line, following: Line | None) -> None:
        body = self._body
        self._next_small = following is not None and following.small
        self._label_begins = following is not None and _LABEL_END.match(following.text) is not None
        if body is not None and self.joins(self.blocks[body], line, index):
            self._append(body, line)
        else:
            self._body = self._start(line, "body")

    def _start(self, line: Line, kind: ParagraphKind) -> int:
        self.blocks.append(Block(line, kind))
        self.segments.append(Segment(len(self.blocks) - 1, []))
        self._append(len(self.blocks) - 1, line)
        return len(self.blocks) - 1

    def _append(self, block: int, line: Line) -> None:
        if self.segments[-1].block != block:
            self.segments.append(Segment(block, []))
        self.segments[-1].lines.append(line)
        self.blocks[block].add(line)

    def _note(self, line: Line) -> None:
        last = self.blocks[-1] if self.blocks else None
        same = last is not None and last.kind == "note" and last.first.note == line.note
        if last is not None and same and self._note_goes_on(last, line):
            self._append(len(self.blocks) - 1, line)
        else:
            self._start(line, "note")

    def _note_goes_on(self, block: Block, line: Line) -> bool:
        if not self.layout.hard:
            return line.glued
        assert block.last is not None
        return line.gap <= max(self.layout.gap, 1) or not block.last.ended

    def _source_heading(self, line: Line) -> None:
        last = self.blocks[-1] if self.blocks else None
        if last is not None and last.first.heading == line.heading and line.heading >= 0:
            self._append(len(self.blocks) - 1, line)
            return
        self._start(line, "heading")
        self._body = None

    def joins(self, block: Block, line: Line, index: int) -> bool:
        """Whether ``line`` goes on with the paragraph ``block``."""
        before = block.last
        assert before is not None
        if line.glued:
            return True
        if not self.layout.hard or _BULLET.match(line.text):
            return False
        if self.layout.minutes and self._label_begins and line.text.isupper():
            return False
        if LABEL.match(line.text):
            return self._broken_label(block, before, line)
        if not _WORDS.search(line.text):
            return len(line.text) <= 3 and line.text[0] in ".,:;!?)”»"
        if not _WORDS.search(before.text):
            return False
        if hyphens.parts(before.text, line.text) and before.text[-1] != "-":
            return True
        if _DASH.match(line.text) and (before.ended or _DASH.match(block.words[0])):
            return False
        small = line.small and not _NUMBERED.match(line.text)
        apart = before.page != line.page or self.segments[-1].block != self._body
        width = self.layout.width_at(index, line)
        gap = self.layout.gap if apart else line.gap
        if gap > self.layout.gap:
            return small and not before.ended and len(before.text) >= 0.5 * width
        if small and not before.ended:
            return width < LONG or len(before.text) >= 40
        if width >= LONG:
            return not before.ended and self._unfinished(block, before, line)
        if self.layout.blank_parts and not apart:
            if block.lines == 1 and _HEADING_NUMBER.match(before.text) and len(before.text) < 0.7 * width:
                return not _title(before.text) or line.small or before.ended
            return not (before.ended and _NUMBERED.match(line.text) is not None and line.indent > before.indent)
        return self._by_room(block, before, line, width, apart)

    def _broken_label(self, block: Block, before: Line, line: Line) -> bool:
        """Whether the line before a label is the beginning of that label (``GRUBU ADINA AHMET``, ``AHMET``)."""
        if not (self.layout.minutes and block.lines == 1 and before.text.isupper()):
            return False
        words = before.text.split()
        if len(words) <= 2 and _LABEL_END.match(line.text) and all(word.isalpha() for word in words):
            return True
        labels = self.pack.words("label_words")
        return any(self.pack.fold(word) in labels for word in words[-8:])

    def _unfinished(self, block: Block, before: Line, line: Line) -> bool:
        """Where one line is one paragraph: whether a line without end mark was still broken in mid-sentence."""
        if _NUMBERED.match(line.text) or line.text[0] == "(":
            return False
        last = before.text[-30:].rsplit(" ", 1)[-1]
        if self.pack.fold(last) in self.pack.words("binding_words") or before.text.endswith(","):
            return True
        if not self.layout.minutes or before.text.isupper() or _NUMBERED.match(before.text):
            return False
        return LABEL.match(block.words[0]) is not None or ", " in before.text

    def _by_room(self, block: Block, before: Line, line: Line, width: int, apart: bool) -> bool:
        """The decision by indents and by the room that the line before had for the next word."""
        used = len(before.text) + 1 + len(line.text.split(" ", 1)[0])
        ended = before.ended
        indented = not apart and line.indent > before.indent
        if ended:
            if line.small:
                return not _NUMBERED.match(line.text)
            if before.text.endswith(":") and _HEADING_NUMBER.match(block.words[0]):
                return self._heading_goes_on(block, line, width)
            wide = before.trail > self.layout.trail and len(before.text) < 0.97 * width
            item = self._second_item(block) and len(before.text) < 0.9 * width
            return not (used <= 0.95 * width or indented or wide or item or _NUMBERED.match(line.text))
        if before.text[-1] in _OPEN_END or line.text[0] in ")]”’»":
            return True
        if indented and used < 0.95 * width:
            return False
        numbered = block.lines <= 2 and _HEADING_NUMBER.match(block.words[0])
        if self.layout.minutes and block.lines == 1 and self._first_line(before, line, width):
            return True
        if (numbered and _title(block.words[-1])) or (used < 0.7 * width and line.text[0] != "("):
            return self._heading_goes_on(block, line, width) and before.trail <= self.layout.trail
        return True

    def _first_line(self, before: Line, line: Line, width: int) -> bool:
        """Whether a short line is the first of a speech: minutes often break it early, before a full line."""
        if before.text.isupper() or _NUMBERED.match(before.text) or line.text.isupper():
            return False
        return LABEL.match(before.text) is not None or len(line.text) > 0.75 * width or line.ended

    def _second_item(self, block: Block) -> bool:
        """Whether the block and the one before it both begin indented: items of a list whose marks were lost."""
        return (
            block is self.blocks[-1]
            and block.first.indent > 0
            and len(self.blocks) > 1
            and (self.blocks[-2].first.indent == block.first.indent)
        )

    def _heading_goes_on(self, block: Block, line: Line, width: int) -> bool:
        """A heading over two or three short lines."""
        return (
            block.lines <= 2
            and all(len(words) < 0.75 * width for words in block.words)
            and len(line.text) < 0.75 * width
            and not line.ended
            and not _NUMBERED.match(line.text)
            and line.gap <= self.layout.gap
            and not self._next_small
        )


def _title(words: str) -> bool:
    """Whether most words begin with a capital, as in a heading."""
    long = [word for word in words.split() if len(word) > 3 and word[0].isalpha()]
    return len(long) >= 2 and sum(1 for word in long if word[0].isupper()) >= 0.7 * len(long)


def _closes(lines: list[Line], begin: int) -> int:
    """The index after the line that closes the bracket of an illustration (its caption may have several parts)."""
    for index in range(begin, min(begin + 16, len(lines))):
        if lines[index].text.endswith("]"):
            return index + 1
    return begin + 1
