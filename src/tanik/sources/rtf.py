"""Rich Text Format 1.9: words, headings, lists, table rows and the notes with their places.

Own reader, because the libraries lose footnotes: in RTF a note stands inside the sentence that calls it.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field, replace

from tanik.errors import DamagedSourceError
from tanik.sources.assembly import CELL, Assembly, NoteMark, Piece
from tanik.sources.extraction import BlockKind, Extraction, RawDoubt
from tanik.sources.given import Given
from tanik.translation import N_

MAKER = "tanik-rtf 1"

_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})?\x20?|\\'(?P<byte>[0-9A-Fa-f]{2})|\\(?P<symbol>[^A-Za-z])"
    r"|(?P<brace>[{}])|[\r\n\x00]+|(?P<text>[^\\{}\r\n\x00]+)|(?P<rest>\\)",
    re.DOTALL,
)
# fmt: off
_DROPPED = frozenset(
    [
        "colortbl", "filetbl", "listtable", "listoverridetable", "rsidtbl", "pict", "header", "headerl", "headerr",
        "headerf", "footer", "footerl", "footerr", "footerf", "fldinst", "xe", "tc", "bkmkstart", "bkmkend",
        "themedata", "colorschememapping", "latentstyles", "datastore", "generator", "ftnsep", "ftnsepc", "ftncn",
        "aftnsep", "aftnsepc", "aftncn", "annotation", "atnid", "atnauthor", "atntime", "atnref", "objdata",
        "nonshppict", "revtbl",
    ]
)
# fmt: on
_KEPT_STARRED = frozenset({"shppict", "shpinst", "shptxt"})
_WORDS = {
    "tab": "\t",
    "line": "\n",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
}
_SYMBOLS = {"~": "\u00a0", "_": "-", "-": "", "\\": "\\", "{": "{", "}": "}", "\t": "\t"}
_CHARSETS = {162: 1254, 238: 1250, 204: 1251, 161: 1253, 177: 1255, 178: 1256, 186: 1257, 163: 1258}
_HEADING = re.compile(r"(?:heading|başlık)\s?(\d)", re.IGNORECASE)


@dataclass(slots=True)
class _Group:
    """What holds inside one pair of braces. ``to``: where its words go (``""``: nowhere)."""

    to: str = "text"
    fallback: int = 1
    codec: str = ""
    hidden: bool = False
    starred: bool = False
    opened: str = ""
    """The destination that this very group opened, for its end."""


@dataclass(slots=True)
class _Line:
    pieces: list[Piece] = field(default_factory=list)
    heading: int = 0
    kind: BlockKind | None = None


def read_rtf(given: Given) -> Extraction:
    """The text in order, notes at their anchors. Pages are not known: RTF says only where the author broke one."""
    reader = _Reader(given)
    reader.run(given.data.decode("latin-1"))
    extraction = reader.assembly.finish("rtf", MAKER, pages=False)
    extraction.metadata = {key: value.strip() for key, value in reader.info.items() if value.strip()}
    extraction.encoding, extraction.encoding_how = reader.codec, "declared"
    if reader.broken_off:
        extraction.doubts.append(RawDoubt(len(extraction.text), len(extraction.text), "broken_off"))
    return extraction


class _Reader:
    def __init__(self, given: Given) -> None:
        self._given = given
        self.assembly = Assembly()
        self.info: dict[str, str] = {}
        self.codec = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._levels: dict[int, int] = {}
        self._style = -1
        self._style_name = ""
        self._stack: list[_Group] = []
        self._now = _Group()
        self._line = _Line()
        self._table = False
        self._skip = 0
        self._note: list[str] = []
        self._notes = 0
        self._endnote = False

    def run(self, source: str) -> None:
        for match in _TOKEN.finditer(source):
            kind = match.lastgroup
            if match["brace"]:
                self._brace(match["brace"])
            elif match["word"]:
                self._word(match["word"], match["number"])
            elif kind == "byte":
                self._byte(int(match["byte"], 16))
            elif kind == "symbol":
                self._symbol(match["symbol"])
            elif kind == "text":
                self._text(match["text"])
        self._end_line()
        if self._stack and self.assembly.empty:
            raise DamagedSourceError(
                "T328",
                N_("“{name}” is damaged: the RTF file breaks off before its text begins."),
                N_("Copy or download it again, or save it anew as DOCX."),
                name=self._given.name,
            )

    @property
    def broken_off(self) -> bool:
        """The file ended inside of a group."""
        return bool(self._stack)

    def _brace(self, brace: str) -> None:
        self._skip = 0
        if brace == "{":
            self._stack.append(self._now)
            self._now = replace(self._now, starred=False, opened="")
            return
        if not self._stack:
            return
        closed, self._now = self._now, self._stack.pop()
        if closed.opened == "note":
            key = f"n{self._notes}"
            kind = "endnote" if self._endnote else "footnote"
            self.assembly.note(key, _whole("".join(self._note)), mark=str(self._notes), kind=kind)  # type: ignore[arg-type]

    def _word(self, word: str, number: str | None) -> None:
        now, value = self._now, int(number) if number else None
        if word == "u" and value is not None:
            self._write(chr(value % 65536))
            self._skip = now.fallback
            return
        self._skip = 0
        if word == "bin" or self._destination(word):
            return
        if now.starred and word not in _KEPT_STARRED:
            now.to, now.starred = "", False
            return
        now.starred = False
        if word in _WORDS:
            self._write(_WORDS[word])
        elif word in {"par", "sect", "page"}:
            self._paragraph()
        elif word in {"cell", "nestcell"}:
            if now.to == "text":
                self._line.pieces.append(CELL)
        elif word in {"row", "nestrow"}:
            self._row()
        else:
            self._property(word, value)

    def _destination(self, word: str) -> bool:
        """Words that open a place of their own."""
        now = self._now
        if word in _DROPPED:
            now.to = ""
        elif word in {"fonttbl", "stylesheet"}:
            now.to = word
        elif word == "info":
            now.to = "info"
        elif word in {"title", "author", "creatim"} and now.to.startswith("info"):
            now.to = f"info.{word}" if word != "creatim" else ""
        elif word == "footnote" and now.to == "text":
            now.to, now.opened = "note", "note"
            self._notes += 1
            self._endnote = False
            self._note = []
            self._line.pieces.append(NoteMark(f"n{self._notes}"))
        elif word in {"pntext", "listtext"}:
            now.to = ""
            self._line.kind = "list"
        else:
            return False
        now.starred = False
        return True

    def _property(self, word: str, value: int | None) -> None:
        now = self._now
        if word == "pard":
            if now.to == "text":
                self._line.heading, self._line.kind, self._table = 0, None, False
        elif word == "intbl":
            self._table = True
        elif word == "ftnalt":
            self._endnote = True
        elif word == "uc":
            now.fallback = value if value is not None else 1
        elif word == "v":
            now.hidden = value != 0
        elif word == "deleted":
            now.hidden = True
        elif word == "ansicpg" and value:
            self.codec = _codec(value)
        elif word == "mac":
            self.codec = "mac-roman"
        elif word == "f" and value is not None:
            self._font = value
            now.codec = self._fonts.get(value, "")
        elif word == "fcharset" and value in _CHARSETS and now.to == "fonttbl":
            self._fonts[self._font] = _codec(_CHARSETS[value])
        elif word == "outlinelevel" and value is not None and value < 9 and now.to == "text":
            self._line.heading = value + 1
        elif word == "s" and value is not None:
            self._style = value
            if now.to == "text" and value in self._levels:
                self._line.heading = self._levels[value]

    def _byte(self, value: int) -> None:
        if self._skip:
            self._skip -= 1
            return
        self._write(bytes([value]).decode(self._now.codec or self.codec, errors="replace"))

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._now.starred = True
        elif symbol in "\r\n":
            self._paragraph()
        elif self._skip:
            self._skip -= 1
        else:
            self._write(_SYMBOLS.get(symbol, ""))

    def _text(self, text: str) -> None:
        if self._skip:
            skipped = min(self._skip, len(text))
            self._skip -= skipped
            text = text[skipped:]
        if text:
            # Bytes above 0x7F are not allowed here, but old programs write them.
            codec = self._now.codec or self.codec
            self._write(text if text.isascii() else text.encode("latin-1").decode(codec, errors="replace"))

    def _write(self, text: str) -> None:
        now = self._now
        if now.hidden or not now.to or not text:
            return
        if now.to == "text":
            self._line.pieces.append(text)
        elif now.to == "note":
            self._note.append(text)
        elif now.to == "stylesheet":
            self._style_name += text
            if text.endswith(";"):
                if found := _HEADING.search(self._style_name):
                    self._levels[self._style] = int(found.group(1))
                self._style_name = ""
        elif now.to.startswith("info."):
            key = now.to.removeprefix("info.")
            self.info[key] = self.info.get(key, "") + text

    def _paragraph(self) -> None:
        if self._now.to == "note":
            self._note.append(" ")
        elif self._now.to == "text":
            if self._table:
                self._line.pieces.append(" ")
            else:
                self._end_line()

    def _row(self) -> None:
        if self._line.pieces and self._line.pieces[-1] == CELL:
            self._line.pieces.pop()
        self._line.kind = "row"
        self._end_line()

    def _end_line(self) -> None:
        line = self._line
        if line.pieces:
            self.assembly.block(_joined(line.pieces), heading=line.heading, kind=line.kind)
        # RTF keeps paragraph properties until \pard takes them back.
        self._line = _Line([], line.heading, None if line.kind == "row" else line.kind)


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Strings in a row made one, so that the halves of a surrogate pair meet."""
    found: list[Piece] = []
    run: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            run.append(piece)
            continue
        found += [_whole("".join(run)), piece]
        run = []
    return [*found, _whole("".join(run))]


def _whole(text: str) -> str:
    """UTF-16 halves as one character; a lone half as U+FFFD."""
    return text.encode("utf-16-le", errors="surrogatepass").decode("utf-16-le", errors="replace")


def _codec(page: int) -> str:
    name = {65001: "utf-8", 10000: "mac-roman", 10081: "mac-turkish"}.get(page, f"cp{page}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"
