"""Units: the stretches of a paragraph in which a holder and a view are looked for.

A unit is a sentence, or several sentences held together by one quotation. Its *skeleton* is its folded text of the
same length in which the words of quotations and citations are blanked, so that signs of attribution inside a
quotation are not taken for the writer's own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from tanik.languages.pack import Language
from tanik.reading.annotations import Citation, Entity, Quotation
from tanik.reading.people import People
from tanik.text.document import Document, Paragraph

_Thing = TypeVar("_Thing")
QUOTED = "\u00a4"
"""Stands for each letter of a quotation in a skeleton."""


class Place(NamedTuple):
    """A mention inside a unit's paragraph: offsets in the paragraph's text; ``case``: see ``cases.toml``."""

    start: int
    end: int
    word_end: int
    entity: str
    kind: str
    case: str
    proper: bool
    """Written with a capital: a name, not a common noun."""


@dataclass(slots=True)
class QuotePlace:
    start: int
    end: int
    outer_start: int
    outer_end: int
    quotation: Quotation


@dataclass(slots=True)
class CitationPlace:
    start: int
    end: int
    index: int
    citation: Citation


@dataclass(slots=True)
class Unit:
    """``start``/``end`` in the paragraph's text; ``skeleton`` has the paragraph's length before ``end``."""

    start: int
    end: int
    sentences: list[tuple[int, int]]
    quotes: list[QuotePlace] = field(default_factory=list)
    citations: list[CitationPlace] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)


@dataclass(slots=True)
class Passage:
    """One paragraph made ready: its text, skeleton and units."""

    index: int
    paragraph: Paragraph
    text: str
    folded: str
    skeleton: str
    units: list[Unit]
    places: list[Place]
    citations: list[CitationPlace]
    quotes: list[QuotePlace]


class CaseFinder:
    """The case of a mention by the letters after its nominative form; cached by ending."""

    def __init__(self, pack: Language) -> None:
        self._pack = pack
        self._cases = [(name, re.compile(pattern)) for name, pattern in pack.rules("cases").get("cases", {}).items()]
        self._known: dict[str, str] = {"": "nominative"}

    def case(self, ending: str) -> str:
        found = self._known.get(ending)
        if found is None:
            folded = self._pack.fold(ending).lstrip("'")
            found = next((name for name, pattern in self._cases if pattern.search(folded)), "other")
            self._known[ending] = found
        return found


def same_length_fold(text: str, pack: Language) -> str:
    """``pack.fold`` with the length of the text kept, whatever letters it has."""
    folded = pack.fold(text)
    if len(folded) == len(text):
        return folded
    return "".join(one if len(one := pack.fold(letter)) == 1 else letter for letter in text)


def to_local(paragraph: Paragraph, offset: int) -> int:
    """The offset in the paragraph's text of a document offset inside it."""
    if len(paragraph.parts) == 1:
        return offset - paragraph.parts[0][0]
    at = 0
    for start, end in paragraph.parts:
        if offset <= end:
            return at + max(offset - start, 0)
        at += end - start + 1
    return at - 1


