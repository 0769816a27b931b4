"""Adjudication in a study: decisions on what the coders of a closed round left differently.

A decision on a statement is a judgement in the layer ``consensus``, which wins in every table; one on a coding says
whether it stands. Both say by whom, when and why, and are acts that can be undone.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tanik.coding.acts import Act, Coder, Coding, StatementValues, Status
from tanik.coding.adjudication import (
    Choice,
    Disagreement,
    Settled,
    chosen_coding,
    chosen_version,
    coding_disagreements,
    coding_majority,
    coding_units,
    differing,
    majority,
    statement_disagreements,
)
from tanik.coding.comparison import field_table, units_of
from tanik.coding.rounds import Round
from tanik.errors import UsageError
from tanik.store import round_rows
from tanik.study.comparing import Sides, sides
from tanik.study.views import viewed
from tanik.translation import N_

if TYPE_CHECKING:
    from tanik.store import Store
    from tanik.store.acting import Acting
    from tanik.store.desk import Desk


def disagreements(store: Store, round: Round) -> list[Disagreement]:
    """What the coders left differently, in text order."""
    both = sides(store, round.id, None)
    units = units_of(both.views)
    existence = [row.values for row in field_table(units, both.views, "statement").rows]
    coders = tuple(view.coder for view in both.views)
    settled = round_rows.settled_statements(store.desk)
    found = list(statement_disagreements(units, existence, both.views, settled))
    passages = coding_units(both.codings)
    found += coding_disagreements(passages, coders, frozenset(round_rows.settled_codings(store.desk)))
    place = {source.id: number for number, source in enumerate(store.sources())}
    return sorted(found, key=lambda each: (place[each.source], each.start, each.end, each.kind, each.key))


def decide(store: Store, coder: Coder, round: Round, key: str, version: Coder, why: str) -> Act:
    """Take one coder's version of a disagreement."""
    both = sides(store, round.id, None)
    found = [each for each in disagreements(store, round) if each.key.startswith(key)] if len(key) >= 4 else []
    names = [view.coder for view in both.views]
    if len(found) != 1 or version.name not in names:
        raise UsageError(
            "T583",
            N_("In round {number} there is no disagreement “{key}” with a version of {coder}."),
            N_("“tanik adjudicate STUDY --round {number}” lists them with their keys and coders."),
            number=round.id,
            key=key,
            coder=version.name,
        )
    one = found[0]
    place = names.index(version.name)
    desk = store.desk
    with desk.acting(coder, "round.decide") as act:
        act.details = {"of_round": round.id, "key": one.key, "version": version.name, "why": why}
        if one.kind == "statement":
            unit = next(each for each in units_of(both.views) if each.key == one.key)
            _keep_statement(act, _proposals(desk), chosen_version(unit, place), unit.source, why)
        else:
            passage = next(each for each in coding_units(both.codings) if each.key == one.key)
            _keep_codings(act, chosen_coding(passage, place), "person", why)
    return act.done


def settle(store: Store, coder: Coder, round: Round, why: str) -> tuple[Act, list[Disagreement]]:
    """Settle by majority what was not decided yet, also what all have alike."""
    both = sides(store, round.id, None)
    desk = store.desk
    with desk.acting(coder, "round.majority") as act:
        act.details = {"of_round": round.id, "why": why}
        _settle_statements(act, desk, both, why)
        _settle_codings(act, desk, both, why)
    return act.done, [each for each in disagreements(store, round) if not each.decided]


def _settle_statements(act: Acting, desk: Desk, both: Sides, why: str) -> None:
    units = units_of(both.views)
    rows = field_table(units, both.views, "statement").rows
    decided, proposals = round_rows.settled_statements(desk), _proposals(desk)
    for unit, row in zip(units, rows, strict=True):
        uids = {seen.uid for seen in unit.seen if seen is not None}
        if uids & decided:
            continue
        result = majority(unit, row.values)
        if result is not None:
            alike = not differing(unit, row.values)
            _keep_statement(act, proposals, result, unit.source, why or ("all" if alike else "majority"))


def _settle_codings(act: Acting, desk: Desk, both: Sides, why: str) -> None:
    decided = round_rows.settled_codings(desk)
    for passage in coding_units(both.codings):
        if any(each is not None and each.uid in decided for each in passage.codings):
            continue
        choices = coding_majority(passage)
        if choices is not None:
            _keep_codings(act, choices, "majority", why)


def _proposals(desk: Desk) -> dict[str, StatementValues]:
    return {each.uid: each.values for each in viewed(desk, Coder("", "rules"))}


def _keep_statement(
    act: Acting, proposals: dict[str, StatementValues], result: Settled, source: str, note: str
) -> None:
    if result.values is None:
        act.judge(result.uid, "rejected", None, note, source=source, layer="consensus")
    else:
        status: Status = "accepted" if proposals.get(result.uid) == result.values else "corrected"
        act.judge(result.uid, status, result.values, note, source=source, layer="consensus")
    for uid in result.others:
        act.judge(uid, "rejected", None, note, source=source, layer="consensus")


def _keep_codings(act: Acting, choices: dict[str, Choice], method: str, note: str) -> None:
    for coding, choice in choices.items():
        round_rows.put_decision(act, coding, choice, method, note)


def consensus_codings(store: Store) -> list[Coding]:
    """The codings on passages that count under the policy ``consensus``.

    They are those that an adjudication let stand, and those that all coders of a closed round, two or more, have alike
    (one of them for each passage).
    """
    desk = store.desk
    choices = round_rows.settled_codings(desk)
    every = desk.codings()
    alike: set[str] = set()
    for round in round_rows.read_rounds(desk):
        if not round.open and len(round.coders) > 1:
            alike.update(_alike(sides(store, round.id, None)))
    return [each for each in every if choices.get(each.uid, "stands" if each.uid in alike else "falls") == "stands"]


def _alike(both: Sides) -> Iterable[str]:
    for passage in coding_units(both.codings):
        if passage.alike:
            yield min(each.uid for each in passage.codings if each is not None)
