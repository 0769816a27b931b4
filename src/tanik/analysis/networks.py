"""Discourse networks: who says what, and who agrees with whom, out of a table of coded statements.

The definitions are those of Leifeld's Discourse Network Analyzer (DNA; Leifeld, *Discourse Network Analyzer Manual*,
sections on two-mode, congruence, conflict and subtract networks and on normalisation). With *x* (actor, concept,
qualifier) the number of statements, *K* the values of the qualifier and *r* their range:

====================  ==========================================================================================
two-mode              cell (actor, concept)
``ignore``            statements
``subtract``          yes minus no; for a scale the sum of its values
``combine``           which values occur, as a number: 0 none, 1 yes only, 2 no only, 3 both (see :func:`pattern`)
``activity``          divided by all statements of the row (``combine``: by its cells that are not 0)
``prominence``        divided by all statements of the column (likewise)
one-mode              cell (actor, other actor); the diagonal is 0
``ignore``            sum over concepts of the product of both numbers of statements
``congruence``        sum over concepts and pairs of values of the product, times ``1 - distance / r``
``conflict``          the same times ``distance / r``
``subtract``          congruence minus conflict
``average``           divided by the mean number of statements of the two
``cosine``            divided by the product of the two numbers of statements (DNA's name; no cosine of vectors)
``jaccard``           divided by what one has where the other has none, both ways, plus the products where both have
====================  ==========================================================================================

Where this departs from DNA is said in ``docs/measures.md``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

import numpy as np

from tanik.analysis.network_products import Counts, Numbers, Whole, blocks, product
from tanik.analysis.statement_columns import Duplicates, StatementColumns, distinct
from tanik.errors import UsageError
from tanik.translation import N_

Kind = Literal["one-mode", "two-mode"]
Aggregation = Literal["ignore", "congruence", "conflict", "subtract", "combine"]
Normalisation = Literal["no", "average", "jaccard", "cosine", "activity", "prominence"]

AGGREGATIONS: dict[Kind, tuple[Aggregation, ...]] = {
    "one-mode": ("ignore", "congruence", "conflict", "subtract"),
    "two-mode": ("ignore", "subtract", "combine"),
}
NORMALISATIONS: dict[Kind, tuple[Normalisation, ...]] = {
    "one-mode": ("no", "average", "jaccard", "cosine"),
    "two-mode": ("no", "activity", "prominence"),
}
MOST_CELLS = 40_000_000
_MOST_PATTERN_VALUES = 50  # 2^50 is still exact as a float


@dataclass(frozen=True, slots=True)
class Choice:
    """What network is wanted. ``scale``: lowest and highest value of the qualifier, if the data may not show them."""

    kind: Kind = "two-mode"
    aggregation: Aggregation = "ignore"
    normalisation: Normalisation = "no"
    duplicates: Duplicates = "include"
    scale: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """A network by its ties: ``values[e]`` between ``rows[sources[e]]`` and ``columns[targets[e]]``, never 0.

    ``rows`` and ``columns`` are in the order of their code points and hold everybody who is in the table, with ties
    or without. A one-mode network has the same names twice and each tie in both directions. Ties are in order of
    source and target. ``statements``: how many were counted; ``undated``: how many of them were kept because no date
    shows whether they repeat another.
    """

    kind: Kind
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    sources: Whole
    targets: Whole
    values: Numbers
    statements: int
    undated: int = 0

    def matrix(self) -> list[list[float]]:
        """All cells, a list for each row. UsageError (T729) when there are too many to be of any use."""
        if len(self.rows) * len(self.columns) > MOST_CELLS:
            raise UsageError(
                "T729",
                N_("The network of {rows} by {columns} names is too large for a table."),
                N_("Write its ties into a file: --out NAME.graphml, NAME.gexf or NAME.edges.csv."),
                rows=len(self.rows),
                columns=len(self.columns),
            )
        cells = np.zeros((len(self.rows), len(self.columns)))
        cells[self.sources, self.targets] = self.values
        table: list[list[float]] = cells.tolist()
        return table

    def value(self, row: str, column: str) -> float:
        """The tie between two names, 0 when there is none. KeyError when a name is not in the network."""
        places = {name: i for i, name in enumerate(self.rows)}, {name: i for i, name in enumerate(self.columns)}
        found = self.values[(self.sources == places[0][row]) & (self.targets == places[1][column])]
        return float(found[0]) if len(found) else 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Cube:
    """Statements counted by row, column and level; ``count[e]`` of them at ``row[e]``, ``column[e]``, ``level[e]``.

    ``levels``: the values of the qualifier, ascending. Counts may be sums of weights, also 0.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    levels: tuple[int, ...]
    binary: bool
    range: int
    row: Whole
    column: Whole
    level: Whole
    count: Numbers


