"""Opening a study file, its one kind of transaction, and what SQLite's errors mean to a historian."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tanik.errors import (
    Phrase,
    StudyDamagedError,
    StudyError,
    StudyLockedError,
    StudyMissingError,
    StudyNewerError,
    StudyNotWritableError,
)
from tanik.reasons import fault
from tanik.store.migrations import APPLICATION_ID, SCHEMA
from tanik.translation import N_

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100


def check_file(path: Path) -> None:
    """Raise if the file is no study, or was cut short. An empty file passes: it is a study not yet begun."""
    if path.is_dir():
        raise _not_a_study(path)
    with path.open("rb") as file:
        header = file.read(_HEADER)
    if not header:
        return
    if not header.startswith(_MAGIC[: len(header)]):
        raise _not_a_study(path)
    size = path.stat().st_size
    wal = Path(f"{path}-wal")
    if wal.exists() and wal.stat().st_size > 0:
        return  # the newest pages are still in the log, sizes say nothing
    page_size = int.from_bytes(header[16:18], "big") if len(header) == _HEADER else 1
    page_size = 65536 if page_size == 1 else page_size
    pages = int.from_bytes(header[28:32], "big")
    if len(header) < _HEADER or size < pages * page_size:
        raise damaged(path, Phrase(N_("it breaks off after {size} bytes"), size=size))


def connect(path: Path, *, wait: float, writable: bool) -> sqlite3.Connection:
    """A connection with our settings: waits ``wait`` seconds for another writer; full sync; foreign keys checked."""
    uri = f"{path.absolute().as_uri()}?mode={'rwc' if writable else 'ro'}"
    log = Path(f"{path}-wal")
    if not writable and not log.exists() and not os.access(path.absolute().parent, os.W_OK):
        uri += "&immutable=1"  # a read-only folder: SQLite could not make its shared-memory file
    connection = sqlite3.connect(uri, uri=True, timeout=wait, isolation_level=None)
    for pragma in ("foreign_keys = ON", "synchronous = FULL", "trusted_schema = OFF", "cache_size = -65536"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def check_identity(connection: sqlite3.Connection, path: Path) -> bool:
    """True when the database is a study, False when it is still empty; raises when it is something else or newer."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application != APPLICATION_ID:
        if application or tables:
            raise _not_a_study(path)
        return False
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > SCHEMA:
        raise StudyNewerError(
            "T503",
            N_("{path} was written by a newer Tanık (schema {version}; this one knows schemas up to {known})."),
            N_("Install the newest Tanık and open the study with it. Nothing in the file was changed."),
            path=str(path),
            version=version,
            known=SCHEMA,
        )
    return True


def missing(path: Path) -> StudyError:
    return StudyMissingError(
        "T501",
        N_("There is no study at {path}."),
        N_('Check the name; a study is made by "tanik read TEXT --study {path}".'),
        path=str(path),
    )


def no_folder(path: Path) -> StudyError:
    return StudyMissingError(
        "T509",
        N_("There is no folder {folder} for the study {name}."),
        N_("Check the name of the folder, or make it first."),
        folder=str(path.parent),
        name=path.name,
    )


def _not_a_study(path: Path) -> StudyError:
    return StudyDamagedError(
        "T502",
        N_("{path} is not a study of Tanık."),
        N_("Name the .tanik file of your study, or another name for a new study; this file was left as it is."),
        path=str(path),
    )


def damaged(path: Path, what: Phrase | str) -> StudyError:
    return StudyDamagedError(
        "T504",
        N_("The study {path} is damaged ({what})."),
        N_("Go back to your last copy of the file; if there is none, read the sources into a new study."),
        path=str(path),
        what=what,
    )


def wrong_words(path: Path, row: str, start: int, end: int) -> StudyError:
    """A span whose words are not those of the document."""
    return StudyDamagedError(
        "T508",
        N_("The study {path} is damaged: the words of {row} are not those of the document at {start}–{end}."),
        N_("Go back to your last copy of the file; if there is none, read the sources into a new study."),
        path=str(path),
        row=row,
        start=start,
        end=end,
    )


def not_writable(path: Path) -> StudyError:
    return StudyNotWritableError(
        "T506",
        N_("The study {path} may be read but not written."),
        N_("Copy it to a folder of your own, or ask the owner of the folder for the right to write."),
        path=str(path),
    )


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Errors of SQLite inside the block become errors of ours."""
    try:
        yield
    except sqlite3.Error as error:
        ours = _explain(error, path)
        if ours is None:
            raise
        raise ours from error


def _explain(error: sqlite3.Error, path: Path) -> StudyError | None:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StudyLockedError(
            "T505",
            N_("Another program is writing to the study {path}."),
            N_("Wait until it has finished, or close it, and try again."),
            path=str(path),
        )
    if code == sqlite3.SQLITE_FULL:
        return StudyNotWritableError(
            "T507",
            N_("There is no room left on the disk for the study {path}."),
            N_("Make room and run the same command again; what was saved before is unharmed."),
            path=str(path),
        )
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_IOERR):
        return not_writable(path)
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return damaged(path, fault(str(error)))
    return None


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """All or nothing, safe on the disk when the block has ended. Waits for another writer as :func:`connect` said."""
    with explained(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def whole(connection: sqlite3.Connection) -> str:
    """SQLite's own verdict on the file: "ok", or what is broken. Reads the whole file."""
    with closing(connection.execute("PRAGMA integrity_check(1)")) as cursor:
        verdict: str = cursor.fetchone()[0]
    if verdict != "ok":
        return verdict
    with closing(connection.execute("PRAGMA foreign_key_check")) as cursor:
        broken = cursor.fetchone()
    return "ok" if broken is None else f"{broken[0]}:{broken[1]} > {broken[2]}"
