"""Builds the files of the example that no editor of plain text can write: one DOCX, one ODT and one PDF.

    python examples/moskova/build.py            writes texts/*.docx, *.odt, *.pdf from drafts/*.txt

A draft is plain text, one paragraph a line: ``#`` is the title, ``##`` a heading, ``[^…]`` a footnote. Only the
standard library is used, and the same drafts give the same bytes (fixed times in the archives, no random ids).
"""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

HERE = Path(__file__).parent
_NOTE = re.compile(r"\[\^(.+?)\](?!\])")
_EPOCH = (2026, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Line:
    """A paragraph of a draft; ``level`` 0 is running text, 1 the title, 2 a heading."""

    text: str
    level: int


def draft(name: str) -> list[Line]:
    lines = []
    for line in (HERE / "drafts" / name).read_text(encoding="utf-8").splitlines():
        mark = re.match(r"(#{1,2}) ", line)
        level = len(mark.group(1)) if mark else 0
        lines.append(Line(line[level + 1 :] if level else line, level))
    return lines


def _archive(path: Path, files: dict[str, str]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            # The type of an OpenDocument file is read from its first bytes, so that entry stays uncompressed.
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, content)


# --- DOCX (ECMA-376) -------------------------------------------------------------------------------------------------

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def write_docx(path: Path, lines: list[Line], author: str) -> None:
    notes: list[str] = []
    body = "".join(_docx_paragraph(line, notes) for line in lines)
    footnotes = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>{_run(" " + text)}</w:p></w:footnote>'
        for number, text in enumerate(notes, 1)
    )
    title = escape(lines[0].text)
    parts = {
        "/word/document.xml": f"{_WORD}.document.main+xml",
        "/word/footnotes.xml": f"{_WORD}.footnotes+xml",
        "/word/styles.xml": f"{_WORD}.styles+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    overrides = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in parts.items())
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/>'
        f'<w:pPr><w:outlineLvl w:val="{n - 1}"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
        for n in (1, 2)
    )
    _archive(
        path,
        {
            "[Content_Types].xml": f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
            "_rels/.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
            f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
            'Target="docProps/core.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{_OFFICE}/footnotes" Target="footnotes.xml"/>'
            f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
            "word/document.xml": f'{_XML}<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>',
            "word/footnotes.xml": f'{_XML}<w:footnotes xmlns:w="{_W}">{footnotes}</w:footnotes>',
            "word/styles.xml": f'{_XML}<w:styles xmlns:w="{_W}">{styles}</w:styles>',
            "docProps/core.xml": f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title>'
            f"<dc:creator>{escape(author)}</dc:creator><dc:language>tr</dc:language></cp:coreProperties>",
        },
    )


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def _docx_paragraph(line: Line, notes: list[str]) -> str:
    runs, at = "", 0
    for match in _NOTE.finditer(line.text):
        notes.append(match.group(1))
        runs += _run(line.text[at : match.start()])
        runs += f'<w:r><w:footnoteReference w:id="{len(notes)}"/></w:r>'
        at = match.end()
    style = f'<w:pPr><w:pStyle w:val="Heading{line.level}"/></w:pPr>' if line.level else ""
    return f"<w:p>{style}{runs}{_run(line.text[at:])}</w:p>"


# --- ODT (ISO/IEC 26300) ---------------------------------------------------------------------------------------------

_ODF = "urn:oasis:names:tc:opendocument:xmlns"


def write_odt(path: Path, lines: list[Line], title: str, author: str) -> None:
    kind = "application/vnd.oasis.opendocument.text"
    body = "".join(
        f'<text:h text:outline-level="{line.level}">{escape(line.text)}</text:h>'
        if line.level
        else f"<text:p>{escape(line.text)}</text:p>"
        for line in lines
    )
    _archive(
        path,
        {
            "mimetype": kind,
            "content.xml": f'{_XML}<office:document-content xmlns:office="{_ODF}:office:1.0" '
            f'xmlns:text="{_ODF}:text:1.0" office:version="1.3">'
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
            "meta.xml": f'{_XML}<office:document-meta xmlns:office="{_ODF}:office:1.0" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"><office:meta>'
            f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator>"
            "<dc:language>tr</dc:language></office:meta></office:document-meta>",
            "META-INF/manifest.xml": f'{_XML}<manifest:manifest xmlns:manifest="{_ODF}:manifest:1.0" '
            f'manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
            '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
            '<manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/></manifest:manifest>',
        },
    )


# --- PDF (ISO 32000-1) -----------------------------------------------------------------------------------------------
# A small book page: running head, page number, end-of-line hyphens, page labels. The font is the standard Times, which
# every viewer has; letters beyond ASCII get their own codes, and ToUnicode says what they are. Five Turkish letters are
# missing in many a viewer's Times: they are put together from letter and accent in a second font (Type 3).

