from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.analysis.perspectives import perspectives, wilson


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [
        # R. G. Newcombe (1998), Statistics in Medicine 17:857-872, Table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_the_published_limits(successes: int, n: int, low: float, high: float) -> None:
    interval = wilson(successes, n)
    assert interval is not None
    assert (round(interval.low, 4), round(interval.high, 4)) == (low, high)
    assert interval.share == successes / n


def test_wilson_of_nothing_is_no_interval_and_of_too_many_an_error() -> None:
    assert wilson(0, 0) is None
    with pytest.raises(ValueError, match="3 successes of 2"):
        wilson(3, 2)


@given(st.integers(1, 5_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.floats(0.5, 0.999))
def test_wilson_holds_the_share_and_mirrors(pair: tuple[int, int], confidence: float) -> None:
    successes, n = pair
    interval, mirror = wilson(successes, n, confidence), wilson(n - successes, n, confidence)
    assert interval is not None
    assert mirror is not None
    assert 0 <= interval.low <= interval.share <= interval.high <= 1
    assert interval.low == pytest.approx(1 - mirror.high, abs=1e-12)


def test_cells_count_by_polarity_and_name_their_statements(row) -> None:
    found = perspectives(
        [
            row("1", "a", "x", "positive"),
            row("2", "a", "x", "negative"),
            row("3", "a", "x", "negative"),
            row("4", "a", "x", "mixed"),
            row("5", "a", "y", "neutral"),
            row("5", "a", "x", "neutral"),
            row("6", "b", "y", "positive"),
            row("7", "b", None),
        ]
    )
    cell = found.cells["a", "x"]
    assert (cell.positive, cell.negative, cell.mixed, cell.neutral, cell.n) == (1, 2, 1, 1, 5)
    assert cell.statements == ("1", "2", "3", "4", "5")
    assert cell.mean == pytest.approx(-1 / 4)
    assert cell.polarity == "negative"
    assert cell.positive_share == wilson(1, 3)
    assert [(margin.key, margin.statements, margin.others) for margin in found.holders] == [("a", 5, 2), ("b", 2, 1)]
    assert [(margin.key, margin.statements, margin.others) for margin in found.targets] == [("x", 5, 1), ("y", 2, 2)]
    assert found.statements == 7
    assert found.without_target == ("7",)
    assert found.cells["a", "y"].mean is None
    assert found.cells["a", "y"].polarity == "neutral"


def test_one_statement_that_names_a_target_twice_counts_once(row) -> None:
    for first, second, joined in (
        ("positive", "negative", "mixed"),
        ("neutral", "negative", "negative"),
        ("positive", "neutral", "positive"),
        ("mixed", "mixed", "mixed"),
    ):
        cell = perspectives([row("1", "a", "x", first), row("1", "a", "x", second)]).cells["a", "x"]
        assert (cell.n, cell.polarity) == (1, joined)


def test_a_direction_is_decided_only_by_enough_statements(row) -> None:
    few = perspectives([row(str(at), "a", "x", "positive") for at in range(3)]).cells["a", "x"]
    many = perspectives([row(str(at), "a", "x", "positive") for at in range(4)]).cells["a", "x"]
    assert (few.decided, many.decided) == (False, True)


def test_no_statements_give_an_empty_table() -> None:
    found = perspectives([])
    assert (found.holders, found.targets, found.cells, found.statements) == ((), (), {}, 0)


@given(
    st.lists(
        st.tuples(
            st.integers(0, 30),
            st.sampled_from("abc"),
            st.sampled_from(["x", "y", None]),
            st.sampled_from(["positive", "negative", "mixed", "neutral"]),
        ),
        max_size=60,
    )
)
def test_cells_and_rows_agree(row, raw: list[tuple[int, str, str | None, str]]) -> None:
    rows = [row(f"{holder}{id}", holder, target, polarity) for id, holder, target, polarity in raw]
    found = perspectives(rows)
    for (holder, target), cell in found.cells.items():
        assert (
            cell.n
            == len(cell.statements)
            == len({one.id for one in rows if (one.holder, one.target) == (holder, target)})
        )
    assert found.statements == len({one.id for one in rows})
    assert sum(margin.statements for margin in found.holders) == found.statements
