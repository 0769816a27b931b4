from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tanik.analysis.finding_file import parse_findings
from tanik.analysis.finding_measures import Measure, fisher, measure, newcombe
from tanik.analysis.perspectives import Interval, wilson


def found(totals: list[tuple[int, int, int]], **fields: Any) -> Measure:
    """``totals``: passages, positive, negative of every filter."""
    usual = {
        "id": "f",
        "claim": "x",
        "query": "policy=all",
        "than": "policy=all",
        "order": ["policy=all"] * len(totals),
    }
    if len(totals) < 2:
        del usual["order"]
    finding = parse_findings([{**usual, **fields}], "f").findings[0]
    return measure(finding, [np.array([n, plus, minus, 0, 0, 0, 0, 0, 0, 0], float) for n, plus, minus in totals])


@pytest.mark.parametrize(
    ("positive", "negative", "direction", "verdict", "leaning"),
    [
        (9, 1, "positive", "supported", 1),
        (1, 9, "positive", "opposed", -1),
        (6, 4, "positive", "mixed", 1),
        (5, 5, "positive", "mixed", 0),
        (1, 9, "negative", "supported", 1),
        (9, 1, "negative", "opposed", -1),
        (5, 5, "divided", "supported", 1),
        (60, 0, "divided", "opposed", -1),
        (8, 1, "divided", "mixed", 1),
    ],
)
def test_direction(positive: int, negative: int, direction: str, verdict: str, leaning: int) -> None:
    given = found([(positive + negative, positive, negative)], expect="direction", direction=direction)
    assert (given.verdict, given.leaning, given.n, given.interval) == (verdict, leaning, positive + negative, "Wilson")


@pytest.mark.parametrize(
    ("part", "whole", "limits", "verdict"),
    [
        (9, 10, {"at_least": "0.5"}, "supported"),
        (1, 10, {"at_least": "0.5"}, "opposed"),
        (5, 10, {"at_least": "0.5"}, "mixed"),
        (1, 100, {"at_most": "0.1"}, "supported"),
        (50, 100, {"at_most": "0.1"}, "opposed"),
        (50, 100, {"at_least": "0.3", "at_most": "0.7"}, "supported"),
        (90, 100, {"at_least": "0.3", "at_most": "0.7"}, "opposed"),
        (65, 100, {"at_least": "0.3", "at_most": "0.7"}, "mixed"),
    ],
)
def test_ratio(part: int, whole: int, limits: dict[str, str], verdict: str) -> None:
    assert found([(part, 0, 0), (whole, 0, 0)], expect="ratio", **limits).verdict == verdict


def test_presence_and_absence_are_counts_without_an_interval() -> None:
    there = found([(3, 0, 0), (10, 0, 0)], expect="presence", at_least="2")
    assert (there.verdict, there.value, there.interval, there.low) == ("supported", 3.0, "", None)
    assert found([(1, 0, 0), (10, 0, 0)], expect="presence", at_least="2").verdict == "opposed"
    assert found([(0, 0, 0), (10, 0, 0)], expect="absence").verdict == "supported"
    assert found([(1, 0, 0), (10, 0, 0)], expect="absence").verdict == "opposed"


@pytest.mark.parametrize(
    ("one", "other", "direction", "verdict"),
    [
        ((9, 1), (1, 9), "higher", "supported"),
        ((9, 1), (1, 9), "lower", "opposed"),
        ((6, 4), (5, 5), "higher", "mixed"),
        ((9, 1), (1, 9), "different", "supported"),
        ((9, 1), (1, 9), "same", "opposed"),
        ((500, 500), (500, 500), "same", "supported"),
        ((500, 500), (500, 500), "different", "opposed"),
    ],
)
def test_difference(one: tuple[int, int], other: tuple[int, int], direction: str, verdict: str) -> None:
    totals = [(sum(pair), *pair) for pair in (one, other)]
    assert found(totals, expect="difference", direction=direction).verdict == verdict


def test_order_is_as_good_as_its_closest_pair() -> None:
    assert found([(20, 19, 1), (20, 10, 10), (20, 1, 19)], expect="order").verdict == "supported"
    assert found([(20, 19, 1), (20, 1, 19), (20, 10, 10)], expect="order").verdict == "opposed"
    first = found([(20, 19, 1), (20, 1, 19), (20, 8, 12)], expect="order", first_only="true")
    assert first.verdict == "supported"
    assert found([(40, 0, 0), (10, 0, 0)], expect="order", measure="count").verdict == "supported"


@pytest.mark.parametrize("expect", ["direction", "difference", "order", "trend"])
def test_nothing_is_too_little(expect: str) -> None:
    assert found([(0, 0, 0), (0, 0, 0)], expect=expect).verdict == "too_little_evidence"


def test_the_difference_of_two_shares_is_that_of_the_published_table() -> None:
    """R. G. Newcombe (1998), Statistics in Medicine 17:873-890, Table II, method 10: 56/70 - 48/80."""
    one, other = wilson(56, 70), wilson(48, 80)
    assert one is not None
    assert other is not None
    assert newcombe(one, other) == pytest.approx((0.2, 0.0524, 0.3339), abs=5e-5)
    ten, none = wilson(10, 10), wilson(0, 20)
    assert ten is not None
    assert none is not None
    assert newcombe(ten, none) == pytest.approx((1.0, 0.6791, 1.0), abs=5e-5)


def test_the_interval_of_a_correlation_is_fishers() -> None:
    low, high = fisher(0.5, 28)
    assert (low, high) == pytest.approx((np.tanh(np.arctanh(0.5) - 1.959964 / 5), np.tanh(np.arctanh(0.5) + 0.3919928)))
    assert fisher(1.0, 4)[1] <= 1.0


def test_an_interval_is_no_wider_with_more_evidence() -> None:
    widths = [found([(n, n // 2, n // 2)], expect="direction") for n in (10, 100, 1000)]
    sizes = [each.high - each.low for each in widths if each.high is not None and each.low is not None]
    assert sizes == sorted(sizes, reverse=True)
    assert isinstance(wilson(1, 2), Interval)
