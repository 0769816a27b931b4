"""The study file: one SQLite database that is opened, read and written here and nowhere else."""

from __future__ import annotations

import json
import os
import sqlite3
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import tanik
from tanik.coding.acts import Coder, Policy
from tanik.reading.annotations import Reading
from tanik.sources.source import Source
from tanik.store import connection as files
from tanik.store import (
    document_rows,
    entity_table,
    events,
    finding_rows,
    moving,
    reading_load,
    reading_people,
    reading_rows,
    statement_rows,
    tables,
)
from tanik.store.desk import Desk
from tanik.store.document_rows import DocumentRow
from tanik.store.events import Event, Judgement
from tanik.store.finding_rows import OutcomeRow, RunRow
from tanik.store.migrations import APPLICATION_ID, SCHEMA, migrate
from tanik.store.packing import to_json
from tanik.store.reading_load import ReadingRow
from tanik.text.document import Document

if TYPE_CHECKING:
    from tanik.analysis.word_index import DocumentWords
    from tanik.store.vector_rows import VectorShelf

TANIK = Coder("tanik", "rules", tanik.__version__)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


class Store:
    """A study file, open. Every method that writes is one transaction with its event; it is on the disk on return.

    Sources are named by their id; a document is named by the id of its source, because two sources may have the
    same text. The newest version of a document counts.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, *, writable: bool) -> None:
        self.path = path
        self.writable = writable
        self._connection = connection
        self._desk: Desk | None = None

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, create: bool = True, wait: float = 10.0) -> Self:
        """Open a study, making it (``create``) when there is none, and bring it to the present schema.

        ``wait``: seconds to wait while another process writes. A file that may not be written is opened for reading.
        Errors: StudyMissingError, StudyDamagedError (no study, or cut short), StudyNewerError, StudyLockedError,
        StudyNotWritableError.
        """
        place = Path(path)
        exists = place.exists()
        if not exists and not create:
            raise files.missing(place)
        if not exists and not place.absolute().parent.is_dir():
            raise files.no_folder(place)
        if not exists and not os.access(place.absolute().parent, os.W_OK):
            raise files.not_writable(place)
        with files.explained(place):
            try:
                if exists:
                    files.check_file(place)
                writable = not exists or (os.access(place, os.W_OK) and os.access(place.absolute().parent, os.W_OK))
                connection = files.connect(place, wait=wait, writable=writable)
            except PermissionError as error:
                raise files.not_writable(place) from error
            store = cls(place, connection, writable=writable)
            try:
                store._prepare()
            except BaseException:
                connection.close()
                raise
        return store

    def _prepare(self) -> None:
        begun = files.check_identity(self._connection, self.path)
        if begun and self._version() == SCHEMA:
            if self.writable and self._connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
                # The one who made the study was stopped before this last step. While others read, it can wait.
                with suppress(sqlite3.OperationalError):
                    self._connection.execute("PRAGMA journal_mode = WAL")
            return
        if not self.writable:
            raise files.not_writable(self.path)
        if not begun:
            # The first pages are written without the log beside the file, so that a file is a study or empty.
            self._connection.execute("PRAGMA journal_mode = DELETE")
        with files.transaction(self._connection, self.path):
            # Asked again: another process may have made the study while this one waited.
            begun = files.check_identity(self._connection, self.path)
            before = self._version()
            now = _now()
            applied = migrate(self._connection, now, f"tanik {tanik.__version__}")
            if not begun:
                self._connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                study = uuid.uuid4().hex
                row = (study, now, f"tanik {tanik.__version__}")
                self._connection.execute("INSERT INTO study (one, id, created, maker) VALUES (1, ?, ?, ?)", row)
                self._record(now, "study.create", f"study:{study}", {"schema": SCHEMA})
            elif applied:
                names = [one.name for one in applied]
                self._record(now, "study.migrate", "study:1", {"from": before, "to": SCHEMA, "names": names})
        self._connection.execute("PRAGMA journal_mode = WAL")

    def _version(self) -> int:
        return int(self._connection.execute("PRAGMA user_version").fetchone()[0])

    def _record(self, at: str, act: str, subject: str, payload: dict[str, Any], coder: Coder = TANIK) -> int:
        return events.record(self._connection, at, coder, act, subject, payload)

    @contextmanager
    def _write(self) -> Iterator[str]:
        """One transaction; gives the time of it."""
        if not self.writable:
            raise files.not_writable(self.path)
        with files.transaction(self._connection, self.path):
            yield _now()

    @contextmanager
    def _read(self) -> Iterator[sqlite3.Connection]:
        """One consistent state of the study, even when another process writes meanwhile."""
        inside: bool = self._connection.in_transaction
        with files.explained(self.path):
            if not inside:
                self._connection.execute("BEGIN")
            try:
                yield self._connection
            finally:
                if not inside:
                    self._connection.execute("ROLLBACK")

    def close(self) -> None:
        """Close the file. Closing twice does nothing."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    # The study

    def about(self) -> dict[str, Any]:
        """``id``, ``created``, ``maker``, ``schema`` and ``changed`` (time of the last event) of the study."""
        with self._read() as connection:
            id, created, maker = connection.execute("SELECT id, created, maker FROM study").fetchone()
            (changed,) = connection.execute("SELECT at FROM event ORDER BY id DESC LIMIT 1").fetchone()
            return {"id": id, "created": created, "maker": maker, "schema": self._version(), "changed": changed}

    def setting(self, name: str, default: Any = None) -> Any:
        """The value of a setting, ``default`` when it was never set."""
        with self._read() as connection:
            row = connection.execute("SELECT json_value FROM setting WHERE name = ?", (name,)).fetchone()
        return default if row is None else json.loads(row[0])

    def set_setting(self, name: str, value: Any) -> None:
        """Keep a JSON value under a name. Nothing happens when it is the same as before."""
        if self.setting(name) == value:
            return
        with self._write() as now:
            self._connection.execute(
                "INSERT INTO setting (name, json_value) VALUES (?, ?) "
                "ON CONFLICT (name) DO UPDATE SET json_value = excluded.json_value",
                (name, to_json(value)),
            )
            self._record(now, "setting.set", f"setting:{name}", {"value": value})

    def events(self, after: int = 0) -> Iterator[Event]:
        """The event log in order, from the event that follows number ``after``."""
        with files.explained(self.path):
            yield from events.events(self._connection, after)

    # Sources and documents

    def save_source(self, source: Source) -> bool:
        """Keep a source, or its changed data; True when it is new. Nothing happens when nothing changed."""
        if self.source(source.id) == source:
            return False
        with self._write() as now:
            return self._save_source(now, source)

    def _save_source(self, now: str, source: Source) -> bool:
        new = document_rows.write_source(self._connection, source)
        payload = {"name": source.name, "sha256": source.sha256, "kind": source.kind, "authors": list(source.authors)}
        self._record(now, "source.add" if new else "source.change", f"source:{source.id}", payload)
        return new

    def save_document(self, source: Source, document: Document, made_with: dict[str, Any] | None = None) -> int:
        """Keep a source and its document as one act; the document becomes the newest version. Returns its number.

        ``made_with``: what the text was made with (file hash, encoding ...), JSON values.
        """
        if document.id != document_rows.text_id(document.text):
            raise ValueError(f"document id {document.id} is not the hash of its text")
        with self._write() as now:
            if self.source(source.id) != source:
                self._save_source(now, source)
            key = document_rows.write_document(self._connection, source.id, document, now, made_with or {})
            payload: dict[str, Any] = {"document": document.id, "maker": document.maker}
            payload |= {"language": document.language}
            payload |= moving.follow(self._connection, self.desk.texts, source.id)
            self._record(now, "document.add", f"source:{source.id}", payload)
            return key

    def source(self, id: str) -> Source | None:
        """The source with an id."""
        return self._one_source("id = ?", id)

    def source_with_sha256(self, sha256: str) -> Source | None:
        """The source whose file, as last added, has this SHA-256."""
        return self._one_source("sha256 = ?", sha256)

    def source_with_path(self, path: str, *, but: str = "") -> Source | None:
        """The source that was last added from this file; not the one with the id ``but``."""
        return self._one_source("path = ? AND id <> ?", path, but)

    def _one_source(self, where: str, *values: str) -> Source | None:
        with self._read() as connection:
            return next(iter(document_rows.read_sources(connection, where, values)), None)

    def sources(self) -> list[Source]:
        """All sources in the order in which they came (no texts)."""
        with self._read() as connection:
            return list(document_rows.read_sources(connection))

    def documents(self) -> list[DocumentRow]:
        """The newest version of every document, without texts, in the order of the sources."""
        with self._read() as connection:
            return document_rows.find_documents(connection)

    def document_row(self, source: str) -> DocumentRow | None:
        """What is known of the newest document of a source without loading it."""
        with self._read() as connection:
            return next(iter(document_rows.find_documents(connection, source)), None)

    def load_document(self, source: str) -> Document:
        """The newest document of a source. KeyError when there is none, StudyDamagedError when it is not intact."""
        row = self._existing(source)
        with self._read() as connection:
            return document_rows.read_document(connection, self.path, row.key)

    def _existing(self, source: str) -> DocumentRow:
        row = self.document_row(source)
        if row is None:
            raise KeyError(f"source:{source}")
        return row

    # Readings

    def save_reading(self, source: str, document: Document, reading: Reading, fingerprint: str = "") -> int:
        """Keep the reading of a source's newest document in the place of the one before; touched rows stay.

        Returns the number of the reading. ``fingerprint``: of what the reading was made with.
        """
        row = self._existing(source)
        if row.id != document.id:
            raise ValueError(f"document {document.id} is not the newest of source {source}")
        with self._write() as now:
            number = reading_rows.write_reading(self._connection, row.key, document, reading, fingerprint, now)
            payload = {"document": document.id, "maker": reading.maker, "fingerprint": fingerprint}
            counts = {"statements": len(reading.statements), "doubts": len(reading.doubts)}
            self._record(now, "reading.save", f"source:{source}", payload | counts)
            return number

    def readings(self) -> dict[int, ReadingRow]:
        """The current readings by the row number of their document, not loaded."""
        with self._read() as connection:
            return reading_load.find_readings(connection)

    def load_reading(self, source: str, document: Document | None = None, policy: Policy = "all") -> Reading | None:
        """The current reading of a source's newest document, None when it was not read yet; rejected rows left out.

        Statements are as people left them, under a ``policy`` (see :mod:`tanik.store.statement_rows`).
        Every span is checked: StudyDamagedError names the row and the place where the words are not the document's.
        """
        row = self._existing(source)
        if document is None:
            document = self.load_document(source)
        with self._read() as connection:
            found = reading_load.read_reading(connection, self.path, row.key, document.id, document.text)
            return None if found is None else reading_people.decided(self.desk, source, *found, policy)

    def iterate(self, policy: Policy = "all") -> Iterator[tuple[Source, Document, Reading | None]]:
        """Source, document and reading, one after the other; only one is in memory."""
        sources = {source.id: source for source in self.sources()}
        for row in self.documents():
            document = self.load_document(row.source)
            yield sources[row.source], document, self.load_reading(row.source, document, policy)

    # Words

    def save_words(self, document: int, words: DocumentWords) -> None:
        """Keep the word index of the document with this row number. It can be made again, so no event tells of it."""
        from tanik.store import word_rows

        with self._write():
            word_rows.write_words(self._connection, document, words)

    def load_words(self, document: int) -> DocumentWords | None:
        """The word index of a document, None when it has to be made."""
        from tanik.store import word_rows

        with self._read() as connection:
            return word_rows.read_words(connection, document)

    def with_words(self) -> frozenset[int]:
        """The row numbers of the documents whose word index is there."""
        from tanik.store import word_rows

        with self._read() as connection:
            return word_rows.indexed(connection)

    @property
    def vectors(self) -> VectorShelf:
        """Passages and sentence vectors: a cache."""
        from tanik.store.vector_rows import VectorShelf

        return VectorShelf(self._connection, self._read, self._write)

    # Findings

    def findings(self) -> dict[str, Any]:
        """The findings of the study as a findings file has them: ``queries`` and ``findings``."""
        with self._read() as connection:
            return finding_rows.read_definitions(connection)

    def save_findings(self, queries: Mapping[str, Any], findings: Sequence[Mapping[str, Any]]) -> bool:
        """Put these findings in the place of those before; False when they are the same."""
        if self.findings() == {"queries": dict(queries), "findings": list(findings)}:
            return False
        with self._write() as now:
            finding_rows.write_definitions(self._connection, queries, findings)
            ids = [finding["id"] for finding in findings]
            self._record(now, "findings.define", "finding:*", {"findings": ids})
        return True

    def last_verification(self) -> RunRow | None:
        """The newest verification of findings that brought something new."""
        with self._read() as connection:
            return finding_rows.last_run(connection)

    def save_verification(self, statements: int, outcomes: Sequence[OutcomeRow]) -> int:
        """Keep what became of the findings. Returns the number of the verification."""
        with self._write() as now:
            run = finding_rows.write_run(self._connection, now, f"tanik {tanik.__version__}", statements, outcomes)
            verdicts = {outcome.finding: outcome.verdict for outcome in outcomes}
            self._record(now, "findings.verify", f"finding_run:{run}", {"verdicts": verdicts})
            return run

    def contradiction_judgements(self) -> dict[str, dict[str, str]]:
        """What people say of contradictions, by uid: status, note, who, at."""
        with self._read() as connection:
            return finding_rows.read_contradiction_judgements(connection)

    # Judgements

    @property
    def desk(self) -> Desk:
        """Acts of people, and everything they made."""
        if self._desk is None:
            self._desk = Desk(self._connection, self.path, self._write)
        return self._desk

    def touch(self, table: str, row: int, who: str, judgement: Judgement | None = "accepted") -> int:
        """Mark a row as judged by the person ``who``: it outlives every new reading. None takes the mark away.

        Returns the number of the event. KeyError when there is no such row.
        """
        with self._write() as now:
            return events.judge(self._connection, now, Coder(who, "person"), table, row, judgement)

    def accept(self, table: str, row: int, who: str) -> int:
        """The person ``who`` says that the row is right."""
        return self.touch(table, row, who, "accepted")

    def reject(self, table: str, row: int, who: str) -> int:
        """The person ``who`` says that the row is wrong; it is left out of readings and never proposed again."""
        return self.touch(table, row, who, "rejected")

    # Tables

    def table(self, name: str, policy: Policy = "all") -> tuple[tuple[str, ...], Iterator[Sequence[Any]]]:
        """The columns and the rows of one of :data:`tanik.store.tables.NAMES`, in the order of the sources.

        ``policy``: which statements, see :mod:`tanik.store.statement_rows`.
        """
        if name == "statements":
            found = statement_rows.resolved(self.desk, policy)
            return tables.statement_columns(), self._explained(list(row.values()) for row in found)
        columns, rows = entity_table.present(self.desk) if name == "entities" else tables.select(self._connection, name)
        return columns, self._explained(rows)

    def _explained(self, rows: Iterator[Sequence[Any]]) -> Iterator[Sequence[Any]]:
        with files.explained(self.path):
            yield from rows

    def counts(self) -> dict[str, int]:
        """How many of each: sources, words, pages, statements, quotations ... (of the newest documents)."""
        with self._read() as connection:
            found = tables.counts(connection)
            stands = statement_rows.counted(self.desk)
            return found if stands is None else found | {"statements": stands}

    def check(self) -> None:
        """Read the whole study and compare every span with its words. Raises StudyDamagedError at the first fault."""
        with self._read() as connection:
            verdict = files.whole(connection)
        if verdict != "ok":
            raise files.damaged(self.path, verdict)
        for _ in self.iterate():
            pass
