"""A publication as a text document (DOCX): styles, numbered tables and figures, footnotes, a table of contents.

Written by python-docx; footnotes, which it does not know, are a part of our own (ISO/IEC 29500-1, 17.11). Numbers of
tables and figures are SEQ fields, so that they stay right when the author inserts one.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tanik.errors import StudyNotWritableError
from tanik.reasons import refusal
from tanik.report.blocks import Block, Figure, Heading, Note, Paragraph, Publication, Table
from tanik.report.drawing import png
from tanik.translation import N_, translator

_WIDE = 6.3
"""Inches between the margins of an A4 page."""
_HIGH = 7.5
"""Inches of a picture, so that its caption has room on the page."""
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def write_docx(publication: Publication, path: Path) -> None:
    """Write a publication to ``path``. The same publication gives the same text. StudyNotWritableError T607."""
    data = render_docx(publication)
    try:
        path.write_bytes(data)
    except OSError as error:
        raise StudyNotWritableError(
            "T607",
            N_("The document {path} cannot be written: {reason}."),
            N_("Close it if it is open in another program, choose another place with -o, or make room and try again."),
            path=str(path),
            reason=refusal(error),
        ) from error


def render_docx(publication: Publication) -> bytes:
    """The document as bytes."""
    return _Writer(publication).data()


class _Writer:
    def __init__(self, publication: Publication) -> None:
        from docx import Document

        self.publication = publication
        self.say = translator(publication.language)
        self.document: Any = Document()
        self.notes: list[str] = []
        self.numbers = {"table": 0, "figure": 0}

    def data(self) -> bytes:
        self._styles()
        self.document.add_paragraph(_plain(self.publication.title), style="Title")
        self._contents()
        for block in self.publication.blocks:
            self._block(block)
        self._footnotes()
        held = io.BytesIO()
        self.document.save(held)
        return held.getvalue()

    def _styles(self) -> None:
        from docx.shared import Cm, Pt, RGBColor

        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)
        styles = self.document.styles
        normal = styles["Normal"]
        normal.font.name, normal.font.size = "Liberation Serif", Pt(11)
        normal.element.rPr.append(
            _element("w:lang", {"w:val": {"tr": "tr-TR"}.get(self.publication.language, "en-GB")})
        )
        ink = RGBColor(0x14, 0x14, 0x14)
        for name in ("Title", "Heading 1", "Heading 2", "Heading 3", "Caption"):
            styles[name].font.color.rgb = ink
        styles["Caption"].font.size = Pt(9.5)
        cells = styles.add_style("Table Text", 1)
        cells.base_style, cells.font.size = normal, Pt(9)
        cells.paragraph_format.space_after = Pt(0)
        small = styles.add_style("footnote text", 1)
        small.base_style, small.font.size = normal, Pt(9)
        mark = styles.add_style("footnote reference", 2)
        mark.font.superscript = True
        properties = self.document.core_properties
        properties.title, properties.author, properties.comments = _plain(self.publication.title), "Tanık", ""
        properties.language = self.publication.language

    def _contents(self) -> None:
        line = self.document.add_paragraph()
        self._field(line, 'TOC \\o "1-2" \\h \\z', self.say(N_("Update this field for the table of contents (F9).")))

    def _block(self, block: Block) -> None:
        if isinstance(block, Heading):
            self.document.add_heading(_plain(block.text), min(block.level, 4))
        elif isinstance(block, Paragraph):
            style = {"quote": "Quote", "lead": "Body Text"}.get(block.style, "Normal")
            self._parts(self.document.add_paragraph(style=style), block.parts)
        elif isinstance(block, Table):
            self._table(block)
        else:
            self._figure(block)

    def _parts(self, line: Any, parts: tuple[str | Note, ...]) -> None:
        for part in parts:
            if isinstance(part, str):
                line.add_run(_plain(part))
            else:
                self._mark(line, part)

    def _mark(self, line: Any, note: Note) -> None:
        self.notes.append(_plain(note.text))
        run = line.add_run(style="footnote reference")
        run._r.append(_element("w:footnoteReference", {"w:id": str(len(self.notes) + 1)}))

    def _caption(self, kind: str, name: str, text: str) -> None:
        self.numbers[kind] += 1
        line = self.document.add_paragraph(style="Caption")
        line.paragraph_format.keep_with_next = kind == "table"
        line.add_run(f"{name} ")
        self._field(line, f"SEQ {kind} \\* ARABIC", str(self.numbers[kind]))
        line.add_run(f". {_plain(text)}")

    def _table(self, block: Table) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        self._caption("table", self.say(N_("Table")), block.caption)
        made = self.document.add_table(rows=1, cols=len(block.heads), style="Table Grid")
        made.autofit = False
        for cell, head in zip(made.rows[0].cells, block.heads, strict=True):
            cell.paragraphs[0].add_run(_plain(head)).bold = True
        # The heads stand again on every page (17.4.78).
        made.rows[0]._tr.get_or_add_trPr().append(_element("w:tblHeader", {}))
        for row in block.rows:
            cells = made.add_row().cells
            for number, (cell, value) in enumerate(zip(cells, row, strict=True)):
                line = cell.paragraphs[0]
                self._parts(line, (value,))
                if number in block.numeric:
                    line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        for column, width in zip(made.columns, _widths(block), strict=True):
            column.width = width
            for cell in column.cells:
                cell.width = width
                cell.paragraphs[0].style = "Table Text"
        if block.note:
            self.document.add_paragraph(_plain(block.note), style="Caption")
        self.document.add_paragraph()

    def _figure(self, block: Figure) -> None:
        from docx.shared import Inches

        picture = png(block.chart)
        line = self.document.add_paragraph()
        line.paragraph_format.keep_with_next = True
        shape = line.add_run().add_picture(io.BytesIO(picture))
        share = min(1.0, Inches(_WIDE) / shape.width, Inches(_HIGH) / shape.height)
        shape.width, shape.height = int(shape.width * share), int(shape.height * share)
        shape._inline.docPr.set("descr", _plain(block.alternative))
        self._caption("figure", self.say(N_("Figure")), block.caption)

    def _field(self, line: Any, code: str, shown: str) -> None:
        """A field (17.16) with what it shows until it is updated."""
        for kind, text in (("begin", ""), ("code", code), ("separate", ""), ("shown", shown), ("end", "")):
            run = line.add_run()
            if kind == "code":
                element = _element("w:instrText", {"xml:space": "preserve"})
                element.text = f" {text} "
                run._r.append(element)
            elif kind == "shown":
                run.text = text
            else:
                run._r.append(_element("w:fldChar", {"w:fldCharType": kind}))

    def _footnotes(self) -> None:
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        separators = "".join(
            f'<w:footnote w:id="{number}" w:type="{kind}"><w:p><w:r><w:{mark}/></w:r></w:p></w:footnote>'
            for number, kind, mark in (
                (0, "separator", "separator"),
                (1, "continuationSeparator", "continuationSeparator"),
            )
        )
        notes = "".join(_footnote(number, text) for number, text in enumerate(self.notes, 2))
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        xml = f'{head}<w:footnotes xmlns:w="{_W}">{separators}{notes}</w:footnotes>'
        package = self.document.part.package
        part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, xml.encode(), package)
        self.document.part.relate_to(part, _RELATION)


def _widths(block: Table) -> list[Any]:
    """Widths of the columns, together that of the page, by the longest word and the usual length of a cell."""
    from docx.shared import Inches

    wanted = []
    for number, head in enumerate(block.heads):
        cells = [row[number] if isinstance(row[number], str) else "0000" for row in block.rows[:200]]
        words = max((len(word) for cell in (head, *cells) for word in str(cell).split()), default=1)
        usual = sorted(len(str(cell)) for cell in cells)[len(cells) * 3 // 4] if cells else len(head)
        wanted.append(max(words, min(usual, 60)) + 2)
    return [Inches(_WIDE * each / sum(wanted)) for each in wanted]


def _footnote(number: int, text: str) -> str:
    from xml.sax.saxutils import escape

    mark = '<w:r><w:rPr><w:rStyle w:val="footnotereference"/></w:rPr><w:footnoteRef/></w:r>'
    words = f'<w:r><w:t xml:space="preserve"> {escape(text)}</w:t></w:r>'
    style = '<w:pPr><w:pStyle w:val="footnotetext"/></w:pPr>'
    return f'<w:footnote w:id="{number}"><w:p>{style}{mark}{words}</w:p></w:footnote>'


def _element(name: str, attributes: dict[str, str]) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    make: Callable[[str], Any] = OxmlElement
    element = make(name)
    for key, value in attributes.items():
        element.set("{http://www.w3.org/XML/1998/namespace}space" if key == "xml:space" else qn(key), value)
    return element


def _plain(text: str) -> str:
    """The text without what XML cannot hold, on one line."""
    return " ".join(_NOT_XML.sub("\ufffd", text).split(" ")).replace("\n", " ")
