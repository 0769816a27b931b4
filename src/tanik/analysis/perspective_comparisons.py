"""Perspectives beside one another: who disagrees about whom, who changed, who agrees with whom, and all on one map.

Pure functions over a table of statements. Every row names the ids of the statements that it rests on.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np

from tanik.analysis.answers import Estimate, TooLittle, not_enough
from tanik.analysis.correspondence import Correspondence, correspondence
from tanik.analysis.statement_table import StatementTable, natural
from tanik.analysis.tallies import Cell, Tally, tally
from tanik.analysis.uncertainty import Permutation, difference_test, wilson_limits
from tanik.translation import N_

MOST = 60
"""Comparisons of pairs take so many of the largest holders."""
MAPPED = 15
"""The map takes so many of the largest holders and targets; more cannot be read."""
NO_PAIR = N_("Only {found} holders judge a target that others judge too; a comparison needs {needed}.")
NO_MAP = N_("A map needs at least {needed} holders and {needed} targets that go together; there are {found}.")
MAP_SAYS = N_(
    "The map shows who speaks of whom, not how well: holders near each other speak of the same targets in the same "
    "shares. Points of few statements lie far out by chance."
)
DIVIDED_SAYS = N_(
    "A pair of statements is opposed when one holder is for and another against the same target. It says that the "
    "statements differ, not who is right, nor that both spoke of the same time."
)


@dataclass(frozen=True, slots=True)
class Divided:
    """How far holders disagree about one target.

    ``opposed``: share of the ``pairs`` of statements by two holders, each for or against, that contradict one another;
    a description of these statements, so it has no interval. ``kindest``, ``harshest``: holders by pooled mean.
    """

    target: str
    name: str
    holders: int
    n: int
    opposed: float
    pairs: int
    kindest: Cell
    harshest: Cell
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """One holder about one target, earlier and later: means of both halves by date, and the test of the difference.

    ``apart``: the day (Julian day number) that parts them; ``by``: the date used, ``said`` or ``written``.
    """

    holder: str
    target: str
    names: tuple[str, str]
    by: str
    apart: float
    earlier: float
    later: float
    n_earlier: int
    n_later: int
    test: Permutation
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Accord:
    """Two holders over the targets that both judge: in how many the sign of their means is the same.

    ``distance``: mean difference of their means, 0 to 2. ``same``: the share with its interval over targets.
    """

    holders: tuple[str, str]
    names: tuple[str, str]
    targets: tuple[str, ...]
    same: Estimate
    distance: float
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PerspectiveMap:
    """A correspondence analysis of holders and targets. ``counts``: statements in each cell, holders by targets."""

    holders: tuple[str, ...]
    targets: tuple[str, ...]
    holder_names: tuple[str, ...]
    target_names: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    points: Correspondence


def divided(table: StatementTable) -> tuple[Divided, ...]:
    """The targets that two holders or more judge, the most opposed first, then the most spoken of."""
    by_target: dict[str, list[Cell]] = {}
    for cell in tally(table, ("holder", "target")).cells:
        if cell.positive + cell.negative:
            by_target.setdefault(str(cell.keys[1]), []).append(cell)
    found = []
    for target, cells in by_target.items():
        if len(cells) < 2:
            continue
        positive, negative = sum(c.positive for c in cells), sum(c.negative for c in cells)
        decided = positive + negative
        # Pairs inside one holder are left out: a person who wavers is no disagreement between two.
        opposed = positive * negative - sum(c.positive * c.negative for c in cells)
        pairs = (decided**2 - sum((c.positive + c.negative) ** 2 for c in cells)) // 2
        order = sorted(cells, key=lambda c: (c.pooled.value if c.pooled else 0.0, c.keys[0] or ""))
        ids = _ids(cells)
        share = opposed / pairs if pairs else 0.0
        found.append(Divided(target, table.name(target), len(cells), decided, share, pairs, order[-1], order[0], ids))
    return tuple(sorted(found, key=lambda one: (-one.opposed, -one.n, one.target)))


def turns(
    table: StatementTable, *, by: str = "said", least: int = 4, draws: int = 1_999, seed: int = 1
) -> tuple[Turn, ...]:
    """How holders changed towards a target: the earlier half of the dated statements against the later half.

    ``least``: statements with a value and a date that a pair needs. Statements of one day are never parted.
    """
    days = getattr(table, by).middle()
    rows, values = table.witnessed(np.flatnonzero(~np.isnan(days) & (table.target.codes >= 0)))
    pair = table.holder.codes[rows].astype(np.int64) * (len(table.target.values) + 1) + table.target.codes[rows]
    order = np.lexsort((values, table.statement[rows], days[rows], pair))
    rows, values, pair = rows[order], values[order], pair[order]
    found = []
    bounds = [0, *(np.flatnonzero(np.diff(pair)) + 1).tolist(), len(rows)]
    for begin, end in pairwise(bounds):
        part, judged = rows[begin:end], values[begin:end]
        if len(part) < least:
            continue
        cut = _halves(days[part])
        if cut is None:
            continue
        late = days[part] >= cut
        test = difference_test(judged, late, draws=draws, seed=seed)
        holder, target = str(table.holder.at(int(part[0]))), str(table.target.at(int(part[0])))
        found.append(
            Turn(
                holder,
                target,
                (table.name(holder), table.name(target)),
                by,
                float(cut),
                float(judged[~late].mean()),
                float(judged[late].mean()),
                int((~late).sum()),
                int(late.sum()),
                test,
                table.ids_of(part),
            )
        )
    return tuple(sorted(found, key=lambda one: (one.test.p, -abs(one.later - one.earlier), one.names)))


def _halves(days: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float | None:
    """The first day of the later half; None when all are of one day."""
    present = np.unique(days)
    if len(present) < 2:
        return None
    best = min(present[1:].tolist(), key=lambda day: (abs(int((days < day).sum()) * 2 - len(days)), day))
    return float(best)


def accords(table: StatementTable, *, least: int = 2, most: int = MOST) -> tuple[Accord, ...] | TooLittle:
    """How far holders agree over the targets that both judge (at least ``least``), of the ``most`` largest holders."""
    judged: dict[str, dict[str, Cell]] = {}
    for cell in tally(table, ("holder", "target")).cells:
        if cell.mean:
            judged.setdefault(str(cell.keys[0]), {})[str(cell.keys[1])] = cell
    largest = sorted(judged, key=lambda key: (-sum(cell.n for cell in judged[key].values()), key))[:most]
    found = []
    for one, other in combinations(sorted(largest), 2):
        shared = sorted(judged[one].keys() & judged[other].keys())
        if len(shared) < least:
            continue
        pairs = [(judged[one][target], judged[other][target]) for target in shared]
        same = sum((a.mean or 0) * (b.mean or 0) > 0 for a, b in pairs)
        share, n = np.array([same / len(shared)]), np.array([float(len(shared))])
        low, high = wilson_limits(share, n)
        found.append(
            Accord(
                (one, other),
                (table.name(one), table.name(other)),
                tuple(shared),
                Estimate(float(share[0]), float(low[0]), float(high[0]), "wilson", len(shared)),
                math.fsum(abs((a.mean or 0) - (b.mean or 0)) for a, b in pairs) / len(pairs),
                _ids([cell for pair in pairs for cell in pair]),
            )
        )
    if not found:
        return not_enough(0, 2, NO_PAIR)
    return tuple(sorted(found, key=lambda one: (-len(one.targets), -one.same.value, one.holders)))


def perspective_map(table: StatementTable, *, most: int = MAPPED, least: int = 3) -> PerspectiveMap | TooLittle:
    """The ``most`` largest holders and targets by correspondence analysis; at least three of both are needed.

    ``least``: statements that a holder or target needs to be on the map.
    """
    counted = tally(table, ("holder", "target"))
    cells = {(str(c.keys[0]), str(c.keys[1])): c.n for c in counted.cells}
    holders, targets = _largest(counted, 0, most, least), _largest(counted, 1, most, least)
    # Without its partners a row or column may be empty, and has no profile then.
    holders = [h for h in holders if any((h, t) in cells for t in targets)]
    targets = [t for t in targets if any((h, t) in cells for h in holders)]
    few = min(len(holders), len(targets))
    if few < 3:
        return not_enough(few, 3, NO_MAP)
    counts = [[cells.get((h, t), 0) for t in targets] for h in holders]
    return PerspectiveMap(
        tuple(holders),
        tuple(targets),
        tuple(map(table.name, holders)),
        tuple(map(table.name, targets)),
        tuple(map(tuple, counts)),
        correspondence(counts, holders, targets),
    )


def _largest(counted: Tally, side: int, most: int, least: int) -> list[str]:
    sizes: dict[str, int] = {}
    for cell in counted.cells:
        key = str(cell.keys[side])
        sizes[key] = sizes.get(key, 0) + cell.n
    return sorted((key for key in sizes if sizes[key] >= least), key=lambda key: (-sizes[key], key))[:most]


def _ids(cells: Sequence[Cell]) -> tuple[str, ...]:
    """The ids of several cells, each once, in the order in which people count."""
    return tuple(sorted({id for cell in cells for id in cell.statements}, key=natural))
