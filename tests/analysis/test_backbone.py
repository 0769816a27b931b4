from __future__ import annotations

import pytest

from tanik.analysis import backbone as module
from tanik.analysis.backbone import backbone
from tanik.analysis.networks import Choice
from tanik.analysis.statement_columns import StatementColumns
from tanik.errors import UsageError

CHOICE = Choice("one-mode", "subtract", "no", "include")


def columns(*statements: tuple[str, str, int]) -> StatementColumns:
    who, what, how = zip(*statements, strict=True)
    return StatementColumns(who, what, how)


def test_a_concept_that_one_actor_has_alone_goes_first() -> None:
    made = columns(("a", "x", 1), ("b", "x", 1), ("c", "x", 1), ("a", "y", 1), ("b", "y", 1), ("a", "z", 1))
    first, second, last = backbone(made, CHOICE)
    assert (first.concept, second.concept, last.concept) == ("z", "y", "x")
    assert first.backbone_loss == pytest.approx(0)
    assert first.redundant_loss == pytest.approx(1)
    assert last.backbone_loss == pytest.approx(1)
    assert last.redundant_loss == pytest.approx(0)
    assert [step.statements for step in (first, second, last)] == [5, 3, 0]


def test_the_order_of_the_statements_changes_nothing() -> None:
    rows = [("a", "x", 1), ("b", "x", 0), ("c", "y", 1), ("a", "y", 1), ("b", "z", 1), ("c", "z", 1)]
    assert backbone(columns(*rows), CHOICE) == backbone(columns(*rows[::-1]), CHOICE)


def test_too_many_concepts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 1)
    with pytest.raises(UsageError, match="T794"):
        backbone(columns(("a", "x", 1), ("b", "y", 1)), CHOICE)


def test_no_agreement_at_all_loses_nothing() -> None:
    assert [step.backbone_loss for step in backbone(columns(("a", "x", 1), ("b", "y", 1)), CHOICE)] == [0, 0]
