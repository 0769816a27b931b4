"""The analyses of a study: each takes a filter, in its written form or as a value, and gives tables with their ids."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from tanik.analysis.filters import Filter, parse_filter
from tanik.report.items import ReportItem

if TYPE_CHECKING:
    from tanik.analysis.answers import TooLittle
    from tanik.analysis.criticism import Criticism
    from tanik.analysis.event_study import EventStudy, Moment
    from tanik.analysis.events import Event
    from tanik.analysis.hindsight import Hindsight
    from tanik.analysis.ledger import Ledger
    from tanik.analysis.lenses import LensTable
    from tanik.analysis.perspective_comparisons import Accord, Divided, PerspectiveMap, Turn
    from tanik.analysis.statement_table import StatementTable
    from tanik.analysis.tallies import Tally
    from tanik.study.study import Study


class Analyses:
    """Made by ``Study.analyses``. ``where``: a filter such as ``'holder="Ayşe Tan" said=1920/1922'``."""

    def __init__(self, study: Study) -> None:
        self._study = study

    @cached_property
    def _whole(self) -> StatementTable:
        return self._study.statement_table()

    def table(self, where: str | Filter = "") -> StatementTable:
        """The statements that a filter means."""
        chosen = where if isinstance(where, Filter) else parse_filter(where)
        return chosen.apply(self._whole)

    def perspectives(self, where: str | Filter = "", by: Sequence[str] = ("holder", "target")) -> Tally:
        """Statements by any features (``analysis.tallies.DIMENSIONS``), with means, shares and intervals."""
        from tanik.analysis.tallies import tally

        return tally(self.table(where), by)

    def divided(self, where: str | Filter = "") -> tuple[Divided, ...]:
        """Targets about which holders disagree."""
        from tanik.analysis.perspective_comparisons import divided

        return divided(self.table(where))

    def turns(self, where: str | Filter = "", by: str = "said") -> tuple[Turn, ...]:
        """Holders who changed towards a target."""
        from tanik.analysis.perspective_comparisons import turns

        return turns(self.table(where), by=by)

    def accords(self, where: str | Filter = "") -> tuple[Accord, ...] | TooLittle:
        """Pairs of holders and how far they agree."""
        from tanik.analysis.perspective_comparisons import accords

        return accords(self.table(where))

    def map(self, where: str | Filter = "") -> PerspectiveMap | TooLittle:
        """Holders and targets by correspondence analysis."""
        from tanik.analysis.perspective_comparisons import perspective_map

        return perspective_map(self.table(where))

    def events(self) -> tuple[Event, ...]:
        """The dated events of the file of people."""
        from tanik.analysis.events import events_of

        return events_of(self._study.people())

    def event(self, text: str) -> Event:
        """An event as a user writes it: its name, or ``NAME=EDTF``."""
        from tanik.analysis.events import event_of

        return event_of(text, self.events())

    def hindsight(self, where: str | Filter = "", *, cut: float = 5.0, end: str = "written") -> Hindsight | TooLittle:
        from tanik.analysis.hindsight import hindsight

        return hindsight(self.table(where), events=self.events(), cut=cut, end=end)

    def axis(self, where: str | Filter = "", *, events: Sequence[Event] = ()) -> tuple[Moment, ...] | TooLittle:
        """All dates and the events of the file of people (and ``events``) in the order of time."""
        from tanik.analysis.event_study import axis
        from tanik.analysis.events import in_order

        return axis(self.table(where), in_order([*self.events(), *events]))

    def event_study(
        self, event: Event, where: str | Filter = "", *, months: float = 12, role: str = "said"
    ) -> EventStudy | TooLittle:
        from tanik.analysis.event_study import event_study

        return event_study(self.table(where), event, months=months, role=role)

    def ledger(self, where: str | Filter = "") -> Ledger:
        """Demands, offers, promises, deliveries and refusals of amounts.

        A filter on sources chooses sources; any other keeps the amounts that stand in a statement which it means.
        """
        from tanik.analysis.ledger import ledger, ledger_of

        chosen = where if isinstance(where, Filter) else parse_filter(where)
        whole = self._whole
        items = [ReportItem(*each[:2], each[2]) for each in self._study.documents() if each[2] is not None]
        ids: dict[tuple[str, int, int], tuple[str, ...]] = {}
        for row in range(len(whole)):
            place = whole.source.at(row) or "", int(whole.start[row]), int(whole.end[row])
            ids[place] = (*ids.get(place, ()), whole.ids[whole.statement[row]])
        found = ledger(items, ids=ids)
        if not chosen.conditions:
            return found
        sources = Filter(tuple(each for each in chosen.conditions if each.field == "source"))
        others = tuple(each for each in chosen.conditions if each.field not in ("source", "policy"))
        kept = set(chosen.apply(whole).ids_of())
        names = {whole.source.at(row) for row in range(len(whole))} if not sources.conditions else None
        table = sources.apply(whole)
        allowed = names or {table.source.at(row) for row in range(len(table))}
        return ledger_of(
            tuple(
                entry
                for entry in found.entries
                if entry.source in allowed and (not others or not kept.isdisjoint(entry.statements))
            )
        )

    def criticism(self, where: str | Filter = "") -> Criticism | TooLittle:
        from tanik.analysis.criticism import criticism

        return criticism(self.table(where))

    def lenses(self, where: str | Filter = "", by: Sequence[str] = ("holder",)) -> LensTable | TooLittle:
        from tanik.analysis.lenses import lenses

        return lenses(self.table(where), by)
