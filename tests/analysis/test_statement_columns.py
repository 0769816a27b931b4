from __future__ import annotations

import pytest

from tanik.analysis.statement_columns import Duplicates, StatementColumns, distinct, period


@pytest.mark.parametrize(
    ("day", "rule", "expected"),
    [
        ((1921, 3, 16), "year", (1921,)),
        ((1921, 3, 16), "month", (1921, 3)),
        ((1921, 3, 16), "week", (1921, 11)),
        ((1921, 1, 1), "week", (1920, 53)),  # ISO 8601: the week of the year's first Thursday is the first
        ((1921, 0, 0), "year", (1921,)),
        ((1921, 0, 0), "month", None),
        ((1921, 3, 0), "week", None),
        (None, "year", None),
    ],
)
def test_periods(day: tuple[int, int, int] | None, rule: Duplicates, expected: tuple[int, ...] | None) -> None:
    assert period(day, rule) == expected


def test_of_repetitions_the_lowest_qualifier_counts_wherever_it_stands() -> None:
    for values in ([1, 0], [0, 1]):
        table = StatementColumns(["A", "A"], ["x", "x"], values, ["d", "d"])
        kept, _ = distinct(table, "document", with_qualifier=False)
        assert [values[n] for n in kept] == [0]
        assert len(distinct(table, "document", with_qualifier=True)[0]) == 2


def test_of_repetitions_the_earliest_counts() -> None:
    for dates in ([(1921, 3, 2), (1921, 3, 1)], [None, (1921, 3, 1)]):
        table = StatementColumns(["A", "A"], ["x", "x"], [0, 1], ["d", "d"], dates)
        assert distinct(table, "acrossrange", with_qualifier=False) == ([1], 0)


def test_include_keeps_all() -> None:
    assert distinct(StatementColumns(["A", "A"], ["x", "x"]), "include", with_qualifier=True) == ([0, 1], 0)


@pytest.mark.parametrize("rule", ["document", "month"])
def test_a_rule_needs_its_column(rule: Duplicates) -> None:
    with pytest.raises(ValueError, match="need"):
        distinct(StatementColumns(["A"], ["x"]), rule, with_qualifier=True)
