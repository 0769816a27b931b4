"""Contradictions: two passages that cannot both be the whole truth, each with its weight.

=============== =====================================================================================================
kind            the two passages
=============== =====================================================================================================
``date``        give one event two dates that exclude each other
``amount``      give one deed (who, to whom, which year, what) two amounts
``one_holder``  one holder for and against one target
``two_holders`` two holders, one for and one against a target, in one period
``quotation``   a quotation and the words of its source, which differ
=============== =====================================================================================================

**Weight** = opposition × certainty × nearness, each from 0 to 1, so that the weightiest come first.

* opposition: dates ``d / (d + 30)`` for d days between them; amounts ``1 - smaller / larger``; views the mean strength
  of the two (one half where a strength is not known); quotations ``1 - likeness``, 0.1 at least.
* certainty: the geometric mean over both passages of ``confidence / (1 + depth / 2)``, where the depth is the number of
  hands through which it came; 1 for dates, 0.8 for an amount that is said to be "about", 1 for quotations.
* nearness, of views only: ``2 ** (-years / 5)`` for one holder (a view given up after decades is a change of mind more
  than a contradiction), ``2 ** -years`` for two; 0.5 when one of the two has no date. Else 1.

What is found is a question to a person, who accepts or explains it; it is no verdict on a witness.
"""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, get_args

import numpy as np

from tanik.analysis.audit import QuotationCheck
from tanik.analysis.dated_events import DatedEvent
from tanik.analysis.entities import Entities, Item
from tanik.analysis.ledger import Entry
from tanik.analysis.statement_table import StatementTable, day_bounds

ContradictionKind = Literal["date", "amount", "one_holder", "two_holders", "quotation"]
KINDS: tuple[ContradictionKind, ...] = get_args(ContradictionKind)
_YEAR = 365.2425
_PERIOD = 1.0
"""Years that two views may lie apart and still be of one period."""
_HOLDERS = 30
"""Holders of a target on each side who are compared, the ones with most statements: pairs grow with the square."""
_PASSAGES = 12
"""Passages of one holder about one target that are compared with another's, the surest ones."""
_BROKEN = frozenset({"negated", "unit", "scale", "vague", "deed", "giver", "receiver"})


@dataclass(frozen=True, slots=True)
class Side:
    """One of two passages. ``statement``: its id, None when it is none; ``says``: date, amount, or for/against."""

    source: str
    source_name: str
    page: str | None
    start: int
    end: int
    text: str
    says: str
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """``uid``: the same whenever it is found again; ``subject``: of whom or what, in names."""

    uid: str
    kind: ContradictionKind
    subject: tuple[str, ...]
    one: Side
    other: Side
    opposition: float
    certainty: float
    nearness: float

    @property
    def weight(self) -> float:
        return round(self.opposition * self.certainty * self.nearness, 6)


def ordered(found: Sequence[Contradiction]) -> list[Contradiction]:
    """Every contradiction once, the weightiest first."""
    unique = {each.uid: each for each in found}
    return sorted(unique.values(), key=lambda each: (-each.weight, KINDS.index(each.kind), each.uid))


def _contradiction(
    kind: ContradictionKind,
    subject: tuple[str, ...],
    one: Side,
    other: Side,
    *,
    opposition: float,
    certainty: float = 1.0,
    nearness: float = 1.0,
) -> Contradiction:
    one, other = sorted((one, other), key=lambda side: (side.source, side.start, side.end, side.says))
    parts = (kind, *(f"{side.source}:{side.start}:{side.end}" for side in (one, other)), *subject)
    uid = hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:16]
    return Contradiction(uid, kind, subject, one, other, opposition, certainty, nearness)


def date_contradictions(items: Sequence[Item], events: Sequence[DatedEvent], entities: Entities) -> list[Contradiction]:
    """Events with dates that exclude each other: each date against the next one in the order of time."""
    by_event: dict[str, dict[tuple[float, float], DatedEvent]] = defaultdict(dict)
    for event in events:
        bounds = day_bounds(event.edtf)
        if bounds is not None:
            by_event[event.event].setdefault(bounds, event)
    found = []
    for key, dated in sorted(by_event.items()):
        reach: tuple[float, DatedEvent] | None = None
        for (first, last), event in sorted(dated.items(), key=lambda pair: pair[0]):
            if reach is not None and first > reach[0]:
                days = first - reach[0]
                sides = (_side(items, one.item, one.start, one.end, one.edtf) for one in (reach[1], event))
                found.append(
                    _contradiction("date", (entities.name(key),), *sides, opposition=round(days / (days + 30), 6))
                )
                reach = last, event
            elif reach is None or last < reach[0]:
                # The finer of two dates that agree is the one to be compared.
                reach = last, event
    return found


