"""Statements as a flat table: one row per statement and target, ready to be counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tanik.analysis.entities import Entities, Item, entities_from
from tanik.analysis.reliance import citation_label, work_keys
from tanik.reading.annotations import Mode, Polarity, Reading, Target
from tanik.sources.source import SourceKind


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One statement about one target. A statement without a target has one row with ``target`` None.

    ``id``: unique in the table and the same for all rows of one statement; ``item`` and ``index``: position of the
    source in what was given, and of the statement in its reading (both from 0). ``holder``, ``target``, ``relay``: keys
    of ``Entities``. ``said``, ``refers_to``, ``written``: EDTF. ``page``: as printed; ``start``, ``end``: code points
    in the document; ``relay_depth``: 0 when the holder's own page is before us.
    """

    id: str
    item: int
    index: int
    holder: str
    holder_name: str
    target: str | None
    target_name: str
    polarity: Polarity | None
    strength: float
    topics: tuple[str, ...]
    mode: Mode
    said: str | None
    refers_to: str | None
    written: str | None
    source: str
    source_name: str
    kind: SourceKind | Literal[""]
    page: str | None
    citation: str
    works: tuple[str, ...]
    relay: tuple[str, ...]
    relay_depth: int
    confidence: float
    start: int
    end: int
    text: str
    language: str
    rule: str = ""


def statement_id(item: int, index: int) -> str:
    """The id of a statement: position of its source and of itself, both counted from 1."""
    return f"{item + 1}-{index + 1}"


def rows_from(items: Sequence[Item], entities: Entities | None = None) -> list[StatementRow]:
    """Every statement of every reading, in the order of the items and of the text."""
    known = entities_from(items) if entities is None else entities
    rows: list[StatementRow] = []
    for number, item in enumerate(items):
        for index in range(len(item.reading.statements)):
            rows += _rows_of(number, index, item, known)
    return rows


def _rows_of(number: int, index: int, item: Item, entities: Entities) -> list[StatementRow]:
    statement = item.reading.statements[index]
    source, document = item.source, item.document
    page = document.page_at(statement.start)
    holder = entities.key(number, statement.holder)
    label, works = _covering(item.reading, number, statement.citation)
    targets: list[tuple[str, Target] | tuple[None, None]] = [
        (entities.key(number, target.id), target) for target in statement.targets
    ]
    return [
        StatementRow(
            id=statement_id(number, index),
            item=number,
            index=index,
            holder=holder,
            holder_name=entities.name(holder),
            target=key,
            target_name=entities.name(key) if key else "",
            polarity=target.polarity if target else None,
            strength=target.strength if target else 0.0,
            topics=statement.topics,
            mode=statement.mode,
            said=statement.said,
            refers_to=statement.refers_to,
            written=statement.written or source.written,
            source=source.id,
            source_name=source.title or source.name,
            kind=source.kind or "",
            page=page.name if page else None,
            citation=label,
            works=works,
            relay=tuple(entities.key(number, id) for id in statement.relay),
            relay_depth=len(statement.relay),
            confidence=statement.confidence,
            start=statement.start,
            end=statement.end,
            text=document.words(statement.start, statement.end),
            language=document.language,
            rule=statement.rule,
        )
        for key, target in targets or [(None, None)]
    ]


def _covering(reading: Reading, number: int, citation: int | None) -> tuple[str, tuple[str, ...]]:
    if citation is None or not 0 <= citation < len(reading.citations):
        return "", ()
    found = reading.citations[citation]
    return citation_label(found), work_keys(reading, found)
