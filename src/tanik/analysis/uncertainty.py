"""Intervals for many small groups at once: Wilson's for shares, partial pooling for means, permutation tests.

All functions take arrays with one entry a group. Counts need not be whole: several statements on one passage are one
piece of evidence, so a caller scales the counts of a group down to its passages.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

HEAVIEST_PRIOR = 5.0
"""Partial pooling never weighs what the others say more than so many statements."""
_EXACT = 20_000
"""Up to so many orders all are gone through instead of some drawn."""


def wilson_limits(share: Floats, n: Floats, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """Lower and upper limit of shares (see ``perspectives.wilson``); 0 and 1 where ``n`` is 0."""
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = 1 + z * z / n
        middle = (share + z * z / (2 * n)) / scale
        half = z * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / scale
    low = np.where(share <= 0, 0.0, np.clip(middle - half, 0, 1))
    high = np.where(share >= 1, 1.0, np.clip(middle + half, 0, 1))
    none = n <= 0
    return np.where(none, 0.0, low), np.where(none, 1.0, high)


@dataclass(frozen=True, slots=True)
class Pooled:
    """Shares drawn towards ``centre``, which weighs as ``weight`` statements; ``low``, ``high``: 95 percent."""

    centre: float
    weight: float
    share: Floats
    low: Floats
    high: Floats


def pooled_shares(successes: Floats, n: Floats, confidence: float = 0.95) -> Pooled:
    """Beta-binomial empirical Bayes.

    The prior's weight M comes from the intraclass correlation r between groups, M = 1/r - 1, estimated by the analysis
    of variance (Fleiss, Levin and Paik 2003, chapter 15; Kleinman 1973, JASA 68:46-54), at most ``HEAVIEST_PRIOR``.
    With fewer than three groups that have something, or nothing repeated within any group, the correlation cannot be
    estimated; then the prior is uniform (centre 1/2, weight 2). ``n`` 0 gives the prior itself.
    """
    some = n > 0
    groups = int(some.sum())
    total = float(n[some].sum())
    centre, weight = 0.5, 2.0
    if groups >= 3 and total > groups:
        shares = successes[some] / n[some]
        # Away from 0 and 1, where a beta distribution would be a point.
        centre = (float(successes[some].sum()) + 0.5) / (total + 1)
        between = float((n[some] * (shares - successes[some].sum() / total) ** 2).sum()) / (groups - 1)
        within = float((n[some] * shares * (1 - shares)).sum()) / (total - groups)
        size = (total - float((n[some] ** 2).sum()) / total) / (groups - 1)
        below = between + (size - 1) * within
        correlation = (between - within) / below if below > 0 else 0.0
        weight = min(1 / correlation - 1, HEAVIEST_PRIOR) if correlation > 0 else HEAVIEST_PRIOR
        weight = max(weight, 0.1)
    a, b = centre * weight + successes, (1 - centre) * weight + (n - successes)
    tail = (1 - confidence) / 2
    # The same counts come again and again; each is worked out once.
    pairs, back = np.unique(np.round(np.stack([a, b], axis=1), 9), axis=0, return_inverse=True)
    first, second, back = pairs[:, 0].astype(np.float64), pairs[:, 1].astype(np.float64), back.reshape(-1)
    low = beta_quantile(tail, first, second)[back]
    high = beta_quantile(1 - tail, first, second)[back]
    return Pooled(centre, weight, a / (a + b), low, high)


def beta_quantile(probability: float, a: Floats, b: Floats) -> Floats:
    """Quantiles of beta distributions, by halving the interval; exact to 1e-10."""
    low, high = np.zeros(len(a)), np.ones(len(a))
    scale = _log_beta(a, b)
    for _ in range(34):
        middle = (low + high) / 2
        under = _beta(middle, a, b, scale) < probability
        low, high = np.where(under, middle, low), np.where(under, high, middle)
    return (low + high) / 2


def _log_beta(a: Floats, b: Floats) -> Floats:
    gamma = np.frompyfunc(math.lgamma, 1, 1)
    return np.asarray(gamma(a) + gamma(b) - gamma(a + b), np.float64)


def _beta(x: Floats, a: Floats, b: Floats, scale: Floats) -> Floats:
    """The regularised incomplete beta function, by its continued fraction (Abramowitz and Stegun 26.5.8)."""
    turned = x > (a + 1) / (a + b + 2)
    p, q, y = np.where(turned, b, a), np.where(turned, a, b), np.where(turned, 1 - x, x)
    with np.errstate(divide="ignore"):
        front = np.exp(p * np.log(y) + q * np.log1p(-y) - scale) / p
    found = front * _fraction(y, p, q)
    return np.asarray(np.where(turned, 1 - found, found), np.float64)


def _fraction(x: Floats, a: Floats, b: Floats) -> Floats:
    """Lentz's way of working out the fraction, until nothing changes any more."""
    tiny = 1e-300
    c = np.ones(len(x))
    d = 1 - (a + b) * x / (a + 1)
    d = 1 / np.where(np.abs(d) < tiny, tiny, d)
    value = d.copy()
    for m in range(1, 500):
        for numerator in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 + numerator * d
            d = 1 / np.where(np.abs(d) < tiny, tiny, d)
            c = 1 + numerator / c
            c = np.where(np.abs(c) < tiny, tiny, c)
            value *= c * d
        if len(value) == 0 or np.abs(c * d - 1).max() < 1e-12:
            break
    return value


