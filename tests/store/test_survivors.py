from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strategies import documents, readings
from tanik.reading.annotations import Citation, CitationItem, Entity, Reading, Statement, Target
from tanik.sources.source import Source
from tanik.store import Store
from tanik.text.document import Document

TABLES = ("statement", "quotation", "citation", "date", "mention", "doubt", "work", "entity")
PLURALS = {"statement": "statements", "citation": "citations", "entity": "entities", "date": "dates"}


def rows(store: Store, table: str) -> list[dict[str, object]]:
    columns, found = store.table(PLURALS[table])
    return [dict(zip(columns, row, strict=True)) for row in found]


def again(store: Store, document: Document, reading: Reading) -> Reading:
    """Save the reading of a newer maker and load what counts now."""
    store.save_reading("abcd", document, replace(reading, maker="tanik-rules 0.2.0"), "print-2")
    store.check()
    loaded = store.load_reading("abcd")
    assert loaded is not None
    return loaded


def test_an_accepted_statement_outlives_a_reading_that_no_longer_finds_it(
    filled: Store, document: Document, reading: Reading
) -> None:
    filled.accept("statement", 1, "Ayla")
    loaded = again(filled, document, replace(reading, statements=[]))
    assert loaded.statements == reading.statements[:1]
    kept = {row["id"]: (row["status"], row["maker"]) for row in rows(filled, "statement")}
    assert kept == {1: ("accepted", "tanik-rules 0.1.0")}


def test_an_untouched_statement_does_not(filled: Store, document: Document, reading: Reading) -> None:
    assert again(filled, document, replace(reading, statements=[])).statements == []


def test_an_accepted_statement_is_not_doubled(filled: Store, document: Document, reading: Reading) -> None:
    filled.accept("statement", 1, "Ayla")
    assert again(filled, document, reading) == replace(reading, maker="tanik-rules 0.2.0")
    assert sorted(str(row["maker"]) for row in rows(filled, "statement")) == [
        "tanik-rules 0.1.0",
        "tanik-rules 0.1.0",
        "tanik-rules 0.2.0",
    ]


def test_a_persons_statement_stands_against_another_opinion_on_the_same_words(
    filled: Store, document: Document, reading: Reading
) -> None:
    filled.accept("statement", 1, "Ayla")
    other = replace(reading.statements[0], holder="nermin", targets=(Target("liman", "negative"),))
    loaded = again(filled, document, replace(reading, statements=[other]))
    assert loaded.statements == reading.statements[:1]


def test_a_rejected_statement_is_not_proposed_again(filled: Store, document: Document, reading: Reading) -> None:
    filled.reject("statement", 1, "Ayla")
    assert again(filled, document, reading).statements == reading.statements[1:]
    assert again(filled, document, reading).statements == reading.statements[1:]


def test_another_holder_may_be_proposed_for_rejected_words(filled: Store, document: Document, reading: Reading) -> None:
    filled.reject("statement", 1, "Ayla")
    other = replace(reading.statements[0], holder="nermin")
    loaded = again(filled, document, replace(reading, statements=[other, *reading.statements[1:]]))
    assert loaded.statements == [other, *reading.statements[1:]]


def test_what_an_accepted_statement_names_is_found_again_by_name(
    filled: Store, document: Document, reading: Reading
) -> None:
    filled.accept("statement", 1, "Ayla")
    renamed = {"riza": "p1", "nermin": "p2", "liman": "x1", "yol": "x2"}
    entities = [replace(entity, id=renamed[entity.id]) for entity in reading.entities]
    new = replace(reading, entities=entities, mentions=[], statements=[], quotations=[])
    loaded = again(filled, document, new)
    assert loaded.entities == entities
    (statement,) = loaded.statements
    assert (statement.holder, [target.id for target in statement.targets], statement.relay) == (
        "p1",
        ["x1", "x2"],
        ("p2",),
    )
    assert statement.citation == 0


def test_what_is_not_found_again_survives_with_the_statement(
    filled: Store, document: Document, reading: Reading
) -> None:
    filled.accept("statement", 1, "Ayla")
    other = Entity("riza", "place", "Rıza Burnu")
    new = Reading(document.id, "tanik-rules 0.2.0", "tr", "memoir", entities=[other])
    loaded = again(filled, document, new)
    (statement,) = loaded.statements
    assert statement.holder == "riza~2"
    kept = {entity.id: entity for entity in loaded.entities}
    assert kept["riza"] == other
    assert kept["riza~2"].aliases == ("Rıza Bey", "Rıza")
    assert set(kept) == {"riza", "riza~2", "liman", "yol", "nermin"}
    assert loaded.citations == reading.citations
    assert loaded.works == reading.works


