from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.coding.intervals import draws, normal_quantile, student_quantile


@pytest.mark.parametrize(
    ("probability", "freedom", "expected"),
    [
        # Any printed table of Student's distribution
        (0.975, 1, 12.7062),
        (0.975, 2, 4.30265),
        (0.975, 11, 2.20099),
        (0.975, 99, 1.98422),
        (0.95, 10, 1.81246),
        (0.995, 30, 2.75000),
        (0.975, 100_000, 1.95999),
        (0.5, 7, 0.0),
        (0.025, 11, -2.20099),
    ],
)
def test_students_quantiles(probability: float, freedom: int, expected: float) -> None:
    assert student_quantile(probability, freedom) == pytest.approx(expected, abs=6e-6, rel=4e-6)


def test_normal_quantile() -> None:
    assert normal_quantile(0.975) == pytest.approx(1.959964, abs=1e-6)


@given(st.lists(st.integers(1, 40), min_size=1, max_size=30), st.integers(1, 50), st.integers(0, 10))
def test_every_sample_has_as_many_units(times: list[int], samples: int, seed: int) -> None:
    blocks = list(draws(np.array(times, dtype=float), samples, seed))
    drawn = np.concatenate(blocks)
    assert drawn.shape == (samples, len(times))
    assert (drawn.sum(axis=1) == sum(times)).all()
    again = np.concatenate(list(draws(np.array(times, dtype=float), samples, seed)))
    assert (drawn == again).all()


@pytest.mark.parametrize("times", [[900.0, 100.0], [1.0] * 40])
def test_units_are_drawn_as_often_as_they_occur(times: list[float]) -> None:
    drawn = np.concatenate(list(draws(np.array(times), 4000, 1)))
    units = sum(times)
    assert drawn.mean(axis=0) == pytest.approx(times, rel=0.1)
    expected = np.sqrt(np.array(times) * (1 - np.array(times) / units))
    assert drawn.std(axis=0) == pytest.approx(expected, rel=0.15)


def test_large_tables_come_in_blocks() -> None:
    blocks = list(draws(np.ones(300_000), 9, 0))
    assert len(blocks) > 1
    assert sum(len(block) for block in blocks) == 9
