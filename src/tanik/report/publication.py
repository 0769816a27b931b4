"""The answers of a study as a publication: findings, perspectives, time, amounts, criticism, checks, method.

Every number comes from an analysis; every sentence about statements carries notes that lead to their passages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tanik.analysis.answers import TooLittle
from tanik.analysis.criticism import Criticism
from tanik.analysis.event_study import EventStudy, Moment
from tanik.analysis.findings import Outcome
from tanik.analysis.hindsight import Hindsight
from tanik.analysis.ledger import Ledger
from tanik.analysis.lenses import LensTable
from tanik.analysis.perspective_comparisons import Divided, PerspectiveMap
from tanik.analysis.statement_table import StatementTable
from tanik.analysis.tallies import Tally
from tanik.analysis.who_whom import WhoWhom
from tanik.report.answer_chapters import (
    amounts,
    checks,
    criticised,
    events,
    findings,
    hindsights,
    perspectives,
    seen_through,
    who_speaks,
)
from tanik.report.blocks import Block, Publication
from tanik.report.method_chapter import Making, evidence, method
from tanik.report.telling import Teller
from tanik.report.time_axis import on_one_axis


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """What the analyses of a study gave. ``table``: the statements that count; ``contradictions``: pairs of a
    contradiction and its status; ``quotations``: rows of the audit; ``outcomes``: of the findings; ``events``: how
    many dated events the file of people has, ``studies`` those with enough statements around them.
    """

    table: StatementTable
    making: Making
    outcomes: Sequence[Outcome] = ()
    tally: Tally | None = None
    divided: Sequence[Divided] = ()
    network: WhoWhom | None = None
    hindsight: Hindsight | TooLittle | None = None
    ledger: Ledger | None = None
    lenses: LensTable | TooLittle | None = None
    criticism: Criticism | TooLittle | None = None
    contradictions: Sequence[tuple[Any, str]] = ()
    quotations: Sequence[dict[str, Any]] = field(default=())
    map: PerspectiveMap | TooLittle | None = None
    studies: Sequence[EventStudy] = ()
    events: int = 0
    axis: Sequence[Moment] | TooLittle | None = None


def compose(answers: Answers, *, title: str, language: str, appendix: bool = True) -> Publication:
    """The publication in ``language``; chapters without anything to say are left out, and the method says so.

    ``appendix``: the passages behind the publication, each with its source and page.
    """
    teller = Teller(answers.table, language)
    blocks: list[Block] = []
    if answers.outcomes:
        blocks += findings(teller, answers.outcomes)
    if answers.tally is not None:
        blocks += perspectives(teller, answers.tally, answers.divided, answers.map)
    if answers.network is not None and answers.network.ties:
        blocks += who_speaks(teller, answers.network)
    if answers.hindsight is not None:
        blocks += hindsights(teller, answers.hindsight)
    if answers.axis is not None:
        blocks += on_one_axis(teller, answers.axis)
    if answers.events:
        blocks += events(teller, answers.studies, answers.events)
    if answers.ledger is not None and answers.ledger.entries:
        blocks += amounts(teller, answers.ledger)
    if answers.lenses is not None:
        blocks += seen_through(teller, answers.lenses)
    if answers.criticism is not None:
        blocks += criticised(teller, answers.criticism)
    if answers.contradictions or answers.quotations:
        blocks += checks(teller, answers.contradictions, answers.quotations)
    blocks += method(teller, answers.making)
    if appendix:
        blocks += evidence(teller)
    return Publication(title, language, tuple(blocks))
