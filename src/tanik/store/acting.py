"""One act of a coder: everything inside the ``with`` block is one transaction, one event, and one undo."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Mapping
from contextlib import AbstractContextManager
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from tanik.coding.acts import Act, Coder, LinkKind, StatementValues, Status
from tanik.store import act_rows, events, round_rows
from tanik.store.act_errors import no_such, not_own
from tanik.store.act_rows import Change, Row

if TYPE_CHECKING:
    from tanik.store.desk import Desk


def judgement_uid(statement: str, coder: Coder, round: int, layer: str) -> str:
    """The uid of a judgement: one for each statement, coder and round, and one for what adjudication decides."""
    who = ("consensus",) if layer == "consensus" else (coder.name, coder.kind, coder.version, str(round))
    return hashlib.sha256("\x1f".join(("judgement", statement, *who)).encode("utf-8", "replace")).hexdigest()[:32]


class Acting:
    """An act in the making. Its methods change rows at once; leaving the block writes the event and commits."""

    def __init__(self, desk: Desk, coder: Coder, name: str, round: int | None) -> None:
        self.desk = desk
        self.coder = coder
        self.name = name
        self.round = round or 0
        self.at = ""
        self.done = Act(0, name)
        self.coder_row = 0
        self.changes: list[Change] = []
        self.details: dict[str, Any] = {}
        self.about: list[str] = []
        """The uids that the act gives back, where they are fewer than what it changed."""
        self._transaction: AbstractContextManager[str] | None = None

    @property
    def connection(self) -> sqlite3.Connection:
        return self.desk.connection

    def __enter__(self) -> Self:
        self._transaction = self.desk.writing()
        self.at = self._transaction.__enter__()
        try:
            self.coder_row = events.coder_id(self.connection, self.coder)
            if self.round:
                round_rows.check_may_act(self.desk, self.coder, self.round)
        except BaseException as fault:
            self._transaction.__exit__(type(fault), fault, fault.__traceback__)
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        assert self._transaction is not None
        if error is None:
            try:
                self.done = self._finish()
            except BaseException as fault:
                self._transaction.__exit__(type(fault), fault, fault.__traceback__)
                raise
        self._transaction.__exit__(kind, error, at)

    def _finish(self) -> Act:
        if not self.changes:
            return Act(0, self.name)
        subjects = list(
            dict.fromkeys(subject for change in self.changes for subject in subjects_of(self.connection, change))
        )
        uids = tuple(dict.fromkeys(self.about or [uid for _, uid in self._made(subjects)]))
        kind, uid = next((each for each in subjects if each[1] == uids[0]), subjects[0])
        where = {"round": self.round} if self.round else {}
        payload = {"count": len(uids), **where, **self.details, "changes": self.changes}
        subject = f"{kind}:{uid if len(uids) == 1 else '*'}"
        event = events.record(self.connection, self.at, self.coder, self.name, subject, payload)
        self.desk.keep_act(event, self.coder_row, subjects)
        return Act(event, self.name, uids)

    def _made(self, subjects: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """What the act is about: of a coding on a statement the coding, of a judgement the statement."""
        own = [each for each in subjects if each[0] != "statement"]
        return own if self.name.endswith(".code") else subjects

    # Rows

    def put(self, table: str, uid: str, row: Row | None) -> None:
        """Make a row so, or take it away (None)."""
        if (change := act_rows.put(self.connection, table, uid, row)) is not None:
            self.changes.append(change)

    def change(self, table: str, uid: str, fields: Mapping[str, Any], *, own: bool = False) -> None:
        """Change columns of a row that is there. ``own``: only the coder who made it may (StudyError T547)."""
        before = self._own(table, uid) if own else act_rows.get(self.connection, table, uid)
        if before is None:
            raise no_such(table, uid)
        if (change := act_rows.update(self.connection, table, uid, before, fields)) is not None:
            self.changes.append(change)

    def remove(self, table: str, uid: str) -> None:
        """Take a row of this coder's own away."""
        self._own(table, uid)
        self.put(table, uid, None)

    def _own(self, table: str, uid: str) -> Row:
        row = act_rows.get(self.connection, table, uid)
        if row is None:
            raise no_such(table, uid)
        if row["coder"] != self.coder_row:
            raise not_own(table, uid, self.desk.coder(row["coder"]).name)
        return row

    def _made_by(self) -> Row:
        return {"coder": self.coder_row, "round": self.round, "at": self.at}

    # Places

    def place(self, source: str, start: int, end: int, quote: str | None = None) -> Row:
        """The columns of a place in the newest text; see :meth:`tanik.store.texts.Texts.place`."""
        return self.desk.texts.place(source, start, end, quote)

    def place_of(self, kind: str, id: str) -> Row:
        """The place of a statement or coding; {} for what stands at no place."""
        return self.desk.place_of(kind, id)

    # Things

    def put_coding(
        self, uid: str, place: Row, code: str, codebook: str, version: int, *, statement: str | None = None
    ) -> None:
        own = {"statement": statement, "code": code, "codebook": codebook, "version": version}
        self.put("coding", uid, {**place, **own, **self._made_by()})

    def put_memo(self, uid: str, subject: str, text: str, span: tuple[str, int, int] | None) -> None:
        kind, _, id = subject.partition(":")
        place = self.place_of(kind, id) if span is None else self.place(*span)
        self.put("memo", uid, {"subject": subject, "text": text, **place, **self._made_by()})

    def put_link(self, uid: str, kind: LinkKind, one: str, other: str, note: str) -> None:
        here = self.place_of(*one.split(":", 1)) if ":" in one else {}
        there = self.place_of(*other.split(":", 1)) if ":" in other else {}
        places = here | {f"other_{name}": value for name, value in there.items()}
        self.put("link", uid, {"kind": kind, "one": one, "other": other, "note": note, **places, **self._made_by()})

    # Judgements

    def judge(
        self,
        statement: str,
        status: Status,
        values: StatementValues | None,
        note: str = "",
        *,
        source: str | None = None,
        layer: str = "own",
    ) -> None:
        """Put this coder's judgement on a statement, in the place of an earlier one of the same round."""
        source = source or self.desk.source_of(statement)
        uid = judgement_uid(statement, self.coder, self.round, layer)
        before = act_rows.get(self.connection, "judgement", uid)
        kept = None
        if (before is not None and before["status"] == "added") or self._added(statement, layer):
            # What the coder added goes on as added; when rejected, it is still known what it was.
            status = "rejected" if status == "rejected" else "added"
            kept = before["json_values"] if before else None
        packed = kept if values is None else self.desk.pack_values(source, values)
        row = {"statement": statement, "status": status, "json_values": packed, "source": source}
        self.put("judgement", uid, {**row, "note": note, "layer": layer, **self._made_by()})

    def _added(self, statement: str, layer: str) -> bool:
        if layer != "own":
            return False
        hand = act_rows.get(self.connection, "hand_statement", statement)
        return hand is not None and hand["coder"] == self.coder_row

    def add_statement(self, uid: str, source: str, values: StatementValues, note: str) -> None:
        """A statement of this coder's own."""
        place = self.place(source, values.start, values.end, values.quote)
        number = self.desk.next_statement()
        self.about = [uid]
        self.put("hand_statement", uid, {"id": number, **place, "coder": self.coder_row, "at": self.at})
        self.judge(uid, "added", values, note, source=source)

    def withdraw(self, statement: str) -> None:
        """Take this coder's own judgement away, and the statement with it when nobody else judged it."""
        uid = judgement_uid(statement, self.coder, self.round, "own")
        self.put("judgement", uid, None)
        others = self.connection.execute("SELECT 1 FROM judgement WHERE statement = ?", (statement,)).fetchone()
        if others is None and self._added(statement, "own"):
            self.put("hand_statement", statement, None)


def subjects_of(connection: sqlite3.Connection, change: Change) -> list[tuple[str, str]]:
    """What a change concerns, for the history: the statement of a judgement, the coding and its statement ..."""
    table, uid, before, after = change
    row = {**(before or {}), **(after or {})}
    if table in ("judgement", "coding") and before and after:
        row = act_rows.get(connection, table, uid) or row
    if table == "judgement":
        return [("statement", row["statement"])]
    if table == "hand_statement":
        return [("statement", uid)]
    if table == "coding" and row.get("statement"):
        return [("coding", uid), ("statement", row["statement"])]
    return [(table, uid)]
