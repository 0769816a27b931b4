"""From what a file gave to a document: one immutable text with its places and the way back to the raw text."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from tanik.languages.pack import Language
from tanik.languages.pack import language as language_pack
from tanik.sources.extraction import Extraction, RawPage
from tanik.text import hyphens
from tanik.text.document import Document, Note, Page, Paragraph, SetAside, TextDoubt
from tanik.text.flow_notes import FoundNote, find_notes
from tanik.text.kinds import classify
from tanik.text.layout import Layout, Line, form_feed_pages, mark, measure, number_pages, read_lines
from tanik.text.page_starts import shown_pages
from tanik.text.recognition import recognise_language
from tanik.text.reflow import LABEL, Reflow
from tanik.text.sentences import split_sentences
from tanik.text.writer import SPECIAL, Writer

VERSION = "1"
"""Changes whenever the same extraction may give another document."""


def build_document(extraction: Extraction, *, language: str | None = None) -> Document:
    """The document of an extraction.

    ``language``: ``"tr"`` or ``"en"`` when it is known; otherwise it is recognised, and ``"und"`` with a doubt of kind
    ``unknown_language`` when it is neither. Nothing is lost: what is no running text stands in ``set_aside``.
    """
    code = language or recognise_language(extraction.text)[0]
    pack = language_pack(code)
    lines = read_lines(extraction)
    mark(lines, pack)
    pages = _pages(extraction, lines)
    layout, found = _understand(extraction, lines, pages)
    flow = Reflow(layout, pack)
    flow.run(lines)
    given = sorted(extraction.blocks, key=lambda block: block.start)
    classify(flow.blocks, layout, bool(extraction.headings), given)
    writer = Writer(_hyphens(lines, code), SPECIAL.search(extraction.text) is not None)
    parts, page_starts = _write(flow, writer)
    text = writer.text()
    notes, note_of = _notes(extraction, found, flow, parts, writer)
    paragraphs = tuple(_paragraphs(extraction, flow, parts, note_of))
    sentences, owners = _sentences(text, paragraphs, pack)
    doubts = list(writer.doubts)
    doubts += [TextDoubt(writer.clean(d.start), writer.clean(d.end), d.kind, dict(d.values)) for d in extraction.doubts]
    if code == "und":
        doubts.append(TextDoubt(0, min(len(text), 200), "unknown_language"))
    return Document(
        id=hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16],
        text=text,
        language=code,
        pages=_clean_pages(pages, page_starts, len(text)),
        paragraphs=paragraphs,
        sentences=sentences,
        sentence_paragraph=owners,
        notes=notes,
        set_aside=tuple(
            SetAside(f.start, f.end, f.kind, extraction.text[f.start : f.end])
            for f in sorted(extraction.furniture, key=lambda f: (f.start, f.end))
        ),
        unsure=tuple((writer.clean(u.start), writer.clean(u.end), u.confidence) for u in extraction.unsure),
        doubts=tuple(sorted(doubts, key=lambda d: (d.start, d.end, d.kind))),
        raw=extraction.text,
        to_raw=writer.offsets(),
        maker=f"{extraction.maker}; tanik.text {VERSION}",
    )


def _pages(extraction: Extraction, lines: list[Line]) -> list[RawPage]:
    """Pages of the source, else between form feeds, else those that the layout of the lines shows."""
    pages = sorted(extraction.pages, key=lambda page: (page.start, page.number)) or form_feed_pages(extraction.text)
    if not pages and extraction.hard_lines and lines:
        running = [line for line in lines if line.note < 0]
        pages = shown_pages(running, measure(running, True, False).gap, len(extraction.text))
    if pages:
        number_pages(lines, pages)
    return pages


def _understand(extraction: Extraction, lines: list[Line], pages: list[RawPage]) -> tuple[Layout, list[FoundNote]]:
    found: list[FoundNote] = []
    if extraction.hard_lines:
        if not extraction.notes:
            found = find_notes(lines, 0, bool(pages))
        running = [line for line in lines if line.note < 0 and line.heading < 0] or lines
    else:
        running = lines
    layout = measure(running, extraction.hard_lines, bool(pages))
    layout.minutes = sum(1 for line in lines if LABEL.match(line.text)) > max(20, len(lines) // 100)
    return layout, found


def _hyphens(lines: list[Line], code: str) -> hyphens.Hyphens:
    def breaks() -> Iterator[tuple[str, str]]:
        for before, line in pairwise(lines):
            halves = hyphens.parts(before.text, line.text)
            if halves:
                yield halves
        for line in lines:
            for sign in hyphens.BREAKS:
                at = line.text.find(sign)
                while at >= 0:
                    halves = hyphens.parts(line.text[max(0, at - 60) : at + 1], line.text[at + 1 : at + 60])
                    if halves:
                        yield halves
                    at = line.text.find(sign, at + 1)

    return hyphens.Hyphens(breaks(), (line.text for line in lines), code)


@dataclass(slots=True)
class _Parts:
    """Clean ranges of every block, in order."""

    ranges: list[list[tuple[int, int]]]


def _write(flow: Reflow, writer: Writer) -> tuple[_Parts, dict[int, int]]:
    parts = _Parts([[] for _ in flow.blocks])
    page_starts: dict[int, int] = {}
    for segment in flow.segments:
        writer.separate()
        start, end = writer.lines(segment.lines, page_starts)
        if end > start:
            parts.ranges[segment.block].append((start, end))
    return parts, page_starts


def _notes(
    extraction: Extraction, found: list[FoundNote], flow: Reflow, parts: _Parts, writer: Writer
) -> tuple[tuple[Note, ...], dict[int, int]]:
    """The notes, and the index of the note of each source number."""
    known: list[tuple[str, int | None]] = [(n.mark, n.anchor) for n in extraction.notes]
    known += [(n.mark, n.anchor) for n in found]
    ranges: dict[int, tuple[int, int]] = {}
    for block, pieces in zip(flow.blocks, parts.ranges, strict=True):
        if block.kind == "note" and pieces:
            start, _ = ranges.get(block.first.note, (pieces[0][0], 0))
            ranges[block.first.note] = (start, pieces[-1][1])
    notes: list[Note] = []
    index_of: dict[int, int] = {}
    for number, (start, end) in sorted(ranges.items()):
        mark, anchor = known[number]
        index_of[number] = len(notes)
        notes.append(Note(start, end, None if anchor is None else writer.clean(anchor), mark))
    return tuple(notes), index_of


def _paragraphs(extraction: Extraction, flow: Reflow, parts: _Parts, note_of: dict[int, int]) -> Iterator[Paragraph]:
    for block, pieces in zip(flow.blocks, parts.ranges, strict=True):
        if not pieces:
            continue
        level = extraction.headings[block.first.heading].level if block.first.heading >= 0 else block.level
        yield Paragraph(tuple(pieces), block.kind, level, note_of[block.first.note] if block.kind == "note" else None)


def _sentences(
    text: str, paragraphs: tuple[Paragraph, ...], pack: Language
) -> tuple[tuple[tuple[int, int], ...], array[int]]:
    """Sentences of every paragraph over its joined words; a heading is one."""
    sentences: list[tuple[int, int]] = []
    owners: array[int] = array("l")
    for index, paragraph in enumerate(paragraphs):
        words = paragraph.text(text)
        found = [(0, len(words))] if paragraph.kind == "heading" else split_sentences(words, pack)
        if len(paragraph.parts) == 1:
            shift = paragraph.parts[0][0]
            sentences += [(start + shift, end + shift) for start, end in found]
        else:
            sentences += [(paragraph.locate(start), paragraph.locate(end, end=True)) for start, end in found]
        owners.extend([index] * len(found))
    return tuple(sentences), owners


def _clean_pages(pages: list[RawPage], starts: dict[int, int], length: int) -> tuple[Page, ...]:
    """Pages as clean ranges without gap between them; a page without words is empty."""
    clean = []
    end = length
    for index in range(len(pages) - 1, -1, -1):
        page = pages[index]
        start = 0 if index == 0 else starts.get(index, end)
        clean.append(Page(start, end, page.number, page.label, page.image))
        end = start
    return tuple(reversed(clean))
