"""Gamma: agreement of coders about where units are and which category they have, in one number.

Mathet, Widlöcher and Métivier (2015), "The unified and holistic method gamma", Computational Linguistics 41(3):437-479;
gamma-cat and gamma-k: Mathet (2017), "The agreement measure gamma-cat", Computational Linguistics 43(3):661-681. Unlike
u-alpha it first decides which units stand for the same thing (``tanik.coding.unit_alignment``), so units may overlap,
and a unit that is a little shorter is near to it and not simply another one. What chance would give is measured on
continua made from the coders' own units, moved round by a random distance (section 5.2).

Units are ``tanik.coding.unitizing.Unit`` (ends exclusive); the units of one coder may overlap.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from tanik.coding.intervals import normal_quantile
from tanik.coding.plans import Undefined
from tanik.coding.ratings import Floats
from tanik.coding.unit_alignment import EMPTY, Alignment, TooManyAlignmentsError, best_alignment
from tanik.coding.unitizing import Unit
from tanik.errors import SettingError
from tanik.translation import N_

FEWEST_SAMPLES = 30
MOST_SAMPLES = 1_000

Coders = Sequence[Sequence[Unit]]
Missed = Literal["apart", "ignored"]
"""What gamma-cat and gamma-k make of a unit beside which another coder has none: a full disagreement (so does the
program pygamma-agreement 0.5.9), or nothing (only categories of units that were aligned count)."""


@dataclass(frozen=True)
class Dissimilarity:
    """How far two units are apart: ``alpha`` x place + ``beta`` x category, each in units of ``delta_empty``.

    ``delta_empty``: what a missing unit costs. ``categories``: how far two categories are apart, from 0 to 1, by pair
    in either order; pairs that are not named are 1 apart, a category and itself 0.
    """

    alpha: float = 1.0
    beta: float = 1.0
    delta_empty: float = 1.0
    categories: Mapping[tuple[str, str], float] = field(default_factory=dict)

    def place(self, first: Unit, second: Unit) -> float:
        """Squared: the differences of starts and of ends over the sum of the lengths (2015, eq. 4)."""
        moved = abs(first.start - second.start) + abs(first.end - second.end)
        lengths = (first.end - first.start) + (second.end - second.start)
        return (moved / lengths) ** 2 * self.delta_empty

    def category(self, first: str, second: str) -> float:
        """0 for the same category."""
        if first == second:
            return 0.0
        known = self.categories.get((first, second), self.categories.get((second, first), 1.0))
        return known * self.delta_empty

    def between(self, first: Unit, second: Unit) -> float:
        return self.alpha * self.place(first, second) + self.beta * self.category(first.category, second.category)


USUAL = Dissimilarity()


@dataclass(frozen=True)
class GammaPart:
    """Gamma-cat, or gamma-k of one category. ``samples``: continua by chance in which it exists."""

    value: float | None
    observed: float | None
    expected: float | None
    samples: int
    undefined: Undefined | None = None


@dataclass(frozen=True)
class Gamma:
    """``value``: 1 - ``observed`` / ``expected``, None where ``undefined`` says why.

    ``observed``, ``expected``: disorder of the best alignment, and its mean over ``samples`` continua by chance.
    ``alignment``: the best alignment of the coders' units. ``precision``: half the width of the interval of
    ``expected``, as a part of it. ``exact``: every alignment is proved to be the best.
    """

    value: float | None
    observed: float | None
    expected: float | None
    samples: int
    seed: int
    units: int
    alignment: Alignment | None = None
    precision: float | None = None
    exact: bool = True
    cat: GammaPart | None = None
    k: dict[str, GammaPart] = field(default_factory=dict)
    undefined: Undefined | None = None


def disorder(coders: Coders, dissimilarity: Dissimilarity = USUAL) -> tuple[float, Alignment]:
    """The disorder of the best alignment: its cost over the mean number of a coder's units (2015, eq. 5)."""
    apart = [
        [_matrix(first, second, dissimilarity) if j > i else np.zeros((0, 0)) for j, second in enumerate(coders)]
        for i, first in enumerate(coders)
    ]
    starts = [[unit.start for unit in units] for units in coders]
    found = best_alignment(apart, starts, dissimilarity.delta_empty)
    units = sum(map(len, coders))
    return (found.cost * len(coders) / units if units else 0.0), found


