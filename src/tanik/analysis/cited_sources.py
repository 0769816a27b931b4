"""Which source of the study a cited work is.

A citation names a work by author and year, a source of the study has authors, dates and a title. They are the same
when the key of the source's bibliographic entry is the work's, else when the author's surname agrees and so does the
year (of publication, writing, or the year of the entry); where the bibliography gives the work a title, it decides
between several. What cannot be told apart is a doubt with the possible sources, never a choice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tanik.analysis.quoted_words import skeleton, tokens
from tanik.reading.annotations import CitationItem, Reading, Work
from tanik.sources.source import Source

Certainty = Literal["certain", "ambiguous", "year_differs", "absent"]
_YEAR = re.compile(r"\d{4}")
_SMALL_WORDS = 2


@dataclass(frozen=True, slots=True)
class CitedSource:
    """``source``: position of the source that is cited, None when it is not in the study or cannot be told.

    ``possible``: positions of all sources that it may be, when it cannot be told.
    """

    certainty: Certainty
    source: int | None = None
    possible: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Known:
    surnames: frozenset[str]
    years: frozenset[str]
    keys: frozenset[str]
    title: frozenset[str]


class CitedSources:
    """Leads from cited works to the sources of a study."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._known = [_known(source) for source in sources]

    def find(self, reading: Reading, item: CitationItem, *, citing: int | None = None) -> CitedSource:
        """The source that one work of a citation is. ``citing``: position of the source that cites; never itself."""
        work = next((work for work in reading.works if work.id == item.work), None)
        title = _words(work.title) if work is not None and work.title else frozenset()
        asked = surnames(item.author) | (surnames(work.author) if work is not None else frozenset())
        year = item.year or (work.year if work else "")
        by_key = [n for n, known in enumerate(self._known) if n != citing and _keys(item, work) & known.keys]
        if len(by_key) == 1:
            return CitedSource("certain", by_key[0])
        by_author = [n for n, known in enumerate(self._known) if n != citing and asked & known.surnames]
        fitting = [n for n in by_author if not year or year in self._known[n].years]
        if not fitting:
            titled = [n for n in by_author if title and _alike(title, self._known[n].title)]
            if len(titled) == 1:
                # Another edition: the words are the same, the pages perhaps not.
                return CitedSource("year_differs", titled[0], tuple(titled))
            return CitedSource("absent")
        if len(fitting) > 1 and title:
            fitting = [n for n in fitting if _alike(title, self._known[n].title)] or fitting
        if len(fitting) == 1:
            known = self._known[fitting[0]]
            another = title and known.title and not _alike(title, known.title)
            # One author may write two works in a year: where both have a title, the titles must agree.
            return CitedSource("absent") if another else CitedSource("certain", fitting[0])
        return CitedSource("ambiguous", None, tuple(fitting))


def _known(source: Source) -> _Known:
    names = [name for author in source.authors for name in surnames(author, natural=True)]
    for author in source.csl.get("author", ()):
        if isinstance(author, dict) and isinstance(author.get("family"), str):
            names.extend(surnames(author["family"]))
    years = {found for date in (source.written, source.published) for found in _YEAR.findall(date or "")}
    issued = source.csl.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    years |= {str(part[0]) for part in parts or () if isinstance(part, list | tuple) and part}
    key = source.csl.get("id")
    keys = frozenset({_plain(str(key))}) if key else frozenset()
    return _Known(frozenset(names), frozenset(years), keys, _words(source.title or ""))


def surnames(author: str, *, natural: bool = False) -> frozenset[str]:
    """The words by which an author is cited: before a comma, else the last word (``natural``: any in parentheses too).

    ``Ali Yön (Kaya)`` is cited as Kaya, his later surname, or as Yön.
    """
    names: set[str] = set()
    for one in re.split(r"\s(?:ve|and|&)\s|;", author):
        head = one.split(",")[0]
        inside = re.findall(r"\(([^()]+)\)", head)
        for part in (re.sub(r"\([^()]*\)", " ", head), *(inside if natural else ())):
            words = re.findall(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*", part)
            words = [word for word in words if word.lower() not in ("vd", "et", "al")]
            if words:
                names.add(_plain(words[-1]))
    return frozenset(names)


def _keys(item: CitationItem, work: Work | None) -> frozenset[str]:
    keys = {item.work or "", work.id if work else "", f"{item.author}{item.year}{item.suffix}" if item.year else ""}
    return frozenset(_plain(key) for key in keys if any(letter.isdigit() for letter in key))


def _plain(text: str) -> str:
    return "".join(letter for letter in skeleton(text.casefold()) if letter.isalnum())


def _words(title: str) -> frozenset[str]:
    return frozenset(token.stem for token in tokens(title) if len(token.key) > _SMALL_WORDS)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one title holds most of the other: a bibliography adds publishers, a source leaves out a subtitle."""
    shared = len(one & other)
    return bool(shared) and shared >= 0.6 * min(len(one), len(other))
