"""The statements as they stand: what readings proposed, with what people decided in its place.

The rule by which several judgements on one statement become one decision:

* What an adjudication decided (layer ``consensus``) stands, whatever else was said.
* Else the latest judgement stands. ``disputed`` says that another coder left the statement otherwise.
* Judgements made in a round that is still open do not show.
* What only rules or models added, such as the proposals of another study that was imported, is a proposal.

A *policy* says which statements are given: ``all`` (also rejected ones, with that status), ``accepted`` (only those
that a person accepted, corrected or added), ``consensus`` (only those of them that were adjudicated, or that all who
judged them, two or more, left the same).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from tanik.coding.acts import Coder, EntityName, Policy, StatementValues
from tanik.store import entity_rows, tables

if TYPE_CHECKING:
    from tanik.store.desk import Desk
    from tanik.store.entity_rows import Decisions

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of a statement. ``values``: None where those of the reading stand."""

    status: str
    values: StatementValues | None
    maker: str
    judged_by: tuple[str, ...]
    disputed: bool
    consensus: bool

    def under(self, policy: Policy) -> bool:
        """Whether the statement counts under a policy."""
        if policy == "all":
            return True
        return self.status not in ("rejected", "proposed") and (policy == "accepted" or self.consensus)


PROPOSED = Decision("proposed", None, "", (), False, False)


@dataclass(slots=True)
class _Said:
    statement: str
    coder: Coder
    status: str
    packed: str | None
    at: str
    layer: str
    uid: str


def decisions(
    desk: Desk,
    source: str | None = None,
    *,
    coder: Coder | None = None,
    round: int | None = None,
    uid: str | None = None,
) -> dict[str, Decision]:
    """The decision on every statement that anybody judged, by uid; as one ``coder`` left it in a round, if given."""
    hidden = desk.open_rounds()
    query = "SELECT statement, coder, status, json_values, at, layer, uid, round FROM judgement "
    where = "WHERE ? IS NULL AND (? IS NULL OR source = ?) " if uid is None else "WHERE statement = ? AND ? IS ? "
    rows = desk.connection.execute(f"{query}{where}ORDER BY statement, at, uid", (uid, source, source)).fetchall()
    found: dict[str, Decision] = {}
    for statement, group in groupby(rows, key=lambda row: str(row[0])):
        every = [(_Said(row[0], desk.coder(row[1]), *row[2:7]), row[7]) for row in group]
        if coder is not None:
            said = [one for one, where in every if one.layer == "own" and one.coder == coder and where == (round or 0)]
        else:
            said = [one for one, where in every if one.layer == "consensus" or where not in hidden]
        found[statement] = _decide(desk, said, [one for one, _ in every])
    return found


def _decide(desk: Desk, said: list[_Said], every: list[_Said]) -> Decision:
    if not said:
        return PROPOSED
    settled = [one for one in said if one.layer == "consensus"]
    last = (settled or said)[-1]
    packed = last.packed
    if packed is None:
        # Accepting what somebody added or a colleague corrected leaves it as it was then.
        packed = next((one.packed for one in every if one.status == "added"), None)
    values = None if packed is None else desk.unpack_values(packed, f"judgement:{last.uid}")
    maker = next((one.coder.name for one in every if one.packed == packed), "") if packed is not None else ""
    added = [one for one in said if one.status == "added"]
    by_people = any(one.coder.kind == "person" for one in added)
    status = "added" if last.status == "accepted" and by_people else last.status
    if last.status == "added" and last.layer == "own" and not by_people:
        status = "proposed"
    kinds = {(_kind(one), one.packed) for one in said if one.layer == "own"}
    coders = tuple(dict.fromkeys(one.coder.name for one in said))
    own = {one.coder for one in said if one.layer == "own"}
    alike = len(kinds) <= 1
    return Decision(status, values, maker, coders, not alike and not settled, bool(settled) or (alike and len(own) > 1))


def _kind(one: _Said) -> str:
    return "rejected" if one.status == "rejected" else "stands"


def resolved(
    desk: Desk,
    policy: Policy = "all",
    *,
    coder: Coder | None = None,
    round: int | None = None,
    uid: str | None = None,
) -> Iterator[Row]:
    """The rows of the table ``statements``, in its order: one for a statement and target."""
    connection = desk.connection
    columns, rows = tables.select(connection, "statements", uid)
    decided = decisions(desk, coder=coder, round=round, uid=uid)
    entities = entity_rows.load_decisions(connection)
    topics = desk.topics()
    written = dict(connection.execute("SELECT id, written FROM source").fetchall())
    by_hand = _by_hand(desk, decided)
    dictionaries = (dict(zip(columns, row, strict=True)) for row in rows)
    if not decided and not by_hand and not entities and not topics:
        yield from (
            row for row in dictionaries if PROPOSED.under(policy) or row["status"] not in ("proposed", "rejected")
        )
        return
    for source, group in _by_source(desk, dictionaries):
        found = [
            row
            for statement in _statements(group)
            for row in _decided(statement, decided.get(statement[0]["uid"]), policy, written[source])
        ]
        for row, decision in by_hand.get(source, ()):
            if decision.under(policy):
                found += _with_values([row], decision, written[source])
        for row in found:
            _renamed(row, entities, topics)
        found.sort(key=lambda row: (row["start"], row["end"]))
        yield from found


