"""Intervals around an estimate: by a standard error, or by drawing units again.

Student's quantiles come from the incomplete beta function by its continued fraction (Abramowitz and Stegun 26.5.8,
26.7.1), so that no statistics library is needed.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from statistics import NormalDist

import numpy as np

from tanik.coding.ratings import Floats

_CELLS = 2_000_000
"""Largest number of cells of a block of draws."""


def normal_quantile(probability: float) -> float:
    return NormalDist().inv_cdf(probability)


def student_quantile(probability: float, freedom: int) -> float:
    """The quantile of Student's t for ``probability`` in (0, 1) and ``freedom`` >= 1 degrees of freedom."""
    if probability < 0.5:
        return -student_quantile(1 - probability, freedom)
    low, high = 0.0, 2.0
    while _student(high, freedom) < probability:
        high *= 2
    for _ in range(200):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if _student(middle, freedom) < probability else (low, middle)
    return (low + high) / 2


def _student(t: float, freedom: int) -> float:
    """P(T <= t) for t >= 0."""
    return 1 - _beta(freedom / (freedom + t * t), freedom / 2, 0.5) / 2


def _beta(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(1 - x, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    # Lentz's way through the continued fraction; it settles in some dozens of steps for every a and b met here.
    c, d = 1.0, 1 / (1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, 10_000):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for step in (even, odd):
            d = 1 / (1 + step * d)
            c = 1 + step / c
            value *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return value


def draws(times: Floats, samples: int, seed: int) -> Iterator[Floats]:
    """Blocks of bootstrap samples (samples by patterns) of units drawn with replacement.

    ``times``: how often every pattern was observed; as many units are drawn as were observed. The same seed gives the
    same samples.
    """
    units, patterns = int(times.sum()), len(times)
    generator = np.random.Generator(np.random.PCG64(seed))
    block = max(1, _CELLS // max(units, patterns, 1))
    few = patterns * 4 < units
    pattern_of = np.repeat(np.arange(patterns), times.astype(int))
    for start in range(0, samples, block):
        size = min(block, samples - start)
        if few:
            yield generator.multinomial(units, times / units, size=size).astype(float)
        else:
            drawn = pattern_of[generator.integers(0, units, size=(size, units))]
            drawn += np.arange(size)[:, None] * patterns
            yield np.bincount(drawn.ravel(), minlength=size * patterns).reshape(size, patterns).astype(float)
