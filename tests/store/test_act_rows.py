from __future__ import annotations

from tanik.store import Store, act_rows

ROW = {"subject": "study", "text": "bir", "coder": 1, "round": 0, "at": "2020"}


def test_a_row_is_made_changed_and_taken_away(store: Store) -> None:
    connection = store.desk.connection
    made = act_rows.put(connection, "memo", "ab", ROW)
    assert made == ("memo", "ab", None, ROW)
    assert act_rows.put(connection, "memo", "ab", ROW) is None
    assert act_rows.put(connection, "memo", "ab", {"text": "iki"}) == ("memo", "ab", {"text": "bir"}, {"text": "iki"})
    row = act_rows.get(connection, "memo", "ab")
    assert row is not None
    assert (row["text"], row["start"]) == ("iki", None)
    assert act_rows.update(connection, "memo", "ab", row, {"text": "iki"}) is None
    gone = act_rows.put(connection, "memo", "ab", None)
    assert gone == ("memo", "ab", ROW | {"text": "iki"}, None)
    assert act_rows.put(connection, "memo", "ab", None) is None


def test_the_tables_have_the_columns_that_are_named(store: Store) -> None:
    for table, columns in act_rows.COLUMNS.items():
        info = store.desk.connection.execute(f"PRAGMA table_info({table})")
        assert {name for _, name, *_ in info} == {"uid", *columns}
