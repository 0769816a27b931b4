"""Counting over units that may be drawn more than once.

Units with the same row of values are one *pattern*. Everything that a coefficient needs is a sum over patterns of
something that belongs to the pattern, times how often it was drawn; so the observed table and a thousand bootstrap
samples are one calculation over a matrix ``draws`` (samples by patterns).
"""

from __future__ import annotations

import numpy as np

from tanik.coding.ratings import MISSING, Floats, Integers, Ratings

_DENSE = 4_000_000
"""Largest number of cells of a matrix patterns by categories that is kept as a whole."""


class Tally:
    """The different rows of a table.

    ``codes``: patterns by coders, in the order of their values, so that nothing depends on the order of the units.
    ``times``: how often every pattern was observed. ``ratings``: number of values in every pattern, 1 at least.
    """

    def __init__(self, codes: Integers, categories: int) -> None:
        kept = codes[(codes != MISSING).any(axis=1)]
        patterns, times = np.unique(kept, axis=0, return_counts=True) if len(kept) else (kept, np.zeros(0, np.int64))
        self.codes: Integers = patterns
        self.categories = categories
        self.times: Floats = times.astype(float)
        self.present = patterns != MISSING
        self.ratings: Floats = self.present.sum(axis=1).astype(float)
        self.pattern_of, self._coder_of = np.nonzero(self.present)
        self.code_of: Integers = patterns[self.pattern_of, self._coder_of]

    @classmethod
    def of(cls, ratings: Ratings) -> Tally:
        return cls(ratings.codes, len(ratings.categories))

    @property
    def observed(self) -> Floats:
        """The draws of the table itself: one sample in which every unit is there once."""
        return self.times[None, :]

    @property
    def units(self) -> int:
        """Units with one value at least."""
        return int(self.times.sum())

    @property
    def pairable(self) -> Floats:
        """1 for every pattern that has two values to compare, else 0."""
        return (self.ratings >= 2).astype(float)

    def active(self) -> list[int]:
        """The coders who gave any value."""
        return [int(coder) for coder in np.nonzero(self.present.any(axis=0))[0]]

    def pairs(self, matrix: Floats | None = None) -> Floats:
        """For every pattern the entries of ``matrix`` (None: identity) summed over the ordered pairs of its values."""
        total = np.zeros(len(self.codes))
        coders = self.active()
        for place, first in enumerate(coders):
            for second in coders[place + 1 :]:
                a, b = self.codes[:, first], self.codes[:, second]
                both = self.present[:, first] & self.present[:, second]
                total += 2.0 * both * ((a == b) if matrix is None else matrix[a, b])
        return total

    def totals(self, draws: Floats, share: Floats | None = None, coder: int | None = None) -> Floats:
        """Samples by categories: how often each category was given, by all or by one coder.

        ``share``: what one value of a pattern counts (None: 1).
        """
        chosen = slice(None) if coder is None else self._coder_of == coder
        pattern, code = self.pattern_of[chosen], self.code_of[chosen]
        amount = np.ones(len(pattern)) if share is None else share[pattern]
        if len(self.codes) * self.categories <= _DENSE:
            matrix = np.zeros((len(self.codes), self.categories))
            np.add.at(matrix, (pattern, code), amount)
            return np.asarray(draws @ matrix)
        result = np.zeros((len(draws), self.categories))
        order = np.argsort(code, kind="stable")
        found, starts = np.unique(code[order], return_index=True)
        for row, draw in zip(result, draws, strict=True):
            row[found] = np.add.reduceat(draw[pattern[order]] * amount[order], starts)
        return result

    def per_pattern(self, amounts: Floats) -> Floats:
        """Sums over the values of every pattern; ``amounts``: one for each value, or samples by values."""
        if not len(self.codes):
            return np.zeros((*amounts.shape[:-1], 0))
        starts = np.concatenate(([0], np.cumsum(self.ratings[:-1]))).astype(int)
        return np.asarray(np.add.reduceat(amounts, starts, axis=-1))
