"""The lines of a raw text and what their layout means: width, normal gap, pages, furniture and notes of the source.

A line is a physical line without the blanks around it; furniture is cut out, and a note or heading that the source
marks is cut off as a line of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from tanik.languages.pack import Language
from tanik.sources.extraction import Extraction, RawPage

_LINE = re.compile("[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+")
_TERMINAL = re.compile(r"[.!?…:]\s?[\"”’'»)\]]{0,4}(?:\d{1,3}|\[\d{1,3}\]|\*{1,3})?$")
_ASIDE_END = re.compile(r"[.!?…][\"”’]? ?\([^()]{2,80}\)$")
_LAST = re.compile(r"([^\W\d_]+)\.$")
_CHUNK = 40
LONG = 200
"""A region whose lines are this wide is not wrapped: one line is one paragraph."""


class Line:
    """``start``, ``end``: raw range; ``gap``: blank lines before it; ``ruled``: a wide blank or drawn line before it;
    ``glued``: no line break before it; ``page``: index of its page; ``note``, ``heading``: index of the source's own
    note or heading, -1 without; ``ended``, ``small``: set by :func:`mark`."""

    __slots__ = (
        "end",
        "ended",
        "gap",
        "glued",
        "heading",
        "indent",
        "note",
        "page",
        "ruled",
        "small",
        "start",
        "text",
        "trail",
    )

    def __init__(self, text: str, start: int, gap: int) -> None:
        self.text = text
        self.start = start
        self.end = start + len(text)
        self.gap = gap
        self.indent = 0
        self.trail = 0
        self.page = 0
        self.note = -1
        self.heading = -1
        self.ruled = False
        self.glued = False
        self.ended = False
        self.small = False


@dataclass(slots=True)
class Layout:
    """``gap``: blank lines between two lines of one paragraph (0 or 1); ``blank_parts``: a wider gap parts paragraphs
    and a short line does not; ``widths``: the width of the text around a line, a value for every forty lines or page.
    """

    hard: bool
    gap: int = 0
    blank_parts: bool = False
    trail: int = 0
    by_page: bool = False
    width: int = 0
    widths: dict[int, int] = field(default_factory=dict)
    minutes: bool = False
    """Whether speakers' labels return all through the text."""

    def width_at(self, index: int, line: Line) -> int:
        return self.widths.get(line.page if self.by_page else index // _CHUNK, self.width)


def read_lines(extraction: Extraction) -> list[Line]:
    """The lines of running text and notes, in order; furniture is left out."""
    text = extraction.text
    newline = "\n" if "\n" in text or "\r" not in text else "\r"
    zones = _zones(extraction)
    lines: list[Line] = []
    last, pending, ruled = 0, 0, False
    for match in _LINE.finditer(text):
        start, end = match.span()
        pending += text.count(newline, last, start)
        last = end
        content = match.group()
        stripped = content.strip()
        if not stripped or _drawn(stripped):
            ruled = ruled or len(content) > 20 or bool(stripped)
            continue
        first = True
        for piece in _pieces(content, start, end, zones) if zones.starts else [(start, content, -1, -1)]:
            line = _line(*piece)
            if line is None:
                continue
            line.gap, line.ruled, line.glued = (max(pending - 1, 0), ruled, False) if first else (0, False, True)
            lines.append(line)
            first = False
        if not first:
            pending, ruled = 0, False
    return lines


def _drawn(stripped: str) -> bool:
    """A line drawn with dashes or underscores, as over footnotes."""
    return len(stripped) >= 5 and not stripped.strip("_-—–―=*. ") and stripped[0] in "_-—–―="


def _line(start: int, content: str, note: int, heading: int) -> Line | None:
    left = content.lstrip()
    stripped = left.rstrip()
    if not stripped:
        return None
    line = Line(stripped, start + len(content) - len(left), 0)
    line.indent = len(content) - len(left)
    line.trail = len(left) - len(stripped)
    line.note, line.heading = note, heading
    return line


@dataclass(slots=True)
class _Zones:
    starts: list[int]
    ends: list[int]
    values: list[tuple[int, int, bool]]
    """note, heading, furniture"""


def _zones(extraction: Extraction) -> _Zones:
    """Furniture, notes and headings of the source as ranges that do not overlap (furniture wins, then notes)."""
    marked = [(f.start, f.end, (-1, -1, True)) for f in extraction.furniture]
    marked += [(n.start, n.end, (i, -1, False)) for i, n in enumerate(extraction.notes)]
    marked += [(h.start, h.end, (-1, i, False)) for i, h in enumerate(extraction.headings)]
    cuts = sorted({at for start, end, _ in marked for at in (start, end)})
    order = sorted(marked, key=lambda m: (m[0], not m[2][2], m[2][0] < 0))
    zones = _Zones([], [], [])
    active: list[tuple[int, int, tuple[int, int, bool]]] = []
    upcoming = 0
    for start, end in pairwise(cuts):
        while upcoming < len(order) and order[upcoming][0] <= start:
            active.append(order[upcoming])
            upcoming += 1
        active = [zone for zone in active if zone[1] > start]
        if active:
            best = min(active, key=lambda m: (not m[2][2], m[2][0] < 0))
            if zones.ends and zones.ends[-1] == start and zones.values[-1] == best[2]:
                zones.ends[-1] = end
            else:
                zones.starts.append(start)
                zones.ends.append(end)
                zones.values.append(best[2])
    return zones


def _pieces(content: str, start: int, end: int, zones: _Zones) -> Iterator[tuple[int, str, int, int]]:
    """(raw start, words, note, heading) of the parts of a line outside furniture."""
    at = start
    i = max(bisect_right(zones.starts, start) - 1, 0)
    while i < len(zones.starts) and zones.starts[i] < end:
        low, high = max(zones.starts[i], start), min(zones.ends[i], end)
        note, heading, furniture = zones.values[i]
        i += 1
        if high <= low:
            continue
        if low > at:
            yield at, content[at - start : low - start], -1, -1
        if not furniture:
            yield low, content[low - start : high - start], note, heading
        at = high
    if at < end:
        yield at, content[at - start :], -1, -1


def mark(lines: list[Line], pack: Language) -> None:
    """Note of every line whether a sentence may end with it and whether it begins with a small letter."""
    for line in lines:
        line.ended = terminal(line.text, pack)
        line.small = starts_small(line.text)


def number_pages(lines: list[Line], pages: list[RawPage]) -> None:
    """Give every line the index of its page."""
    starts = [page.start for page in pages]
    for line in lines:
        line.page = max(bisect_right(starts, line.start) - 1, 0)


def form_feed_pages(text: str) -> list[RawPage]:
    """The pages between form feeds; empty when there is none."""
    if "\f" not in text.strip("\f\n\r "):
        return []
    starts = [0, *(match.end() for match in re.finditer("\f", text))]
    if starts[-1] == len(text) or not text[starts[-1] :].strip():
        starts.pop()
    ends = [*starts[1:], len(text)]
    return [RawPage(start, end, number) for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1)]


