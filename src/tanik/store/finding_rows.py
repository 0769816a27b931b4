"""Findings, what became of them in each verification, and what people say of contradictions, as rows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tanik.store.packing import pack_text, to_json, unpack_text


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """What became of one finding. ``details``: ``supporting`` and ``opposing`` (ids of statements), ``counts``."""

    finding: str
    verdict: str
    value: float | None
    low: float | None
    high: float | None
    n: int
    details: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RunRow:
    """One verification. ``at``: UTC, ISO 8601; ``statements``: in the study at that time."""

    id: int
    at: str
    maker: str
    statements: int
    outcomes: tuple[OutcomeRow, ...]


def read_definitions(connection: sqlite3.Connection) -> dict[str, Any]:
    """The findings of the study as a findings file has them: ``queries`` and ``findings``."""
    queries = dict(connection.execute("SELECT name, filter FROM finding_query ORDER BY ord"))
    rows = connection.execute("SELECT id, json_definition FROM finding ORDER BY ord")
    return {"queries": queries, "findings": [{"id": id, **json.loads(definition)} for id, definition in rows]}


def write_definitions(
    connection: sqlite3.Connection, queries: Mapping[str, Any], findings: Sequence[Mapping[str, Any]]
) -> None:
    """Put these findings in the place of those before."""
    connection.execute("DELETE FROM finding_query")
    connection.execute("DELETE FROM finding")
    for ord, (name, filter) in enumerate(queries.items()):
        connection.execute("INSERT INTO finding_query (name, ord, filter) VALUES (?, ?, ?)", (name, ord, filter))
    for ord, finding in enumerate(findings):
        definition = to_json({key: value for key, value in finding.items() if key != "id"})
        connection.execute(
            "INSERT INTO finding (id, ord, json_definition) VALUES (?, ?, ?)", (finding["id"], ord, definition)
        )


def last_run(connection: sqlite3.Connection) -> RunRow | None:
    """The newest verification, None when there was none."""
    row = connection.execute("SELECT id, at, maker, statements FROM finding_run ORDER BY id DESC LIMIT 1").fetchone()
    if row is None:
        return None
    outcomes = connection.execute(
        "SELECT finding, verdict, value, low, high, n, z_details FROM finding_outcome WHERE run = ? ORDER BY ord",
        (row[0],),
    )
    found = tuple(
        OutcomeRow(finding, verdict, value, low, high, n, json.loads(unpack_text(details)))
        for finding, verdict, value, low, high, n, details in outcomes
    )
    id, at, maker, statements = row
    return RunRow(id, at, maker, statements, found)


def write_run(
    connection: sqlite3.Connection, at: str, maker: str, statements: int, outcomes: Sequence[OutcomeRow]
) -> int:
    """Keep a verification; returns its number."""
    made = connection.execute(
        "INSERT INTO finding_run (at, maker, statements) VALUES (?, ?, ?)", (at, maker, statements)
    )
    run = int(made.lastrowid or 0)
    connection.executemany(
        "INSERT INTO finding_outcome (run, finding, ord, verdict, value, low, high, n, z_details) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                run,
                one.finding,
                ord,
                one.verdict,
                one.value,
                one.low,
                one.high,
                one.n,
                pack_text(to_json(dict(one.details))),
            )
            for ord, one in enumerate(outcomes)
        ],
    )
    return run


def read_contradiction_judgements(connection: sqlite3.Connection) -> dict[str, dict[str, str]]:
    """What people say of contradictions, by uid: status, note, who, at."""
    rows = connection.execute(
        "SELECT uid, status, note, name, at FROM contradiction_judgement AS j JOIN coder ON coder.id = j.coder"
    )
    return {
        uid: {"status": status, "note": note, "who": name, "at": at} for uid, status, note, name, at in rows.fetchall()
    }
