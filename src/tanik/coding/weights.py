"""How much two categories agree: matrices of weights, 1 on the diagonal, 0 for what is farthest apart.

Formulas: Gwet (2014), *Handbook of Inter-Rater Reliability*, 4th ed., ch. 3; linear weights are those of Cicchetti and
Allison (1971), quadratic those of Fleiss and Cohen (1973).
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from tanik.coding.ratings import Floats, Level

Weights = Literal["identity", "linear", "quadratic", "ordinal", "radical", "ratio", "circular", "bipolar"]
WEIGHTS: tuple[Weights, ...] = (
    "identity",
    "linear",
    "quadratic",
    "ordinal",
    "radical",
    "ratio",
    "circular",
    "bipolar",
)

FOR_LEVEL: dict[Level, Weights] = {
    "nominal": "identity",
    "ordinal": "ordinal",
    "interval": "quadratic",
    "ratio": "ratio",
}
"""The weights that fit a level, when nobody asks for others."""


def weight_matrix(kind: Weights, scores: Floats) -> Floats:
    """Categories by categories. ``scores``: the number of every category, none twice.

    ``ordinal`` uses the order of the scores only. Raises ``ValueError`` where a weight does not exist: ratio weights of
    two numbers whose sum is 0.
    """
    number = len(scores)
    if kind == "identity" or number < 2:
        return np.eye(number)
    if kind == "ordinal":
        place = np.argsort(np.argsort(scores)).astype(float)
        steps = np.abs(place[:, None] - place[None, :]) + 1
        return _from_distances(steps * (steps - 1) / 2)
    distance = np.abs(scores[:, None] - scores[None, :])
    if kind == "linear":
        return _from_distances(distance)
    if kind == "quadratic":
        return _from_distances(distance**2)
    if kind == "radical":
        return _from_distances(np.sqrt(distance))
    if kind == "ratio":
        return _from_distances(ratio_distances(scores), (np.ptp(scores) / (scores.max() + scores.min())) ** 2)
    if kind == "circular":
        return _from_distances(np.sin(np.pi * distance / (np.ptp(scores) + 1)) ** 2)
    return _from_distances(_bipolar(scores, distance))


def ratio_distances(scores: Floats) -> Floats:
    """((a - b) / (a + b))², 0 on the diagonal; raises ``ValueError`` where a + b is 0 for different numbers."""
    total = scores[:, None] + scores[None, :]
    np.fill_diagonal(total, 1.0)
    if np.any(total == 0):
        raise ValueError("two scores whose sum is 0 have no ratio")
    ratios: Floats = ((scores[:, None] - scores[None, :]) / total) ** 2
    return ratios


def _bipolar(scores: Floats, distance: Floats) -> Floats:
    # The room is 0 on the diagonal of the two ends only, where the distance is 0 too.
    total = scores[:, None] + scores[None, :]
    room = (total - 2 * scores.min()) * (2 * scores.max() - total)
    shares: Floats = distance**2 / np.where(room == 0, 1.0, room)
    return shares


def _from_distances(distances: Floats, largest: float | None = None) -> Floats:
    weights: Floats = 1.0 - distances / (distances.max() if largest is None else largest)
    return weights
