from __future__ import annotations

import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from made_tables import TABLES, table
from tanik.analysis.networks import Choice, network
from tanik.analysis.statement_table import StatementTable
from tanik.analysis.who_whom import columns_of, who_whom


def said(holder: str, target: str | None, polarity: str = "positive", **more: object) -> dict[str, object]:
    return {"holder": holder, "target": target, "polarity": polarity, **more}


def test_ties_with_counts_mean_and_statements() -> None:
    made = table(
        said("a", "x"),
        said("a", "x", "negative"),
        said("a", "x"),
        said("b", "a", "neutral"),
        said("b", None),
        x="Xavier",
    )
    found = who_whom(made)
    first, second = found.ties
    assert (first.holder, first.target, first.positive, first.negative, first.statements) == ("a", "x", 2, 1, 3)
    assert first.mean == 1 / 3
    assert first.ids == ("1", "2", "3")
    assert (second.mean, second.neutral) == (None, 1)
    assert found.names == {"a": "a", "b": "b", "x": "Xavier"}
    assert who_whom(made, least=2).ties == (first,)


def test_nothing() -> None:
    assert who_whom(table()).ties == ()
    assert len(columns_of(table(), "holder", "target")) == 0


@given(TABLES, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(made: StatementTable, random: random.Random) -> None:
    order = list(range(len(made)))
    random.shuffle(order)
    assert who_whom(made.take(np.array(order, dtype=np.intp))) == who_whom(made)


@given(TABLES)
def test_every_statement_with_a_target_is_in_one_tie_of_its_holder_and_target(made: StatementTable) -> None:
    pairs = {(made.holder.at(n), made.target.at(n)) for n in range(len(made)) if made.target.at(n)}
    found = who_whom(made)
    assert {(tie.holder, tie.target) for tie in found.ties} == pairs
    for tie in found.ties:
        assert tie.mean is None or -1 <= tie.mean <= 1


def test_columns_of_a_discourse_network() -> None:
    made = table(
        said("a", "x", topics=("aid", "law"), said="1921-03-16"),
        said("b", "x", "negative", topics=("aid",), said="1921-03"),
        said("c", "x", "mixed", said="1921"),
        said("d", "x", said="1920/1921"),
        said("e", "x", said="not a date"),
    )
    found = columns_of(made, "holder", "topic")
    assert list(zip(found.rows, found.columns, found.qualifiers or (), strict=True)) == [
        *(("a", "aid", 1), ("a", "law", 1), ("b", "aid", -1))
    ]
    dates = columns_of(made, "holder", "target").dates
    assert dates == [(1921, 3, 16), (1921, 3, 0), (1921, 0, 0), None, None]
    ties = network(found, Choice("one-mode", "conflict", scale=(-1, 1)))
    assert ties.value("a", "b") == 1
