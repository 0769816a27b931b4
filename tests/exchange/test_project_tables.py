from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
from openpyxl import load_workbook

from exchange_samples import TEXT, given, packed, project_xml, selection, spot
from tanik.exchange.project import Project, ProjectEntity, ProjectMemo, ProjectStatement, StatementTarget
from tanik.exchange.project_tables import COLUMNS, RECORDS, TABLES, csv_bytes, unguarded, write_tables
from tanik.exchange.refi_reading import read_project


def sample() -> Project:
    project, _ = read_project(given(packed(project_xml(selection(1, *spot("limanı övdü"))))))
    targets = (StatementTarget("liman", "positive", 0.5), StatementTarget("yol", "negative"))
    uid = project.sources[0].uid
    statement = ProjectStatement("a" * 32, uid, *spot("Vali Rıza Bey"), "Rıza Bey", targets, ("övgü",), said="1921")
    memo = ProjectMemo("b" * 32, "=1+1", "not", ("a" * 32,))
    return replace(project, statements=(statement,), memos=(memo,), entities=(ProjectEntity("Rıza Bey"),))


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def test_one_file_has_a_row_for_a_coding_and_for_each_target(tmp_path: Path) -> None:
    report = write_tables(sample(), tmp_path / "out.csv", "csv")
    found = rows(tmp_path / "out.csv")
    assert [(row["type"], row["quote"], row["target"]) for row in found] == [
        ("statement", "Vali Rıza Bey", "liman"),
        ("statement", "Vali Rıza Bey", "yol"),
        ("coding", "limanı övdü", ""),
    ]
    assert found[2]["code_path"] == "övgü"
    assert all(TEXT[int(row["start"]) : int(row["end"])] == row["quote"] for row in found)
    told = rows(tmp_path / "out.dictionary.csv")
    assert [row["column"] for row in told] == list(RECORDS)
    assert {loss["what"] for loss in report.as_json()["dropped"]} >= {"codes", "sources", "memos"}


def test_a_folder_has_every_table_and_its_dictionary(tmp_path: Path) -> None:
    report = write_tables(sample(), tmp_path / "all", "csv")
    assert {path.name for path in (tmp_path / "all").iterdir()} == {
        *(f"{name}.csv" for name in TABLES),
        "dictionary.csv",
    }
    assert rows(tmp_path / "all" / "memos.csv")[0]["text"] == "'=1+1"
    assert len(rows(tmp_path / "all" / "codes.csv")) == 3
    assert report.as_json()["dropped"] == []


def test_a_workbook_never_holds_a_formula(tmp_path: Path) -> None:
    write_tables(sample(), tmp_path / "o.xlsx", "xlsx")
    book = load_workbook(tmp_path / "o.xlsx")
    assert book.sheetnames == [*TABLES, "dictionary"]
    cell = book["memos"]["D2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    assert len(list(book["statements"].rows)) == 3


def test_parquet_explains_its_columns(tmp_path: Path) -> None:
    write_tables(sample(), tmp_path / "o.parquet", "parquet")
    table = pq.read_table(tmp_path / "o.parquet")
    assert table.column_names == list(RECORDS)
    assert table.schema.field("said").metadata[b"meaning"].decode() == COLUMNS["said"][1]
    assert table.column("strength").to_pylist()[0] == 0.5


def test_every_column_is_explained_and_guarding_can_be_undone() -> None:
    assert {column for columns in (*TABLES.values(), RECORDS) for column in columns} <= set(COLUMNS)
    for text in ("=x", "'=x", "-1", "'", "x", "''@"):
        cell = next(csv.reader(io.StringIO(csv_bytes(("a",), [{"a": text}]).decode("utf-8-sig").split("\r\n")[1])))[0]
        assert unguarded(cell) == text
