"""People and things by hand: new ones, other names, several that are one, one that is several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import get_args

from tanik.coding.acts import EntityName
from tanik.coding.codebook import free_id
from tanik.errors import UsageError
from tanik.reading.annotations import EntityKind
from tanik.store.act_errors import no_such
from tanik.store.acting import Acting
from tanik.store.desk import Desk
from tanik.store.entity_rows import Known
from tanik.store.packing import to_json
from tanik.translation import N_

KINDS: tuple[str, ...] = get_args(EntityKind)


def named(desk: Desk, act: Acting, source: str, name: str, new: bool) -> EntityName:
    """The entity of a source (or made by hand) that a name or id means.

    Somebody known only from another source is taken from there. ``new``: make the entity when nobody is so called, else
    StudyError T541. UsageError T552: the name means several.
    """
    here = desk.directory(source)
    if here.find(name):
        return here.one(name).short
    anywhere = desk.directory(None)
    if anywhere.find(name):
        known = anywhere.one(name)
        return add(desk, act, known.name, known.kind, (), like=known.local).short
    if not new:
        raise no_such("entity", name)
    return add(desk, act, name, "person", ()).short


def add(desk: Desk, act: Acting, name: str, kind: str, aliases: Sequence[str], *, like: str | None = None) -> Known:
    """A new entity of the whole study. ``like``: the id it would best have."""
    if kind not in KINDS or not name.strip():
        raise UsageError(
            "T556",
            N_("“{name}” ({kind}) cannot be a person or thing."),
            N_("It needs a name, and a kind that is one of: {kinds}."),
            name=name,
            kind=kind,
            kinds=", ".join(KINDS),
        )
    everybody = desk.directory(None)
    taken = {known.local for known in everybody.entities.values()}
    taken |= {uid.partition("/")[2] for uid in everybody.decided.rows}
    local = like if like is not None and f"/{like}" not in everybody.decided.rows else free_id(taken, name)
    made = Known(f"/{local}", kind, name.strip())
    _decide(desk, act, made, aliases)
    return made


def rename(desk: Desk, act: Acting, entity: str, name: str, source: str | None) -> None:
    known = desk.directory(source).one(entity)
    if not name.strip():
        raise no_such("entity", name)
    for each in _everywhere(desk, known, source):
        _decide(desk, act, replace(each, name=name.strip()), (each.name,))


def alias(desk: Desk, act: Acting, entity: str, aliases: Sequence[str], source: str | None) -> None:
    known = desk.directory(source).one(entity)
    for each in _everywhere(desk, known, source):
        _decide(desk, act, each, aliases)


def merge(desk: Desk, act: Acting, entities: Sequence[str], into: str) -> None:
    directory = desk.directory(None)
    target = directory.one(into)
    own = {each.uid for each in _everywhere(desk, target, None)}
    names: list[str] = []
    for entity in entities:
        known = directory.one(entity)
        for each in _everywhere(desk, known, None):
            if each.uid in own:
                continue
            names.append(each.name)
            # In its own source the target may stand under an id of its own.
            there = next((uid for uid in sorted(own) if uid.startswith(f"{each.source}/")), target.uid)
            _decide(desk, act, replace(each, kind=target.kind, name=target.name), (), into=there)
    if not names:
        raise UsageError(
            "T557",
            N_("“{name}” is one person or thing already."),
            N_("Name those that are to become one with it."),
            name=target.name,
        )
    for uid in sorted(own):
        _decide(desk, act, directory.entities[uid], names)


def split(desk: Desk, act: Acting, entity: str, name: str, statements: Sequence[str], kind: str | None) -> None:
    """In some statements the entity is another one."""
    old = desk.directory(None).one(entity)
    fresh = add(desk, act, name, kind or old.kind, ())
    for uid in statements:
        rows = desk.statement_rows(coder=act.coder if act.round else None, round=act.round or None, uid=uid)
        values = desk.values_of(rows)

        def now(each: EntityName) -> EntityName:
            return fresh.short if each.id == old.local else each

        changed = replace(
            values,
            holder=now(values.holder),
            targets=tuple(replace(target, entity=now(target.entity)) for target in values.targets),
            relay=tuple(now(each) for each in values.relay),
        )
        if changed != values:
            act.judge(uid, "corrected", changed, source=rows[0]["source"])


def _everywhere(desk: Desk, known: Known, source: str | None) -> list[Known]:
    return [known] if source is not None else desk.directory(None).same(known)


def _decide(desk: Desk, act: Acting, entity: Known, aliases: Sequence[str], *, into: str | None = None) -> None:
    before = desk.directory(None).decided.rows.get(entity.uid)
    forms = tuple(
        dict.fromkeys((*(before.aliases if before else ()), *(each.strip() for each in aliases if each.strip())))
    )
    kept = [form for form in forms if form != entity.name]
    row = {"kind": entity.kind, "name": entity.name, "json_aliases": to_json(kept), "merged_into": into}
    act.put("entity_decision", entity.uid, row)
