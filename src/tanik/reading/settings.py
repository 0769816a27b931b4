"""What a reading needs to know beside the document."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field

from tanik.reading.authority import EMPTY_AUTHORITY, Authority


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """``kind``: a :data:`tanik.sources.source.SourceKind` or None (guessed from the text); ``authors``: full names.

    ``written``, ``published``: EDTF; ``language``: overrides the recognised language of the document; ``calendar``: of
    the dates that do not say their own (``gregorian``, ``julian``, ``rumi``, ``hijri``), None: Gregorian unless the
    date shows another.
    """

    kind: str | None = None
    authors: tuple[str, ...] = ()
    written: str | None = None
    published: str | None = None
    language: str | None = None
    calendar: str | None = None
    authority: Authority = field(default=EMPTY_AUTHORITY)
    reader: str = "rules"
    """``rules``, or ``careful``: the network corrects and completes what the rules read."""
    threshold: float | None = None
    """Least confidence of a statement that is kept, 0 to 1; None: as the reader finds best."""

    def fingerprint(self) -> str:
        """16 hex characters that change when a reading made with other settings could differ."""
        values = [self.kind, self.authors, self.written, self.published, self.language, self.authority.fingerprint()]
        if self.calendar:
            values.append(self.calendar)
        if self.reader != "rules" or self.threshold is not None:
            values.append(f"{self.reader} {self.threshold}")
        return hashlib.sha256(json.dumps(values, ensure_ascii=False).encode()).hexdigest()[:16]
