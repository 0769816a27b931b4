"""The table of people and things, with what people decided about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from tanik.store import entity_rows, tables

if TYPE_CHECKING:
    from tanik.store.desk import Desk
    from tanik.store.entity_rows import Decisions

Row = dict[str, Any]


def present(desk: Desk) -> tuple[tuple[str, ...], Iterator[Sequence[Any]]]:
    """Columns and rows: present names, merged ones as one, and those whom only people named in a source."""
    columns, rows = tables.select(desk.connection, "entities")
    decided = entity_rows.load_decisions(desk.connection)
    judged = desk.connection.execute("SELECT 1 FROM judgement WHERE json_values IS NOT NULL LIMIT 1").fetchone()
    if not decided and judged is None:
        return columns, rows
    found: dict[tuple[str, str], Row] = {}
    for values in rows:
        row = dict(zip(columns, values, strict=True))
        _join(found, row, decided)
    for source, id, name in _named(desk):
        if (source, id) not in found:
            decision = decided.of(source, id)
            made: Row = dict.fromkeys(columns) | {"source": source, "entity": id, "name": name, "mentions": 0}
            made |= {"aliases": [name], "context_aliases": [], "titles": [], "rule": "", "status": "added", "maker": ""}
            made["kind"] = "person" if decision is None else decision.kind
            if decision is not None:
                made["aliases"] = list(dict.fromkeys((name, *decision.aliases)))
            found[source, id] = made
    order = [source for (source,) in desk.connection.execute("SELECT id FROM source ORDER BY ord").fetchall()]
    place = {source: number for number, source in enumerate(order)}
    ordered = sorted(found.values(), key=lambda row: place[row["source"]])
    return columns, (list(row.values()) for row in ordered)


def _join(found: dict[tuple[str, str], Row], row: Row, decided: Decisions) -> None:
    """Put a row under its present id and name, together with one that is there already."""
    decision = decided.of(row["source"], row["entity"])
    if decision is not None:
        forms = [*row["aliases"], row["name"], *decision.aliases]
        row |= {"entity": decision.id, "kind": decision.kind, "name": decision.name}
        row["aliases"] = list(dict.fromkeys(forms))
    there = found.setdefault((row["source"], row["entity"]), row)
    if there is not row:
        there["mentions"] += row["mentions"]
        for name in ("aliases", "context_aliases", "titles"):
            there[name] = list(dict.fromkeys((*there[name], *row[name])))


def _named(desk: Desk) -> Iterator[tuple[str, str, str]]:
    """Source, id and name of everybody in the statements as they stand."""
    for row in desk.statement_rows():
        for id, name in ((row["holder"], row["holder_name"]), (row["target"], row["target_name"])):
            if id is not None:
                yield row["source"], id, name
        for id, name in zip(row["relay"], row["relay_names"], strict=True):
            yield row["source"], id, name
