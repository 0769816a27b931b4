"""Rows of what came from other tools; see ``m002_judging.sql``."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tanik.coding.acts import Coder
from tanik.sources.source import Source
from tanik.store import act_rows, document_rows, events
from tanik.store.acting import Acting
from tanik.store.packing import to_json
from tanik.text.document import Document


@dataclass(frozen=True, slots=True)
class Imported:
    """One import: ``project`` and ``report`` as plain JSON, ``placed``: what became of its parts."""

    uid: str
    name: str
    format: str
    origin: str
    sha256: str
    at: str
    report: dict[str, Any]
    placed: dict[str, Any]
    project: dict[str, Any]


def write_import(connection: sqlite3.Connection, row: Imported, files: Iterator[tuple[str, bytes]]) -> None:
    """Keep an import with its originals. Must be called inside the transaction of the import."""
    packed = zlib.compress(to_json(row.project).encode("utf-8", "surrogatepass"))
    head = (row.uid, row.name, row.format, row.origin, row.sha256, row.at)
    values = (*head, to_json(row.report), to_json(row.placed), packed)
    connection.execute(f"INSERT INTO imported VALUES ({', '.join('?' * len(values))})", values)  # noqa: S608
    connection.executemany(
        "INSERT INTO imported_file (import, name, content) VALUES (?, ?, ?)",
        ((row.uid, name, content) for name, content in files),
    )


def read_imports(connection: sqlite3.Connection) -> Iterator[Imported]:
    """All imports, oldest first."""
    rows = connection.execute(
        "SELECT uid, name, format, origin, sha256, at, json_report, json_placed, z_project FROM imported "
        "ORDER BY at, uid"
    ).fetchall()
    for uid, name, format, origin, sha256, at, report, placed, packed in rows:
        project = json.loads(zlib.decompress(packed).decode("utf-8", "surrogatepass"))
        yield Imported(uid, name, format, origin, sha256, at, json.loads(report), json.loads(placed), project)


def read_files(connection: sqlite3.Connection, uid: str) -> list[tuple[str, bytes]]:
    """Name and bytes of the originals of one import."""
    rows = connection.execute("SELECT name, content FROM imported_file WHERE import = ? ORDER BY name", (uid,))
    return [(name, content) for name, content in rows.fetchall()]


def save_text(act: Acting, source: Source, document: Document, made_with: dict[str, Any]) -> None:
    """Put a source with its document into the study, as part of an act."""
    document_rows.write_source(act.connection, source)
    document_rows.write_document(act.connection, source.id, document, act.at, made_with)


def coder_row(act: Acting, coder: Coder) -> int:
    """The row number of a coder, made when it is new."""
    return events.coder_id(act.connection, coder)


def has(act: Acting, table: str, uid: str) -> bool:
    """Whether there is such a row already; ``table`` as in :data:`tanik.store.act_rows.COLUMNS`."""
    return act_rows.get(act.connection, table, uid) is not None


def has_statement(act: Acting, uid: str) -> bool:
    """Whether the study knows a statement with this uid: proposed by a reading or added by hand."""
    found = act.connection.execute("SELECT 1 FROM statement WHERE uid = ?", (uid,)).fetchone()
    return found is not None or has(act, "hand_statement", uid)


def tell(act: Acting, subject: str, details: dict[str, Any]) -> None:
    """Let the act have its event even when it only brought texts, which undoing does not take away."""
    act.details |= details
    if not act.changes:
        events.record(act.connection, act.at, act.coder, act.name, subject, details)
