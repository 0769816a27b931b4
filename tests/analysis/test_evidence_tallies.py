from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_tables import ROW, TABLES, table
from tanik.analysis.evidence_tallies import NUMBERS, Ground, correlation
from tanik.analysis.statement_table import StatementTable


def test_rows_of_one_passage_are_one_piece_of_evidence() -> None:
    made = table(
        {"holder": "a", "target": "x", "polarity": "positive", "start": 0, "end": 5, "coder": "one"},
        {"holder": "a", "target": "x", "polarity": "positive", "start": 0, "end": 5, "coder": "two"},
        {"holder": "a", "target": "x", "polarity": "negative", "start": 9, "end": 12},
        {"holder": "a", "target": "x", "polarity": "negative", "start": 20, "end": 22},
        {"holder": "a", "target": "x", "polarity": "positive", "start": 20, "end": 22},
        {"holder": "a", "target": "x", "polarity": "neutral", "start": 30, "end": 32},
    )
    ground = Ground.of(made)
    mask = np.ones(len(made), np.bool_)
    assert ground.tally(mask).total[:4].tolist() == [4, 1, 1, 1]
    assert ground.passages(mask) == 4


@given(TABLES)
def test_sources_and_works_add_up_to_the_same(made: StatementTable) -> None:
    ground = Ground.of(made)
    tally = ground.tally(np.ones(len(made), np.bool_), made.written.middle())
    assert tally.by_source.sum(axis=0) == pytest.approx(tally.by_works.sum(axis=0), abs=1e-6)
    assert len(tally.total) == NUMBERS


@given(st.lists(ROW, max_size=30), st.randoms())
def test_the_order_of_rows_changes_nothing(rows: list[dict[str, object]], random: object) -> None:
    shuffled = rows.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    for one, other in [(table(*rows), table(*shuffled))]:
        tallies = [
            Ground.of(each).tally(np.ones(len(each), np.bool_), each.said.middle()).total for each in (one, other)
        ]
        assert tallies[0] == pytest.approx(tallies[1])


def test_a_coder_is_left_out_only_where_another_is_left() -> None:
    one = table({"holder": "a"}, {"holder": "b"})
    assert list(Ground.of(one).without_a_coder()) == []
    two = table({"holder": "a", "coder": "x"}, {"holder": "b", "coder": "y"})
    assert [(name, mask.tolist()) for name, mask in Ground.of(two).without_a_coder()] == [
        ("x", [False, True]),
        ("y", [True, False]),
    ]


def test_correlation_is_that_of_the_textbook() -> None:
    years, signs = [1920.0, 1921.0, 1930.0, 1950.0], [1, 1, -1, -1]
    made = table(
        *(
            {"holder": "a", "target": "x", "polarity": "positive" if sign > 0 else "negative", "written": f"{year:.0f}"}
            for year, sign in zip(years, signs, strict=True)
        )
    )
    total = Ground.of(made).tally(np.ones(4, np.bool_), made.written.middle()).total
    assert correlation(total) == pytest.approx(np.corrcoef(made.written.middle(), signs)[0, 1])
    assert math.isnan(correlation(total * 0))
