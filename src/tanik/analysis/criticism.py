"""Source criticism: on whom a number rests, whether its sources depend on one another, and what is left without one.

Nearness follows the old rule of source criticism, that a witness close in time and place counts more (Bernheim 1908,
*Lehrbuch der historischen Methode*, ch. 4); dependence its other half, that two who copy are one. Saturation is the
question of Guest, Bunce and Johnson (2006, Field Methods 18:59-82): did the last source still bring something new?
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from tanik.analysis.answers import Sentence, TooLittle, decimal, not_enough
from tanik.analysis.hindsight import span_years
from tanik.analysis.statement_table import StatementTable, natural
from tanik.analysis.tallies import Cell, mean_of, tally
from tanik.languages.casing import fold_circumflex
from tanik.translation import N_

SHINGLE = 7
"""Words in a row that two sources share; shorter runs are common by chance."""
LONGEST = 400
"""Words of a statement that are compared."""

NO_SOURCES = N_("Only {found} source has statements; at least {needed} are needed.")
SHARE_SAYS = N_(
    "The largest source holds {share} percent of the statements, the largest witness {witness} percent. Whoever leaves "
    "it out may get other numbers: see what is left without each source."
)
SATURATED = N_(
    "The last source brought {new} new points of view out of {all}; in an order drawn by chance the last one brings "
    "{mean} on average."
)
CANNOT = N_(
    "That no new point of view came does not show that there is none: sources of one kind repeat one another. Shared "
    "words show a common origin, not who copied."
)


@dataclass(frozen=True, slots=True)
class Reliance:
    """How much rests on one source, witness, work or number of hands (``by``). ``share``: of all statements."""

    by: str
    key: str | None
    name: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class Nearness:
    """A source's distance from what it tells: median years (middle of partial dates) and median number of hands."""

    source: str
    name: str
    dated: int
    years: float | None
    depth: float
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dependence:
    """Two sources that share words (``passages``: pairs of statement ids) or cite the same works.

    ``cited``: works that statements of both rest on; ``nearness``: works in common by works of either (Jaccard).
    """

    sources: tuple[str, str]
    names: tuple[str, str]
    passages: tuple[tuple[str, str], ...]
    cited: tuple[str, ...]
    nearness: float


@dataclass(frozen=True, slots=True)
class Without:
    """A number with one source left out. ``change``: from the number with all; None when nothing is left of it."""

    source: str
    name: str
    value: float | None
    change: float | None
    left: int


@dataclass(frozen=True, slots=True)
class Step:
    """One more source: ``new`` points of view that no earlier one had, of ``all`` so far; ``examples`` of the new."""

    source: str
    name: str
    new: int
    all: int
    examples: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Saturation:
    """``steps``: in the order in which the sources were written; ``curve``: mean points of view after 1, 2, ... sources

    in random orders, with ``low`` and ``high``, the middle 95 percent of these orders. ``last_new``: what the last
    source brings on average in random order.
    """

    steps: tuple[Step, ...]
    curve: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    last_new: float
    orders: int
    seed: int


@dataclass(frozen=True, slots=True)
class Criticism:
    reliance: tuple[Reliance, ...]
    nearness: tuple[Nearness, ...]
    dependence: tuple[Dependence, ...]
    without: tuple[Without, ...]
    saturation: Saturation
    says: tuple[Sentence, ...]


def criticism(table: StatementTable, *, orders: int = 200, seed: int = 1) -> Criticism | TooLittle:
    """Source criticism of the table; TooLittle with fewer than two sources."""
    present = sorted({int(code) for code in np.unique(table.source.codes) if code >= 0})
    if len(present) < 2:
        return not_enough(len(present), 2, NO_SOURCES)
    rests = reliance(table)
    grown = saturation(table, orders=orders, seed=seed)
    largest = {by: max(r.cell.share for r in rests if r.by == by) for by in ("source", "holder")}
    says = (
        Sentence(SHARE_SAYS, share=round(100 * largest["source"]), witness=round(100 * largest["holder"])),
        Sentence(SATURATED, new=grown.steps[-1].new, all=grown.steps[-1].all, mean=decimal(grown.last_new, 1)),
        Sentence(CANNOT),
    )
    return Criticism(rests, nearness(table), dependence(table), leave_one_out(table, mean_polarity), grown, says)


def reliance(table: StatementTable) -> tuple[Reliance, ...]:
    """How much rests on each source, holder, witness that handed it on, cited work and number of hands."""
    found = []
    for by in ("source", "holder", "witness", "work", "depth"):
        counted = tally(table, (by,), missing=by in ("witness", "work"))
        found += [Reliance(by, cell.keys[0], cell.names[0], cell) for cell in counted.cells]
    return tuple(found)


def nearness(table: StatementTable) -> tuple[Nearness, ...]:
    """How near each source stands to what it tells, the nearest first, those without dates last."""
    least, most = span_years(table)
    middle = (least + most) / 2
    found = []
    for code, source in enumerate(table.source.values):
        rows = np.flatnonzero(table.source.codes == code)
        if not len(rows):
            continue
        known = middle[rows][~np.isnan(middle[rows])]
        found.append(
            Nearness(
                source,
                table.name(source),
                len(known),
                float(np.median(known)) if len(known) else None,
                float(np.median(table.depth[rows])),
                table.ids_of(rows),
            )
        )
    return tuple(sorted(found, key=lambda one: (one.years is None, one.years or 0.0, one.depth, one.source)))


