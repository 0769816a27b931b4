"""Word documents (ECMA-376 WordprocessingML): paragraphs, headings, lists, tables, notes, pages as Word saw them.

Own reading with lxml, because python-docx drops footnotes and endnotes. Deleted text (``w:del``) is left out, inserted
text is read.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tanik.sources.archive import Archive
from tanik.sources.assembly import CELL, Assembly, NoteMark, PageStart, Piece
from tanik.sources.extraction import BlockKind, Extraction, NoteKind
from tanik.sources.given import Given
from tanik.sources.markup import Element, attribute, local, parse, words

MAKER = "tanik-docx 1"

_SKIPPED = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText", "sectPr", "tblPr", "rPr", "pict"})
_INDENT = 500
"""Twentieths of a point from the left from which a whole paragraph counts as set off (0.9 cm)."""
_QUOTE_STYLES = frozenset({"quote", "intense quote", "block text", "quotations", "alıntı"})


@dataclass(slots=True)
class _Style:
    level: int = 0
    kind: BlockKind | None = None


@dataclass(slots=True)
class _Paragraph:
    pieces: list[Piece] = field(default_factory=list)
    heading: int = 0
    kind: BlockKind | None = None


@dataclass(slots=True)
class _Row:
    cells: list[list[_Paragraph]] = field(default_factory=list)


def read_docx(given: Given) -> Extraction:
    """The main text in order; footnotes behind the paragraph that calls them, endnotes at the end."""
    archive = Archive(given)
    main = _main_part(archive, given)
    styles = _styles(archive, given, main)
    root = parse(archive.read(main), given, main)
    assembly = Assembly()
    walk = _Walk(styles)
    for paragraph in walk.paragraphs(root):
        assembly.block(paragraph.pieces, heading=paragraph.heading, kind=paragraph.kind)
    marks: dict[str, str] = {key: str(i) for i, key in enumerate(walk.called["f"], start=1)}
    marks |= {key: str(i) for i, key in enumerate(walk.called["e"], start=1)}
    _read_notes(archive, given, main, assembly, marks)
    # Word records where it broke pages; from the author's own breaks alone most page ends are unknown.
    extraction = assembly.finish("docx", MAKER, sure=walk.rendered_breaks)
    extraction.metadata = _metadata(archive, given)
    return extraction


def _main_part(archive: Archive, given: Given) -> str:
    """The member that holds the text; ``word/document.xml`` nearly always."""
    if "_rels/.rels" in archive:
        for relation in parse(archive.read("_rels/.rels"), given, "_rels/.rels"):
            if str(relation.get("Type", "")).endswith("/officeDocument"):
                target = str(relation.get("Target", "")).lstrip("/")
                if target in archive:
                    return target
    return "word/document.xml"


class _Walk:
    """Goes through ``w:body`` without recursion, so that nesting cannot exhaust the stack."""

    def __init__(self, styles: dict[str, _Style]) -> None:
        self._styles = styles
        self._open: list[_Paragraph] = []
        self._rows: list[_Row] = []
        self._done: list[_Paragraph] = []
        self.called: dict[str, list[str]] = {"f": [], "e": []}
        self.rendered_breaks = False

    def paragraphs(self, root: Element) -> list[_Paragraph]:
        from lxml import etree

        self.rendered_breaks = next(root.iter("{*}lastRenderedPageBreak"), None) is not None
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            name = local(element)
            if event == "start":
                if name in _SKIPPED:
                    walk.skip_subtree()
                elif name == "p":
                    self._open.append(_Paragraph())
                elif name == "tr":
                    self._rows.append(_Row())
                elif name == "tc" and self._rows:
                    self._rows[-1].cells.append([])
                elif self._open:
                    self._inline(name, element)
            elif name == "p" and self._open:
                self._close(self._open.pop())
            elif name == "tr" and self._rows:
                self._close_row(self._rows.pop())
        return self._done

    def _inline(self, name: str, element: Element) -> None:
        pieces = self._open[-1].pieces
        if name == "t":
            pieces.append(element.text or "")
        elif name in {"tab", "ptab"}:
            # Inside w:pPr it is a tab stop; there it has a position.
            if attribute(element, "pos") is None:
                pieces.append("\t")
        elif name == "cr":
            pieces.append("\n")
        elif name == "br":
            page = attribute(element, "type") == "page"
            pieces.append("\n" if not page else " " if self.rendered_breaks else PageStart())
        elif name == "lastRenderedPageBreak":
            pieces.append(PageStart())
        elif name == "noBreakHyphen":
            pieces.append("-")
        elif name in {"footnoteReference", "endnoteReference"}:
            key = name[0] + (attribute(element, "id") or "")
            pieces.append(NoteMark(key))
            self.called[name[0]].append(key)
        elif name == "pPr":
            self._properties(element)

    def _properties(self, element: Element) -> None:
        paragraph = self._open[-1]
        for child in element:
            name, value = local(child), attribute(child, "val")
            if name == "pStyle":
                style = self._styles.get(value or "", _Style())
                paragraph.heading = paragraph.heading or style.level
                paragraph.kind = paragraph.kind or style.kind
            elif name == "outlineLvl" and value is not None and value.isdigit() and int(value) < 9:
                paragraph.heading = int(value) + 1
            elif name == "numPr":
                paragraph.kind = "list"
            elif name == "ind" and paragraph.kind is None and _indented(child):
                paragraph.kind = "block"
            elif name == "pageBreakBefore" and value not in {"0", "false"} and not self.rendered_breaks:
                paragraph.pieces.insert(0, PageStart())

    def _close(self, paragraph: _Paragraph) -> None:
        if self._rows and self._rows[-1].cells:
            self._rows[-1].cells[-1].append(paragraph)
        else:
            self._done.append(paragraph)

    def _close_row(self, row: _Row) -> None:
        if len(row.cells) == 1:  # one column: a box around running text
            for paragraph in row.cells[0]:
                self._close(paragraph)
            return
        pieces: list[Piece] = []
        for i, cell in enumerate(row.cells):
            for j, paragraph in enumerate(cell):
                pieces.append(CELL if i and not j else " ")
                pieces += [piece.replace("\n", " ") if isinstance(piece, str) else piece for piece in paragraph.pieces]
        self._close(_Paragraph(pieces, 0, "row"))


def _indented(element: Element) -> bool:
    value = attribute(element, "left") or attribute(element, "start") or "0"
    hanging = attribute(element, "hanging") or "0"
    return value.isdigit() and int(value) >= _INDENT and hanging == "0"


def _styles(archive: Archive, given: Given, main: str) -> dict[str, _Style]:
    """What a paragraph style means: heading level (inherited through ``basedOn``), list or quotation."""
    part = main.rpartition("/")[0] + "/styles.xml"
    if part not in archive:
        return {}
    based: dict[str, str] = {}
    found: dict[str, _Style] = {}
    for element in parse(archive.read(part), given, part).iter("{*}style"):
        key = attribute(element, "styleId") or ""
        style = found.setdefault(key, _Style())
        for child in element.iter():
            name, value = local(child), attribute(child, "val") or ""
            if name == "name":
                style.level, style.kind = _by_name(value.lower())
            elif name == "basedOn":
                based[key] = value
            elif name == "outlineLvl" and value.isdigit() and int(value) < 9:
                style.level = int(value) + 1
            elif name == "numPr" and not style.level:
                style.kind = "list"
    for key, style in found.items():
        above = based.get(key)
        for _ in range(20):  # a chain of styles; a circle ends here
            if style.level or style.kind or above is None:
                break
            parent = found.get(above, _Style())
            style.level, style.kind = parent.level, parent.kind
            above = based.get(above)
    return found


def _by_name(name: str) -> tuple[int, BlockKind | None]:
    head, _, number = name.rpartition(" ")
    if head == "heading" and number.isdigit():
        return int(number), None
    if name == "title":
        return 1, None
    return 0, "block" if name in _QUOTE_STYLES else None


def _read_notes(archive: Archive, given: Given, main: str, assembly: Assembly, marks: dict[str, str]) -> None:
    folder = main.rpartition("/")[0]
    kinds: tuple[tuple[str, NoteKind], ...] = (("footnote", "footnote"), ("endnote", "endnote"))
    for name, kind in kinds:
        part = f"{folder}/{name}s.xml"
        if part not in archive:
            continue
        for element in parse(archive.read(part), given, part).iter("{*}" + name):
            if attribute(element, "type") in {"separator", "continuationSeparator", "continuationNotice"}:
                continue
            key = name[0] + (attribute(element, "id") or "")
            text = " ".join(_plain(paragraph) for paragraph in _Walk({}).paragraphs(element))
            assembly.note(key, text.strip(), mark=marks.get(key, ""), kind=kind)


def _plain(paragraph: _Paragraph) -> str:
    return "".join(piece for piece in paragraph.pieces if isinstance(piece, str))


def _metadata(archive: Archive, given: Given) -> dict[str, str]:
    part = "docProps/core.xml"
    if part not in archive:
        return {}
    names = {"title": "title", "creator": "author", "created": "date", "language": "language"}
    found: dict[str, str] = {}
    for element in parse(archive.read(part), given, part):
        key, value = names.get(local(element)), words(element)
        if key and value:
            found.setdefault(key, value)
    return found
