import json
from pathlib import Path

from command_line import MEMOIR, Tanik


def test_people_with_what_they_are(tanik: Tanik, study: Path) -> None:
    answer = tanik("people", study.name)
    assert answer.code == 0
    assert "Rasim Bey" in answer.out
    assert "person" in answer.out


def test_one_person_of_two_sources_is_one_row(tanik: Tanik, memoir: Path, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(MEMOIR + "\nRasim Bey yine geldi.\n", encoding="utf-8")
    tanik("read", "hatirat.txt", "b.txt", "--no-report", "--quiet")
    rows = json.loads(tanik("people", "study.tanik", "--json").out)
    rasim = [row for row in rows if row["name"] == "Rasim Bey"]
    assert len(rasim) == 1
    assert rasim[0]["items"] == [0, 1]
    assert [row["mentions"] for row in rows] == sorted((row["mentions"] for row in rows), reverse=True)


def test_nobody_is_said_too(tanik: Tanik, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("hava güzeldi.\n", encoding="utf-8")
    tanik("read", "a.txt", "--no-report", "--quiet", "--kind", "study")
    assert "Nobody" in tanik("people", "a.tanik").out
