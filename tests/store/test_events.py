from __future__ import annotations

import sqlite3

import pytest

from tanik.store import Store


def row_of(store: Store, table: str, nth: int = 0) -> int:
    columns, rows = store.table(table)
    ids = list(dict.fromkeys(row[columns.index("id")] for row in rows))
    return int(ids[nth])


def test_every_act_is_in_the_log_in_order(filled: Store) -> None:
    log = list(filled.events())
    assert [event.act for event in log] == ["study.create", "source.add", "document.add", "reading.save"]
    assert [event.id for event in log] == [1, 2, 3, 4]
    assert log[3].subject == "source:abcd"
    assert log[3].payload["statements"] == 2
    assert log[0].coder.name == "tanik"
    assert log[0].at.endswith("Z")


def test_a_judgement_names_the_person_and_what_was_there_before(filled: Store) -> None:
    row = row_of(filled, "statements")
    filled.accept("statement", row, "Ayla")
    filled.reject("statement", row, "Berk")
    first, second = list(filled.events(after=4))
    assert (first.act, first.coder.name, first.coder.kind, first.payload) == (
        "row.accept",
        "Ayla",
        "person",
        {"before": None},
    )
    assert (second.act, second.subject, second.payload) == ("row.reject", f"statement:{row}", {"before": "accepted"})


def test_a_judgement_can_be_withdrawn(filled: Store) -> None:
    row = row_of(filled, "statements")
    filled.reject("statement", row, "Ayla")
    assert filled.counts()["statements"] == 1
    filled.touch("statement", row, "Ayla", None)
    assert filled.counts()["statements"] == 2
    assert [event.act for event in filled.events(after=5)] == ["row.withdraw"]


def test_a_row_that_is_not_there_cannot_be_judged(filled: Store) -> None:
    with pytest.raises(KeyError, match="statement:999"):
        filled.accept("statement", 999, "Ayla")
    assert len(list(filled.events())) == 4


@pytest.mark.parametrize("table", ["event", "source", "touched; DROP TABLE event"])
def test_only_what_a_reading_found_is_judged(filled: Store, table: str) -> None:
    with pytest.raises(ValueError, match="not judged"):
        filled.accept(table, 1, "Ayla")


def test_an_unknown_judgement_is_refused(filled: Store) -> None:
    with pytest.raises(ValueError, match="not 'maybe'"):
        filled.touch("statement", row_of(filled, "statements"), "Ayla", "maybe")  # type: ignore[arg-type]


@pytest.mark.parametrize("attack", ["UPDATE event SET act = 'x'", "DELETE FROM event"])
def test_the_log_only_grows(filled: Store, attack: str) -> None:
    other = sqlite3.connect(filled.path)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        other.execute(attack)
    other.close()


def test_an_act_that_fails_leaves_no_event(filled: Store) -> None:
    before = list(filled.events())
    with pytest.raises(TypeError):
        filled.set_setting("odd", object())
    assert list(filled.events()) == before
