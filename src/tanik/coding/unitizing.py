"""Agreement of coders who marked spans of a text: Krippendorff's u-alpha family.

Krippendorff, Mathet, Bouvry and Widlöcher (2016), "On the reliability of unitizing textual continua", Quality and
Quantity 50:2347-2364; the equation numbers are those of Krippendorff (2019), *Content Analysis*, 4th ed., 12.6. Every
coder cuts the continuum into sections: units of a category, and gaps between them. What two coders' sections have in
common is counted by its length. All ends are exclusive: ``[begin, end)``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tanik.coding.plans import Undefined
from tanik.coding.ratings import Floats
from tanik.errors import SourceError
from tanik.translation import N_

GAP = None
"""The category of what a coder left unmarked."""


@dataclass(frozen=True, order=True)
class Unit:
    """A span that a coder marked: ``start`` and exclusive ``end`` on the continuum, with its category."""

    start: int
    end: int
    category: str


Section = tuple[int, int, str | None]
"""Start, exclusive end, category; ``None`` is a gap."""


@dataclass(frozen=True)
class UnitizingAlpha:
    """1 - ``observed`` / ``expected``; ``value`` is None where ``undefined`` says why."""

    value: float | None
    observed: float
    expected: float
    undefined: Undefined | None = None


def sections(units: Sequence[Unit], begin: int, end: int) -> list[Section]:
    """A coder's units and gaps, which together fill ``[begin, end)``.

    Raises ``SourceError`` T716 for a unit outside of the continuum or without length, T717 for two units of the same
    coder that overlap (give each code a continuum of its own where codes may overlap).
    """
    found: list[Section] = []
    at = begin
    for unit in sorted(units):
        if unit.start < begin or unit.end > end or unit.start >= unit.end:
            raise SourceError(
                "T716",
                N_("The span {start}-{end} does not lie in the text, which goes from {first} to {last}."),
                N_("Check the positions: the end is the place after the last letter."),
                start=unit.start,
                end=unit.end,
                first=begin,
                last=end,
            )
        if unit.start < at:
            raise SourceError(
                "T717",
                N_("The span {start}-{end} overlaps another one of the same coder, which ends at {other}."),
                N_("Compare each code by itself where codes may overlap."),
                start=unit.start,
                end=unit.end,
                other=at,
            )
        if unit.start > at:
            found.append((at, unit.start, GAP))
        found.append((unit.start, unit.end, unit.category))
        at = unit.end
    if at < end:
        found.append((at, end, GAP))
    return found


def u_alpha(coders: Sequence[Sequence[Unit]], begin: int, end: int) -> UnitizingAlpha:
    """Agreement about where units are and which category they have (eq. 32-34), gaps among the categories."""
    return alpha_of(*Continuum(coders, begin, end).coincidences())


def u_alpha_binary(coders: Sequence[Sequence[Unit]], begin: int, end: int) -> UnitizingAlpha:
    """Agreement about what is marked at all (eq. 35): the coincidences of ``u_alpha``, collapsed to gap and not gap."""
    return binary_alpha_of(*Continuum(coders, begin, end).coincidences())


def cu_alpha(coders: Sequence[Sequence[Unit]], begin: int, end: int) -> UnitizingAlpha:
    """Agreement about the categories of what two coders or more marked (eq. 36-37); gaps do not count."""
    return alpha_of(*Continuum(coders, begin, end).matched())


def ku_alpha(coders: Sequence[Sequence[Unit]], begin: int, end: int) -> dict[str, UnitizingAlpha]:
    """For every category how reliably it was told from the others, where two coders or more marked (eq. 38)."""
    table = Continuum(coders, begin, end)
    alphas = ku_alphas_of(*table.matched())
    return {str(category): alpha for category, alpha in zip(table.categories[1:], alphas, strict=True)}


def alpha_of(observed: Floats, own: Floats) -> UnitizingAlpha:
    """Alpha from lengths, as :meth:`Continuum.coincidences` or :meth:`Continuum.matched` gives them."""
    return _alpha(observed, expected_lengths(observed, own))


def binary_alpha_of(observed: Floats, own: Floats) -> UnitizingAlpha:
    """The same with all categories but the gap taken together."""
    return _alpha(_collapsed(observed), _collapsed(expected_lengths(observed, own)))


def ku_alphas_of(observed: Floats, own: Floats) -> list[UnitizingAlpha]:
    """One alpha for every category, from what :meth:`Continuum.matched` gives."""
    expected = expected_lengths(observed, own)
    result = []
    for place in range(len(observed)):
        seen, chance = observed[:, place].sum(), expected[:, place].sum()
        apart, apart_by_chance = seen - observed[place, place], chance - expected[place, place]
        if seen > 0 and chance > 0:
            result.append(_quotient(apart / seen, apart_by_chance / chance))
        else:
            result.append(_quotient(0.0, 0.0))
    return result


class Continuum:
    """All coders' sections on one continuum; the first of ``categories`` is the gap.

    ``names``: the other categories, None for those that occur. Lengths are sums over the continuum: what
    :meth:`coincidences` and :meth:`matched` give for two continua that are put one behind the other (cut in a gap of
    all coders) is the sum of what they give for each, but for the expected part.
    """

    def __init__(
        self, coders: Sequence[Sequence[Unit]], begin: int, end: int, names: Sequence[str] | None = None
    ) -> None:
        if len(coders) < 2:
            raise SourceError(
                "T701",
                N_("Agreement needs at least two coders; this table has {coders}."),
                N_(
                    "Give one column for each coder and one row for each unit, with the coders' names in the first row."
                ),
                coders=len(coders),
            )
        self.coders = [sections(units, begin, end) for units in coders]
        if names is None:
            names = sorted({unit.category for units in coders for unit in units})
        self.categories: tuple[str | None, ...] = (GAP, *names)
        place = {category: number for number, category in enumerate(self.categories)}
        self._cut(begin, end, place)

    def _cut(self, begin: int, end: int, place: dict[str | None, int]) -> None:
        """Cut the continuum wherever any coder does: inside of a piece nobody changes."""
        ends = sorted({end, *(stop for coder in self.coders for _, stop, _ in coder)})
        starts = np.array([begin, *ends[:-1]])
        self.lengths: Floats = (np.array(ends) - starts).astype(float)
        stops = [np.array([stop for _, stop, _ in coder]) for coder in self.coders]
        self._section_of = [np.searchsorted(stop, starts, side="right") for stop in stops]
        codes = [np.array([place[category] for *_, category in coder]) for coder in self.coders]
        self.pieces = np.array([code[which] for code, which in zip(codes, self._section_of, strict=True)])

    def coincidences(self) -> tuple[Floats, Floats]:
        """Observed lengths (eq. 32), categories by categories, and what a category's units share with themselves."""
        own = np.zeros(len(self.categories))
        for coder in self.coders:
            for start, end, category in coder:
                length = float(end - start)
                own[self.categories.index(category)] += length if category is GAP else length**2
        return self._observed(), own

    def matched(self) -> tuple[Floats, Floats]:
        """The same of units only; a unit counts by what of it another coder marked too."""
        observed = self._observed()[1:, 1:]
        marked = self.pieces > 0
        own = np.zeros(len(self.categories))
        for coder, which in enumerate(self._section_of):
            others = np.delete(marked, coder, axis=0).any(axis=0)
            shared = np.bincount(which, weights=self.lengths * others, minlength=len(self.coders[coder]))
            for (*_, category), length in zip(self.coders[coder], shared, strict=True):
                own[self.categories.index(category)] += length**2
        return observed, own[1:]

    def _observed(self) -> Floats:
        number = len(self.categories)
        counts = np.zeros((number, len(self.lengths)))
        for codes in self.pieces:
            counts[codes, np.arange(len(codes))] += 1
        weighted = counts * self.lengths
        together: Floats = weighted @ counts.T - np.diag(weighted.sum(axis=1))
        return together / (len(self.coders) - 1)


def expected_lengths(observed: Floats, own: Floats) -> Floats:
    """``own``: for every category the lengths that a unit would share with itself."""
    total = observed.sum()
    expected: Floats = np.outer(observed.sum(axis=1), observed.sum(axis=0)) - np.diag(own)
    room = total - own.sum() / total if total else 0.0
    return expected / room if room > 0 else np.zeros_like(expected)


def _collapsed(matrix: Floats) -> Floats:
    marked = (np.arange(len(matrix)) > 0).astype(int)
    side = np.eye(2)[marked]
    collapsed: Floats = side.T @ matrix @ side
    return collapsed


def _alpha(observed: Floats, expected: Floats) -> UnitizingAlpha:
    return _quotient(float(observed.sum() - np.trace(observed)), float(expected.sum() - np.trace(expected)))


def _quotient(observed: float, expected: float) -> UnitizingAlpha:
    if expected > 1e-12:
        return UnitizingAlpha(float(1 - observed / expected), float(observed), float(expected))
    reason = Undefined(
        "no_variation",
        N_("Everything is in one category, so chance alone would give full agreement and nothing can be measured."),
    )
    return UnitizingAlpha(None, float(observed), 0.0, reason)
