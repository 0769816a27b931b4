"""Rounds in the study file: opened, given out, closed, each with its event, and who may act in which."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tanik.coding.acts import Coder, new_uid
from tanik.coding.adjudication import Choice
from tanik.coding.rounds import Assignment, Round, RoundUnit
from tanik.errors import StudyError
from tanik.store import events
from tanik.translation import N_

if TYPE_CHECKING:
    from tanik.store.acting import Acting
    from tanik.store.desk import Desk

_COLUMNS = "id, uid, name, state, unit, shows, repeats, size, seed, coder, opened, closed"


def read_rounds(desk: Desk) -> list[Round]:
    """All rounds by their numbers."""
    rows = desk.connection.execute(f"SELECT {_COLUMNS} FROM round ORDER BY id").fetchall()  # noqa: S608 - a constant
    return [_round(desk, row) for row in rows]


def read_round(desk: Desk, number: int) -> Round:
    """One round. StudyError T573 when there is none."""
    row = desk.connection.execute(f"SELECT {_COLUMNS} FROM round WHERE id = ?", (number,)).fetchone()  # noqa: S608
    if row is None:
        raise _no_round(number)
    return _round(desk, row)


def _round(desk: Desk, row: Sequence[Any]) -> Round:
    id, uid, name, state, unit, shows, repeats, size, seed, coder, opened, closed = row
    query = "SELECT DISTINCT coder FROM assignment WHERE round = ? ORDER BY coder"
    coders = tuple(desk.coder(number) for (number,) in desk.connection.execute(query, (id,)).fetchall())
    drawn = (repeats, size, seed, desk.coder(coder), opened, closed)
    return Round(id, uid, name, state == "open", unit, shows == "proposals", *drawn, coders)


def open_round(
    desk: Desk,
    coder: Coder,
    name: str,
    unit: RoundUnit,
    dealt: Mapping[Coder, Sequence[str]],
    *,
    proposals: bool,
    repeats: int | None,
    size: int,
    seed: int | None,
) -> int:
    """Open a round and give out its units; returns its number."""
    with desk.writing() as at:
        who = events.coder_id(desk.connection, coder)
        uid = new_uid()
        shows = "proposals" if proposals else "nothing"
        made = desk.connection.execute(
            "INSERT INTO round (uid, name, state, unit, shows, repeats, size, seed, coder, opened) "
            "VALUES (?, ?, 'open', ?, ?, ?, ?, ?, ?, ?)",
            (uid, name, unit, shows, repeats, size, seed, who, at),
        )
        number = int(made.lastrowid or 0)
        _give(desk.connection, number, dealt)
        payload = {
            "uid": uid,
            "name": name,
            "unit": unit,
            "shows": shows,
            "repeats": repeats,
            "size": size,
            "seed": seed,
        }
        told = {each.name: list(items) for each, items in dealt.items()}
        events.record(desk.connection, at, coder, "round.open", f"round:{number}", payload | {"given": told})
    return number


def give(desk: Desk, coder: Coder, number: int, dealt: Mapping[Coder, Sequence[str]]) -> int:
    """Give out more units in an open round; what a coder has already is left out. Returns how many were new."""
    with desk.writing() as at:
        _still_open(desk, number)
        new = _give(desk.connection, number, dealt)
        if new:
            told = {each.name: list(items) for each, items in dealt.items()}
            events.record(desk.connection, at, coder, "round.assign", f"round:{number}", {"given": told})
    return new


def _give(connection: sqlite3.Connection, number: int, dealt: Mapping[Coder, Sequence[str]]) -> int:
    new = 0
    for each, items in dealt.items():
        who = events.coder_id(connection, each)
        query = "SELECT count(*) FROM assignment WHERE round = ? AND coder = ?"
        (had,) = connection.execute(query, (number, who)).fetchone()
        connection.executemany(
            "INSERT OR IGNORE INTO assignment (round, coder, ord, item) VALUES (?, ?, ?, ?)",
            [(number, who, had + place, item) for place, item in enumerate(items)],
        )
        (has,) = connection.execute(query, (number, who)).fetchone()
        new += has - had
    return new


def close_round(desk: Desk, coder: Coder, number: int) -> None:
    """From now on everybody sees what was done in the round, and nobody can act in it."""
    with desk.writing() as at:
        _still_open(desk, number)
        desk.connection.execute("UPDATE round SET state = 'closed', closed = ? WHERE id = ?", (at, number))
        events.record(desk.connection, at, coder, "round.close", f"round:{number}", {})


def finish(desk: Desk, coder: Coder, number: int, source: str, *, done: bool = True) -> None:
    """The coder says that a document of the round is finished, or is not after all."""
    with desk.writing() as at:
        _still_open(desk, number)
        who = events.coder_id(desk.connection, coder)
        changed = desk.connection.execute(
            "UPDATE assignment SET done = ? WHERE round = ? AND coder = ? AND item = ?",
            (at if done else None, number, who, source),
        ).rowcount
        if not changed:
            raise StudyError(
                "T577",
                N_("“{item}” was not given to {coder} in round {number}."),
                N_("“tanik round status” shows who has what."),
                item=source[:60],
                coder=coder.name,
                number=number,
            )
        events.record(desk.connection, at, coder, "round.finish", f"round:{number}", {"item": source, "done": done})


def assignments(desk: Desk, number: int, coder: Coder | None = None) -> list[Assignment]:
    """Who has what in a round, by coder and in the order in which it was given."""
    rows = desk.connection.execute(
        "SELECT a.coder, a.item, a.done IS NOT NULL OR EXISTS (SELECT 1 FROM judgement AS j WHERE j.statement = a.item "
        "AND j.coder = a.coder AND j.round = a.round AND j.layer = 'own') "
        "FROM assignment AS a WHERE a.round = ? ORDER BY a.coder, a.ord, a.item",
        (number,),
    ).fetchall()
    found = [Assignment(desk.coder(who), item, bool(done)) for who, item, done in rows]
    return [each for each in found if coder is None or each.coder == coder]


def added_by_hand(desk: Desk) -> frozenset[str]:
    """The uids of the statements that no reading proposed."""
    return frozenset(uid for (uid,) in desk.connection.execute("SELECT uid FROM hand_statement"))


def settled_statements(desk: Desk) -> frozenset[str]:
    """The uids of the statements that an adjudication decided on."""
    rows = desk.connection.execute("SELECT statement FROM judgement WHERE layer = 'consensus'")
    return frozenset(uid for (uid,) in rows)


def settled_codings(desk: Desk) -> dict[str, Choice]:
    """What an adjudication decided about codings, by their uids."""
    return dict(desk.connection.execute("SELECT coding, choice FROM decision ORDER BY at, uid").fetchall())


def put_decision(act: Acting, coding: str, choice: Choice, method: str, note: str) -> None:
    """Say whether a coding stands, in the place of an earlier decision; part of an act."""
    uid = hashlib.sha256(f"decision\x1f{coding}".encode()).hexdigest()[:32]
    made = {"coder": act.coder_row, "round": act.round, "at": act.at}
    act.put("decision", uid, {"coding": coding, "choice": choice, "method": method, "note": note, **made})


def check_may_act(desk: Desk, coder: Coder, number: int) -> None:
    """Raise unless the round is open and the coder takes part: StudyError T573, T574, T576."""
    _still_open(desk, number)
    check_takes_part(desk, coder, number)


def check_takes_part(desk: Desk, coder: Coder, number: int) -> None:
    """Raise unless the coder was given something in the round: StudyError T576."""
    who = events.coder_id(desk.connection, coder)
    query = "SELECT 1 FROM assignment WHERE round = ? AND coder = ? LIMIT 1"
    if desk.connection.execute(query, (number, who)).fetchone() is None:
        raise StudyError(
            "T576",
            N_("{coder} takes no part in round {number}."),
            N_("“tanik round status” shows who does; “tanik round assign” gives somebody a part."),
            coder=coder.name,
            number=number,
        )


def _still_open(desk: Desk, number: int) -> None:
    row = desk.connection.execute("SELECT state FROM round WHERE id = ?", (number,)).fetchone()
    if row is None:
        raise _no_round(number)
    if row[0] != "open":
        raise StudyError(
            "T574",
            N_("Round {number} is closed; nothing more is coded in it."),
            N_("Open a new round for more; “tanik adjudicate” settles what the coders of this one left open."),
            number=number,
        )


def _no_round(number: int) -> StudyError:
    return StudyError(
        "T573",
        N_("There is no round {number} in this study."),
        N_("“tanik round list” shows the rounds with their numbers."),
        number=number,
    )
