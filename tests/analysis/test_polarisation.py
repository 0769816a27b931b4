from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.analysis.networks import Network
from tanik.analysis.polarisation import polarisation
from tanik.errors import UsageError


def made(weights: list[list[float]]) -> Network:
    matrix = np.array(weights, dtype=float)
    sources, targets = np.nonzero(matrix)
    names = tuple(f"n{i:04}" for i in range(len(matrix)))
    return Network("one-mode", names, names, sources, targets, matrix[sources, targets], 0)


def camps_of(size: int, inside: float, between: float, cut: int) -> list[list[float]]:
    def tie(i: int, j: int) -> float:
        return 0 if i == j else inside if (i < cut) == (j < cut) else between

    return [[tie(i, j) for j in range(size)] for i in range(size)]


def test_two_plain_camps() -> None:
    found = polarisation(made(camps_of(6, 1, -1, 2)))
    assert found.camps == (("n0002", "n0003", "n0004", "n0005"), ("n0000", "n0001"))
    assert (found.agreement_inside, found.disagreement_between, found.exact) == (1, 1, True)


def test_the_quality_by_hand() -> None:
    """Two pairs that agree, nothing else: S+ = 4, each pair adds 2 * (1 - 1/4) - 2 * 1/4 over S+."""
    found = polarisation(made([[0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 1], [0, 0, 1, 0]]))
    assert found.quality == pytest.approx(0.5)
    assert found.disagreement_between is None


def test_many_names_by_many_starts() -> None:
    found = polarisation(made(camps_of(40, 1, -0.5, 15)))
    assert [len(camp) for camp in found.camps] == [25, 15]
    assert not found.exact
    assert polarisation(made(camps_of(40, 1, -0.5, 15))) == found


def test_any_number_of_camps() -> None:
    size = 9
    three = [[0 if i == j else 1 if i % 3 == j % 3 else -1 for j in range(size)] for i in range(size)]
    assert len(polarisation(made(three), None).camps) == 3
    assert len(polarisation(made(three), 2).camps) == 2


def test_nobody_and_those_without_ties() -> None:
    found = polarisation(made([[0, 0], [0, 0]]))
    assert (found.camps, found.quality, found.alone) == ((), None, ("n0000", "n0001"))


def test_too_many_names() -> None:
    size = 2_002
    ring = np.arange(size)
    names = tuple(map(str, range(size)))
    network = Network("one-mode", names, names, ring, (ring + 1) % size, np.ones(size), 0)
    with pytest.raises(UsageError, match="T793"):
        polarisation(network)


@st.composite
def signed(draw: st.DrawFn) -> list[list[float]]:
    size = draw(st.integers(2, 6))
    matrix = [[0.0] * size for _ in range(size)]
    for i, j in itertools.combinations(range(size), 2):
        matrix[i][j] = matrix[j][i] = draw(st.sampled_from([-2.0, -1.0, 0.0, 0.0, 1.0, 3.0]))
    return matrix


def quality(matrix: np.ndarray, groups: list[int]) -> float:
    """The definition, written out."""
    plus, minus = np.maximum(matrix, 0), np.maximum(-matrix, 0)
    total = plus.sum() + minus.sum()
    found = 0.0
    for i, j in itertools.product(range(len(matrix)), repeat=2):
        if groups[i] == groups[j]:
            found += matrix[i, j]
            for part, sign in ((plus, -1), (minus, 1)):
                if part.sum():
                    found += sign * part[i].sum() * part[j].sum() / part.sum()
    return found / total


@given(signed())
def test_no_division_into_two_is_better(weights: list[list[float]]) -> None:
    matrix = np.array(weights)
    found = polarisation(made(weights))
    tied = [i for i in range(len(matrix)) if matrix[i].any()]
    if not tied:
        assert found.quality is None
        return
    part = matrix[np.ix_(tied, tied)]
    best = max(quality(part, list(groups)) for groups in itertools.product((0, 1), repeat=len(tied)))
    assert found.quality == pytest.approx(best)
    assert sorted(itertools.chain(*found.camps, found.alone)) == list(made(weights).rows)
