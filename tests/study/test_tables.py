from __future__ import annotations

import pyarrow as pa

from tanik.study.tables import arrow_table

LISTS = frozenset({"topics"})


def test_columns_have_types_that_do_not_depend_on_the_rows() -> None:
    columns = ("id", "text", "topics", "confidence", "anaphoric", "pages")
    empty = arrow_table("citations", columns, iter([]), LISTS)
    full = arrow_table("citations", columns, iter([(1, "ş", ["a", "b"], 0.5, 1, "12-14")]), LISTS)
    assert empty.schema == full.schema
    assert full.schema.types == [
        pa.int64(),
        pa.string(),
        pa.list_(pa.string()),
        pa.float64(),
        pa.bool_(),
        pa.string(),
    ]
    assert full.to_pylist() == [
        {"id": 1, "text": "ş", "topics": ["a", "b"], "confidence": 0.5, "anaphoric": True, "pages": "12-14"}
    ]


def test_pages_of_sources_are_a_number() -> None:
    assert arrow_table("sources", ("id", "pages"), iter([("ab", 3)]), LISTS).to_pylist() == [{"id": "ab", "pages": 3}]


def test_many_rows_come_in_order() -> None:
    table = arrow_table("dates", ("id", "edtf"), ((number, None) for number in range(45_000)), LISTS)
    assert table.num_rows == 45_000
    assert table["id"].to_pylist() == list(range(45_000))
    assert table["edtf"].null_count == 45_000
