import csv
import json
from pathlib import Path
from typing import Any

from command_line import Tanik


def rows(tanik: Tanik, study: Path, *options: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(tanik("statements", study.name, "--json", *options).out)
    return found


def test_a_table_with_place_and_words(tanik: Tanik, study: Path) -> None:
    answer = tanik("statements", study.name)
    assert answer.code == 0
    assert "Nuri Bey" in answer.out
    assert "hatirat.txt" in answer.out


def test_one_holder_on_any_keyboard(tanik: Tanik, study: Path) -> None:
    everybody = rows(tanik, study)
    for written in ("Nuri", "NURI BEY", "nurı"):
        only = rows(tanik, study, "--holder", written)
        assert only
        assert len(only) < len(everybody)
        assert {row["holder_name"] for row in only} == {"Nuri Bey"}


def test_one_target(tanik: Tanik, study: Path) -> None:
    assert {row["target_name"] for row in rows(tanik, study, "--target", "rasim")} == {"Rasim Bey"}


def test_part_of_a_name_is_not_the_middle_of_a_word(tanik: Tanik, study: Path) -> None:
    assert rows(tanik, study, "--holder", "uri") == []
    assert "No such statement" in tanik("statements", study.name, "--holder", "uri").out


def test_words_are_those_of_the_text(tanik: Tanik, study: Path, memoir: Path) -> None:
    text = " ".join(memoir.read_text(encoding="utf-8").split())
    for row in rows(tanik, study):
        assert " ".join(row["text"].split()) in text
        assert row["source_name"] == "hatirat.txt"


def test_a_table_for_a_spreadsheet(tanik: Tanik, study: Path) -> None:
    assert tanik("statements", study.name, "--csv", "g.csv").code == 0
    with (study.parent / "g.csv").open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.DictReader(file))
    assert [row["text"] for row in table] == [row["text"] for row in rows(tanik, study)]


def test_a_cell_is_never_a_formula(tanik: Tanik, tmp_path: Path) -> None:
    (tmp_path / "f.txt").write_text("Nuri Bey, “=1+1 kadar açık bir iştir bu.” dedi.\n", encoding="utf-8")
    tanik("read", "f.txt", "--no-report")
    tanik("statements", "f.tanik", "--csv", "f.csv")
    with (tmp_path / "f.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert any("1+1" in cell for cell in cells)
    assert not any(cell.startswith(("=", "+", "@")) for cell in cells)


def test_two_forms_at_once_are_refused(tanik: Tanik, study: Path) -> None:
    answer = tanik("statements", study.name, "--json", "--csv", "a.csv")
    assert answer.code == 2
    assert "T205" in answer.err
