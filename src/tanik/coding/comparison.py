"""What several coders made of the same text, side by side: the units of agreement, field by field.

Coders who started from the same proposals are compared by them: one proposed statement is one unit. Statements that
coders found by themselves have no common name; there the unit is a *pair of statements by overlap*: of all statements
of two coders in the same source that share letters, those that share the greatest part of what they cover together go
first, and every statement has at most one partner of each coder. What is compared in which universe is said in every
result, because a number without it means nothing.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tanik.coding.acts import StatementValues
from tanik.errors import Phrase
from tanik.translation import N_

STATEMENT_FIELDS = ("holder", "target", "polarity", "topic", "mode", "said", "refers_to", "written", "relay")
"""Fields of a statement that are compared as values; beside them ``statement`` (is it one at all) and the spans."""

YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class Seen:
    """A statement as one coder left it. ``stands``: False when the coder rejected it; ``added``: found by a coder, not
    proposed by a program.
    """

    uid: str
    source: str
    values: StatementValues
    stands: bool = True
    added: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """What one coder left. ``complete``: what is not there, the coder did not see as a statement; else it may only not
    have been judged. ``machine``: a rule set or model, which reads everything. ``sources``: what the coder was given
    (None: everything); of other sources nothing is known.
    """

    coder: str
    statements: tuple[Seen, ...]
    complete: bool = True
    machine: bool = False
    sources: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """What the coders made of one point: for each of them the statement or None. ``key``: 12 hex characters, from the
    uids of the statements, the same whenever they are compared.
    """

    key: str
    source: str
    start: int
    end: int
    seen: tuple[Seen | None, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One unit of a field: the coders' values (None: missing). ``what``: what the value is of, beside the statement."""

    unit: Unit
    values: tuple[str | None, ...]
    what: str = ""

    @property
    def disagree(self) -> bool:
        return len({value for value in self.values if value is not None}) > 1


@dataclass(frozen=True, slots=True)
class FieldTable:
    """All units of one field. ``unit`` and ``universe`` say in words what is compared, and out of what."""

    field: str
    code: str | None
    coders: tuple[str, ...]
    unit: Phrase
    universe: Phrase
    rows: tuple[Row, ...]


def units_of(views: Sequence[View]) -> list[Unit]:
    """The statements of all views, put together, in the order of sources (by id) and of the text.

    The order of the views does not matter for what is put together.
    """
    together: dict[tuple[str, str], dict[int, Seen]] = defaultdict(dict)
    for coder, view in enumerate(views):
        for seen in view.statements:
            together[seen.source, seen.uid][coder] = seen
    groups = [Group(source, members) for (source, _), members in sorted(together.items())]
    made = []
    for group in _joined(groups):
        members = group.members
        spans = [(seen.values.start, seen.values.end) for seen in members.values()]
        uids = sorted({seen.uid for seen in members.values()})
        key = hashlib.sha256("\x1f".join(uids).encode()).hexdigest()[:12]
        start, end = min(start for start, _ in spans), max(end for _, end in spans)
        seen_by = tuple(members.get(coder) for coder in range(len(views)))
        made.append(Unit(key, group.source, start, end, seen_by))
    return sorted(made, key=lambda unit: (unit.source, unit.start, unit.end, unit.key))


@dataclass(eq=False, slots=True)
class Group:
    """Statements that are one unit: by place of the coder in the list of views."""

    source: str
    members: dict[int, Seen]

    def spans(self) -> Iterator[tuple[int, int]]:
        """Of those that stand; what a coder rejected finds no partner."""
        for seen in self.members.values():
            if seen.stands:
                yield seen.values.start, seen.values.end


def _joined(groups: list[Group]) -> list[Group]:
    """Join groups of different coders that overlap, the greatest shared part first."""
    near: list[tuple[float, int, int]] = []
    by_source: dict[str, list[int]] = defaultdict(list)
    for place, group in enumerate(groups):
        by_source[group.source].append(place)
    for places in by_source.values():
        near += _overlaps([(start, end, place) for place in places for start, end in groups[place].spans()])
    best: dict[tuple[int, int], float] = {}
    for share, one, other in near:
        pair = (min(one, other), max(one, other))
        best[pair] = max(best.get(pair, 0.0), share)

    def order(pair: tuple[int, int]) -> tuple[float, list[tuple[int, int, str]], list[tuple[int, int, str]]]:
        first, second = sorted(_identity(groups[place]) for place in pair)
        return -best[pair], first, second

    above = list(range(len(groups)))
    for pair in sorted(best, key=order):
        one, other = (_top(above, place) for place in pair)
        if one == other or groups[one].members.keys() & groups[other].members.keys():
            continue
        groups[one].members.update(groups[other].members)
        above[other] = one
    return [group for place, group in enumerate(groups) if above[place] == place]


def _top(above: list[int], place: int) -> int:
    while above[place] != place:
        above[place] = above[above[place]]
        place = above[place]
    return place


def _identity(group: Group) -> list[tuple[int, int, str]]:
    return sorted((seen.values.start, seen.values.end, seen.uid) for seen in group.members.values())


def _overlaps(spans: list[tuple[int, int, int]]) -> Iterator[tuple[float, int, int]]:
    """Spans of different groups that share letters: the shared part of what both cover, and the groups."""
    active: list[tuple[int, int, int]] = []
    for start, end, place in sorted(spans):
        active = [each for each in active if each[1] > start]
        for first, last, other in active:
            if other != place:
                yield (min(end, last) - start) / (max(end, last) - first), place, other
        active.append((start, end, place))


