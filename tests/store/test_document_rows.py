from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest
from hypothesis import given

from strategies import documents
from tanik.errors import StudyDamagedError
from tanik.sources.source import Source
from tanik.store import Store
from tanik.store.document_rows import count_words, text_id
from tanik.text.document import Document


def test_a_source_comes_back_with_everything(store: Store, source: Source) -> None:
    full = replace(source, csl={"type": "book", "issued": {"raw": "1960"}}, language="tr", path="a/b", calendar="rumi")
    assert store.save_source(full)
    assert store.source("abcd") == full
    assert store.sources() == [full]


def test_a_changed_source_is_updated_and_keeps_its_place(store: Store, source: Source) -> None:
    store.save_source(source)
    store.save_source(Source("later", "son.txt"))
    assert not store.save_source(replace(source, title="Uzun Yol"))
    assert [one.title for one in store.sources()] == ["Uzun Yol", None]


def test_sources_are_found_by_hash_and_by_path(store: Store, source: Source) -> None:
    store.save_source(replace(source, path="yol.txt"))
    assert store.source_with_sha256("ab" * 32) == store.source_with_path("yol.txt") != None  # noqa: E711
    assert store.source_with_path("yol.txt", but="abcd") is None
    assert store.source("nobody") is None


def test_the_newest_version_of_a_document_counts(store: Store, source: Source, document: Document) -> None:
    store.save_document(source, document)
    longer = document.text + " Son."
    newer = replace(document, text=longer, id=text_id(longer))
    store.save_document(source, newer)
    (row,) = store.documents()
    assert (row.version, row.id) == (2, newer.id)
    assert store.load_document("abcd") == newer


def test_a_row_tells_the_size_without_the_text(store: Store, source: Source, document: Document) -> None:
    store.save_document(source, document, {"encoding": "utf-8"})
    row = store.document_row("abcd")
    assert row is not None
    assert (row.words, row.pages, row.characters) == (len(document.text.split()), 2, len(document.text))
    assert row.made_with == {"encoding": "utf-8"}


@given(documents())
def test_words_are_counted_in_all_parts(document: Document) -> None:
    whole = [document.text[start:end] for paragraph in document.paragraphs for start, end in paragraph.parts]
    assert count_words(document) == sum(len(part.split()) for part in whole)


def test_an_id_that_is_not_of_the_text_is_refused(store: Store, source: Source, document: Document) -> None:
    with pytest.raises(ValueError, match="not the hash"):
        store.save_document(source, replace(document, id="0" * 16))
    assert store.sources() == []


@pytest.mark.parametrize("column", ["z_text", "z_paragraphs", "z_sentences", "z_to_raw"])
def test_a_damaged_document_is_named(store: Store, source: Source, document: Document, column: str) -> None:
    key = store.save_document(source, document)
    with sqlite3.connect(store.path) as other:
        other.execute(f"UPDATE document SET {column} = zeroblob(20)")
    other.close()
    with pytest.raises(StudyDamagedError) as caught:
        store.load_document("abcd")
    assert f"document:{key}" in str(caught.value)


def test_another_text_under_the_same_id_is_noticed(store: Store, source: Source, document: Document) -> None:
    from tanik.store.packing import pack_text

    store.save_document(source, document)
    with sqlite3.connect(store.path) as other:
        other.execute("UPDATE document SET z_text = ?", (pack_text(document.text.replace("küçük", "büyük")),))
    other.close()
    with pytest.raises(StudyDamagedError):
        store.load_document("abcd")
