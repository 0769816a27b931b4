"""How much rests on each cited work: citations, quotations and statements, and the doubts about it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from tanik.analysis.entities import Item
from tanik.languages.pack import language
from tanik.reading.annotations import Citation, CitationItem, Reading, Work


@dataclass(slots=True)
class WorkRow:
    """One cited work over all readings.

    ``citations``, ``quotations``, ``statements``, ``doubts``: (item, index in the reading). A citation of two works
    counts for both, so the shares of all works may add up to more than 1.
    """

    key: str
    author: str
    year: str
    title: str = ""
    listed: bool = False
    """True when a bibliography lists it; False when it is known from its citations only."""
    citations: list[tuple[int, int]] = field(default_factory=list)
    quotations: list[tuple[int, int]] = field(default_factory=list)
    statements: list[tuple[int, int]] = field(default_factory=list)
    doubts: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Reliance:
    """Works, the one that carries most first; ``cited``: statements that a citation covers; ``all``: all statements."""

    works: list[WorkRow]
    cited: int
    all: int

    def share(self, work: WorkRow) -> float | None:
        """The share of the cited statements that rest on a work; None when no statement is cited."""
        return len(work.statements) / self.cited if self.cited else None


def citation_label(citation: Citation) -> str:
    """A citation in one form, whatever its style: ``Yılmaz 1982a: 20-21; Kaya 1990``."""
    return "; ".join(_item_label(item) for item in citation.items)


def _item_label(item: CitationItem) -> str:
    work = " ".join(part for part in (item.prefix, item.author, item.year + item.suffix) if part)
    return f"{work}: {item.pages}" if item.pages else work


def work_keys(reading: Reading, citation: Citation) -> tuple[str, ...]:
    """The works of a citation, each once, by the keys of :class:`WorkRow`."""
    works = {work.id: work for work in reading.works}
    return tuple(dict.fromkeys(_key(reading, works, item) for item in citation.items))


def reliance(items: Sequence[Item]) -> Reliance:
    """Count what rests on each work, over all readings."""
    rows: dict[str, WorkRow] = {}
    cited = total = 0
    for number, item in enumerate(items):
        reading = item.reading
        works = {work.id: work for work in reading.works}
        for work in reading.works:
            row = rows.setdefault(_work_key(reading, work), WorkRow(_work_key(reading, work), work.author, _year(work)))
            row.title = row.title or work.title
            row.listed = row.listed or work.start is not None
        keys = [_count_citation(rows, reading, works, number, index) for index in range(len(reading.citations))]
        for index, citation in enumerate(quotation_citations(reading)):
            for key in _covered(keys, citation):
                rows[key].quotations.append((number, index))
        for index, statement in enumerate(reading.statements):
            covered = _covered(keys, statement.citation)
            cited += bool(covered)
            for key in covered:
                rows[key].statements.append((number, index))
        total += len(reading.statements)
        _count_doubts(rows, reading, keys, number)
    order = sorted(rows.values(), key=lambda row: (-len(row.statements), -len(row.citations), row.key))
    return Reliance(order, cited, total)


def quotation_citations(reading: Reading) -> list[int | None]:
    """The citation of every quotation: its own, else that of the first cited statement inside its marks."""
    cited = sorted((one.start, one.citation) for one in reading.statements if one.citation is not None)
    starts = [start for start, _ in cited]
    found: list[int | None] = []
    for quotation in reading.quotations:
        at = bisect_left(starts, quotation.outer_start)
        inside = at < len(cited) and starts[at] < quotation.outer_end
        found.append(quotation.citation if quotation.citation is not None else cited[at][1] if inside else None)
    return found


def _count_citation(
    rows: dict[str, WorkRow], reading: Reading, works: dict[str, Work], number: int, index: int
) -> tuple[str, ...]:
    keys: dict[str, None] = {}
    for item in reading.citations[index].items:
        key = _key(reading, works, item)
        if key not in rows:
            rows[key] = WorkRow(key, item.author, item.year + item.suffix)
        keys[key] = None
    for key in keys:
        rows[key].citations.append((number, index))
    return tuple(keys)


def _covered(keys: Sequence[tuple[str, ...]], citation: int | None) -> tuple[str, ...]:
    return keys[citation] if citation is not None and 0 <= citation < len(keys) else ()


def _count_doubts(rows: dict[str, WorkRow], reading: Reading, keys: Sequence[tuple[str, ...]], number: int) -> None:
    """A doubt concerns the works of every citation, and of every bibliography entry, that its span touches."""
    places = [(found.start, found.end, keys[index]) for index, found in enumerate(reading.citations)]
    places += [
        (work.start, work.end, (_work_key(reading, work),))
        for work in reading.works
        if work.start is not None and work.end is not None
    ]
    places.sort()
    ends = [end for _, end, _ in places]
    for index, doubt in enumerate(reading.doubts):
        # Citations do not overlap one another, so the ends are in order too.
        touched: dict[str, None] = {}
        for start, _, works in places[bisect_left(ends, doubt.start + 1) :]:
            if start >= max(doubt.end, doubt.start + 1):
                break
            touched.update(dict.fromkeys(works))
        for key in touched:
            rows[key].doubts.append((number, index))


def _year(work: Work) -> str:
    return work.year + work.suffix


def _work_key(reading: Reading, work: Work) -> str:
    fold = language(reading.language).fold
    year = work.year + work.suffix
    if work.author and year:
        return f"{fold(work.author)}|{year}"
    return f"{fold(work.author)}|{year}|{fold(work.title or work.id)}"


def _key(reading: Reading, works: dict[str, Work], item: CitationItem) -> str:
    if item.work is not None and item.work in works:
        return _work_key(reading, works[item.work])
    return f"{language(reading.language).fold(item.author)}|{item.year}{item.suffix}"
