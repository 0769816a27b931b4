from __future__ import annotations

import math
import random

import numpy as np
import pytest
from hypothesis import given

from made_tables import TABLES, table
from tanik.analysis.statement_table import build, day_bounds, from_rows, joined_codes, times


def test_a_statement_of_two_targets_is_one_statement_in_two_rows() -> None:
    found = table({"id": "7", "holder": "a", "target": "x"}, {"id": "7", "holder": "a", "target": "y"})
    assert (len(found), found.statements(), found.ids_of()) == (2, 1, ("7",))


def test_what_is_missing_is_missing_and_not_empty_text() -> None:
    found = table({"holder": "a"}, {"holder": "a", "target": "x", "polarity": "mixed", "said": "soon"})
    assert [found.target.at(0), found.target.at(1)] == [None, "x"]
    assert [found.polarity.at(0), found.polarity.at(1)] == [None, "mixed"]
    assert found.said.at(1) is None
    assert math.isnan(found.values()[0])
    assert found.values()[1] == 0


def test_ids_are_in_the_order_in_which_people_count() -> None:
    assert build({"id": ["2-10", "10-1", "2-9"], "holder": ["a"] * 3}).ids == ("2-9", "2-10", "10-1")


def test_columns_of_different_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="holder"):
        build({"id": ["1", "2"], "holder": ["a"]})


def test_dates_have_their_first_and_last_day() -> None:
    first, last = times(["1921-02", None, "1920/..", "never"]).bounds()
    assert last[0] - first[0] == 27
    assert math.isnan(first[1])
    assert last[2] == math.inf
    assert math.isnan(first[3])
    assert day_bounds("1921-02-30") is None


def test_the_rows_of_readings_become_a_table(row) -> None:
    found = from_rows([row("1-1", "h", "t", "positive", written="1955", relay=("r",), relay_depth=1)])
    assert (found.name("h"), found.name("t"), found.name("?:nobody")) == ("H", "T", "nobody")
    assert (found.relay.at(0), int(found.depth[0]), found.written.at(0)) == (("r",), 1, "1955")


def test_rows_alike_in_all_columns_have_one_number() -> None:
    codes = joined_codes(np.array([1, 1, 2, 1]), np.array([5, 6, 5, 5]))
    assert codes.tolist() == [0, 1, 2, 0]


@given(TABLES)
def test_taking_rows_keeps_every_value(found) -> None:
    order = list(range(len(found)))
    random.Random(1).shuffle(order)
    mixed = found.take(np.array(order, np.intp))
    for at, old in enumerate(order):
        for name in ("holder", "target", "polarity", "topics", "said", "works", "status"):
            assert getattr(mixed, name).at(at) == getattr(found, name).at(old)
    assert mixed.ids_of() == found.ids_of()
    assert len(set(found.places().tolist())) == len(
        {(found.source.at(n), int(found.start[n]), int(found.end[n])) for n in order}
    )
