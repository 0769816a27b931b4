"""TEI P5: paragraphs, headings, page beginnings with their labels, notes with anchors, speakers of minutes.

Written for printed document editions (FRUS) and parliamentary corpora (ParlaMint), whose ``<u who="#id">`` turns get
the speaker's label in front, as the printed minutes have it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tanik.sources.assembly import CELL, Assembly, NoteMark, PageStart, Piece
from tanik.sources.extraction import BlockKind, Extraction
from tanik.sources.given import Given
from tanik.sources.markup import Element, attribute, local, parse, words

MAKER = "tanik-tei 1"

_PLAIN = (
    "p head ab l seg dateline opener closer salute signed trailer byline docAuthor titlePart label postscript speaker"
    " docImprint"
)
_BLOCKS: dict[str, BlockKind | None] = {
    **dict.fromkeys(_PLAIN.split()),
    "item": "list",
    "row": "row",
    "quote": "block",
}
_SKIPPED = frozenset({"figDesc", "fw", "teiHeader", "graphic", "facsimile", "standOff", "vocal", "kinesic", "incident"})


@dataclass(slots=True)
class _Open:
    pieces: list[Piece] = field(default_factory=list)
    heading: int = 0
    kind: BlockKind | None = None
    element: Element = None


@dataclass(slots=True)
class _OpenNote:
    key: str
    mark: str
    element: Element
    stack: list[_Open]
    loose: _Open


def read_tei(given: Given) -> Extraction:
    """The ``<text>`` in order; the words of a note stand behind the paragraph that calls it."""
    root = parse(given.data, given, given.name)
    walk = _Walk(_speakers(root))
    text = next(root.iter("{*}text"), None)
    walk.go(text if text is not None else root)
    extraction = walk.assembly.finish("tei", MAKER)
    extraction.encoding, extraction.encoding_how = "utf-8", "declared"
    extraction.metadata = _metadata(root)
    return extraction


def _speakers(root: Element) -> dict[str, str]:
    """``#id`` -> name, from the list of persons when the file carries one."""
    found = {}
    for person in root.iter("{*}person"):
        name = next(person.iter("{*}persName"), None)
        if (key := attribute(person, "id")) and name is not None:
            forename = [words(part) for part in name if local(part) == "forename"]
            surname = [words(part) for part in name if local(part) == "surname"]
            found["#" + key] = " ".join(forename + surname) or words(name)
    return found