def gamma(
    coders: Coders,
    begin: int,
    end: int,
    *,
    dissimilarity: Dissimilarity = USUAL,
    missed: Missed = "apart",
    precision: float = 0.02,
    confidence: float = 0.95,
    seed: int = 0,
) -> Gamma:
    """Gamma, gamma-cat and gamma-k of every category, for units of two coders or more on ``[begin, end)``.

    ``precision``: samples are drawn (30 to 1,000) until the mean disorder by chance is known to this part of itself
    with ``confidence``. The same seed gives the same numbers. Raises ``SettingError`` T570 for a wrong number.
    """
    _check(coders, begin, end, dissimilarity, precision, confidence, seed)
    ordered = [sorted(units) for units in coders]
    units = sum(map(len, ordered))
    undefined = _impossible(ordered)
    if undefined is not None:
        return Gamma(None, None, None, 0, seed, units, undefined=undefined)
    try:
        observed, found = disorder(ordered, dissimilarity)
        chance = _chance(ordered, begin, end, dissimilarity, precision, confidence, seed)
    except TooManyAlignmentsError:
        reason = Undefined(
            "too_many_alignments",
            N_("The spans lie so thickly that there are too many ways to put them beside each other."),
        )
        return Gamma(None, None, None, 0, seed, units, undefined=reason)
    values = np.array([value for value, *_ in chance])
    expected = float(values.mean())
    reached = normal_quantile((1 + confidence) / 2) * float(values.std(ddof=1)) / math.sqrt(len(values)) / expected
    names = sorted({unit.category for each in ordered for unit in each})
    everything: list[_Aligned] = [(ordered, found), *((made, each) for _, each, made in chance)]
    parts = {
        name: _part([_categories_apart(*each, dissimilarity, name, missed) for each in everything])
        for name in (None, *names)
    }
    return Gamma(
        value=1 - observed / expected,
        observed=observed,
        expected=expected,
        samples=len(values),
        seed=seed,
        units=units,
        alignment=found,
        precision=reached,
        exact=found.exact and all(each.exact for _, each, _ in chance),
        cat=parts.pop(None),
        k={str(name): part for name, part in parts.items()},
    )


def _check(
    coders: Coders,
    begin: int,
    end: int,
    dissimilarity: Dissimilarity,
    precision: float,
    confidence: float,
    seed: int,
) -> None:
    wrong = (
        (len(coders) < 2, "coders", len(coders)),
        (dissimilarity.alpha < 0 or not math.isfinite(dissimilarity.alpha), "alpha", dissimilarity.alpha),
        (dissimilarity.beta < 0 or not math.isfinite(dissimilarity.beta), "beta", dissimilarity.beta),
        (not 0 < dissimilarity.delta_empty < math.inf, "delta_empty", dissimilarity.delta_empty),
        (not 0 < precision < 1, "precision", precision),
        (not 0 < confidence < 1, "confidence", confidence),
        (seed < 0, "seed", seed),
        (begin >= end, "end", end),
    )
    for bad, name, value in wrong:
        if bad:
            raise SettingError(
                "T570",
                N_("Gamma cannot be computed with {name} = {value}."),
                N_(
                    "It takes two coders or more, weights from 0, an empty unit that costs something, a precision and "
                    "a confidence between 0 and 1, and a seed from 0."
                ),
                name=name,
                value=value,
            )
    for units in coders:
        for unit in units:
            if not begin <= unit.start < unit.end <= end:
                raise SettingError(
                    "T571",
                    N_("The span {start}-{end} does not lie in the text, which goes from {first} to {last}."),
                    N_("Check the positions: the end is the place after the last letter."),
                    start=unit.start,
                    end=unit.end,
                    first=begin,
                    last=end,
                )


def _impossible(coders: Coders) -> Undefined | None:
    if sum(map(bool, coders)) == 0:
        return Undefined("no_units", N_("Nobody marked anything, so there is nothing to compare."))
    return None


def _matrix(first: Sequence[Unit], second: Sequence[Unit], dissimilarity: Dissimilarity) -> Floats:
    """As ``Dissimilarity.between``, for all pairs at once."""
    a = np.array([(unit.start, unit.end) for unit in first], dtype=float).reshape(-1, 2)
    b = np.array([(unit.start, unit.end) for unit in second], dtype=float).reshape(-1, 2)
    moved = np.abs(a[:, None, :] - b[None, :, :]).sum(axis=2)
    lengths = (a[:, 1] - a[:, 0])[:, None] + (b[:, 1] - b[:, 0])[None, :]
    names = sorted({unit.category for unit in (*first, *second)})
    place = {name: number for number, name in enumerate(names)}
    table = np.array([[dissimilarity.category(one, other) for other in names] for one in names]).reshape(
        len(names), len(names)
    )
    rows = np.array([place[unit.category] for unit in first], dtype=np.int64)
    columns = np.array([place[unit.category] for unit in second], dtype=np.int64)
    categories = table[rows[:, None], columns[None, :]] if len(names) else np.zeros((len(rows), len(columns)))
    places = (moved / lengths) ** 2 * dissimilarity.delta_empty
    return np.asarray(dissimilarity.alpha * places + dissimilarity.beta * categories)


