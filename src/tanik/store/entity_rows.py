"""People and things by their names, and what people decided about them.

An entity of a reading is named ``source/local``; one made by hand ``/local``, and it is known in every source.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import Any

from tanik.coding.acts import EntityDecision, EntityName
from tanik.errors import UsageError
from tanik.reading.authority import alias_key
from tanik.store.act_errors import no_such
from tanik.translation import N_


@dataclass(frozen=True, slots=True)
class Known:
    """An entity under one name. ``uid``: ``source/local`` or ``/local``."""

    uid: str
    kind: str
    name: str

    @property
    def local(self) -> str:
        return self.uid.partition("/")[2]

    @property
    def source(self) -> str:
        return self.uid.partition("/")[0]

    @property
    def short(self) -> EntityName:
        return EntityName(self.local, self.name)


class Decisions:
    """The decisions of people, asked for what an entity of a reading is called now."""

    def __init__(self, rows: dict[str, EntityDecision]) -> None:
        self.rows = rows

    def __bool__(self) -> bool:
        return bool(self.rows)

    def of(self, source: str, local: str) -> EntityDecision | None:
        """The decision on an entity, at the end of the way when it was merged; its ``id`` is that of the end."""
        uid = f"{source}/{local}"
        seen: set[str] = set()
        found: EntityDecision | None = None
        if uid not in self.rows:
            uid = f"/{local}"
        while uid in self.rows and uid not in seen:
            seen.add(uid)
            row = self.rows[uid]
            found = EntityDecision(uid.partition("/")[2], row.kind, row.name, row.aliases, row.into, row.made)
            if row.into is None:
                return found
            uid = row.into
            found = EntityDecision(uid.partition("/")[2], row.kind, row.name, row.aliases, None, row.made)
        return found

    def name(self, source: str, entity: EntityName) -> EntityName:
        """What an entity is called now."""
        decision = self.of(source, entity.id) if self.rows else None
        return entity if decision is None else EntityName(decision.id, decision.name)


class Directory:
    """The entities of a source (or of all), by id and by every form of their names."""

    def __init__(self, decided: Decisions) -> None:
        self.decided = decided
        self.entities: dict[str, Known] = {}
        self._forms: dict[str, dict[str, None]] = {}

    def put(self, entity: Known, forms: list[str]) -> None:
        self.entities[entity.uid] = entity
        for form in (entity.name, *forms):
            self._forms.setdefault(alias_key(form), {})[entity.uid] = None

    def find(self, text: str) -> list[Known]:
        """The entities with this id, else with this name or other form of it; one of several alike."""
        found = [each for uid, each in self.entities.items() if text in (uid, each.local)]
        found = found or [self.entities[uid] for uid in self._forms.get(alias_key(text), ())]
        exact = [each for each in found if each.name == text]
        return exact or found

    def one(self, text: str) -> Known:
        """The entity that this id or name means. StudyError T541: nobody; UsageError T552: several."""
        found = self.find(text)
        if not found:
            raise no_such("entity", text)
        if len({(each.kind, each.name) for each in found}) > 1:
            raise UsageError(
                "T552",
                N_("“{name}” may be any of: {names}."),
                N_("Write the whole name or the id; “tanik people” lists them."),
                name=text[:60],
                names=", ".join(f"{each.name} ({each.local})" for each in found[:8]),
            )
        return found[0]

    def same(self, entity: Known) -> list[Known]:
        """All entities of this kind and name."""
        return [each for each in self.entities.values() if (each.kind, each.name) == (entity.kind, entity.name)]


def load_decisions(connection: sqlite3.Connection) -> Decisions:
    query = "SELECT uid, kind, name, json_aliases, merged_into FROM entity_decision ORDER BY uid"
    rows: dict[str, EntityDecision] = {}
    for uid, kind, name, aliases, into in connection.execute(query):
        local = uid.partition("/")[2]
        rows[uid] = EntityDecision(local, kind, name, tuple(json.loads(aliases)), into, uid.startswith("/"))
    return Decisions(rows)


def decisions(connection: sqlite3.Connection) -> list[EntityDecision]:
    return list(load_decisions(connection).rows.values())


def directory(connection: sqlite3.Connection, source: str | None) -> Directory:
    """Everybody known in a source, or in all (None): as the readings found them, with what people decided."""
    decided = load_decisions(connection)
    found = Directory(decided)
    forms: dict[int, list[str]] = {}
    joined = (
        "entity AS x JOIN document AS d ON d.key = x.document AND d.version = "
        "(SELECT max(version) FROM document AS other WHERE other.source = d.source) JOIN source ON source.id = d.source"
    )
    where: tuple[Any, ...] = (source, source)
    query = f"SELECT entity, text FROM entity_alias AS a JOIN {joined} ON x.id = a.entity"  # noqa: S608
    query = (
        f"SELECT a.entity, a.text FROM {joined} JOIN entity_alias AS a ON a.entity = x.id "  # noqa: S608
        "WHERE (? IS NULL OR d.source = ?) AND a.sort = 'alias'"
    )
    for id, text in connection.execute(query, where):
        forms.setdefault(id, []).append(text)
    query = (
        f"SELECT x.id, d.source, x.local, x.kind, x.name FROM {joined} "  # noqa: S608
        "WHERE ? IS NULL OR d.source = ? ORDER BY source.ord, x.ord, x.id"
    )
    for id, place, local, kind, name in connection.execute(query, where).fetchall():
        decision = decided.of(place, local)
        if decision is not None and (decision.id != local or decided.rows.get(f"{place}/{local}") is None):
            continue  # it is another one now, who stands under a name of his own
        own = (*forms.get(id, ()), name)
        if decision is None:
            found.put(Known(f"{place}/{local}", kind, name), [*own])
        else:
            found.put(Known(f"{place}/{local}", decision.kind, decision.name), [*own, *decision.aliases])
    for uid, row in decided.rows.items():
        if row.made and row.into is None:
            found.put(Known(uid, row.kind, row.name), list(row.aliases))
    return found
