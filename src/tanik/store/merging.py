"""Two copies of one study, on which people worked apart, made one again.

The log says what was done in each copy. An event is the same in both when who did it, when, what and to what are the
same; so what is *new* in the other copy is known, and which things its new events changed. A thing (a judgement,
coding, memo ...) that only the other copy changed becomes as it is there. What both changed, and left differently,
stays as it is here, and the other's row is kept as a *conflict*: nothing is overwritten and nothing lost. The other's
events are added to this log in their order, with their own times. Merging the same copy again finds nothing new.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tanik.coding.acts import Coder, new_uid
from tanik.errors import StudyError
from tanik.store import act_log, act_rows, events, finding_rows
from tanik.store.act_rows import Change, Row
from tanik.store.merged_rows import Translation
from tanik.store.packing import to_json
from tanik.translation import N_

if TYPE_CHECKING:
    from tanik.store.desk import Desk

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Conflict:
    """What two copies have differently. ``ours`` stands; ``theirs`` is kept. Rows by column, None: taken away."""

    uid: str
    kind: str
    key: str
    ours: Row | None
    theirs: Row | None
    at: str


@dataclass(frozen=True, slots=True)
class Merged:
    """``events``: new ones of the other copy; ``changed``: things that are as there now; ``conflicts``: new ones."""

    events: int
    changed: int
    sources: int
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class _Event:
    number: int
    digest: str
    at: str
    coder: Coder
    act: str
    subject: str
    payload: dict[str, Any]
    state: str | None

    def changed(self) -> set[Key]:
        return {(table, uid) for table, uid, *_ in self.payload.get("changes", ())}


def merge(desk: Desk, other: Desk, coder: Coder) -> Merged:
    """Bring what is new in the copy ``other`` into this study, in one transaction. ``other`` is not changed.

    Raises StudyError T581 when they are no copies of one study, T582 when both have a new text of one source.
    """
    _check_same_study(desk, other)
    with desk.writing() as at:
        ours, theirs = list(_events(desk)), list(_events(other))
        known, there = {each.digest for each in ours}, {each.digest for each in theirs}
        new = [each for each in theirs if each.digest not in known]
        if not new:
            return Merged(0, 0, 0, ())
        own = {key for each in ours if each.digest not in there for key in each.changed() if each.act != "study.merge"}
        translation = Translation(desk, other)
        sources = translation.bring_sources()
        translation.bring_rounds()
        uid = new_uid()
        changed, conflicts = _apply(desk, translation, new, own, uid, at)
        _settings(desk, other, new, ours, there)
        if any(each.act == "findings.define" for each in new):
            conflicts += _kept(desk, _findings(desk, other, at), uid)
        disputed = {(each.kind, each.key) for each in conflicts}
        _append(desk, translation, new, disputed)
        told = {"merge": uid, "events": len(new), "changed": len(changed), "conflicts": len(conflicts)}
        number = events.record(desk.connection, at, coder, "study.merge", f"merge:{uid}", told)
        who = events.coder_id(desk.connection, coder)
        for statement in _judged(changed, new, desk):
            act_log.mark(desk.connection, statement, number, who)
        for table, key in changed:
            # Whoever wants to undo what stood there before is told that it was the merging that changed it.
            desk.connection.execute(
                "INSERT OR IGNORE INTO event_subject (kind, uid, event) VALUES (?, ?, ?)", (table, key, number)
            )
        return Merged(len(new), len(changed), sources, tuple(conflicts))


def _check_same_study(desk: Desk, other: Desk) -> None:
    ids = [each.connection.execute("SELECT id FROM study").fetchone()[0] for each in (desk, other)]
    if ids[0] != ids[1]:
        raise StudyError(
            "T581",
            N_("{one} and {other} are no copies of one study, so their work cannot be put together."),
            N_("To bring another project in: tanik import FILE --study STUDY"),
            one=desk.path.name,
            other=other.path.name,
        )


def _events(desk: Desk) -> Iterator[_Event]:
    """The log with the identity of every event: what it had in the copy in which it happened."""
    kept = dict(desk.connection.execute("SELECT event, digest FROM merged_event").fetchall())
    states = dict(desk.connection.execute("SELECT event, state FROM act").fetchall())
    rows = desk.connection.execute(
        "SELECT e.id, e.at, c.name, c.kind, c.version, e.act, e.subject, e.json_payload "
        "FROM event AS e JOIN coder AS c ON c.id = e.coder ORDER BY e.id"
    )
    for number, at, name, kind, version, act, subject, packed in rows.fetchall():
        told = "\x1f".join((at, name, kind, version, act, subject, packed))
        digest = kept.get(number) or hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()
        coder = Coder(name, kind, version)
        yield _Event(number, digest, at, coder, act, subject, json.loads(packed), states.get(number))


def _touched_by(new: list[_Event], theirs: Desk) -> list[Key]:
    """What the new events changed, in their order; an undo changes what the act that it takes back did."""
    found: dict[Key, None] = {}
    for each in new:
        found.update(dict.fromkeys(sorted(each.changed())))
        back = each.payload.get("undoes") or each.payload.get("redoes")
        if back is not None:
            query = "SELECT json_payload FROM event WHERE id = ?"
            (packed,) = theirs.connection.execute(query, (back,)).fetchone()
            changes = json.loads(packed).get("changes", ())
            found.update(dict.fromkeys(sorted({(table, uid) for table, uid, *_ in changes})))
    return list(found)


def _apply(
    desk: Desk, translation: Translation, new: list[_Event], own: set[Key], merge: str, at: str
) -> tuple[list[Key], list[Conflict]]:
    changed: list[Key] = []
    conflicts: list[Conflict] = []
    wanted = [key for key in _touched_by(new, translation.other) if key[0] in act_rows.COLUMNS]
    # A statement comes before what is said of it, a codebook before its codings.
    for table, key in sorted(wanted, key=lambda each: each[0] not in ("hand_statement", "codebook", "entity_decision")):
        row = act_rows.get(translation.other.connection, table, key)
        uid, theirs = translation.row(table, key, row)
        present = act_rows.get(desk.connection, table, uid)
        if table == "codebook" and (table, uid) in own and theirs is not None and present is not None:
            theirs, apart = translation.joined_codebook(present, theirs)
            conflicts += [_conflict("code", each.key, _row(each.ours), _row(each.theirs), at) for each in apart]
        elif (table, uid) in own:
            if not _alike(present, theirs):
                conflicts.append(_conflict(table, uid, present, theirs, at))
            continue
        if _alike(present, theirs):
            continue
        act_rows.put(desk.connection, table, uid, theirs)
        changed.append((table, uid))
    desk.forget()
    return changed, _kept(desk, conflicts, merge)


def _judged(changed: list[Key], new: list[_Event], desk: Desk) -> list[str]:
    """The statements whose judgements came, or were taken away."""
    found: dict[str, None] = {}
    for table, uid in changed:
        row = act_rows.get(desk.connection, table, uid) if table == "judgement" else None
        if row is not None:
            found.setdefault(str(row["statement"]))
    for each in new:
        for table, _, before, after in each.payload.get("changes", ()):
            statement = (before or after or {}).get("statement") if table == "judgement" else None
            if statement is not None:
                found.setdefault(str(statement))
    return list(found)


def _alike(one: Row | None, other: Row | None) -> bool:
    """Whether two rows say the same; when they were written does not count."""
    if one is None or other is None:
        return one is other
    return {name: value for name, value in one.items() if name not in ("at", "id")} == {
        name: value for name, value in other.items() if name not in ("at", "id")
    }


def _conflict(table: str, key: str, ours: Row | None, theirs: Row | None, at: str) -> Conflict:
    told = json.dumps([table, key, theirs], sort_keys=True, ensure_ascii=False)
    return Conflict(hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:32], table, key, ours, theirs, at)


def _row(fields: Mapping[str, Any] | None) -> Row | None:
    return None if fields is None else dict(fields)


def _kept(desk: Desk, conflicts: list[Conflict], merge: str) -> list[Conflict]:
    """Write conflicts down; those that are known already are none again."""
    new = []
    for each in conflicts:
        made = desk.connection.execute(
            "INSERT OR IGNORE INTO conflict (uid, kind, key, json_ours, json_theirs, merged, at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (each.uid, each.kind, each.key, to_json(each.ours), to_json(each.theirs), merge, each.at),
        )
        if made.rowcount:
            new.append(each)
    return new


def conflicts(connection: sqlite3.Connection) -> list[Conflict]:
    """Everything that merged copies had differently, oldest first."""
    rows = connection.execute("SELECT uid, kind, key, json_ours, json_theirs, at FROM conflict ORDER BY at, kind, key")
    return [
        Conflict(uid, kind, key, json.loads(ours), json.loads(theirs), at) for uid, kind, key, ours, theirs, at in rows
    ]


def _settings(desk: Desk, other: Desk, new: list[_Event], ours: list[_Event], there: set[str]) -> None:
    """A setting that was set in the other copy only is taken over."""
    here = {each.subject for each in ours if each.act == "setting.set" and each.digest not in there}
    for subject in dict.fromkeys(each.subject for each in new if each.act == "setting.set"):
        if subject not in here:
            name = subject.removeprefix("setting:")
            query = "SELECT name, json_value FROM setting WHERE name = ?"
            for row in other.connection.execute(query, (name,)).fetchall():
                desk.connection.execute("INSERT OR REPLACE INTO setting (name, json_value) VALUES (?, ?)", row)


def _findings(desk: Desk, other: Desk, at: str) -> list[Conflict]:
    """Findings and queries of the other copy that are new here come behind ours; ours stand where both have one."""
    mine, theirs = (finding_rows.read_definitions(each.connection) for each in (desk, other))
    have = {each["id"]: each for each in mine["findings"]}
    both = _both(have, theirs["findings"])
    differing = [_conflict("finding", id, ours, given, at) for id, ours, given in both]
    queries = dict(mine["queries"])
    for name, query in theirs["queries"].items():
        if queries.setdefault(name, query) != query:
            differing.append(_conflict("finding_query", name, {"filter": queries[name]}, {"filter": query}, at))
    new = [each for each in theirs["findings"] if each["id"] not in have]
    finding_rows.write_definitions(desk.connection, queries, [*mine["findings"], *new])
    return differing


def _both(have: Mapping[str, Row], given: list[Row]) -> Iterator[tuple[str, Row, Row]]:
    """Findings of one id that the copies have differently."""
    return ((each["id"], have[each["id"]], each) for each in given if have.get(each["id"], each) != each)


def _append(desk: Desk, translation: Translation, new: list[_Event], disputed: set[Key]) -> None:
    """Add the other copy's new events to the log, with the numbers that things have here."""
    numbers: dict[int, int] = {}
    query = "SELECT event, digest FROM merged_event"
    by_digest = {digest: event for event, digest in desk.connection.execute(query).fetchall()}
    for each in _events(desk):
        by_digest.setdefault(each.digest, each.number)
    for each in _events(translation.other):
        if each.digest in by_digest:
            numbers[each.number] = by_digest[each.digest]
    for each in new:
        payload = dict(each.payload)
        changes: list[Change] = [translation.change(*change) for change in payload.get("changes", ())]
        if "changes" in payload:
            payload["changes"] = changes
        if "round" in payload:
            payload["round"] = translation.round(payload["round"])
        for name in ("undoes", "redoes"):
            if name in payload:
                payload[name] = numbers.get(payload[name], 0)
        number = events.record(
            desk.connection, each.at, each.coder, each.act, translation.subject(each.subject), payload
        )
        numbers[each.number] = number
        desk.connection.execute("INSERT INTO merged_event (digest, event) VALUES (?, ?)", (each.digest, number))
        if each.state is not None:
            # What could not be done here cannot be taken back here either.
            lost = any((table, uid) in disputed for table, uid, *_ in changes)
            who = events.coder_id(desk.connection, each.coder)
            state = "dropped" if lost else each.state
            desk.connection.execute("INSERT INTO act (event, coder, state) VALUES (?, ?, ?)", (number, who, state))
        subjects = "SELECT kind, uid FROM event_subject WHERE event = ? ORDER BY kind, uid"
        for kind, uid in translation.other.connection.execute(subjects, (each.number,)).fetchall():
            desk.connection.execute(
                "INSERT OR IGNORE INTO event_subject (kind, uid, event) VALUES (?, ?, ?)", (kind, uid, number)
            )
    _states(desk, translation.other, new, numbers, disputed)


def _states(desk: Desk, other: Desk, new: list[_Event], numbers: dict[int, int], disputed: set[Key]) -> None:
    """Acts that both logs had, and that the other's coder took back or did again since."""
    for each in new:
        back = each.payload.get("undoes") or each.payload.get("redoes")
        if back is None or back not in numbers:
            continue
        state = other.connection.execute("SELECT state FROM act WHERE event = ?", (back,)).fetchone()
        if state is not None and not each.changed() & disputed:
            desk.connection.execute(
                "UPDATE act SET state = ? WHERE event = ? AND state <> 'dropped'", (*state, numbers[back])
            )
