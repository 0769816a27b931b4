"""What people made follows its text: when a source gets a new version of its document, places move by alignment.

What finds its words again moves, in the same transaction that keeps the new document; what does not stays with the old
version and is named in the table ``unmoved``, which :meth:`tanik.study.coding.StudyCoding.unmoved` reports.
"""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from tanik.store.act_rows import PLACES, Row
from tanik.store.events import DERIVED
from tanik.store.packing import to_json
from tanik.store.texts import Texts

# Names of tables and columns below are constants.
# ruff: noqa: S608

_SPANS = tuple(sorted((table for table in DERIVED if table not in ("work", "entity")), key="citation".__ne__))
"""Citations first: statements and quotations that refer to one find it moved."""
_PLACE = ("document", "start", "stop", "quote", "page", "paragraph")


def carried_values(texts: Texts, packed: str | None) -> str | None:
    """The values of a judgement in the newest text of their document; as they are where their words are gone."""
    if packed is None:
        return None
    plain = json.loads(packed)
    start, stop, *_ = plain["span"]
    place = texts.carried({"document": plain["document"], "start": start, "stop": stop})
    if not place:
        return packed
    plain["span"] = [place[name] for name in ("start", "stop", "quote", "page", "paragraph")]
    if plain["citation"] is not None:
        first, last, _ = plain["citation"]
        proof = texts.carried({"document": plain["document"], "start": first, "stop": last})
        plain["citation"] = [proof["start"], proof["stop"], proof["quote"]] if proof else None
    return to_json(plain | {"document": place["document"]})


def follow(connection: sqlite3.Connection, texts: Texts, source: str) -> dict[str, list[str]]:
    """Move everything that people made or touched in older versions of a source's document into the newest.

    Called inside the transaction that wrote it. Gives what moved and what could not, as ``table:id``.
    """
    new = texts.newest(source)
    older = [
        key for (key,) in connection.execute("SELECT key FROM document WHERE source = ? AND key <> ?", (source, new))
    ]
    done: dict[str, list[str]] = {"moved": [], "unmoved": []}
    for key in older:
        for table, begins in PLACES.items():
            for begin in begins:
                _move_places(connection, texts, table, begin, key, done)
        _move_touched(connection, texts, key, int(new or 0), done)
    _move_values(connection, texts, source, done)
    for each in done["unmoved"]:
        kind, _, uid = each.partition(":")
        connection.execute("INSERT OR IGNORE INTO unmoved (kind, uid, document) VALUES (?, ?, ?)", (kind, uid, new))
    return done


def _move_places(
    connection: sqlite3.Connection, texts: Texts, table: str, begin: str, key: int, done: dict[str, list[str]]
) -> None:
    names = [f"{begin}{name}" for name in _PLACE]
    query = f"SELECT uid, {', '.join(names)} FROM {table} WHERE {begin}document = ?"
    for uid, *values in connection.execute(query, (key,)).fetchall():
        moved = texts.carried(dict(zip(names, values, strict=True)), begin)
        done["unmoved" if moved is None else "moved"].append(f"{table}:{uid}")
        if moved:
            sets = ", ".join(f"{name} = ?" for name in moved)
            connection.execute(f"UPDATE {table} SET {sets} WHERE uid = ?", (*moved.values(), uid))


def _move_values(connection: sqlite3.Connection, texts: Texts, source: str, done: dict[str, list[str]]) -> None:
    query = "SELECT uid, json_values FROM judgement WHERE source = ? AND json_values IS NOT NULL"
    for uid, packed in connection.execute(query, (source,)).fetchall():
        moved = carried_values(texts, packed)
        if moved != packed:
            connection.execute("UPDATE judgement SET json_values = ? WHERE uid = ?", (moved, uid))
        elif json.loads(packed)["document"] != texts.newest(source):
            done["unmoved"].append(f"judgement:{uid}")


def _move_touched(connection: sqlite3.Connection, texts: Texts, key: int, new: int, done: dict[str, list[str]]) -> None:
    """The touched rows of a reading, and what they refer to, come with their text."""
    for table in _SPANS:
        rows = connection.execute(
            f"SELECT id, start, stop FROM {table} JOIN touched ON touched.row = id AND touched.kind = ? "
            "WHERE document = ?",
            (table, key),
        ).fetchall()
        for id, start, stop in rows:
            moved = texts.carried({"document": key, "start": start, "stop": stop})
            name = f"{table}:{_uid(connection, table, id)}"
            if moved is None or not _move_row(connection, texts, table, id, key, moved):
                done["unmoved"].append(name)
                continue
            done["moved"].append(name)
    values = {"old": key, "new": new}
    for table, users in _USES.items():
        needed = " UNION ".join(query.format(table=table) for query in users)
        connection.execute(f"UPDATE {table} SET document = :new WHERE document = :old AND id IN ({needed})", values)


