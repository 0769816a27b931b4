"""What people do with the text and with what a program proposed, as values.

Everything that a person makes has a ``uid`` of 32 hex characters, random, kept for ever, the same in every copy of a
study. A statement that a program proposed has a derived one (:func:`statement_uid`): two copies of a study, and two
readings that find the same words of the same holder, agree on it. The store keeps it with the statement from then on.

All offsets are code points into the document's text, half-open; ``quote`` are the exact words, always.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from tanik.reading.annotations import EntityKind, Mode, Polarity

CoderKind = Literal["person", "rules", "model"]
Status = Literal["accepted", "corrected", "rejected", "added"]
LinkKind = Literal["supports", "contradicts", "repeats", "answers"]
Policy = Literal["all", "accepted", "consensus"]
POLICIES: tuple[Policy, ...] = ("all", "accepted", "consensus")
LINKS: tuple[LinkKind, ...] = ("supports", "contradicts", "repeats", "answers")


@dataclass(frozen=True, slots=True)
class Coder:
    """Who judged. ``version`` is ``""`` for a person."""

    name: str
    kind: CoderKind
    version: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A place in the text of a source. ``document``: id of the version of its text that the offsets belong to."""

    source: str
    document: str
    start: int
    end: int
    quote: str
    page: str | None = None
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class EntityName:
    """A person or thing: ``id`` as in the tables (``holder``, ``target``), ``name`` as shown."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class TargetValues:
    """``strength`` from 0 to 1, or -1 to 1 where a program says so; 0 when nobody said how strongly."""

    entity: EntityName
    polarity: Polarity
    strength: float = 0.0


@dataclass(frozen=True, slots=True)
class CitationWords:
    """A citation as printed, with its place."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class StatementValues:
    """A statement as somebody sees it. Dates: EDTF; ``topics``: ids of codes; ``relay``: nearest to the page first."""

    start: int
    end: int
    quote: str
    holder: EntityName
    targets: tuple[TargetValues, ...] = ()
    topics: tuple[str, ...] = ()
    mode: Mode = "reported"
    said: str | None = None
    refers_to: str | None = None
    written: str | None = None
    relay: tuple[EntityName, ...] = ()
    citation: CitationWords | None = None
    page: str | None = None
    paragraph: int | None = None


FIELDS = (*("span", "holder", "targets", "topics", "mode", "said", "refers_to", "written", "relay", "citation"),)
"""The fields of a statement that can be corrected and blamed; ``span`` is start and end, ``targets`` with polarity."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one coder says of one statement, in one round (None: outside of rounds).

    ``values``: the whole statement as the coder left it when corrected or added, else None. ``layer``: ``"consensus"``
    for what an adjudication decided. ``source``, ``maker``: of the statement; ``at``: UTC, ISO 8601.
    """

    statement: str
    coder: Coder
    status: Status
    values: StatementValues | None
    round: int | None
    at: str
    source: str
    layer: Literal["own", "consensus"] = "own"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Coding:
    """A code that a coder put on a span, or on a statement (``statement``: its uid; the span is then that of it).

    ``version``: of the codebook at the time of coding. ``at``: UTC, ISO 8601.
    """

    uid: str
    span: Span
    code: str
    codebook: str
    version: int
    coder: Coder
    round: int | None
    at: str
    statement: str | None = None

    @property
    def source(self) -> str:
        return self.span.source

    @property
    def start(self) -> int:
        return self.span.start

    @property
    def end(self) -> int:
        return self.span.end

    @property
    def quote(self) -> str:
        return self.span.quote


@dataclass(frozen=True, slots=True)
class Memo:
    """A note on anything. ``subject``: ``statement:UID``, ``coding:UID``, ``link:UID``, ``source:ID``, ``code:ID``,
    ``entity:ID``, ``study`` or ``span``; ``span``: the place, for a memo on a statement, coding or span.
    """

    uid: str
    subject: str
    text: str
    coder: Coder
    round: int | None
    at: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """``one`` supports, contradicts, repeats or answers ``other``; both are subjects as in :class:`Memo`."""

    uid: str
    kind: LinkKind
    one: str
    other: str
    note: str
    coder: Coder
    round: int | None
    at: str
    one_span: Span | None = None
    other_span: Span | None = None


