"""Repeated headers, footers and page numbers of a PDF, and the labels that the page numbers give."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median

from tanik.sources.extraction import FurnitureKind
from tanik.sources.pdf_lines import Line, PageLines

_NUMBER = r"(\d{1,4}|(?a:[ivxlc]{1,8}))"
"""Without ``(?a:)`` the letters “ı” and “İ” count as an “i” of other case."""
_WHOLE = re.compile(
    rf"(?:(?:sayfa|page|s\.|p\.)\s{{0,3}})?[\W_]{{0,4}}{_NUMBER}(?:\s{{0,2}}(?:/|of)\s{{0,2}}\d{{1,4}})?[\W_]{{0,4}}",
    re.IGNORECASE,
)
_LEADING = re.compile(rf"{_NUMBER}[\s|•·–—-]+(\S.*)", re.IGNORECASE)
_TRAILING = re.compile(rf"(.*\S)[\s|•·–—-]+{_NUMBER}", re.IGNORECASE)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_EDGE_LINES = 3
_EDGE = 0.2
"""Part of the page's height at its head and foot in which furniture may stand."""
_TIMES = 3
"""Pages on which a line must repeat to be furniture."""
_DRIFT = 4.0
"""Points by which its height may differ."""


@dataclass(slots=True)
class Furniture:
    """By page index: the lines set aside with their kind, and the printed number as it is written."""

    lines: dict[int, list[tuple[Line, FurnitureKind]]] = field(default_factory=lambda: defaultdict(list))
    labels: dict[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Edge:
    """One line near the head or foot of a page. ``rest``: without its page number."""

    page: int
    line: Line
    zone: str
    rest: str = ""
    number: str = ""


_Series = tuple[str, int]
"""("d" or "r", value minus index): page numbers that count along with the pages."""


def find_furniture(pages: list[PageLines]) -> Furniture:
    """What repeats at the heads and feet of ``pages``."""
    edges = {i: list(_edges(i, page)) for i, page in enumerate(pages)}
    series = _series(edges, len(pages))
    for found in edges.values():
        for edge in found:
            _take_number(edge, series)
    repeated = _repeated(edges)
    heights = _heights(edges, repeated)
    furniture = Furniture()
    for i in range(len(pages)):
        for zone in ("head", "foot"):
            _set_aside(i, [edge for edge in edges[i] if edge.zone == zone], repeated, heights, furniture, pages[i])
    _fill_labels(furniture, series, len(pages))
    return furniture


def _edges(index: int, page: PageLines) -> Iterator[_Edge]:
    """The outermost lines, from outside in."""
    by_height = sorted(page.lines, key=lambda line: -line.top)
    limit = _EDGE * page.height
    for line in by_height[:_EDGE_LINES]:
        if line.top > page.height - limit:
            yield _Edge(index, line, "head", line.text)
    for line in by_height[: -_EDGE_LINES - 1 : -1]:
        if line.base < limit:
            yield _Edge(index, line, "foot", line.text)


def _readings(edge: _Edge) -> Iterator[tuple[str, str]]:
    """(number as printed, rest of the line) in all ways the line can be read. A raised number is the mark of a note."""
    text = edge.line.text
    if any(start == 0 or end == len(text) for start, end, _ in edge.line.raised):
        return
    if match := _WHOLE.fullmatch(text):
        yield match.group(1), ""
    if match := _LEADING.fullmatch(text):
        yield match.group(1), match.group(2)
    if match := _TRAILING.fullmatch(text):
        yield match.group(2), match.group(1)


def _value(number: str) -> tuple[str, int]:
    if number.isdigit():
        return "d", int(number)
    total = 0
    values = [_ROMAN[char] for char in number.lower()]
    for value, following in zip(values, [*values[1:], 0], strict=True):
        total += -value if value < following else value
    return "r", total


def _series_of(edge: _Edge, number: str) -> _Series:
    kind, value = _value(number)
    return kind, value - edge.page


def _series(edges: dict[int, list[_Edge]], count: int) -> set[_Series]:
    pages: dict[_Series, set[int]] = defaultdict(set)
    for found in edges.values():
        for edge in found:
            for number, rest in _readings(edge):
                # Notes begin with numbers that count along, too: at the foot a page number stands alone.
                if not (rest and edge.zone == "foot"):
                    pages[_series_of(edge, number)].add(edge.page)
    need = _TIMES if count > 4 else 2
    return {series for series, where in pages.items() if len(where) >= need}


def _take_number(edge: _Edge, series: set[_Series]) -> None:
    for number, rest in _readings(edge):
        if _series_of(edge, number) in series:
            edge.number, edge.rest = number, rest
            return


def _key(edge: _Edge) -> tuple[str, str]:
    return edge.zone, " ".join(edge.rest.split()).casefold()


def _repeated(edges: dict[int, list[_Edge]]) -> dict[tuple[str, str], float]:
    """Words that repeat at one height -> that height."""
    groups: dict[tuple[str, str], list[_Edge]] = defaultdict(list)
    for found in edges.values():
        for edge in found:
            if edge.rest:
                groups[_key(edge)].append(edge)
    repeated = {}
    for key, members in groups.items():
        height = median(edge.line.base for edge in members)
        if len({edge.page for edge in members if abs(edge.line.base - height) <= _DRIFT}) >= _TIMES:
            repeated[key] = height
    return repeated


def _heights(edges: dict[int, list[_Edge]], repeated: dict[tuple[str, str], float]) -> dict[str, tuple[float, float]]:
    """Zone -> (height, size) at which the running heads of this document stand."""
    found: dict[str, Counter[tuple[float, float]]] = defaultdict(Counter)
    for members in edges.values():
        for edge in members:
            if edge.rest and _key(edge) in repeated:
                found[edge.zone][(round(edge.line.base), round(edge.line.size, 1))] += 1
    return {zone: counts.most_common(1)[0][0] for zone, counts in found.items()}


def _set_aside(
    index: int,
    edges: list[_Edge],
    repeated: dict[tuple[str, str], float],
    heights: dict[str, tuple[float, float]],
    furniture: Furniture,
    page: PageLines,
) -> None:
    """From the edge inwards, until a line of the text comes."""
    for edge in edges:
        height = repeated.get(_key(edge)) if edge.rest else None
        if edge.number and not edge.rest:
            kind: FurnitureKind = "page_number"
        elif (height is not None and abs(edge.line.base - height) <= _DRIFT) or _running_head(edge, heights, page):
            kind = "header" if edge.zone == "head" else "footer"
        elif edge.number and edge.zone == "head":
            kind = "header"
        elif abs(edge.line.base - edges[0].line.base) <= 2.0 and edge is not edges[0]:
            continue  # stands beside the furniture in the same row
        else:
            return
        furniture.lines[index].append((edge.line, kind))
        if edge.number:
            furniture.labels.setdefault(index, edge.number)


def _running_head(edge: _Edge, heights: dict[str, tuple[float, float]], page: PageLines) -> bool:
    """A head of this page alone (a chapter of two pages), at the height and in the size of the other heads."""
    if edge.zone != "head" or edge.zone not in heights or not edge.rest:
        return False
    height, size = heights[edge.zone]
    if abs(edge.line.base - height) > 1.5 or abs(edge.line.size - size) > 0.3:
        return False
    below = [line.top for line in page.lines if line.top < edge.line.base + 1]
    return bool(below) and edge.line.base - max(below) > 0.6 * edge.line.size


def _fill_labels(furniture: Furniture, series: set[_Series], count: int) -> None:
    """Pages without a printed number between numbered ones (chapter openings) count along with their neighbours."""
    printed = {i: _value(number) for i, number in furniture.labels.items()}
    upper = any(number.isupper() and not number.isdigit() for number in furniture.labels.values())
    known = sorted(printed)
    if not known:
        return
    for i in range(count):
        if i in printed:
            continue
        after = next((k for k in known if k > i), None)
        before = next((k for k in reversed(known) if k < i), None)
        for neighbour in (after, before):
            if neighbour is None:
                continue
            kind, value = printed[neighbour]
            own = value - neighbour + i
            if own >= 1:
                furniture.labels[i] = str(own) if kind == "d" else _roman(own, upper)
                break


def _roman(value: int, upper: bool) -> str:
    found = ""
    signs = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    for size, sign in signs:
        while value >= size:
            found, value = found + sign, value - size
    return found.upper() if upper else found
