"""The best alignment of several coders' units: which of them stand for the same thing.

A *unitary alignment* has at most one unit of every coder; an alignment covers every unit once; its cost is the sum of
theirs (Mathet, Widlöcher and Métivier 2015, Computational Linguistics 41(3), section 4). Finding the cheapest one is a
set partition, for which others call a solver of integer programmes. Here the units are gone through in the order of the
text, keeping for every set of units that are already covered ahead the cheapest way to it; what cannot become the best
by a bound of linear programming (Lagrange multipliers by subgradients, made feasible) is left out. The bound is tight
for spans on a text, so few ways are left, and the answer is exact. Where too many are left the cheapest of them go on,
and the answer says by how much it may miss.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from tanik.coding.ratings import Floats, Integers

EMPTY = -1
"""The place of a coder who has no unit in a unitary alignment."""

MOST_CANDIDATES = 100_000
"""More unitary alignments than this are not weighed."""

_CELLS = 2_000_000
_STEPS = 250
_WIDTHS = (32, 512, 4096)
_MOST_STEPS = 3_000_000
"""Ways that are kept side by side: more of them while that takes no more than so many steps."""
_ROUNDING = 1e-9


@dataclass(frozen=True)
class Alignment:
    """``tuples``: for every unitary alignment the number of each coder's unit, or ``EMPTY``, in the order of the text.

    ``cost``: the sum of the unitary alignments' costs. ``bound``: no alignment is cheaper; equal to ``cost`` (but for
    rounding) where ``exact``.
    """

    tuples: tuple[tuple[int, ...], ...]
    cost: float
    bound: float
    exact: bool


class TooManyAlignmentsError(ValueError):
    """The units lie so thickly that too many of them could stand for the same thing."""


def best_alignment(apart: Sequence[Sequence[Floats]], starts: Sequence[Sequence[float]], empty: float) -> Alignment:
    """The cheapest alignment.

    ``apart[i][j]`` (i < j): how dissimilar each unit of coder i (row) and of coder j (column) are, 0 or more.
    ``starts``: where each coder's units begin. ``empty``: the cost of a pair in which a unit is missing, over 0. The
    cost of a unitary alignment is the mean over all pairs of coders. Raises ``TooManyAlignmentsError``.
    """
    sizes = [len(each) for each in starts]
    tuples, costs = _candidates(apart, sizes, empty)
    if not len(tuples):
        return Alignment((), 0.0, 0.0, True)
    places = sorted((start, coder, unit) for coder, each in enumerate(starts) for unit, start in enumerate(each))
    number = {(coder, unit): at for at, (_, coder, unit) in enumerate(places)}
    width = max(sizes) + 1
    lookup = np.full((len(sizes), width), len(places), dtype=np.int64)
    for (coder, unit), at in number.items():
        lookup[coder, unit] = at
    members = np.sort(lookup[np.arange(len(sizes))[None, :], tuples], axis=1)  # EMPTY is the last column: the sentinel
    problem = _Problem(members, costs, len(places))
    chosen, exact = problem.solve()
    cost = float(costs[chosen].sum())
    ordered = sorted(chosen, key=lambda each: tuple(members[each].tolist()))
    answer = tuple(tuple(int(unit) for unit in tuples[each]) for each in ordered)
    return Alignment(answer, cost, cost if exact else problem.bound, exact)


def _candidates(apart: Sequence[Sequence[Floats]], sizes: Sequence[int], empty: float) -> tuple[Integers, Floats]:
    """All unitary alignments that may be part of a best alignment, and their costs.

    A unit leaves its partners when that is cheaper: with r partners the sum of its dissimilarities is at most
    (pairs + r) x ``empty``, ``pairs`` those of the coders.
    """
    coders = len(sizes)
    pairs = coders * (coders - 1) // 2
    tuples, sums = np.zeros((1, 0), np.int64), np.zeros((1, 0))
    for coder, size in enumerate(sizes):
        most = (pairs + coders - 1) * empty
        kept_tuples = [np.hstack([tuples, np.full((len(tuples), 1), EMPTY)])]
        kept_sums = [np.hstack([sums, np.zeros((len(sums), 1))])]
        block = max(1, _CELLS // max(1, size * max(1, coder)))
        for begin in range(0, len(tuples) if size else 0, block):
            old, old_sums = tuples[begin : begin + block], sums[begin : begin + block]
            far = np.zeros((len(old), coder, size))
            for other in range(coder):
                real = old[:, other] != EMPTY
                far[real, other] = apart[other][coder][old[real, other]]
            fits = (far.sum(axis=1) <= most) & ((old_sums[:, :, None] + far) <= most).all(axis=1)
            row, unit = np.nonzero(fits)
            kept_tuples.append(np.hstack([old[row], unit[:, None]]))
            new = far[row, :, unit]
            kept_sums.append(np.hstack([old_sums[row] + new, new.sum(axis=1, keepdims=True)]))
        tuples, sums = np.vstack(kept_tuples), np.vstack(kept_sums)
        if len(tuples) > MOST_CANDIDATES:
            raise TooManyAlignmentsError
    real = (tuples != EMPTY).sum(axis=1)
    worth = (sums <= ((pairs + real - 1) * empty + _ROUNDING)[:, None]).all(axis=1) & (real > 0)
    tuples, sums, real = tuples[worth], sums[worth], real[worth]
    costs = (sums.sum(axis=1) / 2 + (pairs - real * (real - 1) / 2) * empty) / pairs
    return tuples, np.asarray(costs)


class _Problem:
    """Cover each of ``units`` once. ``members``: for every candidate its units, the number ``units`` where none is."""

    def __init__(self, members: Integers, costs: Floats, units: int) -> None:
        self.members, self.costs, self.units = members, costs, units
        self.real = members < units
        self.bound = 0.0
        self.containing: list[list[int]] = [[] for _ in range(units)]
        for candidate, each in enumerate(members.tolist()):
            for unit in each:
                if unit < units:
                    self.containing[unit].append(candidate)

    def solve(self) -> tuple[list[int], bool]:
        """The numbers of the candidates chosen, and whether nothing is cheaper."""
        multipliers = self._feasible(self._multipliers())
        left = self.costs - np.append(multipliers, 0.0)[self.members].sum(axis=1)
        chosen: list[int] = []
        exact, slack = True, 0.0
        for part in self._parts():
            found, excess, sure = self._sweep(part, np.maximum(left, 0.0))
            chosen += found
            exact = exact and sure
            slack += excess
        self.bound = float(self.costs[chosen].sum()) - slack
        return chosen, exact

    def _multipliers(self) -> Floats:
        """Subgradient ascent; begins with an equal share of the cheapest candidate of every unit."""
        sizes = self.real.sum(axis=1)
        shares = self.costs / sizes
        start = np.full(self.units + 1, np.inf)
        for column in range(self.members.shape[1]):
            np.minimum.at(start, self.members[:, column], shares)
        now = np.append(start[:-1], 0.0)
        best, best_value = now.copy(), -np.inf
        step = 0.1 * float(np.mean(now[:-1])) + 1e-12
        for _ in range(_STEPS):
            left = self.costs - now[self.members].sum(axis=1)
            taken = left < 0
            value = float(now.sum() + left[taken].sum())
            if value > best_value + _ROUNDING:
                best, best_value = now.copy(), value
            counts = np.bincount(self.members[taken].ravel(), minlength=self.units + 1)
            now = now + step * (1 - counts)
            now[-1] = 0.0
            step *= 0.98
        return np.asarray(best[:-1])

    def _feasible(self, multipliers: Floats) -> Floats:
        """No candidate may be worth more than it costs; each unit in turn takes or gives what is left."""
        now = np.append(multipliers, 0.0)
        left = self.costs - now[self.members].sum(axis=1)
        for _ in range(2):
            for unit, candidates in enumerate(self.containing):
                room = left[candidates].min()
                now[unit] += room
                left[candidates] -= room
        return np.asarray(now[:-1])

    def _parts(self) -> list[list[int]]:
        """Units that no candidate joins are decided apart."""
        above = list(range(self.units))

        def top(unit: int) -> int:
            while above[unit] != unit:
                above[unit] = above[above[unit]]
                unit = above[unit]
            return unit

        for each in self.members.tolist():
            first = top(each[0])
            for unit in each[1:]:
                if unit < self.units:
                    above[top(unit)] = first
        parts: dict[int, list[int]] = defaultdict(list)
        for unit in range(self.units):
            parts[top(unit)].append(unit)
        return list(parts.values())

    def _sweep(self, part: list[int], left: Floats) -> tuple[list[int], float, bool]:
        """The choice for a part, what it costs over the bound, and whether it is exact.

        ``left``: what every candidate costs over the multipliers of its units, 0 or more.
        """
        bit = {unit: 1 << place for place, unit in enumerate(part)}
        starting: list[list[tuple[float, int, int]]] = [[] for _ in part]
        for place, unit in enumerate(part):
            for candidate in self.containing[unit]:
                members = self.members[candidate].tolist()
                if members[0] == unit:  # the first of its units in the text
                    mask = sum(bit[each] for each in members if each < self.units)
                    starting[place].append((float(left[candidate]), mask, candidate))
        most, best, cut = np.inf, [], True
        steps = sum(map(len, starting))
        for width in _WIDTHS:
            if width > _WIDTHS[0] and width * steps > _MOST_STEPS:
                break
            found, cost, cut = _go(starting, most, width)
            if cost <= most:
                most, best = cost, found
            if not cut:
                break
        return best, 0.0 if not best else float(most), not cut


class _Link(NamedTuple):
    """The last step of a way, and the way before it."""

    candidate: int
    behind: _Link | None


def _go(starting: list[list[tuple[float, int, int]]], most: float, width: int) -> tuple[list[int], float, bool]:
    """Go through the units once, with at most ``width`` ways at a time; what costs more than ``most`` is left.

    Gives the candidates of the cheapest way, its cost, and whether ways were left that might have been cheaper. Every
    unit has a candidate of its own alone, so there always is a way unless ``most`` forbids it.
    """
    ways: dict[int, tuple[float, _Link | None]] = {0: (0.0, None)}
    cut = False
    for place, candidates in enumerate(starting):
        this = 1 << place
        ahead: dict[int, tuple[float, _Link | None]] = {}
        for covered, (cost, behind) in ways.items():
            if covered & this:
                rest = covered ^ this
                if rest not in ahead or cost < ahead[rest][0]:
                    ahead[rest] = (cost, behind)
                continue
            for more, mask, candidate in candidates:
                if mask & covered or cost + more > most + _ROUNDING:
                    continue
                rest = (covered | mask) ^ this
                if rest not in ahead or cost + more < ahead[rest][0]:
                    ahead[rest] = (cost + more, _Link(candidate, behind))
        if len(ahead) > width:
            cut = True
            cheapest = sorted(ahead.items(), key=lambda way: (way[1][0], way[0]))[:width]
            ahead = dict(cheapest)
        ways = ahead
    if 0 not in ways:
        return [], np.inf, cut
    cost, link = ways[0]
    chosen: list[int] = []
    while link is not None:
        chosen.append(link.candidate)
        link = link.behind
    return chosen[::-1], cost, cut