def _side(items: Sequence[Item], item: int, start: int, end: int, says: str) -> Side:
    source, document = items[item].source, items[item].document
    page = document.page_at(start)
    words = document.words(start, end)
    return Side(source.id, source.title or source.name, page.name if page else None, start, end, words, says)


def amount_contradictions(items: Sequence[Item], entries: Sequence[Entry]) -> list[Contradiction]:
    """Two amounts for one deed: the same giver, receiver, unit and year; what is doubtful is left out."""
    deeds: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.giver and entry.receiver and entry.date and not _BROKEN & set(entry.doubts):
            bounds = day_bounds(entry.date)
            if bounds is not None and bounds[1] - bounds[0] < _YEAR + 1:
                deeds[entry.deed, entry.giver, entry.receiver, entry.unit, entry.date[:4]].append(entry)
    found = []
    for _, same in sorted(deeds.items()):
        values = sorted({(entry.value, entry.upto or entry.value): entry for entry in same[::-1]}.items())
        for ((_, top), one), ((bottom, _), other) in pairwise(values):
            if bottom > top:
                sides = (_side(items, each.item, each.start, each.end, each.printed) for each in (one, other))
                sure = 0.8 if one.about or other.about else 1.0
                subject = (one.giver_name, one.receiver_name, one.unit, one.date[:4] if one.date else "")
                opposition = round(1 - top / bottom, 6)
                found.append(_contradiction("amount", subject, *sides, opposition=opposition, certainty=sure))
    return found


def quotation_contradictions(items: Sequence[Item], checks: Sequence[QuotationCheck]) -> list[Contradiction]:
    """Quotations that are altered, with the words of their source."""
    found = []
    for check in checks:
        if check.verdict != "altered" or check.found is None:
            continue
        differences = "; ".join(f"{each.quoted or '∅'}" for each in check.differences if not each.tolerated)
        there = "; ".join(f"{each.source or '∅'}" for each in check.differences if not each.tolerated)
        one = _side(items, check.quotation.item, check.quotation.start, check.quotation.end, differences)
        other = _side(items, check.found.item, check.found.start, check.found.end, there)
        opposition = round(max(1 - check.likeness, 0.1), 6)
        found.append(_contradiction("quotation", (check.citation,), one, other, opposition=opposition))
    return found


@dataclass(frozen=True, slots=True)
class _View:
    """One passage that evaluates. ``days``: first and last day by kind of date; ``sure``: confidence and depth."""

    row: int
    sign: int
    strength: float
    sure: float
    days: tuple[tuple[float, float] | None, ...]


def view_contradictions(table: StatementTable) -> list[Contradiction]:
    """Views for and against one target, of one holder and of two. The table is taken as it is: filter it before."""
    views = _views(table)
    found: list[Contradiction] = []
    by_target: dict[int, dict[int, list[_View]]] = defaultdict(dict)
    for (holder, target), own in sorted(views.items()):
        by_target[target][holder] = own
        found += _one_holder(table, holder, target, own)
    for target, holders in sorted(by_target.items()):
        found += _two_holders(table, target, holders)
    return found


def _views(table: StatementTable) -> dict[tuple[int, int], list[_View]]:
    values, places = table.values(), table.places()
    bounds = [column.bounds() for column in (table.said, table.refers_to, table.written)]
    found: dict[tuple[int, int], list[_View]] = defaultdict(list)
    seen: set[tuple[int, int, int]] = set()
    with np.errstate(invalid="ignore"):
        rows = np.flatnonzero((np.abs(values) == 1) & (table.target.codes >= 0))
    order = rows[np.lexsort((table.statement[rows], table.start[rows], table.source.codes[rows]))]
    for row in order.tolist():
        holder, target = int(table.holder.codes[row]), int(table.target.codes[row])
        if (holder, target, int(places[row])) in seen:
            continue
        seen.add((holder, target, int(places[row])))
        days = tuple(
            None if math.isnan(first[row]) else (float(first[row]), float(last[row])) for first, last in bounds
        )
        sure = float(table.confidence[row]) / (1 + int(table.depth[row]) / 2)
        strength = abs(float(table.strength[row])) or 0.5
        found[holder, target].append(_View(row, int(values[row]), min(strength, 1.0), sure, days))
    return found


