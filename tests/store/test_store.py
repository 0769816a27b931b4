from __future__ import annotations

from dataclasses import replace

import pytest

from tanik.reading.annotations import Reading
from tanik.sources.source import Source
from tanik.store import Store
from tanik.store.document_rows import text_id
from tanik.text.document import Document


def test_a_study_knows_who_it_is(store: Store) -> None:
    about = store.about()
    assert len(about["id"]) == 32
    assert about["created"] <= about["changed"]
    assert about["maker"].startswith("tanik ")


def test_settings_are_kept_and_only_changes_are_acts(store: Store) -> None:
    assert store.setting("languages", ["tr"]) == ["tr"]
    store.set_setting("languages", ["en"])
    store.set_setting("languages", ["en"])
    assert store.setting("languages") == ["en"]
    assert [event.act for event in store.events(after=1)] == ["setting.set"]


def test_saving_the_same_source_twice_is_no_act(filled: Store, source: Source) -> None:
    assert not filled.save_source(source)
    assert len(list(filled.events())) == 4


def test_documents_come_one_at_a_time(filled: Store, document: Document, reading: Reading) -> None:
    other = replace(document, text="Başka.", id=text_id("Başka."), paragraphs=(), pages=(), sentences=(), doubts=())
    filled.save_document(Source("efgh", "b.txt"), other)
    iterator = filled.iterate()
    first = next(iterator)
    assert (first[0].id, first[1], first[2]) == ("abcd", document, reading)
    second = next(iterator)
    assert (second[0].id, second[1].text, second[2]) == ("efgh", "Başka.", None)


def test_two_sources_with_the_same_text_have_readings_of_their_own(
    filled: Store, document: Document, reading: Reading
) -> None:
    filled.save_document(Source("copy", "copy.txt"), document)
    filled.save_reading("copy", document, replace(reading, statements=[]))
    first, second = filled.load_reading("abcd"), filled.load_reading("copy")
    assert first is not None and first.statements == reading.statements
    assert second is not None and second.statements == []


def test_only_the_newest_document_is_read(filled: Store, source: Source, document: Document, reading: Reading) -> None:
    text = document.text + " Son."
    newer = replace(document, text=text, id=text_id(text))
    filled.save_document(source, newer)
    with pytest.raises(ValueError, match="not the newest"):
        filled.save_reading("abcd", document, reading)
    assert filled.load_reading("abcd") is None


def test_closing_twice_is_nothing(store: Store) -> None:
    store.close()
    store.close()
