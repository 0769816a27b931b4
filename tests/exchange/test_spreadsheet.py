import csv
from pathlib import Path

from tanik.exchange.spreadsheet import write_rows


def test_letters_lists_and_formulas(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    write_rows(
        str(path), [{"a": "ş", "b": ["x", 1], "c": "=1+1", "d": -2}, {"a": "\ud800", "b": (), "c": "-", "d": None}]
    )
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        first, second = csv.DictReader(file)
    assert first == {"a": "ş", "b": "x; 1", "c": "'=1+1", "d": "-2"}
    assert second["c"] == "'-"


def test_no_rows(tmp_path: Path) -> None:
    write_rows(str(tmp_path / "t.csv"), [])
    assert (tmp_path / "t.csv").exists()
