"""Readings back from their rows, with every word checked against the document."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tanik.reading.annotations import (
    Citation,
    CitationItem,
    DateExpression,
    Doubt,
    Entity,
    Mention,
    Quotation,
    Reading,
    Statement,
    Target,
    Work,
)
from tanik.store.connection import damaged, wrong_words

# Names of tables and columns below are constants of this module.
# ruff: noqa: S608


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """What is known of a reading without loading it. ``at``: UTC, ISO 8601."""

    id: int
    document: int
    maker: str
    fingerprint: str
    at: str


def find_readings(connection: sqlite3.Connection) -> dict[int, ReadingRow]:
    """The current reading of every document that has one, by the row number of the document."""
    rows = connection.execute("SELECT id, document, maker, fingerprint, at FROM reading WHERE current = 1")
    return {row[1]: ReadingRow(*row) for row in rows}


class _Loader:
    """One document's rows; keeps the maps from row numbers to ids inside the reading."""

    def __init__(self, connection: sqlite3.Connection, path: Path, key: int, text: str) -> None:
        self._connection = connection
        self._path = path
        self._key = key
        self._text = text
        self._entities: dict[int, str] = {}
        self._works: dict[int, str] = {}
        self._citations: dict[int, int] = {}
        self.uids: list[str] = []

    def _rows(self, table: str, columns: str, *, all: bool = False, where: str = "") -> Iterator[tuple[Any, ...]]:
        """The rows of the document in order, without those that a person rejected (unless ``all``)."""
        judged = (
            "" if all else f" AND id NOT IN (SELECT row FROM touched WHERE kind = '{table}' AND status = 'rejected')"
        )
        query = f"SELECT id, {columns} FROM {table} WHERE document = ?{where}{judged} ORDER BY ord, reading, id"
        yield from self._connection.execute(query, (self._key,))

    def _spans(self, table: str, columns: str, where: str = "", *, all: bool = False) -> Iterator[tuple[Any, ...]]:
        """As :meth:`_rows`, the words of every span checked: id, start, stop, columns ..."""
        text = self._text
        for id, start, stop, quote, *rest in self._rows(table, f"start, stop, quote, {columns}", all=all, where=where):
            if text[start:stop] != quote:
                raise wrong_words(self._path, f"{table}:{id}", start, stop)
            yield (id, start, stop, *rest)

    def _children(self, table: str, parent: str, columns: str) -> dict[int, list[tuple[Any, ...]]]:
        rows = self._connection.execute(
            f"SELECT {parent}, {columns} FROM {table} JOIN {parent} ON {parent}.id = {table}.{parent} "
            f"WHERE {parent}.document = ? ORDER BY {parent}, {table}.ord",
            (self._key,),
        )
        found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
        for id, *rest in rows:
            found[id].append(tuple(rest))
        return found

    def entities(self) -> Iterator[Entity]:
        names = self._children("entity_alias", "entity", "sort, text")
        for id, local, kind, name, authority, rule in self._rows(
            "entity", "local, kind, name, authority, rule", all=True
        ):
            self._entities[id] = local
            sorts: dict[str, list[str]] = {"alias": [], "context": [], "title": []}
            for sort, text in names.get(id, ()):
                sorts[sort].append(text)
            aliases, context, titles = (tuple(sorts[sort]) for sort in ("alias", "context", "title"))
            yield Entity(local, kind, name, aliases, context, titles, authority, rule)

    def works(self) -> Iterator[Work]:
        for id, local, *rest in self._rows("work", "local, author, year, suffix, title, start, stop", all=True):
            self._works[id] = local
            yield Work(local, *rest)

    def citations(self) -> Iterator[Citation]:
        items = self._children("citation_item", "citation", "author, year, suffix, pages, prefix, work")
        for index, (id, start, stop, style, rule) in enumerate(self._spans("citation", "style, rule")):
            self._citations[id] = index
            works = (
                CitationItem(author, year, suffix, pages, prefix, None if work is None else self._works[work])
                for author, year, suffix, pages, prefix, work in items.get(id, ())
            )
            yield Citation(start, stop, tuple(works), style, rule)

    def quotations(self) -> Iterator[Quotation]:
        columns = "outer_start, outer_stop, kind, depth, speaker, citation, form, rule"
        for row in self._spans("quotation", columns):
            _, start, stop, outer_start, outer_stop, kind, depth, speaker, citation, form, rule = row
            voice = None if speaker is None else self._entities[speaker]
            proof = self._citations.get(citation)
            yield Quotation(start, stop, outer_start, outer_stop, kind, depth, voice, proof, form, rule)

    def dates(self) -> Iterator[DateExpression]:
        for row in self._spans("date", "edtf, calendar, json_alternatives, anaphoric, rule"):
            _, start, stop, edtf, calendar, alternatives, anaphoric, rule = row
            others = tuple(json.loads(alternatives))
            yield DateExpression(start, stop, edtf, calendar, others, bool(anaphoric), rule)

    def mentions(self) -> Iterator[Mention]:
        for _, start, stop, word_stop, entity, rule in self._spans("mention", "word_stop, entity, rule"):
            yield Mention(start, stop, word_stop, self._entities[entity], rule)

    def statements(self) -> Iterator[Statement]:
        targets = self._children("statement_target", "statement", "entity, polarity, strength")
        topics = self._children("statement_topic", "statement", "topic")
        relays = self._children("statement_relay", "statement", "entity")
        evidence = self._children(
            "statement_evidence",
            "statement",
            "statement_evidence.start, statement_evidence.stop, statement_evidence.quote",
        )
        columns = "mode, holder, said, refers_to, written, citation, confidence, rule, uid"
        for row in self._spans("statement", columns, all=True):
            id, start, stop, mode, holder, said, refers_to, written, citation, confidence, rule, uid = row
            self.uids.append(uid)
            yield Statement(
                start=start,
                end=stop,
                mode=mode,
                holder=self._entities[holder],
                targets=tuple(Target(self._entities[t], p, strength) for t, p, strength in targets.get(id, ())),
                topics=tuple(topic for (topic,) in topics.get(id, ())),
                said=said,
                refers_to=refers_to,
                written=written,
                citation=self._citations.get(citation),
                relay=tuple(self._entities[entity] for (entity,) in relays.get(id, ())),
                evidence=tuple(self._evidence(id, evidence.get(id, ()))),
                confidence=confidence,
                rule=rule,
            )

    def _evidence(self, statement: int, rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[int, int]]:
        for start, stop, quote in rows:
            if self._text[start:stop] != quote:
                raise wrong_words(self._path, f"statement:{statement}", start, stop)
            yield start, stop

    def doubts(self) -> Iterator[Doubt]:
        columns = "kind, json_alternatives, json_values"
        for _, start, stop, kind, alternatives, values in self._spans("doubt", columns, " AND stage = 'reading'"):
            yield Doubt(start, stop, kind, tuple(json.loads(alternatives)), json.loads(values))


