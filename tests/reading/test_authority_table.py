from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import Workbook

from tanik.errors import SettingError
from tanik.reading.authority import read_authority

HEAD = "id,kind,name,aliases,titles,born,offices\n"


def written(folder: Path, text: str, name: str = "people.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_row_is_an_entry(tmp_path: Path) -> None:
    row = "tan,person,Ayşe Tan,A. Tan; Tan Hanım,Hanım,1888,Elçi @ Bern 1926/1930; Kâtip\n"
    (entry,) = read_authority(written(tmp_path, HEAD + row)).entries
    assert (entry.id, entry.kind, entry.aliases, entry.born) == ("tan", "person", ("A. Tan", "Tan Hanım"), "1888")
    assert [(o.office, o.place, o.begin, o.end) for o in entry.offices] == [
        ("Elçi", "Bern", "1926", "1930"),
        ("Kâtip", "", "", ""),
    ]


@pytest.mark.parametrize("mark", [";", "\t"])
def test_other_marks_between_columns(tmp_path: Path, mark: str) -> None:
    text = f"id{mark}name{mark}name_en\ntan{mark}Ayşe Tan{mark}Ayshe Tan\n"
    (entry,) = read_authority(written(tmp_path, text)).entries
    assert entry.forms == ("Ayşe Tan", "Ayshe Tan")


def test_a_workbook(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["id", "kind", "name", "born"])
    book.active.append(["tan", "person", "Ayşe Tan", 1888.0])
    stream = io.BytesIO()
    book.save(stream)
    path = tmp_path / "people.xlsx"
    path.write_bytes(stream.getvalue())
    (entry,) = read_authority(path).entries
    assert (entry.name, entry.born) == ("Ayşe Tan", "1888")


@pytest.mark.parametrize(
    ("text", "id", "says"),
    [
        ("id,name,colour\ntan,Ayşe Tan,red\n", "T461", "colour"),
        ("name\nAyşe Tan\n", "T461", "id"),
        ("id,name,offices\ntan,Ayşe Tan,a @ b @ c\n", "T462", "Line 2"),
        ("id,name,born\ntan,Ayşe Tan,ilkbahar\n", "T464", "ilkbahar"),
        ('id,name\ntan,"Ayşe\n', "T460", "people.csv"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, text: str, id: str, says: str) -> None:
    with pytest.raises(SettingError) as caught:
        read_authority(written(tmp_path, text))
    assert caught.value.id == id
    assert says in caught.value.render(str)


@pytest.mark.parametrize("content", [b"PK\x03\x04 no archive", b"", b"\x00\x01\x02"])
def test_no_workbook_at_all(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "people.xlsx"
    path.write_bytes(content)
    with pytest.raises(SettingError, match=r"."):
        read_authority(path)


def test_an_empty_table_has_no_entries(tmp_path: Path) -> None:
    assert read_authority(written(tmp_path, "")).entries == ()
