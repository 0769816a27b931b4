"""Which statements are meant: the filters of ``tanik statements`` and of acts on many statements at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tanik.reading.authority import alias_key


@dataclass(frozen=True, slots=True)
class Filter:
    """What is None leaves everything. Names: every word asked for begins a word of the name, on whatever keyboard.

    ``source``: id, beginning of it, file name or title; ``page``: as printed; ``confidence``: at least so much.
    """

    holder: str | None = None
    target: str | None = None
    topic: str | None = None
    source: str | None = None
    polarity: str | None = None
    page: str | None = None
    confidence: float | None = None
    status: str | None = None

    def lets(self, row: dict[str, Any], source_id: str | None) -> bool:
        """Whether a row of the table ``statements`` passes; ``source_id``: what ``source`` means."""
        return (
            named(row["holder_name"], self.holder)
            and named(row["target_name"], self.target)
            and (self.topic is None or self.topic in row["topics"])
            and (self.source is None or row["source"] == source_id)
            and (self.polarity is None or row["polarity"] == self.polarity)
            and (self.page is None or row["page"] == self.page)
            and (self.confidence is None or (row["confidence"] or 0.0) >= self.confidence)
            and (self.status is None or row["status"] == self.status)
        )


def named(name: str | None, wanted: str | None) -> bool:
    """Whether every word that was asked for begins a word of the name."""
    if wanted is None:
        return True
    words = alias_key(name or "").split()
    return all(any(word.startswith(part) for word in words) for part in alias_key(wanted).split())
