"""Hypothesis strategies for the values that go through Tanık: documents and readings that hold together."""

from __future__ import annotations

import hashlib
from array import array
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from tanik.reading.annotations import (
    Citation,
    CitationItem,
    DateExpression,
    Doubt,
    Entity,
    Mention,
    Quotation,
    Reading,
    Statement,
    Target,
    Work,
)
from tanik.text.document import Document, Note, OffsetMap, Page, Paragraph, SetAside, TextDoubt

WORDS = st.text(
    st.one_of(st.sampled_from("aeıiİIğşçöü ’“”'\n\x00\U0001f4dc"), st.characters(exclude_categories=["Cs"])),
    max_size=12,
)
LABELS = st.text(st.sampled_from("abcışğİ1234-~."), min_size=1, max_size=6)
EDTF = st.sampled_from(["1921", "1921-03", "1921-03-16", "1921-07-10/1921-07-24", "1920-22"])
_VALUES = st.dictionaries(LABELS, WORDS, max_size=2)


@st.composite
def cuts(draw: st.DrawFn, length: int, most: int = 5) -> list[tuple[int, int]]:
    """Neighbouring ranges that cover ``[0, length)``."""
    inner = draw(st.lists(st.integers(0, length), max_size=most, unique=True))
    ends = sorted({0, length, *inner})
    return list(pairwise(ends)) or [(0, 0)]


