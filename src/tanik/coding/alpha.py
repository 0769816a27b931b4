"""Krippendorff's alpha: 1 - observed over expected disagreement, for any number of coders, levels and gaps.

Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", and (2018) *Content Analysis*, 4th ed., ch. 12.
Units with fewer than two values are left out; within a unit every ordered pair of values counts 1 / (m_u - 1). The
metrics are squared differences: 0 or 1 (nominal), of middle ranks (ordinal: the sum of the frequencies from one rank to
the other, less half of both ends, is the difference of their middle ranks), of numbers (interval), and of numbers over
their sum (ratio). The standard error is the linearisation of Gwet (2014) ch. 6, with the metric as observed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tanik.coding.ratings import Floats, Level, Ratings
from tanik.coding.tally import Tally

_BLOCK = 512


@dataclass(frozen=True)
class Disagreement:
    """One number for each sample: observed and expected disagreement, the mean metric over pairs of values."""

    observed: Floats
    expected: Floats

    @property
    def alpha(self) -> Floats:
        """NaN where no disagreement can be expected: one category only, or no pair."""
        possible = self.expected > 0
        value: Floats = np.where(possible, 1 - self.observed / np.where(possible, self.expected, 1.0), np.nan)
        return value


class Alpha:
    """Alpha of one table, under the metric of its level or under ``distances`` (categories by categories, any metric).

    ``tally``: only the units with two values or more.
    """

    def __init__(self, ratings: Ratings, distances: Floats | None = None) -> None:
        codes = ratings.codes[(ratings.codes >= 0).sum(axis=1) >= 2]
        self.tally = Tally(codes, len(ratings.categories))
        self.level: Level = ratings.level
        self.distances = distances
        self._scores = _scaled(ratings.scores) if ratings.level == "interval" else ratings.scores
        self._within = self._pairs() if len(self.tally.codes) else np.zeros(0)

    def disagreement(self, draws: Floats) -> Disagreement:
        """For every sample in ``draws`` (samples by patterns)."""
        tally = self.tally
        totals = tally.totals(draws)
        number = totals.sum(axis=1)
        ranks = _middle_ranks(totals) if self._ordinal else None
        within = draws @ self._within if ranks is None else (draws * self._of_ranks(ranks)).sum(axis=1)
        pairs = np.where(number > 1, number * (number - 1), 1.0)
        expected = np.maximum(self._between(totals, number, ranks), 0.0) / pairs
        # What is left of a sum that is nothing but rounding is no disagreement.
        expected[(totals > 0).sum(axis=1) < 2] = 0.0
        return Disagreement(within / np.where(number > 0, number, 1.0), expected)

    def value(self, draws: Floats) -> Floats:
        return self.disagreement(draws).alpha

    def error(self, *, large: bool = False) -> float | None:
        """The standard error by linearisation; None with fewer than two units or without alpha.

        ``large``: divide by n² instead of n (n - 1), as for a contingency table of two coders.
        """
        tally, observed = self.tally, self.tally.observed
        units = tally.units
        if units < 2 or np.isnan(self.value(observed)[0]):
            return None
        totals = tally.totals(observed)
        number = float(totals.sum())
        ranks = _middle_ranks(totals) if self._ordinal else None
        within = self._within if ranks is None else self._of_ranks(ranks)[0]
        mean = number / units
        seen = within / mean
        seen_mean = float(tally.times @ seen) / units
        chance = tally.per_pattern(self._mean_distance(totals[0] / number, ranks)[tally.code_of]) / mean
        chance_mean = float(tally.times @ chance) / units
        size = (tally.ratings - mean) / mean
        alpha = 1 - seen_mean / chance_mean
        seen_gain = (chance_mean - seen + seen_mean * size) / chance_mean
        chance_gain = (chance_mean - chance + chance_mean * size) / chance_mean
        deviations = seen_gain - 2 * (1 - alpha) * chance_gain - alpha
        total = float(tally.times @ deviations**2)
        return float(np.sqrt(total / (units * (units if large else units - 1))))

    @property
    def _ordinal(self) -> bool:
        return self.distances is None and self.level == "ordinal"

    def _pairs(self) -> Floats:
        """For every pattern the metric summed over its ordered pairs, over m_u - 1."""
        tally = self.tally
        if self.distances is not None:
            total = tally.pairs(self.distances)
        elif self.level == "nominal":
            total = tally.ratings * (tally.ratings - 1) - tally.pairs()
        elif self.level == "interval":
            total = self._of_squares(self._scores[tally.code_of])
        elif self.level == "ratio":
            total = self._of_ratios()
        else:
            total = np.zeros(len(tally.codes))  # an order has its metric from the sample
        return np.asarray(total / (tally.ratings - 1))

    def _of_squares(self, scores: Floats) -> Floats:
        # The sum over ordered pairs of (a - b)² is 2 (m Σa² - (Σa)²); about the mean nothing is lost to rounding.
        size = self.tally.ratings
        centred = scores - np.repeat(self.tally.per_pattern(scores) / size, size.astype(int), axis=-1)
        return np.asarray(2 * size * self.tally.per_pattern(centred**2))

    def _of_ranks(self, ranks: Floats) -> Floats:
        return np.asarray(self._of_squares(ranks[:, self.tally.code_of]) / (self.tally.ratings - 1))

    def _of_ratios(self) -> Floats:
        tally, total = self.tally, np.zeros(len(self.tally.codes))
        coders = tally.active()
        for place, first in enumerate(coders):
            for second in coders[place + 1 :]:
                both = tally.present[:, first] & tally.present[:, second]
                a, b = (self._scores[tally.codes[:, coder]] for coder in (first, second))
                total += 2 * both * _ratio(a, b)
        return total

    def _between(self, totals: Floats, number: Floats, ranks: Floats | None) -> Floats:
        """The metric summed over ordered pairs of all values."""
        if self.distances is not None:
            return np.asarray(((totals @ self.distances) * totals).sum(axis=1))
        if self.level == "nominal":
            return np.asarray(number**2 - (totals**2).sum(axis=1))
        if self.level == "ratio":
            return self._ratios_between(totals)
        scores = self._scores if ranks is None else ranks
        middle = (totals * scores).sum(axis=1) / np.where(number > 0, number, 1.0)
        return np.asarray(2 * number * (totals * (scores - middle[:, None]) ** 2).sum(axis=1))

    def _ratios_between(self, totals: Floats) -> Floats:
        total, scores = np.zeros(len(totals)), self._scores
        for start in range(0, len(scores), _BLOCK):
            block = slice(start, start + _BLOCK)
            metric = _ratio(scores[block, None], scores[None, :])
            total += ((totals[:, block] @ metric) * totals).sum(axis=1)
        return total

    def _mean_distance(self, share: Floats, ranks: Floats | None) -> Floats:
        """For every category its mean metric to a value drawn from all."""
        if self.distances is not None:
            return np.asarray((self.distances + self.distances.T) @ share / 2)
        if self.level == "nominal":
            return np.asarray(1 - share)
        if self.level == "ratio":
            blocks = range(0, len(share), _BLOCK)
            rows = [
                _ratio(self._scores[start : start + _BLOCK, None], self._scores[None, :]) @ share for start in blocks
            ]
            return np.concatenate(rows)
        scores = self._scores if ranks is None else ranks[0]
        middle = float(scores @ share)
        return np.asarray((scores - middle) ** 2 + float(share @ (scores - middle) ** 2))


def _middle_ranks(totals: Floats) -> Floats:
    ranks: Floats = np.cumsum(totals, axis=1) - totals / 2
    return ranks


def _ratio(a: Floats, b: Floats) -> Floats:
    total = a + b
    metric: Floats = np.where(total == 0, 0.0, (a - b) / np.where(total == 0, 1.0, total)) ** 2
    return metric


def _scaled(scores: Floats) -> Floats:
    """Alpha at the interval level is the same for any origin; about the middle, large numbers lose no digits."""
    scaled: Floats = scores - scores.mean() if len(scores) else scores
    return scaled
