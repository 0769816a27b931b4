"""A machine reading of a gold text, by the same code as ``tanik read FILE --jsonl``."""

from __future__ import annotations

from pathlib import Path

from benchmarks.quality.texts import GoldText
from benchmarks.reading import read_to_jsonl
from tanik.reading.authority import EMPTY_AUTHORITY, Authority
from tanik.reading.settings import ReadingSettings


def write_machine_reading(text: GoldText, folder: Path, authority: Authority = EMPTY_AUTHORITY) -> Path:
    """Read ``text`` and write the reading as JSON Lines into ``folder``; returns the path of the reading."""
    source = folder / f"{text.name.replace('/', '-')}.txt"
    source.write_bytes(text.input_text())
    target = source.with_suffix(".jsonl")
    read_to_jsonl(
        source, target, ReadingSettings(kind=text.kind, authors=text.authors, written=text.written, authority=authority)
    )
    return target
