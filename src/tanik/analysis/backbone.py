"""Backbone: which concepts carry a discourse network, and which could be left out without changing it.

A network is described by the spectrum of its Laplacian (of its ties above 0, divided by their sum). The *loss* of a
set of concepts is the distance of the spectrum of the network that they make from that of the whole network, as a
share of the length of the latter: 0 when the set makes the same network, 1 when it makes none, more when it makes one
that is less like it than none (after the backbone finder of DNA, whose own distance comes out a little different).

The concepts are left out one after the other, each time the one whose loss is least; so every smaller backbone is part
of every larger one (*nested*).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from tanik.analysis.network_products import Numbers
from tanik.analysis.networks import Choice, Cube, check, count, network_of
from tanik.analysis.statement_columns import StatementColumns
from tanik.analysis.statement_columns import distinct as not_repeated
from tanik.errors import UsageError
from tanik.translation import N_

MOST = 120
"""Concepts from which the backbone is sought: their number to the second power is the number of networks."""


@dataclass(frozen=True, slots=True)
class Step:
    """One concept left out. ``backbone_loss``: of all that remain; ``redundant_loss``: of all that were left out, this
    one with them; ``statements``: that remain.
    """

    concept: str
    backbone_loss: float
    redundant_loss: float
    statements: int


def backbone(statements: StatementColumns, choice: Choice) -> tuple[Step, ...]:
    """The concepts (columns) in the order in which they can be spared; the last ones are the backbone.

    ``choice``: a one-mode network. UsageError T794 for too many concepts.
    """
    if choice.kind != "one-mode":
        raise ValueError("the backbone is that of a one-mode network")
    check(statements, choice)
    kept, _ = not_repeated(statements, choice.duplicates, with_qualifier=choice.aggregation != "ignore")
    cube = count(statements, kept, choice.scale)
    if len(cube.columns) > MOST:
        raise UsageError(
            "T794",
            N_("The backbone of {found} concepts would take too long."),
            N_("Choose fewer statements with a filter; up to {most} concepts are possible."),
            found=len(cube.columns),
            most=MOST,
        )
    return tuple(_steps(cube, choice))


def _steps(cube: Cube, choice: Choice) -> Iterator[Step]:
    whole = _spectrum(cube, range(len(cube.columns)), choice)
    remaining, spared = list(range(len(cube.columns))), list[int]()
    while remaining:
        losses = [_loss(whole, _spectrum(cube, [c for c in remaining if c != out], choice)) for out in remaining]
        # Rounded, so that equal losses are equal on every computer; then the earlier name goes first.
        out = remaining[int(np.argmin(np.round(losses, 10)))]
        loss = losses[remaining.index(out)]
        remaining.remove(out)
        spared.append(out)
        held = int(cube.count[np.isin(cube.column, remaining)].sum())
        yield Step(cube.columns[out], loss, _loss(whole, _spectrum(cube, spared, choice)), held)


def _spectrum(cube: Cube, concepts: Sequence[int], choice: Choice) -> Numbers:
    there = np.isin(cube.column, concepts)
    part = replace(
        cube, row=cube.row[there], column=cube.column[there], level=cube.level[there], count=cube.count[there]
    )
    network = network_of(part, choice, 0)
    ties = np.zeros((len(cube.rows), len(cube.rows)))
    ties[network.sources, network.targets] = np.maximum(network.values, 0)
    values = np.asarray(np.linalg.eigvalsh(np.diag(ties.sum(axis=1)) - ties), np.float64)
    total = values.sum()
    return values / total if total > 1e-12 else np.zeros(len(values))


def _loss(whole: Numbers, part: Numbers) -> float:
    length = float(np.linalg.norm(whole))
    return float(np.linalg.norm(whole - part)) / length if length else 0.0
