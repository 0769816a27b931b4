"""Networks through time: one for every day, out of the statements around it.

Without a kernel a window is a slice of time: its statements count whole and only their names are in the network. With
a kernel a statement counts the less the farther it lies from the middle of the window, and all names of the table are
in every network, so that networks can be compared. With *z* the distance in half widths:

===================  =====================================
``uniform``          1/2                      for |z| <= 1
``triangular``       1 - |z|                  for |z| <= 1
``epanechnikov``     3/4 * (1 - z^2)          for |z| <= 1
``gaussian``         exp(-z^2 / 2) / sqrt(2 pi)
===================  =====================================

Two statements together weigh the geometric mean of both, as in DNA (Leifeld; Wand and Jones 1995 for kernels).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import numpy as np

from tanik.analysis.network_products import Numbers, Whole
from tanik.analysis.networks import Choice, Cube, Network, check, count, network_of
from tanik.analysis.statement_columns import StatementColumns, distinct

Kernel = Literal["no", "uniform", "triangular", "epanechnikov", "gaussian"]


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """``network``: of the days from ``start`` to ``stop``, both in it; its ``statements`` are those with a weight."""

    start: date
    middle: date
    stop: date
    network: Network


def kernel_weights(distances: Numbers, kernel: Kernel) -> Numbers:
    """The weight at each distance, in half widths of the window and with or without a sign."""
    z = np.abs(distances)
    if kernel == "gaussian":
        return np.exp(-(z**2) / 2) / math.sqrt(2 * math.pi)
    height = {"no": np.ones_like(z), "uniform": np.full_like(z, 0.5), "triangular": 1 - z}.get(
        kernel, 0.75 * (1 - z**2)
    )
    return np.where(z <= 1, height, 0.0)


def windows(
    statements: StatementColumns, choice: Choice, *, days: int, kernel: Kernel = "no", step: int = 1
) -> Iterator[Window]:
    """The windows of ``days`` width (and the day on which they end), ``step`` days apart, in order.

    Without a kernel from the first to the last that lies wholly in the time of the statements, with one around every
    day of it, cut off at its ends. A repetition (``choice.duplicates``) is sought in the whole table. Statements
    without a full date are in no window. ValueError without dates or unless ``days`` and ``step`` are positive.
    """
    if statements.dates is None or days < 1 or step < 1:
        raise ValueError("windows need dates, a positive width and a positive step")
    check(statements, choice)
    kept, _ = distinct(statements, choice.duplicates, with_qualifier=choice.aggregation != "ignore")
    when = {n: date(*day).toordinal() for n in kept if (day := statements.dates[n]) and day[1] and day[2]}
    if not when:
        return
    first, last = min(when.values()), max(when.values())
    if kernel == "no":
        for start in range(first, last - days + 1, step):
            inside = [n for n, day in when.items() if start <= day <= start + days]
            middle = start + days // 2
            network = network_of(count(statements, inside, choice.scale), choice, len(inside))
            yield _window(start, middle, start + days, network)
        return
    cube, cell, ordinal = _placed(statements, when, choice)
    reach = days // 2
    for middle in range(first, last + 1, step):
        weights = kernel_weights((ordinal - middle) / (days / 2), kernel)
        # Each tie of a one-mode network is a product of two of these: the geometric mean of both weights.
        shares = weights if choice.kind == "two-mode" else np.sqrt(weights)
        counts = np.bincount(cell, weights=shares, minlength=len(cube.row)).astype(np.float64)
        network = network_of(replace(cube, count=counts), choice, int(np.count_nonzero(weights)))
        wide = kernel == "gaussian"
        yield _window(
            first if wide else max(first, middle - reach), middle, last if wide else min(last, middle + reach), network
        )


def _placed(statements: StatementColumns, when: dict[int, int], choice: Choice) -> tuple[Cube, Whole, Whole]:
    """All statements counted, and for each of them its cell and its day, in an order that is not the table's."""
    cube = count(statements, list(when), choice.scale)
    rows, columns = ({name: n for n, name in enumerate(names)} for names in (cube.rows, cube.columns))
    levels = {level: n for n, level in enumerate(cube.levels)}
    cells = {
        place: n
        for n, place in enumerate(zip(cube.row.tolist(), cube.column.tolist(), cube.level.tolist(), strict=True))
    }
    qualifiers = statements.qualifiers
    placed = sorted(
        (
            cells[
                rows[statements.rows[n]],
                columns[statements.columns[n]],
                levels[qualifiers[n] if qualifiers is not None else 1],
            ],
            day,
        )
        for n, day in when.items()
    )
    table = np.array(placed, dtype=np.int64)
    return cube, table[:, 0], table[:, 1]


def _window(start: int, middle: int, stop: int, network: Network) -> Window:
    return Window(date.fromordinal(start), date.fromordinal(middle), date.fromordinal(stop), network)
