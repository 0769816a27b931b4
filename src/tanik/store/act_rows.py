"""Rows of what people made, as plain values, and the changes that lead from one state of a row to the next.

A change is ``[table, key, before, after]``: rows as objects by column, None for no row. Where a row was changed, only
the changed columns stand there. Changes are what an event keeps, and what undoing turns round.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from functools import cache
from typing import Any

Row = dict[str, Any]
Change = tuple[str, str, Row | None, Row | None]

_PLACE = ("document", "start", "stop", "quote", "page", "paragraph")
_MADE = ("coder", "round", "at")
COLUMNS: dict[str, tuple[str, ...]] = {
    "judgement": ("statement", "status", "json_values", "source", "note", "layer", *_MADE),
    "hand_statement": ("id", *_PLACE, "coder", "at"),
    "coding": (*_PLACE, "statement", "code", "codebook", "version", *_MADE),
    "memo": ("subject", "text", *_PLACE, *_MADE),
    "link": ("kind", "one", "other", "note", *_PLACE, *(f"other_{name}" for name in _PLACE), *_MADE),
    "entity_decision": ("kind", "name", "json_aliases", "merged_into"),
    "codebook": ("ord", "version", "json_codebook"),
    "decision": ("coding", "choice", "method", "note", *_MADE),
    "contradiction_judgement": ("status", "note", *_MADE),
}
"""The tables of acts, each with the key ``uid``, and their columns."""
PLACES: dict[str, tuple[str, ...]] = {
    "hand_statement": ("",),
    "coding": ("",),
    "memo": ("",),
    "link": ("", "other_"),
}
"""Which tables hold places, and with which beginnings of column names."""

# The SQL below is put together from the constants above.
# ruff: noqa: S608


@cache
def _select(table: str) -> str:
    return f"SELECT {', '.join(COLUMNS[table])} FROM {table} WHERE uid = ?"


@cache
def _insert(table: str) -> str:
    columns = COLUMNS[table]
    return f"INSERT INTO {table} (uid, {', '.join(columns)}) VALUES (?{', ?' * len(columns)})"


def get(connection: sqlite3.Connection, table: str, uid: str) -> Row | None:
    """The row with a key, None when there is none."""
    found = connection.execute(_select(table), (uid,)).fetchone()
    return None if found is None else dict(zip(COLUMNS[table], found, strict=True))


def put(connection: sqlite3.Connection, table: str, uid: str, row: Row | None) -> Change | None:
    """Make the row so (None: take it away); gives the change, or None when it was so already."""
    before = get(connection, table, uid)
    if before is None:
        if row is None:
            return None
        full = {name: row.get(name) for name in COLUMNS[table]}
        connection.execute(_insert(table), (uid, *full.values()))
        return table, uid, None, {name: value for name, value in full.items() if value is not None}
    if row is None:
        connection.execute(f"DELETE FROM {table} WHERE uid = ?", (uid,))
        return table, uid, {name: value for name, value in before.items() if value is not None}, None
    return update(connection, table, uid, before, row)


def update(
    connection: sqlite3.Connection, table: str, uid: str, before: Row, fields: Mapping[str, Any]
) -> Change | None:
    """Change some columns of a row that is there."""
    changed = [name for name in COLUMNS[table] if name in fields and fields[name] != before[name]]
    if not changed:
        return None
    sets = ", ".join(f"{name} = ?" for name in changed)
    connection.execute(f"UPDATE {table} SET {sets} WHERE uid = ?", (*(fields[name] for name in changed), uid))
    return table, uid, {name: before[name] for name in changed}, {name: fields[name] for name in changed}
