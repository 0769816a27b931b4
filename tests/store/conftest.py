"""A small document of our own with a reading of every kind of thing, and a store that holds both."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest

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
from tanik.sources.source import Source
from tanik.store import Store
from tanik.store.document_rows import text_id
from tanik.text.document import Document, OffsetMap, Page, Paragraph, TextDoubt

TEXT = (
    "Elçi Rıza Bey limanı “küçük ama güvenli” bulur (Tan, 1960a: 12).\n"
    "Nermin Hanım’a göre yol uzundu. 3 Mayıs 1921’de döndüler."
)


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


@pytest.fixture
def source() -> Source:
    return Source("abcd", "yol.txt", "memoir", "Yol", ("Nermin Tan",), "1922", "1960", sha256="ab" * 32, bytes=120)


@pytest.fixture
def document() -> Document:
    cut = TEXT.index("\n")
    return Document(
        id=text_id(TEXT),
        text=TEXT,
        language="tr",
        pages=(Page(0, cut, 1, "xii"), Page(cut + 1, len(TEXT), 2)),
        paragraphs=(Paragraph(((0, cut),)), Paragraph(((cut + 1, len(TEXT)),))),
        sentences=((0, cut), span("Nermin Hanım’a göre yol uzundu."), span("3 Mayıs 1921’de döndüler.")),
        sentence_paragraph=array("l", (0, 1, 1)),
        doubts=(TextDoubt(0, 4, "ocr.unsure", {"confidence": "40"}),),
        raw=TEXT + "\n",
        to_raw=OffsetMap(array("q", (0,)), array("q", (0,))),
        maker="tanik-text 1",
    )


@pytest.fixture
def reading(document: Document) -> Reading:
    quoted = span("küçük ama güvenli")
    return Reading(
        document=document.id,
        maker="tanik-rules 0.1.0",
        language="tr",
        kind="memoir",
        citations=[Citation(*span("(Tan, 1960a: 12)"), (CitationItem("Tan", "1960", "a", "12", "", "tan60"),))],
        works=[Work("tan60", "Tan", "1960", "a", "Yol")],
        quotations=[Quotation(*quoted, quoted[0] - 1, quoted[1] + 1, speaker="riza", citation=0)],
        dates=[DateExpression(*span("3 Mayıs 1921"), "1921-05-03", alternatives=("1921-05-16",))],
        entities=[
            Entity("riza", "person", "Rıza Bey", ("Rıza Bey", "Rıza"), ("Elçi",), ("Bey",)),
            Entity("nermin", "person", "Nermin Hanım", ("Nermin Hanım",)),
            Entity("liman", "place", "liman"),
            Entity("yol", "place", "yol"),
        ],
        mentions=[Mention(*span("Rıza Bey"), span("Rıza Bey")[1], "riza")],
        statements=[
            Statement(
                *quoted,
                "quote",
                "riza",
                (Target("liman", "positive", 0.5), Target("yol", "neutral")),
                ("geography", "economy"),
                citation=0,
                relay=("nermin",),
                evidence=(quoted, span("bulur")),
                confidence=0.8,
                rule="quote.verb",
            ),
            Statement(*span("yol uzundu"), "reported", "nermin", (Target("yol", "negative"),), said="1921"),
        ],
        doubts=[Doubt(*span("(Tan, 1960a: 12)"), "citation.letter", ("1960a", "1960b"), {"author": "Tan"})],
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "yol.tanik") as opened:
        yield opened


@pytest.fixture
def filled(store: Store, source: Source, document: Document, reading: Reading) -> Store:
    """The store with source, document and reading."""
    store.save_document(source, document, {"sha256": source.sha256})
    store.save_reading(source.id, document, reading, "print-1")
    return store
