"""Polarisation: whether those who speak fall into camps that agree inside and disagree with each other.

The camps are those with the greatest signed modularity (Gómez, Jensen and Arenas 2009; weighed between agreement and
disagreement as there)::

    Q = sum over pairs in one camp of (w(i,j) - (s+(i) s+(j) / S+ - s-(i) s-(j) / S-)) / (S+ + S-)

with ``w`` the tie (below 0 for disagreement), ``s+``, ``s-`` the sums of a node's positive and negative ties and
``S+``, ``S-`` the sums over all nodes. 0: no camps; the more agreement lies inside camps and disagreement between
them, compared with what chance would bring to nodes as active as these, the higher.

DNA 3.1.2 has a measure of the same name, computed from congruence and conflict in a way that puts opponents into one
camp in its own example; it is not followed here.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tanik.analysis.network_products import Numbers, Whole
from tanik.analysis.networks import Network
from tanik.errors import UsageError
from tanik.translation import N_

EXACT = 14
"""Nodes up to which every division into two camps is tried."""
MOST = 2_000
_STARTS = 20


@dataclass(frozen=True, slots=True)
class Polarisation:
    """``camps``: the names in each camp, largest camp first; ``quality``: Q, None without ties; ``exact``: whether no
    better division exists (else the best of many starts).

    ``agreement_inside``: share of all agreement that lies inside camps; ``disagreement_between``: share of all
    disagreement that lies between camps; None where there is none.
    """

    camps: tuple[tuple[str, ...], ...]
    alone: tuple[str, ...]
    quality: float | None
    agreement_inside: float | None
    disagreement_between: float | None
    exact: bool


def polarisation(network: Network, camps: int | None = 2, *, seed: int = 0) -> Polarisation:
    """The camps of a one-mode network, best a ``subtract`` one; ``camps``: at most so many, None for any number.

    ``alone``: names without any tie, which belong nowhere. The same network and seed give the same camps.
    """
    if network.kind != "one-mode" or (camps is not None and camps < 2):
        raise ValueError("camps are those of a one-mode network, and two at least")
    tied = np.unique(np.concatenate((network.sources, network.targets)))
    names = [network.rows[n] for n in tied.tolist()]
    alone = tuple(name for n, name in enumerate(network.rows) if n not in set(tied.tolist()))
    if len(tied) > MOST:
        raise UsageError(
            "T793",
            N_("{found} names are too many to look for camps among them."),
            N_("Choose fewer statements with a filter; up to {most} names are possible."),
            found=len(tied),
            most=MOST,
        )
    if not len(tied):
        return Polarisation((), alone, None, None, None, exact=True)
    weights = np.zeros((len(tied), len(tied)))
    weights[np.searchsorted(tied, network.sources), np.searchsorted(tied, network.targets)] = network.values
    gains = _gains(weights)
    exact = camps == 2 and len(tied) <= EXACT
    groups = _all_halves(gains) if exact else _best(gains, camps, seed)
    same = groups[:, None] == groups[None, :]
    agreeing, opposing = np.maximum(weights, 0), np.maximum(-weights, 0)
    members = sorted(
        (tuple(names[n] for n in np.flatnonzero(groups == group)) for group in np.unique(groups)),
        key=lambda camp: (-len(camp), camp),
    )
    return Polarisation(
        tuple(members),
        alone,
        float(gains[same].sum()),
        float(agreeing[same].sum() / agreeing.sum()) if agreeing.any() else None,
        float(opposing[~same].sum() / opposing.sum()) if opposing.any() else None,
        exact,
    )


def _gains(weights: Numbers) -> Numbers:
    """What each pair adds to Q when both are in one camp."""
    agreeing, opposing = np.maximum(weights, 0), np.maximum(-weights, 0)
    expected = np.zeros_like(weights)
    for part, sign in ((agreeing, 1.0), (opposing, -1.0)):
        if total := part.sum():
            strength = part.sum(axis=1)
            expected += sign * np.outer(strength, strength) / total
    gains: Numbers = (weights - expected) / (agreeing.sum() + opposing.sum())
    return gains


def _all_halves(gains: Numbers) -> Whole:
    """The best of all divisions into two camps (or one); the first name is in camp 0."""
    size = len(gains)
    codes = np.arange(1 << (size - 1), dtype=np.int64)
    sides = ((codes[:, None] >> np.arange(size - 1)) & 1) * 2.0 - 1.0
    sides = np.column_stack((-np.ones(len(codes)), sides))
    # Within one camp the product of sides is 1: the sum over pairs in one camp is (all + s'Gs) / 2.
    quality = np.einsum("ni,ij,nj->n", sides, gains, sides, optimize=True)
    # Rounded, so that of divisions that are equally good the one with the smallest code is taken on every computer.
    best = int(np.argmax(np.round(quality, 12)))
    found: Whole = (sides[best] > 0).astype(np.int64)
    return found


def _best(gains: Numbers, camps: int | None, seed: int) -> Whole:
    """The best division from many starts: each name moves to the camp that wants it most until none wants to move."""
    size = len(gains)
    most = size if camps is None else min(camps, size)
    random = np.random.default_rng(seed)
    first = np.linalg.eigh(gains)[1][:, -1]
    # The sign of an eigenvector is arbitrary; the first name that it tells apart is put in camp 0.
    lead = first[np.argmax(np.abs(first) > 1e-9)]
    starts: list[Whole] = [(first * lead < 0).astype(np.int64)]
    starts += [np.arange(size) if camps is None else random.integers(0, most, size) for _ in range(_STARTS)]
    best: Whole = starts[0]
    quality = -np.inf
    for start in starts:
        groups = _settled(gains, start.copy(), most)
        found = round(float(gains[groups[:, None] == groups[None, :]].sum()), 12)
        if found > quality:
            best, quality = groups, found
    return best


def _settled(gains: Numbers, groups: Whole, most: int) -> Whole:
    size = len(gains)
    inside = np.zeros((size, most))
    for group in range(most):
        inside[:, group] = gains[:, groups == group].sum(axis=1)
    for _ in range(100):
        moved = False
        for node in range(size):
            wants = inside[node].copy()
            wants[groups[node]] -= gains[node, node]
            to = int(np.argmax(np.round(wants, 12)))
            if to != groups[node] and wants[to] > wants[groups[node]] + 1e-12:
                inside[:, groups[node]] -= gains[:, node]
                inside[:, to] += gains[:, node]
                groups[node] = to
                moved = True
        if not moved:
            break
    return groups
