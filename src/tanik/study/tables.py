"""Arrow tables out of rows, built in batches so that a large study never lies in memory as Python objects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow

_BATCH = 20_000
_WHOLE = frozenset({"id", "start", "end", "paragraph", "depth", "relay_depth", "mentions", "citations", "version"})
_WHOLE_OF_SOURCES = frozenset({"words", "pages", "version"})
_DECIMAL = frozenset({"confidence", "strength"})
_TRUTH = frozenset({"anaphoric", "disputed"})


def arrow_table(
    name: str, columns: Sequence[str], rows: Iterator[Sequence[Any]], lists: frozenset[str]
) -> pyarrow.Table:
    """The rows as a ``pyarrow.Table``. ``lists``: names of the columns that hold lists of strings."""
    import pyarrow as pa  # heavy, and only needed when a table is asked for

    whole = _WHOLE_OF_SOURCES if name == "sources" else _WHOLE

    def kind(column: str) -> Any:
        if column in lists:
            return pa.list_(pa.string())
        if column in whole:
            return pa.int64()
        if column in _DECIMAL:
            return pa.float64()
        return pa.bool_() if column in _TRUTH else pa.string()

    schema = pa.schema([(column, kind(column)) for column in columns])
    batches = []
    while batch := list(islice(rows, _BATCH)):
        values = zip(*batch, strict=True)
        arrays = [
            pa.array([None if v is None else bool(v) for v in cells] if field.type == pa.bool_() else cells, field.type)
            for field, cells in zip(schema, values, strict=True)
        ]
        batches.append(pa.record_batch(arrays, schema=schema))
    return pa.Table.from_batches(batches, schema=schema)
