from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.coding.gamma import Dissimilarity, disorder
from tanik.coding.unit_alignment import EMPTY, TooManyAlignmentsError, best_alignment
from tanik.coding.unitizing import Unit

units = st.builds(
    lambda start, length, category: Unit(start, start + length, category),
    st.integers(0, 30),
    st.integers(1, 12),
    st.sampled_from("ab"),
)
few = st.lists(units, max_size=3).map(sorted)
weights = st.builds(
    Dissimilarity, st.sampled_from([0.5, 1.0, 3.0]), st.sampled_from([0.0, 1.0, 2.0]), st.sampled_from([0.5, 1.0, 2.0])
)


def cheapest(coders: list[list[Unit]], dissimilarity: Dissimilarity) -> float:
    """By trying every alignment there is."""
    pairs = len(coders) * (len(coders) - 1) / 2

    def cost(places: tuple[int, ...]) -> float:
        total = 0.0
        for (one, a), (two, b) in itertools.combinations(enumerate(places), 2):
            missing = EMPTY in (a, b)
            total += dissimilarity.delta_empty if missing else dissimilarity.between(coders[one][a], coders[two][b])
        return total / pairs

    every = [each for each in itertools.product(*(range(-1, len(units)) for units in coders)) if max(each) >= 0]
    options = [({(coder, at) for coder, at in enumerate(each) if at != EMPTY}, cost(each)) for each in every]

    def rest(left: frozenset[tuple[int, int]]) -> float:
        if not left:
            return 0.0
        first = min(left)
        return min(price + rest(left - chosen) for chosen, price in options if first in chosen and chosen <= left)

    return rest(frozenset((coder, at) for coder, units in enumerate(coders) for at in range(len(units))))


@given(st.lists(few, min_size=2, max_size=3), weights)
def test_nothing_is_cheaper(coders: list[list[Unit]], dissimilarity: Dissimilarity) -> None:
    _, found = disorder(coders, dissimilarity)
    assert found.exact
    assert found.cost == pytest.approx(cheapest(coders, dissimilarity))


@given(st.lists(few, min_size=2, max_size=4), weights)
def test_every_unit_once(coders: list[list[Unit]], dissimilarity: Dissimilarity) -> None:
    _, found = disorder(coders, dissimilarity)
    placed = [(coder, unit) for each in found.tuples for coder, unit in enumerate(each) if unit != EMPTY]
    assert sorted(placed) == [(coder, unit) for coder, units in enumerate(coders) for unit in range(len(units))]


def test_thick_spans_have_an_answer_and_its_bound() -> None:
    generator = np.random.default_rng(3)
    coders = []
    for _ in range(3):
        starts = generator.integers(0, 200, 25)
        coders.append(sorted(Unit(int(start), int(start) + 40, "ab"[int(start) % 2]) for start in starts))
    _, found = disorder(coders)
    assert found.bound <= found.cost + 1e-9
    assert found.cost <= 3 * 25
    assert found.exact == (abs(found.cost - found.bound) < 1e-9)


def test_too_many_to_be_weighed() -> None:
    near = [[np.zeros((60, 60)) for _ in range(4)] for _ in range(4)]
    with pytest.raises(TooManyAlignmentsError):
        best_alignment(near, [[0.0] * 60] * 4, 1.0)
