"""How strongly two words attract each other, from the four counts of a contingency table.

``o11``: both words together; ``o12``: the first without the second; ``o21``: the second without the first; ``o22``:
neither. With ``e11`` the count expected by chance, ``r1 * c1 / n``:

============================  ==================================================================
``mi``                        ``log2(o11 / e11)`` (Church and Hanks 1990); favours rare words
``t_score``                   ``(o11 - e11) / sqrt(o11)``; favours frequent words
``z_score``                   ``(o11 - e11) / sqrt(e11)``
``log_likelihood``            Dunning (1993), all four cells; never negative
``chi2``                      Pearson, no continuity correction; never negative
``dice``                      ``2 * o11 / (r1 + c1)``
``log_dice``                  ``14 + log2(dice)`` (Rychlý 2008); does not depend on the corpus
============================  ==================================================================

A value that has no finite number (``mi`` of words that never meet) is None.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from tanik.analysis.keyness import log_likelihood


@dataclass(frozen=True, slots=True)
class Association:
    """One pair of words. ``e11``: how often chance alone would bring them together."""

    e11: float
    mi: float | None
    t_score: float | None
    z_score: float | None
    log_likelihood: float
    chi2: float | None
    dice: float | None
    log_dice: float | None


def association(o11: int, o12: int, o21: int, o22: int) -> Association:
    """The measures of one table. ValueError when a count is negative or all are 0."""
    if min(o11, o12, o21, o22) < 0 or not (n := o11 + o12 + o21 + o22):
        raise ValueError(f"{o11}, {o12}, {o21}, {o22} are no contingency table")
    r1, r2, c1, c2 = o11 + o12, o21 + o22, o11 + o21, o12 + o22
    e11 = r1 * c1 / n
    cells = ((o11, e11), (o12, r1 * c2 / n), (o21, r2 * c1 / n), (o22, r2 * c2 / n))
    margins = r1 * r2 * c1 * c2
    dice = 2 * o11 / (r1 + c1) if r1 + c1 else None
    return Association(
        e11=e11,
        mi=math.log2(o11 * n / (r1 * c1)) if o11 else None,
        t_score=(o11 - e11) / math.sqrt(o11) if o11 else None,
        z_score=(o11 - e11) / math.sqrt(e11) if e11 else None,
        log_likelihood=max(0.0, log_likelihood(cells)),
        # Whole numbers as long as possible: the products of a large corpus are beyond what a float holds exactly.
        chi2=n * (o11 * o22 - o12 * o21) ** 2 / margins if margins else None,
        dice=dice,
        log_dice=14 + math.log2(dice) if dice else None,
    )
