"""The works of a study as a bibliography: its sources, and the works that they cite."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from tanik.analysis.cited_sources import CitedSources, surnames
from tanik.exchange.csl_items import csl_of_source, csl_of_work, lacking
from tanik.exchange.csl_styles import Form, Language, bibliography, citations, style_named
from tanik.reading.annotations import CitationItem, Work

if TYPE_CHECKING:
    from tanik.study.checks import Read

Which = Literal["all", "sources", "cited"]


@dataclass(frozen=True, slots=True)
class References:
    """``entries``: (id, entry) in alphabetical order; ``lacking``: by id, what the data of an entry do not say."""

    entries: list[tuple[str, str]]
    lacking: dict[str, list[str]]


def works_of(items: list[Read], which: Which) -> list[dict[str, Any]]:
    """CSL items of the sources and of the cited works, each work once; a cited source is a source."""
    sources = [csl_of_source(item.source) for item in items]
    if which == "sources":
        return sources
    known = CitedSources([item.source for item in items])
    cited: dict[str, Work] = {}
    in_study: set[int] = set()
    for number, item in enumerate(items):
        for work in item.reading.works:
            asked = CitationItem(work.author, work.year, work.suffix, work=work.id)
            found = known.find(item.reading, asked, citing=number)
            if found.source is not None:
                in_study.add(found.source)
                continue
            before = cited.get(work.id)
            # Of one work in several lists the fullest entry is taken.
            if before is None or len(work.title) > len(before.title):
                cited[work.id] = work
    authors = {name for work in cited.values() if work.year for name in surnames(work.author)}
    for id, work in list(cited.items()):
        # A note may cite "Yön, s. 12" without a year: one of the works of that author, not another one.
        if not work.year and not work.title and authors & surnames(work.author):
            del cited[id]
    works = [csl_of_work(cited[id]) for id in sorted(cited)]
    if which == "cited":
        return [sources[number] for number in sorted(in_study)] + works
    return sources + works


def references(
    items: list[Read], style: str, language: Language, form: Form, which: Which, *, notes: bool
) -> References:
    """See :meth:`tanik.study.checks.Checks.bibliography`."""
    style_named(style)
    works = works_of(items, which)
    entries = bibliography(works, style, language, form)
    if notes:
        # One citation of each work by itself, so that every one has its first, full form.
        of = {str(work["id"]): work for work in works}
        entries = [(id, citations([of[id]], [(id, "")], style, language, form)[0]) for id, _ in entries]
    return References(entries, {str(work["id"]): missing for work in works if (missing := lacking(work))})