# Fields


def field_table(units: Sequence[Unit], views: Sequence[View], field: str, code: str | None = None) -> FieldTable:
    """The values of a field: ``statement`` (is there one), or one of :data:`STATEMENT_FIELDS`.

    ``code``: with ``topic``, whether the statement has this code. KeyError for an unknown field.
    """
    coders = tuple(view.coder for view in views)
    if field == "statement":
        rows = [Row(unit, _existence(unit, views)) for unit in units]
        unit = Phrase(N_("a statement that one of the coders sees; the value says whether a coder sees it"))
    elif field == "polarity":
        rows = [row for each in units for row in _polarities(each)]
        unit = Phrase(N_("a statement and one of its targets; the value is the polarity"))
    elif field == "topic" and code is not None:
        rows = [Row(each, _values(each, lambda values: YES if code in values.topics else NO)) for each in units]
        unit = Phrase(N_("a statement; the value says whether it has the code “{code}”"), code=code)
    else:
        read = _READ[field]
        rows = [Row(each, _values(each, read)) for each in units]
        unit = Phrase(N_("a statement; the value is its {field}"), field=Phrase(FIELD_NAMES[field]))
    return FieldTable(field, code, coders, unit, _universe(field, units), tuple(rows))


def _universe(field: str, units: Sequence[Unit]) -> Phrase:
    both = sum(sum(seen is not None and seen.stands for seen in unit.seen) >= 2 for unit in units)
    if field == "statement":
        return Phrase(
            N_("{units} statements that one coder at least sees or judged; nobody counted the places without any"),
            units=len(units),
        )
    return Phrase(
        N_("{both} statements that two coders or more see, of {units} that at least one of them sees or judged"),
        both=both,
        units=len(units),
    )


FIELD_NAMES = {
    "statement": N_("being a statement"),
    "holder": N_("holder"),
    "target": N_("targets, all of them together"),
    "polarity": N_("polarity"),
    "topic": N_("topics, all of them together"),
    "mode": N_("mode (quoted or reported)"),
    "said": N_("date of saying"),
    "refers_to": N_("time it refers to"),
    "written": N_("date of writing"),
    "relay": N_("relay"),
    "span": N_("place in the text"),
    "code": N_("codes on passages"),
}
"""What the fields are called, for people."""


def _together(ids: Sequence[str]) -> str:
    return " + ".join(sorted(set(ids))) or "–"


_READ: dict[str, Callable[[StatementValues], str]] = {
    "holder": lambda values: values.holder.id,
    "target": lambda values: _together([target.entity.id for target in values.targets]),
    "topic": lambda values: _together(values.topics),
    "mode": lambda values: values.mode,
    "said": lambda values: values.said or "–",
    "refers_to": lambda values: values.refers_to or "–",
    "written": lambda values: values.written or "–",
    "relay": lambda values: " < ".join(each.id for each in values.relay) or "–",
}


def _values(unit: Unit, read: Callable[[StatementValues], str]) -> tuple[str | None, ...]:
    return tuple(read(seen.values) if seen is not None and seen.stands else None for seen in unit.seen)


def _existence(unit: Unit, views: Sequence[View]) -> tuple[str | None, ...]:
    present = [seen for seen in unit.seen if seen is not None]
    found_by_hand = all(seen.added for seen in present)

    def value(seen: Seen | None, view: View) -> str | None:
        if view.sources is not None and unit.source not in view.sources:
            return None
        if seen is not None:
            return YES if seen.stands else NO
        # Nobody proposed it to the coder, who nevertheless might have seen it, had there been anything.
        return NO if view.machine or view.complete or found_by_hand else None

    return tuple(value(seen, view) for seen, view in zip(unit.seen, views, strict=True))


def _polarities(unit: Unit) -> Iterator[Row]:
    """One row for every target; a coder who does not have the target has no value."""
    told: list[Mapping[str, str]] = [
        {target.entity.id: target.polarity for target in seen.values.targets}
        if seen is not None and seen.stands
        else {}
        for seen in unit.seen
    ]
    names = {
        target.entity.id: target.entity.name
        for seen in unit.seen
        if seen is not None and seen.stands
        for target in seen.values.targets
    }
    for target in sorted(names):
        yield Row(unit, tuple(each.get(target) for each in told), names[target])


def names_of(units: Sequence[Unit]) -> dict[str, str]:
    """The names of the people and things in the units by id, to show values by name."""
    found: dict[str, str] = {}
    for unit in units:
        for seen in unit.seen:
            if seen is not None:
                values = seen.values
                every = (values.holder, *(target.entity for target in values.targets), *values.relay)
                found.update((each.id, each.name) for each in every)
    return found


def shown(value: str | None, field: str, names: Mapping[str, str]) -> str | None:
    """A value for people: ids of people and things as their names."""
    if value is None or field not in ("holder", "target", "relay"):
        return value
    sign = " < " if field == "relay" else " + "
    return sign.join(names.get(part, part) for part in value.split(sign))


# Several spans as one line


def pieces(spans: Sequence[tuple[int, int]], begin: int, end: int) -> list[tuple[int, int]]:
    """The line from ``begin`` to ``end``, cut in the middle of what no span covers, so that no span is cut.

    These are the units that a bootstrap of spans draws.
    """
    cuts, reach = [begin], begin
    for start, stop in sorted(spans):
        if start > reach and reach > begin:
            cuts.append((reach + start) // 2)
        reach = max(reach, stop)
    cuts.append(end)
    return [(start, stop) for start, stop in pairwise(cuts) if start < stop]
