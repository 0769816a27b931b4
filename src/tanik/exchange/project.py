"""A project as it travels between tools: neutral values, no file format and no database in them.

Every importer makes a :class:`Project`, every exporter takes one. Texts are Unicode with ``\\n`` as line end and
without byte order mark; offsets are code points, half-open. A ``uid`` is 32 lower-case hexadecimal digits: a GUID of
REFI-QDA without its hyphens and braces. What a tool of the field has and Tanık does not use (regions of pictures,
transcripts, graphs) is carried along as it was written, in ``kept``, so that it is there again after an export.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

VALUE_TYPES = ("Text", "Boolean", "Integer", "Float", "Date", "DateTime")
"""Types of variables, as REFI-QDA names them."""
DIRECTIONS = ("Associative", "OneWay", "Bidirectional")


@dataclass(frozen=True, slots=True)
class ProjectCoder:
    """``kind``: person, rules or model; ``label``: the short id that some tools give a user."""

    uid: str
    name: str
    kind: str = "person"
    version: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class ProjectCode:
    """A code. ``parent``: uid or None; ``codable`` False: only a heading of others; ``colour``: ``#rrggbb`` or empty.

    ``names``, ``definitions``: in other languages, where the codebook has them; ``name`` and ``definition`` are what
    tools with one language see. ``key``: ``codebook:id``, where it came from a codebook of Tanık.
    """

    uid: str
    name: str
    parent: str | None = None
    definition: str = ""
    colour: str = ""
    codable: bool = True
    rule: str = ""
    counter_example: str = ""
    anchor: str = ""
    key: str = ""
    names: tuple[tuple[str, str], ...] = ()
    definitions: tuple[tuple[str, str], ...] = ()

    @property
    def topic(self) -> str:
        """What statements call it as their topic: its id in the codebook, else its name."""
        return self.key.partition(":")[2] or self.name


@dataclass(frozen=True, slots=True)
class VariableValue:
    """The value of a variable, as it is written; ``type`` one of :data:`VALUE_TYPES`."""

    variable: str
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class ProjectSource:
    """A source. ``text`` None: this tool has no text of it. ``file``: name of the original inside the project's files.

    ``media``: text, pdf, picture, audio or video. ``data``: what is known of the work (title, authors, kind, written,
    published, language, calendar), names as in :class:`tanik.sources.source.Source`, authors parted by ``"; "``.
    """

    uid: str
    name: str
    text: str | None
    media: str = "text"
    description: str = ""
    file: str = ""
    coder: str = ""
    at: str = ""
    changed_by: str = ""
    changed: str = ""
    values: tuple[VariableValue, ...] = ()
    data: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A selected span, with or without codes on it."""

    uid: str
    source: str
    start: int
    end: int
    name: str = ""
    description: str = ""
    coder: str = ""
    at: str = ""
    changed_by: str = ""
    changed: str = ""


@dataclass(frozen=True, slots=True)
class ProjectCoding:
    """A code on a passage, or on a whole source (``passage`` is then the uid of the source)."""

    uid: str
    passage: str
    code: str
    coder: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class ProjectMemo:
    """``subjects``: uids of what it is about (codes, sources, passages, codings, statements, links); empty: of the
    project itself when ``of_project``, else of nothing."""

    uid: str
    text: str
    name: str = ""
    subjects: tuple[str, ...] = ()
    of_project: bool = False
    coder: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class ProjectLink:
    """``kind``: supports, contradicts, repeats, answers, or another tool's name for it."""

    uid: str
    kind: str
    origin: str
    target: str
    note: str = ""
    direction: str = "OneWay"
    colour: str = ""
    coder: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class StatementTarget:
    name: str
    polarity: str = "neutral"
    strength: float = 0.0


