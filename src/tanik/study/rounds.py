"""Rounds of coding in a study: ``study.rounds``. Who judges what, blind, and how far along they are.

A coder works in a round through ``study.coding.as_coder(name, round=number)``; while the round is open no method and no
table of the study shows one coder what another did in it. It is a convention among colleagues, not a lock: the study
file is not encrypted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tanik.coding.acts import Act, Coder, StatementValues
from tanik.coding.adjudication import Disagreement
from tanik.coding.rounds import Assignment, Round, RoundUnit, deal, draw
from tanik.errors import Phrase, StudyError, UsageError
from tanik.store import round_rows
from tanik.store.act_errors import no_such
from tanik.study.views import ViewedStatement, viewed
from tanik.translation import N_

if TYPE_CHECKING:
    from tanik.store import Store
    from tanik.study.comparing import FieldAgreement


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a coder is: ``given`` and ``done`` units. The numbers do not say what was judged how."""

    coder: Coder
    given: int
    done: int


@dataclass(frozen=True, slots=True)
class Task:
    """The next unit of a coder. ``item``: id of the source, or uid of the statement, whose place and words come along.

    ``proposal``: what the readings say of the statement, where the round shows it. ``left``: units not done yet.
    """

    round: int
    item: str
    unit: RoundUnit
    source: str
    start: int
    end: int
    quote: str
    page: str | None
    proposal: StatementValues | None
    left: int


