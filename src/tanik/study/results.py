"""What the acts of a study give back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tanik.errors import TanikError
from tanik.sources.source import Source


@dataclass(frozen=True, slots=True)
class Added:
    """A file that went in. ``new``: False when the study had this source already.

    ``problems``: what could not be understood in its bibliography; the file went in without it.
    """

    path: Path
    source: Source
    new: bool
    problems: tuple[TanikError, ...] = ()


@dataclass(frozen=True, slots=True)
class Failed:
    """A file that did not go in, or a source that could not be read, and why."""

    path: Path
    error: TanikError


@dataclass(frozen=True, slots=True)
class ReadSummary:
    """What reading a study did, counted in sources. ``kept``: their readings were of today already."""

    read: int
    kept: int
    failed: tuple[Failed, ...]
    words: int
    """Words of the sources that were read now."""
    seconds: float
    makers: tuple[str, ...] = ()
    """Who made the readings of now: the rules alone, or rules and network."""


@dataclass(frozen=True, slots=True)
class Info:
    """What is in a study. Times are UTC, ISO 8601; ``bytes``: size of the file; rejected rows are not counted."""

    path: Path
    id: str
    created: str
    changed: str
    schema: int
    maker: str
    bytes: int
    languages: tuple[str, ...]
    people_file: str | None
    makers: tuple[str, ...]
    """Who made the readings, with versions."""
    sources: int
    read: int
    words: int
    pages: int
    statements: int
    quotations: int
    citations: int
    works: int
    dates: int
    entities: int
    people: int
    mentions: int
    doubts: int
