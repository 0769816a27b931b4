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


def test_every_field_of_a_value_has_its_column() -> None:
    # Whoever adds a field to a value adds a column (a new migration), writes, loads and draws it, and then this list.
    from dataclasses import fields

    from tanik.reading import annotations
    from tanik.text import document

    stored = {
        annotations.Reading: "document maker language kind citations works quotations dates entities mentions "
        "statements doubts",
        annotations.Citation: "start end items style rule",
        annotations.CitationItem: "author year suffix pages prefix work",
        annotations.Work: "id author year suffix title start end",
        annotations.Quotation: "start end outer_start outer_end kind depth speaker citation form rule",
        annotations.DateExpression: "start end edtf calendar alternatives anaphoric rule",
        annotations.Entity: "id kind name aliases context_aliases titles authority rule",
        annotations.Mention: "start end word_end entity rule",
        annotations.Statement: "start end mode holder targets topics said refers_to written citation relay evidence "
        "confidence rule",
        annotations.Target: "id polarity strength",
        annotations.Doubt: "start end kind alternatives values",
        document.Document: "id text language pages paragraphs sentences sentence_paragraph notes set_aside unsure "
        "doubts raw to_raw maker",
        document.Page: "start end number label image",
        document.Paragraph: "parts kind level note",
        document.Note: "start end anchor mark",
        document.SetAside: "raw_start raw_end kind text",
        document.TextDoubt: "start end kind values",
        document.OffsetMap: "clean_starts raw_starts",
        Source: "id name kind title authors written published language csl sha256 bytes path calendar",
    }
    for value, names in stored.items():
        assert [field.name for field in fields(value)] == names.split(), value.__name__
