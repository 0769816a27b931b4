from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategies import documents
from tanik.store.places import Places
from tanik.text.document import Document, Paragraph


def test_pages_have_their_label_or_their_number(document: Document) -> None:
    places = Places(document)
    assert [places.page(0), places.page(len(document.text) - 1)] == ["xii", "2"]


def test_paragraphs_count_from_one(document: Document) -> None:
    places = Places(document)
    assert [places.paragraph(0), places.paragraph(len(document.text) - 1)] == [1, 2]


def test_a_note_inside_a_paragraph_is_a_paragraph_of_its_own(document: Document) -> None:
    parts = (Paragraph(((0, 10), (20, 30))), Paragraph(((10, 20),), "note"))
    places = Places(replace(document, paragraphs=parts))
    assert [places.paragraph(at) for at in (5, 15, 25)] == [1, 2, 1]


def test_a_source_without_pages_has_none(document: Document) -> None:
    places = Places(replace(document, pages=(), paragraphs=()))
    assert (places.page(3), places.paragraph(3)) == (None, None)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2), (0, 10_000)])
def test_a_span_outside_the_text_is_refused(document: Document, start: int, end: int) -> None:
    with pytest.raises(ValueError, match="outside the text"):
        Places(document).words(start, end)


@given(st.data())
def test_the_page_is_the_one_the_document_names(data: st.DataObject) -> None:
    document = data.draw(documents())
    offset = data.draw(st.integers(0, len(document.text)))
    page = document.page_at(offset)
    assert Places(document).page(offset) == (page.name if page else None)
