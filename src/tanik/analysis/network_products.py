"""Products of sparse tables of counts, the arithmetic under one-mode networks.

A table holds counts of actors (rows) under keys (concept, or concept and qualifier). What two actors share is the sum
over keys of one's value times the other's. Written out over all pairs of actors and all keys that is cubic; here a key
costs only the pairs of actors that used it, and a key that very many used goes through one matrix product. Counts are
whole numbers below 2^53, so sums are exact and do not depend on their order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Numbers = NDArray[np.float64]

_BLOCK_CELLS = 6_000_000
_PAIRS_AT_ONCE = 2_000_000
_CROWDED = 100
"""A key is crowded when its pairs are more than one in so many of all pairs of actors; then a matrix is cheaper."""


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """``values[e]`` stands at actor ``rows[e]`` under key ``keys[e]``; one actor and key may stand several times."""

    rows: Whole
    keys: Whole
    values: Numbers

    def by_key(self) -> Counts:
        order = np.lexsort((self.rows, self.keys))
        return Counts(self.rows[order], self.keys[order], self.values[order])

    def marks(self) -> Counts:
        """The same places, each with 1."""
        return Counts(self.rows, self.keys, np.ones(len(self.values)))

    def where(self, chosen: NDArray[np.bool_]) -> Counts:
        return Counts(self.rows[chosen], self.keys[chosen], self.values[chosen])


def blocks(actors: int) -> Iterator[tuple[int, int]]:
    """Ranges of rows small enough that a block of ``rows x actors`` numbers fits well into memory."""
    step = max(1, _BLOCK_CELLS // max(1, actors))
    return ((first, min(first + step, actors)) for first in range(0, actors, step))


def product(left: Counts, right: Counts, first: int, last: int, actors: int, keys: int) -> Numbers:
    """What the actors ``first`` to ``last`` share with all: an array of ``last - first`` by ``actors``.

    ``right`` has to be sorted :meth:`Counts.by_key`; keys are below ``keys``.
    """
    mine = left.where((left.rows >= first) & (left.rows < last))
    pairs = np.bincount(left.keys, minlength=keys) * np.bincount(right.keys, minlength=keys)
    crowded = pairs * _CROWDED > actors * actors
    total = _through_matrix(mine, right, crowded, (first, last, actors))
    total += _through_pairs(mine.where(~crowded[mine.keys]), right, (first, last, actors), keys)
    return total


def _through_matrix(left: Counts, right: Counts, crowded: NDArray[np.bool_], size: tuple[int, int, int]) -> Numbers:
    first, last, actors = size
    total = np.zeros((last - first, actors))
    chosen = np.flatnonzero(crowded)
    step = max(1, _BLOCK_CELLS // max(1, actors))
    for start in range(0, len(chosen), step):
        part = chosen[start : start + step]
        place = np.full(len(crowded), -1, dtype=np.int64)
        place[part] = np.arange(len(part))
        total += _dense(left, place, first, last - first, len(part)) @ _dense(right, place, 0, actors, len(part)).T
    return total


def _dense(counts: Counts, place: Whole, first: int, rows: int, columns: int) -> Numbers:
    columns_of = place[counts.keys]
    here = columns_of >= 0
    cells = (counts.rows[here] - first) * columns + columns_of[here]
    table = np.bincount(cells, weights=counts.values[here], minlength=rows * columns).astype(np.float64)
    return table.reshape(rows, columns)


def _through_pairs(left: Counts, right: Counts, size: tuple[int, int, int], keys: int) -> Numbers:
    first, last, actors = size
    total = np.zeros((last - first) * actors)
    starts = np.searchsorted(right.keys, np.arange(keys + 1))
    partners = (starts[1:] - starts[:-1])[left.keys]
    ends = np.cumsum(partners)
    begin = 0
    while begin < len(partners):
        done = ends[begin - 1] if begin else 0
        end = max(begin + 1, int(np.searchsorted(ends, done + _PAIRS_AT_ONCE, side="right")))
        here = partners[begin:end]
        mine = np.repeat(np.arange(begin, end), here)
        offset = np.arange(len(mine)) - np.repeat(ends[begin:end] - here - done, here)
        theirs = starts[left.keys[mine]] + offset
        cells = (left.rows[mine] - first) * actors + right.rows[theirs]
        np.add.at(total, cells, left.values[mine] * right.values[theirs])
        begin = end
    return total.reshape(last - first, actors)
