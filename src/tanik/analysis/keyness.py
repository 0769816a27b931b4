"""Keyness: words that are more frequent in one corpus than in another, by test and by size of the difference.

The test says how sure one can be that the frequencies differ, the effect says by how much; a long text makes any
difference sure, so neither stands for the other.

- ``g2_two_term``: log-likelihood of Rayson and Garside (2000), the two cells of the word only (UCREL's calculator);
- ``g2_four_cell``: log-likelihood ratio of Dunning (1993), all four cells of the table; always a little larger;
- ``log_ratio``: binary logarithm of the ratio of relative frequencies, each count and size plus one half (Evert 2022,
  after Hardie 2014), so that a word that one corpus lacks has a value; +1 is twice as frequent;
- ``percent_diff``: %DIFF of Gabrielatos and Marchi (2011), how many per cent more frequent; None where the second
  corpus lacks the word.

Both G² are never negative; ``log_ratio`` tells the direction.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

TEST = "log-likelihood (G2), chi-squared distribution with 1 degree of freedom"
EFFECT = "log ratio, counts and sizes plus 0.5"


@dataclass(frozen=True, slots=True)
class Keyness:
    """One word. ``p_two_term``, ``p_four_cell``: probability of so large a G² by chance, one word, no correction."""

    word: str
    f1: int
    f2: int
    g2_two_term: float
    g2_four_cell: float
    p_two_term: float
    p_four_cell: float
    log_ratio: float
    percent_diff: float | None


def keyness(f1: int, f2: int, n1: int, n2: int, word: str = "") -> Keyness:
    """``f1`` of ``n1`` words of the first corpus against ``f2`` of ``n2`` of the second.

    ValueError unless ``0 <= f <= n`` and ``n >= 1`` in both.
    """
    if not (0 <= f1 <= n1 and 0 <= f2 <= n2 and n1 >= 1 and n2 >= 1):
        raise ValueError(f"{f1} of {n1} and {f2} of {n2} are no frequencies")
    two = log_likelihood(((f1, n1 * (f1 + f2) / (n1 + n2)), (f2, n2 * (f1 + f2) / (n1 + n2))))
    rest = n1 + n2 - f1 - f2
    others = log_likelihood(((n1 - f1, n1 * rest / (n1 + n2)), (n2 - f2, n2 * rest / (n1 + n2))))
    four = two + others
    return Keyness(
        word=word,
        f1=f1,
        f2=f2,
        g2_two_term=max(0.0, two),
        g2_four_cell=max(0.0, four),
        p_two_term=chance(two),
        p_four_cell=chance(four),
        log_ratio=math.log2((f1 + 0.5) / (n1 + 0.5)) - math.log2((f2 + 0.5) / (n2 + 0.5)),
        percent_diff=(f1 / n1 - f2 / n2) / (f2 / n2) * 100 if f2 else None,
    )


def log_likelihood(cells: Iterable[tuple[float, float]]) -> float:
    """``2 * sum(O ln(O / E))`` over cells of observed and expected counts; a cell of 0 adds 0."""
    return 2 * math.fsum(observed * math.log(observed / expected) for observed, expected in cells if observed)


def chance(g2: float) -> float:
    """Upper tail of the chi-squared distribution with one degree of freedom."""
    return math.erfc(math.sqrt(max(0.0, g2) / 2))
