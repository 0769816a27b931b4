"""Reading a document again replaces only what no person has touched.

A row that a person accepted, corrected or rejected survives, with its maker. The rules:

* What the new reading finds on exactly the span of an accepted or corrected row is not written: the person's row
  stands. On the span of a rejected row only the same finding (same holder, speaker, value, kind) is kept out.
* What a surviving row refers to (its holder, targets, citation ...) is found again in the new reading, by name or id
  for people and works, by place for citations; what is not found again survives with it.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections import defaultdict

from tanik.reading.annotations import Citation, Entity, Work
from tanik.store.events import DERIVED

_SIGNATURE = {
    "statement": "(SELECT local FROM entity WHERE entity.id = holder)",
    "quotation": "coalesce((SELECT local FROM entity WHERE entity.id = speaker), '')",
    "mention": "(SELECT local FROM entity WHERE entity.id = row.entity)",
    "date": "coalesce(edtf, '')",
    "doubt": "kind",
    "citation": "''",
}
_ENTITY_USES = (
    ("statement", "holder"),
    ("statement_target", "entity"),
    ("statement_relay", "entity"),
    ("quotation", "speaker"),
    ("mention", "entity"),
)
_CITATION_USES = (("statement", "citation"), ("quotation", "citation"))
_WORK_USES = (("citation_item", "work"),)
_PARENTS = {"statement_target": "statement", "statement_relay": "statement", "citation_item": "citation"}

# All SQL below is put together from the constants above, never from values.
# ruff: noqa: S608


class Survivors:
    """The touched rows of one document, asked while the new reading is written."""

    def __init__(self, connection: sqlite3.Connection, document: int) -> None:
        self._any = any(
            connection.execute(
                f"SELECT 1 FROM touched JOIN {table} ON {table}.id = touched.row "
                "WHERE touched.kind = ? AND document = ? LIMIT 1",
                (table, document),
            ).fetchone()
            for table in DERIVED
        )
        self._accepted: dict[str, set[tuple[int, int]]] = defaultdict(set)
        self._rejected: dict[str, set[tuple[int, int, str]]] = defaultdict(set)
        self._citations: dict[tuple[int, int], tuple[int, bool]] = {}
        self._entities: dict[tuple[str, str, str], int] = {}
        self._works: dict[tuple[str, ...], int] = {}
        self._taken: set[int] = set()
        if not self._any:
            _clear(connection, document)
            return
        for table in _SIGNATURE:
            self._load_spans(connection, document, table)
        touched = "JOIN touched ON touched.row = row.id AND touched.kind = ? WHERE document = ?"
        query = f"SELECT row.id, local, row.kind, name FROM entity AS row {touched}"
        for id, local, kind, name in connection.execute(query, ("entity", document)).fetchall():
            self._entities[("name", kind, name)] = self._entities[("local", kind, local)] = id
        query = f"SELECT row.id, local, author, year, suffix FROM work AS row {touched}"
        for id, local, *names in connection.execute(query, ("work", document)).fetchall():
            self._works[(local,)] = self._works[tuple(names)] = id

    def _load_spans(self, connection: sqlite3.Connection, document: int, table: str) -> None:
        query = (
            f"SELECT row.id, start, stop, {_SIGNATURE[table]}, status FROM {table} AS row "
            "JOIN touched ON touched.row = row.id AND touched.kind = ? WHERE document = ? ORDER BY row.id"
        ).replace("kind, status", "row.kind, status")
        for id, start, stop, signature, status in connection.execute(query, (table, document)).fetchall():
            if status == "rejected":
                self._rejected[table].add((start, stop, signature))
            else:
                self._accepted[table].add((start, stop))
            if table == "citation":
                self._citations[start, stop] = (id, status == "rejected")

    def __bool__(self) -> bool:
        return self._any

    def blocks(self, table: str, start: int, end: int, signature: str) -> bool:
        """True when a person's row stands for this finding."""
        return self._any and ((start, end) in self._accepted[table] or (start, end, signature) in self._rejected[table])

    def citation(self, citation: Citation) -> tuple[bool, int | None]:
        """Whether a person's row stands for this citation, and which (None when it was rejected)."""
        found = self._citations.get((citation.start, citation.end))
        if found is None:
            return False, None
        id, rejected = found
        return True, None if rejected else id

    def entity(self, entity: Entity) -> int | None:
        """The touched row that is this entity: the same kind with the same name or id. No row stands for two."""
        found = self._entities.get(
            ("name", entity.kind, entity.name), self._entities.get(("local", entity.kind, entity.id))
        )
        return self._take(found)

    def work(self, work: Work) -> int | None:
        return self._take(self._works.get((work.author, work.year, work.suffix), self._works.get((work.id,))))

    def _take(self, row: int | None) -> int | None:
        if row is None or row in self._taken:
            return None
        self._taken.add(row)
        return row


def _clear(connection: sqlite3.Connection, document: int) -> None:
    """Everything that earlier readings found."""
    for table in DERIVED:
        connection.execute(f"DELETE FROM {table} WHERE document = ?", (document,))
    connection.execute("DELETE FROM reading WHERE document = ? AND current = 0", (document,))


