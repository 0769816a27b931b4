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


def findings(tmp_path: Path, *entries: str) -> str:
    (tmp_path / "f.yaml").write_text("\n".join(f"- {{{entry}}}" for entry in entries), encoding="utf-8")
    return "f.yaml"


def test_it_shows_claims_numbers_and_passages(tanik: Tanik, checked: str) -> None:
    answer = tanik("verify", checked, "--findings", "findings.yaml")
    assert answer.code == 8
    assert "supported: Orhan is spoken of" in answer.out
    assert "Wilson, 95%" in answer.out
    assert "Not as expected: orhan-praised" in answer.out
    assert "Orhan anılır" in tanik("verify", checked, "--lang", "tr").out
    assert "Last" not in answer.out


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("id: a, claim: x, expect: presence, query: target=Orhan", 0),
        ("id: a, claim: x, expect: absence, query: target=Orhan, least: 1", 6),
        ("id: a, claim: x, expect: absence, query: target=Orhan, least: 1, expected: opposed", 0),
        ("id: a, claim: x, expect: presence, query: target=Orhan, expected: opposed", 6),
        ("id: a, claim: x, expect: direction, query: target=Orhan, least: 99", 8),
        ("id: a, claim: x, expect: direction, query: target=Orhan, least: 99, expected: too_little_evidence", 0),
        ("id: a, claim: x, expect: ratio, query: target=Orhan, at_least: 0.5, least: 1", 7),
        ("id: a, claim: x, expect: presence, query: said=1922/1920", 2),
        ("id: a, claim: x, expect: together, rests_on: a", 2),
    ],
)
def test_exit_codes(tanik: Tanik, checked: str, tmp_path: Path, entry: str, code: int) -> None:
    answer = tanik("verify", checked, "--findings", findings(tmp_path, entry))
    assert answer.code == code, answer.out + answer.err


def test_json_has_everything(tanik: Tanik, checked: str) -> None:
    answer = tanik("verify", checked, "--findings", "findings.yaml", "--json")
    found = json.loads(answer.out)
    assert found["exit_code"] == answer.code
    first = found["findings"][0]
    assert first["verdict"] == "supported"
    assert first["supporting"]
    assert {"value", "low", "high", "interval", "robust", "left_out", "opposing", "changed", "problem"} <= set(first)


def test_an_unknown_name_and_a_bare_number_are_told(tanik: Tanik, checked: str, tmp_path: Path) -> None:
    entries = ["id: a, claim: 12 pasaj, expect: presence, query: target=Orhn"]
    answer = tanik("verify", checked, "--findings", findings(tmp_path, *entries))
    assert answer.code == 8
    assert "Did you mean" in answer.out
    assert "12" in answer.err
    assert "{query:…}" in answer.err


def test_what_changed_is_told(tanik: Tanik, checked: str, tmp_path: Path) -> None:
    tanik("verify", checked, "--findings", "findings.yaml")
    answer = tanik(
        "verify", checked, "--findings", findings(tmp_path, "id: n, claim: x, expect: presence, query: kind=study")
    )
    assert "New since the last time." in answer.out


def test_a_study_without_findings_says_so(tanik: Tanik, checked: str) -> None:
    answer = tanik("verify", checked)
    assert answer.code == 5
    assert "T767" in answer.err
    assert "--findings" in answer.err
