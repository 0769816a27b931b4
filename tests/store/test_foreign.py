from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from exchange_samples import taguette_file
from tanik.errors import DamagedSourceError, SourceMissingError
from tanik.store.foreign import ForeignTables


def test_only_tables_are_read_and_nothing_is_written(tmp_path: Path) -> None:
    path = taguette_file(tmp_path / "t.sqlite3")
    connection = sqlite3.connect(path)
    connection.execute("CREATE VIEW documents2 AS SELECT randomblob(1000000000)")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with ForeignTables(path) as tables:
        assert "documents2" not in tables.names
        assert list(tables.rows("tags", ("id", "colour", "path"))) == [(1, None, "övgü/güçlü")]
        assert list(tables.rows("documents2", ("x",))) == []
    assert path.read_bytes() == before
    assert sorted(each.name for each in tmp_path.iterdir()) == ["t.sqlite3"]


@pytest.mark.parametrize("cut", [16, 100, 5000])
def test_a_file_cut_short_is_damaged(tmp_path: Path, cut: int) -> None:
    path = taguette_file(tmp_path / "t.sqlite3")
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(DamagedSourceError) as caught, ForeignTables(path) as tables:
        list(tables.rows("highlights", ("id",)))
    assert caught.value.id == "T645"


def test_letters_that_are_none_do_not_stop_it(tmp_path: Path) -> None:
    path = taguette_file(tmp_path / "t.sqlite3")
    connection = sqlite3.connect(path)
    connection.execute("UPDATE tags SET path = CAST(x'ff41' AS TEXT)")
    connection.commit()
    connection.close()
    with ForeignTables(path) as tables:
        assert list(tables.rows("tags", ("path",))) == [("\ufffdA",)]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SourceMissingError):
        ForeignTables(tmp_path / "yok.sqlite3")
