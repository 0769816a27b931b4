"""Statements counted by any features at once: by holder and target, by topic and year, by source and witness.

One statement counts once in a cell however often it names the target there; for and against in one statement is mixed.
Costs grow as sorting the rows does.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tanik.analysis.answers import Estimate
from tanik.analysis.statement_table import Named, Sets, StatementTable, Times, distinct, joined_codes
from tanik.analysis.uncertainty import pooled_shares, wilson_limits
from tanik.errors import UsageError
from tanik.languages.calendars import jdn_to_gregorian
from tanik.translation import N_

DIMENSIONS = (
    *("holder", "target", "topic", "source", "kind", "coder", "page", "witness", "work", "depth"),
    *("said", "refers_to", "written", "published"),
)
"""What statements can be counted by. ``witness``: who handed it on, nearest to the page; the dates are years."""
_TIMES = ("said", "refers_to", "written", "published")
_POSITIVE, _NEGATIVE, _MIXED, _NEUTRAL = 1, 2, 4, 8
_FLAG = {"positive": _POSITIVE, "negative": _NEGATIVE, "mixed": _MIXED, "neutral": _NEUTRAL}


_TABLE = 1 << 24
"""Cells of a look-up table that is still quicker than sorting."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The statements that share ``keys`` (one for each feature; None: missing).

    ``n = positive + negative + mixed + neutral``; a statement without a target is neutral here, since it evaluates
    nothing. ``passages``: different places in different sources behind them; ``sources``: different sources.
    ``mean``: from -1 to 1 over the evaluating statements, mixed as 0, None without any; ``pooled``: the same drawn
    towards the mean of all cells; ``positive_share``: the positive among the positive and negative; ``share``: of all
    statements that were counted. ``statements``: their ids.
    """

    keys: tuple[str | None, ...]
    names: tuple[str, ...]
    n: int
    positive: int
    negative: int
    mixed: int
    neutral: int
    passages: int
    sources: int
    mean: float | None
    pooled: Estimate | None
    positive_share: Estimate | None
    share: float
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """``cells``: the largest first, then by key; ``by``: the features; ``statements``: all that were counted.

    Statements with several topics or targets stand in several cells, so that cells may add up to more.
    ``left_out``: statements that lack one of the features.
    """

    by: tuple[str, ...]
    cells: tuple[Cell, ...]
    statements: int
    left_out: int


@dataclass(frozen=True, slots=True)
class Groups:
    """Statements sorted into cells: entry ``i`` of ``starts`` begins cell ``i`` in ``statement`` and ``flags``."""

    codes: NDArray[np.int64]
    starts: NDArray[np.intp]
    statement: NDArray[np.int64]
    flags: NDArray[np.int64]


def tally(table: StatementTable, by: Sequence[str], *, missing: bool = False) -> Tally:
    """Count the statements by these features (of ``DIMENSIONS``).

    ``missing``: also count what lacks a feature, under None. UsageError T747 for a feature that there is not. A cell's
    polarity is that of the statement towards the target when ``target`` is among the features, else towards all.
    """
    columns = [_column(table, name) for name in by]
    rows = np.arange(len(table))
    codes: list[NDArray[Any]] = []
    for at, column in enumerate(columns):
        if isinstance(column, Sets):
            keep, found = _expanded(column, rows, missing=missing)
            codes = [each[keep] for each in codes]
            rows = rows[keep]
            codes.append(found)
            columns[at] = Named(column.codes, column.members())
        else:
            codes.append(column.codes[rows].astype(np.int64))
    if not missing and codes:
        present = np.logical_and.reduce([each >= 0 for each in codes])
        rows, codes = rows[present], [each[present] for each in codes]
    counted = _how_many(table.statement[rows], len(table.ids))
    cells = _cells(table, rows, codes, columns, by) if len(rows) else ()
    return Tally(tuple(by), cells, counted, table.statements() - counted)


def _column(table: StatementTable, name: str) -> Named | Sets:
    if name in ("holder", "target", "source", "kind", "coder", "page"):
        column: Named = getattr(table, name)
        return column
    if name in ("topic", "work"):
        return table.topics if name == "topic" else table.works
    if name == "witness":
        return _of(table.relay, lambda relay: relay[0] if relay else None)
    if name == "depth":
        return Named(table.depth, tuple(map(str, range(int(table.depth.max()) + 1 if len(table) else 0))))
    if name in _TIMES:
        return years(getattr(table, name))
    raise UsageError(
        "T747",
        N_("Statements cannot be counted by “{name}”."),
        N_("Count them by: {names}."),
        name=name,
        names=", ".join(DIMENSIONS),
    )


def _of(column: Sets, choose: Callable[[tuple[str, ...]], str | None]) -> Named:
    chosen = [choose(value) for value in column.values]
    values = tuple(sorted({value for value in chosen if value}))
    index = np.array([values.index(value) if value else -1 for value in chosen], np.int32)
    return Named(index[column.codes], values)


def years(column: Times, step: int = 1) -> Named:
    """The year (or span of ``step`` years) in which a date certainly lies; missing when it may lie in several."""
    chosen: list[str | None] = []
    for first, last in zip(column.first.tolist(), column.last.tolist(), strict=True):
        span = None
        if math.isfinite(first) and math.isfinite(last):
            begin, end = (jdn_to_gregorian(int(day))[0] // step * step for day in (first, last))
            span = (f"{begin:04d}" if step == 1 else f"{begin:04d}/{begin + step - 1:04d}") if begin == end else None
        chosen.append(span)
    values = tuple(sorted({value for value in chosen if value}))
    index = np.array([*(values.index(value) if value else -1 for value in chosen), -1], np.int32)
    return Named(index[column.codes], values)


def _expanded(column: Sets, rows: NDArray[np.intp], *, missing: bool) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
    """A row for each member of the list: positions in ``rows``, and the code of the member."""
    members = {member: code for code, member in enumerate(column.members())}
    lists = [sorted({members[member] for member in value}) or ([-1] if missing else []) for value in column.values]
    lengths = np.array([len(each) for each in lists], np.intp)
    begins = np.concatenate([[0], np.cumsum(lengths)]).astype(np.intp)
    flat = np.array([code for each in lists for code in each], np.int64)
    codes = column.codes[rows]
    repeat = lengths[codes]
    keep = np.repeat(np.arange(len(rows)), repeat)
    within = np.arange(len(keep)) - np.repeat(np.cumsum(repeat) - repeat, repeat)
    return keep, flat[begins[codes[keep]] + within] if len(keep) else np.zeros(0, np.int64)


def grouped(table: StatementTable, rows: NDArray[np.intp], codes: Sequence[NDArray[Any]]) -> Groups:
    """The statements of the rows by equal ``codes``, each statement once in a cell with the join of its polarities."""
    cell = _cell_codes(codes, len(rows))
    size = len(table.ids)
    key = cell * size + table.statement[rows]
    # Rows of one statement in one cell are joined by "or", so their order among themselves is of no account.
    order = np.argsort(key)
    key = key[order]
    flag = np.array([*(_FLAG.get(value, _NEUTRAL) for value in table.polarity.values), _NEUTRAL], np.int64)
    flags = flag[table.polarity.codes[rows]][order]
    firsts = np.flatnonzero(np.diff(key, prepend=-1))
    flags = np.bitwise_or.reduceat(flags, firsts) if len(firsts) else flags
    cells, statement = key[firsts] // size, key[firsts] % size
    return Groups(cells, np.flatnonzero(np.diff(cells, prepend=-1)), statement, flags)


def mean_of(table: StatementTable) -> float | None:
    """The mean of all judging statements, as in :class:`Cell`, without its interval; None when none judges."""
    rows = np.arange(len(table))
    if not len(rows):
        return None
    positive, negative, mixed = (int(n) for n in _counts(grouped(table, rows, ()))[0][:3])
    judging = positive + negative + mixed
    return (positive - negative) / judging if judging else None


def _cell_codes(codes: Sequence[NDArray[Any]], size: int) -> NDArray[np.int64]:
    if not codes:
        return np.zeros(size, np.int64)
    sizes = [int(each.max()) + 2 if size else 1 for each in codes]
    if math.prod(sizes) > 1 << 31:
        return joined_codes(*codes)
    found = np.zeros(size, np.int64)
    for each, many in zip(codes, sizes, strict=True):
        found = found * many + each + 1
    return found


def _cells(
    table: StatementTable,
    rows: NDArray[np.intp],
    codes: Sequence[NDArray[Any]],
    columns: Sequence[Named | Sets],
    by: Sequence[str],
) -> tuple[Cell, ...]:
    groups = grouped(table, rows, codes)
    cell = _cell_codes(codes, len(rows))
    passages = _different(cell, table.places()[rows])
    sources = _different(cell, table.source.codes[rows])
    firsts = _firsts(cell)
    counts = _counts(groups)
    estimates = _estimates(counts, passages)
    keyed = [_keys(table, name, column) for name, column in zip(by, columns, strict=True)]
    ids = np.array(table.ids, object)[groups.statement].tolist()
    total = _how_many(groups.statement, len(table.ids))
    found = []
    ends = [*groups.starts.tolist(), len(ids)]
    for at, (start, end) in enumerate(pairwise(ends)):
        picked = [known[int(each[firsts[at]])] for known, each in zip(keyed, codes, strict=True)]
        positive, negative, mixed, neutral = (int(number) for number in counts[at])
        evaluating = positive + negative + mixed
        found.append(
            Cell(
                keys=tuple(key for key, _ in picked),
                names=tuple(name for _, name in picked),
                n=end - start,
                positive=positive,
                negative=negative,
                mixed=mixed,
                neutral=neutral,
                passages=int(passages[at]),
                sources=int(sources[at]),
                mean=(positive - negative) / evaluating if evaluating else None,
                pooled=estimates[0][at],
                positive_share=estimates[1][at],
                share=(end - start) / total,
                statements=tuple(ids[start:end]),
            )
        )
    return tuple(sorted(found, key=lambda one: (-one.n, tuple(key or "" for key in one.keys))))


def _keys(table: StatementTable, by: str, column: Named | Sets) -> list[tuple[str | None, str]]:
    """Key and name by code; the last one is for the code -1."""
    named = by in ("holder", "target", "source", "witness", "work")
    return [*((str(key), table.name(str(key)) if named else str(key)) for key in column.values), (None, "")]


def _how_many(numbers: NDArray[Any], upto: int) -> int:
    """How many different numbers under ``upto`` there are."""
    seen = np.zeros(upto, np.bool_)
    seen[numbers] = True
    return int(seen.sum())


def _firsts(cell: NDArray[np.int64]) -> NDArray[np.intp]:
    """A row of every cell, cells in the order of their codes."""
    most = int(cell.max(initial=0)) + 1
    if most > _TABLE:
        return np.unique(cell, return_index=True)[1]
    at = np.full(most, -1, np.intp)
    at[cell] = np.arange(len(cell))
    return at[at >= 0]


def _different(cell: NDArray[np.int64], of: NDArray[Any]) -> NDArray[np.int64]:
    """How many different values each cell has, cells in the order of their codes."""
    if not len(of):
        return np.zeros(0, np.int64)
    wide = int(of.max()) + 2
    upto = (int(cell.max()) + 1) * wide
    if upto <= _TABLE:
        seen = np.zeros(upto, np.bool_)
        seen[cell * wide + of + 1] = True
        counts = seen.reshape(-1, wide).sum(axis=1)
        return np.asarray(counts[counts > 0], np.int64)
    cells = distinct(cell * wide + of + 1) // wide
    return np.diff(np.flatnonzero(np.diff(cells, prepend=-1, append=-1))).astype(np.int64)


def _counts(groups: Groups) -> NDArray[np.int64]:
    """Positive, negative, mixed and neutral of every cell (cells by 4)."""
    flags = groups.flags
    both = (flags & (_POSITIVE | _NEGATIVE)) == _POSITIVE | _NEGATIVE
    mixed = both | (flags & _MIXED > 0)
    positive, negative = (flags & _POSITIVE > 0) & ~mixed, (flags & _NEGATIVE > 0) & ~mixed
    kinds = np.stack([positive, negative, mixed, ~(mixed | positive | negative)], axis=1).astype(np.int64)
    return np.add.reduceat(kinds, groups.starts, axis=0)


def _estimates(
    counts: NDArray[np.int64], passages: NDArray[np.int64]
) -> tuple[list[Estimate | None], list[Estimate | None]]:
    """The pooled mean and the share of positive ones of every cell, with intervals as wide as its passages allow."""
    positive, negative, mixed = (counts[:, at].astype(np.float64) for at in range(3))
    whole = counts.sum(axis=1)
    scale = np.minimum(1.0, passages / whole)
    evaluating = positive + negative + mixed
    pooled = pooled_shares((positive + mixed / 2) * scale, evaluating * scale)
    decided = positive + negative
    share = np.divide(positive, decided, out=np.zeros_like(positive), where=decided > 0)
    low, high = wilson_limits(share, decided * scale)
    means: list[Estimate | None] = []
    shares: list[Estimate | None] = []
    three = np.stack([2 * each - 1 for each in (pooled.share, pooled.low, pooled.high)], axis=1).tolist()
    for at in range(len(counts)):
        here = max(1, round(float(evaluating[at] * scale[at])))
        means.append(
            Estimate(three[at][0], three[at][1], three[at][2], "beta-binomial", here) if evaluating[at] else None
        )
        several = max(1, round(float(decided[at] * scale[at])))
        shares.append(
            Estimate(float(share[at]), float(low[at]), float(high[at]), "wilson", several) if decided[at] else None
        )
    return means, shares
