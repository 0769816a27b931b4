"""A round from beginning to end, blind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from coded_study import TEXT, made, uids
from tanik.errors import StudyError, UsageError
from tanik.study import Study


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    with made(tmp_path) as opened:
        yield opened


def test_a_sample_blind(study: Study) -> None:
    chief = study.coding.as_coder("Şef")
    round = chief.rounds.open("first", ["Ayşe", "Deniz"], sample=3, seed=1)
    assert (round.unit, round.size, round.seed, round.open) == ("statement", len(uids(study)), 1, True)
    ayse, deniz = (study.coding.as_coder(name, round=round.id) for name in ("Ayşe", "Deniz"))
    turns = 0
    while (task := ayse.rounds.next(round.id, "Ayşe")) is not None:
        assert task.quote in TEXT
        assert task.proposal is not None
        ayse.accept(task.item)
        turns += 1
    assert turns == 3
    task = deniz.rounds.next(round.id, "Deniz")
    assert task is not None
    deniz.reject(task.item, note="no statement")
    ayse.memo(f"statement:{task.item}", "sure")
    assert [(one.coder.name, one.given, one.done) for one in study.rounds.status(round.id)] == [
        ("Ayşe", 3, 3),
        ("Deniz", 3, 1),
    ]
    # Nobody else sees any of it.
    assert {row["status"] for row in study.statements().to_pylist()} == {"proposed"}
    assert study.coding.judgements() == study.coding.memos() == []
    assert [one.coder.name for one in deniz.judgements()] == ["Deniz"]
    assert "statement.accept" not in {one.act for one in study.coding.log()}
    assert {one.coder.kind for one in study.coding.blame(task.item)} == {"rules"}
    for look in (lambda: study.rounds.agreement(round.id, "statement"), lambda: deniz.view("Ayşe", round.id)):
        with pytest.raises(StudyError) as caught:
            look()
        assert caught.value.id == "T575"
    study.rounds.close(round.id)
    assert len(study.coding.judgements()) == 4
    assert deniz.view("Ayşe", round.id).judged
    found = study.rounds.agreement(round.id, "statement")
    assert found.coders == ("Ayşe", "Deniz")
    assert [row.values for row in found.disagreements] == [("yes", "no")]
    assert found.coefficients["percent_pooled"].value == 0
    with pytest.raises(StudyError) as caught:
        ayse.undo()
    assert caught.value.id == "T574"


def test_who_may_act(study: Study) -> None:
    first, *_ = uids(study)
    round = study.rounds.open("r", ["Ayşe"])
    for name, number, id in (("Deniz", round.id, "T576"), ("Ayşe", 9, "T573")):
        with pytest.raises(StudyError) as caught:
            study.coding.as_coder(name, round=number).accept(first)
        assert caught.value.id == id
    assert study.rounds.assign(round.id, "Deniz", ["yol.txt"]) == 1
    assert study.rounds.assign(round.id, "Deniz", ["yol.txt"]) == 0
    study.coding.as_coder("Deniz", round=round.id).accept(first)
    study.rounds.close(round.id)
    for act in (lambda: study.rounds.close(round.id), lambda: study.rounds.assign(round.id, "Ali", ["yol.txt"])):
        with pytest.raises(StudyError) as caught:
            act()
        assert caught.value.id == "T574"


@pytest.mark.parametrize(
    "wrong",
    [{"coders": []}, {"coders": ["a", "a"]}, {"coders": [" "]}, {"sample": 0}, {"each": 0}, {"sources": []}],
)
def test_rounds_that_cannot_be(study: Study, wrong: dict[str, object]) -> None:
    with pytest.raises(UsageError) as caught:
        study.rounds.open("r", **{"coders": ["a"], **wrong})  # type: ignore[arg-type]
    assert caught.value.id == "T572"
    assert study.rounds.all() == []


def test_the_same_coder_again(study: Study) -> None:
    first = study.rounds.open("r", ["Ayşe"], sample=2, seed=3)
    items = [one.item for one in study.rounds.given(first.id)]
    study.coding.as_coder("Ayşe", round=first.id).accept(items)
    with pytest.raises(StudyError):
        study.rounds.repeat(first.id)
    study.rounds.close(first.id)
    second = study.rounds.repeat(first.id)
    assert second.repeats == first.id
    assert [one.item for one in study.rounds.given(second.id)] == items
    again = study.coding.as_coder("Ayşe", round=second.id)
    assert not again.view(round=second.id).judged
    again.accept(items[0])
    again.reject(items[1])
    study.rounds.close(second.id)
    found = study.rounds.agreement(second.id, "statement", coders=["Ayşe"], again=True)
    assert found.coders == (f"Ayşe ({first.id})", f"Ayşe ({second.id})")
    assert found.coefficients["percent_pooled"].value == 0.5
    with pytest.raises(UsageError) as caught:
        study.rounds.agreement(first.id, "statement", coders=["Ayşe"], again=True)
    assert caught.value.id == "T580"
    with pytest.raises(UsageError) as caught:
        study.rounds.agreement(first.id, "statement")
    assert caught.value.id == "T579"
