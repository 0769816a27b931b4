"""A machine reading of a gold text, by the same code as ``tanik read FILE --jsonl``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from benchmarks.quality.texts import GoldText
from benchmarks.reading import read_to_jsonl
from tanik.reading.authority import EMPTY_AUTHORITY, Authority
from tanik.reading.settings import ReadingSettings


@dataclass(frozen=True, slots=True)
class Way:
    """Who reads: the rules, or rules and network (``careful``; ``model``: the folder of another network)."""

    careful: bool = False
    threshold: float | None = None
    model: Path | None = None


def write_machine_reading(
    text: GoldText, folder: Path, authority: Authority = EMPTY_AUTHORITY, way: Way = Way()
) -> Path:
    """Read ``text`` and write the reading as JSON Lines into ``folder``; returns the path of the reading."""
    source = folder / f"{text.name.replace('/', '-')}.txt"
    source.write_bytes(text.input_text())
    target = source.with_suffix(".jsonl")
    settings = ReadingSettings(
        kind=text.kind,
        authors=text.authors,
        written=text.written,
        authority=authority,
        reader="careful" if way.careful else "rules",
        threshold=way.threshold,
    )
    with _network(way.model):
        read_to_jsonl(source, target, settings)
    return target


@contextmanager
def _network(folder: Path | None) -> Iterator[None]:
    """Read with the network of a folder instead of the one that ships."""
    if folder is None:
        yield
        return
    from tanik.reading import neural_brain

    other = neural_brain.OnnxBrain(folder)
    with patch.object(neural_brain, "brain", lambda: other), patch.object(neural_brain, "ready", lambda: True):
        yield
