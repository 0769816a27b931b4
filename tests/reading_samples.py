"""Documents and readings made from a few sentences, for the tests of the reading."""

from __future__ import annotations

from tanik.reading.annotations import Reading
from tanik.reading.reader import read_document
from tanik.reading.settings import ReadingSettings
from tanik.sources.extraction import Extraction
from tanik.text.build import build_document
from tanik.text.document import Document


def document(*paragraphs: str, language: str = "tr") -> Document:
    """One paragraph a line, as DOCX and HTML give it."""
    return build_document(Extraction("\n".join(paragraphs), "txt", "test", hard_lines=False), language=language)


def reading(
    *paragraphs: str, language: str = "tr", kind: str = "study", **settings: object
) -> tuple[Document, Reading]:
    made = document(*paragraphs, language=language)
    return made, read_document(made, ReadingSettings(kind=kind, **settings))  # type: ignore[arg-type]


def views(made: Document, found: Reading) -> list[tuple[str, str, str]]:
    """(holder's name, words, mode) of every statement."""
    names = {entity.id: entity.name for entity in found.entities}
    return [(names[s.holder], made.text[s.start : s.end], s.mode) for s in found.statements]


def quoted(made: Document, found: Reading) -> dict[str, tuple[str, str | None]]:
    """Quoted words to (kind, name of the speaker)."""
    names = {entity.id: entity.name for entity in found.entities}
    return {made.text[q.start : q.end]: (q.kind, names.get(q.speaker or "")) for q in found.quotations}
