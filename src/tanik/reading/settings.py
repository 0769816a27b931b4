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

    def fingerprint(self) -> str:
        """16 hex characters that change when a reading made with other settings could differ."""
        values = [self.kind, self.authors, self.written, self.published, self.language, self.authority.fingerprint()]
        if self.calendar:
            values.append(self.calendar)
        return hashlib.sha256(json.dumps(values, ensure_ascii=False).encode()).hexdigest()[:16]
