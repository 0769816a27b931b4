from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_tables import ROW, TABLES, table
from tanik.analysis.statement_table import StatementTable
from tanik.analysis.tallies import DIMENSIONS, tally, years
from tanik.errors import UsageError

BY = st.lists(st.sampled_from(DIMENSIONS), max_size=2, unique=True)


def doubled(rows: list[dict[str, object]]) -> StatementTable:
    """Every statement twice under another id, on the same passage."""
    copies = [{**row, "id": str(int(str(row["id"])) + 1000)} for row in rows]
    return table(*rows, *copies)


def test_a_cell_counts_statements_by_what_they_say() -> None:
    found = tally(
        table(
            {"id": "1", "holder": "a", "target": "x", "polarity": "positive"},
            {"id": "1", "holder": "a", "target": "x", "polarity": "negative"},
            {"id": "2", "holder": "a", "target": "x", "polarity": "negative", "source": "t"},
            {"id": "3", "holder": "a", "target": "x"},
            {"id": "4", "holder": "a"},
            a="Ayşe",
            x="Bern",
        ),
        ("holder", "target"),
    )
    (cell,) = found.cells
    assert (cell.names, cell.n, cell.positive, cell.negative, cell.mixed, cell.neutral) == (
        ("Ayşe", "Bern"),
        3,
        0,
        1,
        1,
        1,
    )
    assert (cell.mean, cell.sources, cell.passages, cell.statements) == (-0.5, 2, 4, ("1", "2", "3"))
    assert (found.statements, found.left_out) == (3, 1)


def test_two_statements_look_like_two() -> None:
    few = [{"holder": "a", "target": "x", "polarity": "positive"}] * 2
    many = [{"holder": "b", "target": "x", "polarity": "positive"}] * 40
    other = [{"holder": "c", "target": "x", "polarity": "negative"}] * 20
    cells = {cell.keys[0]: cell for cell in tally(table(*few, *many, *other), ("holder", "target")).cells}
    for name in ("positive_share", "pooled"):
        two, forty = getattr(cells["a"], name), getattr(cells["b"], name)
        assert two.low < forty.low
        assert two.high - two.low > 2 * (forty.high - forty.low)


def test_a_date_counts_in_a_year_only_when_it_cannot_lie_in_another() -> None:
    dates = table(*({"holder": "a", "said": when} for when in ("1921-03", "1921", "1920/1921", "../1921", None)))
    assert [years(dates.said).at(row) for row in range(5)] == ["1921", "1921", None, None, None]
    assert [years(dates.said, step=10).at(row) for row in range(3)] == ["1920/1929"] * 3
    assert tally(dates, ("said",)).left_out == 3


def test_what_cannot_be_counted_by_is_said() -> None:
    with pytest.raises(UsageError, match="T747"):
        tally(table({"holder": "a"}), ("colour",))


def test_missing_features_can_be_counted_too() -> None:
    cells = tally(table({"holder": "a", "relay": ("b", "c")}, {"holder": "a"}), ("witness",), missing=True).cells
    assert sorted((cell.keys[0] or "", cell.n) for cell in cells) == [("", 1), ("b", 1)]


def test_no_statements_give_no_cells() -> None:
    empty = tally(table(), ("holder", "target"))
    assert (empty.cells, empty.statements, empty.left_out) == ((), 0, 0)


@given(TABLES, BY)
def test_cells_add_up(found: StatementTable, by: list[str]) -> None:
    counted = tally(found, by)
    ids = {id for cell in counted.cells for id in cell.statements}
    assert len(ids) == counted.statements
    assert counted.statements + counted.left_out == found.statements()
    for cell in counted.cells:
        assert cell.n == len(cell.statements) == cell.positive + cell.negative + cell.mixed + cell.neutral
        assert cell.passages >= 1
        for estimate in (cell.pooled, cell.positive_share):
            assert estimate is None or estimate.low <= estimate.value <= estimate.high


@given(TABLES, BY, st.randoms())
def test_permuting_statements_changes_nothing(found: StatementTable, by: list[str], shuffle: random.Random) -> None:
    order = list(range(len(found)))
    shuffle.shuffle(order)
    assert tally(found.take(np.array(order, np.intp)), by) == tally(found, by)


@given(TABLES)
def test_a_source_without_statements_changes_nothing(found: StatementTable) -> None:
    more = replace(found, source=replace(found.source, values=(*found.source.values, "zzz")))
    assert tally(more, ("source", "target")) == tally(found, ("source", "target"))


@given(st.lists(ROW, max_size=25), BY)
def test_doubling_changes_no_mean_and_narrows_no_interval(rows: list[dict[str, object]], by: list[str]) -> None:
    once, twice = tally(table(*rows), by).cells, tally(doubled(rows), by).cells
    assert len(once) == len(twice)
    again = {cell.keys: cell for cell in twice}
    for cell in once:
        copy = again[cell.keys]
        assert (copy.n, copy.mean, copy.passages) == (2 * cell.n, cell.mean, cell.passages)
        for name in ("pooled", "positive_share"):
            one, two = getattr(cell, name), getattr(copy, name)
            if one is not None and cell.passages <= cell.n:
                assert two.high - two.low >= one.high - one.low - 1e-9