class PassageMaker:
    """Makes the passages of one document, paragraph by paragraph, in order."""

    def __init__(
        self,
        document: Document,
        pack: Language,
        people: People,
        citations: Sequence[Citation],
        quotations: Sequence[Quotation],
    ) -> None:
        self._document = document
        self._pack = pack
        self._people = people
        self._citations = citations
        self._quotations = quotations
        self._citation_starts = [citation.start for citation in citations]
        self._quotation_starts = [quotation.outer_start for quotation in quotations]
        self._cases = CaseFinder(pack)
        self._running: list[Quotation] = []

    def make(self, index: int) -> Passage:
        """The passage of paragraph ``index``."""
        paragraph = self._document.paragraphs[index]
        text = paragraph.text(self._document.text)
        folded = same_length_fold(text, self._pack)
        places = self._places(paragraph)
        citations = self._local_citations(paragraph)
        quotes = self._local_quotes(paragraph, len(text))
        skeleton = _skeleton(folded, citations, quotes)
        units = _units(self._local_sentences(index, paragraph), citations, quotes, places)
        return Passage(index, paragraph, text, folded, skeleton, units, places, citations, quotes)

    def _local_sentences(self, index: int, paragraph: Paragraph) -> list[tuple[int, int]]:
        owners = self._document.sentence_paragraph
        at = bisect_left(owners, index)
        found = []
        while at < len(owners) and owners[at] == index:
            start, end = self._document.sentences[at]
            found.append((to_local(paragraph, start), to_local(paragraph, end)))
            at += 1
        return found

    def _places(self, paragraph: Paragraph) -> list[Place]:
        text = self._document.text
        found = []
        for part_start, part_end in paragraph.parts:
            for mention in self._people.in_range(part_start, part_end):
                entity: Entity = self._people.by_id[mention.entity]
                found.append(
                    Place(
                        to_local(paragraph, mention.start),
                        to_local(paragraph, mention.end),
                        to_local(paragraph, mention.word_end),
                        mention.entity,
                        entity.kind,
                        self._cases.case(text[mention.end : mention.word_end]),
                        entity.rule != "thing.generic" and text[mention.start : mention.start + 1].isupper(),
                    )
                )
        return found

    def _local_citations(self, paragraph: Paragraph) -> list[CitationPlace]:
        first = bisect_left(self._citation_starts, paragraph.start)
        last = bisect_left(self._citation_starts, paragraph.end)
        return [
            CitationPlace(
                to_local(paragraph, self._citations[i].start),
                to_local(paragraph, self._citations[i].end),
                i,
                self._citations[i],
            )
            for i in range(first, last)
            if _inside(paragraph, self._citations[i].start)
        ]

    def _local_quotes(self, paragraph: Paragraph, length: int) -> list[QuotePlace]:
        """Quotations with words in the paragraph; what lies in other paragraphs is cut off here."""
        found = []
        for quotation in self._running:
            if quotation.outer_end > paragraph.start:
                end = to_local(paragraph, quotation.end) if quotation.end <= paragraph.end else length
                outer = to_local(paragraph, quotation.outer_end) if quotation.outer_end <= paragraph.end else length
                found.append(QuotePlace(0, end, 0, outer, quotation))
        first = bisect_left(self._quotation_starts, paragraph.start)
        last = bisect_left(self._quotation_starts, paragraph.end)
        for quotation in self._quotations[first:last]:
            if not _inside(paragraph, quotation.outer_start):
                continue
            end = to_local(paragraph, quotation.end) if quotation.end <= paragraph.end else length
            outer = to_local(paragraph, quotation.outer_end) if quotation.outer_end <= paragraph.end else length
            found.append(
                QuotePlace(
                    to_local(paragraph, quotation.start),
                    end,
                    to_local(paragraph, quotation.outer_start),
                    outer,
                    quotation,
                )
            )
            if quotation.outer_end > paragraph.end:
                self._running.append(quotation)
        self._running = [quotation for quotation in self._running if quotation.outer_end > paragraph.end]
        return found


def _inside(paragraph: Paragraph, offset: int) -> bool:
    return any(start <= offset < end for start, end in paragraph.parts)


def _skeleton(folded: str, citations: list[CitationPlace], quotes: list[QuotePlace]) -> str:
    if not citations and not quotes:
        return folded
    pieces = [(c.start, c.end, " ") for c in citations]
    pieces += [(q.start, q.end, QUOTED) for q in quotes if q.quotation.depth == 0 and q.quotation.kind == "direct"]
    result, at = [], 0
    for start, end, blank in sorted(pieces):
        if start < at:
            continue
        result.append(folded[at:start])
        result.append(blank * (end - start))
        at = end
    result.append(folded[at:])
    return "".join(result)


def _units(
    sentences: list[tuple[int, int]], citations: list[CitationPlace], quotes: list[QuotePlace], places: list[Place]
) -> list[Unit]:
    """Sentences, joined where a direct quotation of the outermost level spans them."""
    units: list[Unit] = []
    spans = [(q.outer_start, q.outer_end) for q in quotes if q.quotation.depth == 0]
    span = 0
    for start, end in sentences:
        while span < len(spans) and spans[span][1] <= start:
            span += 1
        held = units and span < len(spans) and spans[span][0] < units[-1].end and spans[span][1] > start
        if held:
            units[-1].end = end
            units[-1].sentences.append((start, end))
        else:
            units.append(Unit(start, end, [(start, end)]))
    for unit, quote in _shared(units, quotes, lambda quote: quote.outer_start):
        unit.quotes.append(quote)
    for unit, citation in _shared(units, citations, lambda citation: citation.start):
        unit.citations.append(citation)
    for unit, place in _shared(units, places, lambda place: place.start):
        unit.places.append(place)
    return units


def _shared(
    units: list[Unit], things: list[_Thing], start_of: Callable[[_Thing], int]
) -> Iterator[tuple[Unit, _Thing]]:
    """Each thing with the unit in which it begins; both are in order."""
    at = 0
    for thing in things:
        start = start_of(thing)
        while at < len(units) and units[at].end <= start:
            at += 1
        if at < len(units) and units[at].start <= start:
            yield units[at], thing
