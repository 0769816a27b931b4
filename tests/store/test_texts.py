from __future__ import annotations

from dataclasses import replace

import pytest

from tanik.errors import StudyDamagedError, StudyError
from tanik.sources.source import Source
from tanik.store import Store
from tanik.store.document_rows import text_id
from tanik.text.document import Document


def test_a_place_has_words_page_and_paragraph(filled: Store, document: Document) -> None:
    texts = filled.desk.texts
    start = document.text.index("Nermin")
    assert texts.place("abcd", start, start + 6) == {
        **{"document": 1, "start": start, "stop": start + 6},
        **{"quote": "Nermin", "page": "2", "paragraph": 2},
    }
    for odd in ((0, 0), (-1, 3), (3, 10**6), (5, 2)):
        with pytest.raises(StudyError, match="T545"):
            texts.place("abcd", *odd)
    with pytest.raises(StudyError, match="T546"):
        texts.place("abcd", 0, 4, "Elci")
    with pytest.raises(StudyError, match="T541"):
        texts.place("yok", 0, 4)


def test_a_span_with_other_words_is_damage(filled: Store) -> None:
    row = {**filled.desk.texts.place("abcd", 0, 4), "quote": "Elci"}
    with pytest.raises(StudyDamagedError, match="T508"):
        filled.desk.texts.span(row, "coding:x")


def test_a_place_is_carried_into_the_newest_text(filled: Store, source: Source, document: Document) -> None:
    texts = filled.desk.texts
    row = texts.place("abcd", 0, 4)
    assert texts.carried(row) == {}
    assert texts.carried({"document": None}) == {}
    text = "Giriş. " + document.text
    paragraphs = tuple(replace(p, parts=((p.start + 7, p.end + 7),)) for p in document.paragraphs)
    fresh = replace(document, id=text_id(text), text=text, paragraphs=paragraphs, pages=(), sentences=(), doubts=())
    filled.save_document(source, replace(fresh, sentence_paragraph=()))
    moved = texts.carried(row)
    assert moved is not None
    assert (moved["document"], moved["start"], moved["stop"], moved["quote"]) == (2, 7, 11, "Elçi")
    assert texts.of(1).text == document.text
