from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.analysis import network_products
from tanik.analysis.network_products import Counts, blocks, product

ACTORS, KEYS = 6, 5
entries = st.lists(st.tuples(st.integers(0, ACTORS - 1), st.integers(0, KEYS - 1), st.integers(1, 9)), max_size=30)


def counts(of: list[tuple[int, int, int]]) -> Counts:
    table = np.array(of, dtype=np.int64).reshape(-1, 3)
    return Counts(table[:, 0], table[:, 1], table[:, 2].astype(np.float64)).by_key()


def dense(of: list[tuple[int, int, int]]) -> np.ndarray:
    table = np.zeros((ACTORS, KEYS))
    for row, key, value in of:
        table[row, key] += value
    return table


@given(left=entries, right=entries, crowded=st.sampled_from([0, 1, 100]), pairs=st.sampled_from([1, 7, 10_000]))
def test_either_way_equals_the_matrix_product(
    left: list[tuple[int, int, int]], right: list[tuple[int, int, int]], crowded: int, pairs: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(network_products, "_CROWDED", crowded)
        patch.setattr(network_products, "_PAIRS_AT_ONCE", pairs)
        parts = [
            product(counts(left), counts(right), first, last, ACTORS, KEYS) for first, last in ((0, 2), (2, ACTORS))
        ]
    assert (np.concatenate(parts) == dense(left) @ dense(right).T).all()


def test_blocks_cover_all_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network_products, "_BLOCK_CELLS", 20)
    assert list(blocks(9)) == [(0, 2), (2, 4), (4, 6), (6, 8), (8, 9)]
    assert list(blocks(0)) == []
