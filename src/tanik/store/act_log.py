"""The log as a coder sees it: what was done, and taking it back.

An act is undone by a new event that names it; the act itself stays in the log. Each coder has one line of acts: undoing
goes back along it, redoing forth, and a new act cuts off what was undone. An act that somebody else has built upon
cannot be undone before that is.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from tanik.coding.acts import Coder, LoggedAct
from tanik.store import act_rows, events, round_rows
from tanik.store.act_errors import built_upon
from tanik.store.act_rows import PLACES, Change, Row
from tanik.store.acting import subjects_of
from tanik.store.moving import carried_values

if TYPE_CHECKING:
    from tanik.store.desk import Desk

_AT_PLACE = frozenset(
    f"{begin}{name}" for begin in ("", "other_") for name in ("document", "start", "stop", "quote", "page", "paragraph")
)


def keep(connection: sqlite3.Connection, event: int, coder: int, subjects: Iterable[tuple[str, str]]) -> None:
    """Note that an event is an act of a coder and what it concerns; what the coder undid before is cut off."""
    connection.execute("UPDATE act SET state = 'dropped' WHERE coder = ? AND state = 'undone'", (coder,))
    connection.execute("INSERT INTO act (event, coder, state) VALUES (?, ?, 'done')", (event, coder))
    _concerns(connection, event, coder, subjects)


def _concerns(connection: sqlite3.Connection, event: int, coder: int, subjects: Iterable[tuple[str, str]]) -> None:
    told = list(dict.fromkeys(subjects))
    connection.executemany(
        "INSERT INTO event_subject (kind, uid, event) VALUES (?, ?, ?)", [(kind, uid, event) for kind, uid in told]
    )
    for kind, uid in told:
        if kind == "statement":
            mark(connection, uid, event, coder)


def mark(connection: sqlite3.Connection, statement: str, event: int, coder: int) -> None:
    """Let a proposed statement outlive new readings as long as somebody's judgement stands on it."""
    row = connection.execute("SELECT id FROM statement WHERE uid = ?", (statement,)).fetchone()
    if row is None:
        return
    query = "SELECT DISTINCT status FROM judgement WHERE statement = ?"
    found = {status for (status,) in connection.execute(query, (statement,))}
    connection.execute("DELETE FROM touched WHERE kind = 'statement' AND row = ?", row)
    if found:
        status = "corrected" if "corrected" in found else "rejected" if found == {"rejected"} else "accepted"
        connection.execute(
            "INSERT INTO touched (kind, row, status, coder, event) VALUES ('statement', ?, ?, ?, ?)",
            (*row, status, coder, event),
        )


def undo(desk: Desk, coder: Coder, at: str) -> LoggedAct | None:
    """Take back the coder's last act; called inside a transaction."""
    return _turn(desk, coder, at, "undo", "done", "DESC")


def redo(desk: Desk, coder: Coder, at: str) -> LoggedAct | None:
    """Do again what the coder undid last; called inside a transaction."""
    return _turn(desk, coder, at, "redo", "undone", "ASC")


def _turn(desk: Desk, coder: Coder, at: str, verb: str, state: str, order: str) -> LoggedAct | None:
    connection = desk.connection
    who = events.coder_id(connection, coder)
    found = connection.execute(
        f"SELECT event FROM act WHERE coder = ? AND state = ? ORDER BY event {order} LIMIT 1",  # noqa: S608
        (who, state),
    ).fetchone()
    if found is None:
        return None
    event = int(found[0])
    act, subject, packed = connection.execute(
        "SELECT act, subject, json_payload FROM event WHERE id = ?", (event,)
    ).fetchone()
    payload = json.loads(packed)
    where = {"round": payload["round"]} if "round" in payload else {}
    if where:
        # What was done in a round is final when the round is closed.
        round_rows.check_may_act(desk, coder, where["round"])
    changes: list[Change] = [(t, uid, b, a) for t, uid, b, a in payload["changes"]]
    if verb == "undo":
        changes = [(table, uid, after, before) for table, uid, before, after in reversed(changes)]
    subjects: list[tuple[str, str]] = []
    for change in changes:
        subjects += subjects_of(connection, change)
        _apply(desk, event, change)
        subjects += subjects_of(connection, change)
    for table, uid, _, after in changes:
        if after is None:
            _needed(desk, event, table, uid)
    told = {"undoes" if verb == "undo" else "redoes": event, "act": act, **where}
    number = events.record(connection, at, coder, verb, subject, told)
    connection.execute("UPDATE act SET state = ? WHERE event = ?", ("undone" if verb == "undo" else "done", event))
    _concerns(connection, number, who, subjects)
    return LoggedAct(event, at, coder, act, subject, len({uid for _, uid, _, _ in changes}), verb, number)


