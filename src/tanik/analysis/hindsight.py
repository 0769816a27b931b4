"""Hindsight: what lies between the time of a view and the time at which it was written down.

Of every statement the distance in years, as the least and the most that its partial dates allow; polarity by distance;
the events that lay between; and whether a holder writes otherwise of the same target from near and from far.

It can show that views written late differ from views written early. It cannot show that memory changed them: other
people write late than write early, and other things are asked of them. The test therefore compares within a holder and
target only; what it leaves is that a person changed, or was edited.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tanik.analysis.answers import Sentence, TooLittle, decimal, not_enough
from tanik.analysis.events import Event
from tanik.analysis.perspective_comparisons import Turn, turns
from tanik.analysis.statement_table import Floats, StatementTable
from tanik.analysis.tallies import Cell, tally
from tanik.analysis.uncertainty import Permutation, difference_test, stratified_test
from tanik.translation import N_

YEAR = 365.2425
EDGES = (1.0, 5.0, 20.0)
"""Bands of distance, in years: under 1, 1 to 5, 5 to 20, over 20."""
LEAST = 6

NO_DATES = N_("Only {found} statements have both dates; hindsight needs {needed}.")
NO_PAIRS = N_("No holder speaks of one target both from near and from far, so no witness can be compared with himself.")
SAYS = N_(
    "{n} statements have a time of their own and a time of writing; {undecided} may lie in several bands, because "
    "their dates are partial."
)
WITHIN = N_(
    "Of the same target, the same holders are on average {difference} points {direction} from far (over {years} years) "
    "than from near; chance alone gives such a difference in {p} of cases ({orders} orders of the values)."
)
ALIKE = N_(
    "Of the same target, the same holders speak from far (over {years} years) as they do from near; no difference was "
    "found in {orders} orders of the values."
)
TOO_FEW = N_("With so few values ({orders} orders) even the largest difference could not be told from chance.")
MORE, LESS = N_("more favourable"), N_("less favourable")
CANNOT = N_(
    "This cannot show that memory or later events changed a view: who writes late may differ from who writes early, "
    "and what was printed may have been edited."
)


@dataclass(frozen=True, slots=True)
class Distance:
    """One statement about one target. ``least``, ``most``: years from its time to its writing; below 0: foretold.

    ``between``: keys of the events that certainly lie after its time and before its writing.
    """

    statement: str
    holder: str
    target: str | None
    polarity: str | None
    event_time: str
    written: str
    least: float
    most: float
    between: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """The statements whose distance certainly lies from ``low`` (inside) to ``high`` years (None: without end)."""

    low: float | None
    high: float | None
    cell: Cell | None


@dataclass(frozen=True, slots=True)
class Lived:
    """Statements on what was before an event: written before it, and written when the witness knew of it."""

    event: Event
    before: Cell | None
    after: Cell | None


@dataclass(frozen=True, slots=True)
class Hindsight:
    """``within``: near against far within each holder and target; ``overall``: all near against all far.

    ``cut``: years that part near from far; ``undecided``: ids that lie in no band for certain.
    """

    rows: tuple[Distance, ...]
    bands: tuple[Band, ...]
    undecided: tuple[str, ...]
    lived: tuple[Lived, ...]
    turns: tuple[Turn, ...]
    cut: float
    overall: Permutation | TooLittle
    within: Permutation | TooLittle
    says: tuple[Sentence, ...]


def hindsight(
    table: StatementTable,
    *,
    events: Sequence[Event] = (),
    edges: Sequence[float] = EDGES,
    cut: float = 5.0,
    end: str = "written",
    draws: int = 9_999,
    seed: int = 1,
) -> Hindsight | TooLittle:
    """Hindsight of all statements with both dates.

    The time of a view is when it was said, else what it refers to. ``end``: ``written`` or ``published``. ``cut``:
    years that part near from far. TooLittle below ``LEAST`` statements. ValueError for an ``end`` that is none.
    """
    if end not in ("written", "published"):
        raise ValueError(end)
    least, most = span_years(table, end)
    rows = np.flatnonzero(~np.isnan(least))
    if (found := len(table.ids_of(rows))) < LEAST:
        return not_enough(found, LEAST, NO_DATES)
    bands, undecided = _bands(table, rows, least, most, edges)
    near, far = (most < cut) & ~np.isnan(most), (least >= cut) & ~np.isnan(least)
    overall, within = _tests(table, near, far, draws, seed)
    says = [Sentence(SAYS, n=found, undecided=len(undecided))]
    if isinstance(within, Permutation) and abs(within.observed) < 0.005:
        says.append(Sentence(ALIKE, years=f"{cut:g}", orders=within.orders))
    elif isinstance(within, Permutation):
        says.append(
            Sentence(
                WITHIN,
                difference=decimal(abs(within.observed)),
                direction=Sentence(MORE if within.observed > 0 else LESS),
                years=f"{cut:g}",
                p=decimal(within.p, 3),
                orders=within.orders,
            )
        )
    else:
        says.append(within.sentence)
    if isinstance(within, Permutation) and within.orders < 20:
        says.append(Sentence(TOO_FEW, orders=within.orders))
    says.append(Sentence(CANNOT))
    return Hindsight(
        rows=_distances(table, rows, least, most, events, end),
        bands=bands,
        undecided=undecided,
        lived=tuple(_lived(table, event, end) for event in events),
        turns=turns(table, by=end),
        cut=cut,
        overall=overall,
        within=within,
        says=tuple(says),
    )


def view_times(table: StatementTable) -> tuple[Floats, Floats]:
    """First and last day of the time of every view: when it was said, else what it refers to."""
    said, refers = table.said.bounds(), table.refers_to.bounds()
    none = np.isnan(said[0])
    return np.where(none, refers[0], said[0]), np.where(none, refers[1], said[1])


def span_years(table: StatementTable, end: str = "written") -> tuple[Floats, Floats]:
    """Least and most years from the time of every view to its writing; nan where a date is missing or open."""
    first, last = view_times(table)
    begun, done = getattr(table, end).bounds()
    with np.errstate(invalid="ignore"):
        least, most = (begun - last) / YEAR, (done - first) / YEAR
    whole = np.isfinite(least) & np.isfinite(most)
    return np.where(whole, least, np.nan), np.where(whole, most, np.nan)


def _bands(
    table: StatementTable, rows: NDArray[np.intp], least: Floats, most: Floats, edges: Sequence[float]
) -> tuple[tuple[Band, ...], tuple[str, ...]]:
    limits: list[float | None] = [None, *edges, None]
    bands: list[Band] = []
    placed = np.zeros(len(table), np.bool_)
    for low, high in pairwise(limits):
        inside = ~np.isnan(least)
        if low is not None:
            inside &= least >= low
        if high is not None:
            inside &= most < high
        bands.append(Band(low, high, one_cell(table, np.flatnonzero(inside))))
        placed |= inside
    return tuple(bands), table.ids_of(rows[~placed[rows]])


def one_cell(table: StatementTable, rows: NDArray[np.intp]) -> Cell | None:
    """All statements of these rows as one cell; None without any."""
    cells = tally(table.take(rows), ()).cells
    return cells[0] if cells else None


def _tests(
    table: StatementTable, near: NDArray[np.bool_], far: NDArray[np.bool_], draws: int, seed: int
) -> tuple[Permutation | TooLittle, Permutation | TooLittle]:
    rows, values = table.witnessed(np.flatnonzero((near | far) & (table.target.codes >= 0)))
    late = far[rows]
    if not 0 < late.sum() < len(rows):
        few = not_enough(0, 1, NO_PAIRS)
        return few, few
    overall = difference_test(values, late, draws=draws, seed=seed)
    pair = table.holder.codes[rows].astype(np.int64) * (len(table.target.values) + 1) + table.target.codes[rows]
    within = stratified_test(values, late, pair, draws=draws, seed=seed)
    return overall, within if within is not None else not_enough(0, 1, NO_PAIRS)


def _distances(
    table: StatementTable,
    rows: NDArray[np.intp],
    least: Floats,
    most: Floats,
    events: Sequence[Event],
    end: str,
) -> tuple[Distance, ...]:
    _, last = view_times(table)
    begun, _ = getattr(table, end).bounds()
    order = rows[np.lexsort((table.target.codes[rows], table.statement[rows], most[rows], least[rows]))]
    found = []
    for row in order.tolist():
        between = tuple(e.key for e in events if last[row] < e.first and e.last < begun[row])
        found.append(
            Distance(
                statement=table.ids[table.statement[row]],
                holder=table.holder.at(row) or "",
                target=table.target.at(row),
                polarity=table.polarity.at(row),
                event_time=table.said.at(row) or table.refers_to.at(row) or "",
                written=getattr(table, end).at(row) or "",
                least=float(least[row]),
                most=float(most[row]),
                between=between,
            )
        )
    return tuple(found)


def _lived(table: StatementTable, event: Event, end: str) -> Lived:
    _, last = view_times(table)
    begun, done = getattr(table, end).bounds()
    with np.errstate(invalid="ignore"):
        earlier = last < event.first
        before, after = earlier & (done < event.first), earlier & (begun > event.last)
    return Lived(event, one_cell(table, np.flatnonzero(before)), one_cell(table, np.flatnonzero(after)))
