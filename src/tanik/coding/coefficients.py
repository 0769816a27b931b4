"""Coefficients of agreement as functions of how often every pattern of values was drawn.

``pa`` is the agreement that was seen and ``pe`` the agreement that chance would give; a coefficient is
(pa - pe) / (1 - pe), and it does not exist (NaN here) where pe is 1. Two values agree by their weight: 1 when they are
the same category, else the entry of the weight matrix.

Sources: Cohen (1960, 1968), Scott (1955), Fleiss (1971), Conger (1980), Light (1971), Brennan and Prediger (1981), Gwet
(2008); their general forms with any number of coders, with gaps and with weights, and the standard errors by
linearisation, are those of Gwet (2014), *Handbook of Inter-Rater Reliability*, 4th ed., ch. 2-6. The standard error of
Cohen's kappa is that of Fleiss, Cohen and Everitt (1969).
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from tanik.coding.ratings import Floats
from tanik.coding.tally import Tally

Shares = Literal["units", "values"]
"""Whether the share of a category is a mean over units (Gwet) or over all values alike."""

_NOTHING = 1e-12


class Measures:
    """The coefficients of one table under one weight matrix (None: only the same category agrees).

    Every method takes ``draws`` (samples by patterns) and gives one value for each sample, NaN where it does not exist.
    """

    def __init__(self, tally: Tally, weights: Floats | None = None) -> None:
        self.tally = tally
        self.weights = weights
        self.alike = tally.pairs(weights)
        size = tally.ratings
        self.most = size * (size - 1)
        self._agreement = self.alike / np.where(self.most == 0, 1.0, self.most)

    def percent_pooled(self, draws: Floats) -> Floats:
        """Agreeing pairs of values over all pairs of values."""
        return _quotient(draws @ self.alike, draws @ self.most)

    def percent_unit_mean(self, draws: Floats) -> Floats:
        """The mean over units of the share of agreeing pairs; units with one value give none."""
        return _quotient(draws @ self._agreement, draws @ self.tally.pairable)

    def fleiss(self, draws: Floats, shares: Shares = "units") -> Floats:
        """Fleiss (1971), for two coders Scott (1955); with gaps Gwet (2014)."""
        return _corrected(self.percent_unit_mean(draws), self.fleiss_chance(draws, shares))

    def fleiss_chance(self, draws: Floats, shares: Shares = "units") -> Floats:
        return self._squares(self.shares(draws, shares))

    def gwet(self, draws: Floats, shares: Shares = "units") -> Floats:
        """AC1 of Gwet (2008); AC2 with weights."""
        return _corrected(self.percent_unit_mean(draws), self.gwet_chance(draws, shares))

    def gwet_chance(self, draws: Floats, shares: Shares = "units") -> Floats:
        number = self.tally.categories
        if number < 2:
            return np.ones(len(draws))
        share = self.shares(draws, shares)
        chance: Floats = self._weight_sum() / (number * (number - 1)) * (share * (1 - share)).sum(axis=1)
        return chance

    def brennan_prediger(self, draws: Floats) -> Floats:
        """Brennan and Prediger (1981); for two coders S of Bennett et al. (1954)."""
        return _corrected(self.percent_unit_mean(draws), self.brennan_prediger_chance(draws))

    def brennan_prediger_chance(self, draws: Floats) -> Floats:
        return np.full(len(draws), self._weight_sum() / max(self.tally.categories, 1) ** 2)

    def conger(self, draws: Floats) -> Floats:
        """Conger (1980): chance by the categories of every single coder; for two coders without gaps Cohen's kappa."""
        return _corrected(self.percent_unit_mean(draws), self.conger_chance(draws))

    def cohen(self, draws: Floats, first: int = 0, second: int = 1) -> Floats:
        """Cohen (1960), with weights Cohen (1968), of two coders, over the units that both coded."""
        return self._cohen(draws, first, second)[0]

    def cohen_maximum(self, draws: Floats, first: int = 0, second: int = 1) -> Floats:
        """The largest kappa that the two coders' own shares of the categories allow (Cohen 1960, eq. 6)."""
        _, chance, one, other = self._cohen(draws, first, second)
        return _corrected(np.minimum(one, other).sum(axis=1), chance)

    def light(self, draws: Floats) -> Floats:
        """Light (1971): the mean of Cohen's kappa over all pairs of coders; NaN where it does not exist for a pair."""
        return np.asarray(np.mean([self.cohen(draws, *pair) for pair in self.pairs()], axis=0))

    def pairs(self) -> list[tuple[int, int]]:
        """All pairs of coders who gave any value."""
        coders = self.tally.active()
        return [(first, second) for place, first in enumerate(coders) for second in coders[place + 1 :]]

    def shares(self, draws: Floats, shares: Shares) -> Floats:
        """Samples by categories: how large a part of the values each category is."""
        tally = self.tally
        if shares == "values":
            return _quotient(tally.totals(draws), (draws @ tally.ratings)[:, None])
        return _quotient(tally.totals(draws, 1 / tally.ratings), draws.sum(axis=1)[:, None])

    def _cohen(self, draws: Floats, first: int, second: int) -> tuple[Floats, Floats, Floats, Floats]:
        tally = self.tally
        a, b = tally.codes[:, first], tally.codes[:, second]
        both = draws * (tally.present[:, first] & tally.present[:, second])
        number = both.sum(axis=1)
        alike = (a == b).astype(float) if self.weights is None else self.weights[a, b]
        one = _quotient(tally.totals(both, coder=first), number[:, None])
        other = _quotient(tally.totals(both, coder=second), number[:, None])
        chance = (one * other).sum(axis=1) if self.weights is None else ((one @ self.weights) * other).sum(axis=1)
        return _corrected(_quotient(both @ alike, number), chance), chance, one, other

    def conger_chance(self, draws: Floats) -> Floats:
        together, alone, coders = self._by_coder(draws)
        return _quotient(self._squares(together) - alone, coders * (coders - 1))

    def _by_coder(self, draws: Floats) -> tuple[Floats, Floats, Floats]:
        """The sum of the coders' shares, the sum of their squares, and the number of coders, in every sample."""
        together = np.zeros((len(draws), self.tally.categories))
        alone, coders = np.zeros(len(draws)), np.zeros(len(draws))
        for coder in self.tally.active():
            given = draws @ self.tally.present[:, coder].astype(float)
            share = self.tally.totals(draws, coder=coder) / np.where(given == 0, 1.0, given)[:, None]
            together += share
            alone += self._squares(share)
            coders += given > 0
        return together, alone, coders

    def _squares(self, share: Floats) -> Floats:
        other = share if self.weights is None else share @ self.weights
        return np.asarray((share * other).sum(axis=1))

    def _weight_sum(self) -> float:
        return float(self.tally.categories if self.weights is None else self.weights.sum())


