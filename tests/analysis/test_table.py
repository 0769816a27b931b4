from __future__ import annotations

from sample_study import memoir, study
from tanik.analysis.table import rows_from, statement_id


def test_one_row_for_each_statement_and_target() -> None:
    items = [study(), memoir()]
    rows = rows_from(items)
    assert len(rows) == sum(max(len(one.targets), 1) for item in items for one in item.reading.statements)
    assert len({row.id for row in rows}) == sum(len(item.reading.statements) for item in items)
    for row in rows:
        statement = items[row.item].reading.statements[row.index]
        assert row.id == statement_id(row.item, row.index)
        assert row.text == items[row.item].document.text[row.start : row.end]
        assert (row.start, row.end) == (statement.start, statement.end)


def test_a_row_carries_place_citation_and_relay() -> None:
    rows = rows_from([study(), memoir()])
    first = rows[0]
    assert (first.holder_name, first.target_name, first.polarity) == ("Nazım Bey", "Komiser", "positive")
    assert (first.page, first.citation, first.said) == ("11", "Serin 1956: 41", "1921-03-12")
    assert first.works == ("serin|1956",)
    relayed = next(row for row in rows if row.relay_depth == 2)
    assert [relayed.source_name, relayed.written, len(relayed.relay)] == ["Northern Days", "1934", 2]


def test_a_statement_without_target_has_one_row() -> None:
    (row,) = [row for row in rows_from([study()]) if row.target is None]
    assert (row.holder_name, row.target_name, row.polarity) == ("Cemile Hanım", "", None)


def test_a_citation_that_is_not_there_is_no_citation() -> None:
    item = study()
    item.reading.statements[0].citation = 99
    assert (rows_from([item])[0].citation, rows_from([item])[0].works) == ("", ())


def test_nothing_read_gives_no_rows() -> None:
    assert rows_from([]) == []
