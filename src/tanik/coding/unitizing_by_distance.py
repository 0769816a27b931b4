"""Krippendorff's older alpha for spans, by squared distances between sections (1995, corrected 2004).

Krippendorff (1995), "On the reliability of unitizing continuous data", Sociological Methodology 25:47-76, and (2004)
*Content Analysis*, 2nd ed., 11.4, where a sign in the expected disagreement is corrected. It looks at one category at a
time: a section is a unit of that category, or a gap, other categories among the gaps. Ends are exclusive. For new work
``u_alpha`` is the better one; this one is here to compare with published numbers.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tanik.coding.plans import Undefined
from tanik.coding.unitizing import GAP, Section, Unit, UnitizingAlpha, sections
from tanik.translation import N_


def section_distance(first: Section, second: Section) -> int:
    """The squared distance of two sections of two coders (2004, p. 254).

    Two units that overlap: the squares of the differences of their starts and of their ends. A unit that lies wholly in
    the other coder's gap: its squared length. Anything else, such as two gaps or sections that do not meet: 0.
    """
    (start, end, category), (other_start, other_end, other_category) = first, second
    if category is not GAP and other_category is not GAP:
        if start < other_end and other_start < end and category == other_category:
            return (start - other_start) ** 2 + (end - other_end) ** 2
        return 0
    if category is not GAP and other_start <= start and end <= other_end:
        return (end - start) ** 2
    if other_category is not GAP and start <= other_start and other_end <= end:
        return (other_end - other_start) ** 2
    return 0


def alpha_u_by_distance(
    coders: Sequence[Sequence[Unit]], begin: int, end: int, categories: Sequence[str] | None = None
) -> UnitizingAlpha:
    """alpha_U: 1 - observed over expected disagreement, each summed over ``categories`` (None: all that occur).

    Raises ``SourceError`` T716 and T717 as ``tanik.coding.unitizing.sections`` does.
    """
    names = sorted({unit.category for units in coders for unit in units}) if categories is None else categories
    observed = expected = 0.0
    for name in names:
        cut = [sections([unit for unit in units if unit.category == name], begin, end) for units in coders]
        observed += _observed(cut, end - begin)
        expected += _expected(cut, end - begin)
    if expected > 0:
        return UnitizingAlpha(1 - observed / expected, observed, expected)
    reason = Undefined("no_units", N_("Nobody marked anything, so there is nothing to compare."))
    return UnitizingAlpha(None, observed, expected, reason)


def _observed(coders: list[list[Section]], length: int) -> float:
    total = 0
    for place, first in enumerate(coders):
        for second in coders[place + 1 :]:
            total += 2 * _between(first, second)
    return total / (len(coders) * (len(coders) - 1) * length**2)


def _between(first: list[Section], second: list[Section]) -> int:
    """Only sections that meet have a distance; both lists are in the order of the text."""
    total, low = 0, 0
    for section in first:
        while second[low][1] <= section[0]:
            low += 1
        for other in second[low:]:
            if other[0] >= section[1]:
                break
            total += section_distance(section, other)
    return total


def _expected(coders: list[list[Section]], length: int) -> float:
    marked = np.array(
        [end - start for coder in coders for start, end, category in coder if category is not GAP], dtype=float
    )
    gaps = np.array([end - start for coder in coders for start, end, category in coder if category is GAP], dtype=float)
    if not len(marked):
        return 0.0
    total = 0.0
    for size in marked.tolist():
        wide = gaps[gaps >= size]
        cubic = (len(marked) - 1) / 3 * (2 * size**3 - 3 * size**2 + size)
        total += cubic + size**2 * float((wide - size + 1).sum())
    room = len(coders) * length * (len(coders) * length - 1) - float((marked * (marked - 1)).sum())
    return 2 / length * total / room if room > 0 else 0.0
