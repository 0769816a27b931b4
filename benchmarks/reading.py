"""One file read and written as JSON Lines, by the same code as ``tanik read FILE --jsonl``."""

from __future__ import annotations

from pathlib import Path

from tanik.exchange.reading_jsonl import write_reading_jsonl
from tanik.reading.reader import read_document
from tanik.reading.settings import ReadingSettings
from tanik.sources.catalogue import extract
from tanik.text.build import build_document


def read_to_jsonl(source: Path, target: Path, settings: ReadingSettings) -> int:
    """Read ``source``, write its reading to ``target``; returns the number of statements."""
    document = build_document(extract(source))
    reading = read_document(document, settings)
    write_reading_jsonl(document, reading, target)
    return len(reading.statements)
