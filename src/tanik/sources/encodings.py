"""Which character encoding a text is in: byte order mark, UTF-8, UTF-16, or an 8-bit code page of Turkish.

No library: the 8-bit code pages that Turkish was written in differ in few bytes, and statistics over letters tell them
apart better than general detectors do. windows-1254 and ISO-8859-9 differ only in 0x80-0x9F, where ISO has control
characters that nobody writes.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Literal

from tanik.errors import SourceError, UnknownFormatError
from tanik.sources.given import Given
from tanik.translation import N_

How = Literal["given", "bom", "declared", "detected"]

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 1 << 18
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
_HIGH = re.compile(rb"[\x80-\xff]")
_ASCII_LETTER = re.compile(rb"[A-Za-z]")
_C1 = re.compile(rb"[\x80-\x9f]")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_CODE_PAGES = ("windows-1254", "iso-8859-9", "cp857", "mac-turkish")
_USUAL = frozenset("çğıöşüÇĞİÖŞÜâîûÂÎÛ")
_EUROPEAN = frozenset("éèêëàáäåæïíìñóòôøúùßÉÈÀÄÅÆÑØ")
_MARKS = frozenset("‘’“”–—…«»°§·•\u00a0\u00ad")
_LETTER_BEFORE = re.compile(r"[^\W\d_]([^\w\s])[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """``replaced``: offsets in ``text`` of bytes that could not be read (U+FFFD stands there)."""

    text: str
    encoding: str
    how: How
    replaced: tuple[int, ...] = ()
    sure: bool = True


def decode(given: Given, declared: str | None = None) -> Decoded:
    """The text of ``given.data``. ``declared``: what the file itself says (HTML).

    Order: the user's word, a byte order mark, the file's own word, then detection. Raises ``SourceError`` when the
    user's encoding does not fit and ``UnknownFormatError`` when the bytes are no text.
    """
    data = given.data
    if given.encoding is not None:
        return _as_given(given, given.encoding)
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], encoding, "bom")
    if declared is not None and (found := _as_declared(data, declared)):
        return found
    if wide := _wide(data[:_SAMPLE]):
        return _lenient(data, wide, "detected")
    if looks_binary(data):
        raise not_text(given)
    return _narrow(data)


def looks_binary(data: bytes) -> bool:
    """True when more than one byte in 200 of the first 256 KiB is a control character that texts do not use."""
    sample = data[:_SAMPLE]
    return len(_CONTROLS.findall(sample)) * 200 > len(sample)


def not_text(given: Given) -> UnknownFormatError:
    return UnknownFormatError(
        "T307",
        N_("“{name}” is not a text: it holds bytes that no text has."),
        N_("Give the original document (PDF, DOCX, ODT, EPUB, HTML, RTF or plain text)."),
        name=given.name,
    )


def _as_given(given: Given, encoding: str) -> Decoded:
    data = given.data
    try:
        codec = codecs.lookup(encoding)
        for mark, own in _BOMS:
            if data.startswith(mark) and codec.name in {own, "utf-8-sig" if own == "utf-8" else own[:6]}:
                data, codec = data[len(mark) :], codecs.lookup(own)
                break
        text = data.decode(codec.name)
    except UnicodeDecodeError as error:
        raise SourceError(
            "T308",
            N_("“{name}” is not in the encoding {encoding}: the byte {byte} at position {offset} does not fit."),
            N_("Leave the encoding out, so that it is detected, or name another one, such as utf-8 or windows-1254."),
            name=given.name,
            encoding=encoding,
            offset=error.start,
            byte=f"0x{error.object[error.start]:02X}",
        ) from error
    except (LookupError, ValueError) as error:
        raise SourceError(
            "T309",
            N_("“{encoding}” is not the name of a text encoding."),
            N_("Names that work: utf-8, utf-16, windows-1254, iso-8859-9. Or leave the encoding out."),
            name=given.name,
            encoding=encoding,
        ) from error
    return Decoded(text, codec.name, "given")


def _as_declared(data: bytes, declared: str) -> Decoded | None:
    """By the file's own word, when it fits; a page that says ISO-8859-9 or -1 is read as its windows superset."""
    name = declared.strip().lower().replace("_", "-")
    known = {"iso-8859-9": "windows-1254", "latin5": "windows-1254", "iso-8859-1": "windows-1252"}
    try:
        codec = codecs.lookup(known.get(name, name))
        return Decoded(data.decode(codec.name), codec.name, "declared")
    except (LookupError, ValueError):
        return None


def _lenient(data: bytes, encoding: str, how: How) -> Decoded:
    """Decode; what cannot be read becomes U+FFFD and its place is kept."""
    text = data.decode(encoding, errors="replace")
    return Decoded(text, encoding, how, tuple(match.start() for match in re.finditer("\ufffd", text)))


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: in Latin-letter text nearly every second byte is 0x00, 0x01 or 0x20 (’ … “)."""
    sample = sample[: len(sample) // 2 * 2]
    if len(sample) < 4 or b"\x00" not in sample:
        return None
    for encoding, high, low in (("utf-16-le", sample[1::2], sample[0::2]), ("utf-16-be", sample[0::2], sample[1::2])):
        zeros, small = high.count(0), high.count(0) + high.count(1) + high.count(0x20)
        if small >= 0.9 * len(high) and zeros >= 0.5 * len(high) and low.count(0) <= 0.02 * len(low):
            return encoding
    return None


def _narrow(data: bytes) -> Decoded:
    """UTF-8, UTF-8 with a few broken places, or the likeliest 8-bit code page."""
    try:
        return Decoded(data.decode("utf-8"), "utf-8", "detected")
    except UnicodeDecodeError:
        pass
    high = len(_HIGH.findall(data))
    inside = sum(len(match.group()) for match in _MULTIBYTE.finditer(data))
    if inside >= 10 * (high - inside):
        return _lenient(data, "utf-8", "detected")
    sample = data[:_SAMPLE] if _HIGH.search(data, 0, _SAMPLE) else _around_high(data)
    best = max(_CODE_PAGES, key=lambda encoding: _score(sample, encoding))
    decoded = _lenient(data, best, "detected")
    # Six of seven letters of a Turkish text are ASCII; a text of other letters is in a code page not known here.
    foreign = len(_HIGH.findall(sample)) > 0.6 * len(_ASCII_LETTER.findall(sample))
    return Decoded(decoded.text, best, "detected", decoded.replaced, _score(sample, best) > 0 and not foreign)


def _around_high(data: bytes) -> bytes:
    """A sample around the first byte that tells something."""
    first = _HIGH.search(data)
    start = max((first.start() if first else 0) - 1000, 0)
    return data[start : start + _SAMPLE]


def _score(sample: bytes, encoding: str) -> float:
    """How Turkish (or western European) the bytes above 0x7F look in a code page; higher is better, below 0 wrong."""
    if encoding == "iso-8859-9" and _C1.search(sample):
        return -float("inf")
    text = sample.decode(encoding, errors="replace")
    score = 0.0
    for char in text:
        if char < "\x80":
            continue
        if char in _USUAL:
            score += 1.0
        elif char in _MARKS:
            score += 0.3
        elif char in _EUROPEAN:
            score += 0.2
        else:
            score -= 2.0
    # Where a code page is wrong, marks stand inside words: "Ba№kan", "T?rkiye".
    score -= 1.5 * sum(match.group(1) not in "'-‘’­·.\u00ad" for match in _LETTER_BEFORE.finditer(text))
    # Equal bytes read equally in both pages; without C1 bytes the standard is named, not the vendor's superset.
    return score + (0.01 if encoding == "iso-8859-9" else 0.0)
