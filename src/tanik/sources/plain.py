"""Plain text and Markdown: lines as they stand, in whatever encoding they came."""

from __future__ import annotations

import re

from tanik.sources import encodings
from tanik.sources.extraction import Extraction, RawDoubt, RawHeading, RawNote, RawPage
from tanik.sources.given import Given

MAKER = "tanik-plain 1"

_NEWLINE = re.compile(r"\r\n?")
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
_ATX = re.compile(r"^ {0,3}(#{1,6})[ \t]+\S[^\n]*$", re.MULTILINE)
_SETEXT = re.compile(r"^(?! {0,3}[#>\-*+=])[^\n]{1,200}\n {0,3}(={2,}|-{2,})[ \t]*$", re.MULTILINE)
_FENCE = re.compile(r"^ {0,3}(```|~~~)", re.MULTILINE)
_NOTE_TEXT = re.compile(r"^\[\^([^\]\s]{1,40})\]:[ \t]*([^\n]*(?:\n(?:[ ]{2,}|\t)\S[^\n]*)*)\n?", re.MULTILINE)
_NOTE_MARK = re.compile(r"\[\^([^\]\s]{1,40})\]")


def read_plain(given: Given) -> Extraction:
    """The text as it stands. A form feed starts a page; ``\\r\\n`` and ``\\r`` become ``\\n``."""
    return _read(given, "text")


def read_markdown(given: Given) -> Extraction:
    """As plain text; headings are marked (their ``#`` kept), ``[^1]`` notes become notes."""
    extraction = _read(given, "markdown")
    if not extraction.pages:
        _take_notes(extraction)
    extraction.headings = _headings(extraction.text)
    return extraction


def _read(given: Given, format: str) -> Extraction:
    decoded = encodings.decode(given)
    text = decoded.text
    newlines = _newlines(text)
    text = _NEWLINE.sub("\n", text)
    text, pages = _pages(text)
    doubts = [RawDoubt(at, at + 1, "undecodable", {"encoding": decoded.encoding}) for at in _find(text, decoded)]
    for match in _UNWANTED.finditer(text):
        code = f"U+{ord(match.group()):04X}"
        doubts.append(RawDoubt(match.start(), match.end(), "control_character", {"code": code}))
    if doubts:
        text = _UNWANTED.sub("\ufffd", text)
    if not decoded.sure:
        doubts.append(RawDoubt(0, len(text), "encoding", {"encoding": decoded.encoding}))
    doubts.sort(key=lambda doubt: (doubt.start, doubt.end, doubt.kind))
    result = Extraction(text=text, format=format, maker=MAKER, hard_lines=True, pages=pages, doubts=doubts)
    result.encoding, result.encoding_how = decoded.encoding, decoded.how
    result.metadata = {"newlines": newlines} if newlines else {}
    return result


def _find(text: str, decoded: encodings.Decoded) -> list[int]:
    """Places of unreadable bytes, in the text with normalised line ends."""
    return [match.start() for match in re.finditer("\ufffd", text)] if decoded.replaced else []


def _newlines(text: str) -> str:
    """Which line ends the file had: ``lf``, ``crlf``, ``cr``, ``mixed``, or empty for none."""
    crlf = text.count("\r\n")
    found = {"crlf": crlf, "lf": text.count("\n") - crlf, "cr": text.count("\r") - crlf}
    kinds = [kind for kind, count in found.items() if count]
    return kinds[0] if len(kinds) == 1 else "mixed" if kinds else ""


def _pages(text: str) -> tuple[str, list[RawPage]]:
    """Pages of a text with form feeds; the form feeds become line ends."""
    if "\f" not in text:
        return text, []
    parts = text.removesuffix("\f").split("\f")
    if len(parts) == 1:
        return parts[0], []
    pages: list[RawPage] = []
    laid: list[str] = []
    at = 0
    for number, part in enumerate(parts, start=1):
        if not part.endswith("\n") and number < len(parts):
            part += "\n"
        laid.append(part)
        pages.append(RawPage(at, at + len(part), number))
        at += len(part)
    return "".join(laid), pages


def _headings(text: str) -> list[RawHeading]:
    fences = [match.start() for match in _FENCE.finditer(text)]
    closed = list(zip(fences[::2], fences[1::2] + [len(text)] * (len(fences) % 2), strict=True))
    found = [(m.start(), m.end(), len(m.group(1))) for m in _ATX.finditer(text)]
    found += [
        (m.start(), text.index("\n", m.start()), 1 if m.group(1)[0] == "=" else 2) for m in _SETEXT.finditer(text)
    ]
    outside = [item for item in sorted(found) if not any(start <= item[0] < end for start, end in closed)]
    return [RawHeading(start, end, level) for start, end, level in outside]


def _take_notes(extraction: Extraction) -> None:
    """Turn ``[^1]`` and ``[^1]: words`` into notes; both marks leave the text, the words go where they stood."""
    text = extraction.text
    definitions = {match.group(1): match for match in reversed(list(_NOTE_TEXT.finditer(text)))}
    nested = any("[^" in match.group(2) for match in definitions.values())
    if not definitions or nested or extraction.doubts:
        return
    starts = {match.start(): name for name, match in definitions.items()}
    parts: list[str] = []
    anchors: dict[str, int] = {}
    ranges: dict[str, tuple[int, int]] = {}
    size = last = 0
    for match in _NOTE_MARK.finditer(text):
        name = match.group(1)
        piece = text[last : match.start()]
        parts.append(piece)
        size += len(piece)
        last = match.end()
        if match.start() in starts:
            body = definitions[name]
            last = body.start(2)
            ranges[name] = (size, size + len(body.group(2)))
        elif name in definitions:
            anchors.setdefault(name, size)
        else:
            parts.append(match.group())
            size += len(match.group())
    parts.append(text[last:])
    extraction.text = "".join(parts)
    extraction.notes = [
        RawNote(start, end, anchors.get(name), name)
        for name, (start, end) in sorted(ranges.items(), key=lambda i: i[1])
    ]
