"""Writing a reading as rows: everything it found, in one sweep a table."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tanik.coding.acts import statement_uid
from tanik.reading.annotations import Doubt, Entity, Reading, Statement
from tanik.store import survivors
from tanik.store.events import Coder, coder_id
from tanik.store.packing import to_json
from tanik.store.places import Places
from tanik.text.document import Document


@dataclass(slots=True)
class _Rows:
    """One reading on its way into the tables.

    ``entities``, ``works``: row number by the id inside the reading; ``citations``: row number by index, None where a
    person rejected that citation.
    """

    connection: sqlite3.Connection
    document: int
    reading: int
    places: Places
    kept: survivors.Survivors
    entities: dict[str, int]
    works: dict[str, int]
    citations: list[int | None]

    def insert(self, table: str, columns: str, rows: Iterable[Sequence[Any]]) -> None:
        slots = ", ".join("?" * len(columns.split(",")))
        # Names of tables and columns are constants of this module.
        self.connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({slots})", rows)  # noqa: S608

    def numbers(self, table: str, count: int) -> int:
        """The first of ``count`` row numbers that no row of the table ever had."""
        query = "SELECT next FROM row_number WHERE kind = ?"
        first = int((self.connection.execute(query, (table,)).fetchone() or (1,))[0])
        self.connection.execute("INSERT OR REPLACE INTO row_number (kind, next) VALUES (?, ?)", (table, first + count))
        return first

    def entity(self, local: str) -> int:
        if local not in self.entities:
            raise ValueError(f"the reading names an entity that it does not hold: {local!r}")
        return self.entities[local]

    def citation(self, index: int | None) -> int | None:
        return None if index is None else self.citations[index]


def maker_coder(maker: str) -> Coder:
    """``"rules 0.1.0"`` as a coder with name and version."""
    name, _, version = maker.rpartition(" ")
    return Coder(name, "rules", version) if name else Coder(maker, "rules")


def write_reading(
    connection: sqlite3.Connection, key: int, document: Document, reading: Reading, fingerprint: str, at: str
) -> int:
    """Put a reading in the place of the one before; rows that a person has touched stay. Returns its row number.

    ``key``: row number of the document. Must be called inside a transaction.
    """
    if reading.document != document.id:
        raise ValueError(f"the reading is one of document {reading.document}, not of {document.id}")
    connection.execute("UPDATE reading SET current = 0 WHERE document = ?", (key,))
    made = connection.execute(
        "INSERT INTO reading (document, coder, maker, fingerprint, language, kind, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            key,
            coder_id(connection, maker_coder(reading.maker)),
            reading.maker,
            fingerprint,
            reading.language,
            reading.kind,
            at,
        ),
    )
    number = int(made.lastrowid or 0)
    kept = survivors.Survivors(connection, key)
    rows = _Rows(connection, key, number, Places(document), kept, {}, {}, [])
    _entities(rows, reading)
    _works(rows, reading)
    _citations(rows, reading)
    _quotations(rows, reading)
    _dates(rows, reading)
    _mentions(rows, reading)
    _statements(rows, reading)
    _doubts(rows, document, reading)
    survivors.settle(connection, key, number, kept, rows.entities, rows.works)
    return number


def _entities(rows: _Rows, reading: Reading) -> None:
    first = rows.numbers("entity", len(reading.entities))
    fresh: list[tuple[int, int, Entity]] = []
    for ord, entity in enumerate(reading.entities):
        if entity.id in rows.entities:
            raise ValueError(f"the reading holds two entities with the id {entity.id!r}")
        kept = rows.kept.entity(entity)
        rows.entities[entity.id] = first + ord if kept is None else kept
        if kept is None:
            fresh.append((first + ord, ord, entity))
    rows.insert(
        "entity",
        "id, document, reading, ord, local, kind, name, authority, rule",
        ((id, rows.document, rows.reading, ord, e.id, e.kind, e.name, e.authority, e.rule) for id, ord, e in fresh),
    )
    rows.insert(
        "entity_alias",
        "entity, sort, ord, text",
        (
            (id, sort, place, text)
            for id, _, e in fresh
            for sort, texts in (("alias", e.aliases), ("context", e.context_aliases), ("title", e.titles))
            for place, text in enumerate(texts)
        ),
    )


def _works(rows: _Rows, reading: Reading) -> None:
    first = rows.numbers("work", len(reading.works))
    fresh = []
    for ord, work in enumerate(reading.works):
        if work.id in rows.works:
            raise ValueError(f"the reading holds two works with the id {work.id!r}")
        kept = rows.kept.work(work)
        rows.works[work.id] = first + ord if kept is None else kept
        if kept is None:
            place = (work.start, work.end)
            head = (first + ord, rows.document, rows.reading, ord, work.id)
            fresh.append((*head, work.author, work.year, work.suffix, work.title, *place))
    rows.insert("work", "id, document, reading, ord, local, author, year, suffix, title, start, stop", fresh)


def _citations(rows: _Rows, reading: Reading) -> None:
    first = rows.numbers("citation", len(reading.citations))
    fresh = []
    for ord, citation in enumerate(reading.citations):
        blocked, kept = rows.kept.citation(citation)
        rows.citations.append(kept if blocked else first + ord)
        if not blocked:
            fresh.append((first + ord, ord, citation))
    rows.insert(
        "citation",
        "id, document, reading, ord, start, stop, quote, page, paragraph, style, rule",
        (
            (id, rows.document, rows.reading, ord, *rows.places.span(c.start, c.end), c.style, c.rule)
            for id, ord, c in fresh
        ),
    )
    rows.insert(
        "citation_item",
        "citation, ord, author, year, suffix, pages, prefix, work",
        (
            (id, place, i.author, i.year, i.suffix, i.pages, i.prefix, None if i.work is None else rows.works[i.work])
            for id, _, c in fresh
            for place, i in enumerate(c.items)
        ),
    )


def _quotations(rows: _Rows, reading: Reading) -> None:
    first = rows.numbers("quotation", len(reading.quotations))
    rows.insert(
        "quotation",
        "id, document, reading, ord, start, stop, quote, page, paragraph, outer_start, outer_stop, kind, depth, "
        "speaker, citation, form, rule",
        (
            (
                *(
                    first + ord,
                    rows.document,
                    rows.reading,
                    ord,
                    *rows.places.span(q.start, q.end),
                    q.outer_start,
                    q.outer_end,
                ),
                *(q.kind, q.depth, None if q.speaker is None else rows.entity(q.speaker), rows.citation(q.citation)),
                *(q.form, q.rule),
            )
            for ord, q in enumerate(reading.quotations)
            if not rows.kept.blocks("quotation", q.start, q.end, q.speaker or "")
        ),
    )


def _dates(rows: _Rows, reading: Reading) -> None:
    first = rows.numbers("date", len(reading.dates))
    rows.insert(
        "date",
        "id, document, reading, ord, start, stop, quote, page, paragraph, edtf, calendar, json_alternatives, "
        "anaphoric, rule",
        (
            (
                *(first + ord, rows.document, rows.reading, ord, *rows.places.span(d.start, d.end), d.edtf, d.calendar),
                *(to_json(list(d.alternatives)), int(d.anaphoric), d.rule),
            )
            for ord, d in enumerate(reading.dates)
            if not rows.kept.blocks("date", d.start, d.end, d.edtf or "")
        ),
    )


def _mentions(rows: _Rows, reading: Reading) -> None:
    words = rows.places.words
    first = rows.numbers("mention", len(reading.mentions))
    rows.insert(
        "mention",
        "id, document, reading, ord, start, stop, word_stop, quote, entity, rule",
        (
            (
                *(first + ord, rows.document, rows.reading, ord, m.start, m.end, m.word_end, words(m.start, m.end)),
                *(rows.entity(m.entity), m.rule),
            )
            for ord, m in enumerate(reading.mentions)
            if not rows.kept.blocks("mention", m.start, m.end, m.entity)
        ),
    )


def _statements(rows: _Rows, reading: Reading) -> None:
    first = rows.numbers("statement", len(reading.statements))
    fresh = [
        (first + ord, ord, statement)
        for ord, statement in enumerate(reading.statements)
        if not rows.kept.blocks("statement", statement.start, statement.end, statement.holder)
    ]
    uids = _uids(rows, reading, [(id, statement) for id, _, statement in fresh])
    rows.insert(
        "statement",
        "id, document, reading, ord, start, stop, quote, page, paragraph, mode, holder, said, refers_to, written, "
        "citation, confidence, rule, uid",
        (
            (
                *(id, rows.document, rows.reading, ord, *rows.places.span(s.start, s.end), s.mode),
                *(rows.entity(s.holder), s.said, s.refers_to, s.written, rows.citation(s.citation), s.confidence),
                *(s.rule, uids[id]),
            )
            for id, ord, s in fresh
        ),
    )
    rows.insert(
        "statement_target",
        "statement, ord, entity, polarity, strength",
        (
            (id, place, rows.entity(target.id), target.polarity, target.strength)
            for id, _, s in fresh
            for place, target in enumerate(s.targets)
        ),
    )
    rows.insert(
        "statement_topic",
        "statement, ord, topic",
        ((id, place, topic) for id, _, s in fresh for place, topic in enumerate(s.topics)),
    )
    rows.insert(
        "statement_evidence",
        "statement, ord, start, stop, quote",
        (
            (id, place, start, end, rows.places.words(start, end))
            for id, _, s in fresh
            for place, (start, end) in enumerate(s.evidence)
        ),
    )
    rows.insert(
        "statement_relay",
        "statement, ord, entity",
        ((id, place, rows.entity(local)) for id, _, s in fresh for place, local in enumerate(s.relay)),
    )


def _uids(rows: _Rows, reading: Reading, fresh: list[tuple[int, Statement]]) -> dict[int, str]:
    """The uid of every statement by its row number; none that a row which stays has already."""
    (source,) = rows.connection.execute("SELECT source FROM document WHERE key = ?", (rows.document,)).fetchone()
    query = (
        "SELECT uid FROM statement JOIN touched ON touched.row = statement.id AND touched.kind = 'statement' "
        "WHERE document = ?"
    )
    taken = {uid for (uid,) in rows.connection.execute(query, (rows.document,))} if rows.kept else set()
    uids: dict[int, str] = {}
    for id, s in fresh:
        nth = 0
        while (uid := statement_uid(source, reading.document, s.start, s.end, s.holder, s.mode, nth)) in taken:
            nth += 1
        taken.add(uid)
        uids[id] = uid
    return uids


def _doubts(rows: _Rows, document: Document, reading: Reading) -> None:
    seen = {(doubt.start, doubt.end, doubt.kind) for doubt in reading.doubts}
    own = (doubt for doubt in document.doubts if (doubt.start, doubt.end, doubt.kind) not in seen)
    earlier = [Doubt(doubt.start, doubt.end, doubt.kind, (), doubt.values) for doubt in own]
    first = rows.numbers("doubt", len(reading.doubts) + len(earlier))
    rows.insert(
        "doubt",
        "id, document, reading, ord, start, stop, quote, page, paragraph, stage, kind, json_alternatives, json_values",
        (
            (
                *(first + place, rows.document, rows.reading, ord, *rows.places.span(d.start, d.end), stage, d.kind),
                *(to_json(list(d.alternatives)), to_json(d.values)),
            )
            for place, (stage, ord, d) in enumerate(
                [("reading", ord, d) for ord, d in enumerate(reading.doubts)]
                + [("text", ord, d) for ord, d in enumerate(earlier)]
            )
            if not rows.kept.blocks("doubt", d.start, d.end, d.kind)
        ),
    )