def _by_source(desk: Desk, rows: Iterable[Row]) -> Iterator[tuple[str, list[Row]]]:
    """The rows of every source in the order of the sources, also of those without any."""
    groups = groupby(rows, key=lambda row: str(row["source"]))
    waiting = next(groups, None)
    for (source,) in desk.connection.execute("SELECT id FROM source ORDER BY ord").fetchall():
        if waiting is not None and waiting[0] == source:
            yield source, list(waiting[1])
            waiting = next(groups, None)
        else:
            yield source, []


def _statements(rows: list[Row]) -> Iterator[list[Row]]:
    for _, group in groupby(rows, key=lambda row: row["id"]):
        yield list(group)


def _decided(rows: list[Row], decision: Decision | None, policy: Policy, written: str | None) -> list[Row]:
    if decision is None:
        marked = rows[0]["status"] not in ("proposed", "rejected")  # by a mark without a judgement
        return rows if policy == "all" or (marked and policy == "accepted") else []
    if not decision.under(policy):
        return []
    return _with_values(rows, decision, written)


def _with_values(rows: list[Row], decision: Decision, written: str | None) -> list[Row]:
    """The rows of one statement with the values, status and makers of the decision."""
    judged = {"status": decision.status, "judged_by": list(decision.judged_by), "disputed": decision.disputed}
    values = decision.values
    if values is None:
        return [row | judged for row in rows]
    own = rows[0] | judged | columns_of(values) | {"maker": decision.maker or rows[0]["maker"]}
    own["written"] = values.written or written
    aims: list[Row] = [
        {"target": t.entity.id, "target_name": t.entity.name, "polarity": t.polarity, "strength": t.strength}
        for t in values.targets
    ]
    return [own | aim for aim in aims or [dict.fromkeys(("target", "target_name", "polarity", "strength"))]]


def columns_of(values: StatementValues) -> Row:
    """Values as columns of the table, without targets."""
    return {
        "page": values.page,
        "paragraph": values.paragraph,
        "start": values.start,
        "end": values.end,
        "text": values.quote,
        "mode": values.mode,
        "holder": values.holder.id,
        "holder_name": values.holder.name,
        "topics": list(values.topics),
        "said": values.said,
        "refers_to": values.refers_to,
        "written": values.written,
        "citation": None if values.citation is None else values.citation.text,
        "relay": [each.id for each in values.relay],
        "relay_names": [each.name for each in values.relay],
        "relay_depth": len(values.relay),
    }


def _by_hand(desk: Desk, decided: dict[str, Decision]) -> dict[str, list[tuple[Row, Decision]]]:
    """The statements that people added, as rows without values, by source."""
    query = (
        "SELECT x.id, x.uid, source.id, coalesce(source.kind, ''), source.written, source.published "
        "FROM hand_statement AS x JOIN document AS d ON d.key = x.document JOIN source ON source.id = d.source "
        "AND d.version = (SELECT max(version) FROM document AS other WHERE other.source = d.source) ORDER BY x.id"
    )
    found: dict[str, list[tuple[Row, Decision]]] = {}
    for id, uid, source, kind, written, published in desk.connection.execute(query):
        decision = decided.get(uid, PROPOSED)
        if decision.values is None:
            continue
        row = dict.fromkeys(tables.statement_columns()) | {
            **{"id": id, "uid": uid, "source": source, "kind": kind or None, "written": written},
            **{"published": published, "confidence": 1.0, "rule": ""},
        }
        found.setdefault(source, []).append((row, decision))
    return found


def _renamed(row: Row, entities: Decisions, topics: dict[str, str]) -> None:
    """Present names of entities and codes."""
    if topics and row["topics"]:
        row["topics"] = list(dict.fromkeys(topics.get(each, each) for each in row["topics"]))
    if not entities:
        return
    source = row["source"]
    for column in ("holder", "target"):
        if row[column] is not None:
            now = entities.name(source, EntityName(row[column], row[f"{column}_name"]))
            row[column], row[f"{column}_name"] = now.id, now.name
    pairs = zip(row["relay"], row["relay_names"], strict=True)
    relay = [entities.name(source, EntityName(*pair)) for pair in pairs]
    row["relay"], row["relay_names"] = [each.id for each in relay], [each.name for each in relay]


def counted(desk: Desk) -> int | None:
    """How many statements count (not rejected); None when nobody judged or added any."""
    decided = decisions(desk)
    if not decided:
        return None
    rows = resolved(desk)
    return len({row["uid"] for row in rows if row["status"] != "rejected"})
