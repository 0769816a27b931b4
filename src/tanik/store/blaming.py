"""Blame: who gave every field of a statement the value that it has."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tanik.coding.acts import FIELDS, Blame, Coder

if TYPE_CHECKING:
    from tanik.store.desk import Desk

_Made = tuple[Coder, str, int]


def blame_of(desk: Desk, uid: str) -> list[Blame]:
    """One line for every field, and one for the status, as the statement stands in the tables of the study."""
    rows = desk.statement_rows(uid=uid)
    if not rows:
        return []
    proposed = _proposed(desk, uid)
    present = fields_of(rows)
    found: dict[str, _Made] = dict.fromkeys(FIELDS, proposed[0]) if proposed else {}
    status = proposed[0] if proposed else None
    before = proposed[1] if proposed else {}
    blind = desk.open_rounds()
    for act, changes in desk.history("statement", uid):
        if act.details.get("round") in blind:
            continue
        who = (act.coder, act.at, act.event)
        for table, _, _, after in changes:
            if table != "judgement" or after is None:
                continue
            status = who if "status" in after else status
            if after.get("json_values"):
                values = _fields_of_json(json.loads(after["json_values"]))
                found |= {name: who for name in FIELDS if name not in before or before[name] != values[name]}
                before = values
    assert status is not None
    lines = [Blame(name, present[name], *found[name]) for name in FIELDS]
    return [*lines, Blame("status", rows[0]["status"], *status)]


def _proposed(desk: Desk, uid: str) -> tuple[_Made, dict[str, Any]] | None:
    """The reader that proposed the statement, and what it proposed; None for one that a person added."""
    row = desk.connection.execute(
        "SELECT c.name, c.kind, c.version, r.at FROM statement AS x JOIN reading AS r ON r.id = x.reading "
        "JOIN coder AS c ON c.id = r.coder WHERE x.uid = ?",
        (uid,),
    ).fetchone()
    if row is None:
        return None
    nobody = Coder("", "person")
    return (Coder(*row[:3]), row[3], 0), fields_of(desk.statement_rows(coder=nobody, uid=uid))


def fields_of(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The fields of a statement, as in :data:`tanik.coding.acts.FIELDS`, from its rows in the table."""
    first = rows[0]
    return {
        "span": [first["start"], first["end"]],
        "holder": first["holder_name"],
        "targets": [[row["target_name"], row["polarity"]] for row in rows if row["target"] is not None],
        **{name: first[name] for name in ("topics", "mode", "said", "refers_to", "written")},
        "relay": first["relay_names"],
        "citation": first["citation"],
    }


def _fields_of_json(plain: dict[str, Any]) -> dict[str, Any]:
    return {
        "span": plain["span"][:2],
        "holder": plain["holder"][1],
        "targets": [[name, polarity] for _, name, polarity, _ in plain["targets"]],
        **{name: plain[name] for name in ("topics", "mode", "said", "refers_to", "written")},
        "relay": [name for _, name in plain["relay"]],
        "citation": None if plain["citation"] is None else plain["citation"][2],
    }