def network(statements: StatementColumns, choice: Choice) -> Network:
    """The network of a table of statements.

    UsageError (T724, T725) when the choices do not go together; nothing depends on the order of the statements.
    """
    check(statements, choice)
    kept, undated = distinct(statements, choice.duplicates, with_qualifier=choice.aggregation != "ignore")
    return network_of(count(statements, kept, choice.scale), choice, len(kept), undated)


def network_of(cube: Cube, choice: Choice, statements: int, undated: int = 0) -> Network:
    """The network of statements that are counted already."""
    there = cube.count != 0
    cube = replace(
        cube, row=cube.row[there], column=cube.column[there], level=cube.level[there], count=cube.count[there]
    )
    if choice.kind == "two-mode":
        sources, targets, values = _two_mode(cube, choice)
        columns = cube.columns
    else:
        sources, targets, values = _one_mode(cube, choice)
        columns = cube.rows
    return Network(choice.kind, cube.rows, columns, sources, targets, values, statements, undated)


def pattern(values: Sequence[int], levels: Sequence[int]) -> int:
    """The number of a set of qualifier values in a ``combine`` network.

    Each of the ascending ``levels`` is a binary digit, the highest level the last one: of 0 and 1 only 1 gives 1, only
    0 gives 2, both give 3.
    """
    return sum(1 << (len(levels) - 1 - levels.index(value)) for value in set(values))


def check(statements: StatementColumns, choice: Choice) -> None:
    """UsageError (T724, T725) when the choices do not go together."""
    for option, value, of_kind, names in (
        ("--aggregation", choice.aggregation, AGGREGATIONS[choice.kind], get_args(Aggregation)),
        ("--normalisation", choice.normalisation, NORMALISATIONS[choice.kind], get_args(Normalisation)),
    ):
        if value not in of_kind:
            assert value in names, value
            raise UsageError(
                "T724",
                N_("A {kind} network has no {option} {value}."),
                N_("For {kind} choose one of: {choices}."),
                kind=choice.kind,
                option=option,
                value=value,
                choices=", ".join(of_kind),
            )
    if choice.aggregation != "ignore" and statements.qualifiers is None:
        raise UsageError(
            "T725",
            N_("To tell agreement from disagreement ({value}) a column that says yes or no is needed."),
            N_("Name it with --qualifier COLUMN, or write --aggregation ignore."),
            value=choice.aggregation,
        )


def count(statements: StatementColumns, kept: Sequence[int], scale: tuple[int, int] | None) -> Cube:
    """The statements at the positions ``kept``, counted; cells in order of row, column and level."""
    qualifiers = statements.qualifiers
    triples = Counter(
        (statements.rows[n], statements.columns[n], qualifiers[n] if qualifiers is not None else 1) for n in kept
    )
    rows = tuple(sorted({row for row, _, _ in triples}))
    columns = tuple(sorted({column for _, column, _ in triples}))
    levels = tuple(sorted({level for _, _, level in triples}))
    binary = set(levels) <= {0, 1} and scale in (None, (0, 1))
    if binary:
        levels, span = (0, 1), 1
    else:
        levels = tuple(sorted({*levels, *(scale or ())}))
        span = levels[-1] - levels[0] if levels else 0
    places = [{name: n for n, name in enumerate(names)} for names in (rows, columns)]
    of_level = {level: n for n, level in enumerate(levels)}
    cells = np.array(
        sorted((places[0][r], places[1][c], of_level[q], n) for (r, c, q), n in triples.items()), dtype=np.int64
    ).reshape(-1, 4)
    return Cube(
        rows, columns, levels, binary, span, cells[:, 0], cells[:, 1], cells[:, 2], cells[:, 3].astype(np.float64)
    )


_Ties = tuple[Whole, Whole, Numbers]


