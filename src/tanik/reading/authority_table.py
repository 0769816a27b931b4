"""The authority file as a table: CSV (comma, semicolon or tab between columns) or XLSX, one entity a row.

Columns, in any order: ``id``, ``kind``, ``name``, ``name_en``, ``name_ru``, ``aliases``, ``context_aliases``,
``titles``, ``born``, ``died``, ``date``, ``offices``, ``wikidata``, ``viaf``, ``isam``, ``same_as``, ``note``. Lists
have ``;`` between their values. An office is ``OFFICE @ PLACE BEGIN/END`` with EDTF dates; place and dates may be
missing: ``Elçi @ Bern 1926/1930``.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tanik.errors import SettingError
from tanik.reasons import fault, refusal
from tanik.translation import N_

LISTS = ("aliases", "context_aliases", "titles", "same_as")
COLUMNS = (
    "id",
    "kind",
    "name",
    "name_en",
    "name_ru",
    "born",
    "died",
    "date",
    "offices",
    "wikidata",
    "viaf",
    "isam",
    "note",
    *LISTS,
)
TABLES = frozenset((".csv", ".tsv", ".xlsx"))
_OFFICE = re.compile(r"(?P<office>[^@]+?)(?:\s*@\s*(?P<place>[^@]*?))?(?:\s+(?P<begin>[^\s/]*)/(?P<end>[^\s/]*))?\s*")
_MOST_ROWS = 200_000


def table_rows(path: Path, content: bytes) -> list[dict[str, Any]]:
    """The rows of a table as the mappings that a YAML file would give.

    Raises :class:`SettingError`: T460 not a table that can be read, T461 a column that is not known or missing, T462 an
    office that cannot be understood.
    """
    cells = _workbook(path, content) if path.suffix.lower() == ".xlsx" else _text(path, content)
    if not cells:
        return []
    heads = [cell.strip().lower() for cell in cells[0]]
    unknown = [head for head in heads if head and head not in COLUMNS]
    if unknown or "id" not in heads or "name" not in heads:
        raise SettingError(
            "T461",
            N_("The first line of {path} has the columns {heads}; it needs id and name, and may not have “{unknown}”."),
            N_("Write the names of the columns into the first line; they may be: {columns}."),
            path=str(path),
            heads=", ".join(head for head in heads if head),
            unknown=unknown[0] if unknown else "-",
            columns=", ".join(COLUMNS),
        )
    rows = []
    for number, values in enumerate(cells[1:], 2):
        row: dict[str, Any] = {head: value.strip() for head, value in zip(heads, values, strict=False) if head}
        if not any(row.values()):
            continue
        for column in LISTS:
            row[column] = [part.strip() for part in row.get(column, "").split(";") if part.strip()]
        row["offices"] = [_office(part, path, number) for part in row.get("offices", "").split(";") if part.strip()]
        rows.append({key: value for key, value in row.items() if value})
    return rows


def _office(text: str, path: Path, number: int) -> Mapping[str, str]:
    match = _OFFICE.fullmatch(text.strip())
    if match is None:
        raise SettingError(
            "T462",
            N_("Line {number} of {path}: the office “{office}” cannot be understood."),
            N_("Write it as OFFICE @ PLACE BEGIN/END, for example: Elçi @ Bern 1926/1930."),
            path=str(path),
            number=number,
            office=text.strip(),
        )
    return {
        "office": match["office"].strip(),
        "place": match["place"] or "",
        "from": match["begin"] or "",
        "to": match["end"] or "",
    }


def _text(path: Path, content: bytes) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
        first = text.split("\n", 1)[0]
        mark = max(",;\t", key=first.count)
        rows = []
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True):
            rows.append(row)
            if len(rows) > _MOST_ROWS:
                raise ValueError(f"more than {_MOST_ROWS} lines")
        return rows
    except (UnicodeDecodeError, csv.Error, ValueError) as error:
        raise _unreadable(path, error) from error


def _workbook(path: Path, content: bytes) -> list[list[str]]:
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        rows: list[list[str]] = []
        for values in book.worksheets[0].iter_rows(values_only=True, max_row=_MOST_ROWS):
            rows.append(["" if value is None else _cell(value) for value in values[:40]])
        return rows
    except (OSError, BadZipFile, InvalidFileException, ValueError, KeyError, IndexError, SyntaxError) as error:
        raise _unreadable(path, error) from error


def _cell(value: Any) -> str:
    """A year that a spreadsheet keeps as a number is written without its decimals."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _unreadable(path: Path, error: Exception) -> SettingError:
    reason = refusal(error) if isinstance(error, OSError) else fault(str(error))
    return SettingError(
        "T460",
        N_("The table of people {path} cannot be read: {reason}."),
        N_("Save it as CSV in UTF-8 or as XLSX, with the names of the columns in the first line."),
        path=str(path),
        reason=reason,
    )
