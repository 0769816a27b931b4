"""SQLite files of other tools (Taguette, LibreQDA, QualCoder): read-only, and trusted with nothing.

The file is opened so that SQLite writes nowhere, runs no function that its schema names, and stops after a bounded
amount of work; only ordinary tables are read. Whether a value is what it should be is for the importer to check.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tanik.errors import DamagedSourceError, HostileSourceError, SourceMissingError
from tanik.reasons import fault
from tanik.translation import N_

LARGEST_FILE = 2 << 30
LARGEST_VALUE = 64 << 20
"""Bytes of one text or row."""
MOST_ROWS = 5_000_000
_STEPS = 100_000
_MOST_STEPS = 50_000
"""Rounds of ``_STEPS`` instructions of SQLite's machine: some minutes of work."""


class ForeignTables:
    """The tables of a file. ``names``: of its ordinary tables."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._rounds = 0
        if not path.is_file():
            raise SourceMissingError(
                "T301", N_("There is no file “{path}”."), N_("Check the name and the folder."), path=str(path)
            )
        if path.stat().st_size > LARGEST_FILE:
            raise self._hostile(N_("“{name}” was not opened: it is larger than {limit} bytes."), limit=LARGEST_FILE)
        log = Path(f"{path}-wal")
        fixed = "" if log.exists() and log.stat().st_size else "&immutable=1"
        with self._explained():
            self._connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro{fixed}", uri=True)
            try:
                self._harden()
                self._columns = dict(self._read_schema())
            except BaseException:
                self._connection.close()
                raise
        self.names = frozenset(self._columns)

    def _harden(self) -> None:
        connection = self._connection
        for pragma in ("trusted_schema = OFF", "query_only = ON", "cell_size_check = ON", "mmap_size = 0"):
            connection.execute(f"PRAGMA {pragma}")
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_VALUE)
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        connection.setlimit(sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 1)
        connection.set_progress_handler(self._tick, _STEPS)
        connection.text_factory = lambda data: data.decode("utf-8", "replace")

    def _tick(self) -> int:
        self._rounds += 1
        return int(self._rounds > _MOST_STEPS)

    def _read_schema(self) -> Iterator[tuple[str, frozenset[str]]]:
        rows = self._connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
        for name, sql in rows:
            if isinstance(name, str) and isinstance(sql, str) and not sql.upper().startswith("CREATE VIRTUAL"):
                columns = self._connection.execute("SELECT name FROM pragma_table_info(?)", (name,)).fetchall()
                yield name, frozenset(column for (column,) in columns)

    def rows(self, table: str, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """The rows of a table in their order; a column that it does not have is None, a missing table has no rows.

        Raises DamagedSourceError T645 when the file is not intact, HostileSourceError T646 when it is too large.
        """
        known = self._columns.get(table)
        if known is None:
            return
        # Names of columns and tables are the importer's own words, and checked against the schema here.
        chosen = ", ".join(f'"{column}"' if column in known else "NULL" for column in columns)
        with self._explained():
            found = self._connection.execute(f'SELECT {chosen} FROM "{table}" LIMIT {MOST_ROWS + 1}')  # noqa: S608
            for number, row in enumerate(found):
                if number >= MOST_ROWS:
                    raise self._hostile(N_("“{name}” holds more than {limit} rows in one table."), limit=MOST_ROWS)
                yield row

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OverflowError, UnicodeError) as error:
            if self._rounds > _MOST_STEPS:
                raise self._hostile(N_("“{name}” takes more work to read than any project does.")) from error
            raise DamagedSourceError(
                "T645",
                N_("“{name}” is damaged, or no database of Taguette, LibreQDA or QualCoder ({reason})."),
                N_("Close the other program, copy the file again, and import the copy."),
                name=self._path.name,
                reason=fault(str(error)),
            ) from error

    def _hostile(self, sentence: str, **values: object) -> HostileSourceError:
        return HostileSourceError(
            "T646",
            sentence,
            N_("Export the project from the other tool in parts, and import these."),
            name=self._path.name,
            **values,
        )

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()