def _two_mode(cube: Cube, choice: Choice) -> _Ties:
    width = max(1, len(cube.columns))
    places, cell = np.unique(cube.row * width + cube.column, return_inverse=True)
    weights = _weights(cube, choice.aggregation)
    values: Numbers = np.bincount(cell, weights=weights, minlength=len(places)).astype(np.float64)
    sources, targets = places // width, places % width
    if choice.normalisation != "no":
        by_row = choice.normalisation == "activity"
        if choice.aggregation == "combine":
            totals: Numbers = np.bincount(sources if by_row else targets).astype(np.float64)
        else:
            totals = np.bincount(cube.row if by_row else cube.column, weights=cube.count).astype(np.float64)
        values = _shares(values, totals[sources if by_row else targets])
    there = values != 0
    return sources[there], targets[there], values[there]


def _weights(cube: Cube, aggregation: Aggregation) -> Numbers:
    if aggregation == "ignore":
        return cube.count
    if aggregation == "combine":
        if len(cube.levels) > _MOST_PATTERN_VALUES:
            raise UsageError(
                "T726",
                N_("combine numbers the sets of values, and {values} different values are too many for that."),
                N_("Write --aggregation subtract, or use a scale of fewer values."),
                values=len(cube.levels),
            )
        digits = np.array([pattern([level], cube.levels) for level in cube.levels], dtype=np.float64)
        return digits[cube.level]
    signs = (-1.0, 1.0) if cube.binary else [float(level) for level in cube.levels]
    weights: Numbers = cube.count * np.array(signs, dtype=np.float64)[cube.level]
    return weights


def _one_mode(cube: Cube, choice: Choice) -> _Ties:
    actors, levels = len(cube.rows), len(cube.levels)
    spoken = Counts(cube.row, cube.column, cube.count).by_key()
    by_level = Counts(cube.row, cube.column * levels + cube.level, cube.count).by_key()
    distances = _distances(cube, by_level) if choice.aggregation != "ignore" else None
    activity = np.bincount(cube.row, weights=cube.count, minlength=actors).astype(np.float64)
    found: list[_Ties] = []
    for first, last in blocks(actors):
        size = first, last, actors
        shared = product(spoken, spoken, *size, len(cube.columns))
        if distances is None:
            values = shared
        else:
            apart = product(by_level, distances, *size, len(cube.columns) * levels)
            values = _aggregated(choice.aggregation, shared, apart, cube.range)
        if choice.normalisation != "no":
            divisors = _divisors(choice.normalisation, by_level, activity, size, len(cube.columns) * levels)
            values = _shares(values, divisors)
        values[np.arange(last - first), np.arange(first, last)] = 0.0
        sources, targets = np.nonzero(values)
        found.append((sources + first, targets, values[sources, targets]))
    empty: _Ties = np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0)
    sources, targets, values = (np.concatenate(parts) for parts in zip(empty, *found, strict=True))
    return sources, targets, values


def _distances(cube: Cube, by_level: Counts) -> Counts:
    """At actor, concept and level: the distances of all that the actor says there to that level, summed."""
    levels = len(cube.levels)
    values = np.array(cube.levels, dtype=np.float64)
    concept, level = np.divmod(by_level.keys, levels)
    keys = (concept * levels)[:, None] + np.arange(levels)
    distance = np.abs(values[level][:, None] - values) * by_level.values[:, None]
    rows = np.broadcast_to(by_level.rows[:, None], keys.shape)
    spread = Counts(rows.ravel(), keys.ravel(), distance.ravel())
    return spread.where(spread.values != 0).by_key()


def _aggregated(aggregation: Aggregation, shared: Numbers, apart: Numbers, span: int) -> Numbers:
    # Whole numbers until the one division at the end, so that equal networks are equal to the last digit.
    if aggregation == "conflict":
        return apart / span if span else apart
    times = 1 if aggregation == "congruence" else 2
    return (shared * span - times * apart) / span if span else shared


def _shares(values: Numbers, divisors: Numbers) -> Numbers:
    # Only who has no weight at all in a window has a divisor of 0, and then no tie either.
    shares: Numbers = np.divide(values, divisors, out=np.zeros(values.shape), where=divisors > 0)
    return shares


def _divisors(
    normalisation: Normalisation, by_level: Counts, activity: Numbers, size: tuple[int, int, int], keys: int
) -> Numbers:
    first, last, _ = size
    mine, theirs = activity[first:last, None], activity[None, :]
    if normalisation == "average":
        return (mine + theirs) / 2
    if normalisation == "cosine":
        return mine * theirs
    marks = by_level.marks()
    both = product(by_level, by_level, *size, keys)
    mine_where_both = product(by_level, marks, *size, keys)
    theirs_where_both = product(marks, by_level, *size, keys)
    return (mine - mine_where_both) + (theirs - theirs_where_both) + both
