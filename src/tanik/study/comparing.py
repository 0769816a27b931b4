"""Agreement in a study: the views of coders in a round, put together by units, and the coefficients of a field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tanik.coding.acts import Coder, Coding
from tanik.coding.comparison import (
    FIELD_NAMES,
    STATEMENT_FIELDS,
    FieldTable,
    Row,
    Seen,
    Unit,
    View,
    field_table,
    names_of,
    units_of,
)
from tanik.coding.rounds import Round
from tanik.errors import Phrase, UsageError
from tanik.store import round_rows
from tanik.study.views import viewed
from tanik.translation import N_

if TYPE_CHECKING:
    from tanik.coding.agreement import Agreement, Coefficient
    from tanik.coding.span_agreement import Marked, SpanAgreement
    from tanik.store import Store
    from tanik.store.desk import Desk

FIELDS = ("statement", *STATEMENT_FIELDS, "span", "code")
"""What can be compared: being a statement, its fields, the places of statements, the codes on passages."""

STATEMENT_SPAN = "statement"
"""The one category of the field ``span``."""


@dataclass(frozen=True)
class FieldAgreement:
    """``unit`` and ``universe`` say in words what is compared. ``rows``: the units with the coders' values (fields of
    statements); ``table``: their coefficients; ``spans``: those of places. ``names``: of people and things, by id.
    """

    field: str
    code: str | None
    coders: tuple[str, ...]
    unit: Phrase
    universe: Phrase
    rows: tuple[Row, ...]
    names: dict[str, str]
    table: Agreement | None = None
    spans: SpanAgreement | None = None

    @property
    def coefficients(self) -> dict[str, Coefficient]:
        if self.table is not None:
            return self.table.coefficients
        return self.spans.coefficients if self.spans is not None else {}

    @property
    def disagreements(self) -> list[Row]:
        """The units on which the coders differ, in text order."""
        return [row for row in self.rows if row.disagree]


@dataclass(frozen=True)
class Sides:
    """What is compared: views, the codings on passages of each side, and the sources that all sides have."""

    views: tuple[View, ...]
    codings: tuple[tuple[Coding, ...], ...]
    sources: tuple[str, ...]


def compare(
    store: Store,
    number: int | None,
    field: str,
    coders: Sequence[Coder] | None = None,
    *,
    code: str | None = None,
    machine: bool = False,
    again: bool = False,
    with_gamma: bool = False,
    **options: Any,
) -> FieldAgreement:
    """How far the coders of a closed round (None: outside of rounds) agree on a field of :data:`FIELDS`.

    ``coders``: all who took part, if not given. ``code``: with the field ``topic`` whether a statement has it, with
    ``code`` only its passages. ``machine``: what the readings proposed is one more coder. ``again``: the coder of a
    round that repeats another is compared with the first time. ``options``: as of :func:`tanik.coding.agreement.agree`
    (weights, gaps, confidence, bootstrap, seed). Raises UsageError T578 for a field that cannot be compared so, T579
    for fewer than two sides, StudyError T573, T575.
    """
    if field not in FIELDS or (code is not None and field not in ("topic", "code")):
        raise _no_field(field)
    both = sides(store, number, coders, machine=machine, again=again)
    if field in ("span", "code"):
        return _of_spans(store, both, number, field, code, with_gamma, options)
    units = units_of(both.views)
    table = field_table(units, both.views, field, code)
    return _of_values(table, units, options)


def _of_values(table: FieldTable, units: Sequence[Unit], options: dict[str, Any]) -> FieldAgreement:
    from tanik.coding.agreement import agree
    from tanik.coding.ratings import ratings

    found = agree(ratings([row.values for row in table.rows], coders=table.coders), **options)
    told = (table.field, table.code, table.coders, table.unit, table.universe, table.rows)
    return FieldAgreement(*told, names_of(units), table=found)


def _of_spans(
    store: Store,
    both: Sides,
    number: int | None,
    field: str,
    code: str | None,
    with_gamma: bool,
    options: dict[str, Any],
) -> FieldAgreement:
    from tanik.coding.span_agreement import span_agreement

    if number is not None and round_rows.read_round(store.desk, number).unit == "statement":
        raise UsageError(
            "T578",
            N_("The field “{field}” is not compared in round {number}: its coders were given statements."),
            N_("Places in the text are compared in rounds over documents."),
            field=Phrase(FIELD_NAMES[field]),
            number=number,
        )
    lengths = {source: len(store.desk.texts.of_source(source).text) for source in both.sources}
    marked = dict(zip([view.coder for view in both.views], _marked(both, field, code, frozenset(lengths)), strict=True))
    wanted = {name: options[name] for name in ("bootstrap", "seed", "confidence") if name in options}
    spans = span_agreement(marked, lengths, with_gamma=with_gamma, **wanted)
    coders = tuple(view.coder for view in both.views)
    if field == "span":
        unit = Phrase(N_("a letter of the text, and a span; the category says whether it is in a statement"))
    elif code is None:
        unit = Phrase(N_("a letter of the text, and a passage; the categories are its codes"))
    else:
        unit = Phrase(N_("a letter of the text, and a passage; the category is the code “{code}”"), code=code)
    universe = Phrase(
        N_("the whole text of {sources} sources that all of them read, {letters} letters, with {spans} passages"),
        sources=len(lengths),
        letters=spans.length,
        spans=sum(spans.spans),
    )
    return FieldAgreement(field, code, coders, unit, universe, (), {}, spans=spans)


def _marked(both: Sides, field: str, code: str | None, sources: frozenset[str]) -> list[list[Marked]]:
    from tanik.coding.span_agreement import Marked

    if field == "span":
        return [
            [
                Marked(seen.source, seen.values.start, seen.values.end, STATEMENT_SPAN)
                for seen in view.statements
                if seen.stands and seen.source in sources
            ]
            for view in both.views
        ]
    return [
        [
            Marked(each.source, each.start, each.end, each.code)
            for each in codings
            if each.statement is None and each.source in sources and code in (None, each.code)
        ]
        for codings in both.codings
    ]


# Views


def sides(
    store: Store, number: int | None, coders: Sequence[Coder] | None, *, machine: bool = False, again: bool = False
) -> Sides:
    """What is compared. Raises UsageError T579 for fewer than two sides, StudyError T573, T575, T576."""
    from tanik.study.rounds import Rounds

    desk = store.desk
    round = None if number is None else Rounds(store, Coder("", "rules")).closed(number)
    people = list(coders if coders is not None else _everybody(desk, round))
    every = desk.codings()
    found: list[tuple[View, tuple[Coding, ...]]] = []
    if again:
        if round is None or round.repeats is None or len(people) != 1:
            raise UsageError(
                "T580",
                N_("Only one coder of a round that repeats another can be compared with the first time."),
                N_("Name the round and the coder: tanik agree STUDY --round N --coder NAME --again"),
            )
        earlier = round_rows.read_round(desk, round.repeats)
        found = [
            _side(desk, people[0], each, every, label=f"{people[0].name} ({each.id})") for each in (earlier, round)
        ]
    else:
        found = [_side(desk, coder, round, every) for coder in people]
    if machine:
        found.append(_machine(desk, round))
    if len(found) < 2:
        raise UsageError(
            "T579",
            N_("Agreement needs at least two sides; here there is {number}."),
            N_("Name more coders with --coder, or compare with the program: --machine"),
            number=len(found),
        )
    views = tuple(view for view, _ in found)
    scopes = [view.sources for view in views if view.sources is not None]
    sources = [source.id for source in store.sources() if all(source.id in scope for scope in scopes)]
    return Sides(views, tuple(codings for _, codings in found), tuple(sources))


def _everybody(desk: Desk, round: Round | None) -> Sequence[Coder]:
    """Who took part in a round; outside of rounds, every person who judged or coded anything."""
    if round is not None:
        return round.coders
    judged = [each.coder for each in desk.judgements() if each.round is None and each.layer == "own"]
    judged += [each.coder for each in desk.codings() if each.round is None]
    return sorted({coder for coder in judged if coder.kind != "rules"}, key=lambda coder: (coder.name, coder.kind))


def _side(
    desk: Desk, coder: Coder, round: Round | None, codings: Sequence[Coding], label: str | None = None
) -> tuple[View, tuple[Coding, ...]]:
    """A coder's statements and codings; in a round only of what the coder was given."""
    number = None if round is None else round.id
    items: frozenset[str] | None = None
    if round is not None:
        items = frozenset(each.item for each in round_rows.assignments(desk, round.id, coder))
        if not items:
            round_rows.check_takes_part(desk, coder, round.id)
    by_document = round is None or round.unit == "document"
    by_hand = round_rows.added_by_hand(desk)
    statements = []
    for each in viewed(desk, coder, number):
        inside = items is None or (each.source if by_document else each.uid) in items
        if each.judged and inside:
            added = each.uid in by_hand
            statements.append(Seen(each.uid, each.source, each.values, each.status != "rejected", added))
    own = tuple(
        each
        for each in codings
        if each.coder == coder and each.round == number and (items is None or not by_document or each.source in items)
    )
    complete = round is not None and by_document and not round.proposals
    scope = items if by_document else None
    return View(label or coder.name, tuple(statements), complete, coder.kind != "person", scope), own


def _machine(desk: Desk, round: Round | None) -> tuple[View, tuple[Coding, ...]]:
    """What the readings proposed, among what the coders of the round were given."""
    items = None if round is None else frozenset(each.item for each in round_rows.assignments(desk, round.id))
    by_document = round is None or round.unit == "document"
    statements = []
    makers: dict[str, None] = {}
    for each in viewed(desk, Coder("", "rules")):
        if items is None or (each.source if by_document else each.uid) in items:
            makers.setdefault(each.maker)
            statements.append(Seen(each.uid, each.source, each.values))
    name = ", ".join(maker for maker in makers if maker) or "tanik"
    return View(name, tuple(statements), True, True, items if by_document else None), ()


def _no_field(field: str) -> UsageError:
    return UsageError(
        "T578",
        N_("“{field}” cannot be compared so."),
        N_("Fields: {fields}. A code is named only with the fields topic and code."),
        field=field,
        fields=", ".join(FIELDS),
    )
