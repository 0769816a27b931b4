"""The table of statements of a study, with its people joined across sources, as the analyses take it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from tanik.analysis.entities import Entities, entities_from
from tanik.analysis.statement_table import Named, Sets, StatementTable, times_of
from tanik.languages.pack import language
from tanik.reading.annotations import Entity, Reading
from tanik.sources.source import Source
from tanik.text.document import Document

if TYPE_CHECKING:
    import pyarrow

    from tanik.study.study import Study

_NO_TEXT = Document("", "", "und", (), (), (), ())


@dataclass(frozen=True, slots=True)
class _Item:
    """A source with the entities of its reading, and nothing else."""

    source: Source
    document: Document
    reading: Reading


def load_table(study: Study) -> StatementTable:
    """Every statement of the study, the rejected ones too, with their status (see ``analysis.filters``)."""
    rows, sources = study.statements(), study.sources().to_pylist()
    entities, key_of, names = _people(study.entities().to_pylist(), sources)
    source = _named(rows["source"])
    places = _pairs(rows["source"], rows["holder"]), _pairs(rows["source"], rows["target"])
    number = rows["id"].to_numpy()
    ids, statement = np.unique(number, return_inverse=True)
    kind_of = {each["id"]: each["kind"] for each in sources}
    text = np.empty(len(rows), object)
    text[:] = [value or "" for value in rows["text"].to_pylist()]
    aliases = {row.key: row.aliases for row in entities.rows.values() if row.aliases}
    names |= {row.key: row.name for row in entities.rows.values()}
    citations = _works(study.citations().to_pylist(), sources)
    relay = _sets(rows["relay"])
    return StatementTable(
        ids=tuple(map(str, ids.tolist())),
        statement=statement.reshape(-1).astype(np.int32),
        holder=_keyed(places[0], key_of),
        target=_keyed(places[1], key_of),
        polarity=_named(rows["polarity"]),
        strength=_numbers(rows["strength"]),
        topics=_sets(rows["topics"]),
        said=times_of(_named(rows["said"])),
        refers_to=times_of(_named(rows["refers_to"])),
        written=times_of(_named(rows["written"])),
        published=times_of(_named(rows["published"])),
        source=source,
        kind=_replaced(_named(rows["kind"]), source, kind_of),
        page=_named(rows["page"]),
        relay=_joined(source, relay, key_of),
        works=_cited(source, _named(rows["citation"]), citations),
        depth=rows["relay_depth"].to_numpy().astype(np.int32),
        coder=_named(rows["maker"]),
        status=_statuses(study, rows),
        confidence=_numbers(rows["confidence"]),
        start=rows["start"].to_numpy(),
        end=rows["end"].to_numpy(),
        text=text,
        names=names | citations.names,
        aliases=aliases | {each["id"]: (each["name"],) for each in sources if each["title"]},
    )


def _statuses(study: Study, rows: pyarrow.Table) -> Named:
    """What people left a statement as; ``consensus`` where the coders settled on it."""
    import pyarrow as pa
    import pyarrow.compute as pc

    status = rows["status"]
    if not pc.any(pc.invert(pc.is_in(status, value_set=pa.array(["proposed", "rejected"])))).as_py():
        return _named(status)
    settled = study.statements("consensus")["uid"].combine_chunks()
    agreed = pc.is_in(rows["uid"], value_set=settled)
    return _named(pc.if_else(agreed, pa.scalar("consensus"), status))


def _people(
    found: list[dict[str, Any]], sources: list[dict[str, Any]]
) -> tuple[Entities, dict[tuple[str, str], str], dict[str, str]]:
    """All entities, the key of each by source and its id there, and the names of the sources."""
    of: dict[str, list[Entity]] = defaultdict(list)
    for row in found:
        of[row["source"]].append(
            Entity(
                id=row["entity"],
                kind=row["kind"],
                name=row["name"],
                aliases=tuple(row["aliases"]),
                context_aliases=tuple(row["context_aliases"]),
                titles=tuple(row["titles"]),
                authority=row["authority"],
                rule=row["rule"] or "",
            )
        )
    items = []
    for row in sources:
        reading = Reading("", "", row["language"] or "und", row["kind"] or "", entities=of[row["id"]])
        items.append(_Item(Source(row["id"], row["name"], title=row["title"]), _NO_TEXT, reading))
    entities = entities_from(items)
    keys = {(items[at].source.id, id): key for (at, id), key in entities.keys.items()}
    return entities, keys, {row["id"]: row["title"] or row["name"] for row in sources}


@dataclass(frozen=True, slots=True)
class _Works:
    """``keys``: the works of a citation by source and its words; ``names``: of the works by key."""

    keys: dict[tuple[str, str], tuple[str, ...]]
    names: dict[str, str]


def _works(citations: list[dict[str, Any]], sources: list[dict[str, Any]]) -> _Works:
    fold = {row["id"]: language(row["language"] or "und").fold for row in sources}
    keys: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    names: dict[str, str] = {}
    for row in citations:
        year = f"{row['year'] or ''}{row['suffix'] or ''}"
        author = row["author"] or ""
        key = f"work:{fold[row['source']](author)}|{year}"
        keys[row["source"], row["text"]][key] = None
        names.setdefault(key, f"{author} {year}".strip())
    return _Works({place: tuple(found) for place, found in keys.items()}, names)


def _named(column: pyarrow.ChunkedArray) -> Named:
    """A column of texts as sorted values and codes, without a Python object for each row."""
    import pyarrow.compute as pc

    values = sorted(value for value in pc.unique(column).to_pylist() if value)
    import pyarrow as pa

    codes = pc.index_in(column, value_set=pa.array(values, pa.string()))
    return Named(pc.fill_null(codes, -1).to_numpy().astype(np.int32), tuple(values))


def _numbers(column: pyarrow.ChunkedArray) -> np.ndarray[Any, np.dtype[np.float64]]:
    import pyarrow.compute as pc

    return np.asarray(pc.fill_null(column, 0.0).to_numpy(), np.float64)


def _sets(column: pyarrow.ChunkedArray) -> Sets:
    lists = [tuple(value or ()) for value in column.to_pylist()]
    values = tuple(sorted(set(lists)))
    index = {value: code for code, value in enumerate(values)}
    return Sets(np.fromiter((index[value] for value in lists), np.int32, len(lists)), values)


def _pairs(first: pyarrow.ChunkedArray, second: pyarrow.ChunkedArray) -> tuple[Named, Named]:
    return _named(first), _named(second)


def _keyed(pair: tuple[Named, Named], key_of: dict[tuple[str, str], str]) -> Named:
    """A source's own ids as keys that hold for the whole study."""
    sources, locals_ = pair
    joined = sources.codes.astype(np.int64) * (len(locals_.values) + 1) + locals_.codes + 1
    present, inverse = np.unique(joined, return_inverse=True)
    keys: list[str | None] = []
    for each in present.tolist():
        source, local = divmod(each, len(locals_.values) + 1)
        place = sources.values[source], locals_.values[local - 1] if local else ""
        keys.append(key_of.get(place, f"?:{place[1]}") if local else None)
    return _recoded(keys, inverse)