_EXTRA = {
    "ğ": "gbreve", "Ğ": "Gbreve", "ş": "scedilla", "Ş": "Scedilla", "ı": "dotlessi", "İ": "Idotaccent",
    "ç": "ccedilla", "Ç": "Ccedilla", "ö": "odieresis", "Ö": "Odieresis", "ü": "udieresis", "Ü": "Udieresis",
    "â": "acircumflex", "î": "icircumflex", "û": "ucircumflex", "’": "quoteright", "“": "quotedblleft",
    "”": "quotedblright", "–": "endash", "—": "emdash", "…": "ellipsis",
}  # fmt: skip
_BUILT = {
    "ğ": ("g", "breve", 83, 0), "Ğ": ("G", "breve", 195, 212), "ş": ("s", "cedilla", 28, 0),
    "Ş": ("S", "cedilla", 111, 0), "İ": ("I", "dotaccent", 0, 212),
}  # fmt: skip
_ACCENTS = {"breve": 250, "cedilla": 251, "dotaccent": 252}
_CODES = {letter: 128 + number for number, letter in enumerate(_EXTRA)}
# Widths of Times-Roman in thousandths of the size, from the metrics of the standard 14 fonts.
_WIDTHS = {
    " ": 250, ".": 250, ",": 250, ":": 278, ";": 278, "-": 333, "(": 333, ")": 333, "’": 333, "“": 444, "”": 444,
    "a": 444, "â": 444, "c": 444, "ç": 444, "e": 444, "f": 333, "i": 278, "ı": 278, "î": 278, "j": 278, "l": 278,
    "m": 778, "r": 333, "s": 389, "ş": 389, "t": 278, "w": 722, "z": 444, "I": 333, "İ": 333, "J": 389, "L": 611,
    "M": 889, "P": 556, "F": 556, "S": 556, "Ş": 556, "B": 667, "C": 667, "Ç": 667, "R": 667, "E": 611, "T": 611,
    "Z": 611, "W": 944, "A": 722, "D": 722, "G": 722, "Ğ": 722, "H": 722, "K": 722, "N": 722, "O": 722, "Ö": 722,
    "Q": 722, "U": 722, "Ü": 722, "V": 722, "X": 722, "Y": 722, "…": 1000, "—": 1000,
}  # fmt: skip
_PAGE_WIDTH, _MARGIN = 368, 48
_SIZE, _LEADING = 11, 15
_VOWELS = "aeıioöuüâîûAEIİOÖUÜ"


def _width(text: str) -> float:
    return sum(_WIDTHS.get(letter, 500) for letter in text) * _SIZE / 1000


def _split(word: str, room: float) -> tuple[str, str] | None:
    """The word parted before a consonant and vowel (the rule of Turkish syllables), its head with a hyphen."""
    for at in range(len(word) - 3, 2, -1):
        syllable = word[at] not in _VOWELS and word[at + 1] in _VOWELS and any(v in word[:at] for v in _VOWELS)
        if syllable and word[: at + 2].isalpha() and _width(word[:at] + "-") <= room:
            return word[:at] + "-", word[at:]
    return None


def _wrap(text: str, indent: float) -> list[str]:
    room = _PAGE_WIDTH - 2 * _MARGIN
    rows: list[str] = []
    row, left = "", float(room) - indent
    for given in text.split():
        word = given
        while _width(f"{row} {word}".strip()) > left:
            parts = _split(word, left - _width(row + " "))
            if parts:
                row, word = f"{row} {parts[0]}".strip(), parts[1]
            rows.append(row)
            row, left = "", room
        row = f"{row} {word}".strip()
    return [*rows, row]


def _shown(text: str, x: float, y: float, size: int = _SIZE) -> str:
    runs = ""
    for run in re.findall("[ğĞşŞİ]+|[^ğĞşŞİ]+", text):
        font = "F2" if run[0] in _BUILT else "F1"
        runs += f"/{font} {size} Tf <{bytes(_CODES.get(letter, ord(letter)) for letter in run).hex()}> Tj "
    return f"BT 1 0 0 1 {x:g} {y:g} Tm {runs}ET\n"


def write_pdf(path: Path, lines: list[Line], title: str, author: str, first_page: int, per_page: int = 18) -> None:
    """``per_page``: lines of a page; its height goes with them."""
    rows: list[tuple[str, float]] = []
    for line in lines:
        indent = 0 if line.level else 16
        if line.level:
            rows += [("", 0)] if rows else []
        wrapped = _wrap(line.text, indent)
        rows += [(row, indent if number == 0 else 0) for number, row in enumerate(wrapped)]
        rows += [("", 0)] if line.level else []
    sheets = [rows[at : at + per_page] for at in range(0, len(rows), per_page)]
    streams = []
    top = per_page * _LEADING + 126 - _MARGIN
    for number, sheet in enumerate(sheets):
        content = _shown(title, _MARGIN, top + 14, 8)
        for at, (row, shift) in enumerate(sheet):
            content += _shown(row, _MARGIN + shift, top - 16 - at * _LEADING) if row else ""
        streams.append(content + _shown(str(first_page + number), _PAGE_WIDTH / 2 - 6, 30, 8))
    path.write_bytes(_pdf_bytes(streams, title, author, first_page, top + _MARGIN))


