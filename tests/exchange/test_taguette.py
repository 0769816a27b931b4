from __future__ import annotations

from pathlib import Path

import pytest

from exchange_samples import MemoryTables, taguette_file
from tanik.errors import SettingError
from tanik.exchange.taguette import DocumentText, is_taguette, read_taguette


def test_highlights_counted_in_bytes_are_the_words_they_were_made_on(tmp_path: Path) -> None:
    tables = MemoryTables(taguette_file(tmp_path / "t.sqlite3"))
    assert is_taguette(tables)
    project, report = read_taguette(tables, "t.sqlite3")
    tables.close()
    assert [project.words(p.start, p.end, p.source) for p in project.passages] == ["limanı övdü", "gemi"]
    assert project.sources[0].text == "Liman günlüğü\nVali Rıza Bey limanı övdü.\nKışın gemi gelmedi."
    assert [(code.name, code.codable) for code in project.codes] == [("övgü", False), ("güçlü", True)]
    assert [coding.at for coding in project.codings] == ["2026-01-02T10:05:00Z", ""]
    assert {loss["what"]: loss["count"] for loss in report.as_json()["dropped"]} == {"coder": 1}


def test_several_projects_have_to_be_told_apart(tmp_path: Path) -> None:
    tables = MemoryTables(taguette_file(tmp_path / "t.sqlite3", projects=2))
    with pytest.raises(SettingError) as caught:
        read_taguette(tables, "t.sqlite3")
    assert caught.value.id == "T647"
    assert read_taguette(tables, "t.sqlite3", "Deneme 1")[0].name == "Deneme 1"
    tables.close()


def test_blocks_without_line_ends_between_them() -> None:
    text = DocumentText("<p>bir</p><p>iki<br>üç</p>\n<p>dört</p>")
    assert text.text == "bir\niki\nüç\ndört"
    assert text.span(3, 6) == (4, 7)
    assert text.text[slice(*text.span(0, 6))] == "bir\niki"
