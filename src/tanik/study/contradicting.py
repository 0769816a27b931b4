"""Contradictions of a study, and what people say of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from tanik.analysis.audit import audit
from tanik.analysis.contradictions import (
    Contradiction,
    amount_contradictions,
    date_contradictions,
    ordered,
    quotation_contradictions,
    view_contradictions,
)
from tanik.analysis.dated_events import dated_events
from tanik.analysis.entities import entities_from
from tanik.analysis.filters import parse_filter
from tanik.analysis.ledger import ledger
from tanik.coding.acts import Coder
from tanik.errors import UsageError
from tanik.store import Store
from tanik.translation import N_

if TYPE_CHECKING:
    from tanik.study.checks import Checks
    from tanik.study.study import Study

ContradictionStatus = Literal["accepted", "explained", "dismissed"]
Progress = Callable[[int, int, str, str], None]


@dataclass(frozen=True, slots=True)
class StudyContradiction:
    """A contradiction with what a person says of it: ``status`` "open" when nobody has said anything."""

    found: Contradiction
    status: str = "open"
    note: str = ""
    who: str = ""
    at: str = ""


def find_contradictions(
    checks: Checks, study: Study, store: Store, where: str, progress: Progress | None
) -> list[StudyContradiction]:
    """See :meth:`tanik.study.checks.Checks.contradictions`."""
    filter = parse_filter(where)
    items = checks.items()

    def told(done: int, all: int, name: str) -> None:
        if progress:
            progress(done, all, "", name)

    entities = entities_from(items)
    found = date_contradictions(items, dated_events(items, entities), entities)
    found += amount_contradictions(items, ledger(items, entities).entries)
    found += quotation_contradictions(items, audit(items, progress=told).quotations)
    found += view_contradictions(filter.apply(study.statement_table()))
    judged = store.contradiction_judgements()
    return [StudyContradiction(each, **judged.get(each.uid, {})) for each in ordered(found)]


def judge(
    checks: Checks, study: Study, store: Store, uid: str, status: ContradictionStatus, note: str, who: str
) -> str:
    """See :meth:`tanik.study.checks.Checks.judge_contradiction`."""
    if status not in get_args(ContradictionStatus):
        raise ValueError(f"a contradiction is {', '.join(get_args(ContradictionStatus))}, not {status!r}")
    if status == "explained" and not note.strip():
        raise UsageError(
            "T771",
            N_("An explanation needs words."),
            N_("Write them after --note, such as: --note “the letter has the old calendar”."),
        )
    known = [each.found.uid for each in find_contradictions(checks, study, store, "", None)]
    meant = [each for each in known if each.startswith(uid)] if uid else []
    if len(meant) != 1:
        raise UsageError(
            "T770",
            N_("No contradiction is named “{uid}”, or several are."),
            N_("Take the name from the list that “tanik contradictions” shows, with all its letters."),
            uid=uid,
        )
    if not who:
        from tanik.settings import setting

        who = setting("coder")
    with store.desk.acting(Coder(who, "person"), f"contradiction.{status}") as act:
        row = {"status": status, "note": note.strip(), "coder": act.coder_row, "round": act.round, "at": act.at}
        act.put("contradiction_judgement", meant[0], row)
    return meant[0]