_USES: dict[str, tuple[str, ...]] = {
    "entity": (
        "SELECT row FROM touched WHERE kind = 'entity'",
        "SELECT holder FROM statement WHERE document = :new",
        "SELECT entity FROM statement_target JOIN statement ON id = statement WHERE document = :new",
        "SELECT entity FROM statement_relay JOIN statement ON id = statement WHERE document = :new",
        "SELECT speaker FROM quotation WHERE document = :new",
        "SELECT entity FROM mention WHERE document = :new",
    ),
    "work": (
        "SELECT row FROM touched WHERE kind = 'work'",
        "SELECT work FROM citation_item JOIN citation ON id = citation WHERE document = :new",
    ),
}


def _uid(connection: sqlite3.Connection, table: str, id: int) -> str:
    if table != "statement":
        return str(id)
    return str(connection.execute("SELECT uid FROM statement WHERE id = ?", (id,)).fetchone()[0])


def _move_row(connection: sqlite3.Connection, texts: Texts, table: str, id: int, key: int, moved: Row) -> bool:
    """Move one row with the places inside it; False when one of those is gone."""
    extra: dict[str, Any] = {}
    if table == "quotation":
        outer = connection.execute("SELECT outer_start, outer_stop FROM quotation WHERE id = ?", (id,)).fetchone()
        place = texts.carried({"document": key, "start": outer[0], "stop": outer[1]})
        if place is None:
            place = {"start": moved["start"], "stop": moved["stop"]}
        extra = {"outer_start": place["start"], "outer_stop": place["stop"]}
    if table == "mention":
        (stop,) = connection.execute("SELECT word_stop FROM mention WHERE id = ?", (id,)).fetchone()
        start = connection.execute("SELECT start FROM mention WHERE id = ?", (id,)).fetchone()[0]
        place = texts.carried({"document": key, "start": start, "stop": stop})
        extra = {"word_stop": place["stop"] if place else moved["stop"]}
        moved = {name: value for name, value in moved.items() if name not in ("page", "paragraph")}
    if table == "statement":
        _move_evidence(connection, texts, id, key)
        _move_citation(connection, texts, "statement", id, key)
    if table == "quotation":
        _move_citation(connection, texts, "quotation", id, key)
    row = moved | extra
    sets = ", ".join(f"{name} = ?" for name in row)
    connection.execute(f"UPDATE {table} SET {sets} WHERE id = ?", (*row.values(), id))
    return True


def _move_evidence(connection: sqlite3.Connection, texts: Texts, statement: int, key: int) -> None:
    """Evidence that is gone is left out: it proves nothing any more."""
    query = "SELECT ord, start, stop FROM statement_evidence WHERE statement = ?"
    for ord, start, stop in connection.execute(query, (statement,)).fetchall():
        place = texts.carried({"document": key, "start": start, "stop": stop})
        if place is None:
            connection.execute("DELETE FROM statement_evidence WHERE statement = ? AND ord = ?", (statement, ord))
        else:
            connection.execute(
                "UPDATE statement_evidence SET start = ?, stop = ?, quote = ? WHERE statement = ? AND ord = ?",
                (place["start"], place["stop"], place["quote"], statement, ord),
            )


def _move_citation(connection: sqlite3.Connection, texts: Texts, table: str, id: int, key: int) -> None:
    """The citation that a row refers to comes too; one that is gone is no longer referred to."""
    query = f"SELECT c.id, c.start, c.stop FROM {table} AS x JOIN citation AS c ON c.id = x.citation "
    found = connection.execute(f"{query} WHERE x.id = ? AND c.document = ?", (id, key)).fetchone()
    if found is None:
        return
    citation, start, stop = found
    place = texts.carried({"document": key, "start": start, "stop": stop})
    if place is None:
        connection.execute(f"UPDATE {table} SET citation = NULL WHERE id = ?", (id,))
        return
    sets = ", ".join(f"{name} = ?" for name in place)
    connection.execute(f"UPDATE citation SET {sets} WHERE id = ?", (*place.values(), citation))
