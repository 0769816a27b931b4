"""Offices without a name: who held ``Hariciye Vekili`` on the day that the sentence speaks of.

The offices and their dates come from the authority file. The date is the one in the sentence, else the last one told
before in the same paragraph or the two before it, else when the source was written. One holder on that date is a
mention; several are a doubt.

Needs: dates, people. Gives: mentions, doubts ``office.unclear``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tanik.languages.edtf import Edtf, is_edtf, overlaps, parse_edtf
from tanik.languages.pack import Language, language
from tanik.reading.annotations import DateExpression, Doubt, Entity, Mention
from tanik.reading.authority import Authority, AuthorityEntry
from tanik.reading.people import People
from tanik.text.document import Document

RULE = "office.date"
_ENDING = r"(?P<ending>['’]?[a-zçğıöşüâîû]{0,6})(?![\w])"
_NEAR_PARAGRAPHS = 2


@dataclass(frozen=True, slots=True)
class _Term:
    """Somebody's time in an office; ``span`` is None when no dates are known."""

    entry: AuthorityEntry
    span: Edtf | None


class Offices:
    """The offices of an authority file, ready to be looked up."""

    def __init__(self, authority: Authority, pack: Language) -> None:
        self._pack = pack
        self._terms: dict[str, list[_Term]] = {}
        for entry in authority.entries:
            if entry.kind == "person":
                for office in entry.offices:
                    span = _span(office.begin, office.end)
                    for form in (office.office, *office.forms):
                        if " " in form:  # a single word (Padişah, Halife) may mean any holder, anywhere
                            self._terms.setdefault(pack.fold(form), []).append(_Term(entry, span))
        forms = sorted(self._terms, key=lambda form: (-len(form), form))
        self._pattern = re.compile(rf"(?<!\w)(?P<form>{'|'.join(map(re.escape, forms))}){_ENDING}") if forms else None

    def holders(self, office: str, date: str) -> list[AuthorityEntry]:
        """Who held an office (any of its names) on an EDTF date, in the order of the file."""
        terms = self._terms.get(self._pack.fold(office), ())
        if not is_edtf(date):
            return []
        day = parse_edtf(date)
        found = [term.entry for term in terms if term.span is not None and overlaps(term.span, day)]
        return list(dict.fromkeys(found))

    def find(
        self, document: Document, people: People, dates: Sequence[DateExpression], written: str | None
    ) -> list[Doubt]:
        """Enter the mentions of holders into ``people``; returns what stays open."""
        if self._pattern is None:
            return []
        folded = self._pack.fold(document.text)
        if len(folded) != len(document.text):
            return []
        when = _When(document, dates, written)
        mentions: list[Mention] = []
        doubts: list[Doubt] = []
        for match in self._pattern.finditer(folded):
            start, end = match.span("form")
            if not document.text[start].isupper() or self._named(people, document, start, match.end()):
                continue
            date = when.at(start)
            holders = self.holders(match["form"], date) if date else []
            if len(holders) == 1:
                mentions.append(Mention(start, end, match.end(), _entity(people, holders[0]), RULE))
            elif holders and len(doubts) < _MOST_DOUBTS:
                names = tuple(entry.id for entry in holders)
                doubts.append(Doubt(start, match.end(), "office.unclear", names, {"date": date}))
        people.add_mentions(mentions)
        return doubts

    @staticmethod
    def _named(people: People, document: Document, start: int, end: int) -> bool:
        """Whether the person's name stands beside the office: ``Hariciye Vekili Nihat Bey``."""
        around = people.in_range(max(start - 60, 0), end + 3)
        for mention in around:
            if mention.word_end > start and mention.start < end:
                return people.by_id[mention.entity].kind == "person"
            if 0 <= mention.start - end <= 2 and people.by_id[mention.entity].kind == "person":
                return True
        return False


_MOST_DOUBTS = 200


class _When:
    """The time of which a place in the text speaks."""

    def __init__(self, document: Document, dates: Sequence[DateExpression], written: str | None) -> None:
        self._document = document
        known = [date for date in dates if date.edtf]
        self._starts = [date.start for date in known]
        self._values = [date.edtf or "" for date in known]
        self._written = written or ""

    def at(self, offset: int) -> str:
        document = self._document
        i = bisect_right(document.sentences, (offset, len(document.text) + 1)) - 1
        if i >= 0:
            start, end = document.sentences[i]
            first = bisect_left(self._starts, start)
            if first < len(self._starts) and self._starts[first] < end:
                return self._values[first]
            paragraph = document.sentence_paragraph[i]
            since = document.paragraphs[max(paragraph - _NEAR_PARAGRAPHS, 0)].start
            last = bisect_left(self._starts, offset) - 1
            if last >= 0 and self._starts[last] >= since:
                return self._values[last]
        return self._written


def _span(begin: str, end: str) -> Edtf | None:
    text = f"{begin}/{end}" if begin != end and (begin or end) else begin
    return parse_edtf(text) if text and is_edtf(text) else None


def _entity(people: People, entry: AuthorityEntry) -> str:
    """The entity of an entry; a person whom the text only names by the office is entered."""
    if entry.id not in people.by_id:
        entity = Entity(entry.id, "person", entry.name, titles=entry.titles, authority=entry.id, rule="person.office")
        people.entities.append(entity)
        people.by_id[entry.id] = entity
    return entry.id


@lru_cache(maxsize=4)
def offices_of(authority: Authority, code: str) -> Offices:
    """The offices of an authority file in a language; made once for each."""
    return Offices(authority, language(code))
