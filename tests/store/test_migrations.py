from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tanik.store import Store
from tanik.store.migrations import MIGRATIONS, SCHEMA, migrate


def test_migrations_are_numbered_and_every_one_has_statements() -> None:
    assert [one.number for one in MIGRATIONS] == list(range(1, SCHEMA + 1))
    assert all(one.statements for one in MIGRATIONS)
    assert MIGRATIONS[0].name == "initial"


def test_a_trigger_is_one_statement() -> None:
    triggers = [each for each in MIGRATIONS[0].statements if each.startswith("CREATE TRIGGER")]
    assert len(triggers) == 2
    assert all(each.endswith("END;") for each in triggers)


def test_what_was_done_is_recorded(store: Store) -> None:
    with sqlite3.connect(store.path) as other:
        rows = other.execute("SELECT number, name, maker FROM migration").fetchall()
        assert other.execute("PRAGMA user_version").fetchone() == (SCHEMA,)
    other.close()
    assert [row[:2] for row in rows] == [(one.number, f"m{one.number:03d}_{one.name}") for one in MIGRATIONS]
    assert rows[0][2].startswith("tanik ")


def test_migrating_twice_does_nothing() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    assert migrate(connection, "2026-01-01T00:00:00Z", "tanik 0") == list(MIGRATIONS)
    assert migrate(connection, "2026-01-01T00:00:00Z", "tanik 0") == []
    connection.close()


def test_an_older_schema_is_brought_up_when_it_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tanik.store import connection, migrations, store

    Store.open(tmp_path / "a.tanik").close()
    later = (*MIGRATIONS, migrations.Migration(SCHEMA + 1, "later", ("CREATE TABLE later (a TEXT) STRICT",)))
    monkeypatch.setattr(migrations, "MIGRATIONS", later)
    for module in (migrations, connection, store):
        monkeypatch.setattr(module, "SCHEMA", SCHEMA + 1)
    with Store.open(tmp_path / "a.tanik") as opened:
        assert opened.about()["schema"] == SCHEMA + 1
        assert [event.act for event in opened.events()] == ["study.create", "study.migrate"]


def test_a_migration_that_fails_leaves_the_study_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tanik.store import connection, migrations, store

    Store.open(tmp_path / "a.tanik").close()
    with monkeypatch.context() as patch:
        bad = ("CREATE TABLE later (a TEXT) STRICT", "CREATE TABLE later (a TEXT) STRICT")
        patch.setattr(migrations, "MIGRATIONS", (*MIGRATIONS, migrations.Migration(SCHEMA + 1, "bad", bad)))
        for module in (migrations, connection, store):
            patch.setattr(module, "SCHEMA", SCHEMA + 1)
        with pytest.raises(sqlite3.OperationalError):
            Store.open(tmp_path / "a.tanik")
    with Store.open(tmp_path / "a.tanik") as opened:
        assert opened.about()["schema"] == SCHEMA
