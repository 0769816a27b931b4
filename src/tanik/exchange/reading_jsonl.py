"""A reading as JSON Lines: one object a line, so that it can be scored, compared line by line and read by any program.

The first line is the document with its text; every other line has a ``type``: ``citation``, ``quote``, ``date``,
``statement``, ``entity`` or ``doubt``. ``start`` and ``end`` are code points into that text, half-open. Entities have
no place; only those are written that are mentioned or that a quotation or statement names. Mentions and the list of
works stay in the study. Keys always come in the same order, so the same reading gives the same bytes.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from tanik.errors import SettingError
from tanik.reading.annotations import (
    Citation,
    CitationItem,
    DateExpression,
    Doubt,
    Entity,
    Quotation,
    Reading,
    Statement,
    Target,
)
from tanik.text.document import Document
from tanik.translation import N_

_SURROGATE = re.compile("[\ud800-\udfff]")
_DOCUMENT_KEYS = ("document", "maker", "language", "kind")


def write_reading_jsonl(document: Document, reading: Reading, target: Path | TextIO) -> None:
    """Write a reading line by line. A file appears whole or not at all; OSError when it cannot be written."""
    if isinstance(target, Path):
        write_readings_jsonl([(document, reading)], target)
    else:
        _write(document, reading, target)


def write_readings_jsonl(readings: Iterable[tuple[Document, Reading]], path: Path) -> None:
    """Write several readings into one file, each begun by its document; one at a time is in memory."""
    with _whole_file(path) as stream:
        for document, reading in readings:
            _write(document, reading, stream)


def _write(document: Document, reading: Reading, stream: TextIO) -> None:
    for record in records(document, reading):
        line = json.dumps(record, ensure_ascii=False)
        stream.write(json.dumps(record) if _SURROGATE.search(line) else line)
        stream.write("\n")


@contextmanager
def _whole_file(path: Path) -> Iterator[TextIO]:
    if path.exists() and not path.is_file():
        # A pipe or /dev/stdout is written through, never replaced; a folder refuses by itself.
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
        return
    draft = path.with_name(f".{path.name[:200]}.{secrets.token_hex(4)}")
    try:
        with draft.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def records(document: Document, reading: Reading) -> Iterator[dict[str, Any]]:
    """The lines as objects, one after the other."""
    text = document.text
    yield {"type": "document", **{key: getattr(reading, key) for key in _DOCUMENT_KEYS}, "text": text}
    for citation in reading.citations:
        yield _citation(text, citation)
    for quotation in reading.quotations:
        yield _quote(text, quotation, reading)
    for date in reading.dates:
        yield _date(text, date)
    for statement in reading.statements:
        yield _statement(text, statement, reading)
    used = _used(reading)
    for entity in reading.entities:
        if entity.id in used:
            yield _entity(entity)
    for doubt in reading.doubts:
        yield _doubt(text, doubt)


def _span(kind: str, text: str, start: int, end: int) -> dict[str, Any]:
    return {"type": kind, "start": start, "end": end, "text": text[start:end]}


def _citation(text: str, citation: Citation) -> dict[str, Any]:
    items = [
        {"author": i.author, "year": i.year, "suffix": i.suffix, "pages": i.pages, "prefix": i.prefix}
        for i in citation.items
    ]
    head = _span("citation", text, citation.start, citation.end)
    return {**head, "items": items, "style": citation.style, "rule": citation.rule}


def _quote(text: str, quotation: Quotation, reading: Reading) -> dict[str, Any]:
    return {
        **_span("quote", text, quotation.start, quotation.end),
        "kind": quotation.kind,
        "speaker": quotation.speaker,
        "source": _source(reading, quotation.citation),
        "outer_start": quotation.outer_start,
        "outer_end": quotation.outer_end,
        "depth": quotation.depth,
        "form": quotation.form,
        "citation": quotation.citation,
        "rule": quotation.rule,
    }


def _date(text: str, date: DateExpression) -> dict[str, Any]:
    return {
        **_span("date", text, date.start, date.end),
        "edtf": date.edtf,
        "anaphoric": date.anaphoric,
        "calendar": date.calendar,
        "alternatives": list(date.alternatives),
        "rule": date.rule,
    }


def _statement(text: str, statement: Statement, reading: Reading) -> dict[str, Any]:
    return {
        **_span("statement", text, statement.start, statement.end),
        "mode": statement.mode,
        "holder": statement.holder,
        "targets": [{"id": t.id, "polarity": t.polarity, "strength": t.strength} for t in statement.targets],
        "topics": list(statement.topics),
        "source": _source(reading, statement.citation),
        "relayed_by": statement.relay[0] if statement.relay else None,
        "said": statement.said,
        "refers_to": statement.refers_to,
        "written": statement.written,
        "relay": list(statement.relay),
        "evidence": [list(span) for span in statement.evidence],
        "citation": statement.citation,
        "confidence": statement.confidence,
        "rule": statement.rule,
    }


def _source(reading: Reading, citation: int | None) -> str | None:
    """The first work of a citation as ``Author year[suffix]:pages``."""
    if citation is None or not reading.citations[citation].items:
        return None
    item = reading.citations[citation].items[0]
    work = f"{item.author} {item.year}{item.suffix}".strip()
    return f"{work}:{item.pages}" if item.pages else work


def _used(reading: Reading) -> set[str]:
    used = {mention.entity for mention in reading.mentions}
    used.update(quotation.speaker for quotation in reading.quotations if quotation.speaker is not None)
    for statement in reading.statements:
        used.add(statement.holder)
        used.update(target.id for target in statement.targets)
        used.update(statement.relay)
    cited = {item.author for citation in reading.citations for item in citation.items}
    used.update(entity.id for entity in reading.entities if not cited.isdisjoint(entity.aliases))
    return used


def _entity(entity: Entity) -> dict[str, Any]:
    return {
        "type": "entity",
        "id": entity.id,
        "kind": entity.kind,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "context_aliases": list(entity.context_aliases),
        "titles": list(entity.titles),
        "authority": entity.authority,
        "rule": entity.rule,
    }


def _doubt(text: str, doubt: Doubt) -> dict[str, Any]:
    head = _span("doubt", text, doubt.start, doubt.end)
    return {**head, "kind": doubt.kind, "alternatives": list(doubt.alternatives), "values": doubt.values}


def read_reading_jsonl(path: Path) -> tuple[str, Reading]:
    """The text and the reading that :func:`write_reading_jsonl` wrote (without works and mentions, see above).

    Raises SettingError T602 with the number of the line that is not of this format.
    """
    text, reading = "", None
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                record = json.loads(line)
                if reading is None:
                    text, reading = record["text"], Reading(*(record[key] for key in _DOCUMENT_KEYS))
                else:
                    _take(reading, record)
            except (ValueError, KeyError, TypeError) as error:
                raise _no_reading(path, number) from error
    if reading is None:
        raise _no_reading(path, 1)
    return text, reading


def _take(reading: Reading, record: dict[str, Any]) -> None:
    kind = record.pop("type")
    record.pop("text", None)
    for derived in ("source", "relayed_by"):
        record.pop(derived, None)
    for key in ("alternatives", "aliases", "context_aliases", "titles", "topics", "relay"):
        if key in record:
            record[key] = tuple(record[key])
    if kind == "citation":
        record["items"] = tuple(CitationItem(**item) for item in record["items"])
        reading.citations.append(Citation(**record))
    elif kind == "quote":
        reading.quotations.append(Quotation(**record))
    elif kind == "date":
        reading.dates.append(DateExpression(**record))
    elif kind == "statement":
        record["targets"] = tuple(Target(**target) for target in record["targets"])
        record["evidence"] = tuple((start, end) for start, end in record["evidence"])
        reading.statements.append(Statement(**record))
    elif kind == "entity":
        reading.entities.append(Entity(**record))
    elif kind == "doubt":
        reading.doubts.append(Doubt(**record))
    else:
        raise ValueError(f"no record of type {kind!r}")


def _no_reading(path: Path, line: int) -> SettingError:
    return SettingError(
        "T602",
        N_("{path} is not a reading in JSON Lines: line {line} cannot be understood."),
        N_('Make it again with "tanik read TEXT --jsonl {path}".'),
        path=str(path),
        line=line,
    )
