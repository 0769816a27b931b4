"""When: everything that has a date, as intervals in order, by the role of the date.

*said* (or felt), *refers to* and *written* are three times of one statement; hindsight is their difference, so they are
never mixed. ``date`` is a date that the text names without saying whose.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappush, heapreplace
from typing import Literal, get_args

from tanik.analysis.entities import Item
from tanik.analysis.table import StatementRow
from tanik.errors import SettingError
from tanik.languages.edtf import Bound, Edtf, parse_edtf

Role = Literal["said", "refers_to", "written", "published", "date"]
ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True, slots=True)
class TimePoint:
    """One date of one thing.

    ``item``: position of the source; ``index``: of the statement (said, refers_to) or of the date expression (date) in
    its reading, 0 for a source's own dates. ``first``, ``last``: decimal years, both ends inside; None where open.
    """

    role: Role
    edtf: str
    first: float | None
    last: float | None
    item: int
    index: int

    @property
    def order(self) -> tuple[float, float, str, int, int]:
        first = self.first if self.first is not None else float("-inf")
        return first, self.last if self.last is not None else float("inf"), self.role, self.item, self.index


@dataclass(frozen=True, slots=True)
class Timeline:
    """``points`` in the order of time; ``unplaced``: dates without a value (item, index of the date expression)."""

    points: tuple[TimePoint, ...]
    unplaced: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """Points of one role packed into rows that do not overlap: ``rows[i]`` is the row of ``points[i]``."""

    role: Role
    points: tuple[TimePoint, ...]
    rows: tuple[int, ...]

    @property
    def height(self) -> int:
        return max(self.rows, default=-1) + 1


def timeline(items: Sequence[Item], rows: Sequence[StatementRow]) -> Timeline:
    """Everything dated in the readings, in the order of time."""
    points: list[TimePoint] = []
    unplaced: list[tuple[int, int]] = []
    for row in _one_each(rows):
        points += _points("said", row.said, row.item, row.index)
        points += _points("refers_to", row.refers_to, row.item, row.index)
    for number, item in enumerate(items):
        points += _points("written", item.source.written, number, 0)
        points += _points("published", item.source.published, number, 0)
        for index, date in enumerate(item.reading.dates):
            found = _points("date", date.edtf, number, index)
            points += found
            if not found:
                unplaced.append((number, index))
    return Timeline(tuple(sorted(points, key=lambda point: point.order)), tuple(unplaced))


def lanes(points: Sequence[TimePoint], least: float) -> list[Lane]:
    """The points by role, each packed greedily into rows. ``least``: years a point takes up at least (its mark)."""
    result = []
    for role in ROLES:
        chosen = [point for point in points if point.role == role]
        ends: list[tuple[float, int]] = []
        rows = []
        for point in chosen:
            first, last = span(point)
            last = max(last, first + least)
            # The row that became free first; a new one when none is free.
            row = ends[0][1] if ends and ends[0][0] < first else len(ends)
            (heapreplace if row < len(ends) else heappush)(ends, (last, row))
            rows.append(row)
        if chosen:
            result.append(Lane(role, tuple(chosen), tuple(rows)))
    return result


def span(point: TimePoint) -> tuple[float, float]:
    """First and last decimal year of a point; an open end is drawn where the known one is."""
    first = point.first if point.first is not None else point.last
    last = point.last if point.last is not None else point.first
    return first or 0.0, last or 0.0


def decimal_year(bound: Bound, *, end: bool = False) -> float | None:
    """A day as a decimal year (each month a twelfth, each day a 31st of it); None for an open bound."""
    if not isinstance(bound, tuple):
        return None
    year, month, day = bound
    return year + (month - 1) / 12 + (day - (0 if end else 1)) / 31 / 12


def _points(role: Role, edtf: str | None, item: int, index: int) -> list[TimePoint]:
    value = _value(edtf)
    if value is None:
        return []
    first, last = decimal_year(value.lower), decimal_year(value.upper, end=True)
    return [] if first is last is None else [TimePoint(role, value.text, first, last, item, index)]


def _value(edtf: str | None) -> Edtf | None:
    try:
        return parse_edtf(edtf) if edtf else None
    except SettingError:
        # A reading may carry a value that is no EDTF; it is shown as a date without a place.
        return None


def _one_each(rows: Sequence[StatementRow]) -> list[StatementRow]:
    return list({row.id: row for row in rows}.values())
