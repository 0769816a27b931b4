"""Pages that a text shows without saying so.

Text copied out of a paged file often keeps one trace of its pages: the first line of a page begins with a blank and
follows without the blank line that stands between all others. That is taken for a page start only when such lines
return at a steady distance through the whole document.
"""

from __future__ import annotations

from itertools import pairwise

from tanik.sources.extraction import RawPage
from tanik.text.layout import Line

_LEAST = 4
_STEADY = 0.6


def shown_pages(lines: list[Line], normal_gap: int, length: int) -> list[RawPage]:
    """The pages that the layout shows, with no labels; empty without a steady pattern.

    ``lines`` of the running text; ``normal_gap``: blank lines between two lines of a paragraph; ``length`` of the raw
    text.
    """
    starts = [i for i in range(1, len(lines)) if 0 < lines[i].indent <= 2 and lines[i].gap == 0 and not lines[i].glued]
    if normal_gap == 0:
        indented = sum(1 for line in lines if line.indent)
        if indented > 1.2 * len(starts) or any(line.indent > 2 for line in lines):
            return []
    if len(starts) < _LEAST:
        return []
    distances = [b - a for a, b in pairwise(starts)]
    usual = sorted(distances)[len(distances) // 2]
    steady = sum(1 for d in distances if abs(d - usual) <= max(2, usual * 0.15))
    if not 12 <= usual <= 90 or steady < _STEADY * len(distances):
        return []
    firsts = [0, *(lines[i].start for i in starts)]
    ends = [*firsts[1:], length]
    return [RawPage(start, end, number) for number, (start, end) in enumerate(zip(firsts, ends, strict=True), 1)]