def _recoded(keys: list[str | None], inverse: Any) -> Named:
    values = tuple(sorted({key for key in keys if key}))
    index = {value: code for code, value in enumerate(values)}
    of = np.array([index.get(key or "", -1) for key in keys], np.int32)
    return Named(of[inverse.reshape(-1)] if len(of) else np.zeros(0, np.int32), values)


def _joined(source: Named, lists: Sets, key_of: dict[tuple[str, str], str]) -> Sets:
    joined = source.codes.astype(np.int64) * len(lists.values) + lists.codes
    present, inverse = np.unique(joined, return_inverse=True)
    found = []
    for each in present.tolist():
        at, which = divmod(each, len(lists.values))
        place = source.values[at]
        found.append(tuple(key_of.get((place, id), f"?:{id}") for id in lists.values[which]))
    return _relisted(found, inverse)


def _relisted(found: list[tuple[str, ...]], inverse: Any) -> Sets:
    values = tuple(sorted(set(found)))
    index = {value: code for code, value in enumerate(values)}
    of = np.array([index[value] for value in found], np.int32)
    return Sets(of[inverse.reshape(-1)] if len(of) else np.zeros(0, np.int32), values)


def _cited(source: Named, citation: Named, works: _Works) -> Sets:
    joined = source.codes.astype(np.int64) * (len(citation.values) + 1) + citation.codes + 1
    present, inverse = np.unique(joined, return_inverse=True)
    found = []
    for each in present.tolist():
        at, which = divmod(each, len(citation.values) + 1)
        found.append(works.keys.get((source.values[at], citation.values[which - 1]), ()) if which else ())
    return _relisted(found, inverse)


def _replaced(kind: Named, source: Named, kind_of: dict[str, str | None]) -> Named:
    """The kind of every row: what its reading took the source for, else what the source says."""
    said = _recoded([kind_of.get(value) for value in source.values], source.codes)
    values = tuple(sorted({*kind.values, *said.values}))
    first = np.array([values.index(value) for value in kind.values] + [-1], np.int32)[kind.codes]
    second = np.array([values.index(value) for value in said.values] + [-1], np.int32)[said.codes]
    return Named(np.where(first >= 0, first, second).astype(np.int32), values)
