"""The door to the sources: which file is what, and who reads it.

The reader is chosen by the first bytes of the file; the name decides only between formats that are plain text
(Markdown, HTML without a head). A file is read into memory once and checked before and after, so that a text never is
half of one version and half of another.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tanik.errors import EmptySourceError, LockedSourceError, SourceError, SourceMissingError, UnknownFormatError
from tanik.reasons import refusal
from tanik.sources.extraction import Extraction
from tanik.sources.given import Given
from tanik.sources.limits import Limits
from tanik.translation import N_

_CHUNK = 1 << 20
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Format:
    """One row of the table of readers. ``suffixes``: lower case, with the dot."""

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[Given], Extraction]
    title: str


def _read_pdf(given: Given) -> Extraction:
    from tanik.sources.pdf import read_pdf

    return read_pdf(given)


def _read_docx(given: Given) -> Extraction:
    from tanik.sources.docx import read_docx

    return read_docx(given)


def _read_odt(given: Given) -> Extraction:
    from tanik.sources.odt import read_odt

    return read_odt(given)


def _read_epub(given: Given) -> Extraction:
    from tanik.sources.epub import read_epub

    return read_epub(given)


def _read_html(given: Given) -> Extraction:
    from tanik.sources.html import read_html

    return read_html(given)


def _read_rtf(given: Given) -> Extraction:
    from tanik.sources.rtf import read_rtf

    return read_rtf(given)


def _read_tei(given: Given) -> Extraction:
    from tanik.sources.tei import read_tei

    return read_tei(given)


def _read_image(given: Given) -> Extraction:
    from tanik.sources.scan import read_image

    return read_image(given)


def _read_plain(given: Given) -> Extraction:
    from tanik.sources.plain import read_plain

    return read_plain(given)


def _read_markdown(given: Given) -> Extraction:
    from tanik.sources.plain import read_markdown

    return read_markdown(given)


FORMATS: tuple[Format, ...] = (
    Format("pdf", (".pdf",), _read_pdf, "PDF"),
    Format("docx", (".docx",), _read_docx, "Word (DOCX)"),
    Format("odt", (".odt",), _read_odt, "OpenDocument (ODT)"),
    Format("epub", (".epub",), _read_epub, "EPUB"),
    Format("rtf", (".rtf",), _read_rtf, "RTF"),
    Format("tei", (".xml", ".tei"), _read_tei, "TEI XML"),
    Format("html", (".html", ".htm", ".xhtml"), _read_html, "HTML"),
    Format("image", (".png", ".jpg", ".jpeg", ".tif", ".tiff"), _read_image, "PNG, JPEG, TIFF"),
    Format("markdown", (".md", ".markdown"), _read_markdown, "Markdown"),
    Format("text", (".txt", ".text"), _read_plain, "plain text"),
)
_BY_NAME = {format.name: format for format in FORMATS}
_BY_SUFFIX = {suffix: format for format in FORMATS for suffix in format.suffixes}

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
)
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        N_("“{name}” is an old Word, Excel or PowerPoint file (DOC, XLS, PPT), which Tanık does not read."),
    ),
    (b"AT&TFORM", N_("“{name}” is a DjVu file, which Tanık does not read.")),
    (b"\x1f\x8b", N_("“{name}” is a compressed file (gzip), which Tanık does not read.")),
    (b"7z\xbc\xaf\x27\x1c", N_("“{name}” is a compressed archive (7z), which Tanık does not read.")),
    (b"Rar!\x1a\x07", N_("“{name}” is a compressed archive (RAR), which Tanık does not read.")),
    (b"SQLite format 3\x00", N_("“{name}” is a database file, which Tanık does not read.")),
    (b"\x7fELF", N_("“{name}” is a program, which Tanık does not read.")),
    (b"MZ\x90\x00", N_("“{name}” is a program, which Tanık does not read.")),
    (b"GIF8", N_("“{name}” is a GIF picture, which Tanık does not read.")),
    (b"%!PS", N_("“{name}” is a PostScript file, which Tanık does not read.")),
)
_HTML_HEAD = re.compile(rb"<(?:!doctype\s{1,10}html|html[\s>])", re.IGNORECASE)
_TEI_HEAD = re.compile(rb"<(?:[A-Za-z]{1,20}:)?(?:TEI|TEI\.2|teiCorpus)[\s>]")


def recognised_suffixes() -> tuple[str, ...]:
    """File name endings that Tanık reads, lower case with the dot, in alphabetical order."""
    return tuple(sorted(_BY_SUFFIX))


def identify(path: Path) -> tuple[str, int]:
    """SHA-256 (64 hex digits) and size in bytes of a file. Raises ``SourceError`` when it cannot be read."""
    digest = hashlib.sha256()
    size = 0
    try:
        _check_file(path)
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
    except OSError as error:
        raise _unreadable(path, error) from error
    return digest.hexdigest(), size


def extract(
    path: Path, *, encoding: str | None = None, language: str | None = None, limits: Limits | None = None
) -> Extraction:
    """Read a file: its text and what stands where.

    ``encoding``: of a text, HTML file, when the user knows it better; ``language``: BCP 47, for the OCR. Raises a
    ``SourceError`` of the fitting kind; never returns a text without words.
    """
    limits = limits or Limits()
    data = _load(path, limits)
    before = hashlib.sha256(data).hexdigest()
    format = recognise(data, path.name)
    extraction = format.read(Given(data, path.name, encoding, language, limits))
    if identify(path)[0] != before:
        raise _changed(path)
    if not extraction.text.strip():
        raise EmptySourceError(
            "T304",
            N_("“{name}” holds no words."),
            N_("Check that it is the right file. A scanned PDF without text is read by OCR when its pages show text."),
            name=path.name,
        )
    return extraction


def recognise(data: bytes, name: str) -> Format:
    """The format of a file by its first bytes, then by its name. Raises ``UnknownFormatError``."""
    head = data[:_HEAD]
    for magic, format in _MAGIC:
        if head.startswith(magic):
            return _BY_NAME[format]
    if b"%PDF-" in head[:1024]:
        return _BY_NAME["pdf"]
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_format(data, name)
    for magic, sentence in _FOREIGN:
        if head.startswith(magic):
            raise _foreign(name, sentence)
    suffix = Path(name).suffix.lower()
    plain = head.replace(b"\x00", b"")
    if _TEI_HEAD.search(plain):
        return _BY_NAME["tei"]
    if _HTML_HEAD.search(plain) or suffix in _BY_NAME["html"].suffixes:
        return _BY_NAME["html"]
    if suffix in _BY_NAME["markdown"].suffixes:
        return _BY_NAME["markdown"]
    if plain.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<?xml"):
        raise _foreign(name, N_("“{name}” is an XML file, but neither TEI nor XHTML; Tanık does not read it."))
    return _BY_NAME["text"]


def _zip_format(data: bytes, name: str) -> Format:
    from tanik.sources.archive import Archive

    archive = Archive(Given(data, name))
    kind = archive.read("mimetype")[:100].strip() if "mimetype" in archive else b""
    if kind == b"application/epub+zip" or "META-INF/container.xml" in archive:
        return _BY_NAME["epub"]
    if kind.startswith(b"application/vnd.oasis.opendocument.text"):
        return _BY_NAME["odt"]
    if any(part.startswith("word/") for part in archive.names):
        return _BY_NAME["docx"]
    if "content.xml" in archive and name.lower().endswith(".odt"):
        return _BY_NAME["odt"]
    if any(part.startswith(("xl/", "ppt/")) for part in archive.names):
        raise _foreign(name, N_("“{name}” is a table or a presentation (XLSX, PPTX), which Tanık does not read."))
    raise _foreign(name, N_("“{name}” is a ZIP archive, which Tanık does not read."))


def _load(path: Path, limits: Limits) -> bytes:
    """The whole file, unchanged between the first and the last byte."""
    try:
        _check_file(path)
        before = path.stat()
        if before.st_size > limits.file_bytes:
            raise SourceError(
                "T306",
                N_("“{name}” is too large: {size} bytes, the limit is {limit}."),
                N_("Split it into parts, for example by chapter."),
                name=path.name,
                size=before.st_size,
                limit=limits.file_bytes,
            )
        with path.open("rb") as file:
            data: bytes = file.read(limits.file_bytes + 1)
            after = os.fstat(file.fileno())
    except OSError as error:
        raise _unreadable(path, error) from error
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(data) != after.st_size:
        raise _changed(path)
    if not data:
        raise EmptySourceError(
            "T303",
            N_("“{name}” is empty (0 bytes)."),
            N_("Copy or download it again; the copy may have failed."),
            name=path.name,
        )
    return data


def _check_file(path: Path) -> None:
    """A pipe would be waited for and a device read without end."""
    mode = path.stat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise SourceError(
            "T313",
            N_("“{path}” is a device or a pipe, not a file."),
            N_("Save what it gives as a file, and read that file."),
            path=str(path),
        )


def _unreadable(path: Path, error: OSError) -> SourceError:
    if isinstance(error, FileNotFoundError):
        return SourceMissingError(
            "T301", N_("There is no file “{path}”."), N_("Check the name and the folder."), path=str(path)
        )
    if isinstance(error, PermissionError):
        return LockedSourceError(
            "T302",
            N_("“{name}” may not be read: you have no permission."),
            N_("Ask its owner for permission to read it, or copy it to a folder of your own."),
            name=path.name,
        )
    if isinstance(error, IsADirectoryError):
        return SourceError(
            "T310",
            N_("“{name}” is a folder, not a file."),
            N_("Name the files inside it."),
            name=path.name or str(path),
        )
    return SourceError(
        "T311",
        N_("“{name}” cannot be read: {reason}."),
        N_("Check the disk or the network drive, or copy the file to another place."),
        name=path.name,
        reason=refusal(error),
    )


def _changed(path: Path) -> SourceError:
    return SourceError(
        "T305",
        N_("“{name}” changed while it was read."),
        N_("Wait until the program that writes it is done, then read it again."),
        name=path.name,
    )


def _foreign(name: str, sentence: str) -> UnknownFormatError:
    return UnknownFormatError(
        "T312",
        sentence,
        N_("Save it as PDF, DOCX, ODT, EPUB, HTML, RTF or plain text, and read that file."),
        name=name,
    )
