from __future__ import annotations

from pathlib import Path

import pytest

from checked_study import FINDINGS, write_files
from tanik.errors import SettingError, StudyError
from tanik.study import Study
from tanik.study.verifying import passages, read_findings


@pytest.fixture
def checked(study: Study, tmp_path: Path) -> Study:
    study.add_all(write_files(tmp_path))
    study.read()
    return study


def test_findings_are_kept_and_say_what_changed(checked: Study, tmp_path: Path) -> None:
    first = checked.checks.findings.verify(tmp_path / "findings.yaml")
    assert first.compared_with is None
    assert [outcome.verdict for outcome in first.outcomes] == ["supported", "too_little_evidence"]
    again = checked.checks.findings.verify()
    assert again.compared_with is not None
    assert again.changes == {}
    statement = first.outcomes[0].supporting[0]
    checked.reject("statement", int(statement), "Ayşe")
    after = checked.checks.findings.verify()
    assert after.changes["orhan-named"].gone == (statement,)
    assert statement not in after.outcomes[0].supporting
    assert checked.checks.findings.verify().changes == {}


def test_a_dry_run_keeps_nothing(checked: Study, tmp_path: Path) -> None:
    checked.checks.findings.verify(tmp_path / "findings.yaml", keep=False)
    with pytest.raises(StudyError) as caught:
        checked.checks.findings.verify()
    assert caught.value.id == "T767"


def test_a_new_finding_is_new(checked: Study, tmp_path: Path) -> None:
    path = tmp_path / "findings.yaml"
    checked.checks.findings.verify(path)
    path.write_text(FINDINGS + "  - {id: g, claim: x, expect: presence, query: 'holder=Rıza'}\n", encoding="utf-8")
    found = checked.checks.findings.verify(path)
    assert set(found.changes) == {"g"}
    assert found.changes["g"].before is None


def test_every_id_leads_to_its_passage(checked: Study, tmp_path: Path) -> None:
    found = checked.checks.findings.verify(tmp_path / "findings.yaml")
    rows = {str(row["id"]): row for row in checked.statements().to_pylist()}
    for id in found.outcomes[0].supporting:
        place = found.passage(id)
        assert (place["text"], place["source"]) == (rows[id]["text"], rows[id]["source"])
    assert passages(found.table, []) == []


@pytest.mark.parametrize(("content", "id"), [(None, "T766"), ("", "T760"), ("a: [b", "T354"), ("words", "T760")])
def test_a_file_that_holds_no_findings(checked: Study, tmp_path: Path, content: str | None, id: str) -> None:
    path = tmp_path / "other.yaml"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(SettingError) as caught:
        checked.checks.findings.verify(path)
    assert caught.value.id == id


def test_a_bare_list_is_a_list_of_findings(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_text("- {id: a}\n", encoding="utf-8")
    assert read_findings(path) == {"findings": [{"id": "a"}]}


def test_a_study_without_statements_gives_too_little_evidence(study: Study, tmp_path: Path) -> None:
    write_files(tmp_path)
    found = study.checks.findings.verify(tmp_path / "findings.yaml")
    assert {outcome.verdict for outcome in found.outcomes} == {"too_little_evidence"}