def settle(
    connection: sqlite3.Connection,
    document: int,
    reading: int,
    kept: Survivors,
    entities: dict[str, int],
    works: dict[str, int],
) -> None:
    """Lead the surviving rows to the new reading and take away what nobody needs any more.

    ``entities``, ``works``: the row numbers of the new reading by their ids inside it.
    """
    if not kept:
        return
    values = {"document": document, "reading": reading}
    _repoint(
        connection, values, "entity", _ENTITY_USES, _same(connection, values, "entity", "kind, name", "kind, local")
    )
    _repoint(connection, values, "citation", _CITATION_USES, _same(connection, values, "citation", "start, stop"))
    _repoint(connection, values, "work", _WORK_USES, _same(connection, values, "work", "author, year, suffix"))
    uses = {"citation": _CITATION_USES, "work": _WORK_USES, "entity": _ENTITY_USES}
    for table in DERIVED:
        needed = "".join(
            f" AND id NOT IN (SELECT {column} FROM {user} WHERE {column} IS NOT NULL)"
            for user, column in uses.get(table, ())
        )
        connection.execute(
            f"DELETE FROM {table} WHERE document = :document AND reading <> :reading "
            f"AND id NOT IN (SELECT row FROM touched WHERE kind = '{table}'){needed}",
            values,
        )
    for table in _SIGNATURE:
        _reorder_spans(connection, values, table)
    _rename_and_reorder(connection, values, "entity", entities)
    _rename_and_reorder(connection, values, "work", works)
    empty = " AND ".join(f"id NOT IN (SELECT reading FROM {table})" for table in DERIVED)
    connection.execute(f"DELETE FROM reading WHERE document = :document AND current = 0 AND {empty}", values)


def _same(connection: sqlite3.Connection, values: dict[str, int], table: str, *keys: str) -> dict[int, int]:
    """New row number by old one, where one of the ``keys`` (SQL rows of columns) is the same; the first key wins."""
    same: dict[int, int] = {}
    for key in reversed(keys):
        columns = f"SELECT id, {key} FROM {table} WHERE"
        new: dict[tuple[str, ...], int] = {}
        for id, *names in connection.execute(f"{columns} reading = :reading ORDER BY ord", values):
            new.setdefault(tuple(names), id)
        rows = connection.execute(f"{columns} document = :document AND reading <> :reading", values)
        same |= {id: new[tuple(names)] for id, *names in rows if tuple(names) in new}
    return same


def _repoint(
    connection: sqlite3.Connection,
    values: dict[str, int],
    table: str,
    uses: tuple[tuple[str, str], ...],
    same: dict[int, int],
) -> None:
    """Let the touched rows refer to the new rows. A touched row is itself what is referred to: it stays."""
    touched = {id for (id,) in connection.execute("SELECT row FROM touched WHERE kind = ?", (table,)).fetchall()}
    for user, column in uses:
        parent = _PARENTS.get(user, user)
        key = "id" if parent == user else parent
        rows = connection.execute(
            f"SELECT DISTINCT {column} FROM {user} WHERE {column} IS NOT NULL AND {key} IN "
            f"(SELECT touched.row FROM touched JOIN {parent} ON {parent}.id = touched.row "
            f"WHERE touched.kind = '{parent}' AND {parent}.document = :document AND {parent}.reading <> :reading)",
            values,
        ).fetchall()
        moves = [(same[old], old) for (old,) in rows if old in same and old not in touched]
        connection.executemany(f"UPDATE {user} SET {column} = ? WHERE {column} = ?", moves)


def _reorder_spans(connection: sqlite3.Connection, values: dict[str, int], table: str) -> None:
    """Give the survivors the place of the first new row that follows them in the text."""
    new = connection.execute(
        f"SELECT start, stop, ord FROM {table} WHERE reading = :reading ORDER BY start, stop, ord", values
    ).fetchall()
    old = connection.execute(
        f"SELECT start, stop, id FROM {table} WHERE document = :document AND reading <> :reading", values
    ).fetchall()
    starts = [(start, stop) for start, stop, _ in new]
    last = max((ord for _, _, ord in new), default=-1) + 1
    moves = []
    for start, stop, id in old:
        at = bisect_left(starts, (start, stop))
        moves.append((new[at][2] if at < len(new) else last, id))
    connection.executemany(f"UPDATE {table} SET ord = ? WHERE id = ?", moves)


def _rename_and_reorder(
    connection: sqlite3.Connection, values: dict[str, int], table: str, present: dict[str, int]
) -> None:
    """Survivors that the new reading knows take its id and place; the others follow, with an id of their own."""
    old = connection.execute(
        f"SELECT id, local FROM {table} WHERE document = :document AND reading <> :reading ORDER BY ord, id", values
    ).fetchall()
    local_of = {row: local for local, row in present.items()}
    order = {local: ord for ord, local in enumerate(present)}
    used = set(present)
    names: dict[int, str] = {}
    for row, local in old:
        name, number = local_of.get(row, local), 1
        while row not in local_of and name in used:
            number += 1
            name = f"{local}~{number}"
        used.add(name)
        names[row] = name
    # Two steps, because two survivors of one reading may exchange their ids.
    connection.executemany(f"UPDATE {table} SET local = ? WHERE id = ?", [(f"\x00{row}", row) for row in names])
    connection.executemany(
        f"UPDATE {table} SET local = ?, ord = ? WHERE id = ?",
        [(name, order.get(name, len(order) + place), row) for place, (row, name) in enumerate(names.items())],
    )
