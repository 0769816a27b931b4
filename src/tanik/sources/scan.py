"""OCR: pictures and scanned pages through the program Tesseract, with the confidence of every word.

One process for a page, one thread each (its threads slow each other down); the picture goes in by a pipe, nothing is
written to disk.
"""

from __future__ import annotations

import csv
import io
import os
import subprocess
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from tanik.errors import DamagedSourceError, HostileSourceError, MissingPartError, Phrase, SourceError
from tanik.reasons import fault
from tanik.sources.extraction import (
    Extraction,
    RawBlock,
    RawDoubt,
    RawFurniture,
    RawHeading,
    RawNote,
    RawPage,
    UnsureWord,
)
from tanik.sources.given import Given
from tanik.translation import N_

UNSURE_BELOW = 60.0
"""Confidence (0 to 100) below which a word is marked."""
_DPI = 300
_LANGUAGES = {"tr": "tur", "en": "eng", "fr": "fra", "de": "deu", "ru": "rus", "it": "ita", "el": "ell", "ar": "ara"}
_DEFAULT = "tur"
_MOST_FRAMES = 2_000


@dataclass(slots=True)
class Recognised:
    """The words of one picture. Offsets are into ``text``."""

    text: str = ""
    unsure: list[UnsureWord] = field(default_factory=list)
    maker: str = ""


def read_image(given: Given) -> Extraction:
    """A picture (PNG, JPEG) or a file of several (TIFF): each is one page."""
    pages = [recognise(picture, given) for picture in _pictures(given)]
    empty = [RawPage(0, 0, number) for number in range(1, len(pages) + 1)]
    blank = Extraction(text="", format="image", maker="", hard_lines=True, pages=empty)
    return insert_pages(blank, dict(enumerate(pages)))


def _pictures(given: Given) -> list[Any]:
    from PIL import Image, ImageSequence, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(given.data), formats=("PNG", "JPEG", "TIFF")) as image:
            if getattr(image, "n_frames", 1) > _MOST_FRAMES:
                raise _too_large(given, image.width * image.height)
            found = []
            for frame in ImageSequence.Iterator(image):
                if frame.width * frame.height > given.limits.page_pixels:
                    raise _too_large(given, frame.width * frame.height)
                dpi = frame.info.get("dpi", (0, 0))[0]
                picture = frame.convert("L")
                picture.info["dpi"] = (float(dpi), float(dpi))
                found.append(picture)
            return found
    except Image.DecompressionBombError as error:
        raise _too_large(given, 0) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise DamagedSourceError(
            "T344",
            N_("“{name}” is a damaged picture ({reason})."),
            N_("Copy it again, or save it anew as PNG."),
            name=given.name,
            reason=fault(str(error)),
        ) from error


def _too_large(given: Given, pixels: int) -> HostileSourceError:
    return HostileSourceError(
        "T343",
        N_("“{name}” was not read: a picture of {pixels} pixels is over the limit of {limit}."),
        N_("Save it smaller; 300 dots per inch are enough for any print."),
        name=given.name,
        pixels=pixels,
        limit=given.limits.page_pixels,
    )


def render(page: Any, given: Given) -> Any:
    """A PDF page as a grey picture at 300 dots per inch, smaller when that is over the limit of pixels."""
    width, height = page.get_size()
    scale = _DPI / 72
    pixels = max(width * height * scale * scale, 1.0)
    if pixels > given.limits.page_pixels:
        scale *= (given.limits.page_pixels / pixels) ** 0.5
    picture = page.render(scale=scale, grayscale=True).to_pil()
    picture.info["dpi"] = (scale * 72, scale * 72)
    return picture


def recognise(picture: Any, given: Given) -> Recognised:
    """Read one picture. Raises ``MissingPartError`` when Tesseract or its language is not installed."""
    language = _language(given)
    buffer = io.BytesIO()
    dpi = picture.info.get("dpi", (0.0, 0.0))
    # Without a resolution Tesseract guesses; a scan for reading has about 300.
    resolution = int(dpi[0]) if 70 <= dpi[0] <= 2400 else _DPI
    picture.save(buffer, "PNG", dpi=(resolution, resolution), compress_level=1)
    command = ["tesseract", "-", "-", "-l", language, "--psm", "1", "--dpi", str(resolution), "tsv"]
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command, no shell
            command,
            input=buffer.getvalue(),
            capture_output=True,
            timeout=given.limits.ocr_seconds,
            env=os.environ | {"OMP_THREAD_LIMIT": "1"},
            check=False,
        )
    except FileNotFoundError as error:
        raise _no_program(given) from error
    except subprocess.TimeoutExpired as error:
        raise _failed(given, Phrase(N_("it took too long"))) from error
    if done.returncode != 0:
        raise _failed(given, fault(done.stderr.decode("utf-8", "replace").strip()[:200]))
    result = _from_table(done.stdout.decode("utf-8", "replace"))
    result.maker = f"tesseract {_version()} {language}"
    return result


