"""The lines of a PDF page with their geometry, in reading order.

PDFium gives the characters of a page as one string with exact indices; asking for the box of every character would
cost more than reading the text, so boxes are asked for a few characters of each line only. All measures are points
(1/72 inch) from the lower left corner.
"""

from __future__ import annotations

import ctypes
import math
import re
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Any

from tanik.sources.extraction import SOFT_LINE_END

TextPage = Any
"""A pypdfium2 text page; the library brings no types."""

_SEGMENT = re.compile("[^\r\n\ufffe\x02]+[\ufffe\x02]?|[\ufffe\x02]")
_RAISED = re.compile(r"(?<!\d)\d{1,4}(?!\d)|[*†‡]{1,3}")
_SUPERSCRIPT = re.compile("[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]{1,3}")
_PLAIN_DIGITS = str.maketrans("\u00b9\u00b2\u00b3\u2070\u2074\u2075\u2076\u2077\u2078\u2079", "1230456789")
_MOST_NUMBERS = 150
"""Numbers of a page that are looked at; a page with more is a table."""
_RAISED_SIZE = 0.85
_CAP_SIZE = 1.7
"""Size of a large first letter, in sizes of its line, at least."""
_ASCENT = 0.75
"""Height of a line above its baseline, in sizes of its font."""
_BOLD = re.compile(r"bold|black|heavy|semibold|[-,]bd\b", re.IGNORECASE)


@dataclass(slots=True)
class Line:
    """One line. ``raised``: (start, end, mark) of small raised numbers in ``text``; ``soft``: its last word is broken.

    ``left``, ``right``: borders of the column it stands in, and ``column``: 0 (or the only one), 1, or -1 for a line
    across both.
    """

    text: str
    x0: float
    x1: float
    base: float
    top: float
    size: float
    soft: bool = False
    bold: bool = False
    raised: list[tuple[int, int, str]] = field(default_factory=list)
    column: int = 0
    left: float = 0.0
    right: float = 0.0

    @property
    def height(self) -> float:
        return self.top - self.base


@dataclass(slots=True)
class PageLines:
    """``number`` counts from 1; ``label``: of the file itself; ``characters``: words and marks without blanks."""

    number: int
    width: float
    height: float
    lines: list[Line]
    label: str | None = None
    characters: int = 0
    unreadable: int = 0
    """Characters without a meaning (no Unicode in the font)."""
    columns: int = 1


class Boxes:
    """Asks PDFium for geometry, with its buffers made once."""

    def __init__(self, page: TextPage) -> None:
        import pypdfium2.raw as raw

        self._raw = raw
        self._page = page
        self._rect = raw.FS_RECTF()
        self._matrix = raw.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._name = ctypes.create_string_buffer(120)
        self._flags = ctypes.c_int()

    def sides(self, index: int) -> tuple[float, float]:
        """Left and right border of a character's cell."""
        rect = self._rect
        if not self._raw.FPDFText_GetLooseCharBox(self._page, index, rect):
            return 0.0, 0.0
        return rect.left, rect.right

    def size(self, index: int) -> float:
        """The size of a character's font as it is drawn."""
        size = float(self._raw.FPDFText_GetFontSize(self._page, index))
        matrix = self._matrix
        if self._raw.FPDFText_GetMatrix(self._page, index, matrix):
            size *= math.hypot(matrix.c, matrix.d)
        return size

    def baseline(self, index: int) -> float:
        if not self._raw.FPDFText_GetCharOrigin(self._page, index, self._x, self._y):
            return 0.0
        return self._y.value

    def bold(self, index: int) -> bool:
        size = self._raw.FPDFText_GetFontInfo(self._page, index, self._name, 120, ctypes.byref(self._flags))
        return bool(size) and _is_bold(self._name.value.decode("latin-1"))

    def nothing_at(self, x: float, y: float) -> bool:
        return int(self._raw.FPDFText_GetCharIndexAtPos(self._page, x, y, 1.5, 2.0)) < 0


@cache
def _is_bold(font: str) -> bool:
    return _BOLD.search(font) is not None


