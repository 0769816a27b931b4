"""DNA's flat table; the columns are those of its sample database (US Senate testimony), the rows our own."""

from __future__ import annotations

from pathlib import Path

from tanik.exchange.csv_projects import read_csv_project
from tanik.exchange.csv_tables import read_csv_table
from tanik.exchange.dna_csv import is_dna, read_dna, write_dna
from tanik.exchange.project import Project, ProjectSource, ProjectStatement, StatementTarget

HEADS = "statement_id,document_id,document_title,date,start,stop,person,organization,concept,agreement\n"
ROWS = (
    "1,7,Oturum,2005-01-26,0,4,Ali Tan,Liman İdaresi,Liman büyütülmeli,1\n"
    "2,7,Oturum,2005-01-26,5,9,,Belediye,Liman büyütülmeli,0\n"
    "3,7,Oturum,2005-01-26,5,9,,,Liman büyütülmeli,0\n"
)


def table(tmp_path: Path, text: str = HEADS + ROWS) -> Path:
    path = tmp_path / "dna.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_statements_without_their_documents_get_a_text(tmp_path: Path) -> None:
    path = table(tmp_path)
    assert is_dna(read_csv_table(path))
    project, report = read_csv_project(path, Project())
    assert [(s.holder, s.targets[0].polarity, s.said) for s in project.statements] == [
        ("Ali Tan", "positive", "2005-01-26"),
        ("Belediye", "negative", "2005-01-26"),
    ]
    assert {entity.name: entity.kind for entity in project.entities}["Belediye"] == "organisation"
    assert project.words(project.statements[0].start, project.statements[0].end, project.sources[0].uid) == (
        "Ali Tan: Liman büyütülmeli (+)"
    )
    told = report.as_json()
    assert told["changed"][0]["count"] == 2
    assert told["dropped"][0]["places"] == ["row 4"]


def test_the_text_of_the_study_is_used_where_it_is_there(tmp_path: Path) -> None:
    there = Project(sources=(ProjectSource("s" * 32, "Oturum", "Ali, Can konuştu."),))
    project, report = read_dna(read_csv_table(table(tmp_path)), there)
    assert [(s.source, s.start, s.end) for s in project.statements] == [("s" * 32, 0, 4), ("s" * 32, 5, 9)]
    assert report.as_json()["changed"] == []


def test_out_and_in_again(tmp_path: Path) -> None:
    project, _ = read_csv_project(table(tmp_path), Project())
    text, report = write_dna(project)
    again, _ = read_csv_project(table(tmp_path, text), project)
    key = [(s.holder, s.targets, s.said, s.memo, s.start, s.end) for s in project.statements]
    assert [(s.holder, s.targets, s.said, s.memo, s.start, s.end) for s in again.statements] == key
    assert report.read == {"statements": 2}


def test_what_is_neither_for_nor_against_is_told() -> None:
    source = ProjectSource("s" * 32, "x", "Ali geldi")
    targets = (StatementTarget("yol", "mixed"), StatementTarget("liman", "negative"))
    statement = ProjectStatement("a" * 32, source.uid, 0, 3, "Ali", targets)
    text, report = write_dna(Project(sources=(source,), statements=(statement,)))
    assert text.count("\n") == 2
    assert report.as_json()["dropped"][0]["what"] == "target"
