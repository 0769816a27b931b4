from __future__ import annotations

from pathlib import Path

import pytest

from checked_study import write_files
from tanik.errors import UsageError
from tanik.study import Study


@pytest.fixture
def checked(study: Study, tmp_path: Path) -> Study:
    study.add_all(write_files(tmp_path))
    study.read()
    return study


def test_a_quotation_and_views_contradict(checked: Study) -> None:
    found = checked.checks.contradictions()
    kinds = {each.found.kind for each in found}
    assert "quotation" in kinds
    assert kinds & {"one_holder", "two_holders"}
    assert all(each.status == "open" for each in found)
    weights = [each.found.weight for each in found]
    assert weights == sorted(weights, reverse=True)
    assert {each.found.kind for each in checked.checks.contradictions("kind=speech")} == {"quotation"}


def test_a_persons_word_stays_and_can_be_taken_back(checked: Study) -> None:
    uid = checked.checks.contradictions()[0].found.uid
    assert checked.checks.judge_contradiction(uid[:8], "explained", "başka bir gün", who="Ayşe") == uid
    judged = next(each for each in checked.checks.contradictions() if each.found.uid == uid)
    assert (judged.status, judged.note, judged.who) == ("explained", "başka bir gün", "Ayşe")
    checked.checks.judge_contradiction(uid, "accepted", who="Ayşe")
    assert {each.status for each in checked.checks.contradictions() if each.found.uid == uid} == {"accepted"}
    checked.coding.as_coder("Ayşe").undo()
    assert {each.status for each in checked.checks.contradictions() if each.found.uid == uid} == {"explained"}


def test_nothing_is_judged_by_a_wrong_name_or_without_words(checked: Study) -> None:
    for uid in ("", "zz"):
        with pytest.raises(UsageError) as caught:
            checked.checks.judge_contradiction(uid, "accepted", who="Ayşe")
        assert caught.value.id == "T770"
    uid = checked.checks.contradictions()[0].found.uid
    with pytest.raises(UsageError) as caught:
        checked.checks.judge_contradiction(uid, "explained", "  ", who="Ayşe")
    assert caught.value.id == "T771"
    with pytest.raises(ValueError, match="perhaps"):
        checked.checks.judge_contradiction(uid, "perhaps", who="Ayşe")  # type: ignore[arg-type]