def read_page(number: int, page: Any, label: str | None) -> PageLines:
    """The lines of one page in reading order. ``page``: a pypdfium2 page."""
    width, height = page.get_size()
    text_page = page.get_textpage()
    try:
        text = _characters(text_page)
        boxes = Boxes(text_page)
        lines, spans = _lines(text, boxes)
        lines = _split_at_gutter(lines, spans, text, boxes)
    finally:
        text_page.close()
    found = PageLines(number, width, height, _attach_marks(_merged(lines)), label)
    found.characters = sum(map(len, text.split()))
    found.unreadable = sum(text.count(char) for char in set(text) if _meaningless(char))
    _order(found)
    return found


def _meaningless(char: str) -> bool:
    return char == "\ufffd" or "\ue000" <= char <= "\uf8ff" or (char < " " and char not in "\t\r\n\x02")


def _characters(page: TextPage) -> str:
    """The page's characters, one for each index of PDFium."""
    import pypdfium2.raw as raw

    count = page.count_chars()
    if count <= 0:
        return ""
    text = str(page.get_text_range())
    if len(text) == count:
        return text
    # Characters outside of the basic plane, or without Unicode: one by one, so that the indices stay.
    points = (int(raw.FPDFText_GetUnicode(page, i)) for i in range(count))
    return "".join(chr(p) if 0 < p < 0x110000 and not 0xD800 <= p < 0xE000 else "\ufffd" for p in points)


def _lines(text: str, boxes: Boxes) -> tuple[list[Line], list[tuple[int, int]]]:
    """Lines in the order of the file, and the character range of each."""
    lines: list[Line] = []
    spans: list[tuple[int, int]] = []
    numbers = 0
    for match in _SEGMENT.finditer(text):
        words = match.group()
        soft = words[-1] in "\ufffe\x02"
        start = match.start() + len(words) - len(words.lstrip(" \t"))
        end = match.end() - (1 if soft else 0)
        while end > start and text[end - 1] in " \t":
            end -= 1
        if end <= start:
            if soft and lines:
                lines[-1].soft = True
            continue
        line = _line(text, start, end, boxes)
        line.soft = soft
        if numbers < _MOST_NUMBERS:
            numbers += _find_raised(line, start, boxes)
        lines.append(line)
        spans.append((start, end))
    return lines, spans


