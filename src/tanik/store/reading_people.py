"""A reading as people left it: their values in the place of the machine's, their statements among the machine's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from tanik.coding.acts import CitationWords, EntityName, Policy, StatementValues
from tanik.reading.annotations import Citation, Entity, EntityKind, Reading, Statement, Target
from tanik.store import entity_rows, statement_rows
from tanik.store.entity_rows import Decisions
from tanik.store.statement_rows import PROPOSED

if TYPE_CHECKING:
    from tanik.store.desk import Desk

_RULE = "person"


def decided(desk: Desk, source: str, reading: Reading, uids: list[str], policy: Policy = "all") -> Reading:
    """The same reading, changed: statements under the policy (never rejected ones), entities by their present names.

    ``uids``: of its statements, in order.
    """
    decisions = statement_rows.decisions(desk, source)
    marks = _marks(desk, source) if not decisions else {}
    entities = entity_rows.load_decisions(desk.connection)
    topics = desk.topics()
    names = {entity.id: entity for entity in reading.entities}
    statements: list[Statement] = []
    for uid, statement in zip(uids, reading.statements, strict=True):
        decision = decisions.get(uid, PROPOSED)
        status = decision.status if uid in decisions else marks.get(uid, "proposed")
        if status == "rejected" or not (decision.under(policy) or (uid in marks and policy == "accepted")):
            continue
        values = decision.values
        statements.append(statement if values is None else _as(statement, values, reading, names))
    known = set(uids)
    for uid, decision in decisions.items():
        if uid in known or decision.values is None or decision.status == "rejected" or not decision.under(policy):
            continue
        if _is_here(desk, uid, source):
            empty = Statement(0, 0, "reported", "", confidence=1.0, rule=_RULE)
            statements.append(_as(empty, decision.values, reading, names))
    if decisions:
        statements.sort(key=lambda each: (each.start, each.end))
    reading.statements = statements
    reading.entities = list(names.values())
    _rename(source, reading, entities, topics)
    return reading


def _marks(desk: Desk, source: str) -> dict[str, str]:
    """Statements that were marked without a judgement."""
    query = (
        "SELECT uid, touched.status FROM touched JOIN statement ON statement.id = touched.row "
        "JOIN document AS d ON d.key = statement.document WHERE touched.kind = 'statement' AND d.source = ?"
    )
    return dict(desk.connection.execute(query, (source,)).fetchall())


def _is_here(desk: Desk, uid: str, source: str) -> bool:
    query = "SELECT document FROM hand_statement WHERE uid = ?"
    row = desk.connection.execute(query, (uid,)).fetchone()
    return row is not None and row[0] == desk.texts.newest(source)


def _as(statement: Statement, values: StatementValues, reading: Reading, names: dict[str, Entity]) -> Statement:
    """A statement with the values of a person."""

    def named(entity: EntityName) -> str:
        if entity.id not in names:
            names[entity.id] = Entity(entity.id, "person", entity.name, (entity.name,), rule=_RULE)
        return entity.id

    same = (values.start, values.end) == (statement.start, statement.end)
    return replace(
        statement,
        start=values.start,
        end=values.end,
        mode=values.mode,
        holder=named(values.holder),
        targets=tuple(Target(named(t.entity), t.polarity, t.strength) for t in values.targets),
        topics=values.topics,
        said=values.said,
        refers_to=values.refers_to,
        written=values.written,
        citation=_citation(values.citation, reading),
        relay=tuple(named(each) for each in values.relay),
        evidence=statement.evidence if same else ((values.start, values.end), *statement.evidence[1:]),
    )


def _citation(proof: CitationWords | None, reading: Reading) -> int | None:
    """The index of a citation in the reading; a person may point to one that the reading did not see."""
    if proof is None:
        return None
    for index, each in enumerate(reading.citations):
        if (each.start, each.end) == (proof.start, proof.end):
            return index
    # At the end of the list: the others keep their numbers.
    reading.citations.append(Citation(proof.start, proof.end, (), rule=_RULE))
    return len(reading.citations) - 1


def _rename(source: str, reading: Reading, entities: Decisions, topics: dict[str, str]) -> None:
    if topics:
        for statement in reading.statements:
            statement.topics = tuple(dict.fromkeys(topics.get(each, each) for each in statement.topics))
    if not entities:
        return
    now: dict[str, str] = {}
    kept: dict[str, Entity] = {}
    for entity in reading.entities:
        decision = entities.of(source, entity.id)
        id = entity.id if decision is None else decision.id
        now[entity.id] = id
        if decision is not None and id == entity.id:
            forms = tuple(dict.fromkeys((*entity.aliases, *decision.aliases, decision.name)))
            entity = replace(entity, name=decision.name, kind=decision.kind, aliases=forms)
        elif decision is not None:
            entity = _joined(kept.get(id), entity, id, decision.kind, decision.name, decision.aliases)
        if id in kept and decision is None:
            entity = _joined(kept[id], entity, id, entity.kind, entity.name, ())
        kept[id] = entity
    reading.entities = list(kept.values())
    _repoint(reading, lambda id: now.get(id, id))


def _joined(
    there: Entity | None, entity: Entity, id: str, kind: EntityKind, name: str, aliases: tuple[str, ...]
) -> Entity:
    """Two entities of a reading that people made one."""
    before = () if there is None else (*there.aliases, there.name)
    forms = tuple(dict.fromkeys((*before, *entity.aliases, entity.name, *aliases)))
    context = tuple(dict.fromkeys((*(there.context_aliases if there else ()), *entity.context_aliases)))
    return replace(there or entity, id=id, kind=kind, name=name, aliases=forms, context_aliases=context)


def _repoint(reading: Reading, now: Callable[[str], str]) -> None:
    for statement in reading.statements:
        statement.holder = now(statement.holder)
        statement.targets = tuple(replace(target, id=now(target.id)) for target in statement.targets)
        statement.relay = tuple(now(each) for each in statement.relay)
    for quotation in reading.quotations:
        if quotation.speaker is not None:
            quotation.speaker = now(quotation.speaker)
    reading.mentions = [replace(mention, entity=now(mention.entity)) for mention in reading.mentions]
