"""Statements and events on one axis of time, and what was said before and after an event.

Dates are intervals: a statement of ``1921`` is neither before nor after March 1921, so it is counted as undecided and
never cut at its middle. The placebo check asks the same of other days, drawn by chance: a difference that most days
give is no trace of the event.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tanik.analysis.answers import Sentence, TooLittle, decimal, not_enough
from tanik.analysis.events import Event
from tanik.analysis.hindsight import one_cell
from tanik.analysis.statement_table import Floats, StatementTable, Times
from tanik.analysis.tallies import Cell
from tanik.analysis.uncertainty import Permutation, difference_test
from tanik.translation import N_

MONTH = 365.2425 / 12
LEAST = 3
"""Evaluating passages that either side needs."""
ROLES = ("said", "refers_to", "written", "published")

NOTHING = N_("No statement has a date, so there is no axis to put it on.")
FEW = N_(
    "Before and after the event at least {needed} judging statements on different passages are needed; one side has "
    "{found}."
)
SAYS = N_(
    "Within {months} months, {before} judging statements lie before and {after} after {event}; {undecided} more may "
    "lie on either side."
)
DIFFERENCE = N_(
    "The mean changes by {difference} points (from −1 to 1). Chance alone gives such a change in {p} of the orders of "
    "these values, and {placebo} of {tried} other days show a change as large."
)
NO_PLACEBO = N_("Too few other days have statements on both sides for a placebo check.")
CANNOT = N_(
    "What follows an event need not follow from it: other things happened in the same months, and what is dated may "
    "differ from what is not."
)


@dataclass(frozen=True, slots=True)
class Moment:
    """Everything of one date: statements by the role of the date, or an event (``role`` ``event``, ``n`` 0).

    ``first``, ``last``: Julian day numbers, both ends inside, infinite where open.
    """

    role: str
    edtf: str
    name: str
    first: float
    last: float
    n: int
    positive: int
    negative: int
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Placebo:
    """``day``: a day drawn by chance; ``difference``: what the same study of that day gives."""

    day: int
    difference: float


@dataclass(frozen=True, slots=True)
class EventStudy:
    """``before``, ``after``: the statements within the window; ``undecided``: ids that may lie on either side.

    ``placebo``: other days that have enough statements on both sides; ``placebo_share``: of those, how many differ at
    least as much; None when there are fewer than 20.
    """

    event: Event
    role: str
    months: float
    before: Cell
    after: Cell
    undecided: tuple[str, ...]
    test: Permutation
    placebo: tuple[Placebo, ...]
    placebo_share: float | None
    says: tuple[Sentence, ...]


def axis(
    table: StatementTable, events: Sequence[Event] = (), roles: Sequence[str] = ROLES
) -> tuple[Moment, ...] | TooLittle:
    """All dates of the statements with the events between them, in the order of time."""
    moments = [Moment("event", e.edtf, e.name, e.first, e.last, 0, 0, 0, ()) for e in events]
    for role in roles:
        column: Times = getattr(table, role)
        order = np.argsort(column.codes, kind="stable")
        codes = column.codes[order]
        for part in np.split(order, np.flatnonzero(np.diff(codes)) + 1):
            if not len(part) or column.codes[part[0]] < 0:
                continue
            code, ids = int(column.codes[part[0]]), table.ids_of(part)
            here = one_cell(table, part)
            assert here is not None
            moments.append(
                Moment(
                    role,
                    column.values[code],
                    "",
                    float(column.first[code]),
                    float(column.last[code]),
                    len(ids),
                    here.positive,
                    here.negative,
                    ids,
                )
            )
    if not any(moment.n for moment in moments):
        return not_enough(0, 1, NOTHING)
    return tuple(sorted(moments, key=lambda m: (m.first, m.last, m.role, m.name)))


def event_study(
    table: StatementTable,
    event: Event,
    *,
    months: float = 12,
    role: str = "said",
    draws: int = 9_999,
    days: int = 500,
    seed: int = 1,
) -> EventStudy | TooLittle:
    """The statements of ``months`` before and after an event, by the date of a ``role``.

    ``draws``: orders for the permutation test; ``days``: days drawn for the placebo check, from the first to the last
    date of the table, none within the window of the event. TooLittle when a side has fewer than ``LEAST`` judging
    passages.
    """
    rows, values = table.witnessed(np.arange(len(table)))
    first, last = (bound[rows] for bound in getattr(table, role).bounds())
    window = months * MONTH
    before, after = _sides(first, last, event.first, event.last, window)
    fewest = int(min(before.sum(), after.sum()))
    if fewest < LEAST:
        return not_enough(fewest, LEAST, FEW)
    kept = before | after
    test = difference_test(values[kept], after[kept], draws=draws, seed=seed)
    placebo = _placebo(first, last, values, event, window, days, seed)
    share = None
    if len(placebo) >= 20:
        share = sum(abs(p.difference) >= abs(test.observed) - 1e-12 for p in placebo) / len(placebo)
    with np.errstate(invalid="ignore"):
        near = (last >= event.first - window) & (first <= event.last + window) & ~kept
    cells = [one_cell(table, _rows_of(table, rows[side])) for side in (before, after)]
    assert cells[0] is not None
    assert cells[1] is not None
    undecided = table.ids_of(rows[near])
    says = [
        Sentence(
            SAYS,
            months=f"{months:g}",
            before=int(before.sum()),
            after=int(after.sum()),
            event=event.name,
            undecided=len(undecided),
        ),
        Sentence(
            DIFFERENCE,
            difference=decimal(test.observed, signed=True),
            p=decimal(test.p, 3),
            placebo=sum(abs(p.difference) >= abs(test.observed) - 1e-12 for p in placebo),
            tried=len(placebo),
        ),
        *([Sentence(NO_PLACEBO)] if share is None else []),
        Sentence(CANNOT),
    ]
    return EventStudy(event, role, months, cells[0], cells[1], undecided, test, placebo, share, tuple(says))


def _rows_of(table: StatementTable, rows: NDArray[np.intp]) -> NDArray[np.intp]:
    """All rows on the passages of these rows, so that a cell names every statement behind it."""
    places = table.places()
    return np.flatnonzero(np.isin(places, places[rows]) & ~np.isnan(table.values()))


def _sides(
    first: Floats, last: Floats, begin: float, end: float, window: float
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """What certainly lies within the window before the event, and what after it."""
    with np.errstate(invalid="ignore"):
        before = (last < begin) & (first >= begin - window)
        after = (first > end) & (last <= end + window)
    return before, after


def _placebo(
    first: Floats, last: Floats, values: Floats, event: Event, window: float, days: int, seed: int
) -> tuple[Placebo, ...]:
    dated = np.isfinite(first) & np.isfinite(last)
    if not dated.any() or not math.isfinite(event.first) or not math.isfinite(event.last):
        return ()
    low, high = int(first[dated].min()), int(last[dated].max())
    drawn = np.random.default_rng(seed).integers(low, high + 1, size=days)
    length = event.last - event.first
    found = []
    for day in sorted(set(drawn.tolist())):
        if event.first - window <= day + length and day <= event.last + window:
            continue
        before, after = _sides(first, last, day, day + length, window)
        if min(before.sum(), after.sum()) >= LEAST:
            found.append(Placebo(int(day), float(values[after].mean() - values[before].mean())))
    return tuple(found)
