from __future__ import annotations

import sqlite3
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from strategies import read_documents
from tanik.reading.annotations import Entity, Mention, Reading, Statement
from tanik.sources.source import Source
from tanik.store import Store
from tanik.store.reading_rows import maker_coder
from tanik.text.document import Document

DERIVED = ("statement", "quotation", "citation", "date", "mention", "doubt", "work", "entity")


@settings(max_examples=25)
@given(read_documents())
def test_what_is_saved_is_loaded(pair: tuple[Document, Reading]) -> None:
    document, reading = pair
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "a.tanik") as store:
        store.save_document(Source("s", "n"), document)
        store.save_reading("s", document, reading)
        assert store.load_document("s") == document
        assert store.load_reading("s") == reading
        store.save_reading("s", document, reading)
        assert store.load_reading("s") == reading
        store.check()


def test_every_row_knows_its_maker_its_date_and_its_place(filled: Store) -> None:
    other = sqlite3.connect(filled.path)
    for table in DERIVED:
        query = f"SELECT maker, at, coder.name, version FROM {table} AS x JOIN reading AS r ON r.id = x.reading "
        rows = other.execute(query + "JOIN coder ON coder.id = r.coder").fetchall()
        assert rows, table
        assert {(maker, name, version) for maker, _, name, version in rows} == {
            ("tanik-rules 0.1.0", "tanik-rules", "0.1.0")
        }
        assert all(at.startswith("20") for _, at, _, _ in rows)
    (place,) = other.execute("SELECT quote, page, paragraph FROM statement ORDER BY start LIMIT 1").fetchall()
    other.close()
    assert place == ("küçük ama güvenli", "xii", 1)


def test_row_numbers_are_never_given_twice(filled: Store, document: Document, reading: Reading) -> None:
    seen: set[int] = set()
    for _ in range(3):
        filled.save_reading("abcd", document, reading)
        columns, rows = filled.table("statements")
        ids = {row[columns.index("id")] for row in rows}
        assert not ids & seen
        seen |= ids


def test_a_reading_takes_the_place_of_the_one_before(filled: Store, document: Document, reading: Reading) -> None:
    filled.save_reading("abcd", document, replace(reading, statements=[], maker="tanik-rules 0.2.0"), "print-2")
    assert filled.counts()["statements"] == 0
    (row,) = filled.readings().values()
    assert (row.maker, row.fingerprint) == ("tanik-rules 0.2.0", "print-2")


def test_doubts_of_the_text_are_rows_but_no_part_of_the_reading(filled: Store, reading: Reading) -> None:
    columns, rows = filled.table("doubts")
    found = [(row[columns.index("stage")], row[columns.index("doubt")], row[columns.index("text")]) for row in rows]
    assert found == [("text", "ocr.unsure", "Elçi"), ("reading", "citation.letter", "(Tan, 1960a: 12)")]
    loaded = filled.load_reading("abcd")
    assert loaded is not None and loaded.doubts == reading.doubts


def test_a_doubt_of_the_text_that_the_reading_repeats_is_one_row(
    filled: Store, document: Document, reading: Reading
) -> None:
    from tanik.reading.annotations import Doubt

    own = document.doubts[0]
    repeated = [Doubt(own.start, own.end, own.kind, (), own.values), *reading.doubts]
    filled.save_reading("abcd", document, replace(reading, doubts=repeated))
    assert filled.counts()["doubts"] == 2


@pytest.mark.parametrize("place", ["holder", "mention", "twice", "document", "span"])
def test_a_reading_that_does_not_hold_together_is_refused_whole(
    filled: Store, document: Document, reading: Reading, place: str
) -> None:
    bad = {
        "holder": replace(reading, statements=[Statement(0, 4, "quote", "nobody")]),
        "mention": replace(reading, mentions=[Mention(0, 4, 4, "nobody")]),
        "twice": replace(reading, entities=[*reading.entities, Entity("riza", "person", "Rıza")]),
        "document": replace(reading, document="0" * 16),
        "span": replace(reading, statements=[Statement(0, 9_999, "quote", "riza")]),
    }[place]
    with pytest.raises(ValueError, match=r"nobody|two entities|not of|outside"):
        filled.save_reading("abcd", document, bad)
    assert filled.load_reading("abcd") == reading
    assert len(list(filled.events())) == 4


@pytest.mark.parametrize(
    ("maker", "name", "version"), [("tanik-rules 0.1.0", "tanik-rules", "0.1.0"), ("alone", "alone", "")]
)
def test_a_maker_is_a_coder_with_a_version(maker: str, name: str, version: str) -> None:
    coder = maker_coder(maker)
    assert (coder.name, coder.kind, coder.version) == (name, "rules", version)