def _apply(desk: Desk, event: int, change: Change) -> None:
    """Lead a row from ``before`` to ``after``. StudyError T548 when it is no longer as ``before`` says."""
    table, uid, before, after = change
    present = act_rows.get(desk.connection, table, uid)
    if (present is None) != (before is None) or (present and not _same(desk, table, present, before or {})):
        raise _changed(desk, event, table, uid)
    if before is None and after is not None:
        after = _carried(desk, table, after)
    elif before is not None and after is not None and "json_values" in after:
        after = after | {"json_values": carried_values(desk.texts, after["json_values"])}
    act_rows.put(desk.connection, table, uid, after)


def _same(desk: Desk, table: str, present: Row, before: Row) -> bool:
    """Whether a row is as the act left it; a place may have followed its text since."""
    for name, value in before.items():
        if name in _AT_PLACE and table in PLACES:
            continue
        if present[name] != value and not (
            name == "json_values" and present[name] == carried_values(desk.texts, value)
        ):
            return False
    return True


def _carried(desk: Desk, table: str, row: Row) -> Row:
    """A row that comes back, at its place in the newest text; where its words are gone it stays in the older one."""
    for begin in PLACES.get(table, ()):
        row = row | (desk.texts.carried(row, begin) or {})
    if row.get("json_values"):
        row = row | {"json_values": carried_values(desk.texts, row["json_values"])}
    return row


def _needed(desk: Desk, event: int, table: str, uid: str) -> None:
    """Raise when something that would lose its ground stands on this row."""
    queries = {
        "hand_statement": "SELECT 'statement' FROM judgement WHERE statement = ?",
        "codebook": "SELECT 'coding' FROM coding WHERE codebook = ?",
        "entity_decision": "SELECT 'entity' FROM entity_decision WHERE merged_into = ?",
    }
    if table in queries and desk.connection.execute(queries[table], (uid,)).fetchone():
        raise _changed(desk, event, table, uid)


def _changed(desk: Desk, event: int, table: str, uid: str) -> Exception:
    kind, key = ("statement", uid) if table == "hand_statement" else (table, uid)
    if table == "judgement":
        row = act_rows.get(desk.connection, table, uid)
        kind, key = "statement", row["statement"] if row else uid
    query = (
        "SELECT event.id, name FROM event_subject JOIN event ON event.id = event_subject.event "
        "JOIN coder ON coder.id = event.coder WHERE event_subject.kind = ? AND uid = ? ORDER BY event.id DESC LIMIT 1"
    )
    found = desk.connection.execute(query, (kind, key)).fetchone()
    query = "SELECT event.id, name FROM event JOIN coder ON coder.id = event.coder ORDER BY event.id DESC LIMIT 1"
    later, who = found if found and found[0] > event else desk.connection.execute(query).fetchone()
    thing = {"judgement": "statement", "hand_statement": "statement", "entity_decision": "entity"}.get(table, table)
    return built_upon(event, thing, who, later)


# Looking back


def log(connection: sqlite3.Connection, coder: str | None, last: int | None, acts_only: bool) -> list[LoggedAct]:
    """The events in order, or the last so many of them."""
    rows = connection.execute(
        "SELECT event.id, at, name, kind, version, act, subject, json_payload, act.state FROM event "
        "JOIN coder ON coder.id = event.coder LEFT JOIN act ON act.event = event.id "
        "WHERE (? IS NULL OR name = ?) AND (? OR act.event IS NOT NULL) ORDER BY event.id DESC LIMIT ?",
        (coder, coder, not acts_only, -1 if last is None else last),
    ).fetchall()
    return [_logged(*row) for row in reversed(rows)]


def _logged(
    event: int, at: str, name: str, kind: Any, version: str, act: str, subject: str, packed: str, state: str | None
) -> LoggedAct:
    payload: dict[str, Any] = json.loads(packed)
    other = payload.pop("undoes", None) or payload.pop("redoes", None)
    payload.pop("changes", None)
    count = payload.pop("count", 1)
    return LoggedAct(event, at, Coder(name, kind, version), act, subject, count, state or "", other, payload)


def history(connection: sqlite3.Connection, kind: str, uid: str) -> Iterator[tuple[LoggedAct, list[Change]]]:
    """The acts on one thing that stand, oldest first, each with its changes."""
    rows = connection.execute(
        "SELECT event.id, at, name, coder.kind, version, act, subject, json_payload, act.state FROM event_subject "
        "JOIN event ON event.id = event_subject.event JOIN coder ON coder.id = event.coder "
        "JOIN act ON act.event = event.id AND act.state = 'done' "
        "WHERE event_subject.kind = ? AND event_subject.uid = ? ORDER BY event.id",
        (kind, uid),
    ).fetchall()
    for row in rows:
        changes = [(t, key, b, a) for t, key, b, a in json.loads(row[7])["changes"]]
        yield _logged(*row), changes