def dependence(table: StatementTable) -> tuple[Dependence, ...]:
    """Pairs of sources that share ``SHINGLE`` words in a row or rest on the same works, the closest first."""
    shared = _shared_words(table)
    works: dict[str, set[str]] = {}
    for row in range(len(table)):
        source = table.source.at(row)
        if source is not None:
            works.setdefault(source, set()).update(table.works.at(row))
    found = []
    for one, other in combinations(sorted(works), 2):
        both, either = works[one] & works[other], works[one] | works[other]
        passages = tuple(sorted(shared.get((one, other), ()), key=lambda p: (natural(p[0]), natural(p[1]))))
        if both or passages:
            names = table.name(one), table.name(other)
            close = len(both) / len(either) if either else 0.0
            found.append(Dependence((one, other), names, passages, tuple(sorted(both)), close))
    return tuple(sorted(found, key=lambda one: (-len(one.passages), -one.nearness, one.sources)))


def _shared_words(table: StatementTable) -> dict[tuple[str, str], set[tuple[str, str]]]:
    """Pairs of statements of different sources with a run of the same words, by their sources."""
    runs: dict[tuple[str, ...], dict[str, str]] = {}
    found: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for row in np.lexsort((table.source.codes, table.statement)).tolist():
        source, id = table.source.at(row), table.ids[table.statement[row]]
        words = _plain(str(table.text[row]))
        for at in range(len(words) - SHINGLE + 1):
            known = runs.setdefault(tuple(words[at : at + SHINGLE]), {})
            if source is None or source in known:
                continue
            for other, before in known.items():
                pair = (before, id) if other < source else (id, before)
                found.setdefault((min(other, source), max(other, source)), set()).add(pair)
            known[source] = id
    return found


def _plain(text: str) -> list[str]:
    # All four letters i as one, so that capitals of any keyboard are the same word.
    letters = fold_circumflex(text.translate({ord(letter): "i" for letter in "İIı"}).lower())
    return "".join(letter if letter.isalnum() else " " for letter in letters).split()[:LONGEST]


def mean_polarity(table: StatementTable) -> float | None:
    """The mean of what the statements say for and against; None when none judges."""
    return mean_of(table)


def leave_one_out(table: StatementTable, measure: Callable[[StatementTable], float | None]) -> tuple[Without, ...]:
    """Any number of the table again without each of its sources, the one that changes it most first."""
    whole = measure(table)
    found = []
    for code, source in enumerate(table.source.values):
        kept = table.source.codes != code
        if kept.all():
            continue  # a source without statements changes nothing
        left = table.take(kept)
        value = measure(left)
        change = None if value is None or whole is None else value - whole
        found.append(Without(source, table.name(source), value, change, left.statements()))
    return tuple(sorted(found, key=lambda one: (one.change is not None, -abs(one.change or 0.0), one.source)))


def points_of_view(table: StatementTable) -> dict[str, set[tuple[str, ...]]]:
    """What each source knows: who judges whom how, and who speaks of which topic."""
    known: dict[str, set[tuple[str, ...]]] = {}
    for cell in tally(table, ("source", "holder", "target")).cells:
        signs = {"positive": cell.positive, "negative": cell.negative, "mixed": cell.mixed}
        views = {(*cell.keys[1:], sign) for sign, n in signs.items() if n}
        known.setdefault(str(cell.keys[0]), set()).update(tuple(map(str, view)) for view in views)
    for cell in tally(table, ("source", "holder", "topic")).cells:
        known.setdefault(str(cell.keys[0]), set()).add(tuple(map(str, cell.keys[1:])))
    for code in sorted(set(table.source.codes.tolist()) - {-1}):
        known.setdefault(table.source.values[code], set())
    return known


def saturation(table: StatementTable, *, orders: int = 200, seed: int = 1) -> Saturation:
    """How many points of view each further source brings: in the order of writing, and in random orders."""
    known = points_of_view(table)
    sources = sorted(known, key=lambda source: (_written(table, source), source))
    seen: set[tuple[str, ...]] = set()
    steps = []
    for source in sources:
        new = sorted(known[source] - seen)
        seen |= known[source]
        steps.append(Step(source, table.name(source), len(new), len(seen), tuple(new[:5])))
    numbers = {view: n for n, view in enumerate(sorted(seen))}
    held = [np.array(sorted(numbers[view] for view in known[source]), np.intp) for source in sorted(known)]
    draw = np.random.default_rng(seed)
    curves = np.zeros((orders, len(held)))
    for n in range(orders):
        have = np.zeros(len(numbers), np.bool_)
        for at, which in enumerate(draw.permutation(len(held)).tolist()):
            have[held[which]] = True
            curves[n, at] = have.sum()
    before = curves[:, -2] if len(held) > 1 else np.zeros(orders)
    low, high = np.quantile(curves, [0.025, 0.975], axis=0)
    return Saturation(
        tuple(steps),
        _floats(curves.mean(axis=0)),
        _floats(low),
        _floats(high),
        float((curves[:, -1] - before).mean()),
        orders,
        seed,
    )


def _floats(values: Sequence[float]) -> tuple[float, ...]:
    return tuple(float(value) for value in values)


def _written(table: StatementTable, source: str) -> float:
    """The first day on which a source may have been written; undated ones last."""
    first = table.written.bounds()[0][table.source.codes == table.source.code(source)]
    known = first[np.isfinite(first)]
    return float(known.min()) if len(known) else float("inf")
