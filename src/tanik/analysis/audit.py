"""The audit: does every citation lead to a work, and does every quotation say what its source says?

A citation is *resolved* when its work stands in the list of works or among the sources of the study and nothing about
it is doubtful. A quotation is compared with its source where the study has the source: on the cited page first, then in
the rest of the source, then in the other sources. See :mod:`tanik.analysis.quotation_search` for how, and
:mod:`tanik.analysis.quoted_words` for which differences are tolerated.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from tanik.analysis.cited_sources import CitedSource, CitedSources, surnames
from tanik.analysis.entities import Item
from tanik.analysis.quotation_search import TOLERATED, Difference, Found, Wanted, find_quotations, source_words
from tanik.analysis.quoted_words import segments
from tanik.analysis.reliance import citation_label, quotation_citations
from tanik.reading.annotations import Citation, CitationItem, Reading
from tanik.text.document import Document

Verdict = Literal["exact", "altered", "elsewhere", "absent", "no_source", "no_citation"]
VERDICTS: tuple[Verdict, ...] = ("exact", "altered", "elsewhere", "absent", "no_source", "no_citation")
Progress = Callable[[int, int, str], None]
"""``progress(done, all, name)``: sources searched, and the one that is."""
_ROMAN = re.compile(r"[ivxlc]+")
_LONGEST_RANGE = 200


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of one source. ``item``: its position; ``page``: as printed; ``text``: its words."""

    item: int
    start: int
    end: int
    page: str | None
    text: str


@dataclass(frozen=True, slots=True)
class WordDifference:
    """One difference in words. ``quoted`` or ``source`` is empty where that side has no word."""

    kind: str
    quoted: str
    source: str
    tolerated: bool


@dataclass(frozen=True, slots=True)
class QuotationCheck:
    """One quotation compared with its source.

    ``index``: of the quotation in its reading. ``cited``: position of the cited source, None when it is not in the
    study. ``found``: where the words are, None when nowhere. ``pages``: as cited; ``page_known``: False when the source
    has no such page (or no pages at all), so that the page could not be compared. ``likeness``: 0 to 1.
    """

    verdict: Verdict
    quotation: Passage
    index: int
    citation: str
    pages: str
    cited: int | None
    found: Passage | None
    page_known: bool
    likeness: float
    differences: tuple[WordDifference, ...]


@dataclass(frozen=True, slots=True)
class CitationCheck:
    """One work of one citation. ``index``: of the citation in its reading; ``part``: of the work in the citation.

    ``listed``: the list of works of the citing source has it; ``source``: its position when it is in the study;
    ``doubts``: kinds of what is doubtful, with the alternatives; empty when the citation is resolved.
    """

    citation: Passage
    index: int
    part: int
    label: str
    work: str | None
    listed: bool
    source: int | None
    doubts: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def resolved(self) -> bool:
        return not self.doubts


@dataclass(frozen=True, slots=True)
class Audit:
    """``terms``: how many quoted terms were left alone (a word between marks claims no source)."""

    quotations: tuple[QuotationCheck, ...]
    citations: tuple[CitationCheck, ...]
    terms: int

    def counts(self) -> dict[Verdict, int]:
        found = Counter(check.verdict for check in self.quotations)
        return {verdict: found[verdict] for verdict in VERDICTS}


@dataclass(slots=True)
class _Task:
    """A quotation on its way. ``cited``: sources that may be meant, in the order of the citation, with their pages."""

    item: int
    index: int
    wanted: Wanted
    label: str
    pages: str
    cited: list[tuple[int, str]]
    spans: dict[int, tuple[tuple[int, int], ...]]
    best: tuple[int, Found] | None = None


def audit(items: Sequence[Item], *, progress: Progress | None = None) -> Audit:
    """Check every citation and every quotation of the items; linear in the words of the sources and quotations."""
    known = CitedSources([item.source for item in items])
    citations = [check for number in range(len(items)) for check in _citations(items, number, known)]
    tasks, terms = _tasks(items, known)
    _search(items, tasks, progress)
    return Audit(tuple(_check(items, task) for task in tasks), tuple(citations), terms)


