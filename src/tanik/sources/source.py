"""A source: a work as given, with its bibliographic data (CSL-JSON names) and what Tanık adds to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, get_args

SourceKind = Literal["memoir", "study", "dispatch", "minutes", "speech", "letter", "press"]
KINDS: tuple[SourceKind, ...] = get_args(SourceKind)


@dataclass(slots=True)
class Source:
    """A work as given.

    ``id``: stable, from the content of the file (``sha256`` hex, first 16 characters).
    ``kind``: decides whose voice the running text is: in a memoir, speech or letter the author's, in a study nobody's,
    in minutes the speaker label's, in a dispatch the sender's. None: not said, ``guessed_kind`` is used.
    ``written``, ``published``: EDTF; ``language``: BCP 47 or None when it is to be recognised.
    ``csl``: the CSL-JSON item as given (title, author, issued ...).
    ``calendar``: of the dates in it, where the user knows (``"rumi"``, ``"hijri"``, ``"julian"``, ``"gregorian"``).
    """

    id: str
    name: str
    kind: SourceKind | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    written: str | None = None
    published: str | None = None
    language: str | None = None
    csl: dict[str, Any] = field(default_factory=dict)
    sha256: str = ""
    bytes: int = 0
    path: str = ""
    calendar: str | None = None
