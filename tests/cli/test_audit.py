from __future__ import annotations

import csv
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


def test_it_shows_results_and_the_words_that_differ(tanik: Tanik, checked: str) -> None:
    answer = tanik("audit", checked)
    assert answer.code == 0
    assert "exact" in answer.out
    assert "tuttu ≠ tutmadı" in answer.out
    assert "çok dikkatli" not in answer.out
    assert "çok dikkatli" in tanik("audit", checked, "--all").out
    assert "aynen" in tanik("audit", checked, "--lang", "tr").out


def test_json_and_csv(tanik: Tanik, checked: str, tmp_path: Path) -> None:
    found = json.loads(tanik("audit", checked, "--json").out)
    assert found["counts"]["exact"] == 1
    assert {"id", "source", "verdict", "differences", "found"} <= set(found["quotations"][0])
    assert tanik("audit", checked, "--csv", "a.csv").code == 0
    rows = list(csv.DictReader((tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert len(rows) == len(found["quotations"])
    assert tanik("audit", checked, "--csv", "a.csv", "--json").code == 2


def test_a_study_without_quotations(tanik: Tanik, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Bu metinde alıntı yoktur, yalnız düz sözler vardır.\n", encoding="utf-8")
    assert tanik("read", "a.txt", "--quiet").code == 0
    assert "no quotations" in tanik("audit", "a.tanik").out
