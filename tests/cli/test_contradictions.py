from __future__ import annotations

import json
from pathlib import Path

import pytest

from checked_study import write_files
from command_line import Tanik


@pytest.fixture
def checked(tanik: Tanik, tmp_path: Path) -> str:
    names = [path.name for path in write_files(tmp_path)]
    assert tanik("read", *names, "--study", "s.tanik", "--quiet").code == 0
    return "s.tanik"


def test_both_passages_are_shown(tanik: Tanik, checked: str) -> None:
    answer = tanik("contradictions", checked, "--kind", "quotation")
    assert answer.code == 0
    assert "verdiği sözü tuttu" in answer.out
    assert "verdiği sözü tutmadı" in answer.out
    assert "1 contradictions" in answer.out


def test_a_judgement_is_kept_and_shown(tanik: Tanik, checked: str) -> None:
    found = json.loads(tanik("contradictions", checked, "--json").out)
    uid = found[0]["uid"]
    assert tanik("contradictions", checked, "--explain", uid, "--note", "başka gün", "--coder", "Ayşe").code == 0
    assert "explained: başka gün" in tanik("contradictions", checked).out
    again = json.loads(tanik("contradictions", checked, "--json").out)
    assert (again[0]["status"], again[0]["who"]) == ("explained", "Ayşe")


def test_wrong_use(tanik: Tanik, checked: str) -> None:
    assert tanik("contradictions", checked, "--accept", "x", "--dismiss", "y").code == 2
    assert "T770" in tanik("contradictions", checked, "--accept", "nothing").err
    assert tanik("contradictions", checked, "--where", "holdr=x").code == 2


def test_nothing_found(tanik: Tanik, study: Path) -> None:
    assert "No contradiction" in tanik("contradictions", str(study), "--kind", "amount").out
