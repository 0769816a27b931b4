"""Sources and documents as rows."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, get_args

from tanik.sources.source import Source
from tanik.store.connection import damaged
from tanik.store.packing import pack_list, pack_text, to_json, unpack_list, unpack_text
from tanik.text.document import (
    Document,
    Note,
    OffsetMap,
    Page,
    Paragraph,
    ParagraphKind,
    SetAside,
    TextDoubt,
)

_SOURCE = "id, name, kind, title, json_authors, written, published, language, json_csl, sha256, bytes, path, calendar"
_DOCUMENT = (
    "source, version, id, language, maker, at, json_made_with, words, characters, page_count, z_text, z_raw, z_to_raw, "
    "z_pages, z_paragraphs, z_sentences, z_sentence_paragraph, z_notes, z_set_aside, z_unsure, z_doubts"
)
_KINDS: frozenset[str] = frozenset(get_args(ParagraphKind))


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """What is known of a document without loading its text. ``key``: its row number; ``made_with``: see the schema."""

    key: int
    source: str
    version: int
    id: str
    language: str
    maker: str
    words: int
    characters: int
    pages: int
    made_with: dict[str, Any]


def write_source(connection: sqlite3.Connection, source: Source) -> bool:
    """Insert or update; True when it is new."""
    values = {
        "id": source.id,
        "name": source.name,
        "kind": source.kind,
        "title": source.title,
        "json_authors": to_json(list(source.authors)),
        "written": source.written,
        "published": source.published,
        "language": source.language,
        "json_csl": to_json(source.csl),
        "sha256": source.sha256,
        "bytes": source.bytes,
        "path": source.path,
        "calendar": source.calendar,
    }
    known = connection.execute("SELECT 1 FROM source WHERE id = ?", (source.id,)).fetchone()
    if known:
        changes = ", ".join(f"{name} = :{name}" for name in values)
        connection.execute(f"UPDATE source SET {changes} WHERE id = :id", values)  # noqa: S608 - names from above
        return False
    names, slots = ", ".join(values), ", ".join(f":{name}" for name in values)
    connection.execute(
        f"INSERT INTO source (ord, {names}) SELECT coalesce(max(ord), 0) + 1, {slots} FROM source",  # noqa: S608
        values,
    )
    return True


def read_sources(connection: sqlite3.Connection, where: str = "TRUE", values: Sequence[Any] = ()) -> Iterable[Source]:
    """The sources in the order in which they came."""
    query = f"SELECT {_SOURCE} FROM source WHERE {where} ORDER BY ord"  # noqa: S608 - ``where`` is our own text
    for row in connection.execute(query, values):
        id, name, kind, title, authors, written, published, language, csl, sha256, size, path, calendar = row
        yield Source(
            id=id,
            name=name,
            kind=kind,
            title=title,
            authors=tuple(json.loads(authors)),
            written=written,
            published=published,
            language=language,
            csl=json.loads(csl),
            sha256=sha256,
            bytes=size,
            path=path,
            calendar=calendar,
        )


def count_words(document: Document) -> int:
    """Words separated by blanks, paragraph by paragraph so that no list of all words is made."""
    return sum(
        len(document.text[start:end].split()) for paragraph in document.paragraphs for start, end in paragraph.parts
    )


def write_document(
    connection: sqlite3.Connection, source: str, document: Document, at: str, made_with: dict[str, Any]
) -> int:
    """Insert as the newest version of the source's document; returns its row number."""
    (version,) = connection.execute(
        "SELECT coalesce(max(version), 0) + 1 FROM document WHERE source = ?", (source,)
    ).fetchone()
    values = (
        source,
        version,
        document.id,
        document.language,
        document.maker,
        at,
        to_json(made_with),
        count_words(document),
        len(document.text),
        len(document.pages),
        pack_text(document.text),
        pack_text(document.raw),
        pack_list([list(document.to_raw.clean_starts), list(document.to_raw.raw_starts)]),
        pack_list([p.start, p.end, p.number, p.label, p.image] for p in document.pages),
        pack_list([list(chain.from_iterable(p.parts)), p.kind, p.level, p.note] for p in document.paragraphs),
        pack_list(chain.from_iterable(document.sentences)),
        pack_list(document.sentence_paragraph),
        pack_list([n.start, n.end, n.anchor, n.mark] for n in document.notes),
        pack_list([s.raw_start, s.raw_end, s.kind, s.text] for s in document.set_aside),
        pack_list(list(u) for u in document.unsure),
        pack_list([d.start, d.end, d.kind, d.values] for d in document.doubts),
    )
    slots = ", ".join("?" * len(values))
    made = connection.execute(f"INSERT INTO document ({_DOCUMENT}) VALUES ({slots})", values)  # noqa: S608
    return int(made.lastrowid or 0)


