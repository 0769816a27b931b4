"""Correspondence analysis of a table of counts (Benzécri; Greenacre 1984).

Rows that are alike in their profile lie near each other, and so do columns; how near the picture is to the table is
said by the share of the inertia that its axes hold. Simple correspondence analysis by the singular value decomposition
of the standardised residuals, as in Nenadić and Greenacre (2007).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tanik.errors import UsageError
from tanik.translation import N_

_NOTHING = 1e-12
_ALIKE = 1e-9

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Points:
    """Rows or columns of the table, one entry each in the order of ``names``.

    ``mass``: share of all counts; ``distance``: chi-squared distance from the average profile; ``inertia``: mass times
    distance squared; ``principal``: coordinates, one for each axis; ``contribution``: share of an axis that comes from
    the point; ``correlation``: share of the point that an axis shows (squared cosine; 0 for a point in the centre).
    """

    names: tuple[str, ...]
    mass: tuple[float, ...]
    distance: tuple[float, ...]
    inertia: tuple[float, ...]
    principal: tuple[tuple[float, ...], ...]
    contribution: tuple[tuple[float, ...], ...]
    correlation: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class Correspondence:
    """``eigenvalues``: principal inertias, falling; ``percent``: their shares of ``total_inertia``.

    ``chi2``: of the whole table, ``total_inertia`` times the sum of the counts.
    """

    eigenvalues: tuple[float, ...]
    percent: tuple[float, ...]
    total_inertia: float
    chi2: float
    rows: Points
    columns: Points


def correspondence(table: Sequence[Sequence[float]], rows: Sequence[str], columns: Sequence[str]) -> Correspondence:
    """Correspondence analysis of ``table`` (``len(rows)`` by ``len(columns)``, no negative numbers).

    There are as many axes as the smaller side of the table less one. An axis has no direction of its own; here the row
    that lies farthest out on it has a negative coordinate (of several equally far the first by name), so that the
    order of rows and columns changes nothing.

    UsageError (T727, T728) for fewer than two rows or columns and for a row or column of zeros.
    """
    counts = np.array(table, dtype=np.float64).reshape(len(rows), len(columns))
    if counts.size and counts.min() < 0:
        raise ValueError("negative counts")
    _check(counts, rows, columns)
    total = counts.sum()
    shares = counts / total
    row_mass, column_mass = shares.sum(axis=1), shares.sum(axis=0)
    expected = np.outer(row_mass, column_mass)
    left, singular, right = np.linalg.svd((shares - expected) / np.sqrt(expected), full_matrices=False)
    axes = min(counts.shape) - 1
    singular = np.where(singular[:axes] > _NOTHING, singular[:axes], 0.0)
    row_points = left[:, :axes] * singular / np.sqrt(row_mass)[:, None]
    column_points = right[:axes].T * singular / np.sqrt(column_mass)[:, None]
    signs = np.array([_sign(row_points[:, axis], rows) for axis in range(axes)])
    eigenvalues = singular**2
    inertia = float(((shares - expected) ** 2 / expected).sum())
    return Correspondence(
        eigenvalues=_tuple(eigenvalues),
        percent=_tuple(100 * eigenvalues / inertia if inertia > _NOTHING else np.zeros(axes)),
        total_inertia=inertia,
        chi2=float(inertia * total),
        rows=_points(rows, row_mass, shares / row_mass[:, None], column_mass, row_points * signs, eigenvalues),
        columns=_points(columns, column_mass, (shares / column_mass).T, row_mass, column_points * signs, eigenvalues),
    )


def _check(counts: Numbers, rows: Sequence[str], columns: Sequence[str]) -> None:
    if min(counts.shape) < 2:
        raise UsageError(
            "T727",
            N_("Correspondence analysis needs at least two rows and two columns; the table has {rows} by {columns}."),
            N_("A table with a name in the first column and counts in the others is expected."),
            rows=len(rows),
            columns=len(columns),
        )
    for side, names, sums in (("row", rows, counts.sum(axis=1)), ("column", columns, counts.sum(axis=0))):
        for name, sum_of in zip(names, sums, strict=True):
            if sum_of == 0:
                raise UsageError(
                    "T728",
                    N_("The row “{name}” has only zeros.")
                    if side == "row"
                    else N_("The column “{name}” has only zeros."),
                    N_("It has no profile that could be compared: leave it out."),
                    name=name,
                )


def _sign(coordinates: Numbers, names: Sequence[str]) -> float:
    farthest = np.abs(coordinates).max()
    if farthest == 0:
        return 1.0
    outermost = [n for n in range(len(names)) if abs(coordinates[n]) >= farthest * (1 - _ALIKE)]
    return -1.0 if coordinates[min(outermost, key=lambda n: names[n])] > 0 else 1.0


def _points(
    names: Sequence[str], mass: Numbers, profiles: Numbers, centre: Numbers, principal: Numbers, eigenvalues: Numbers
) -> Points:
    squares = ((profiles - centre) ** 2 / centre).sum(axis=1)
    of_axis = np.where(eigenvalues > 0, eigenvalues, 1.0)
    of_point = np.where(squares > _NOTHING, squares, 1.0)
    return Points(
        names=tuple(names),
        mass=_tuple(mass),
        distance=_tuple(np.sqrt(squares)),
        inertia=_tuple(mass * squares),
        principal=_tuples(principal + 0.0),
        contribution=_tuples(mass[:, None] * principal**2 / of_axis),
        correlation=_tuples(principal**2 / of_point[:, None]),
    )


def _tuple(values: Numbers) -> tuple[float, ...]:
    return tuple(float(value) for value in values)


def _tuples(values: Numbers) -> tuple[tuple[float, ...], ...]:
    return tuple(_tuple(row) for row in values)
