"""The people and things of several readings as one list.

A reading names its entities by ids that are valid inside it only. Across readings two entities are the same when the
user's authority file says so, else when kind and name agree, or when the whole name of one, of two words or more, is an
unambiguous alias of exactly one other. Nothing cleverer happens here: a wrong merger is harder to see than a missing
one. Two entities that one reading keeps apart are never joined, nor are unnamed authors of two sources.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from tanik.languages.pack import language
from tanik.reading.annotations import Entity, EntityKind, Reading
from tanik.sources.source import Source
from tanik.text.document import Document


class Item(Protocol):
    """One source with its document and its reading."""

    @property
    def source(self) -> Source: ...
    @property
    def document(self) -> Document: ...
    @property
    def reading(self) -> Reading: ...


@dataclass(slots=True)
class EntityRow:
    """A person or thing. ``key``: unique over all readings; ``kind`` None: a reading names it but not its kind.

    ``mentions`` by item; ``first``: item and offset of the first mention.
    """

    key: str
    kind: EntityKind | None
    name: str
    aliases: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    mentions: int = 0
    items: tuple[int, ...] = ()
    first: tuple[int, int] | None = None


@dataclass(slots=True)
class Entities:
    """``rows`` by key, in order of appearance; ``key(item, id)`` leads from a reading's own id to the row."""

    rows: dict[str, EntityRow]
    keys: dict[tuple[int, str], str]

    def key(self, item: int, id: str) -> str:
        """The key of a reading's entity id; an id that the reading does not list stands for itself."""
        return self.keys.get((item, id), f"?:{id}")

    def name(self, key: str) -> str:
        row = self.rows.get(key)
        return row.name if row else key.removeprefix("?:")


def entities_from(items: Sequence[Item]) -> Entities:
    """Gather the entities of all readings, with their mentions; also those that only a statement names."""
    entities = Entities({}, {})
    for index, item in enumerate(items):
        for entity in item.reading.entities:
            if entity.rule == "author" and len(items) > 1:
                _add_unnamed_author(entities, index, entity, item.source)
            else:
                _add(entities, index, entity, item.reading.language)
        for statement in item.reading.statements:
            for id in (statement.holder, *(target.id for target in statement.targets), *statement.relay):
                _known(entities, index, id)
        for quotation in item.reading.quotations:
            if quotation.speaker:
                _known(entities, index, quotation.speaker)
        for mention in item.reading.mentions:
            row = entities.rows[_known(entities, index, mention.entity)]
            row.mentions += 1
            if row.first is None or row.first > (index, mention.start):
                row.first = (index, mention.start)
    _join(entities, items)
    return entities


def _join(entities: Entities, items: Sequence[Item]) -> None:
    """Join an entity to the one other of its kind that has its name, of two words or more, among its aliases."""
    called: dict[tuple[EntityKind, str], set[str]] = {}
    for index, item in enumerate(items):
        fold = language(item.reading.language).fold
        for entity in item.reading.entities:
            for alias in entity.aliases:
                called.setdefault((entity.kind, fold(alias)), set()).add(entities.key(index, entity.id))
    moved: dict[str, str] = {}
    gathered: dict[str, set[int]] = {}
    for key, row in entities.rows.items():
        kind, _, name = key.partition(":")
        if row.kind is None or kind != row.kind or " " not in name:
            continue
        others = called.get((row.kind, name), set()) - {key}
        other = next(iter(others)) if len(others) == 1 else key
        # Only to one that stays where it is, so that no chain can join what no name joins.
        if other == key or other in moved or key in gathered:
            continue
        places = gathered.setdefault(other, set(entities.rows[other].items))
        if places.isdisjoint(row.items):
            places.update(row.items)
            moved[key] = other
    for key, other in moved.items():
        _merge(entities.rows[other], entities.rows.pop(key))
    if moved:
        entities.keys.update({place: moved[key] for place, key in entities.keys.items() if key in moved})


def _merge(row: EntityRow, gone: EntityRow) -> None:
    known = {row.name, *row.aliases}
    row.aliases += tuple(name for name in (gone.name, *gone.aliases) if name not in known)
    row.titles += tuple(title for title in gone.titles if title not in row.titles)
    row.mentions += gone.mentions
    row.items = tuple(sorted({*row.items, *gone.items}))
    row.first = min(filter(None, (row.first, gone.first)), default=None)


def _add(entities: Entities, index: int, entity: Entity, code: str) -> None:
    key = f"@{entity.authority}" if entity.authority else f"{entity.kind}:{language(code).fold(entity.name)}"
    entities.keys[index, entity.id] = key
    row = entities.rows.setdefault(key, EntityRow(key, entity.kind, entity.name))
    if row.name.isupper() and not entity.name.isupper() and not entity.authority:
        row.name = entity.name  # minutes print speakers in capitals
    known = {row.name, *row.aliases}
    new = [name for name in (entity.name, *entity.aliases, *entity.context_aliases) if name not in known]
    row.aliases += tuple(dict.fromkeys(new))
    row.titles += tuple(title for title in dict.fromkeys(entity.titles) if title not in row.titles)
    if index not in row.items:
        row.items += (index,)


def _add_unnamed_author(entities: Entities, index: int, entity: Entity, source: Source) -> None:
    """ "The author" of a source whose author nobody named is another person in every source."""
    key = f"author:{index}"
    entities.keys[index, entity.id] = key
    name = f"{entity.name} ({source.title or source.name})"
    entities.rows[key] = EntityRow(key, entity.kind, name, entity.aliases, entity.titles, items=(index,))


def _known(entities: Entities, index: int, id: str) -> str:
    key = entities.key(index, id)
    if key not in entities.rows:
        entities.rows[key] = EntityRow(key, None, id, items=(index,))
    return key
