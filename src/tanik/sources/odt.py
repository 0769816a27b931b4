"""OpenDocument text (ISO/IEC 26300): paragraphs, headings, lists, table rows, notes with their anchor, soft pages."""

from __future__ import annotations

from dataclasses import dataclass, field

from tanik.sources.archive import Archive
from tanik.sources.assembly import CELL, Assembly, NoteMark, PageStart, Piece
from tanik.sources.extraction import BlockKind, Extraction, NoteKind
from tanik.sources.given import Given
from tanik.sources.markup import Element, attribute, local, parse, words

MAKER = "tanik-odt 1"

_OFFICE_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}text"
_SKIPPED = frozenset({"annotation", "tracked-changes", "sequence-decls", "note-citation", "desc", "forms"})
_QUOTE_STYLES = frozenset({"Quotations"})


@dataclass(slots=True)
class _Open:
    """A paragraph, or a note whose paragraphs are being read."""

    pieces: list[Piece] = field(default_factory=list)
    heading: int = 0
    kind: BlockKind | None = None


@dataclass(slots=True)
class _OpenNote:
    key: str
    mark: str
    kind: NoteKind
    outside: list[_Open]
    """The paragraphs that were open where the note stands."""
    texts: list[str] = field(default_factory=list)


def read_odt(given: Given) -> Extraction:
    """The text in order; pages only where the program that wrote the file recorded its soft page breaks."""
    archive = Archive(given)
    part = "content.xml"
    root = parse(archive.read(part), given, part)
    walk = _Walk(_parents(root))
    body = next(root.iter(_OFFICE_TEXT), root)
    walk.go(body)
    # LibreOffice records soft page breaks only as far as it had laid out the text.
    extraction = walk.assembly.finish("odt", MAKER, sure=False)
    extraction.metadata = _metadata(archive, given)
    return extraction


def _parents(root: Element) -> dict[str, str]:
    """Automatic paragraph style -> the named style it is made of."""
    found = {}
    for style in root.iter("{*}style"):
        name, parent = attribute(style, "name"), attribute(style, "parent-style-name")
        if name and parent:
            found[name] = parent
    return found


class _Walk:
    """Goes through ``office:text`` without recursion."""

    def __init__(self, parents: dict[str, str]) -> None:
        self.assembly = Assembly()
        self._parents = parents
        self._stack: list[_Open] = []
        self._notes: list[_OpenNote] = []
        self._row: list[list[_Open]] | None = None
        self._lists = 0
        self._count = 0

    def go(self, body: Element) -> None:
        from lxml import etree

        walk = etree.iterwalk(body, events=("start", "end"))
        for event, element in walk:
            name = local(element)
            if event == "start":
                if name in _SKIPPED:
                    walk.skip_subtree()
                else:
                    self._start(name, element)
                continue
            if name not in _SKIPPED:
                self._end(name)
            self._tail(element)

    def _tail(self, element: Element) -> None:
        """Words behind an element belong to the paragraph around it."""
        if element.tail and self._stack and element.getparent() is not None:
            self._stack[-1].pieces.append(_blank(element.tail))

    def _start(self, name: str, element: Element) -> None:
        if name in {"p", "h"}:
            level = attribute(element, "outline-level") or "1"
            block = _Open(heading=int(level) if name == "h" and level.isdigit() else 0)
            style = attribute(element, "style-name") or ""
            if self._parents.get(style, style) in _QUOTE_STYLES:
                block.kind = "block"
            elif self._lists and name == "p":
                block.kind = "list"
            self._stack.append(block)
        elif name == "note":
            self._begin_note(element)
        elif name == "list":
            self._lists += 1
        elif name == "table-row" and self._row is None:
            self._row = []
        elif name == "table-cell" and self._row is not None:
            self._row.append([])
        elif name == "soft-page-break" and not self._stack:
            self._add_block(_Open([PageStart()]))
        elif self._stack:
            self._inline(name, element)
        if self._stack and element.text and name not in {"note", "note-body"}:
            self._stack[-1].pieces.append(_blank(element.text))

    def _inline(self, name: str, element: Element) -> None:
        pieces = self._stack[-1].pieces
        if name == "s":
            pieces.append(" ")
        elif name == "tab":
            pieces.append("\t")
        elif name == "line-break":
            pieces.append("\n")
        elif name == "soft-page-break":
            pieces.append(PageStart())

    def _begin_note(self, element: Element) -> None:
        kind: NoteKind = "endnote" if attribute(element, "note-class") == "endnote" else "footnote"
        citation = next(element.iter("{*}note-citation"), None)
        self._count += 1
        key = f"n{self._count}"
        if self._stack:
            self._stack[-1].pieces.append(NoteMark(key))
        self._notes.append(_OpenNote(key, words(citation) if citation is not None else "", kind, self._stack))
        self._stack = []

    def _end(self, name: str) -> None:
        if name in {"p", "h"} and self._stack:
            block = self._stack.pop()
            if self._stack:  # a frame inside a paragraph
                self._stack[-1].pieces += [" ", *block.pieces, " "]
            else:
                self._add_block(block)
        elif name == "note" and self._notes:
            note = self._notes.pop()
            self._stack = note.outside
            self.assembly.note(note.key, " ".join(note.texts), mark=note.mark, kind=note.kind)
        elif name == "list":
            self._lists -= 1
        elif name == "table-row" and self._row is not None:
            self._close_row(self._row)

    def _add_block(self, block: _Open) -> None:
        if self._notes:
            self._notes[-1].texts.append("".join(piece for piece in block.pieces if isinstance(piece, str)))
        elif self._row:
            self._row[-1].append(block)
        else:
            self.assembly.block(block.pieces, heading=block.heading, kind=block.kind)

    def _close_row(self, row: list[list[_Open]]) -> None:
        self._row = None
        if len(row) == 1:  # one column: a box around running text
            for block in row[0]:
                self._add_block(block)
            return
        pieces: list[Piece] = []
        for i, cell in enumerate(row):
            pieces.append(CELL if i else "")
            for block in cell:
                pieces += [" ", *(p.replace("\n", " ") if isinstance(p, str) else p for p in block.pieces)]
        self.assembly.block(pieces, kind="row")


def _blank(text: str) -> str:
    """Line breaks of the XML file are blanks."""
    return text.replace("\n", " ").replace("\r", " ")


def _metadata(archive: Archive, given: Given) -> dict[str, str]:
    part = "meta.xml"
    if part not in archive:
        return {}
    names = {
        "title": "title",
        "initial-creator": "author",
        "creator": "author",
        "creation-date": "date",
        "language": "language",
    }
    found: dict[str, str] = {}
    for element in parse(archive.read(part), given, part).iter():
        key, value = names.get(local(element)), (element.text or "").strip()
        if key and value:
            found.setdefault(key, value)
    return found
