"""A study file copied as it is at one moment, also while somebody works on it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from tanik.store import connection as files


def copy_study(path: Path, to: Path) -> None:
    """Copy a study, with what is still in its log beside the file, over ``to``. ``path`` is not changed.

    Raises StudyMissingError, StudyDamagedError, StudyNewerError as opening it does.
    """
    if not path.exists():
        raise files.missing(path)
    with files.explained(path):
        files.check_file(path)
        # One that may write tidies up the log beside the file when it is closed; one that only reads would leave it.
        writable = os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)
        with closing(files.connect(path, wait=10.0, writable=writable)) as given:
            files.check_identity(given, path)
            with closing(sqlite3.connect(to)) as made:
                given.backup(made)
