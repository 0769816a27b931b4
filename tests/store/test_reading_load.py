from __future__ import annotations

import sqlite3

import pytest

from tanik.errors import StudyDamagedError
from tanik.reading.annotations import Reading
from tanik.sources.source import Source
from tanik.store import Store
from tanik.text.document import Document


def change(store: Store, sql: str) -> None:
    other = sqlite3.connect(store.path)
    other.execute(sql)
    other.commit()
    other.close()


def test_a_document_that_was_not_read_has_no_reading(store: Store, source: Source, document: Document) -> None:
    store.save_document(source, document)
    assert store.load_reading("abcd") is None
    assert [(each.id, reading) for each, _, reading in store.iterate()] == [("abcd", None)]


def test_a_source_that_is_not_there_is_named(store: Store) -> None:
    with pytest.raises(KeyError, match="source:nobody"):
        store.load_reading("nobody")


@pytest.mark.parametrize("table", ["statement", "quotation", "citation", "date", "mention", "doubt"])
def test_words_that_are_not_those_of_the_document_are_named_with_their_place(filled: Store, table: str) -> None:
    change(filled, f"UPDATE {table} SET quote = quote || '!'")
    with pytest.raises(StudyDamagedError) as caught:
        filled.load_reading("abcd")
    assert caught.value.id == "T508"
    assert caught.value.values["row"].startswith(f"{table}:")
    assert caught.value.values["end"] > caught.value.values["start"] >= 0


def test_a_moved_span_is_noticed(filled: Store) -> None:
    change(filled, "UPDATE statement SET start = start + 1, stop = stop + 1")
    with pytest.raises(StudyDamagedError, match="statement:1"):
        filled.check()


def test_evidence_is_checked_too(filled: Store) -> None:
    change(filled, "UPDATE statement_evidence SET stop = stop - 1 WHERE ord = 1")
    with pytest.raises(StudyDamagedError, match="statement:1"):
        filled.load_reading("abcd")


def test_a_mention_of_nobody_is_noticed(filled: Store) -> None:
    change(filled, "UPDATE mention SET entity = 999")
    with pytest.raises(StudyDamagedError, match="999"):
        filled.load_reading("abcd")


def test_what_a_person_rejected_is_left_out(filled: Store, reading: Reading) -> None:
    filled.reject("statement", 1, "Ayla")
    filled.reject("citation", 1, "Ayla")
    loaded = filled.load_reading("abcd")
    assert loaded is not None
    assert loaded.statements == reading.statements[1:]
    assert loaded.citations == []
    assert loaded.quotations[0].citation is None