class Rounds:
    """The rounds of a study. Everything that writes is one transaction with its event."""

    def __init__(self, store: Store, coder: Coder) -> None:
        self._store = store
        self._desk = store.desk
        self._coder = coder

    # Opening and closing

    def open(
        self,
        name: str,
        coders: Sequence[str | Coder],
        *,
        sources: Iterable[str] | None = None,
        sample: int | None = None,
        seed: int = 0,
        each: int | None = None,
        proposals: bool = True,
    ) -> Round:
        """Open a round over documents, or over a random sample of the statements that the readings proposed.

        ``coders``: names (of persons) or coders; ``sources``: ids or names (all if not given); ``sample``: so many
        statements of these sources, drawn with ``seed``; ``each``: every unit goes to so many coders (to all if not
        given); ``proposals``: whether the coders see what the readings proposed. Raises UsageError T572 when there is
        nobody to code or nothing to give out, StudyError T541 for an unknown source.
        """
        people = self._people(coders)
        chosen = self._sources(sources)
        unit: RoundUnit = "document" if sample is None else "statement"
        universe = chosen if sample is None else self._statements(chosen)
        if sample is not None and sample < 1:
            raise _cannot_open(Phrase(N_("a sample has at least one statement")))
        if each is not None and each < 1:
            raise _cannot_open(Phrase(N_("every unit goes to at least one coder")))
        if not universe:
            raise _cannot_open(Phrase(N_("there is nothing to code in these sources; read them first")))
        items = universe if sample is None else draw(universe, sample, seed)
        number = round_rows.open_round(
            self._desk,
            self._coder,
            name.strip() or unit,
            unit,
            deal(items, people, each),
            proposals=proposals,
            repeats=None,
            size=len(universe),
            seed=None if sample is None else seed,
        )
        return self.get(number)

    def repeat(self, number: int, name: str = "", coders: Sequence[str | Coder] | None = None) -> Round:
        """Give the units of a closed round to the same coders (or some of them) again, to see how stable they are.

        What they said the first time is not shown. StudyError T573, T575: no such round, or still open.
        """
        before = self.closed(number)
        people = before.coders if coders is None else tuple(self._people(coders))
        given: dict[Coder, list[str]] = {coder: [] for coder in people}
        for each in round_rows.assignments(self._desk, number):
            if each.coder in given:
                given[each.coder].append(each.item)
        if not any(given.values()):
            raise _cannot_open(Phrase(N_("none of these coders took part in round {number}"), number=number))
        made = round_rows.open_round(
            self._desk,
            self._coder,
            name.strip() or before.name,
            before.unit,
            given,
            proposals=before.proposals,
            repeats=number,
            size=before.size,
            seed=before.seed,
        )
        return self.get(made)

    def close(self, number: int) -> Round:
        """End a round: everybody sees it from now on. Closing cannot be taken back. StudyError T573, T574."""
        round_rows.close_round(self._desk, self._coder, number)
        return self.get(number)

    def assign(self, number: int, coder: str | Coder, items: Iterable[str]) -> int:
        """Give a coder more sources (ids or names) or statements (uids) of an open round; returns how many were new."""
        (who,) = self._people([coder])
        unit = self.get(number).unit
        wanted = list(items)
        found = self._sources(wanted) if unit == "document" else self._desk.statement_uids(wanted)
        return round_rows.give(self._desk, self._coder, number, {who: found})

    def all(self) -> list[Round]:
        """The rounds by their numbers."""
        return round_rows.read_rounds(self._desk)

    def get(self, number: int) -> Round:
        """One round. StudyError T573 when there is none."""
        return round_rows.read_round(self._desk, number)

    def closed(self, number: int) -> Round:
        """A round that is closed. StudyError T575 when it is still open."""
        found = self.get(number)
        if found.open:
            raise StudyError(
                "T575",
                N_("Round {number} is still open; until it is closed nobody sees the others' work."),
                N_("When all have finished: tanik round close STUDY {number}"),
                number=number,
            )
        return found

    # Working

    def given(self, number: int, coder: str | Coder | None = None) -> list[Assignment]:
        """Who has what; of one coder, or of all."""
        self.get(number)
        who = None if coder is None else self._people([coder])[0]
        return round_rows.assignments(self._desk, number, who)

    def status(self, number: int) -> list[Progress]:
        """How far every coder is."""
        every = self.given(number)
        given, done = Counter(each.coder for each in every), Counter(each.coder for each in every if each.done)
        return [Progress(coder, given[coder], done[coder]) for coder in given]

    def next(self, number: int, coder: str | Coder) -> Task | None:
        """The coder's first unit that is not done; None when all are. StudyError T573, T574, T576."""
        (who,) = self._people([coder])
        round_rows.check_may_act(self._desk, who, number)
        todo = [each.item for each in self.given(number, who) if not each.done]
        if not todo:
            return None
        round = self.get(number)
        if round.unit == "document":
            text = self._desk.texts.of_source(todo[0])
            return Task(number, todo[0], "document", todo[0], 0, len(text.text), "", None, None, len(todo))
        return self._statement_task(round, todo)

    def _statement_task(self, round: Round, todo: list[str]) -> Task:
        statement = next((each for each in self._proposed() if each.uid == todo[0]), None)
        if statement is None:
            raise no_such("statement", todo[0])
        values = statement.values
        proposal = values if round.proposals else None
        place = (statement.source, values.start, values.end)
        return Task(round.id, statement.uid, "statement", *place, values.quote, values.page, proposal, len(todo))

    def finish(self, number: int, coder: str | Coder, source: str, *, done: bool = True) -> None:
        """The coder has finished a document of the round (or not, after all). StudyError T577: it was not given."""
        (who,) = self._people([coder])
        (id,) = self._sources([source])
        round_rows.finish(self._desk, who, number, id, done=done)

    # Comparing and settling; see tanik.study.comparing and tanik.study.settling

    def agreement(
        self,
        number: int | None,
        field: str,
        *,
        coders: Sequence[str | Coder] | None = None,
        code: str | None = None,
        machine: bool = False,
        again: bool = False,
        **options: Any,
    ) -> FieldAgreement:
        """How far coders agree on a field; see :func:`tanik.study.comparing.compare`."""
        from tanik.study.comparing import compare

        people = None if coders is None else self._people(coders)
        return compare(self._store, number, field, people, code=code, machine=machine, again=again, **options)

    def disagreements(self, number: int) -> list[Disagreement]:
        """What the coders of a closed round left differently, in text order, settled or not."""
        from tanik.study.settling import disagreements

        return disagreements(self._store, self.closed(number))

    def decide(self, number: int, key: str, version: str | Coder, why: str = "") -> Act:
        """Settle one disagreement (``key``, or its first letters) as the coder ``version`` has it, for a reason.

        One act of this coder, which can be undone. UsageError T583: no such disagreement.
        """
        from tanik.study.settling import decide

        (who,) = self._people([version])
        return decide(self._store, self._coder, self.closed(number), key, who, why)

    def settle(self, number: int, why: str = "") -> tuple[Act, list[Disagreement]]:
        """Settle by majority what has one and was not decided yet; returns the act and what is left to a person."""
        from tanik.study.settling import settle

        return settle(self._store, self._coder, self.closed(number), why)

    # Names

    def _people(self, coders: Sequence[str | Coder]) -> list[Coder]:
        found = [each if isinstance(each, Coder) else self._person(each) for each in coders]
        if not found:
            raise _cannot_open(Phrase(N_("it has no coders")))
        twice = [coder.name for coder, times in Counter(found).items() if times > 1]
        if twice:
            raise _cannot_open(Phrase(N_("{coder} is named twice"), coder=twice[0]))
        return found

    def _person(self, name: str) -> Coder:
        """A person of this name, or the one rule set or model that is known by it."""
        if not name.strip():
            raise _cannot_open(Phrase(N_("a coder has no name")))
        known = [coder for coder in self._desk.coders() if coder.name == name.strip()]
        persons = [coder for coder in known if coder.kind == "person"]
        return known[0] if len(known) == 1 and not persons else Coder(name.strip(), "person")

    def _sources(self, names: Iterable[str] | None) -> list[str]:
        if names is None:
            return [source.id for source in self._store.sources()]
        found = []
        for name in names:
            id = self._desk.source(name)
            if id is None:
                raise no_such("source", name)
            found.append(id)
        return list(dict.fromkeys(found))

    def _proposed(self) -> list[ViewedStatement]:
        """The statements as the readings proposed them: as somebody sees them who never judged any."""
        return viewed(self._desk, Coder("", "rules"))

    def _statements(self, sources: Sequence[str]) -> list[str]:
        chosen = frozenset(sources)
        return [each.uid for each in self._proposed() if each.source in chosen]


def _cannot_open(problem: Phrase) -> UsageError:
    return UsageError(
        "T572",
        N_("This round cannot be: {problem}."),
        N_("Example: tanik round open STUDY --to Ayşe --to Deniz --sample 100 --seed 1"),
        problem=problem,
    )
