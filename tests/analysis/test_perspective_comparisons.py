from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given

from made_tables import TABLES, table
from tanik.analysis.answers import TooLittle
from tanik.analysis.perspective_comparisons import (
    PerspectiveMap,
    accords,
    divided,
    perspective_map,
    turns,
)


def says(holder: str, target: str, polarity: str, **more: object) -> dict[str, object]:
    return {"holder": holder, "target": target, "polarity": polarity, **more}


def test_a_divided_target_names_both_sides_and_all_its_statements() -> None:
    found = divided(
        table(
            says("a", "x", "positive"),
            says("a", "x", "negative"),
            says("b", "x", "negative"),
            says("b", "x", "neutral"),
            says("a", "y", "positive"),
            says("c", "z", "positive"),
            says("b", "z", "positive"),
        )
    )
    assert [(each.target, each.opposed, each.pairs) for each in found] == [("x", 0.5, 2), ("z", 0.0, 1)]
    assert (found[0].kindest.keys[0], found[0].harshest.keys[0]) == ("a", "b")
    assert found[0].statements == ("1", "2", "3", "4")


def test_a_turn_parts_the_statements_by_date_and_tests_the_difference() -> None:
    rows = [says("a", "x", "positive", said=f"192{year}") for year in range(4)]
    rows += [says("a", "x", "negative", said=f"193{year}") for year in range(4)]
    (turn,) = turns(table(*rows))
    assert (turn.earlier, turn.later, turn.n_earlier, turn.n_later) == (1, -1, 4, 4)
    assert turn.test.exact
    assert turn.test.p == pytest.approx(2 / 70)
    assert turns(table(*rows[:3])) == ()


def test_a_passage_coded_twice_is_one_witness_of_a_turn() -> None:
    rows = [says("a", "x", "positive", said="1921", start=1, end=2, id=str(n)) for n in range(5)]
    rows += [says("a", "x", "negative", said="1931", id="9")]
    assert turns(table(*rows), least=3) == ()


def test_accords_compare_holders_over_shared_targets() -> None:
    rows = [says(holder, target, "positive") for holder in "ab" for target in "xyz"]
    rows += [says("c", target, "negative") for target in "xyz"]
    found = accords(table(*rows))
    assert not isinstance(found, TooLittle)
    assert [(each.holders, each.same.value, each.distance) for each in found] == [
        (("a", "b"), 1.0, 0.0),
        (("a", "c"), 0.0, 2.0),
        (("b", "c"), 0.0, 2.0),
    ]
    assert found[0].same.n == 3
    assert found[0].same.low < 0.5
    assert len(found[0].statements) == 6


def test_nothing_to_compare_is_said_and_never_drawn() -> None:
    alone = table(says("a", "x", "positive"))
    assert isinstance(accords(alone), TooLittle)
    assert isinstance(perspective_map(alone), TooLittle)
    assert divided(alone) == turns(alone) == ()


def test_the_map_holds_the_largest_and_only_those_with_enough() -> None:
    rows = [says(h, t, "positive") for h, t in ("ax", "ax", "ay", "bx", "by", "by", "cz", "cz", "cx")] * 2
    found = perspective_map(table(*rows, says("d", "w", "positive")))
    assert isinstance(found, PerspectiveMap)
    assert set(found.holders) == {"a", "b", "c"}
    assert set(found.targets) == {"x", "y", "z"}
    assert sum(map(sum, found.counts)) == 18
    assert len(found.points.eigenvalues) == 2


@given(TABLES)
def test_no_comparison_depends_on_the_order_of_the_rows(found) -> None:
    order = list(range(len(found)))
    random.Random(3).shuffle(order)
    mixed = found.take(np.array(order, np.intp))
    for compare in (divided, turns, accords, perspective_map):
        assert str(compare(mixed)) == str(compare(found))
