"""From draft to statement: targets, polarity, topics, dates, citation and relay are tied to the words of a view.

Needs: drafts, citations, dates, mentions. Gives: statements, doubts ``target.unknown``, ``polarity.irony``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tanik.languages.pack import Language
from tanik.reading.annotations import Citation, DateExpression, Doubt, Mode, Statement, Target
from tanik.reading.contents import content_finder
from tanik.reading.holders import Held, HolderFinder, Memory
from tanik.reading.judgement import Judgement, judge
from tanik.reading.people import People
from tanik.reading.polarity import polarity_model
from tanik.reading.settings import ReadingSettings
from tanik.reading.targets import Reach, Scope, TargetRanker
from tanik.reading.units import Passage, Unit
from tanik.reading.voice import Voice


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement in the offsets of its passage, before dates and citations are tied to it."""

    start: int
    end: int
    mode: Mode
    held: Held
    sign: tuple[int, int] | None
    rule: str
    factor: float = 1.0
    predicate: bool = False
    """The words say what somebody or something is (``... olarak``): the target stands outside them."""


class Finisher:
    """Turns drafts into statements; remembers the last targets, which a sentence without a name takes over."""

    def __init__(
        self,
        pack: Language,
        people: People,
        citations: Sequence[Citation],
        dates: Sequence[DateExpression],
        settings: ReadingSettings,
        voice: Voice,
        holders: HolderFinder,
        memory: Memory,
    ) -> None:
        self._people = people
        self._citations = citations
        self._dates = dates
        self._date_starts = [date.start for date in dates]
        self._settings = settings
        self._voice = voice
        self._holders = holders
        self._memory = memory
        self._judge = judge(pack.code)
        self._polarity = polarity_model(pack.code)
        self._ranker = TargetRanker(pack, people)
        self._reach = Reach()
        self._contents = content_finder(pack.code)
        self._irony = tuple(pack.rules("judgement").get("irony", ()))
        self._date_nouns = frozenset(pack.rules("reporting").get("dates", {}).get("nouns", ()))
        self._cited: dict[str, str | None] = {}

    def evaluates(self, passage: Passage, start: int, end: int) -> bool:
        """Whether a stretch has an evaluative word."""
        values = self._judge.values(passage.folded, start, end)
        return any(value.group in ("positive", "negative") for value in values)

    def covering(self, passage: Passage, start: int, end: int) -> int | None:
        """The citation that covers a stretch: the next one in the paragraph, or one that introduces it with a colon."""
        for place in passage.citations:
            if place.end <= start and passage.text[place.end : start].strip() in (":", ": “", ":"):
                return place.index
        for place in passage.citations:
            if place.start >= end - 1:
                return place.index
        return None

    def author_of(self, citation: int) -> str | None:
        """The entity of the author whom a citation names last."""
        items = self._citations[citation].items
        if not items:
            return None
        name = items[-1].author
        if name not in self._cited:
            self._cited[name] = self._people.named(name)
        return self._cited[name]

    def finish(self, passage: Passage, unit: Unit, draft: Draft, doubts: list[Doubt]) -> list[Statement]:
        """The statements of a draft, one for each holder; what stays open goes into ``doubts``."""
        draft, said_before = self._without_date(passage, draft)
        paragraph = passage.paragraph
        start, end = paragraph.locate(draft.start), paragraph.locate(draft.end, end=True)
        own = self._voice.author in draft.held.holders
        judged = self._polarity.judged(passage, draft.start, draft.end, draft.mode == "quote", own)
        topics = self._judge.topics(passage.folded, draft.start, draft.end)
        citation = self.covering(passage, draft.start, draft.end)
        author = self.author_of(citation) if citation is not None else None
        said, refers = self._dates_of(passage, unit, draft)
        said = said_before or said
        if self._ironic(passage, unit, draft):
            doubts.append(Doubt(start, end, "polarity.irony", (judged.polarity,)))
        evidence = [(start, end)]
        if draft.sign:
            evidence.append((paragraph.locate(draft.sign[0]), paragraph.locate(draft.sign[1], end=True)))
        made = []
        for holder in draft.held.holders:
            targets = self._targets(passage, unit, draft, holder, judged)
            if not targets:
                doubts.append(Doubt(start, end, "target.unknown"))
            relay = tuple(dict.fromkeys(r for r in (author, *self._voice.relay(holder)) if r and r != holder))
            made.append(
                Statement(
                    start, end, draft.mode, holder, targets, topics, said, refers, self._settings.written, citation,
                    relay, tuple(evidence), round(min(draft.held.confidence * draft.factor, 0.95), 3), draft.rule,
                )
            )  # fmt: skip
        return made

    def tie(self, passage: Passage, unit: Unit, draft: Draft) -> Statement:
        """A statement found without the rules: topics, dates and citation of its words; no targets, no relay."""
        paragraph = passage.paragraph
        start, end = paragraph.locate(draft.start), paragraph.locate(draft.end, end=True)
        said, refers = self._dates_of(passage, unit, draft)
        return Statement(
            start, end, draft.mode, draft.held.holders[0],
            topics=self._judge.topics(passage.folded, draft.start, draft.end), said=said, refers_to=refers,
            written=self._settings.written, citation=self.covering(passage, draft.start, draft.end),
            evidence=((start, end),), confidence=draft.held.confidence, rule=draft.rule,
        )  # fmt: skip

    def _ironic(self, passage: Passage, unit: Unit, draft: Draft) -> bool:
        """Whether a word says that it is not meant as it stands: ``sözde``, ``(!)``, praise in scare quotes."""
        words = passage.folded[draft.start : draft.end]
        if any(sign in words for sign in self._irony):
            return True
        scare = [q for q in unit.quotes if q.quotation.kind == "term" and draft.start <= q.start and q.end <= draft.end]
        return any(
            value.group == "positive"
            for quote in scare
            for value in self._judge.values(passage.folded, quote.start, quote.end)
        )

    def _without_date(self, passage: Passage, draft: Draft) -> tuple[Draft, str | None]:
        """A date that opens a reported clause says when it was said: ``X 5 Mayıs 1915 tarihinde ... belirtmişti``."""
        start = passage.paragraph.locate(draft.start)
        at = bisect_left(self._date_starts, start)
        if draft.mode == "quote" or at == len(self._dates) or self._dates[at].start != start:
            return draft, None
        after = draft.start + self._dates[at].end - start
        word = self._holders.next_word(passage.skeleton, after)
        if word in self._date_nouns:
            after = passage.skeleton.index(word, after) + len(word)
        a, b = self._contents.trim(passage.skeleton, after, draft.end)
        if b - a < 12:
            return draft, None
        return replace(draft, start=a, end=b), self._dates[at].edtf

    def leave(self, passage: Passage) -> None:
        """A paragraph has been read; what it named last stays in reach."""
        self._reach.leave(passage.places)

    def _targets(
        self, passage: Passage, unit: Unit, draft: Draft, holder: str, judged: Judgement
    ) -> tuple[Target, ...]:
        values = self._judge.values(passage.folded, draft.start, draft.end)
        sentence = (unit.start, unit.end)
        author, quoted = self._voice.author, draft.mode == "quote"
        scope = Scope(passage, draft.start, draft.end, sentence, holder, author, quoted, self._reach, values)
        chosen = self._ranker.chosen(scope)
        outside = self._outside_target(unit, draft, holder) if draft.predicate else None
        if outside:
            chosen = [outside]
        return tuple(Target(id, judged.polarity, judged.strength) for id in chosen)

    @staticmethod
    def _outside_target(unit: Unit, draft: Draft, holder: str) -> str | None:
        """Of whom a predicate speaks: the object of the verb, else the genitive before it."""
        outside = [p for p in unit.places if p.proper and p.entity != holder and not draft.start <= p.start < draft.end]
        for case in ("accusative", "genitive", "nominative") if draft.predicate else ("accusative",):
            near = [place for place in outside if place.case == case and place.word_end <= draft.start]
            if case == "nominative":
                near = [place for place in near if place.kind == "person"]
            if near:
                return near[-1].entity
        return None

    def _dates_of(self, passage: Passage, unit: Unit, draft: Draft) -> tuple[str | None, str | None]:
        """When it was said (a date beside the sign) and what time it speaks of (a date inside the content)."""
        first = bisect_left(self._date_starts, passage.paragraph.locate(unit.start))
        stop = passage.paragraph.locate(unit.end, end=True)
        start, end = passage.paragraph.locate(draft.start), passage.paragraph.locate(draft.end, end=True)
        said = refers = None
        for i in range(first, len(self._dates)):
            date = self._dates[i]
            if date.start >= stop:
                break
            if not passage.paragraph.holds(date.start):
                continue  # in a note that stands in the middle of the sentence
            if start <= date.start < end:
                refers = refers or date.edtf
            else:
                said = said or date.edtf
        return said, refers