def _one_holder(table: StatementTable, holder: int, target: int, views: Sequence[_View]) -> list[Contradiction]:
    """Every passage of the rarer side with the passage of the other side that contradicts it most."""
    positive = [view for view in views if view.sign > 0]
    negative = [view for view in views if view.sign < 0]
    few, many = sorted((positive, negative), key=len)
    against = _surest(many)
    pairs = [_best("one_holder", [(one, other) for other in against]) for one in few]
    return [_of_views(table, "one_holder", (holder,), target, *pair) for pair in pairs if pair is not None]


def _two_holders(table: StatementTable, target: int, holders: dict[int, list[_View]]) -> list[Contradiction]:
    """Every pair of holders of whom one is for and one against the target, with the two passages nearest in time."""
    sides: dict[int, list[int]] = {1: [], -1: []}
    for holder, views in holders.items():
        balance = sum(view.sign for view in views)
        if balance:
            sides[1 if balance > 0 else -1].append(holder)
    for side in sides.values():
        side.sort(key=lambda holder: (-len(holders[holder]), holder))
    found = []
    for one in sides[1][:_HOLDERS]:
        mine = _surest([view for view in holders[one] if view.sign > 0])
        for other in sides[-1][:_HOLDERS]:
            theirs = _surest([view for view in holders[other] if view.sign < 0])
            near = [(a, b) for a in mine for b in theirs if (years := _years(a, b)) is not None and years <= _PERIOD]
            best = _best("two_holders", near)
            if best is not None:
                found.append(_of_views(table, "two_holders", (one, other), target, *best))
    return found


def _best(kind: ContradictionKind, pairs: Sequence[tuple[_View, _View]]) -> tuple[_View, _View] | None:
    """The weightiest pair; of equal ones the first, and the views come in the order of sources and text."""
    return max(pairs, key=lambda pair: math.prod(_factors(kind, *pair)), default=None)


def _surest(views: Sequence[_View]) -> list[_View]:
    if len(views) <= _PASSAGES:
        return list(views)
    return sorted(views, key=lambda view: (-view.sure, -view.strength))[:_PASSAGES]


def _years(one: _View, other: _View) -> float | None:
    """Years between two views by the first kind of date that both have; None when they have none in common."""
    for a, b in zip(one.days, other.days, strict=True):
        if a is not None and b is not None:
            return float(max(a[0] - b[1], b[0] - a[1], 0.0) / _YEAR)
    return None


def _factors(kind: ContradictionKind, one: _View, other: _View) -> tuple[float, float, float]:
    """Opposition, certainty and nearness of two views."""
    years = _years(one, other)
    half_life = 5.0 if kind == "one_holder" else 1.0
    nearness = 0.5 if years is None else 2 ** (-years / half_life)
    certainty = math.sqrt(max(one.sure, 0.0) * max(other.sure, 0.0))
    return round((one.strength + other.strength) / 2, 6), round(certainty, 6), round(nearness, 6)


def _of_views(
    table: StatementTable, kind: ContradictionKind, holders: tuple[int, ...], target: int, one: _View, other: _View
) -> Contradiction:
    names = (*(table.holder.values[code] for code in holders), table.target.values[target])
    opposition, certainty, nearness = _factors(kind, one, other)
    return _contradiction(
        kind,
        tuple(map(table.name, names)),
        _stated(table, one),
        _stated(table, other),
        opposition=opposition,
        certainty=certainty,
        nearness=nearness,
    )


def _stated(table: StatementTable, view: _View) -> Side:
    row = view.row
    source = table.source.at(row) or ""
    return Side(
        source=source,
        source_name=table.name(source),
        page=table.page.at(row),
        start=int(table.start[row]),
        end=int(table.end[row]),
        text=str(table.text[row]),
        says="positive" if view.sign > 0 else "negative",
        statement=table.ids[int(table.statement[row])],
    )
