"""Which coefficients a table has, from which units each is made, and why one does not exist."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from tanik.coding.alpha import Alpha, Disagreement
from tanik.coding.coefficients import Deviations, Measures, Shares
from tanik.coding.ratings import MISSING, Floats, Ratings
from tanik.coding.tally import Tally
from tanik.coding.weights import WEIGHTS, weight_matrix
from tanik.translation import N_

Gaps = Literal["rated", "pairable"]
"""Which units tell how often a category is chosen: all that have a value (Gwet 2014), or those with two or more."""

MOST_WEIGHTED = 2_000
"""More categories than this have no matrix of weights."""


@dataclass(frozen=True)
class Undefined:
    """Why a coefficient does not exist. ``id``: stable; ``sentence``: English source text, filled from ``values``."""

    id: str
    sentence: str
    values: dict[str, Any] = field(default_factory=dict)

    def render(self, translate: Callable[[str], str] = str) -> str:
        return translate(self.sentence).format(**self.values)


@dataclass(frozen=True)
class Plan:
    """How one coefficient is made.

    ``tally``: the units it is made of, which a bootstrap draws again. ``value``: from draws, NaN where it does not
    exist. ``error``: None where no analytic standard error is known. ``large``: that error is one of a contingency
    table. ``student``: its interval is by Student's t with ``freedom`` degrees, else by the normal distribution.
    ``lowest``: the lowest value there is. ``details``: further numbers of the observed table.
    """

    tally: Tally
    value: Callable[[Floats], Floats]
    error: Callable[[], float | None] | None = None
    large: bool = False
    weights: str | None = None
    undefined: Undefined | None = None
    student: bool = True
    freedom: int = 1
    lowest: float = -1.0
    details: Callable[[], dict[str, float]] = dict


@dataclass(frozen=True)
class Weighing:
    """A matrix of weights (None: only the same category agrees), its name, and why there is none if one was wanted."""

    matrix: Floats | None = None
    name: str | None = None
    undefined: Undefined | None = None


def weighing(table: Ratings, kind: str) -> Weighing:
    """The weights of one kind for the categories of a table."""
    if kind == "identity":
        return Weighing(None, kind)
    if not table.ordered:
        sentence = N_("The categories are words whose order is not known, so no distance between them can be weighed.")
        return Weighing(None, kind, Undefined("order_unknown", sentence))
    number = len(table.categories)
    if number > MOST_WEIGHTED:
        sentence = N_("Weights are for few categories, and there are {categories} different values; use alpha.")
        return Weighing(None, kind, Undefined("too_many_categories", sentence, {"categories": number}))
    try:
        known = next(each for each in WEIGHTS if each == kind)
        return Weighing(weight_matrix(known, table.scores), kind)
    except ValueError:
        sentence = N_("Two values whose sum is 0 have no ratio, so ratio weights do not exist.")
        return Weighing(None, kind, Undefined("no_ratio", sentence))


def plans(table: Ratings, weights: Weighing, gaps: Gaps) -> Iterator[tuple[str, Plan]]:
    """Every coefficient of a table by its name. ``table``: only coders who gave a value."""
    plain, weighted = _Family(table, Weighing(), gaps), _Family(table, weights, gaps)
    yield "percent_pooled", plain.simple(plain.both, "percent_pooled", lowest=0.0)
    yield "percent_unit_mean", plain.simple(plain.rated, "percent_unit_mean", lowest=0.0)
    yield "cohen_kappa", plain.cohen()
    yield "cohen_kappa_weighted", weighted.cohen()
    yield "scott_pi", plain.scott()
    yield "fleiss_kappa", plain.shared("fleiss")
    yield "conger_kappa", plain.simple(plain.rated, "conger")
    yield "light_kappa", plain.light()
    yield "brennan_prediger", plain.simple(plain.rated, "brennan_prediger")
    yield "gwet_ac1", plain.shared("gwet")
    yield "gwet_ac2", weighted.shared("gwet")
    yield "krippendorff_alpha", plain.alpha()
    if weights.name == "identity":
        return
    yield "percent_unit_mean_weighted", weighted.simple(weighted.rated, "percent_unit_mean", lowest=0.0)
    yield "scott_pi_weighted", weighted.scott()
    yield "fleiss_kappa_weighted", weighted.shared("fleiss")
    yield "conger_kappa_weighted", weighted.simple(weighted.rated, "conger")
    yield "light_kappa_weighted", weighted.light()
    yield "brennan_prediger_weighted", weighted.simple(weighted.rated, "brennan_prediger")
    yield "krippendorff_alpha_weighted", weighted.alpha()


class _Family:
    """The coefficients of one table under one matrix of weights."""

    def __init__(self, table: Ratings, weights: Weighing, gaps: Gaps) -> None:
        self.table = table
        self.weights = weights
        pairable = (table.codes != MISSING).sum(axis=1) >= 2
        number = len(table.categories)
        self.everyone, self.both = Tally(table.codes, number), Tally(table.codes[pairable], number)
        self.gaps = gaps
        self.rated = self.everyone if gaps == "rated" else self.both
        # A contingency table: two coders who both coded every unit that counts.
        self.complete = len(table.coders) == 2 and bool(self.rated.present.all())
        self.undefined = weights.undefined
        if not pairable.any():
            sentence = N_("No unit has values of two coders, so there is nothing to compare.")
            self.undefined = Undefined("no_pairs", sentence)
        self._everyone, self._both = Measures(self.everyone, weights.matrix), Measures(self.both, weights.matrix)

    def _measures(self, tally: Tally) -> Measures:
        return self._both if tally is self.both else self._everyone

    def simple(self, tally: Tally, name: str, lowest: float = -1.0) -> Plan:
        """A coefficient that is a method of the same name."""
        measures = self._measures(tally)
        error = getattr(Deviations(measures, large=self.complete), name)
        return self._plan(tally, getattr(measures, name), error, large=self.complete, lowest=lowest)

    def shared(self, name: str) -> Plan:
        """A coefficient whose chance is by the shares of the categories; with gaps it has two conventions."""
        measures = self._measures(self.rated)
        deviations = Deviations(measures, large=self.complete)
        pairable: Shares = "values" if name == "fleiss" else "units"
        shares: Shares = "units" if self.gaps == "rated" else pairable

        def conventions() -> dict[str, float]:
            return {
                "by_rated_units": _of(self._everyone, name, "units"),
                "by_pairable_units": _of(self._both, name, pairable),
            }

        return self._plan(
            self.rated,
            lambda draws: np.asarray(getattr(measures, name)(draws, shares)),
            lambda: getattr(deviations, name)(shares),
            large=self.complete,
            details=conventions,
        )

    def cohen(self) -> Plan:
        measures = self._both

        def maximum() -> dict[str, float]:
            return {"maximum": float(measures.cohen_maximum(self.both.observed)[0])}

        return self._plan(
            self.both,
            measures.cohen,
            Deviations(measures, large=True).cohen,
            large=True,
            student=False,
            undefined=self._two_coders(),
            details=maximum if self.weights.matrix is None else dict,
        )

    def scott(self) -> Plan:
        measures = self._both
        error = Deviations(measures, large=True).fleiss
        return self._plan(self.both, measures.fleiss, error, large=True, undefined=self._two_coders())

    def light(self) -> Plan:
        measures = self._both
        return self._plan(self.both, measures.light, None, undefined=self._all_pairs(measures))

    def alpha(self) -> Plan:
        matrix = self.weights.matrix
        alpha = Alpha(self.table, None if matrix is None else 1 - matrix)

        def disagreement() -> dict[str, float]:
            found: Disagreement = alpha.disagreement(alpha.tally.observed)
            return {
                "observed_disagreement": float(found.observed[0]),
                "expected_disagreement": float(found.expected[0]),
            }

        undefined = None
        if matrix is None and self.table.level == "ratio" and bool((self.table.scores < 0).any()):
            sentence = N_("A ratio scale begins at 0, and the table has negative values; use --level interval.")
            undefined = Undefined("negative_values", sentence)
        return self._plan(
            alpha.tally,
            alpha.value,
            lambda: alpha.error(large=self.complete),
            large=self.complete,
            undefined=undefined,
            details=disagreement,
        )

    def _plan(
        self,
        tally: Tally,
        value: Callable[[Floats], Floats],
        error: Callable[[], float | None] | None,
        *,
        undefined: Undefined | None = None,
        **others: Any,
    ) -> Plan:
        return Plan(
            tally,
            value,
            error,
            weights=self.weights.name,
            undefined=self.undefined or undefined,
            freedom=max(self.rated.units - 1, 1),
            **others,
        )

    def _two_coders(self) -> Undefined | None:
        number = len(self.table.coders)
        if number <= 2:
            return None
        sentence = N_(
            "It compares two coders, and this table has {coders}; see Light, Conger, Fleiss and Krippendorff."
        )
        return Undefined("two_coders_only", sentence, {"coders": number})

    def _all_pairs(self, measures: Measures) -> Undefined | None:
        if self.undefined is not None:
            return None
        pairs = measures.pairs()
        without = [pair for pair in pairs if np.isnan(measures.cohen(self.both.observed, *pair)[0])]
        if not without or len(pairs) == 1:
            return None
        first, second = (self.table.coders[coder] for coder in without[0])
        return Undefined(
            "pair_without_kappa",
            N_("Cohen's kappa does not exist for {count} of {pairs} pairs of coders, such as {first} and {second}."),
            {"count": len(without), "pairs": len(pairs), "first": first, "second": second},
        )


def _of(measures: Measures, name: str, shares: Shares) -> float:
    return float(getattr(measures, name)(measures.tally.observed, shares)[0])