def terminal(text: str, pack: Language) -> bool:
    """Whether a line ends where a sentence may end: not after an abbreviation, an initial or inside a parenthesis.

    A parenthesis after the end mark (a citation, ``(Alkışlar)``) belongs to the sentence.
    """
    if not _TERMINAL.search(text, max(0, len(text) - 10)):
        return text.endswith(")") and _ASIDE_END.search(text, max(0, len(text) - 90)) is not None
    tail = text[-200:]
    if tail.rfind("(") > tail.rfind(")"):
        return False
    word = _LAST.search(tail)
    if word is None:
        return True
    name = word.group(1)
    known = pack.words("abbreviations")
    return not ((len(name) == 1 and name.isupper()) or name in known or pack.fold(name) in known)


def starts_small(text: str) -> bool:
    """Whether the first letter of a line is small (marks before it do not count)."""
    for c in text[:4]:
        if c.isalpha():
            return c.islower()
        if c.isdigit():
            return False
    return False


def measure(lines: list[Line], hard: bool, paged: bool) -> Layout:
    """What the line breaks of a text mean; ``lines`` of the running text."""
    layout = Layout(hard)
    if not hard or not lines:
        return layout
    layout.width = _width([len(line.text) for line in lines])
    layout.by_page = paged
    groups: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        groups.setdefault(line.page if paged else index // _CHUNK, []).append(len(line.text))
    for group, sizes in groups.items():
        width = _width(sizes)
        layout.widths[group] = width if len(sizes) >= 10 and width >= 0.6 * layout.width else layout.width
    _gaps(layout, lines)
    trails = sorted(line.trail for line in lines)
    layout.trail = trails[len(trails) // 2]
    return layout


def _gaps(layout: Layout, lines: list[Line]) -> None:
    inside = [0, 0]
    short_ends = parted = 0
    before = lines[0]
    for index in range(1, len(lines)):
        line = lines[index]
        if before.ended:
            if line.gap == 0:
                room = layout.width_at(index, line) * 0.9 - len(before.text) - len(line.text.split(" ", 1)[0])
                short_ends += room > 0 and not line.small
            parted += line.gap > 0
        elif line.small and line.gap <= 1:
            inside[line.gap] += 1
        before = line
    layout.gap = 1 if inside[1] >= 5 and inside[1] > inside[0] else 0
    layout.blank_parts = layout.gap == 0 and parted > 2 * short_ends


def _width(sizes: list[int]) -> int:
    """The size of line under which four fifths of the words stand."""
    total, seen = sum(sizes), 0
    for size in sorted(sizes):
        seen += size
        if seen * 5 >= total * 4:
            return size
    return 0
