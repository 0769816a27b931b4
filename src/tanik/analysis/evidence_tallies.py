"""How much evidence some statements are, counted so that any source or coder can be left out at once.

The unit is the **passage**: rows that rest on one span of one source are one piece of evidence, however many coders
coded it and however many statements were made of it. A passage is positive when its rows together say more for than
against, negative the other way round, mixed when they are even, neutral when nothing in it evaluates.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tanik.analysis.statement_table import StatementTable

Mask = NDArray[np.bool_]
Floats = NDArray[np.float64]
NUMBERS = 10
"""Columns of a tally: n, positive, negative, mixed, and for a trend n, sums of x, y, xx, yy, xy over dated passages."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of passages: ``by_source[s]`` holds the ten ``NUMBERS`` of source ``s``, ``by_works[c]`` those of the
    passages that cite the works ``table.works.values[c]``.
    """

    by_source: Floats
    by_works: Floats

    @property
    def total(self) -> Floats:
        return np.asarray(self.by_works.sum(axis=0), np.float64)

    @property
    def sources(self) -> int:
        return int((self.by_source[:, 0] > 0).sum())


@dataclass(frozen=True, slots=True)
class Ground:
    """A table with what is needed again and again; ``places``: number of the passage of every row."""

    table: StatementTable
    places: NDArray[np.int64]
    values: Floats
    coders: tuple[int, ...]
    citing: tuple[tuple[str, NDArray[np.intp]], ...]
    """Each cited work with the codes of the lists of works that name it."""

    @classmethod
    def of(cls, table: StatementTable) -> Ground:
        present = np.unique(table.coder.codes)
        return cls(table, table.places(), table.values(), tuple(int(code) for code in present), _citing(table))

    def tally(self, mask: Mask, days: Floats | None = None) -> Tally:
        """Count the passages of some rows. ``days``: the time of every row, for a trend (nan: not known)."""
        sizes = len(self.table.source.values), len(self.table.works.values)
        by_source, by_works = (np.zeros((size, NUMBERS)) for size in sizes)
        rows = np.flatnonzero(mask)
        if not len(rows):
            return Tally(by_source, by_works)
        # As np.unique would number them, without its sorting, so that the cost is linear.
        present = self._present(mask)
        passage = (np.cumsum(present) - 1)[self.places[rows]]
        first = np.zeros(int(present.sum()), np.intp)
        first[passage] = np.arange(len(rows))
        source = self.table.source.codes[rows][first]
        value = self.values[rows]
        evaluates = np.bincount(passage, ~np.isnan(value)) > 0
        sign = np.sign(np.bincount(passage, np.nan_to_num(value)))
        numbers = [np.ones(len(first)), evaluates & (sign > 0), evaluates & (sign < 0), evaluates & (sign == 0)]
        if days is not None:
            numbers += _trend_sums(days[rows], passage, sign, evaluates)
        # Rows of one passage may cite different works only by mistake; the lowest code decides, not the order.
        works = np.full(len(first), sizes[1], np.int64)
        np.minimum.at(works, passage, self.table.works.codes[rows].astype(np.int64))
        for column, weights in enumerate(numbers):
            weight = np.asarray(weights, np.float64)
            if sizes[0]:
                by_source[:, column] = np.bincount(source[source >= 0], weight[source >= 0], minlength=sizes[0])
            by_works[:, column] = np.bincount(works, weight, minlength=sizes[1])
        return Tally(by_source, by_works)

    def passages(self, mask: Mask) -> int:
        return int(self._present(mask).sum())

    def _present(self, mask: Mask) -> Mask:
        present = np.zeros(int(self.places.max(initial=-1)) + 1, np.bool_)
        present[self.places[mask]] = True
        return present

    def without_a_coder(self) -> Iterator[tuple[str, Mask]]:
        """Each coder with the rows that are left without it; nothing when there is only one."""
        if len(self.coders) > 1:
            for code in self.coders:
                yield self.table.coder.values[code] if code >= 0 else "", np.asarray(self.table.coder.codes != code)


def _citing(table: StatementTable) -> tuple[tuple[str, NDArray[np.intp]], ...]:
    codes: dict[str, list[int]] = {}
    for code, works in enumerate(table.works.values):
        for work in works:
            codes.setdefault(work, []).append(code)
    return tuple((work, np.array(codes[work], np.intp)) for work in sorted(codes))


def _trend_sums(day: Floats, passage: NDArray[np.intp], sign: Floats, evaluates: Mask) -> list[Floats]:
    known = ~np.isnan(day)
    dated = np.bincount(passage, known)
    with np.errstate(invalid="ignore", divide="ignore"):
        x = np.bincount(passage, np.where(known, day, 0.0)) / dated
    # Centuries are far from 0 in days; a fixed origin near the dates keeps the sums exact.
    usable = (dated > 0) & evaluates
    x, y = np.where(usable, (x - 2_423_000) / 365.2425, 0.0), np.where(usable, sign, 0.0)
    return [usable.astype(np.float64), x, y, x * x, y * y, x * y]


def correlation(total: Floats) -> float:
    """Pearson's correlation of time and sign from the sums of a tally; nan when one of them does not vary."""
    n, x, y, xx, yy, xy = total[4:10].tolist()
    if n < 3:
        return math.nan
    across, up = xx - x * x / n, yy - y * y / n
    if across <= 1e-9 or up <= 1e-9:
        return math.nan
    return float(max(-1.0, min(1.0, (xy - x * y / n) / math.sqrt(across * up))))