@dataclass(frozen=True, slots=True)
class Permutation:
    """``p``: two-sided; ``orders``: how many were looked at, all of them when ``exact``."""

    observed: float
    p: float
    orders: int
    exact: bool
    seed: int


def difference_test(values: Floats, group: NDArray[np.bool_], *, draws: int = 9_999, seed: int = 1) -> Permutation:
    """Whether the mean of ``values`` differs between the two groups, by dealing the values out again.

    Up to ``_EXACT`` ways of choosing the group all are tried, else ``draws`` are drawn; of draws the observed order
    counts as one more (Phipson and Smyth 2010), so p is never 0. ValueError when a group is empty.
    """
    size, inside = len(values), int(group.sum())
    if not 0 < inside < size:
        raise ValueError("both groups need a value")
    # In one order whatever order they came in, so that the seed always deals the same values.
    values, group = _sorted(values, group)
    observed = float(values[group].mean() - values[~group].mean())
    everything = float(values.sum())

    def difference(sums: Floats) -> Floats:
        return sums / inside - (everything - sums) / (size - inside)

    if (ways := math.comb(size, inside)) <= _EXACT:
        sums, often = _all_sums(values, inside)
        reached = int(often[np.abs(difference(sums)) >= abs(observed) - 1e-9].sum())
        return Permutation(observed, reached / ways, ways, True, seed)
    return _drawn(values, inside, observed, difference, draws, seed)


def _all_sums(values: Floats, inside: int) -> tuple[Floats, NDArray[np.int64]]:
    """The sums that ``inside`` of the values can have, and in how many ways each; by values, not by choices."""
    known: dict[tuple[int, float], int] = {(0, 0.0): 1}
    for value, many in zip(*(each.tolist() for each in np.unique(values, return_counts=True)), strict=True):
        more: dict[tuple[int, float], int] = {}
        for (chosen, total), ways in known.items():
            for here in range(min(many, inside - chosen) + 1):
                key = chosen + here, round(total + here * value, 9)
                more[key] = more.get(key, 0) + ways * math.comb(many, here)
        known = more
    whole = {total: ways for (chosen, total), ways in known.items() if chosen == inside}
    return np.array(list(whole), np.float64), np.array(list(whole.values()), np.int64)


def _sorted(values: Floats, group: NDArray[np.bool_]) -> tuple[Floats, NDArray[np.bool_]]:
    order = np.lexsort((values, ~group))
    return values[order], group[order]


def _drawn(
    values: Floats, inside: int, observed: float, difference: Callable[[Floats], Floats], draws: int, seed: int
) -> Permutation:
    draw = np.random.default_rng(seed)
    # Only how many of each value fall into the group matters: a hypergeometric draw, whatever the number of values.
    present, counts = np.unique(values, return_counts=True)
    dealt = draw.multivariate_hypergeometric(counts, inside, size=draws)
    reached = int((np.abs(difference(dealt @ present)) >= abs(observed) - 1e-9).sum())
    return Permutation(observed, (reached + 1) / (draws + 1), draws, False, seed)


def stratified_test(
    values: Floats, group: NDArray[np.bool_], strata: NDArray[np.int64], *, draws: int = 9_999, seed: int = 1
) -> Permutation | None:
    """As :func:`difference_test`, with values dealt out inside each stratum only; None when no stratum has both.

    The difference is the mean over strata of the difference of means, each stratum weighing n1 n2 / (n1 + n2), the
    precision of its difference. Strata with one group only say nothing and are left out.
    """
    order = np.lexsort((values, ~group, strata))
    values, group, strata = values[order], group[order], strata[order]
    parts = []
    for part in np.split(np.arange(len(values)), np.flatnonzero(np.diff(strata)) + 1):
        inside = int(group[part].sum()) if len(part) else 0
        if 0 < inside < len(part):
            parts.append((values[part], inside, float(values[part][group[part]].sum())))
    if not parts:
        return None
    weight = sum(inside * (len(of) - inside) / len(of) for of, inside, _ in parts)
    # The weighted difference is the sum over strata of (sum in the group - its expectation), over the weight.
    expected = sum(inside * float(of.mean()) for of, inside, _ in parts)
    observed = (sum(reached for _, _, reached in parts) - expected) / weight
    ways = math.prod(math.comb(len(of), inside) for of, inside, _ in parts)
    exact = ways <= _EXACT
    if exact:
        sums, often = np.zeros(1), np.ones(1, np.int64)
        for of, inside, _ in parts:
            each, times = _all_sums(of, inside)
            sums, often = (sums[:, None] + each).ravel(), (often[:, None] * times).ravel()
    else:
        draw = np.random.default_rng(seed)
        sums = np.zeros(draws)
        for of, inside, _ in parts:
            present, counts = np.unique(of, return_counts=True)
            sums += draw.multivariate_hypergeometric(counts, inside, size=draws) @ present
        often = np.ones(draws, np.int64)
    reached = int(often[np.abs((sums - expected) / weight) >= abs(observed) - 1e-9].sum())
    p = reached / ways if exact else (reached + 1) / (draws + 1)
    return Permutation(observed, p, ways if exact else draws, exact, seed)
