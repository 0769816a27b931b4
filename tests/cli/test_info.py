import json
from pathlib import Path

from command_line import Tanik


def test_what_is_in_a_study(tanik: Tanik, study: Path) -> None:
    answer = tanik("info", study.name)
    assert answer.code == 0
    assert "1  sources" in answer.out
    assert "memoir" in answer.out
    assert "hatirat.txt" in answer.out


def test_the_same_as_json(tanik: Tanik, study: Path) -> None:
    value = json.loads(tanik("info", study.name, "--json").out)
    assert value["counts"]["sources"] == value["sources"] == 1
    assert value["counts"]["quotations"] == value["quotations"] > 0
    assert value["source_list"][0]["kind"] == "memoir"
    assert value["source_list"][0]["written"] == "1950"


def test_the_people_file_is_named(tanik: Tanik, memoir: Path) -> None:
    memoir.with_name("people.yaml").write_text("- {id: nuri, name: Nuri Kavaklı}\n", encoding="utf-8")
    tanik("read", memoir.name, "--people", "people.yaml", "--no-report", "--quiet")
    assert "people.yaml" in tanik("info", "hatirat.tanik").out


def test_a_study_that_is_not_there_is_not_made(tanik: Tanik, tmp_path: Path) -> None:
    assert tanik("info", "yok.tanik").code == 5
    assert list(tmp_path.iterdir()) == []