# Chance


_Sample = tuple[float, Alignment, Coders]
_Aligned = tuple[Coders, Alignment]


def _chance(
    coders: Coders,
    begin: int,
    end: int,
    dissimilarity: Dissimilarity,
    precision: float,
    confidence: float,
    seed: int,
) -> list[_Sample]:
    generator = np.random.Generator(np.random.PCG64(seed))
    found: list[_Sample] = []
    wanted = FEWEST_SAMPLES
    while len(found) < wanted:
        while len(found) < wanted:
            made = _moved(coders, begin, end, generator)
            found.append((*disorder(made, dissimilarity), made))
        values = np.array([value for value, *_ in found])
        variation = float(values.std(ddof=1) / values.mean())
        needed = math.ceil((variation * normal_quantile((1 + confidence) / 2) / precision) ** 2)
        wanted = min(max(wanted, needed), MOST_SAMPLES)
    return found


def _moved(coders: Coders, begin: int, end: int, generator: np.random.Generator) -> Coders:
    """As many coders, each with the units of one of the real ones (by chance), moved round by a random distance.

    Two distances differ by half the mean length of a unit at least, while there is room. A unit that would begin behind
    the end comes in at the beginning; one that reaches over the end stays whole. Empty coders are drawn too, but not
    alone: a continuum without units says nothing.
    """
    length = end - begin
    sizes = [unit.end - unit.start for units in coders for unit in units]
    least = sum(sizes) / len(sizes) / 2
    free = [(0.0, float(length))]
    while True:
        made = []
        for _ in coders:
            distance = _from_free(free, generator) if free else float(generator.uniform(0, length))
            free = _without(free, distance, least)
            units = coders[int(generator.integers(len(coders)))]
            made.append(sorted(_shifted(unit, distance, begin, length) for unit in units))
        if any(made):
            return made


def _shifted(unit: Unit, distance: float, begin: int, length: int) -> Unit:
    start = begin + (unit.start - begin + distance) % length
    # Only differences of places count, so that a place between two letters does no harm.
    return Unit(start, start + (unit.end - unit.start), unit.category)  # type: ignore[arg-type]


def _from_free(free: list[tuple[float, float]], generator: np.random.Generator) -> float:
    at = float(generator.uniform(0, sum(high - low for low, high in free)))
    for low, high in free:
        if at <= high - low:
            return low + at
        at -= high - low
    return free[-1][1]


def _without(free: list[tuple[float, float]], at: float, least: float) -> list[tuple[float, float]]:
    parts = [part for low, high in free for part in ((low, min(high, at - least)), (max(low, at + least), high))]
    return [(low, high) for low, high in parts if low < high]


# Categories of what was aligned


def _part(apart: list[float | None]) -> GammaPart:
    """``apart``: of the coders' own alignment, then of those by chance; None where it does not exist."""
    observed, known = apart[0], [value for value in apart[1:] if value is not None]
    expected = float(np.mean(known)) if known else None
    if observed is None:
        reason = Undefined(
            "no_pairs", N_("No spans of two coders lie at the same place, so there is nothing to compare.")
        )
        return GammaPart(None, None, expected, len(known), reason)
    if observed == 0:
        return GammaPart(1.0, 0.0, expected, len(known))
    if not expected:
        reason = Undefined(
            "no_variation",
            N_("Everything is in one category, so chance alone would give full agreement and nothing can be measured."),
        )
        return GammaPart(None, observed, expected, len(known), reason)
    return GammaPart(1 - observed / expected, observed, expected, len(known))


def _categories_apart(
    coders: Coders, alignment: Alignment, dissimilarity: Dissimilarity, category: str | None, missed: Missed
) -> float | None:
    """The mean difference of the categories of aligned units, weighted by how near their places are (2017).

    ``category``: only pairs in which a unit has it (gamma-k). None where no pair counts.
    """
    total = weight = 0.0
    for each in alignment.tuples:
        units = [coders[coder][unit] for coder, unit in enumerate(each) if unit != EMPTY]
        for place, first in enumerate(units):
            if missed == "apart" and category in (None, first.category):
                gaps = len(each) - len(units)
                total += gaps * dissimilarity.delta_empty**2
                weight += gaps * dissimilarity.delta_empty
            for second in units[place + 1 :]:
                if category is not None and category not in (first.category, second.category):
                    continue
                near = max(0.0, 1 - dissimilarity.alpha * dissimilarity.place(first, second)) / (len(units) - 1)
                total += near * dissimilarity.category(first.category, second.category)
                weight += near
    return total / weight if weight > 0 else None
