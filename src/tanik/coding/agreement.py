"""Agreement between coders: every coefficient of one table, each with its error, its interval and its universe.

The door of the modules around it: ``ratings`` (the table), ``weights``, ``tally`` and ``intervals`` (counting and
drawing), ``coefficients`` and ``alpha`` (the formulas), ``plans`` (which coefficient is made of which units). What
cannot be computed is ``Undefined`` with its reason, never 0 and never an error. Conventions: docs/agreement.md.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np

from tanik.coding.intervals import draws, normal_quantile, student_quantile
from tanik.coding.plans import Gaps, Plan, Undefined, Weighing, plans, weighing
from tanik.coding.ratings import MISSING, Floats, Ratings
from tanik.coding.weights import FOR_LEVEL, WEIGHTS, Weights
from tanik.errors import SettingError
from tanik.translation import N_

COEFFICIENTS = (
    "percent_pooled",
    "percent_unit_mean",
    "cohen_kappa",
    "cohen_kappa_weighted",
    "scott_pi",
    "fleiss_kappa",
    "conger_kappa",
    "light_kappa",
    "brennan_prediger",
    "gwet_ac1",
    "gwet_ac2",
    "krippendorff_alpha",
)
"""The coefficients that every table has; with weights other than identity there are weighted forms of more."""


@dataclass(frozen=True)
class Bootstrap:
    """What drawing the units again says. ``undefined``: samples without the coefficient; the rest is of the others."""

    samples: int
    seed: int
    undefined: int
    se: float | None
    ci: tuple[float, float] | None


@dataclass(frozen=True)
class Coefficient:
    """One coefficient of one table.

    ``value``: None where ``undefined`` says why. ``units``: the units in which agreement can be seen, those with two
    values at least. ``se_method``: ``large_sample`` (a contingency table of two coders), ``linearised`` (Gwet 2014) or
    ``bootstrap``; ``ci_method``: ``normal``, ``student`` or ``bootstrap_percentile``. ``weights``: None where only the
    same category agrees. ``details``: further numbers, such as the maximum of Cohen's kappa.
    """

    name: str
    value: float | None
    se: float | None = None
    ci: tuple[float, float] | None = None
    units: int = 0
    undefined: Undefined | None = None
    se_method: str | None = None
    ci_method: str | None = None
    weights: str | None = None
    bootstrap: Bootstrap | None = None
    details: dict[str, float | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Universe:
    """What was counted. ``units``: rows of the table; ``rated`` have one value, ``pairable`` two at least."""

    units: int
    rated: int
    pairable: int
    values: int
    coders: tuple[str, ...]
    categories: tuple[str, ...]
    level: str
    weights: str
    gaps: Gaps
    confidence: float


@dataclass(frozen=True)
class Agreement:
    universe: Universe
    coefficients: dict[str, Coefficient]


def agree(
    ratings: Ratings,
    *,
    weights: Weights | Floats | None = None,
    gaps: Gaps = "rated",
    confidence: float = 0.95,
    bootstrap: int = 0,
    seed: int = 0,
) -> Agreement:
    """All coefficients of a table.

    ``weights``: for the coefficients whose name says so; a kind, or a matrix (categories by categories, 1 on the
    diagonal); None: the kind that fits the level. ``gaps``: whose categories count as chosen (Fleiss, Gwet).
    ``bootstrap``: samples of units to draw, 0 for analytic intervals only. Raises ``SettingError`` T710 for unknown
    weights or a matrix of another size, T711 for a confidence outside (0, 1), T712 for negative samples or seed.
    """
    _check(ratings, weights, confidence, bootstrap, seed)
    kind = weights if isinstance(weights, str) else FOR_LEVEL[ratings.level]
    table = _active(ratings)
    weighed = Weighing(weights, "custom") if isinstance(weights, np.ndarray) else weighing(table, kind)
    found = (table.codes != MISSING).sum(axis=1)
    universe = Universe(
        units=len(ratings.codes),
        rated=int((found >= 1).sum()),
        pairable=int((found >= 2).sum()),
        values=int(found.sum()),
        coders=ratings.coders,
        categories=ratings.categories,
        level=ratings.level,
        weights=weighed.name or kind,
        gaps=gaps,
        confidence=confidence,
    )
    planned = dict(plans(table, weighed, gaps))
    drawn = _drawn(planned, bootstrap, seed, confidence) if bootstrap else {}
    done = {name: _coefficient(name, plan, universe, drawn.get(name)) for name, plan in planned.items()}
    return Agreement(universe, done)


def _check(ratings: Ratings, weights: Weights | Floats | None, confidence: float, bootstrap: int, seed: int) -> None:
    size = len(ratings.categories)
    known = weights is None or (weights in WEIGHTS if isinstance(weights, str) else weights.shape == (size, size))
    if not known:
        raise SettingError(
            "T710",
            N_("“{weights}” are no weights for this table."),
            N_("Write one of {known}."),
            weights=weights if isinstance(weights, str) else "matrix",
            known=", ".join(WEIGHTS),
        )
    if not 0 < confidence < 1:
        raise SettingError(
            "T711",
            N_("A confidence of {confidence} is not possible."),
            N_("Write a number between 0 and 1, such as 0.95."),
            confidence=confidence,
        )
    if bootstrap < 0 or seed < 0:
        raise SettingError(
            "T712",
            N_("A bootstrap of {samples} samples with the seed {seed} is not possible."),
            N_("Write whole numbers that are not negative, such as --bootstrap 1000 --seed 1."),
            samples=bootstrap,
            seed=seed,
        )


def _active(ratings: Ratings) -> Ratings:
    """The table without coders who gave no value."""
    active = np.nonzero((ratings.codes != MISSING).any(axis=0))[0]
    return Ratings(
        tuple(ratings.coders[coder] for coder in active),
        ratings.codes[:, active],
        ratings.categories,
        ratings.level,
        ratings.values,
        ratings.declared,
    )


def _drawn(planned: dict[str, Plan], samples: int, seed: int, confidence: float) -> dict[str, Bootstrap]:
    """Coefficients that are made of the same units see the same samples."""
    together: dict[bytes, list[str]] = defaultdict(list)
    for name, plan in planned.items():
        if plan.undefined is None:
            together[plan.tally.codes.tobytes() + plan.tally.times.tobytes()].append(name)
    values: dict[str, list[Floats]] = defaultdict(list)
    for names in together.values():
        for block in draws(planned[names[0]].tally.times, samples, seed):
            for name in names:
                values[name].append(planned[name].value(block))
    return {name: _bootstrap(np.concatenate(parts), seed, confidence) for name, parts in values.items()}


def _bootstrap(values: Floats, seed: int, confidence: float) -> Bootstrap:
    found = values[~np.isnan(values)]
    se = float(found.std(ddof=1)) if len(found) > 1 else None
    tail = (1 - confidence) / 2
    ci = None
    if len(found):
        low, high = (float(end) for end in np.quantile(found, (tail, 1 - tail)))
        ci = (low, high)
    return Bootstrap(len(values), seed, len(values) - len(found), se, ci)


def _coefficient(name: str, plan: Plan, universe: Universe, bootstrap: Bootstrap | None) -> Coefficient:
    weights = plan.weights if plan.weights != "identity" else None
    if plan.undefined is not None:
        return Coefficient(name, None, units=universe.pairable, undefined=plan.undefined, weights=weights)
    value = float(plan.value(plan.tally.observed)[0])
    if np.isnan(value):
        reason = Undefined(
            "no_variation",
            N_("Everything is in one category, so chance alone would give full agreement and nothing can be measured."),
        )
        return Coefficient(name, None, units=universe.pairable, undefined=reason, weights=weights)
    se = plan.error() if plan.error is not None else None
    se_method = None if se is None else "large_sample" if plan.large else "linearised"
    ci, ci_method = _interval(plan, value, se, universe.confidence)
    if bootstrap is not None:
        ci, ci_method = bootstrap.ci, None if bootstrap.ci is None else "bootstrap_percentile"
        if se is None and bootstrap.se is not None:
            se, se_method = bootstrap.se, "bootstrap"
    details = {key: None if np.isnan(number) else number for key, number in plan.details().items()}
    return Coefficient(name, value, se, ci, universe.pairable, None, se_method, ci_method, weights, bootstrap, details)


def _interval(
    plan: Plan, value: float, se: float | None, confidence: float
) -> tuple[tuple[float, float] | None, str | None]:
    """By Student's t (Gwet 2014: n - 1 degrees) or the normal distribution, within the scale."""
    if se is None:
        return None, None
    upper = (1 + confidence) / 2
    quantile = student_quantile(upper, plan.freedom) if plan.student else normal_quantile(upper)
    # Rounding may put a perfect coefficient a hair above 1; the interval holds its estimate all the same.
    low, high = max(plan.lowest, value - quantile * se), min(1.0, value + quantile * se)
    return (min(low, value), max(high, value)), "student" if plan.student else "normal"
