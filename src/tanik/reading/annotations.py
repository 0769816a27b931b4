"""What a reading finds: values on spans, without behaviour.

All offsets are code points into ``Document.text``, half-open. Entities are named by their ``id`` inside one reading.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Polarity = Literal["positive", "negative", "mixed", "neutral"]
EntityKind = Literal["person", "group", "organisation", "state", "place", "ideology", "treaty", "event", "work"]
Mode = Literal["quote", "reported"]


@dataclass(frozen=True, slots=True)
class CitationItem:
    """One work in a citation. ``pages`` as printed, without blanks; ``work``: id of a bibliography entry or None."""

    author: str
    year: str
    suffix: str = ""
    pages: str = ""
    prefix: str = ""
    work: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    start: int
    end: int
    items: tuple[CitationItem, ...]
    style: Literal["author_date", "footnote", "repeated", "document"] = "author_date"
    rule: str = ""


@dataclass(slots=True)
class Quotation:
    """``start``/``end``: inside the marks; ``outer_start``/``outer_end``: with them. ``depth`` 0 = not nested."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    kind: Literal["direct", "term"] = "direct"
    depth: int = 0
    speaker: str | None = None
    citation: int | None = None
    form: Literal["marks", "block", "list", "dash"] = "marks"
    rule: str = ""


@dataclass(slots=True)
class DateExpression:
    """``edtf``: value in ISO 8601-2, or None; ``alternatives``: other values when the calendar or year is unsure."""

    start: int
    end: int
    edtf: str | None
    calendar: str = "gregorian"
    alternatives: tuple[str, ...] = ()
    anaphoric: bool = False
    rule: str = ""


@dataclass(slots=True)
class Entity:
    """``aliases``: unambiguous nominative surface forms; ``context_aliases``: ambiguous ones (Paşa, Heyet)."""

    id: str
    kind: EntityKind
    name: str
    aliases: tuple[str, ...] = ()
    context_aliases: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    authority: str | None = None
    """Id in the user's authority file, when the entity comes from there."""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """``start``/``end``: the nominative form without case ending; ``word_end``: the end of the whole word."""

    start: int
    end: int
    word_end: int
    entity: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    id: str
    polarity: Polarity
    strength: float = 0.0


@dataclass(slots=True)
class Statement:
    """One holder, one point. ``evidence``: spans that prove it (the content first, then the sign of attribution)."""

    start: int
    end: int
    mode: Mode
    holder: str
    targets: tuple[Target, ...] = ()
    topics: tuple[str, ...] = ()
    said: str | None = None
    refers_to: str | None = None
    written: str | None = None
    citation: int | None = None
    relay: tuple[str, ...] = ()
    """Who relayed it, nearest to the page first; empty when the holder's own page is before us."""
    evidence: tuple[tuple[int, int], ...] = ()
    confidence: float = 0.5
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What could not be settled; ``alternatives``: the values between which it stands."""

    start: int
    end: int
    kind: str
    alternatives: tuple[str, ...] = ()
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Work:
    """An entry of the source's bibliography, or a work known only from its citations (``start`` is None)."""

    id: str
    author: str
    year: str
    suffix: str = ""
    title: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(slots=True)
class Reading:
    """Everything one reader found in one document. ``maker``: rule set and version; lists in text order."""

    document: str
    maker: str
    language: str
    kind: str
    citations: list[Citation] = field(default_factory=list)
    works: list[Work] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    dates: list[DateExpression] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
