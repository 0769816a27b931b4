"""The event log, the coders who act in it, and the marks of a person's judgement on a row."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, get_args

from tanik.coding.acts import Coder as Coder  # the log knows coders by this name
from tanik.store.packing import to_json

Judgement = Literal["accepted", "corrected", "rejected"]
DERIVED = ("statement", "quotation", "citation", "date", "mention", "doubt", "work", "entity")
"""Tables of what a reading found, in an order in which they can be deleted."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to the study; ``at``: UTC, ISO 8601; ``subject``: ``table:id``."""

    id: int
    at: str
    coder: Coder
    act: str
    subject: str
    payload: dict[str, Any]


def coder_id(connection: sqlite3.Connection, coder: Coder) -> int:
    """The row number of a coder, made when it is new."""
    values = (coder.name, coder.kind, coder.version)
    found = connection.execute("SELECT id FROM coder WHERE name = ? AND kind = ? AND version = ?", values).fetchone()
    if found:
        return int(found[0])
    made = connection.execute("INSERT INTO coder (name, kind, version) VALUES (?, ?, ?)", values)
    return int(made.lastrowid or 0)


def record(
    connection: sqlite3.Connection, at: str, coder: Coder, act: str, subject: str, payload: dict[str, Any]
) -> int:
    """Append one event; returns its number. Must be called inside the transaction that does what it tells."""
    made = connection.execute(
        "INSERT INTO event (at, coder, act, subject, json_payload) VALUES (?, ?, ?, ?, ?)",
        (at, coder_id(connection, coder), act, subject, to_json(payload)),
    )
    return int(made.lastrowid or 0)


def events(connection: sqlite3.Connection, after: int = 0) -> Iterator[Event]:
    """The log in order, from the event that follows number ``after``."""
    rows = connection.execute(
        "SELECT event.id, at, name, kind, version, act, subject, json_payload FROM event "
        "JOIN coder ON coder.id = event.coder WHERE event.id > ? ORDER BY event.id",
        (after,),
    )
    for number, at, name, kind, version, act, subject, payload in rows:
        yield Event(number, at, Coder(name, kind, version), act, subject, json.loads(payload))


def judge(
    connection: sqlite3.Connection, at: str, coder: Coder, table: str, row: int, judgement: Judgement | None
) -> int:
    """Mark a row as judged by a person, or take the mark away (None). Raises KeyError when there is no such row."""
    if table not in DERIVED:
        raise ValueError(f"rows of {table!r} are not judged; the tables are {', '.join(DERIVED)}")
    if judgement is not None and judgement not in get_args(Judgement):
        raise ValueError(f"a judgement is one of {', '.join(get_args(Judgement))}, not {judgement!r}")
    # The table's name comes from the list above, never from outside.
    found = connection.execute(f"SELECT 1 FROM {table} WHERE id = ?", (row,)).fetchone()  # noqa: S608
    if found is None:
        raise KeyError(f"{table}:{row}")
    before = connection.execute("SELECT status FROM touched WHERE kind = ? AND row = ?", (table, row)).fetchone()
    verb = {"accepted": "accept", "corrected": "correct", "rejected": "reject", None: "withdraw"}[judgement]
    event = record(connection, at, coder, f"row.{verb}", f"{table}:{row}", {"before": before[0] if before else None})
    connection.execute("DELETE FROM touched WHERE kind = ? AND row = ?", (table, row))
    if judgement is not None:
        connection.execute(
            "INSERT INTO touched (kind, row, status, coder, event) VALUES (?, ?, ?, ?, ?)",
            (table, row, judgement, coder_id(connection, coder), event),
        )
    return event
