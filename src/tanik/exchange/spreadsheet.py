"""Tables for spreadsheets: CSV as they like it."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any


def write_rows(path: str, rows: Sequence[Mapping[str, Any]], heads: Sequence[str] = ()) -> None:
    """UTF-8 with a byte order mark, so that spreadsheets see ş and ğ; lists joined by “; ”.

    ``heads``: the first line when there are no rows.
    """
    with Path(path).open("w", encoding="utf-8-sig", errors="backslashreplace", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(rows[0] if rows else heads)
        for row in rows:
            writer.writerow([_cell(value) for value in row.values()])


def _cell(value: Any) -> Any:
    if isinstance(value, list | tuple):
        value = "; ".join(map(str, value))
    return harmless(value)


def harmless(value: Any) -> Any:
    """A value that no spreadsheet runs: an apostrophe before what begins like a formula makes it text."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
