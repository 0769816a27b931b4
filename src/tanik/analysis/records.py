"""Rows of analyses as plain records, for CSV, JSON and other programs: the columns have the names of the fields."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from tanik.errors import Phrase


def flat(row: Any, prefix: str = "") -> dict[str, Any]:
    """A row as one level of names and values: ``mean``, ``pooled_low`` ..., lists as tuples of texts.

    What is missing is None under the name of its field, so that all rows of one kind need not have it.
    """
    record: dict[str, Any] = {}
    for field in fields(row):
        value = getattr(row, field.name)
        name = f"{prefix}{field.name}"
        if is_dataclass(value):
            record |= flat(value, f"{name}_")
        else:
            record[name] = _plain(value)
    return record


def flat_rows(rows: Sequence[Any]) -> list[dict[str, Any]]:
    """Rows as records that all have the same columns, in the order in which they first occur."""
    records = [flat(row) for row in rows]
    wide = {name for record in records for name in record}
    # A value that is missing in one row and has parts in another: only the parts are columns.
    whole = {name for name in wide if any(other.startswith(f"{name}_") for other in wide)}
    empty = {name for name in whole if all(record.get(name) is None for record in records)}
    names = [name for name in dict.fromkeys(n for record in records for n in record) if name not in empty]
    return [{name: record.get(name) for name in names} for record in records]


def tree(value: Any, translate: Callable[[str], str] = str) -> Any:
    """Any answer as JSON can hold it; sentences in the language of ``translate``, infinite numbers as None."""
    if isinstance(value, Phrase):
        return value.render(translate)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: tree(getattr(value, field.name), translate) for field in fields(value)}
    if isinstance(value, dict):
        return {str(key): tree(each, translate) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [tree(each, translate) for each in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, Phrase):
        return str(value)
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, tuple):
        return tuple(" ".join(map(str, each)) if isinstance(each, tuple) else each for each in value)
    return value
