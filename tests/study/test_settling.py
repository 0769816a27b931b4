from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from coded_study import coded_round, made
from tanik.errors import UsageError
from tanik.study import Study
from tanik.study.settling import consensus_codings


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    with made(tmp_path) as opened:
        yield opened


def test_settled_by_majority_and_by_a_person(study: Study) -> None:
    number = coded_round(study)
    found = study.rounds.disagreements(number)
    assert [(one.kind, one.fields) for one in found] == [("statement", ("span", "polarity")), ("coding", ("coding",))]
    act, left = study.coding.as_coder("Hakem").rounds.settle(number)
    assert left == []
    settled = [row for row in study.statements(policy="consensus").to_pylist() if row["uid"] in act.uids]
    assert [(row["end"], row["polarity"]) for row in settled] == [(60, "negative")]
    assert [(one.code, one.start) for one in consensus_codings(study._store)] == [("x", 0)]
    study.coding.as_coder("Hakem").undo()
    assert len([one for one in study.rounds.disagreements(number) if not one.decided]) == 2
    study.coding.as_coder("Hakem").rounds.decide(number, found[0].key[:6], "Ayşe", "the letter says so")
    study.coding.as_coder("Hakem").rounds.decide(number, found[1].key, "Ali", "plain")
    settled = study.statements(policy="consensus").to_pylist()
    assert [(row["end"], row["polarity"]) for row in settled] == [(60, "positive")]
    notes = [one.note for one in study.coding.judgements() if one.layer == "consensus"]
    assert set(notes) == {"the letter says so"}
    assert {(one.code, one.start) for one in consensus_codings(study._store)} == {("x", 0), ("y", 100)}
    for key, version in (("ffffff", "Ali"), (found[0].key, "Nobody")):
        with pytest.raises(UsageError) as caught:
            study.rounds.decide(number, key, version)
        assert caught.value.id == "T583"
