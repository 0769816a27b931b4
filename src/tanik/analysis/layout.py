"""Where the nodes of a network are drawn: near those they have ties with, far from the others.

Stress majorisation (Gansner, Koren and North 2005) of the lengths of the shortest ways; nodes of parts that nothing
joins stand beside each other. The same network gives the same picture.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Places = npt.NDArray[np.float64]
MOST = 600
_ROUNDS = 300


def layout(size: int, ties: Sequence[tuple[int, int]]) -> Places:
    """A place (x, y) for each of ``size`` nodes, in a square from −1 to 1 that they fill.

    ``ties``: pairs of different nodes from 0. ValueError for more than ``MOST`` nodes.
    """
    if size > MOST:
        raise ValueError(f"at most {MOST} nodes are drawn")
    if size < 2:
        return np.zeros((size, 2))
    ways = _ways(size, ties)
    weight = 1 / ways**2
    np.fill_diagonal(weight, 0)
    angle = 2 * np.pi * np.arange(size) / size
    at = np.column_stack((np.cos(angle), np.sin(angle))) * ways.max() / 2
    # A circle alone may be in balance although it is no good picture; a spiral is not.
    at *= np.linspace(0.6, 1.0, size)[:, None]
    total = weight.sum(axis=1)
    stress = np.inf
    for _ in range(_ROUNDS):
        apart = at[:, None, :] - at[None, :, :]
        distance = np.maximum(np.hypot(apart[..., 0], apart[..., 1]), 1e-9)
        now = float((weight * (distance - ways) ** 2).sum())
        if stress - now < 1e-6 * max(now, 1e-9):
            break
        stress = now
        pull = weight * ways / distance
        at = ((weight @ at) + (pull[..., None] * apart).sum(axis=1)) / total[:, None]
    at -= (at.max(axis=0) + at.min(axis=0)) / 2
    # Wide and high are filled each by itself, as far as that does not squeeze the picture into a line.
    reach = np.maximum(at.max(axis=0), at.max() / 2)
    return np.asarray(np.round(at / np.where(reach > 0, reach, 1), 6), np.float64)


def parted(at: Places, boxes: Places) -> Places:
    """The places moved as little as need be until no boxes cover each other; ``boxes``: width and height of each.

    The boxes' middles are the places. Nodes on one spot part in the order in which they are given.
    """
    size = len(at)
    moved = at + np.arange(size)[:, None] * 1e-3
    need = (boxes[:, None, :] + boxes[None, :, :]) / 2
    for _ in range(_ROUNDS):
        apart = moved[:, None, :] - moved[None, :, :]
        over = need - np.abs(apart)
        covers = (over[..., 0] > 0) & (over[..., 1] > 0)
        np.fill_diagonal(covers, False)
        if not covers.any():
            break
        # Along the way that is shorter, half by each of the two.
        sideways = over[..., 0] <= over[..., 1]
        push = np.where(apart >= 0, 0.5, -0.5) * (over + 0.5)
        moved[:, 0] += np.where(covers & sideways, push[..., 0], 0).sum(axis=1) * 0.6
        moved[:, 1] += np.where(covers & ~sideways, push[..., 1], 0).sum(axis=1) * 0.6
    return moved


def _ways(size: int, ties: Sequence[tuple[int, int]]) -> Places:
    """Lengths of the shortest ways in ties; between parts that nothing joins the longest of all."""
    near: list[list[int]] = [[] for _ in range(size)]
    for one, other in sorted({(min(tie), max(tie)) for tie in ties}):
        near[one].append(other)
        near[other].append(one)
    ways = np.full((size, size), np.inf)
    for start in range(size):
        ways[start, start] = 0
        front, steps = [start], 0
        while front:
            steps += 1
            front = [n for n in dict.fromkeys(n for node in front for n in near[node]) if np.isinf(ways[start, n])]
            ways[start, front] = steps
    longest = float(ways[np.isfinite(ways)].max())
    ways[np.isinf(ways)] = max(longest, 1.0)
    np.fill_diagonal(ways, 1)  # never used: its weight is 0
    return ways
