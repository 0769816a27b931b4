"""The study as flat tables: one query each, columns named for people."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

# Every piece of SQL below is a constant of this module.
# ruff: noqa: S608

_NEWEST = (
    "document AS d JOIN source AS src ON src.id = d.source "
    "AND d.version = (SELECT max(version) FROM document AS other WHERE other.source = d.source)"
)
_KIND = "coalesce(src.kind, r.kind)"
_PLACE = (("page", "x.page"), ("paragraph", "x.paragraph"), ("start", "x.start"), ("end", "x.stop"))
_HEAD = (("id", "x.id"), ("source", "src.id"), ("kind", _KIND), *_PLACE, ("text", "x.quote"))
_MAKER = (("maker", "r.maker"), ("status", "coalesce(judged.status, 'proposed')"))
_BY_PLACE = "src.ord, x.start, x.stop, x.ord, x.reading"


def _aliases(sort: str) -> str:
    inner = f"SELECT text FROM entity_alias WHERE entity = x.id AND sort = '{sort}' ORDER BY ord"
    return f"(SELECT json_group_array(text) FROM ({inner}))"


# Both run along the primary key (statement, ord), so that the lists come in the order of the reading.
_TOPICS = "(SELECT statement, json_group_array(topic) AS names FROM statement_topic GROUP BY statement)"
_RELAYS = (
    "(SELECT statement, json_group_array(e.local) AS locals, json_group_array(e.name) AS names, count(*) AS depth "
    "FROM statement_relay CROSS JOIN entity AS e ON e.id = statement_relay.entity GROUP BY statement)"
)
_SELECTED: dict[str, tuple[tuple[tuple[str, str], ...], str, str]] = {
    "statements": (
        (
            *_HEAD,
            ("mode", "x.mode"),
            ("holder", "holder.local"),
            ("holder_name", "holder.name"),
            ("target", "target.local"),
            ("target_name", "target.name"),
            ("polarity", "aim.polarity"),
            ("strength", "aim.strength"),
            ("topics", "coalesce(topics.names, '[]')"),
            ("said", "x.said"),
            ("refers_to", "x.refers_to"),
            ("written", "coalesce(x.written, src.written)"),
            ("published", "src.published"),
            ("citation", "proof.quote"),
            ("relay", "coalesce(relay.locals, '[]')"),
            ("relay_names", "coalesce(relay.names, '[]')"),
            ("relay_depth", "coalesce(relay.depth, 0)"),
            ("confidence", "x.confidence"),
            ("rule", "x.rule"),
            *_MAKER,
            ("uid", "x.uid"),
            ("judged_by", "'[]'"),
            ("disputed", "0"),
        ),
        "statement AS x JOIN entity AS holder ON holder.id = x.holder "
        "LEFT JOIN statement_target AS aim ON aim.statement = x.id "
        "LEFT JOIN entity AS target ON target.id = aim.entity "
        f"LEFT JOIN {_TOPICS} AS topics ON topics.statement = x.id "
        f"LEFT JOIN {_RELAYS} AS relay ON relay.statement = x.id "
        "LEFT JOIN citation AS proof ON proof.id = x.citation",
        f"{_BY_PLACE}, x.id, aim.ord",
    ),
    "quotations": (
        (
            *_HEAD,
            ("form", "x.form"),
            ("use", "x.kind"),
            ("depth", "x.depth"),
            ("speaker", "speaker.local"),
            ("speaker_name", "speaker.name"),
            ("citation", "proof.quote"),
            ("rule", "x.rule"),
            *_MAKER,
        ),
        "quotation AS x LEFT JOIN entity AS speaker ON speaker.id = x.speaker "
        "LEFT JOIN citation AS proof ON proof.id = x.citation",
        f"{_BY_PLACE}, x.id",
    ),
    "citations": (
        (
            *_HEAD,
            ("style", "x.style"),
            ("author", "item.author"),
            ("year", "item.year"),
            ("suffix", "item.suffix"),
            ("pages", "item.pages"),
            ("prefix", "item.prefix"),
            ("work", "work.local"),
            ("work_title", "work.title"),
            ("rule", "x.rule"),
            *_MAKER,
        ),
        "citation AS x LEFT JOIN citation_item AS item ON item.citation = x.id LEFT JOIN work ON work.id = item.work",
        f"{_BY_PLACE}, x.id, item.ord",
    ),
    "dates": (
        (
            *_HEAD,
            ("edtf", "x.edtf"),
            ("calendar", "x.calendar"),
            ("alternatives", "x.json_alternatives"),
            ("anaphoric", "x.anaphoric"),
            ("rule", "x.rule"),
            *_MAKER,
        ),
        "date AS x",
        f"{_BY_PLACE}, x.id",
    ),
    "doubts": (
        (
            *_HEAD,
            ("stage", "x.stage"),
            ("doubt", "x.kind"),
            ("alternatives", "x.json_alternatives"),
            ("values", "x.json_values"),
            *_MAKER,
        ),
        "doubt AS x",
        f"{_BY_PLACE}, x.id",
    ),
    "entities": (
        (
            ("id", "x.id"),
            ("source", "src.id"),
            ("entity", "x.local"),
            ("kind", "x.kind"),
            ("name", "x.name"),
            ("aliases", _aliases("alias")),
            ("context_aliases", _aliases("context")),
            ("titles", _aliases("title")),
            ("authority", "x.authority"),
            ("mentions", "coalesce(named.number, 0)"),
            ("rule", "x.rule"),
            *_MAKER,
        ),
        "entity AS x LEFT JOIN (SELECT entity, count(*) AS number FROM mention GROUP BY entity) AS named "
        "ON named.entity = x.id",
        "src.ord, x.ord, x.id",
    ),
    "works": (
        (
            ("id", "x.id"),
            ("source", "src.id"),
            ("work", "x.local"),
            ("author", "x.author"),
            ("year", "x.year"),
            ("suffix", "x.suffix"),
            ("title", "x.title"),
            ("start", "x.start"),
            ("end", "x.stop"),
            ("citations", "(SELECT count(*) FROM citation_item WHERE work = x.id)"),
            *_MAKER,
        ),
        "work AS x",
        "src.ord, x.ord, x.id",
    ),
}
_SOURCES = (
    ("id", "src.id"),
    ("name", "src.name"),
    ("kind", "src.kind"),
    ("title", "src.title"),
    ("authors", "src.json_authors"),
    ("written", "src.written"),
    ("published", "src.published"),
    ("language", "coalesce(src.language, d.language)"),
    ("words", "d.words"),
    ("pages", "d.page_count"),
    ("document", "d.id"),
    ("version", "d.version"),
    ("path", "src.path"),
    ("sha256", "src.sha256"),
    ("maker", "d.maker"),
    ("read_by", "r.maker"),
    ("read_at", "r.at"),
)
NAMES = (*_SELECTED, "sources")
LISTS = frozenset(
    {"topics", "relay", "relay_names", "alternatives", "aliases", "context_aliases", "titles", "authors", "judged_by"}
)
"""Columns that hold a list of strings."""


def statement_columns() -> tuple[str, ...]:
    """The columns of the table ``statements``."""
    return tuple(name for name, _ in _SELECTED["statements"][0])


def select(
    connection: sqlite3.Connection, name: str, statement: str | None = None
) -> tuple[tuple[str, ...], Iterator[Sequence[Any]]]:
    """The columns of a table and its rows, one after the other; only those of one ``statement`` (its uid), if given."""
    if name == "sources":
        columns: tuple[tuple[str, str], ...] = _SOURCES
        joined = f"{_NEWEST} LEFT JOIN reading AS r ON r.document = d.key AND r.current = 1"
        order = "src.ord"
    else:
        columns, table, order = _SELECTED[name]
        joined = (
            f"{_NEWEST} JOIN {table.partition(' ')[0]} AS x ON x.document = d.key "
            f"JOIN reading AS r ON r.id = x.reading "
            f"LEFT JOIN touched AS judged ON judged.kind = '{table.partition(' ')[0]}' AND judged.row = x.id "
            f"{table.partition(' AS x')[2]}"
        )
    where = "" if statement is None else "WHERE x.uid = :uid "
    query = f"SELECT {', '.join(sql for _, sql in columns)} FROM {joined} {where}ORDER BY {order}"
    names = tuple(column for column, _ in columns)
    lists = [place for place, column in enumerate(names) if column in LISTS]
    return names, _rows(connection, query, lists, {"uid": statement} if where else {})


def _rows(
    connection: sqlite3.Connection, query: str, lists: list[int], given: dict[str, Any]
) -> Iterator[Sequence[Any]]:
    for row in connection.execute(query, given):
        values = list(row)
        for place in lists:
            values[place] = json.loads(values[place])
        yield values


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How many of each in the newest documents; ``people`` are the entities of kind person."""
    row = connection.execute(f"SELECT count(*), coalesce(sum(words), 0), coalesce(sum(page_count), 0) FROM {_NEWEST}")
    found = dict(zip(("sources", "words", "pages"), row.fetchone(), strict=True))
    tables = (
        *(("statements", "statement", ""), ("quotations", "quotation", ""), ("citations", "citation", "")),
        *(("works", "work", ""), ("dates", "date", ""), ("entities", "entity", "")),
        *(("people", "entity", " AND x.kind = 'person'"), ("mentions", "mention", ""), ("doubts", "doubt", "")),
    )
    for name, table, where in tables:
        (found[name],) = connection.execute(
            f"SELECT count(*) FROM {_NEWEST} JOIN {table} AS x ON x.document = d.key WHERE x.id NOT IN "
            f"(SELECT row FROM touched WHERE kind = '{table}' AND status = 'rejected'){where}"
        ).fetchone()
    (found["read"],) = connection.execute(
        f"SELECT count(*) FROM {_NEWEST} JOIN reading AS r ON r.document = d.key AND r.current = 1"
    ).fetchone()
    return found