@st.composite
def spans(draw: st.DrawFn, length: int) -> tuple[int, int]:
    """Any range in ``[0, length]``, empty ones too."""
    start = draw(st.integers(0, length))
    return start, draw(st.integers(start, length))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Documents whose pages, paragraphs, sentences and notes lie in their text."""
    text = draw(st.lists(WORDS, min_size=1, max_size=12).map(" ".join))
    size = len(text)
    pages = tuple(
        Page(start, end, number, draw(st.none() | LABELS), draw(st.booleans()))
        for number, (start, end) in enumerate(draw(st.just([]) | cuts(size)), start=1)
    )
    notes = tuple(
        Note(start, end, draw(st.none() | st.integers(0, size)), draw(LABELS))
        for start, end in draw(st.lists(spans(size), max_size=2))
    )
    kinds = st.sampled_from(["body", "heading", "note", "list", "block", "bibliography"])
    paragraphs = tuple(
        Paragraph(
            draw(st.just((span,)) | cuts(span[1] - span[0]).map(lambda parts, at=span[0]: _moved(parts, at))),
            draw(kinds),
            draw(st.integers(0, 3)),
            draw(st.none() | st.integers(0, len(notes) - 1)) if notes else None,
        )
        for span in draw(cuts(size))
    )
    sentences = tuple(draw(cuts(size, most=8)))
    places = tuple(draw(st.integers(0, len(paragraphs) - 1)) for _ in sentences)
    starts = sorted(draw(st.sets(st.integers(1, 50), max_size=3)) | {0})
    return Document(
        id=hashlib.sha256(text.encode("utf-8")).hexdigest()[:16],
        text=text,
        language=draw(st.sampled_from(["tr", "en", "und"])),
        pages=pages,
        paragraphs=paragraphs,
        sentences=sentences,
        sentence_paragraph=array("I", places),
        notes=notes,
        set_aside=tuple(
            SetAside(*draw(spans(size)), draw(st.sampled_from(["header", "footer", "page_number"])), draw(WORDS))
            for _ in range(draw(st.integers(0, 2)))
        ),
        unsure=tuple((*span, draw(st.floats(0, 100))) for span in draw(st.lists(spans(size), max_size=2))),
        doubts=tuple(TextDoubt(*span, draw(LABELS), draw(_VALUES)) for span in draw(st.lists(spans(size), max_size=2))),
        raw=draw(WORDS) + text,
        to_raw=OffsetMap(array("I", starts), array("I", (start + 2 * place for place, start in enumerate(starts)))),
        maker="tanik.text 0.1.0",
    )


def _moved(parts: list[tuple[int, int]], at: int) -> tuple[tuple[int, int], ...]:
    return tuple((start + at, end + at) for start, end in parts)


def _in_order(items: list[Any]) -> list[Any]:
    return sorted(items, key=lambda item: (item.start, item.end))


@st.composite
def readings(draw: st.DrawFn, document: Document) -> Reading:
    """Readings of a document that refer only to what they hold, every list in text order."""
    size = len(document.text)
    rule = draw(LABELS)
    some = {"max_size": 3}
    ids = draw(st.lists(LABELS, min_size=1, max_size=4, unique=True))
    texts = st.lists(WORDS, max_size=2).map(tuple)
    kinds = st.sampled_from(["person", "group", "organisation", "state", "place", "treaty"])
    entities = [
        Entity(id, draw(kinds), draw(WORDS), draw(texts), draw(texts), draw(texts), draw(st.none() | LABELS), rule)
        for id in ids
    ]
    entity = st.sampled_from(ids)
    keys = draw(st.lists(LABELS, max_size=3, unique=True))
    places = st.one_of(st.just((None, None)), spans(size))
    works = [Work(key, draw(WORDS), draw(LABELS), draw(WORDS), draw(WORDS), *draw(places)) for key in keys]
    work = st.none() | st.sampled_from(keys) if keys else st.none()
    items = st.builds(CitationItem, WORDS, LABELS, WORDS, WORDS, WORDS, work)
    citations = [
        Citation(*span, tuple(draw(st.lists(items, max_size=2))), "author_date", rule)
        for span in draw(st.lists(spans(size), **some))
    ]
    proof = st.none() | st.integers(0, len(citations) - 1) if citations else st.none()
    quotations = [
        Quotation(*span, *draw(spans(size)), "direct", draw(st.integers(0, 2)), draw(st.none() | entity), draw(proof))
        for span in draw(st.lists(spans(size), **some))
    ]
    dates = [
        DateExpression(*span, draw(st.none() | EDTF), "rumi", draw(st.lists(EDTF, max_size=2).map(tuple)), True, rule)
        for span in draw(st.lists(spans(size), **some))
    ]
    mentions = [
        Mention(*span, draw(st.integers(span[1], size)), draw(entity), rule)
        for span in draw(st.lists(spans(size), **some))
    ]
    polarity = st.sampled_from(["positive", "negative", "mixed", "neutral"])
    targets = st.lists(st.builds(Target, entity, polarity, st.floats(-1, 1)), max_size=2).map(tuple)
    statements = [
        Statement(
            *span,
            draw(st.sampled_from(["quote", "reported"])),
            draw(entity),
            draw(targets),
            draw(texts),
            draw(st.none() | EDTF),
            draw(st.none() | EDTF),
            draw(st.none() | EDTF),
            draw(proof),
            draw(st.lists(entity, max_size=2).map(tuple)),
            draw(st.lists(spans(size), max_size=2).map(tuple)),
            draw(st.floats(0, 1)),
            rule,
        )
        for span in draw(st.lists(spans(size), **some))
    ]
    doubts = [Doubt(*span, draw(LABELS), draw(texts), draw(_VALUES)) for span in draw(st.lists(spans(size), **some))]
    return Reading(
        document=document.id,
        maker="tanik.reading 0.1.0",
        language=document.language,
        kind=draw(st.sampled_from(["memoir", "study", "minutes"])),
        citations=citations,
        works=works,
        quotations=_in_order(quotations),
        dates=_in_order(dates),
        entities=entities,
        mentions=_in_order(mentions),
        statements=_in_order(statements),
        doubts=_in_order(doubts),
    )


@st.composite
def read_documents(draw: st.DrawFn) -> tuple[Document, Reading]:
    """A document with a reading of it."""
    document = draw(documents())
    return document, draw(readings(document))
