"""What a report is made of: sources with their documents and readings."""

from __future__ import annotations

from dataclasses import dataclass

from tanik.reading.annotations import Reading
from tanik.sources.source import Source
from tanik.text.document import Document


@dataclass(frozen=True, slots=True)
class ReportItem:
    """One source, the document made from it, and what a reader found in it."""

    source: Source
    document: Document
    reading: Reading
