from __future__ import annotations

from typing import Any

import pytest

from tanik.coding import plans as module
from tanik.coding.plans import plans, weighing
from tanik.coding.ratings import ratings

NUMBERS = [["1", "2"], ["2", "2"], ["1", "1"], ["3", ""]]
WORDS = [["a", "b"], ["b", "b"], ["a", "a"]]


def test_weighing_says_why_there_is_no_matrix(monkeypatch: pytest.MonkeyPatch) -> None:
    assert weighing(ratings(WORDS), "identity").undefined is None
    assert weighing(ratings(NUMBERS), "linear").matrix is not None
    reasons: dict[str, tuple[Any, str]] = {
        "order_unknown": (ratings(WORDS), "linear"),
        "no_ratio": (ratings([["-2", "2"]]), "ratio"),
    }
    for reason, (table, kind) in reasons.items():
        undefined = weighing(table, kind).undefined
        assert undefined is not None
        assert undefined.id == reason
    monkeypatch.setattr(module, "MOST_WEIGHTED", 2)
    undefined = weighing(ratings(NUMBERS), "linear").undefined
    assert undefined is not None
    assert undefined.id == "too_many_categories"
    assert "3" in undefined.render()


def test_plain_tables_have_the_twelve_and_weighted_ones_more() -> None:
    table = ratings(NUMBERS)
    plain = dict(plans(table, weighing(table, "identity"), "rated"))
    weighted = dict(plans(table, weighing(table, "linear"), "rated"))
    assert len(plain) == 12
    assert list(weighted)[:12] == list(plain)
    assert all(name.endswith("_weighted") for name in list(weighted)[12:])


def test_which_units_a_coefficient_is_made_of() -> None:
    table = ratings(NUMBERS)
    for gaps, units in (("rated", 4), ("pairable", 3)):
        made = dict(plans(table, weighing(table, "identity"), gaps))  # type: ignore[arg-type]
        assert made["fleiss_kappa"].tally.units == units
        assert made["gwet_ac1"].tally.units == units
        for name in ("cohen_kappa", "scott_pi", "krippendorff_alpha", "percent_pooled"):
            assert made[name].tally.units == 3


def test_a_contingency_table_has_errors_of_large_samples() -> None:
    complete, with_gap = ratings(WORDS), ratings(NUMBERS)
    assert dict(plans(complete, weighing(complete, "identity"), "rated"))["gwet_ac1"].large
    assert not dict(plans(with_gap, weighing(with_gap, "identity"), "rated"))["gwet_ac1"].large
    assert dict(plans(with_gap, weighing(with_gap, "identity"), "rated"))["cohen_kappa"].large