def _tasks(items: Sequence[Item], known: CitedSources) -> tuple[list[_Task], int]:
    tasks, terms = [], 0
    for number, item in enumerate(items):
        text, reading = item.document.text, item.reading
        covering = quotation_citations(reading)
        for index, quotation in enumerate(reading.quotations):
            if quotation.kind == "term":
                terms += 1
            if quotation.kind == "term" or quotation.depth:
                continue
            found = covering[index]
            citation = reading.citations[found] if found is not None and found < len(reading.citations) else None
            task = _Task(
                item=number,
                index=index,
                wanted=Wanted(tuple(segments(text, quotation.start, quotation.end))),
                label=citation_label(citation) if citation else "",
                pages=_pages(citation),
                cited=[],
                spans={},
            )
            if citation is not None:
                _resolve(task, items, known, reading, citation)
            tasks.append(task)
    return tasks, terms


def _pages(citation: Citation | None) -> str:
    return "; ".join(item.pages for item in citation.items if item.pages) if citation else ""


def _resolve(task: _Task, items: Sequence[Item], known: CitedSources, reading: Reading, citation: Citation) -> None:
    for each in citation.items:
        found = known.find(reading, each, citing=task.item)
        for source in (found.source,) if found.source is not None else found.possible:
            task.cited.append((source, each.pages))
            task.spans[source] = task.spans.get(source, ()) + page_spans(items[source].document, each.pages)


def page_spans(document: Document, pages: str) -> tuple[tuple[int, int], ...]:
    """The spans of the pages that a citation names (``20-21,77``, ``xii``) in a document; empty when it has none."""
    if not pages or not document.pages:
        return ()
    wanted = page_names(pages)
    return tuple((page.start, page.end) for page in document.pages if page.name.strip().lower() in wanted)


def page_names(pages: str) -> frozenset[str]:
    """Every page of a list as printed in a citation: ``20-2`` is 20, 21 and 22."""
    names: set[str] = set()
    for part in re.split(r"[,;]", pages.lower()):
        ends = [end for end in re.split(r"[-–—]", part.strip()) if end]
        names.update(end for end in ends if _ROMAN.fullmatch(end))
        numbers = [int(match.group()) for end in ends if (match := re.match(r"\d{1,6}", end))]
        if len(numbers) == 2:
            first, last = numbers
            if last < first:
                # "156-8" is 156-158; "281-280" is a slip that names both.
                size = 10 ** len(str(last))
                longer = first // size * size + last
                first, last = (first, longer) if longer >= first and size <= first else (last, first)
            names.update(str(number) for number in range(first, min(last, first + _LONGEST_RANGE) + 1))
        names.update(str(number) for number in numbers[:1])
    return frozenset(names)


def _search(items: Sequence[Item], tasks: Sequence[_Task], progress: Progress | None) -> None:
    """Every source once for the quotations that cite it, then once more for those that were not found there."""
    cited: dict[int, list[_Task]] = defaultdict(list)
    for task in tasks:
        for source in dict.fromkeys(source for source, _ in task.cited):
            cited[source].append(task)
    for done, source in enumerate(sorted(cited)):
        if progress:
            progress(done, len(items), items[source].source.name)
        _search_in(items, source, cited[source])
    lost = [task for task in tasks if task.cited and task.best is None and task.wanted.words >= 3]
    for source in range(len(items)) if lost else ():
        if progress:
            progress(len(cited) + source, len(items) + len(cited), items[source].source.name)
        others = [task for task in lost if task.item != source and source not in task.spans]
        _search_in(items, source, others)


def _search_in(items: Sequence[Item], source: int, tasks: Sequence[_Task]) -> None:
    if not tasks:
        return
    words = source_words(items[source].document)
    wanted = [Wanted(task.wanted.segments, task.spans.get(source, ())) for task in tasks]
    for task, found in zip(tasks, find_quotations(words, wanted), strict=True):
        if found is None:
            continue
        now, before = _merit(task, source, found), _merit(task, *task.best) if task.best else None
        if before is None or now > before:
            task.best = source, found


def _merit(task: _Task, source: int, found: Found) -> tuple[bool, float, int]:
    """What is found on a cited page comes first, then what is more alike, then the earlier source."""
    return _on_page(found, task.spans.get(source, ())), found.likeness, -source


def _on_page(found: Found, spans: Sequence[tuple[int, int]]) -> bool:
    return any(found.start < end and found.end > start for start, end in spans)