def _pdf_bytes(streams: list[str], title: str, author: str, first_page: int, height: int) -> bytes:
    built = [_built(letter) for letter in _BUILT]
    first = 8 + len(built)
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(streams)))
    letters = "".join(f"{code} /{_EXTRA[letter]} " for letter, code in _CODES.items())
    letters += "".join(f"{code} /{name} " for name, code in _ACCENTS.items())
    procedures = "".join(f"/{_EXTRA[letter]} {8 + number} 0 R" for number, letter in enumerate(_BUILT))
    last = 127 + len(_CODES)
    objects = [
        f"<</Type/Catalog/Pages 2 0 R/Lang(tr)/PageLabels<</Nums[0<</S/D/St {first_page}>>]>>>>".encode(),
        f"<</Type/Pages/Kids[{kids}]/Count {len(streams)}/MediaBox[0 0 {_PAGE_WIDTH} {height}]>>".encode(),
        f"<</Title <{_utf16(title)}>/Author <{_utf16(author)}>>>".encode(),
        "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding 5 0 R/ToUnicode 6 0 R/FirstChar 32"
        f"/LastChar {last}/Widths[{_widths(last)}]>>".encode(),
        f"<</Type/Encoding/BaseEncoding/WinAnsiEncoding/Differences[{letters}]>>".encode(),
        _stream(_to_unicode()),
        "<</Type/Font/Subtype/Type3/FontBBox[0 -250 1000 950]/FontMatrix[.001 0 0 .001 0 0]/Encoding 5 0 R"
        f"/ToUnicode 6 0 R/Resources<</Font<</F1 4 0 R>>>>/CharProcs<<{procedures}>>/FirstChar 32/LastChar {last}"
        f"/Widths[{_widths(last)}]>>".encode(),
        *built,
    ]
    for number, content in enumerate(streams):
        objects.append(
            "<</Type/Page/Parent 2 0 R/Resources<</Font<</F1 4 0 R/F2 7 0 R>>>>"
            f"/Contents {first + 1 + 2 * number} 0 R>>".encode()
        )
        objects.append(_stream(content))
    return _numbered(objects)


def _built(letter: str) -> bytes:
    """A letter and its accent, drawn one over the other (ISO 32000-1, 9.6.5: the procedure of a Type 3 glyph)."""
    base, accent, right, up = _BUILT[letter]
    width = _WIDTHS.get(letter, 500)
    return _stream(
        f"{width} 0 d0 BT /F1 1000 Tf 1 0 0 1 0 0 Tm <{ord(base):02x}> Tj "
        f"1 0 0 1 {right} {up} Tm <{_ACCENTS[accent]:02x}> Tj ET"
    )


def _widths(last: int) -> str:
    letters = {code: letter for letter, code in _CODES.items()}
    return " ".join(str(_WIDTHS.get(letters.get(code, chr(code)), 500)) for code in range(32, last + 1))


def _to_unicode() -> str:
    pairs = [f"<{code:02x}> <{code:04x}>" for code in range(32, 127)]
    pairs += [f"<{code:02x}> <{ord(letter):04x}>" for letter, code in _CODES.items()]
    blocks = [pairs[at : at + 100] for at in range(0, len(pairs), 100)]
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Tanik def /CMapType 2 def\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        + "".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks)
        + "endcmap end end\n"
    )


def _numbered(objects: list[bytes]) -> bytes:
    """The objects as a file, with the table of their places (ISO 32000-1, 7.5.4)."""
    out = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(objects) + 1, table)
    return out + b"trailer\n<</Size %d/Root 1 0 R/Info 3 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


def _utf16(text: str) -> str:
    return (b"\xfe\xff" + text.encode("utf-16-be")).hex()


def _stream(content: str) -> bytes:
    packed = zlib.compress(content.encode("ascii"), 9)
    return b"<</Length %d/Filter/FlateDecode>>\nstream\n%b\nendstream" % (len(packed), packed)


def build(folder: Path) -> None:
    """Write the three files into ``folder``."""
    write_docx(folder / "yardim-ve-antlasma.docx", draft("yardim-ve-antlasma.txt"), "Murat Aydoğan")
    write_odt(folder / "mektup.odt", draft("mektup.txt"), "Moskova’dan bir mektup", "Sabri Cemal Yalın")
    title, author = "Sefaret Defteri", "Nihat Ferid Akdere"
    write_pdf(folder / "sefaret-defteri.pdf", draft("sefaret-defteri.txt"), f"{author}, {title}", author, 41)


if __name__ == "__main__":
    build(HERE / "texts")