@dataclass(frozen=True, slots=True)
class EntityDecision:
    """What people decided about a person or thing, over all sources.

    ``id``: as in the tables; ``into``: the entity it was merged into; ``made``: by hand, no reading found it.
    """

    id: str
    kind: EntityKind
    name: str
    aliases: tuple[str, ...] = ()
    into: str | None = None
    made: bool = False


@dataclass(frozen=True, slots=True)
class Act:
    """What a method that writes gives back. ``event``: its number in the log (0: nothing was to do); ``uids``: of what
    it made or changed.
    """

    event: int
    act: str
    uids: tuple[str, ...] = ()

    @property
    def uid(self) -> str:
        """The one thing it made or changed."""
        (only,) = self.uids
        return only


@dataclass(frozen=True, slots=True)
class LoggedAct:
    """One line of the log. ``state``: done, undone, or "" for what cannot be undone; ``undoes``: the event it took
    back or did again, for ``undo`` and ``redo``.
    """

    event: int
    at: str
    coder: Coder
    act: str
    subject: str
    count: int
    state: str = ""
    undoes: int | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Blame:
    """Who gave a field the value it has. ``event``: 0 for what a reading found."""

    field: str
    value: Any
    coder: Coder
    at: str
    event: int


@dataclass(frozen=True, slots=True)
class Unmoved:
    """What could not follow its text into a new version of a document. ``uid``: of it, or its row number."""

    table: str
    uid: str
    span: Span


def new_uid() -> str:
    """32 random hex characters."""
    return uuid.uuid4().hex


def statement_uid(source: str, document: str, start: int, end: int, holder: str, mode: str, nth: int = 0) -> str:
    """The uid of a proposed statement: SHA-256 over where it stands and whose it is, 32 hex characters.

    ``document``, ``holder``: ids; ``nth``: 0 for the first of several with the same values. Targets, polarity, topics
    and rule are left out, so that a better reading of the same words is still the same statement.
    """
    told = "\x1f".join(("statement", source, document, str(start), str(end), holder, mode, str(nth)))
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:32]


# JSON


def values_to_json(values: StatementValues) -> dict[str, Any]:
    """The values as plain JSON, the inverse of :func:`values_from_json`."""
    proof = values.citation
    return {
        "span": [values.start, values.end, values.quote, values.page, values.paragraph],
        "holder": [values.holder.id, values.holder.name],
        "targets": [[t.entity.id, t.entity.name, t.polarity, t.strength] for t in values.targets],
        "topics": list(values.topics),
        "mode": values.mode,
        "said": values.said,
        "refers_to": values.refers_to,
        "written": values.written,
        "relay": [[each.id, each.name] for each in values.relay],
        "citation": None if proof is None else [proof.start, proof.end, proof.text],
    }


def values_from_json(plain: Mapping[str, Any]) -> StatementValues:
    """Raises KeyError, TypeError or ValueError when it is no such JSON."""
    start, end, quote, page, paragraph = plain["span"]
    proof = plain["citation"]
    return StatementValues(
        start=start,
        end=end,
        quote=quote,
        holder=EntityName(*plain["holder"]),
        targets=tuple(TargetValues(EntityName(id, name), p, strength) for id, name, p, strength in plain["targets"]),
        topics=tuple(plain["topics"]),
        mode=plain["mode"],
        said=plain["said"],
        refers_to=plain["refers_to"],
        written=plain["written"],
        relay=tuple(EntityName(*each) for each in plain["relay"]),
        citation=None if proof is None else CitationWords(*proof),
        page=page,
        paragraph=paragraph,
    )