def _check(items: Sequence[Item], task: _Task) -> QuotationCheck:
    item = items[task.item]
    quotation = item.reading.quotations[task.index]
    cited = task.cited[0][0] if task.cited else None
    found: Passage | None = None
    differences: tuple[WordDifference, ...] = ()
    likeness, page_known = 0.0, False
    verdict: Verdict = "no_citation" if not task.label else "no_source" if cited is None else "absent"
    if task.best is not None:
        source, best = task.best
        cited = source if source in task.spans else cited
        found = _passage(items, source, best.start, best.end)
        likeness = round(best.likeness, 6)
        differences = tuple(_in_words(item.document, items[source].document, each) for each in best.differences)
        page_known = bool(task.spans.get(source))
        # Where no page can be compared, the words decide alone.
        there = source in task.spans and (not page_known or _on_page(best, task.spans[source]))
        verdict = "elsewhere" if not there else "exact" if best.exact else "altered"
    return QuotationCheck(
        verdict=verdict,
        quotation=_passage(items, task.item, quotation.start, quotation.end),
        index=task.index,
        citation=task.label,
        pages=task.pages,
        cited=cited,
        found=found,
        page_known=page_known,
        likeness=likeness,
        differences=differences,
    )


def _in_words(quoting: Document, source: Document, difference: Difference) -> WordDifference:
    return WordDifference(
        kind=difference.kind,
        quoted=quoting.words(*difference.quoted) if difference.quoted[1] else "",
        source=source.words(*difference.source) if difference.source[1] else "",
        tolerated=difference.kind in TOLERATED,
    )


def _passage(items: Sequence[Item], item: int, start: int, end: int) -> Passage:
    document = items[item].document
    page = document.page_at(start)
    return Passage(item, start, end, page.name if page else None, document.words(start, end))


def _citations(items: Sequence[Item], number: int, known: CitedSources) -> list[CitationCheck]:
    reading = items[number].reading
    has_list = any(work.start is not None for work in reading.works)
    listed = {work.id for work in reading.works if work.start is not None}
    doubts = sorted(
        (doubt.start, doubt.end, doubt.kind, doubt.alternatives)
        for doubt in reading.doubts
        if doubt.kind.startswith("citation.")
    )
    starts = [start for start, *_ in doubts]
    by_author: dict[str, set[str]] = defaultdict(set)
    for work in reading.works:
        if work.start is not None:
            for surname in surnames(work.author):
                by_author[surname].add(work.id)
    checks = []
    for index, citation in enumerate(reading.citations):
        place = _passage(items, number, citation.start, citation.end)
        for part, item in enumerate(citation.items):
            found = known.find(reading, item, citing=number)
            # A note names its work by author and title; when the list has one work of that author, it is meant.
            of_author = {work for surname in surnames(item.author) for work in by_author[surname]}
            is_listed = item.work in listed or (not item.year and len(of_author) == 1)
            at = bisect_left(starts, citation.start)
            reasons: dict[tuple[str, tuple[str, ...]], None] = {}
            while at < len(doubts) and doubts[at][0] < citation.end:
                reasons[doubts[at][2], tuple(doubts[at][3])] = None
                at += 1
            reasons.update(dict.fromkeys(_source_doubts(items, item, found, is_listed, has_list)))
            label = citation_label(Citation(citation.start, citation.end, (item,), citation.style))
            checks.append(
                CitationCheck(place, index, part, label, item.work, item.work in listed, found.source, tuple(reasons))
            )
    return checks


def _source_doubts(
    items: Sequence[Item], item: CitationItem, found: CitedSource, listed: bool, has_list: bool
) -> list[tuple[str, tuple[str, ...]]]:
    doubts: list[tuple[str, tuple[str, ...]]] = []
    if found.certainty in ("ambiguous", "year_differs"):
        names = tuple(items[n].source.title or items[n].source.name for n in found.possible)
        doubts.append((f"citation.{found.certainty}", names))
    elif not listed and found.source is None and (has_list or not item.year):
        doubts.append(("citation.not_listed", ()))
    if found.source is not None and item.pages:
        document = items[found.source].document
        if document.pages and not page_spans(document, item.pages):
            first, last = document.pages[0].name, document.pages[-1].name
            doubts.append(("citation.no_such_page", (f"{first}-{last}",)))
    return doubts