class Deviations:
    """Standard errors of the coefficients by linearisation: what every unit adds to the coefficient.

    Gwet (2014) ch. 5: the variance is the sum of the squared deviations over n (n - 1), where n counts the units with
    one value at least. ``large``: divide by n² instead, as for a contingency table of two coders (Fleiss et al. 1969).
    """

    def __init__(self, measures: Measures, *, large: bool = False) -> None:
        self.measures = measures
        self.tally = measures.tally
        self.units = self.tally.units
        self.large = large
        self._draws = self.tally.observed

    def percent_pooled(self) -> float | None:
        m = self.measures
        whole = float(self.tally.times @ m.most)
        value = float(m.percent_pooled(self._draws)[0])
        return self._error((m.alike - value * m.most) * self.units / whole) if whole else None

    def percent_unit_mean(self) -> float | None:
        value = float(self.measures.percent_unit_mean(self._draws)[0])
        return self._error(self._seen() - value)

    def brennan_prediger(self) -> float | None:
        m = self.measures
        return self._of(m.brennan_prediger_chance(self._draws), np.zeros(len(self.tally.codes)))

    def fleiss(self, shares: Shares = "units") -> float | None:
        m = self.measures
        share = m.shares(self._draws, shares)[0]
        slope = 2 * (share if m.weights is None else (m.weights + m.weights.T) @ share / 2)
        return self._of(m.fleiss_chance(self._draws, shares), self._along(slope, share, shares))

    def gwet(self, shares: Shares = "units") -> float | None:
        m, number = self.measures, self.tally.categories
        share = m.shares(self._draws, shares)[0]
        slope = m._weight_sum() / max(number * (number - 1), 1) * (1 - 2 * share)
        return self._of(m.gwet_chance(self._draws, shares), self._along(slope, share, shares))

    def conger(self) -> float | None:
        m, tally = self.measures, self.tally
        coders = tally.active()
        given = {coder: float(tally.times @ tally.present[:, coder]) for coder in coders}
        share = {coder: tally.totals(self._draws, coder=coder)[0] / given[coder] for coder in coders}
        together = np.sum(list(share.values()), axis=0)
        chance = np.zeros(len(tally.codes))
        for coder in coders:
            others = together - share[coder]
            slope = others if m.weights is None else m.weights @ others
            here = tally.present[:, coder]
            gain = np.where(here, slope[tally.codes[:, coder]] - share[coder] @ slope, 0.0)
            chance += gain * self.units / given[coder]
        number = len(coders)
        return self._of(m.conger_chance(self._draws), 2 * chance / max(number * (number - 1), 1))

    def cohen(self) -> float | None:
        """Fleiss, Cohen and Everitt (1969) eq. 13-16, of a table in which both coders coded every unit."""
        m, tally = self.measures, self.tally
        value, chance, one, other = (each[0] for each in m._cohen(self._draws, 0, 1))
        if not chance < 1 - _NOTHING:
            return None
        a, b = tally.codes[:, 0], tally.codes[:, 1]
        weights = np.eye(tally.categories) if m.weights is None else m.weights
        by_first, by_second = weights @ other, weights.T @ one
        seen = value * (1 - chance) + chance
        gain = weights[a, b] - seen - (1 - value) * (by_first[a] + by_second[b] - 2 * chance)
        return self._error(gain / (1 - chance))

    def _seen(self) -> Floats:
        """Every unit's own part of the agreement that was seen."""
        pairable = float(self.tally.times @ self.tally.pairable)
        return self.measures._agreement * self.units / pairable if pairable else np.full(len(self.tally.codes), np.nan)

    def _along(self, slope: Floats, share: Floats, shares: Shares) -> Floats:
        """The change of chance with every unit, when chance changes by ``slope`` with the shares."""
        tally = self.tally
        size = tally.ratings if shares == "values" else np.ones(len(tally.ratings))
        part = tally.per_pattern(slope[tally.code_of]) * size / tally.ratings
        return np.asarray((part - size * (slope @ share)) * self.units / float(tally.times @ size))

    def _of(self, chance: Floats, gain: Floats) -> float | None:
        """``chance``: the agreement by chance; ``gain``: what every unit adds to it."""
        value = float(_corrected(self.measures.percent_unit_mean(self._draws), chance)[0])
        if np.isnan(value):
            return None
        pairable = self.tally.pairable
        above = pairable * self.units / float(self.tally.times @ pairable) * chance[0]
        return self._error((self._seen() - above - (1 - value) * gain) / (1 - chance[0]) - value)

    def _error(self, deviations: Floats) -> float | None:
        number = self.units
        if number < 2 or bool(np.isnan(deviations).any()):
            return None
        total = float(self.tally.times @ deviations**2)
        return float(np.sqrt(total / (number * (number if self.large else number - 1))))


def _corrected(seen: Floats, chance: Floats) -> Floats:
    exists = 1 - chance > _NOTHING
    value: Floats = np.where(exists, (seen - chance) / np.where(exists, 1 - chance, 1.0), np.nan)
    return value


def _quotient(above: Floats, below: Floats) -> Floats:
    value: Floats = np.where(below == 0, np.nan, above / np.where(below == 0, 1.0, below))
    return value
