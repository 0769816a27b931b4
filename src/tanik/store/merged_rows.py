"""Rows of another copy of a study as they read in this one: its numbers of coders, documents, rounds and statements."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tanik.coding.codebook import Codebook
from tanik.coding.codebook_files import from_plain, to_plain
from tanik.coding.joined_codebooks import Difference, joined
from tanik.errors import StudyError
from tanik.store import act_rows, document_rows, events, moving, reading_load, reading_rows
from tanik.store.act_rows import PLACES, Change, Row
from tanik.store.acting import judgement_uid
from tanik.store.packing import to_json
from tanik.translation import N_

if TYPE_CHECKING:
    from tanik.store.desk import Desk

_DOCUMENT = (
    "version, id, language, maker, at, json_made_with, words, characters, page_count, z_text, z_raw, z_to_raw, "
    "z_pages, z_paragraphs, z_sentences, z_sentence_paragraph, z_notes, z_set_aside, z_unsure, z_doubts"
)


class Translation:
    """From the numbers of the copy ``other`` to those of ``desk``; used inside one transaction of ``desk``."""

    def __init__(self, desk: Desk, other: Desk) -> None:
        self.desk = desk
        self.other = other
        self._coders: dict[int, int] = {}
        self._documents: dict[int, int] = {}
        self._rounds: dict[int, int] = {0: 0}
        self._statements: dict[int, int] = {}
        query = "SELECT name, version, json_codebook FROM codebook_version"
        # As they were before those of the other copy come in, or there would be no telling what both had.
        self._books = {(row[0], row[1]): row[2] for row in desk.connection.execute(query)}

    # Numbers

    def coder(self, row: int) -> int:
        if row not in self._coders:
            self._coders[row] = events.coder_id(self.desk.connection, self.other.coder(row))
        return self._coders[row]

    def round(self, number: int) -> int:
        return self._rounds.get(number, 0)

    def document(self, key: int) -> int:
        """The same version of a text here: that of the same source with the same hash."""
        if key not in self._documents:
            query = "SELECT source, id FROM document WHERE key = ?"
            wanted = self.other.connection.execute(query, (key,)).fetchone()
            query = "SELECT key FROM document WHERE source = ? AND id = ? ORDER BY version DESC LIMIT 1"
            found = self.desk.connection.execute(query, wanted).fetchone()
            assert found is not None, "bring_sources comes first"
            self._documents[key] = int(found[0])
        return self._documents[key]

    def subject(self, text: str) -> str:
        kind, _, id = text.partition(":")
        if kind == "round" and id.isdecimal():
            return f"round:{self.round(int(id))}"
        return text

    # Rows

    def row(self, table: str, uid: str, row: Row | None) -> tuple[str, Row | None]:
        """The key and the row here; a place in the newest text where its words are found there."""
        if row is None:
            return self._key(table, uid, self._last(table, uid)), None
        made = self._numbers(table, row)
        for begin in PLACES.get(table, ()):
            made |= self.desk.texts.carried(made, begin) or {}
        if made.get("json_values"):
            made["json_values"] = moving.carried_values(self.desk.texts, made["json_values"])
        if table == "coding":
            made = self._present_code(made)
        statement = made.get("statement")
        if statement is not None:
            self._bring_statement(str(statement))
        return self._key(table, uid, row), made

    def change(self, table: str, uid: str, before: Row | None, after: Row | None) -> Change:
        """A change of the other's log, for this log."""
        sides = [None if side is None else self._numbers(table, side) for side in (before, after)]
        whole = after if before is None else before
        return table, self._key(table, uid, whole), sides[0], sides[1]

    def _last(self, table: str, uid: str) -> Row | None:
        """What a row was before it was taken away, from the log; only a judgement's key needs it."""
        if table != "judgement":
            return None
        query = "SELECT json_payload FROM event WHERE json_payload LIKE '%' || ? || '%' ORDER BY id DESC"
        for (packed,) in self.other.connection.execute(query, (uid,)):
            for _, key, before, after in json.loads(packed).get("changes", ()):
                whole = before if after is None else after
                if key == uid and whole is not None and "statement" in whole:
                    return dict(whole)
        return None

    def _key(self, table: str, uid: str, row: Row | None) -> str:
        """Of a judgement in a round, whose number is another one here, another; else the same."""
        number = (row or {}).get("round", 0)
        if table != "judgement" or row is None or "statement" not in row or self.round(number) == number:
            return uid
        coder = self.other.coder(row["coder"])
        return judgement_uid(row["statement"], coder, self.round(number), row.get("layer", "own"))

    def _numbers(self, table: str, row: Row) -> Row:
        made = dict(row)
        for name, value in row.items():
            if value is None:
                continue
            if name == "coder":
                made[name] = self.coder(value)
            elif name == "round":
                made[name] = self.round(value)
            elif name in ("document", "other_document"):
                made[name] = self.document(value)
            elif name == "id" and table == "hand_statement":
                made[name] = self._statement_number(value)
            elif name == "json_values":
                plain = json.loads(value)
                made[name] = to_json(plain | {"document": self.document(plain["document"])})
        return made

    def _statement_number(self, number: int) -> int:
        """A row number of a statement added by hand: the one it has here already, or a new one."""
        if number not in self._statements:
            query = "SELECT uid FROM hand_statement WHERE id = ?"
            found = self.other.connection.execute(query, (number,)).fetchone()
            query = "SELECT id FROM hand_statement WHERE uid = ?"
            here = None if found is None else self.desk.connection.execute(query, found).fetchone()
            self._statements[number] = self.desk.next_statement() if here is None else int(here[0])
        return self._statements[number]

    def joined_codebook(self, ours: Row, theirs: Row) -> tuple[Row, list[Difference]]:
        """Our codebook with what only the other copy changed in it, and what both changed otherwise (ours stands)."""
        book, other = (from_plain(json.loads(row["json_codebook"])) for row in (ours, theirs))
        made, differences = joined(book, other, self._common(book.name))
        if made.codes == book.codes:
            return ours, differences
        packed = to_json(to_plain(made))
        self.desk.connection.execute(
            "INSERT OR REPLACE INTO codebook_version (name, version, json_codebook) VALUES (?, ?, ?)",
            (made.name, made.version, packed),
        )
        return {"ord": ours["ord"], "version": made.version, "json_codebook": packed}, differences

    def _common(self, name: str) -> Codebook | None:
        """The last version of a codebook that both copies have alike."""
        query = "SELECT version, json_codebook FROM codebook_version WHERE name = ? ORDER BY version DESC"
        for version, packed in self.other.connection.execute(query, (name,)):
            if self._books.get((name, version)) == packed:
                return from_plain(json.loads(packed))
        return None

    def _present_code(self, row: Row) -> Row:
        """A coding under the id that its code has here."""
        found = act_rows.get(self.desk.connection, "codebook", row["codebook"])
        if found is None:
            return row
        present = from_plain(json.loads(found["json_codebook"])).present()
        return row | {"code": present.get(row["code"], row["code"])}

    # Sources, rounds and statements

    def bring_sources(self) -> int:
        """Sources, texts and readings that only the other copy has; returns the number of new sources.

        StudyError T582 when both copies have a new text of the same source.
        """
        here, there = self.desk.connection, self.other.connection
        mine = {source.id for source in document_rows.read_sources(here)}
        new = [source for source in document_rows.read_sources(there) if source.id not in mine]
        for source in new:
            document_rows.write_source(here, source)
        for row in there.execute("SELECT name, version, json_codebook FROM codebook_version ORDER BY name, version"):
            here.execute("INSERT OR IGNORE INTO codebook_version (name, version, json_codebook) VALUES (?, ?, ?)", row)
        documents = there.execute("SELECT key, source, id FROM document ORDER BY source, version").fetchall()
        for key, source, id in documents:
            query = "SELECT 1 FROM document WHERE source = ? AND id = ?"
            if here.execute(query, (source, id)).fetchone() is None:
                self._bring_document(key, source, {each for _, of, each in documents if of == source})
        return len(new)

    def _bring_document(self, key: int, source: str, theirs: set[str]) -> None:
        here, there = self.desk.connection, self.other.connection
        query = "SELECT version, id FROM document WHERE source = ? ORDER BY version DESC LIMIT 1"
        newest = here.execute(query, (source,)).fetchone()
        if newest is not None and newest[1] not in theirs:
            raise StudyError(
                "T582",
                N_("Both copies of the study have a new text of the source “{source}”, and not the same one."),
                N_("Read the newer file into both copies first (tanik read FILE --study COPY), then merge them."),
                source=source,
            )
        row = there.execute(f"SELECT {_DOCUMENT} FROM document WHERE key = ?", (key,)).fetchone()  # noqa: S608
        version = row[0] if newest is None else newest[0] + 1
        marks = ", ".join("?" * len(row))
        made = here.execute(
            f"INSERT INTO document (source, {_DOCUMENT}) VALUES (?, {marks})",  # noqa: S608 - constants of this module
            (source, version, *row[1:]),
        )
        self._documents[key] = int(made.lastrowid or 0)
        self._bring_reading(key)
        if newest is not None:
            moving.follow(here, self.desk.texts, source)

    def _bring_reading(self, key: int) -> None:
        found = reading_load.find_readings(self.other.connection).get(key)
        if found is None:
            return
        document = document_rows.read_document(self.other.connection, self.other.path, key)
        loaded = reading_load.read_reading(self.other.connection, self.other.path, key, document.id, document.text)
        if loaded is not None:
            number = self._documents[key]
            reading_rows.write_reading(self.desk.connection, number, document, loaded[0], found.fingerprint, found.at)

    def bring_rounds(self) -> None:
        """Rounds by their uid; a new one gets the next number here. One that either copy has closed is closed."""
        here, there = self.desk.connection, self.other.connection
        columns = "uid, name, state, unit, shows, repeats, size, seed, coder, opened, closed"
        for id, uid, *rest in there.execute(f"SELECT id, {columns} FROM round ORDER BY id").fetchall():  # noqa: S608
            found = here.execute("SELECT id, state FROM round WHERE uid = ?", (uid,)).fetchone()
            values: dict[str, Any] = dict(zip(columns.split(", ")[1:], rest, strict=True))
            values["coder"] = self.coder(values["coder"])
            values["repeats"] = None if values["repeats"] is None else self.round(values["repeats"])
            if found is None:
                marks = ", ".join("?" * (len(values) + 1))
                row = (uid, *values.values())
                made = here.execute(f"INSERT INTO round ({columns}) VALUES ({marks})", row)  # noqa: S608
                self._rounds[id] = int(made.lastrowid or 0)
            else:
                self._rounds[id] = int(found[0])
                if found[1] == "open" and values["state"] == "closed":
                    change = "UPDATE round SET state = 'closed', closed = ? WHERE id = ?"
                    here.execute(change, (values["closed"], found[0]))
        for round, coder, ord, item, done in there.execute(
            "SELECT round, coder, ord, item, done FROM assignment"
        ).fetchall():
            here.execute(
                "INSERT INTO assignment (round, coder, ord, item, done) VALUES (?, ?, ?, ?, ?) "
                "ON CONFLICT (round, coder, item) DO UPDATE SET done = coalesce(assignment.done, excluded.done)",
                (self.round(round), self.coder(coder), ord, item, done),
            )

    def _bring_statement(self, uid: str) -> None:
        """A proposed statement that no reading here has, with its people: somebody judged it in the other copy."""
        here, there = self.desk.connection, self.other.connection
        known = "SELECT 1 FROM statement WHERE uid = ? UNION SELECT 1 FROM hand_statement WHERE uid = ?"
        if here.execute(known, (uid, uid)).fetchone() is not None:
            return
        columns = "id, document, reading, start, stop, quote, page, paragraph, mode, holder, said, refers_to, written"
        query = f"SELECT {columns}, confidence, rule FROM statement WHERE uid = ?"  # noqa: S608 - a constant
        found = there.execute(query, (uid,)).fetchone()
        if found is None:
            return
        id, document, reading, *place, mode, holder, said, refers_to, written, confidence, rule = found
        number, key = self._reading(reading), self.document(document)
        people: dict[int, int] = {}

        def entity(row: int) -> int:
            if row not in people:
                people[row] = self._entity(row, key, number)
            return people[row]

        statement = self.desk.next_statement()
        values = (statement, key, number, statement, *place, mode, entity(holder), said, refers_to, written, confidence)
        here.execute(
            "INSERT INTO statement (id, document, reading, ord, start, stop, quote, page, paragraph, mode, holder, "
            "said, refers_to, written, confidence, rule, uid) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*values, rule, uid),
        )
        for row in there.execute(
            "SELECT ord, entity, polarity, strength FROM statement_target WHERE statement = ?", (id,)
        ):
            here.execute(
                "INSERT INTO statement_target VALUES (?, ?, ?, ?, ?)", (statement, row[0], entity(row[1]), *row[2:])
            )
        for row in there.execute("SELECT ord, topic FROM statement_topic WHERE statement = ?", (id,)):
            here.execute("INSERT INTO statement_topic VALUES (?, ?, ?)", (statement, *row))
        for row in there.execute("SELECT ord, start, stop, quote FROM statement_evidence WHERE statement = ?", (id,)):
            here.execute("INSERT INTO statement_evidence VALUES (?, ?, ?, ?, ?)", (statement, *row))
        for row in there.execute("SELECT ord, entity FROM statement_relay WHERE statement = ?", (id,)):
            here.execute("INSERT INTO statement_relay VALUES (?, ?, ?)", (statement, row[0], entity(row[1])))

    def _reading(self, row: int) -> int:
        """A reading that is kept only as the maker of statements."""
        columns = "document, coder, maker, fingerprint, language, kind, at"
        query = f"SELECT {columns} FROM reading WHERE id = ?"  # noqa: S608 - a constant
        document, coder, *rest = self.other.connection.execute(query, (row,)).fetchone()
        values = (self.document(document), self.coder(coder), *rest)
        same = "SELECT id FROM reading WHERE document = ? AND coder = ? AND fingerprint = ? AND at = ?"
        here = self.desk.connection
        found = here.execute(same, (*values[:2], rest[1], rest[4])).fetchone()
        if found is not None:
            return int(found[0])
        insert = f"INSERT INTO reading ({columns}, current) VALUES (?, ?, ?, ?, ?, ?, ?, 0)"  # noqa: S608
        return int(here.execute(insert, values).lastrowid or 0)

    def _entity(self, row: int, document: int, reading: int) -> int:
        here, there = self.desk.connection, self.other.connection
        query = "SELECT ord, local, kind, name, authority, rule FROM entity WHERE id = ?"
        values = there.execute(query, (row,)).fetchone()
        found = here.execute("SELECT id FROM entity WHERE reading = ? AND local = ?", (reading, values[1])).fetchone()
        if found is not None:
            return int(found[0])
        number = self._next("entity")
        insert = "INSERT INTO entity (id, document, reading, ord, local, kind, name, authority, rule) VALUES "
        here.execute(f"{insert} (?, ?, ?, ?, ?, ?, ?, ?, ?)", (number, document, reading, *values))
        for alias in there.execute("SELECT sort, ord, text FROM entity_alias WHERE entity = ?", (row,)).fetchall():
            here.execute("INSERT INTO entity_alias (entity, sort, ord, text) VALUES (?, ?, ?, ?)", (number, *alias))
        return number

    def _next(self, kind: str) -> int:
        here = self.desk.connection
        row = here.execute("SELECT next FROM row_number WHERE kind = ?", (kind,)).fetchone()
        number = 1 if row is None else int(row[0])
        here.execute("INSERT OR REPLACE INTO row_number (kind, next) VALUES (?, ?)", (kind, number + 1))
        return number