@dataclass(frozen=True, slots=True)
class ProjectStatement:
    """A statement: who says what about whom. Entities by name, topics by the name of their code."""

    uid: str
    source: str
    start: int
    end: int
    holder: str
    targets: tuple[StatementTarget, ...] = ()
    topics: tuple[str, ...] = ()
    mode: str = "reported"
    said: str = ""
    refers_to: str = ""
    written: str = ""
    relay: tuple[str, ...] = ()
    citation: str = ""
    confidence: float | None = None
    status: str = "proposed"
    coder: str = ""
    at: str = ""
    memo: str = ""


@dataclass(frozen=True, slots=True)
class ProjectEntity:
    """A person or thing. ``kind`` as in :data:`tanik.reading.annotations.EntityKind`."""

    name: str
    kind: str = "person"
    aliases: tuple[str, ...] = ()
    uid: str = ""


@dataclass(frozen=True, slots=True)
class Variable:
    uid: str
    name: str
    type: str = "Text"
    description: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A case: a person, place or event that sources and passages belong to."""

    uid: str
    name: str = ""
    description: str = ""
    codes: tuple[str, ...] = ()
    values: tuple[VariableValue, ...] = ()
    sources: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MemberSet:
    """A set (group) of codes, sources and memos."""

    uid: str
    name: str
    description: str = ""
    codes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    memos: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """Something of another tool that is carried along unread. ``place``: where it belongs in REFI-QDA (``Sources``,
    ``Graphs`` ...) or under which source (its uid); ``content``: XML without surprises."""

    place: str
    tag: str
    content: str


@dataclass(frozen=True, slots=True)
class Project:
    """Everything of a project. ``spellings``: uid and the GUID as another tool wrote it, where it differs from ours;
    ``files``: name and bytes of the originals that came along (PDF, DOCX, pictures)."""

    name: str = ""
    origin: str = ""
    description: str = ""
    base_path: str = ""
    coder: str = ""
    at: str = ""
    changed_by: str = ""
    changed: str = ""
    coders: tuple[ProjectCoder, ...] = ()
    codes: tuple[ProjectCode, ...] = ()
    sources: tuple[ProjectSource, ...] = ()
    passages: tuple[Passage, ...] = ()
    codings: tuple[ProjectCoding, ...] = ()
    memos: tuple[ProjectMemo, ...] = ()
    links: tuple[ProjectLink, ...] = ()
    statements: tuple[ProjectStatement, ...] = ()
    entities: tuple[ProjectEntity, ...] = ()
    sets: tuple[MemberSet, ...] = ()
    variables: tuple[Variable, ...] = ()
    cases: tuple[Case, ...] = ()
    kept: tuple[Kept, ...] = ()
    spellings: tuple[tuple[str, str], ...] = ()
    files: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)

    def counts(self) -> dict[str, int]:
        """How many of each there are, empty kinds left out."""
        every = {
            name: len(getattr(self, name))
            for name in (
                *("coders", "codes", "sources", "passages", "codings", "memos", "links"),
                *("statements", "entities", "sets", "variables", "cases"),
            )
        }
        return {name: count for name, count in every.items() if count}

    def words(self, start: int, end: int, source: str) -> str:
        """The exact words of a span; empty when the source has no text."""
        for each in self.sources:
            if each.uid == source:
                return (each.text or "")[start:end]
        return ""


def derived_uid(*parts: str) -> str:
    """The same uid for the same parts, for what comes without one."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:32]


def code_paths(codes: Iterable[ProjectCode]) -> dict[str, tuple[str, ...]]:
    """Names from the root to every code, by its uid. A code whose parents run in a circle stands alone."""
    by_uid = {code.uid: code for code in codes}
    paths: dict[str, tuple[str, ...]] = {}
    for code in by_uid.values():
        names: list[str] = []
        seen: set[str] = set()
        at: ProjectCode | None = code
        while at is not None and at.uid not in seen:
            seen.add(at.uid)
            names.append(at.name)
            at = by_uid.get(at.parent or "")
        paths[code.uid] = (code.name,) if at is not None else tuple(reversed(names))
    return paths
