"""A machine reading of a gold text, by the same code as ``tanik read FILE --jsonl``."""

from __future__ import annotations

import json
import re
from pathlib import Path

from benchmarks.quality.texts import GoldText


def write_machine_reading(text: GoldText, folder: Path) -> Path:
    """Read ``text`` and write the reading as JSON Lines into ``folder``; returns the path of the reading."""
    source = folder / f"{text.name.replace('/', '-')}.txt"
    source.write_bytes(text.input_text())
    target = source.with_suffix(".jsonl")
    try:
        _read(source, target, text)
    except ModuleNotFoundError as error:
        if not (error.name or "").startswith("tanik."):
            raise
        _plain(source, target)
    return target


def _read(source: Path, target: Path, text: GoldText) -> None:
    from benchmarks.reading import read_to_jsonl
    from tanik.reading.settings import ReadingSettings

    read_to_jsonl(source, target, ReadingSettings(kind=text.kind, authors=text.authors, written=text.written))


def _plain(source: Path, target: Path) -> None:
    """Until the reader is there: the text alone, end-of-line hyphens joined, as the least a reading can be."""
    plain = re.sub(r"(\w)-\s*\n+\s*(?=[^\W\d])", r"\1", source.read_text(encoding="utf-8"))
    target.write_text(json.dumps({"type": "document", "text": plain}, ensure_ascii=False) + "\n", encoding="utf-8")