def _language(given: Given) -> str:
    """Tesseract's names of the languages, joined by “+”."""
    code = (given.language or "").split("-")[0].lower()
    wanted = _LANGUAGES.get(code, _DEFAULT)
    installed = _installed()
    if installed is None:
        raise _no_program(given)
    if wanted not in installed:
        raise MissingPartError(
            "T341",
            N_("“{name}” is a scan, and the OCR program Tesseract lacks its language “{language}”."),
            N_("Install it, on Debian or Ubuntu: apt-get install tesseract-ocr-{language}"),
            name=given.name,
            language=wanted,
        )
    return wanted


def _run(argument: str) -> str | None:
    """What ``tesseract <argument>`` prints; None when there is no such program."""
    try:
        done = subprocess.run(  # noqa: S603
            ["tesseract", argument],  # noqa: S607
            capture_output=True,
            timeout=60,
            check=False,
        )
    except (FileNotFoundError, subprocess.TimeoutExpired):
        return None
    return (done.stdout + done.stderr).decode("utf-8", "replace")


@cache
def _version() -> str:
    words = (_run("--version") or "").split()
    return words[1] if len(words) > 1 else ""


def _installed() -> frozenset[str] | None:
    """Languages that Tesseract knows here; None without Tesseract."""
    listed = _run("--list-langs")
    return None if listed is None else frozenset(line.strip() for line in listed.splitlines()[1:])


def _no_program(given: Given) -> MissingPartError:
    return MissingPartError(
        "T340",
        N_("“{name}” is a scan, and the OCR program Tesseract is not installed."),
        N_("Install it, on Debian or Ubuntu: apt-get install tesseract-ocr tesseract-ocr-tur"),
        name=given.name,
    )


def _failed(given: Given, reason: Phrase) -> SourceError:
    return SourceError(
        "T342",
        N_("The OCR of “{name}” failed ({reason})."),
        N_("Try a cleaner or smaller picture, or a PDF with a text layer."),
        name=given.name,
        reason=reason,
    )


def _from_table(table: str) -> Recognised:
    """Text and unsure words from Tesseract's TSV: level, page, block, paragraph, line, word, box, confidence, text."""
    result = Recognised()
    parts: list[str] = []
    size = 0
    before: tuple[str, ...] | None = None
    for row in csv.reader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if len(row) != 12 or row[0] != "5" or not row[11].strip():
            continue
        place = tuple(row[1:5])
        if before is not None:
            joint = " " if place == before else "\n" if place[:3] == before[:3] else "\n\n"
            parts.append(joint)
            size += len(joint)
        before = place
        word = row[11].strip()
        confidence = float(row[10])
        if confidence < UNSURE_BELOW:
            result.unsure.append(UnsureWord(size, size + len(word), confidence))
        parts.append(word)
        size += len(word)
    result.text = "".join(parts)
    return result


def insert_pages(extraction: Extraction, pages: dict[int, Recognised]) -> Extraction:
    """``extraction`` with the words of recognised pages in their places; ``pages`` by page index (these are empty)."""
    result = replace(extraction, text="", pages=[], unsure=[])
    parts: list[str] = []
    cuts: list[tuple[int, int]] = []
    """(old offset, shift from there on)"""
    size = 0
    makers: list[str] = []
    for i, page in enumerate(extraction.pages):
        own = extraction.text[page.start : page.end]
        read = pages.get(i)
        start = size
        cuts.append((page.start, size - page.start))
        if read is not None:
            makers += [read.maker] if read.maker not in makers else []
            result.unsure += [UnsureWord(w.start + size, w.end + size, w.confidence) for w in read.unsure]
            inside = read.text + "\n" if read.text else ""
            parts.append(inside)
            size += len(inside)
            cuts.append((page.start, size - page.start))
        parts.append(own)
        size += len(own)
        result.pages.append(RawPage(start, size, page.number, page.label, image=read is not None))
    result.text = "".join(parts)
    _move(extraction, result, cuts)
    result.maker = "; ".join(filter(None, [extraction.maker, *makers]))
    return result


def _move(extraction: Extraction, result: Extraction, cuts: list[tuple[int, int]]) -> None:
    """Move everything that has a place."""
    from bisect import bisect_right

    starts = [at for at, _ in cuts]

    def to(offset: int) -> int:
        i = bisect_right(starts, offset) - 1
        return offset + cuts[max(i, 0)][1] if cuts else offset

    def end(start: int, stop: int) -> int:
        return to(start) + stop - start

    result.notes = [
        RawNote(to(n.start), end(n.start, n.end), None if n.anchor is None else to(n.anchor), n.mark, n.kind)
        for n in extraction.notes
    ]
    result.furniture = [RawFurniture(to(f.start), end(f.start, f.end), f.kind) for f in extraction.furniture]
    result.headings = [RawHeading(to(h.start), end(h.start, h.end), h.level) for h in extraction.headings]
    result.blocks = [RawBlock(to(b.start), end(b.start, b.end), b.kind) for b in extraction.blocks]
    result.doubts = [RawDoubt(to(d.start), end(d.start, d.end), d.kind, d.values) for d in extraction.doubts]