def read_reading(
    connection: sqlite3.Connection, path: Path, key: int, id: str, text: str
) -> tuple[Reading, list[str]] | None:
    """The current reading of a document, without the rows that a person rejected; None when there is none.

    All its statements are there, also rejected ones: the second value are their uids, by which
    :func:`tanik.store.reading_people.decided` puts in what people decided.
    ``key``, ``id``, ``text``: row number, id and text of the document. Raises StudyDamagedError, with row and place,
    when the words of a span are not those of the text.
    """
    found = connection.execute(
        "SELECT maker, language, kind FROM reading WHERE document = ? AND current = 1", (key,)
    ).fetchone()
    if found is None:
        return None
    loader = _Loader(connection, path, key, text)
    reading = Reading(id, *found)
    try:
        _load(loader, reading)
    except KeyError as error:
        raise damaged(path, f"document:{key}: {error.args[0]}?") from error
    return reading, loader.uids


def _load(loader: _Loader, reading: Reading) -> None:
    # In this order: the later ones refer to the earlier ones.
    reading.entities = list(loader.entities())
    reading.works = list(loader.works())
    reading.citations = list(loader.citations())
    reading.quotations = list(loader.quotations())
    reading.dates = list(loader.dates())
    reading.mentions = list(loader.mentions())
    reading.statements = list(loader.statements())
    reading.doubts = list(loader.doubts())
