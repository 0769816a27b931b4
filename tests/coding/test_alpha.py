"""Alpha beside its definition, written as loops over pairs of values (Krippendorff 2011)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.coding import alpha as module
from tanik.coding.alpha import Alpha
from tanik.coding.intervals import draws
from tanik.coding.ratings import LEVELS, ratings

Rows = list[list[int | None]]

ROWS = st.integers(2, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.one_of(st.none(), st.sampled_from([0, 1, 2, 5, 9])), min_size=width, max_size=width),
        min_size=1,
        max_size=9,
    )
)


def by_definition(rows: Rows, level: str) -> float | None:
    units = [[value for value in row if value is not None] for row in rows]
    units = [unit for unit in units if len(unit) > 1]
    pool = [value for unit in units for value in unit]
    if len(set(pool)) < 2:
        return None
    count = {value: pool.count(value) for value in set(pool)}

    def metric(a: int, b: int) -> float:
        if a == b:
            return 0.0
        if level == "nominal":
            return 1.0
        if level == "ordinal":
            low, high = min(a, b), max(a, b)
            between = sum(number for value, number in count.items() if low <= value <= high)
            return float(between - (count[a] + count[b]) / 2) ** 2
        if level == "interval":
            return float(a - b) ** 2
        return float((a - b) / (a + b)) ** 2

    n = len(pool)
    observed = sum(metric(a, b) / (len(unit) - 1) for unit in units for a in unit for b in unit) / n
    expected = sum(metric(a, b) for a in pool for b in pool) / (n * (n - 1))
    return 1 - observed / expected


def found(rows: Rows, level: Any) -> float | None:
    alpha = Alpha(ratings(rows, level=level))
    value = float(alpha.value(alpha.tally.observed)[0])
    return None if np.isnan(value) else value


@pytest.mark.parametrize("level", LEVELS)
@given(rows=ROWS)
def test_alpha_is_its_definition(level: str, rows: Rows) -> None:
    expected = by_definition(rows, level)
    assert found(rows, level) == (None if expected is None else pytest.approx(expected, abs=1e-9))


@pytest.mark.parametrize("level", LEVELS)
def test_a_sample_is_the_table_of_its_units(level: Any) -> None:
    rows: Rows = [[1, 1, None], [2, 2, 5], [5, 5, 5], [0, 1, 1], [9, 9, 2], [2, 2, 2]]
    alpha = Alpha(ratings(rows, level=level))
    patterns = [
        [None if code < 0 else [0, 1, 2, 5, 9][code] for code in pattern] for pattern in alpha.tally.codes.tolist()
    ]
    (samples,) = draws(alpha.tally.times, 30, 4)
    for sample, value in zip(samples, alpha.value(samples), strict=True):
        rebuilt = [row for row, times in zip(patterns, sample, strict=True) for _ in range(int(times))]
        expected = by_definition(rebuilt, level)
        assert value == pytest.approx(np.nan if expected is None else expected, nan_ok=True)


@pytest.mark.parametrize("level", LEVELS)
def test_distances_of_ones_own_are_the_metric(level: Any) -> None:
    rows: Rows = [[1, 1], [2, 5], [5, 5], [2, 1], [9, 5]]
    table = ratings(rows, level=level)
    scores = table.scores
    metric = {
        "nominal": 1 - np.eye(len(scores)),
        "ordinal": (scores[:, None] - scores) ** 2,
        "interval": (scores[:, None] - scores) ** 2,
        "ratio": ((scores[:, None] - scores) / (scores[:, None] + scores)) ** 2,
    }[level]
    own = Alpha(table, metric)
    same = Alpha(ratings(rows, level="interval" if level == "ordinal" else level))
    assert own.value(own.tally.observed) == pytest.approx(same.value(same.tally.observed))
    assert own.error() == pytest.approx(same.error())


def test_ratio_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    rows: Rows = [[1, 3], [2, 5], [5, 4], [2, 1], [9, 5]]
    whole = Alpha(ratings(rows, level="ratio"))
    expected, error = whole.value(whole.tally.observed), whole.error()
    monkeypatch.setattr(module, "_BLOCK", 2)
    assert whole.value(whole.tally.observed) == pytest.approx(expected)
    assert whole.error() == pytest.approx(error)


def test_thousands_of_different_numbers() -> None:
    generator = np.random.default_rng(5)
    truth = generator.normal(1000, 10, size=3000)
    rows = np.round(np.column_stack([truth, truth + generator.normal(0, 1, 3000)]), 6)
    for level in ("ordinal", "interval", "ratio"):
        value = found(rows.tolist(), level)
        assert value is not None
        assert 0.98 < value < 1


def test_large_numbers_lose_no_digits() -> None:
    rows: Rows = [[1, 1], [2, 3], [4, 4], [5, 5]]
    far = [[value + 10**9 for value in row if value is not None] for row in rows]
    assert found(far, "interval") == pytest.approx(by_definition(rows, "interval"))


def test_no_pairs_no_alpha() -> None:
    assert found([[1, None], [None, 2]], "interval") is None
    assert Alpha(ratings([[1, None], [None, 2]])).error() is None
