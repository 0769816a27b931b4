"""What a report shows and where: everything counted once, every anchor decided before the first line is written."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from tanik.analysis.entities import Entities, entities_from
from tanik.analysis.perspectives import Perspectives, perspectives
from tanik.analysis.reliance import Reliance, reliance
from tanik.analysis.table import StatementRow, rows_from
from tanik.analysis.timeline import Timeline, timeline
from tanik.reading.annotations import Doubt
from tanik.report.items import ReportItem
from tanik.report.markup import name, text
from tanik.report.wording import Wording, wording
from tanik.translation import N_

WHOLE_TEXT_WORDS = 300_000
"""Up to this many words of all sources the report holds the whole text; above it, the passages around statements."""

MOST_ROWS = 5_000
"""The longest list of dates, of quotations, of doubts of one kind; what is left out is said."""

_WORD = re.compile(r"\S+")


@dataclass(slots=True)
class Places:
    """Where the words of one document stand: its parts in text order, and which paragraphs the report shows.

    ``starts[i]`` is the start of part ``i``, ``parts[i]`` its (paragraph, number of the part in it).
    """

    starts: list[int]
    parts: list[tuple[int, int]]
    shown: frozenset[int] | None
    """None: all paragraphs."""
    words: int

    def part(self, offset: int) -> int:
        """The part an offset belongs to; one between two parts belongs to the part before."""
        return max(bisect_right(self.starts, offset) - 1, 0)

    def paragraph(self, offset: int) -> int:
        return self.parts[self.part(offset)][0]

    def shows(self, offset: int) -> bool:
        return bool(self.starts) and (self.shown is None or self.paragraph(offset) in self.shown)


@dataclass(slots=True)
class Plan:
    """The material of every section. ``statements``: the rows of each statement (one per target) by its id."""

    items: Sequence[ReportItem]
    words: Wording
    entities: Entities
    rows: list[StatementRow]
    statements: dict[str, list[StatementRow]]
    perspectives: Perspectives
    timeline: Timeline
    reliance: Reliance
    doubts: list[list[Doubt]]
    """For each item the doubts of its reading, then those of its text."""
    places: list[Places]
    numbers: dict[str, int] = field(default_factory=dict)
    """The number of each entity, by key, from 1."""
    works: dict[str, int] = field(default_factory=dict)
    listed: set[str] = field(default_factory=set)
    """The ids of all rows of dates, quotations and doubts; very long lists are cut."""
    direct: list[tuple[int, int]] = field(default_factory=list)
    """Item and index of every direct quotation."""
    doubt_groups: list[tuple[str, list[tuple[int, int]]]] = field(default_factory=list)
    """Kind of doubt with item and index of its members, the most frequent kind first."""

    def anchor(self, prefix: str, item: int, index: int) -> str:
        """The id of a passage or a row: ``ps1-12`` is the passage of statement 12 of source 1."""
        return f"{prefix}{item + 1}-{index + 1}"

    def label(self, item: int, index: int) -> str:
        """What a reader sees: ``12``, or ``1.12`` when there are several sources."""
        return str(index + 1) if len(self.items) == 1 else f"{item + 1}.{index + 1}"

    def passage(self, prefix: str, item: int, index: int, offset: int, html: str) -> str:
        """A link to a passage; without the link when the report leaves that passage out."""
        if not self.places[item].shows(offset):
            return html
        return f'<a href="#{self.anchor(prefix, item, index)}">{html}</a>'

    def lists(self, prefix: str, item: int, index: int) -> bool:
        return self.anchor(prefix, item, index) in self.listed

    def page(self, item: int, offset: int) -> str:
        """The page of an offset as HTML, empty when the source has no pages."""
        found = self.items[item].document.page_at(offset)
        return text(self.words.say(N_("p. {page}"), page=found.name)) if found else ""

    def where(self, item: int, offset: int) -> str:
        """Source and page of an offset as HTML."""
        page = self.page(item, offset)
        if len(self.items) == 1:
            return page or text(self.words.say(N_("in the text")))
        return f"{self.source(item)}, {page}" if page else self.source(item)

    def source(self, item: int) -> str:
        source = self.items[item].source
        return name(source.title or source.name)

    def entity(self, key: str) -> str:
        """The name of an entity, leading to its row."""
        return f'<a href="#en{self.numbers[key]}">{name(self.entities.name(key))}</a>'


def plan(items: Sequence[ReportItem], language: str) -> Plan:
    """Count everything and decide what is shown."""
    entities = entities_from(items)
    rows = rows_from(items, entities)
    statements: dict[str, list[StatementRow]] = {}
    for row in rows:
        statements.setdefault(row.id, []).append(row)
    resting = reliance(items)
    result = Plan(
        items=items,
        words=wording(language),
        entities=entities,
        rows=rows,
        statements=statements,
        perspectives=perspectives(rows),
        timeline=timeline(items, rows),
        reliance=resting,
        doubts=[_doubts(item) for item in items],
        places=_all_places(items),
        numbers={key: number for number, key in enumerate(entities.rows, 1)},
        works={work.key: number for number, work in enumerate(resting.works, 1)},
    )
    _list_rows(result)
    return result


def _list_rows(plan: Plan) -> None:
    """Decide which rows of dates, quotations and doubts there are."""
    found = plan.timeline
    dates = [(point.item, point.index) for point in found.points[:MOST_ROWS] if point.role == "date"]
    plan.direct = [
        (item, index)
        for item, one in enumerate(plan.items)
        for index, quotation in enumerate(one.reading.quotations)
        if quotation.kind == "direct"
    ]
    groups: dict[str, list[tuple[int, int]]] = {}
    for item, several in enumerate(plan.doubts):
        for index, doubt in enumerate(several):
            groups.setdefault(doubt.kind, []).append((item, index))
    plan.doubt_groups = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    plan.listed.update(plan.anchor("dt", *place) for place in (*dates, *found.unplaced[:MOST_ROWS]))
    plan.listed.update(plan.anchor("qt", *place) for place in plan.direct[:MOST_ROWS])
    for _, members in plan.doubt_groups:
        plan.listed.update(plan.anchor("du", *place) for place in members[:MOST_ROWS])


def _doubts(item: ReportItem) -> list[Doubt]:
    own = [Doubt(doubt.start, doubt.end, doubt.kind, (), doubt.values) for doubt in item.document.doubts]
    seen = {(doubt.start, doubt.end, doubt.kind) for doubt in item.reading.doubts}
    return item.reading.doubts + [doubt for doubt in own if (doubt.start, doubt.end, doubt.kind) not in seen]


def _all_places(items: Sequence[ReportItem]) -> list[Places]:
    places = [_places(item) for item in items]
    if sum(place.words for place in places) > WHOLE_TEXT_WORDS:
        for place, item in zip(places, items, strict=True):
            place.shown = _around_statements(place, item)
    return places


def _places(item: ReportItem) -> Places:
    parts = sorted(
        (start, index, part)
        for index, paragraph in enumerate(item.document.paragraphs)
        for part, (start, _) in enumerate(paragraph.parts)
    )
    words = sum(1 for _ in _WORD.finditer(item.document.text))
    return Places([part[0] for part in parts], [(part[1], part[2]) for part in parts], None, words)


def _around_statements(place: Places, item: ReportItem) -> frozenset[int]:
    """The paragraphs of every statement, with the one before and the one after."""
    shown: set[int] = set()
    last = len(item.document.paragraphs) - 1
    for statement in item.reading.statements if place.starts else ():
        first, final = place.paragraph(statement.start), place.paragraph(max(statement.start, statement.end - 1))
        shown.update(range(max(min(first, final) - 1, 0), min(max(first, final) + 1, last) + 1))
    return frozenset(shown)