def _line(text: str, start: int, end: int, boxes: Boxes) -> Line:
    first, last = boxes.sides(start), boxes.sides(end - 1)
    middle = _letter(text, (start + end) // 2, end)
    sample = sorted(boxes.size(i) for i in (middle, _letter(text, (3 * start + end) // 4, end), end - 1))
    base, size = boxes.baseline(middle), sample[1]
    line = Line(text[start:end], min(first[0], last[0]), max(first[1], last[1]), base, base + _ASCENT * size, size)
    if end - start < 120:
        line.bold = boxes.bold(middle) and boxes.bold(start)
    return line


def _letter(text: str, index: int, end: int) -> int:
    """The next index at which a letter stands."""
    for i in range(index, min(index + 12, end)):
        if text[i].isalpha():
            return i
    return min(index, end - 1)


def _find_raised(line: Line, start: int, boxes: Boxes) -> int:
    """Find raised numbers; returns how many numbers were looked at."""
    seen = 0
    for match in _SUPERSCRIPT.finditer(line.text):
        line.raised.append((match.start(), match.end(), match.group().translate(_PLAIN_DIGITS)))
    for match in _RAISED.finditer(line.text):
        seen += 1
        index = start + match.start()
        if boxes.size(index) <= _RAISED_SIZE * line.size and boxes.baseline(index) >= line.base + 0.1 * line.size:
            line.raised.append((match.start(), match.end(), match.group()))
    if len(line.raised) > 1:
        line.raised.sort()
    return seen


def _split_at_gutter(lines: list[Line], spans: list[tuple[int, int]], text: str, boxes: Boxes) -> list[Line]:
    """Cut lines that run through both columns, as files have them that were drawn row by row."""
    if len(lines) < 8:
        return lines
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    middle = (left + right) / 2
    wide = [i for i, line in enumerate(lines) if line.x1 - line.x0 > 0.6 * (right - left)]
    if len(wide) < 6:
        return lines
    sample = wide[:: max(len(wide) // 12, 1)]
    empty = sum(boxes.nothing_at(middle, (lines[i].base + lines[i].top) / 2) for i in sample)
    if empty < 0.8 * len(sample):
        return lines
    # A raised number breaks a row into pieces: pieces that reach over the middle are cut as well.
    across = [i for i, line in enumerate(lines) if line.x0 < middle - line.size and line.x1 > middle + line.size]
    cuts = {i: cut for i in across if (cut := _gap(spans[i], text, middle, lines[i].size, boxes))}
    dense = [i for i, (_, at, _) in cuts.items() if at > middle - 0.12 * (right - left)]
    if len(cuts) < 0.6 * len(wide) or len(dense) < 0.6 * len(cuts):
        return lines
    found: list[Line] = []
    for i, line in enumerate(lines):
        if i not in cuts:
            found.append(line)
            continue
        index = cuts[i][0]
        start, end = spans[i]
        for one, two in ((start, index), (index, end)):
            while two > one and text[two - 1] == " ":
                two -= 1
            half = _line(text, one, two, boxes)
            _find_raised(half, one, boxes)
            half.soft = line.soft and two == end
            found.append(half)
    return found


def _gap(span: tuple[int, int], text: str, middle: float, size: float, boxes: Boxes) -> tuple[int, float, float] | None:
    """(index right of the gap, its left and right border) when a wide gap lies at ``middle``."""
    low, high = span
    while low < high:
        half = (low + high) // 2
        if boxes.sides(half)[0] < middle:
            low = half + 1
        else:
            high = half
    before = low - 1
    while before > span[0] and text[before] == " ":
        before -= 1
    while low < span[1] and text[low] == " ":
        low += 1
    if low >= span[1] or before <= span[0]:
        return None
    border, start = boxes.sides(before)[1], boxes.sides(low)[0]
    return (low, border, start) if start - border >= 0.9 * size else None


def _merged(lines: list[Line]) -> list[Line]:
    """Pieces of one line as one line: PDFium starts a new one behind a raised number."""
    found: list[Line] = []
    for line in lines:
        before = found[-1] if found else None
        if before is None or not _same_row(before, line) or _is_drop_cap(before, line):
            found.append(line)
            continue
        joint = SOFT_LINE_END if before.soft else " " if line.x0 - before.x1 > 0.08 * line.size else ""
        shift = len(before.text) + len(joint)
        small, large = sorted((before, line), key=lambda item: item.size)
        measure = small if _is_cap(large, small) else large
        if small.size <= _RAISED_SIZE * large.size and not small.raised and _RAISED.fullmatch(small.text):
            small.raised = [(0, len(small.text), small.text)]
        before.raised += [(start + shift, end + shift, mark) for start, end, mark in line.raised]
        before.text += joint + line.text
        before.x1 = max(before.x1, line.x1)
        before.base, before.top, before.size = measure.base, measure.top, measure.size
        before.soft, before.bold = line.soft, before.bold and line.bold
    return found


def _is_drop_cap(cap: Line, line: Line) -> bool:
    """A large letter that reaches below the line behind it."""
    return _is_cap(cap, line) and line.base - cap.base > 0.5 * line.size


def _is_cap(cap: Line, line: Line) -> bool:
    """A large first letter, which says nothing of the size of its line."""
    return len(cap.text) == 1 and cap.text.isupper() and line.size * _CAP_SIZE <= cap.size


def _attach_marks(lines: list[Line]) -> list[Line]:
    """Put raised marks that were drawn apart from their line behind its last word."""
    marks = [line for line in lines if len(line.text) <= 4 and _RAISED.fullmatch(line.text)]
    taken: set[int] = set()
    for mark in marks[:_MOST_NUMBERS]:
        for line in lines:
            if line is mark or mark.size > _RAISED_SIZE * line.size or line.soft:
                continue
            if _same_row(line, mark) and mark.x0 - line.x1 <= 0.5 * line.size and mark.base > line.base:
                at = len(line.text)
                line.text += mark.text
                line.x1 = mark.x1
                line.raised.append((at, at + len(mark.text), mark.text))
                taken.add(id(mark))
                break
    return [line for line in lines if id(line) not in taken] if taken else lines


def _same_row(before: Line, line: Line) -> bool:
    overlap = min(before.top, line.top) - max(before.base, line.base)
    if overlap < 0.3 * min(before.height, line.height):
        return False
    return -0.2 * line.size <= line.x0 - before.x1 <= 1.6 * max(line.size, before.size)


def _order(page: PageLines) -> None:
    """Put the lines into reading order and give each its column."""
    lines = page.lines
    if not lines:
        return
    left, right = _borders(lines)
    gutter = _gutter(lines, left, right) if len(lines) >= 8 else None
    if gutter is None:
        if any(line.base > before.top for before, line in pairwise(lines)):
            lines.sort(key=lambda line: (-(line.base + line.top) / 2, line.x0))
        for line in lines:
            line.left, line.right = left, right
    else:
        page.columns = 2
        page.lines = lines = _by_columns(lines, gutter, left, right)
    _drop_caps(lines)


def _borders(lines: list[Line]) -> tuple[float, float]:
    """Where most lines begin and end."""
    starts = sorted(line.x0 for line in lines)
    ends = sorted(line.x1 for line in lines)
    return starts[len(starts) // 10], ends[len(ends) * 9 // 10]


def _gutter(lines: list[Line], left: float, right: float) -> float | None:
    """The x of the gap between two columns, None when there is one column."""
    width = right - left
    if sum(line.x0 > left + 0.35 * width for line in lines) < 4:
        return None
    best: tuple[float, float] | None = None
    for step in range(13):
        x = left + width * (0.35 + 0.025 * step)
        crossing = sum(len(line.text) for line in lines if line.x0 < x - 1 and line.x1 > x + 1)
        value = crossing + abs(step - 6) * 0.01
        if best is None or value < best[0]:
            best = value, x
    assert best is not None
    x = best[1]
    ones = [line for line in lines if line.x1 <= x + 1]
    twos = [line for line in lines if line.x0 >= x - 1]
    if len(ones) < 4 or len(twos) < 4 or best[0] > 0.4 * sum(len(line.text) for line in lines):
        return None
    for side, room in ((ones, x - left), (twos, right - x)):
        widths = sorted(line.x1 - line.x0 for line in side)
        if widths[len(widths) * 3 // 4] < 0.6 * room:
            return None  # a table, or verses
    low = max(min(line.base for line in ones), min(line.base for line in twos))
    high = min(max(line.top for line in ones), max(line.top for line in twos))
    shorter = min(max(line.top for line in side) - min(line.base for line in side) for side in (ones, twos))
    return x if high - low > 0.3 * shorter else None


def _by_columns(lines: list[Line], gutter: float, left: float, right: float) -> list[Line]:
    """Between lines that cross the gutter: first the left column, then the right one."""
    for line in lines:
        line.column = 0 if line.x1 <= gutter + 1 else 1 if line.x0 >= gutter - 1 else -1
    for column in (0, 1):
        side = [line for line in lines if line.column == column]
        borders = _borders(side)
        for line in side:
            line.left, line.right = borders
    across = sorted((line for line in lines if line.column < 0), key=lambda line: -line.top)
    for line in across:
        line.left, line.right = left, right

    def place(line: Line) -> tuple[int, int, float, float]:
        centre = (line.base + line.top) / 2
        band = sum(other.base > centre for other in across)
        # A line across both columns has the columns above it in its own band, so it closes the band.
        return band, line.column if line.column >= 0 else 2, -centre, line.x0

    return sorted(lines, key=place)


def _drop_caps(lines: list[Line]) -> None:
    """A large first letter belongs to the first of the lines beside it."""
    for i, cap in enumerate(lines):
        if len(cap.text) != 1:
            continue
        beside = [
            line
            for line in lines[max(i - 3, 0) : i + 4]
            if line is not cap
            and _is_cap(cap, line)
            and cap.base <= line.top <= cap.top + line.size
            and -2 <= line.x0 - cap.x1 <= 2 * line.size
        ]
        if beside:
            first = max(beside, key=lambda line: line.top)
            first.raised = [(start + 1, end + 1, mark) for start, end, mark in first.raised]
            first.text, cap.text = cap.text + first.text, ""
            for line in beside:
                line.x0 = cap.x0  # they stand in for the letter, not as a new paragraph
    lines[:] = [line for line in lines if line.text]