class _Walk:
    """Goes through ``<text>`` without recursion."""

    def __init__(self, speakers: dict[str, str]) -> None:
        self.assembly = Assembly()
        self._speakers = speakers
        self._stack: list[_Open] = []
        self._loose = _Open()
        """Words outside of every paragraph."""
        self._notes: list[_OpenNote] = []
        self._count = 0
        self._depth = 0
        self._turn = ""
        """Label of the turn that has begun and has no words yet."""
        self._who = ""

    def go(self, text: Element) -> None:
        from lxml import etree

        walk = etree.iterwalk(text, events=("start", "end"))
        for event, element in walk:
            name = local(element)
            if event == "start":
                if name in _SKIPPED or (name == "note" and self._aside(element)):
                    walk.skip_subtree()
                    continue
                self._start(name, element)
                self._text(element.text)
                continue
            if name not in _SKIPPED:
                self._end(name, element)
            if element is not text:
                self._text(element.tail)
        self._close_loose()

    @property
    def _now(self) -> _Open:
        return self._stack[-1] if self._stack else self._loose

    def _text(self, text: str | None) -> None:
        if text and (self._stack or text.strip()):
            self._now.pieces.append(text.replace("\n", " ").replace("\r", " "))

    def _start(self, name: str, element: Element) -> None:
        if name == "pb":
            self._now.pieces.append(PageStart((element.get("n") or "").strip("[]") or None))
        elif name == "lb":
            self._now.pieces.append(" " if element.get("break") != "no" else "")
        elif name == "note":
            self._begin_note(element)
        elif name == "div":
            self._close_loose()
            self._depth += 1
        elif name == "u":
            who = element.get("who") or ""
            if who != self._who:
                self._turn = self._speakers.get(who, "") or _label(who)
            self._who = who
        elif name == "cell" and self._now.pieces:
            self._now.pieces.append(CELL)
        elif name in _BLOCKS:
            self._close_loose()
            heading = min(max(self._depth, 1), 6) if name == "head" else 0
            block = _Open(heading=heading, kind=_BLOCKS[name] or self._outer_kind(), element=element)
            if self._turn and not self._notes:
                block.pieces.append(f"{self._turn} – ")
                self._turn = ""
            self._stack.append(block)

    def _outer_kind(self) -> BlockKind | None:
        """A paragraph inside a quotation or an item is one too."""
        return self._stack[-1].kind if self._stack else None

    def _aside(self, element: Element) -> bool:
        """Take a note that is no footnote: an inline source line, or what the minute-takers saw."""
        inline = element.get("rend") == "inline"
        if not inline and (self._stack or element.get("n") or self._notes):
            return False
        kind = element.get("type") or ""
        if not inline and local(element.getparent()) not in {"div", "u", "body"}:
            return False
        if kind not in {"time", "speaker", "chair", "president"} and (text := words(element)):
            self._close_loose()
            self.assembly.block([text if inline else f"({text.strip('()')})"])
        return True

    def _begin_note(self, element: Element) -> None:
        self._count += 1
        key = f"n{self._count}"
        self._now.pieces.append(NoteMark(key))
        self._notes.append(_OpenNote(key, (element.get("n") or "").strip(), element, self._stack, self._loose))
        self._stack, self._loose = [], _Open()

    def _end(self, name: str, element: Element) -> None:
        if name == "note" and self._notes and self._notes[-1].element is element:
            text = _plain(self._loose)
            note = self._notes.pop()
            self._stack, self._loose = note.stack, note.loose
            self.assembly.note(note.key, text, mark=note.mark)
        elif name == "div":
            self._close_loose()
            self._depth -= 1
        elif name in _BLOCKS and self._stack and self._stack[-1].element is element:
            block = self._stack.pop()
            if self._notes:
                self._loose.pieces += [" ", *block.pieces]
            elif self._stack:
                # A block inside a block (an item with paragraphs): what stood before it goes out first.
                outer = self._stack[-1]
                self._hand_over(outer)
                self._hand_over(block)
            else:
                self._hand_over(block)

    def _hand_over(self, block: _Open) -> None:
        if block.pieces:
            self.assembly.block(block.pieces, heading=block.heading, kind=block.kind)
        block.pieces = []

    def _close_loose(self) -> None:
        if not self._notes:
            self._hand_over(self._loose)
            self._loose = _Open()


def _label(who: str) -> str:
    """A label from a speaker's id: ``#Anna.Novak`` and ``#AnnaNovak`` as ``Anna Novak``."""
    name = who.rpartition("#")[2]
    spaced = re.sub(r"(?<=[^\W\d_A-Z])(?=[A-ZÇĞİÖŞÜ])", " ", re.sub(r"[._-]", " ", name))
    return " ".join(spaced.split())


def _plain(block: _Open) -> str:
    return "".join(piece for piece in block.pieces if isinstance(piece, str)).strip()


def _metadata(root: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    header = next(root.iter("{*}teiHeader"), None)
    if header is not None:
        for element in header.iter("{*}title"):
            if words(element):
                found.setdefault("title", words(element))
        for element in header.iter("{*}author"):
            if words(element):
                found.setdefault("author", words(element))
        for element in header.iter("{*}bibl", "{*}publicationStmt"):
            date = next(element.iter("{*}date"), None)
            value = (date.get("when") or words(date)) if date is not None else ""
            if value and (local(element) == "bibl" or "date" not in found):
                found["date"] = value
    if language := attribute(root, "lang"):
        found["language"] = language
    return found