def test_a_citation_moves_to_the_one_on_the_same_place(filled: Store, document: Document, reading: Reading) -> None:
    filled.accept("statement", 1, "Ayla")
    old = reading.citations[0]
    first = Citation(0, 4, (CitationItem("Elçi", "1900"),))
    new = replace(reading, statements=[], quotations=[], citations=[first, replace(old, rule="better")])
    loaded = again(filled, document, new)
    assert loaded.citations[loaded.statements[0].citation or 0].rule == "better"


def test_a_touched_citation_is_the_one_that_new_rows_refer_to(
    filled: Store, document: Document, reading: Reading
) -> None:
    filled.accept("citation", 1, "Ayla")
    new = replace(reading, citations=[replace(reading.citations[0], items=(CitationItem("Can", "1961"),))])
    loaded = again(filled, document, new)
    assert loaded.citations == reading.citations
    assert loaded.quotations[0].citation == 0


def test_a_touched_entity_keeps_its_data(filled: Store, document: Document, reading: Reading) -> None:
    (row,) = [row["id"] for row in rows(filled, "entity") if row["entity"] == "riza"]
    filled.touch("entity", int(str(row)), "Ayla", "corrected")
    entities = [replace(reading.entities[0], aliases=("Rıza Efendi",)), *reading.entities[1:]]
    loaded = again(filled, document, replace(reading, entities=entities))
    assert loaded.entities == reading.entities
    assert loaded.statements == reading.statements


def test_survivors_stand_where_the_text_has_them(filled: Store, document: Document, reading: Reading) -> None:
    filled.accept("statement", 1, "Ayla")
    early = Statement(0, 4, "reported", "nermin")
    loaded = again(filled, document, replace(reading, statements=[early, reading.statements[1]]))
    assert [statement.start for statement in loaded.statements] == sorted(s.start for s in loaded.statements)
    assert len(loaded.statements) == 3


def test_a_withdrawn_judgement_no_longer_protects(filled: Store, document: Document, reading: Reading) -> None:
    filled.accept("statement", 1, "Ayla")
    filled.touch("statement", 1, "Ayla", None)
    assert again(filled, document, replace(reading, statements=[])).statements == []


def test_old_readings_go_when_nothing_of_theirs_is_left(filled: Store, document: Document, reading: Reading) -> None:
    import sqlite3

    filled.accept("statement", 1, "Ayla")
    again(filled, document, reading)
    again(filled, document, reading)
    other = sqlite3.connect(filled.path)
    assert other.execute("SELECT count(*) FROM reading").fetchone() == (2,)
    other.close()


@settings(max_examples=25)
@given(st.data())
def test_any_judgements_and_any_new_reading_leave_a_sound_study(data: st.DataObject) -> None:
    document = data.draw(documents())
    first, second = data.draw(readings(document)), data.draw(readings(document))
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "a.tanik") as store:
        store.save_document(Source("s", "n"), document)
        store.save_reading("s", document, first)
        touched: set[tuple[str, int]] = set()
        for table, size in zip(TABLES, _sizes(first), strict=True):
            for row in range(1, size + 1):
                judgement = data.draw(st.sampled_from([None, "accepted", "corrected", "rejected"]))
                if judgement is not None:
                    store.touch(table, row, "Ayla", judgement)
                    touched.add((table, row))
        for _ in range(2):
            store.save_reading("s", document, second)
            store.check()
            assert touched <= _present(store)


def _sizes(reading: Reading) -> list[int]:
    lists = (reading.statements, reading.quotations, reading.citations, reading.dates, reading.mentions)
    return [*map(len, lists), len(reading.doubts), len(reading.works), len(reading.entities)]


def _present(store: Store) -> set[tuple[str, int]]:
    import sqlite3

    other = sqlite3.connect(store.path)
    found = {(table, id) for table in TABLES for (id,) in other.execute(f"SELECT id FROM {table}")}
    other.close()
    return found


@pytest.mark.parametrize("who", ["Ayla", "Çağrı Ş."])
def test_who_judged_is_kept(filled: Store, who: str) -> None:
    filled.accept("statement", 1, who)
    assert [event.coder.name for event in filled.events(after=4)] == [who]
