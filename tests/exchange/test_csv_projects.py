from __future__ import annotations

from pathlib import Path

import pytest

from exchange_samples import TEXT, given, packed, project_xml, selection, spot
from tanik.errors import UnknownFormatError
from tanik.exchange.csv_projects import read_csv_project
from tanik.exchange.project import Project, ProjectSource
from tanik.exchange.project_tables import write_tables
from tanik.exchange.refi_reading import read_project

THERE = Project(sources=(ProjectSource("e" * 32, "liman.txt", TEXT),))


def table(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "t.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_codings_come_back_as_they_were(tmp_path: Path) -> None:
    project, _ = read_project(
        given(packed(project_xml(selection(1, *spot("limanı övdü")) + selection(2, *spot("uzun")))))
    )
    write_tables(project, tmp_path / "o.csv", "csv")
    again, report = read_csv_project(tmp_path / "o.csv", project)
    assert again.codings == project.codings
    assert [(p.uid, p.start, p.end) for p in again.passages] == [(p.uid, p.start, p.end) for p in project.passages]
    assert report.as_json()["dropped"] == []


def test_taguettes_lists(tmp_path: Path) -> None:
    text = "id,document,tag,content\n1,liman.txt,övgü/güçlü,limanı övdü\n2,liman.txt,yer,burada yok\n3,yok,yer,uzun\n"
    project, report = read_csv_project(table(tmp_path, text), THERE)
    assert [project.words(p.start, p.end, p.source) for p in project.passages] == ["limanı övdü"]
    assert [code.name for code in project.codes] == ["övgü", "güçlü"]
    assert [loss["places"] for loss in report.as_json()["dropped"]] == [["row 3"], ["row 4"]]
    text = "tag,description,color,parent,number of highlights\nolumlu,iyi,#ff0000,,1\nçok,çok iyi,,olumlu,0\n"
    codebook, _ = read_csv_project(table(tmp_path, text), Project())
    assert [(code.name, code.parent is None) for code in codebook.codes] == [("olumlu", True), ("çok", False)]


def test_statements_by_hand(tmp_path: Path) -> None:
    text = "source,quote,holder,target,polarity,coder\nliman.txt,limanı övdü,Rıza Bey,liman,positive,Ayşe\n"
    project, _ = read_csv_project(table(tmp_path, text), THERE)
    assert project.statements[0].holder == "Rıza Bey"
    assert project.statements[0].targets[0].polarity == "positive"
    assert project.coders[0].name == "Ayşe"


def test_another_table_is_told_by_its_columns(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormatError) as caught:
        read_csv_project(table(tmp_path, "a,b\n1,2\n"), THERE)
    assert caught.value.id == "T654"
