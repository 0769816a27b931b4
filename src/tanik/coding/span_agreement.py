"""Agreement about places: several coders' spans over several texts, as one continuum.

The texts of the sources stand one behind the other, with nothing between them. The coefficients are those of
``tanik.coding.unitizing`` and ``tanik.coding.span_overlap``; their intervals come from drawing pieces of the continuum
that are cut only where no coder marked anything. Everything that a coefficient needs is a sum over the pieces, so a
thousand samples cost little more than one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

import numpy as np

from tanik.coding.agreement import Bootstrap, Coefficient
from tanik.coding.comparison import pieces
from tanik.coding.gamma import Gamma, GammaPart, gamma
from tanik.coding.intervals import draws
from tanik.coding.plans import Undefined
from tanik.coding.ratings import Floats
from tanik.coding.span_overlap import boundary_f1, overlap_f1, span_f1
from tanik.coding.unitizing import Continuum, Unit, alpha_of, binary_alpha_of, ku_alphas_of
from tanik.translation import N_


@dataclass(frozen=True, slots=True)
class Marked:
    """A span that a coder marked in a source, with its category."""

    source: str
    start: int
    end: int
    category: str


@dataclass(frozen=True)
class SpanAgreement:
    """``length``: letters of all texts; ``spans``: of each coder; ``pieces``: what a bootstrap draws."""

    coders: tuple[str, ...]
    categories: tuple[str, ...]
    length: int
    spans: tuple[int, ...]
    pieces: int
    confidence: float
    coefficients: dict[str, Coefficient] = field(default_factory=dict)


def span_agreement(
    marked: Mapping[str, Sequence[Marked]],
    lengths: Mapping[str, int],
    *,
    with_gamma: bool = False,
    bootstrap: int = 0,
    seed: int = 0,
    confidence: float = 0.95,
) -> SpanAgreement:
    """All coefficients for spans. ``marked``: by coder; ``lengths``: letters of every source that all coders read.

    Spans of one coder with the same category that overlap are one. ``u_alpha``, ``cu_alpha`` and ``ku_alpha:CATEGORY``
    are undefined where spans of one coder with different categories overlap: see each category by itself then. The F1
    are means over all pairs of coders. ``with_gamma``: gamma, gamma_cat and ``gamma_k:CATEGORY`` too (slow).
    """
    at, total = {}, 0
    for source in sorted(lengths):
        at[source] = total
        total += lengths[source]
    coders = tuple(marked)
    lines = [_line(marked[coder], at) for coder in coders]
    categories = sorted({unit.category for line in lines for unit in line})
    cut = pieces([(unit.start, unit.end) for line in lines for unit in line], 0, total) if total else []
    table = _Pieces(lines, cut, categories)
    found: dict[str, Coefficient] = {}
    count = sum(map(len, lines))
    for name, value, undefined in table.measures():
        drawn = table.drawn(value, bootstrap, seed, confidence) if bootstrap and undefined is None else None
        found[name] = _coefficient(name, value, table, drawn, undefined, count)
    if with_gamma and total:
        found.update(_gammas(gamma(lines, 0, total, seed=seed, confidence=confidence), count))
    spans = tuple(map(len, lines))
    return SpanAgreement(coders, tuple(categories), total, spans, len(cut), confidence, found)


def _line(marked: Sequence[Marked], at: Mapping[str, int]) -> list[Unit]:
    """The spans on the common line; those of a category that overlap become one, those that only touch do not."""
    merged: dict[str, list[Unit]] = {}
    for each in sorted(marked, key=lambda each: (at[each.source], each.start, each.end)):
        unit = Unit(at[each.source] + each.start, at[each.source] + each.end, each.category)
        done = merged.setdefault(unit.category, [])
        if done and unit.start < done[-1].end:
            done[-1] = Unit(done[-1].start, max(done[-1].end, unit.end), unit.category)
        else:
            done.append(unit)
    return sorted(unit for units in merged.values() for unit in units)


Sums = tuple[Floats, ...]
Value = Callable[[Sums], float | None]


class _Pieces:
    """What every piece of the continuum adds to the sums from which the coefficients are made."""

    def __init__(self, lines: Sequence[Sequence[Unit]], cut: Sequence[tuple[int, int]], categories: list[str]) -> None:
        self.categories = categories
        self.crossing = any(later.start < earlier.end for line in lines for earlier, later in pairwise(line))
        self.number = len(cut)
        self.parts: list[Sums] = []
        self.pairs = list(combinations(range(len(lines)), 2))
        places = [0] * len(lines)
        for begin, end in cut:
            inside: list[list[Unit]] = []
            for coder, line in enumerate(lines):
                first = places[coder]
                while places[coder] < len(line) and line[places[coder]].start < end:
                    places[coder] += 1
                inside.append(list(line[first : places[coder]]))
            self.parts.append(self._of(inside, begin, end))
        self.totals: Sums = tuple(np.sum(each, axis=0) for each in zip(*self.parts, strict=True))

    def _of(self, inside: list[list[Unit]], begin: int, end: int) -> Sums:
        spans = [[(unit.start, unit.end) for unit in units] for units in inside]
        overlaps = []
        for measure in (span_f1, boundary_f1, overlap_f1):
            found = [measure(spans[one], spans[other]) for one, other in self.pairs]
            overlaps.append(np.array([(2 * each.common, each.first + each.second) for each in found], dtype=float))
        if self.crossing:
            return tuple(overlaps)
        continuum = Continuum(inside, begin, end, self.categories)
        return (*overlaps, *continuum.coincidences(), *continuum.matched())

    def measures(self) -> Iterator[tuple[str, Value, Undefined | None]]:
        for place, name in enumerate(("span_f1", "boundary_f1", "overlap_f1")):
            yield name, _mean_f1(place), None
        undefined = None
        if self.crossing:
            sentence = N_("Passages of one coder with different codes overlap; compare each code by itself.")
            undefined = Undefined("codes_overlap", sentence)
        yield "u_alpha", lambda sums: alpha_of(sums[3], sums[4]).value, undefined
        yield "u_alpha_binary", lambda sums: binary_alpha_of(sums[3], sums[4]).value, undefined
        if len(self.categories) > 1:
            yield "cu_alpha", lambda sums: alpha_of(sums[5], sums[6]).value, undefined
            for place, name in enumerate(self.categories):
                yield f"ku_alpha:{name}", _of_category(place), undefined

    def drawn(self, value: Value, samples: int, seed: int, confidence: float) -> Bootstrap:
        """Draw pieces with replacement."""
        stacked = [np.stack(each) for each in zip(*self.parts, strict=True)]
        found: list[float] = []
        number = 0
        for block in draws(np.ones(self.number), samples, seed):
            for draw in block:
                number += 1
                one = value(tuple(np.tensordot(draw, each, axes=1) for each in stacked))
                if one is not None:
                    found.append(one)
        if len(found) < 2:
            return Bootstrap(number, seed, number - len(found), None, None)
        tail = (1 - confidence) / 2
        low, high = (float(end) for end in np.quantile(found, (tail, 1 - tail)))
        return Bootstrap(number, seed, number - len(found), float(np.std(found, ddof=1)), (low, high))


def _mean_f1(place: int) -> Value:
    def value(sums: Sums) -> float | None:
        known = [common / both for common, both in sums[place].tolist() if both]
        return sum(known) / len(known) if known else None

    return value


def _of_category(place: int) -> Value:
    return lambda sums: ku_alphas_of(sums[5], sums[6])[place].value


def _coefficient(
    name: str, value: Value, table: _Pieces, drawn: Bootstrap | None, undefined: Undefined | None, count: int
) -> Coefficient:
    found = None if undefined is not None or not table.parts else value(table.totals)
    if found is None:
        reason = undefined or Undefined(
            "no_variation",
            N_("Everything is in one category, so chance alone would give full agreement and nothing can be measured."),
        )
        if undefined is None and not count:
            reason = Undefined("no_units", N_("Nobody marked anything, so there is nothing to compare."))
        return Coefficient(name, None, units=count, undefined=reason)
    if drawn is None:
        return Coefficient(name, found, units=count)
    methods = ("bootstrap" if drawn.se is not None else None, "bootstrap_percentile" if drawn.ci else None)
    return Coefficient(name, found, drawn.se, drawn.ci, count, None, *methods, None, drawn)


def _gammas(found: Gamma, count: int) -> Iterator[tuple[str, Coefficient]]:
    details: dict[str, float | None] = {
        "observed_disorder": found.observed,
        "expected_disorder": found.expected,
        "samples": float(found.samples),
        "precision": found.precision,
        "exact": float(found.exact),
    }
    yield "gamma", Coefficient("gamma", found.value, units=count, undefined=found.undefined, details=details)
    parts: list[tuple[str, GammaPart | None]] = [("gamma_cat", found.cat)]
    parts += [(f"gamma_k:{name}", part) for name, part in found.k.items()]
    for name, part in parts:
        if part is not None:
            yield name, Coefficient(name, part.value, units=count, undefined=part.undefined)
