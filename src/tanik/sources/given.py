"""What every reader is given: the bytes of one file and what the user said about it."""

from __future__ import annotations

from dataclasses import dataclass, field

from tanik.sources.limits import Limits


@dataclass(frozen=True, slots=True)
class Given:
    """``name``: for sentences to the user; ``encoding``, ``language``: as the user gave them (BCP 47), else None."""

    data: bytes
    name: str
    encoding: str | None = None
    language: str | None = None
    limits: Limits = field(default_factory=Limits)