def find_documents(connection: sqlite3.Connection, source: str | None = None) -> list[DocumentRow]:
    """The newest version of every document, in the order of the sources, or that of one source."""
    rows = connection.execute(
        "SELECT key, source, version, document.id, document.language, maker, words, characters, page_count, "
        "json_made_with FROM document JOIN source ON source.id = document.source "
        "WHERE version = (SELECT max(version) FROM document AS other WHERE other.source = document.source) "
        "AND (:source IS NULL OR document.source = :source) ORDER BY ord",
        {"source": source},
    )
    return [_document_row(*row) for row in rows]


def _document_row(*row: Any) -> DocumentRow:
    *known, made_with = row
    return DocumentRow(*known, json.loads(made_with))  # type: ignore[call-arg]


def read_document(connection: sqlite3.Connection, path: Path, key: int) -> Document:
    """The document of a row. Raises StudyDamagedError when its text is not the one that was stored."""
    row = connection.execute(
        "SELECT id, language, maker, z_text, z_raw, z_to_raw, z_pages, z_paragraphs, z_sentences, "
        "z_sentence_paragraph, z_notes, z_set_aside, z_unsure, z_doubts FROM document WHERE key = ?",
        (key,),
    ).fetchone()
    if row is None:
        raise KeyError(f"document:{key}")
    id, language, maker, packed_text, packed_raw, *packed = row
    try:
        text, raw = unpack_text(packed_text), unpack_text(packed_raw)
        to_raw, pages, paragraphs, sentences, places, notes, aside, unsure, doubts = map(unpack_list, packed)
        document = Document(
            id=id,
            text=text,
            language=language,
            pages=tuple(Page(*page) for page in pages),
            paragraphs=tuple(_paragraph(*paragraph) for paragraph in paragraphs),
            sentences=tuple(zip(sentences[::2], sentences[1::2], strict=True)),
            sentence_paragraph=array("I", places),
            notes=tuple(Note(*note) for note in notes),
            set_aside=tuple(SetAside(*one) for one in aside),
            unsure=tuple((start, end, confidence) for start, end, confidence in unsure),
            doubts=tuple(TextDoubt(*doubt) for doubt in doubts),
            raw=raw,
            to_raw=OffsetMap(array("I", to_raw[0]), array("I", to_raw[1])),
            maker=maker,
        )
    except (zlib.error, ValueError, TypeError, IndexError, OverflowError) as error:
        raise damaged(path, f"document:{key}: {error}") from error
    if text_id(text) != id:
        raise damaged(path, f"document:{key}: SHA-256")
    return document


def text_id(text: str) -> str:
    """The id of a document with this text."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def _paragraph(ends: list[int], kind: ParagraphKind, level: int, note: int | None) -> Paragraph:
    if kind not in _KINDS or not ends:
        raise ValueError(f"paragraph of kind {kind!r}")
    return Paragraph(tuple(zip(ends[::2], ends[1::2], strict=True)), kind, level, note)
