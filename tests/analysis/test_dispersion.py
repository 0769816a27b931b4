from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.analysis.dispersion import dispersion, dispersion_of
from tanik.analysis.word_query import parse_query
from tanik.analysis.word_search import search
from words_corpus import corpus


def test_an_even_word_and_one_that_stands_in_one_place() -> None:
    even = dispersion([2, 2, 2, 2], [100] * 4)
    assert (even.juilland_d, even.dp, even.dp_norm, even.range) == (1.0, 0.0, 0.0, 4)
    lump = dispersion([8, 0, 0, 0], [100] * 4)
    assert lump.juilland_d == pytest.approx(0)
    assert lump.dp == pytest.approx(0.75)
    assert lump.dp_norm == pytest.approx(1)


def test_parts_of_different_size() -> None:
    """By hand: shares .09 .18 .27 .455 of 11, counts 1 2 3 4 of 10 -> |.1-1/11| + |.2-2/11| + |.3-3/11| + |.4-5/11|."""
    found = dispersion([1, 2, 3, 4], [10, 20, 30, 50])
    assert found.dp == pytest.approx((0.1 - 1 / 11 + 0.2 - 2 / 11 + 0.3 - 3 / 11 + 5 / 11 - 0.4) / 2)


def test_what_does_not_exist() -> None:
    assert dispersion([0, 0], [10, 10]).dp is None
    assert dispersion([3], [10]).juilland_d is None
    assert dispersion([0, 1, 2], [0, 10, 10]).range == 2
    with pytest.raises(ValueError, match="every part"):
        dispersion([11], [10])


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(20, 99)), min_size=2, max_size=9))
def test_bounds_and_order(parts: list[tuple[int, int]]) -> None:
    counts, sizes = zip(*parts, strict=True)
    found, turned = dispersion(counts, sizes), dispersion(counts[::-1], sizes[::-1])
    if found.dp is not None and found.dp_norm is not None and found.juilland_d is not None:
        assert 0 <= found.dp <= 1
        assert 0 <= found.dp_norm <= 1 + 1e-12
        assert -1e-12 <= found.juilland_d <= 1
        assert turned.dp == pytest.approx(found.dp)


def test_over_sources_and_pieces() -> None:
    made, _ = corpus("elçi bir iki üç.", "dört elçi elçi beş.")
    found = search(made, parse_query("elçi"))
    by_source = dispersion_of(made, found)
    assert [(part.name, part.words, part.count) for part in by_source.parts] == [("a", 4, 1), ("b", 4, 2)]
    pieces = dispersion_of(made, found, pieces=4)
    assert [part.count for part in pieces.parts] == [1, 0, 1, 1]
    assert dispersion_of(made, search(made, parse_query('"."')), 2).frequency == 2
