"""Who sees whom how: statements counted by holder and target, with the uncertainty of every share.

A pure function from a table of statements to a table of cells. A statement with three targets counts once in each of
the three cells, and once in its holder's total.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from tanik.analysis.table import StatementRow
from tanik.reading.annotations import Polarity


@dataclass(frozen=True, slots=True)
class Interval:
    """A share with its confidence limits, all from 0 to 1."""

    share: float
    low: float
    high: float


def wilson(successes: int, n: int, confidence: float = 0.95) -> Interval | None:
    """The score interval of a share, without continuity correction; None when ``n`` is 0.

    E. B. Wilson (1927), "Probable inference, the law of succession, and statistical inference", JASA 22:209-212;
    method 3 in R. G. Newcombe (1998), "Two-sided confidence intervals for the single proportion", Statistics in
    Medicine 17:857-872, whose Table I is the test. It keeps its sense for two statements, and for none of two.
    """
    if n == 0:
        return None
    if not 0 <= successes <= n:
        raise ValueError(f"{successes} successes of {n}")
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    share = successes / n
    scale = 1 + z * z / n
    middle = (share + z * z / (2 * n)) / scale
    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / scale
    # At the ends the limit is exactly 0 or 1; floating point would leave a dust of 1e-17.
    low = 0.0 if successes == 0 else max(0.0, middle - half)
    high = 1.0 if successes == n else min(1.0, middle + half)
    return Interval(share, low, high)


@dataclass(frozen=True, slots=True)
class Cell:
    """The statements of one holder about one target.

    ``n = positive + negative + mixed + neutral``. ``mean``: from -1 to 1 over the evaluating statements (mixed counts
    0), None when nothing evaluates. ``positive_share``: the positive ones among the positive and negative ones, with
    its Wilson interval; None when there are neither.
    """

    holder: str
    target: str
    positive: int
    negative: int
    mixed: int
    neutral: int
    statements: tuple[str, ...]
    positive_share: Interval | None

    @property
    def n(self) -> int:
        return self.positive + self.negative + self.mixed + self.neutral

    @property
    def mean(self) -> float | None:
        evaluating = self.positive + self.negative + self.mixed
        return (self.positive - self.negative) / evaluating if evaluating else None

    @property
    def polarity(self) -> Polarity:
        """The cell in one word: the sign of the mean; neutral when nothing evaluates, mixed when it is 0."""
        if self.mean is None:
            return "neutral"
        return "positive" if self.mean > 0 else "negative" if self.mean < 0 else "mixed"

    @property
    def decided(self) -> bool:
        """True when the interval of the share leaves out one half, so that the sign is more than chance."""
        share = self.positive_share
        return share is not None and (share.low > 0.5 or share.high < 0.5)


@dataclass(frozen=True, slots=True)
class Margin:
    """A row or a column: who or what, and how many statements. ``others``: targets of a holder, holders of a target."""

    key: str
    name: str
    statements: int
    others: int


@dataclass(frozen=True, slots=True)
class Perspectives:
    """Holders (rows) by targets (columns), each the biggest first; ``cells`` only where there is a statement."""

    holders: tuple[Margin, ...]
    targets: tuple[Margin, ...]
    cells: dict[tuple[str, str], Cell]
    statements: int
    without_target: tuple[str, ...]
    """Ids of the statements that name no target: they count for their holder and stand in no cell."""


def perspectives(statements: Iterable[StatementRow]) -> Perspectives:
    """Count statements by holder and target. Rows are one per statement and target, as ``rows_from`` gives them."""
    polarity: dict[tuple[str, str], dict[str, Polarity]] = {}
    names: dict[str, str] = {}
    by_holder: dict[str, set[str]] = {}
    by_target: dict[str, set[str]] = {}
    without: dict[str, None] = {}
    for row in statements:
        names.setdefault(row.holder, row.holder_name)
        by_holder.setdefault(row.holder, set()).add(row.id)
        if row.target is None:
            without[row.id] = None
            continue
        names.setdefault(row.target, row.target_name)
        by_target.setdefault(row.target, set()).add(row.id)
        cell = polarity.setdefault((row.holder, row.target), {})
        cell[row.id] = _joined(cell.get(row.id), row.polarity or "neutral")
    cells = {pair: _cell(pair, values) for pair, values in polarity.items()}
    holders_of: dict[str, int] = {}
    targets_of: dict[str, int] = {}
    for holder, target in cells:
        targets_of[holder] = targets_of.get(holder, 0) + 1
        holders_of[target] = holders_of.get(target, 0) + 1
    return Perspectives(
        holders=_margins(by_holder, targets_of, names),
        targets=_margins(by_target, holders_of, names),
        cells=cells,
        statements=len(set().union(*by_holder.values())) if by_holder else 0,
        without_target=tuple(without),
    )


def _joined(before: Polarity | None, now: Polarity) -> Polarity:
    """One statement that names the same target twice counts once: the stronger word wins, for and against is mixed."""
    if before is None or before == now or before == "neutral":
        return now
    return before if now == "neutral" else "mixed"


def _cell(pair: tuple[str, str], values: dict[str, Polarity]) -> Cell:
    count = {"positive": 0, "negative": 0, "mixed": 0, "neutral": 0}
    for value in values.values():
        count[value] += 1
    share = wilson(count["positive"], count["positive"] + count["negative"])
    return Cell(pair[0], pair[1], **count, statements=tuple(values), positive_share=share)


def _margins(members: dict[str, set[str]], others: dict[str, int], names: dict[str, str]) -> tuple[Margin, ...]:
    margins = [Margin(key, names[key], len(ids), others.get(key, 0)) for key, ids in members.items()]
    return tuple(sorted(margins, key=lambda margin: (-margin.statements, -margin.others, margin.key)))
