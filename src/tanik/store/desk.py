"""Where people work on a study: acts, their undoing, and everything that people made, as values."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from tanik.coding.acts import (
    Blame,
    CitationWords,
    Coder,
    Coding,
    EntityDecision,
    EntityName,
    Judgement,
    Link,
    LoggedAct,
    Memo,
    Policy,
    Span,
    StatementValues,
    TargetValues,
    Unmoved,
    values_from_json,
    values_to_json,
)
from tanik.coding.codebook import Applies, Codebook
from tanik.coding.codebook_files import from_plain, to_plain
from tanik.store import act_log, act_rows, blaming, entity_rows, statement_rows
from tanik.store.act_errors import ambiguous, no_codebook, no_such, two_codes, unknown_subject, wrong_use
from tanik.store.act_rows import Row
from tanik.store.acting import Acting
from tanik.store.connection import damaged
from tanik.store.entity_rows import Directory
from tanik.store.packing import to_json
from tanik.store.texts import Texts

_HEX = frozenset("0123456789abcdef")
_TABLES = frozenset(("coding", "memo", "link"))
_FREE = frozenset(("citation", "quotation", "date", "doubt", "work", "finding", "round", "event", "codebook", "case"))
"""Kinds of subject that are not looked up: their rows belong to other modules."""


class Desk:
    """The acts of a study. ``begin``: opens the one kind of transaction of a store and gives its time."""

    def __init__(
        self, connection: sqlite3.Connection, path: Path, begin: Callable[[], AbstractContextManager[str]]
    ) -> None:
        self.connection = connection
        self.path = path
        self.writing = begin
        self.texts = Texts(connection, path)
        self._coders: dict[int, Coder] = {}
        self._books: dict[tuple[str, int], Codebook] = {}
        self._directories: dict[str, tuple[tuple[int, ...], Directory]] = {}

    # Acts

    def acting(self, coder: Coder, name: str, round: int | None = None) -> Acting:
        """An act to be filled inside a ``with`` block."""
        return Acting(self, coder, name, round)

    def keep_act(self, event: int, coder: int, subjects: Iterable[tuple[str, str]]) -> None:
        """Let the coder take back the event; called inside its transaction."""
        act_log.keep(self.connection, event, coder, subjects)

    def undo(self, coder: Coder) -> LoggedAct | None:
        """Take back this coder's last act; None when there is none. StudyError T548: something was built upon it."""
        with self.writing() as at:
            return act_log.undo(self, coder, at)

    def redo(self, coder: Coder) -> LoggedAct | None:
        """Do the last undone act of this coder again; None when there is none."""
        with self.writing() as at:
            return act_log.redo(self, coder, at)

    def log(self, coder: str | None = None, last: int | None = None, acts_only: bool = False) -> list[LoggedAct]:
        return act_log.log(self.connection, coder, last, acts_only)

    def history(self, kind: str, uid: str) -> Iterator[tuple[LoggedAct, list[act_rows.Change]]]:
        """The acts that changed one thing and were not taken back, oldest first, each with its changes."""
        return act_log.history(self.connection, kind, uid)

    def forget(self) -> None:
        """Read again what was kept in memory: the rows were changed otherwise than by acts."""
        self._books.clear()
        self._directories.clear()

    # Names

    def coder(self, row: int) -> Coder:
        if row not in self._coders:
            values = self.connection.execute("SELECT name, kind, version FROM coder WHERE id = ?", (row,)).fetchone()
            self._coders[row] = Coder(*values)
        return self._coders[row]

    def coders(self) -> list[Coder]:
        return [Coder(*row) for row in self.connection.execute("SELECT name, kind, version FROM coder ORDER BY id")]

    def source(self, name: str) -> str | None:
        """The id of a source by its id, the beginning of it (four letters or more), its file name or its title."""
        rows = self.connection.execute("SELECT id, name, title FROM source ORDER BY ord").fetchall()
        for matches in (
            lambda id, file, title: id == name,
            lambda id, file, title: name in (file, title),
            lambda id, file, title: len(name) >= 4 and id.startswith(name),
        ):
            found = [row[0] for row in rows if matches(*row)]
            if len(found) == 1:
                return str(found[0])
            if found:
                raise ambiguous("source", name)
        return None

    def statement_uids(self, ids: str | int | Iterable[str | int]) -> list[str]:
        """The uids of statements named by uid, by its beginning (six letters or more), or by row number; each once."""
        each = [ids] if isinstance(ids, (str, int)) else ids
        return list(dict.fromkeys(self._statement_uid(id) for id in each))

    def _statement_uid(self, id: str | int) -> str:
        text = str(id)
        both = "SELECT uid FROM {0} WHERE {1} UNION SELECT uid FROM hand_statement WHERE {1}"
        if isinstance(id, str) and len(text) >= 6 and set(text) <= _HEX:
            where = "uid = ?" if len(text) == 32 else "uid >= ? AND uid < ? || 'g'"
            found = self.connection.execute(both.format("statement", where), (text,) * 2 * where.count("?")).fetchmany(
                2
            )
            if len(found) > 1:
                raise ambiguous("statement", text)
            if found:
                return str(found[0][0])
        if text.isascii() and text.isdecimal() and len(text) < 18:
            number = int(text)
            row = self.connection.execute(both.format("statement", "id = ?"), (number, number)).fetchone()
            if row and row[0]:
                return str(row[0])
        raise no_such("statement", text)

    def full_uids(self, table: str, uids: str | Iterable[str]) -> list[str]:
        """The whole uids of codings, memos or links named by their beginnings (six letters or more)."""
        assert table in _TABLES
        found = []
        for uid in [uids] if isinstance(uids, str) else uids:
            if len(uid) < 6 or not set(uid) <= _HEX:
                raise no_such(table, uid)
            query = f"SELECT uid FROM {table} WHERE uid >= ? AND uid < ? || 'g' LIMIT 2"  # noqa: S608 - from _TABLES
            rows = self.connection.execute(query, (uid, uid)).fetchall()
            if len(rows) != 1:
                raise ambiguous(table, uid) if rows else no_such(table, uid)
            found.append(str(rows[0][0]))
        return list(dict.fromkeys(found))

    def subject(self, text: str) -> str:
        """``kind:ID`` with the whole id of a thing that is there. StudyError T541 when it is not."""
        kind, _, id = text.partition(":")
        if text in ("study", "span") or (kind in _FREE and id):
            return text
        if kind == "statement":
            return f"statement:{self.statement_uids(id)[0]}"
        if kind in _TABLES:
            return f"{kind}:{self.full_uids(kind, id)[0]}"
        if kind == "source" and (source := self.source(id)) is not None:
            return f"source:{source}"
        if kind == "code":
            return f"code:{self.code(id, None)[2]}"
        if kind == "entity" and id:
            return f"entity:{self.directory(None).one(id).uid}"
        raise no_such(kind, id) if kind == "source" and id else unknown_subject(text)

    # Places

    def place_of(self, kind: str, id: str) -> Row:
        """The columns of the place of a statement, coding, memo or link; {} for what stands at no place."""
        if kind == "statement":
            row = self.connection.execute(
                "SELECT document, start, stop, quote, page, paragraph FROM statement WHERE uid = ? UNION ALL "
                "SELECT document, start, stop, quote, page, paragraph FROM hand_statement WHERE uid = ? LIMIT 1",
                (id, id),
            ).fetchone()
            names = ("document", "start", "stop", "quote", "page", "paragraph")
            return dict(zip(names, row, strict=True)) if row else {}
        if kind not in _TABLES:
            return {}
        found = act_rows.get(self.connection, kind, id) or {}
        names = ("document", "start", "stop", "quote", "page", "paragraph")
        return {name: found[name] for name in names} if found.get("document") is not None else {}

    def _span(self, row: Row, what: str, begin: str = "") -> Span | None:
        return None if row[f"{begin}document"] is None else self.texts.span(row, what, begin)

    # Statements

    def source_of(self, statement: str) -> str:
        """The source of a statement. StudyError T541 when there is no such statement."""
        row = self.connection.execute(
            "SELECT d.source FROM statement AS x JOIN document AS d ON d.key = x.document WHERE x.uid = ? UNION ALL "
            "SELECT d.source FROM hand_statement AS x JOIN document AS d ON d.key = x.document WHERE x.uid = ? LIMIT 1",
            (statement, statement),
        ).fetchone()
        if row is None:
            raise no_such("statement", statement)
        return str(row[0])

    def pack_values(self, source: str, values: StatementValues) -> str:
        """Values for the column json_values, their words compared with the newest text (StudyError T545, T546)."""
        place = self.texts.place(source, values.start, values.end, values.quote)
        proof = values.citation
        if proof is not None:
            self.texts.place(source, proof.start, proof.end, proof.text)
        plain = values_to_json(values)
        plain["span"] = [values.start, values.end, values.quote, place["page"], place["paragraph"]]
        return to_json({"document": place["document"], **plain})

    def next_statement(self) -> int:
        """A row number that no statement ever had; called inside a transaction."""
        query = "SELECT next FROM row_number WHERE kind = 'statement'"
        number = int((self.connection.execute(query).fetchone() or (1,))[0])
        self.connection.execute("INSERT OR REPLACE INTO row_number (kind, next) VALUES ('statement', ?)", (number + 1,))
        return number

    def judgements(self, statement: str | None = None) -> list[Judgement]:
        """All judgements, or those on one statement, oldest first; their words compared with the text."""
        columns = ("statement", "coder", "status", "json_values", "round", "at", "source", "layer", "note", "uid")
        rows = self.connection.execute(
            f"SELECT {', '.join(columns)} FROM judgement WHERE ? IS NULL OR statement = ? ORDER BY at, uid",  # noqa: S608
            (statement, statement),
        ).fetchall()
        return [self._judgement(*row) for row in rows]

    def _judgement(
        self, statement: str, coder: int, status: Any, packed: str | None, round: int, *rest: Any
    ) -> Judgement:
        at, source, layer, note, uid = rest
        values = None if packed is None else self.unpack_values(packed, f"judgement:{uid}")
        return Judgement(statement, self.coder(coder), status, values, round or None, at, source, layer, note)

    def unpack_values(self, packed: str, what: str) -> StatementValues:
        """The inverse of :meth:`pack_values`. StudyDamagedError when its words are not those of the text."""
        try:
            plain = json.loads(packed)
            values = values_from_json(plain)
            place = {"document": plain["document"], "start": values.start, "stop": values.end, "quote": values.quote}
        except (ValueError, KeyError, TypeError) as error:
            raise damaged(self.path, f"{what}: {error}") from error
        self.texts.span(place | {"page": None, "paragraph": None}, what)
        return values

    def statement_rows(
        self,
        policy: Policy = "all",
        *,
        coder: Coder | None = None,
        round: int | None = None,
        uid: str | None = None,
    ) -> list[dict[str, Any]]:
        """The statements as they stand; see :func:`tanik.store.statement_rows.resolved`."""
        return list(statement_rows.resolved(self, policy, coder=coder, round=round, uid=uid))

    def values_of(self, rows: list[dict[str, Any]]) -> StatementValues:
        """The values of one statement from its rows in the table."""
        first = rows[0]
        names = zip(first["relay"], first["relay_names"], strict=True)
        aims = [row for row in rows if row["target"] is not None]
        (written,) = self.connection.execute("SELECT written FROM source WHERE id = ?", (first["source"],)).fetchone()
        return StatementValues(
            start=first["start"],
            end=first["end"],
            quote=first["text"],
            holder=EntityName(first["holder"], first["holder_name"]),
            targets=tuple(
                TargetValues(EntityName(r["target"], r["target_name"]), r["polarity"], r["strength"]) for r in aims
            ),
            topics=tuple(first["topics"]),
            mode=first["mode"],
            said=first["said"],
            refers_to=first["refers_to"],
            written=None if first["written"] == written else first["written"],
            relay=tuple(EntityName(*each) for each in names),
            citation=self._citation_words(first),
            page=first["page"],
            paragraph=first["paragraph"],
        )

    def _citation_words(self, row: dict[str, Any]) -> CitationWords | None:
        """A citation of the table with its place, the nearest with these words."""
        words, near = row["citation"], row["start"]
        if words is None:
            return None
        text = self.texts.of_source(row["source"]).text
        places = [at for at in (text.find(words, near), text.rfind(words, 0, near + len(words))) if at >= 0]
        if not places:
            return None
        at = min(places, key=lambda place: abs(place - near))
        return CitationWords(at, at + len(words), words)

    def blame(self, statement: str) -> list[Blame]:
        """Who gave each field of a statement the value it has."""
        return blaming.blame_of(self, statement)

    def open_rounds(self) -> frozenset[int]:
        """The numbers of the rounds that are still open: what was done in them is shown to nobody else."""
        known = self.connection.execute("SELECT 1 FROM pragma_table_info('round') WHERE name = 'state'").fetchone()
        if known is None:
            return frozenset()
        rows = self.connection.execute("SELECT id FROM round WHERE state = 'open'")
        return frozenset(number for (number,) in rows)

    # Codings, memos, links

    def codings(self, source: str | None = None) -> list[Coding]:
        """The codings in text order, every quote compared with the text."""
        columns = ", ".join(f"coding.{name}" for name in act_rows.COLUMNS["coding"])
        rows = self.connection.execute(
            f"SELECT coding.uid, {columns} FROM coding JOIN document ON document.key = coding.document "  # noqa: S608
            "JOIN source ON source.id = document.source WHERE ? IS NULL OR source.id = ? "
            "ORDER BY source.ord, coding.start, coding.stop, coding.at, coding.uid",
            (source, source),
        ).fetchall()
        return [self._coding(uid, dict(zip(act_rows.COLUMNS["coding"], rest, strict=True))) for uid, *rest in rows]

    def _coding(self, uid: str, row: Row) -> Coding:
        span = self.texts.span(row, f"coding:{uid}")
        made = (self.coder(row["coder"]), row["round"] or None, row["at"])
        return Coding(uid, span, row["code"], row["codebook"], row["version"], *made, row["statement"])

    def memos(self, subject: str | None = None) -> list[Memo]:
        found = []
        for uid, row in self._all("memo", "subject", subject):
            span = self._span(row, f"memo:{uid}")
            made = (self.coder(row["coder"]), row["round"] or None, row["at"])
            found.append(Memo(uid, row["subject"], row["text"], *made, span))
        return found

    def links(self, subject: str | None = None) -> list[Link]:
        found = []
        for uid, row in self._all("link", "one", None):
            if subject in (None, row["one"], row["other"]):
                spans = self._span(row, f"link:{uid}"), self._span(row, f"link:{uid}", "other_")
                made = (self.coder(row["coder"]), row["round"] or None, row["at"])
                found.append(Link(uid, row["kind"], row["one"], row["other"], row["note"], *made, *spans))
        return found

    def _all(self, table: str, column: str, value: str | None) -> Iterator[tuple[str, Row]]:
        names = act_rows.COLUMNS[table]
        rows = self.connection.execute(
            f"SELECT uid, {', '.join(names)} FROM {table} WHERE ? IS NULL OR {column} = ? ORDER BY at, uid",  # noqa: S608
            (value, value),
        ).fetchall()
        for uid, *rest in rows:
            yield uid, dict(zip(names, rest, strict=True))

    # Codebooks

    def codebooks(self) -> dict[str, Codebook]:
        """The codebooks of the study by name, in the order in which they came."""
        rows = self.connection.execute("SELECT uid, version FROM codebook ORDER BY ord").fetchall()
        return {name: self._book(name, version) for name, version in rows}

    def _book(self, name: str, version: int) -> Codebook:
        if (name, version) not in self._books:
            query = "SELECT json_codebook FROM codebook_version WHERE name = ? AND version = ?"
            (packed,) = self.connection.execute(query, (name, version)).fetchone()
            self._books[name, version] = from_plain(json.loads(packed))
        return self._books[name, version]

    def coded_with(self, codebook: str, code: str) -> list[str]:
        """The uids of the codings with a code."""
        query = "SELECT uid FROM coding WHERE codebook = ? AND code = ? ORDER BY uid"
        return [uid for (uid,) in self.connection.execute(query, (codebook, code)).fetchall()]

    def book_version(self, name: str, version: int) -> Codebook:
        """An earlier version of a codebook. StudyError T541 when there never was one."""
        query = "SELECT 1 FROM codebook_version WHERE name = ? AND version = ?"
        if self.connection.execute(query, (name, version)).fetchone() is None:
            raise no_such("codebook", f"{name} {version}")
        return self._book(name, version)

    def last_version(self, name: str) -> int:
        """The highest version a codebook ever had, also when that was undone."""
        query = "SELECT coalesce(max(version), 0) FROM codebook_version WHERE name = ?"
        return int(self.connection.execute(query, (name,)).fetchone()[0])

    def put_codebook(self, act: Acting, book: Codebook) -> None:
        """Make this the present version of a codebook."""
        packed = to_json(to_plain(book))
        self.connection.execute(
            "INSERT OR REPLACE INTO codebook_version (name, version, json_codebook) VALUES (?, ?, ?)",
            (book.name, book.version, packed),
        )
        self._books.pop((book.name, book.version), None)
        before = act_rows.get(self.connection, "codebook", book.name)
        if before is None:
            (ord,) = self.connection.execute("SELECT coalesce(max(ord), 0) + 1 FROM codebook").fetchone()
        else:
            ord = before["ord"]
        act.put("codebook", book.name, {"ord": ord, "version": book.version, "json_codebook": packed})

    def code(self, code: str, codebook: str | None, applies: Applies | None = None) -> tuple[str, int, str]:
        """Codebook, its version and the present id of a code.

        StudyError T541, T550: no such codebook, or none; SettingError T488: no such code; UsageError T549: it is not
        for that, or retired; T551: two codebooks have it.
        """
        books = self.codebooks()
        if (codebook is not None and codebook not in books) or not books:
            raise no_codebook(codebook)
        chosen = list(books.values()) if codebook is None else [books[codebook]]
        found = [book for book in chosen if book.get(code) is not None]
        if len(found) > 1:
            exact = [book for book in found if any(each.id == code and not each.retired for each in book.codes)]
            if len(exact) != 1:
                raise two_codes(code, [book.name for book in found])
            found = exact
        if not found:
            chosen[0].code(code)
            raise AssertionError("unreachable")
        present = found[0].code(code)
        if applies is not None and (present.retired or applies not in present.applies):
            raise wrong_use(present.id, applies)
        return found[0].name, found[0].version, present.id

    def topics(self) -> dict[str, str]:
        """The present id of every topic whose code was renamed or merged."""
        former: dict[str, str] = {}
        for book in self.codebooks().values():
            former |= {old: new for old, new in book.present().items() if old != new}
        return former

    # People and things

    def directory(self, source: str | None) -> Directory:
        """Who is known by which names: in a source, and by hand; in all sources (None)."""
        stamp = self.connection.execute(
            "SELECT max(id), (SELECT count(*) FROM entity_decision), "
            "(SELECT max(event) FROM event_subject WHERE kind = 'entity_decision') FROM reading"
        ).fetchone()
        known = self._directories.get(source or "")
        if known is None or known[0] != stamp:
            known = (stamp, entity_rows.directory(self.connection, source))
            if not self.connection.in_transaction:
                self._directories[source or ""] = known
        return known[1]

    def entity_decisions(self) -> list[EntityDecision]:
        return entity_rows.decisions(self.connection)

    # What could not move

    def unmoved(self) -> list[Unmoved]:
        found = []
        for kind, uid in self.connection.execute(
            "SELECT DISTINCT kind, uid FROM unmoved ORDER BY kind, uid"
        ).fetchall():
            row = self._anchored(kind, uid)
            if row is not None and self.texts.carried(row) is None:
                found.append(Unmoved(kind, uid, self.texts.span(row, f"{kind}:{uid}")))
        return found

    def _anchored(self, kind: str, uid: str) -> Row | None:
        if kind in act_rows.PLACES:
            row = act_rows.get(self.connection, kind, uid)
            return row if row and row.get("document") is not None else None
        if kind == "judgement":
            row = act_rows.get(self.connection, kind, uid)
            if row is None or row["json_values"] is None:
                return None
            plain = json.loads(row["json_values"])
            start, stop, quote, page, paragraph = plain["span"]
            return {
                **{"document": plain["document"], "start": start, "stop": stop},
                **{"quote": quote, "page": page, "paragraph": paragraph},
            }
        place = self.place_of("statement", uid)
        return place or None
