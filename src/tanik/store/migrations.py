"""The numbered migrations: every study ever written can be brought to the present schema, in one transaction.

A migration is a file ``m<number>_<name>.sql`` beside this module. A released migration never changes; a new schema is
a new file with the next number, and a study of the schema before it goes into ``tests/old_studies``.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tanik.coding.acts import statement_uid

APPLICATION_ID = 0x54414E4B  # "TANK"
_NAME = re.compile(r"m(\d{3})_(\w+)\.sql")


@dataclass(frozen=True, slots=True)
class Migration:
    """``number``: the schema it leads to; ``statements``: its SQL, one statement each."""

    number: int
    name: str
    statements: tuple[str, ...]


def _statements(sql: str) -> Iterator[str]:
    """Cut a script into statements; ``executescript`` would end the transaction it is called in."""
    pending = ""
    for line in sql.splitlines(keepends=True):
        if not pending and (not line.strip() or line.startswith("--")):
            continue
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending.strip()
            pending = ""


def _find(folder: Path) -> tuple[Migration, ...]:
    found = []
    for path in sorted(folder.glob("m*.sql")):
        match = _NAME.fullmatch(path.name)
        assert match is not None, f"{path.name} is no name of a migration"
        statements = tuple(_statements(path.read_text(encoding="utf-8")))
        found.append(Migration(int(match[1]), match[2], statements))
    assert [one.number for one in found] == list(range(1, len(found) + 1)), "migrations are numbered without gaps"
    return tuple(found)


MIGRATIONS = _find(Path(__file__).parent)
SCHEMA = len(MIGRATIONS)
"""The present schema number."""


def migrate(connection: sqlite3.Connection, now: str, maker: str) -> list[Migration]:
    """Bring the file to the present schema; returns what was applied. Must be called inside a transaction."""
    connection.create_function("tanik_digest", 7, statement_uid, deterministic=True)
    (present,) = connection.execute("PRAGMA user_version").fetchone()
    todo = [one for one in MIGRATIONS if one.number > present]
    for one in todo:
        for statement in one.statements:
            connection.execute(statement)
        row = (one.number, f"m{one.number:03d}_{one.name}", now, maker)
        connection.execute("INSERT INTO migration (number, name, at, maker) VALUES (?, ?, ?, ?)", row)
        connection.execute(f"PRAGMA user_version = {one.number}")
    return todo
