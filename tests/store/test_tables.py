from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from strategies import read_documents
from tanik.reading.annotations import Reading
from tanik.sources.source import Source
from tanik.store import Store
from tanik.store.document_rows import text_id
from tanik.store.tables import NAMES
from tanik.text.document import Document


def rows(store: Store, name: str) -> list[dict[str, object]]:
    columns, found = store.table(name)
    return [dict(zip(columns, row, strict=True)) for row in found]


def test_statements_have_a_row_for_each_target(filled: Store) -> None:
    first, second, third = rows(filled, "statements")
    assert (first["id"], first["target"], first["polarity"]) == (1, "liman", "positive")
    assert (second["id"], second["target"], second["polarity"]) == (1, "yol", "neutral")
    assert (third["id"], third["target"], third["polarity"]) == (2, "yol", "negative")
    assert first == {
        **{"id": 1, "source": "abcd", "kind": "memoir", "page": "xii", "paragraph": 1, "start": 22, "end": 39},
        **{"text": "küçük ama güvenli", "mode": "quote", "holder": "riza", "holder_name": "Rıza Bey"},
        **{"target": "liman", "target_name": "liman", "polarity": "positive", "strength": 0.5},
        **{"topics": ["geography", "economy"], "said": None, "refers_to": None, "written": "1922"},
        **{"published": "1960", "citation": "(Tan, 1960a: 12)", "relay": ["nermin"]},
        **{"relay_names": ["Nermin Hanım"], "relay_depth": 1, "confidence": 0.8, "rule": "quote.verb"},
        **{"maker": "tanik-rules 0.1.0", "status": "proposed", "judged_by": [], "disputed": 0},
        "uid": first["uid"],
    }


def test_a_judgement_shows_in_the_status(filled: Store) -> None:
    filled.accept("statement", 1, "Ayla")
    filled.reject("statement", 2, "Ayla")
    assert [row["status"] for row in rows(filled, "statements")] == ["accepted", "accepted", "rejected"]


def test_the_kind_is_that_of_the_reading_when_the_source_does_not_say(
    store: Store, source: Source, document: Document, reading: Reading
) -> None:
    store.save_document(replace(source, kind=None, written=None), document)
    store.save_reading("abcd", document, replace(reading, kind="letter"))
    assert {(row["kind"], row["written"]) for row in rows(store, "statements")} == {("letter", None)}


def test_entities_come_with_their_names_and_counts(filled: Store) -> None:
    riza = rows(filled, "entities")[0]
    assert (riza["entity"], riza["aliases"], riza["context_aliases"], riza["titles"], riza["mentions"]) == (
        "riza",
        ["Rıza Bey", "Rıza"],
        ["Elçi"],
        ["Bey"],
        1,
    )
    assert [row["mentions"] for row in rows(filled, "entities")] == [1, 0, 0, 0]


def test_a_citation_has_a_row_for_each_work(filled: Store) -> None:
    (row,) = rows(filled, "citations")
    assert (row["author"], row["year"], row["suffix"], row["pages"], row["work"]) == ("Tan", "1960", "a", "12", "tan60")
    assert [work["citations"] for work in rows(filled, "works")] == [1]


def test_dates_and_quotations_and_sources(filled: Store) -> None:
    (date,) = rows(filled, "dates")
    assert (date["edtf"], date["alternatives"], date["page"]) == ("1921-05-03", ["1921-05-16"], "2")
    (quotation,) = rows(filled, "quotations")
    assert (quotation["speaker_name"], quotation["citation"], quotation["use"]) == (
        "Rıza Bey",
        "(Tan, 1960a: 12)",
        "direct",
    )
    (source,) = rows(filled, "sources")
    assert (source["authors"], source["language"], source["read_by"]) == (["Nermin Tan"], "tr", "tanik-rules 0.1.0")


def test_only_the_newest_version_is_in_the_tables(filled: Store, source: Source, document: Document) -> None:
    text = document.text + " Son."
    filled.save_document(source, replace(document, text=text, id=text_id(text)))
    assert rows(filled, "statements") == []
    assert filled.counts()["statements"] == 0
    assert [row["version"] for row in rows(filled, "sources")] == [2]


def test_counts(filled: Store) -> None:
    counts = filled.counts()
    assert {name: counts[name] for name in ("sources", "read", "statements", "people", "entities", "doubts")} == {
        **{"sources": 1, "read": 1, "statements": 2},
        **{"people": 2, "entities": 4, "doubts": 2},
    }


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_study_has_empty_tables(store: Store, name: str) -> None:
    assert rows(store, name) == []


@settings(max_examples=20)
@given(read_documents())
def test_lists_keep_the_order_of_the_reading(pair: tuple[Document, Reading]) -> None:
    document, reading = pair
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "a.tanik") as store:
        store.save_document(Source("s", "n"), document)
        store.save_reading("s", document, reading)
        found = {row["id"]: (row["topics"], row["relay"]) for row in rows(store, "statements")}
        assert list(found.values()) == [(list(one.topics), list(one.relay)) for one in reading.statements]
        assert len(rows(store, "statements")) == sum(max(len(one.targets), 1) for one in reading.statements)
        names = [(row["aliases"], row["titles"]) for row in rows(store, "entities")]
        assert names == [(list(one.aliases), list(one.titles)) for one in reading.entities]
