"""The careful reading: what the rules found goes before the network and the judge, paragraph by paragraph.

The network corrects holders, targets and polarities of the rules' statements, drops some and adds what they missed;
the judge decides (:mod:`tanik.reading.judge`). Dates, citation, relay and topics of a new statement are tied to its
words as the rules tie them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from tanik.languages.pack import Language
from tanik.reading.annotations import Citation, Doubt, Mode, Statement, Target
from tanik.reading.finishing import Draft, Finisher
from tanik.reading.holders import Held
from tanik.reading.judge import Arbiter, Verdict
from tanik.reading.judgement import judge
from tanik.reading.neural_brain import OnnxBrain, brain
from tanik.reading.neural_proposals import propose
from tanik.reading.neural_segments import LONGEST, Segmenter
from tanik.reading.neural_sheet import Sheet, Told
from tanik.reading.people import People
from tanik.reading.units import Passage, Unit

_TIED = frozenset({"target.unknown", "polarity.irony"})
"""Doubts about a statement; they go when the statement goes."""
Found = tuple[list[Statement], list[Doubt]]


class CarefulReader:
    """Takes the rules' reading of each paragraph, in order, and gives statements and doubts sheet by sheet."""

    def __init__(
        self,
        pack: Language,
        kind: str,
        people: People,
        citations: Sequence[Citation],
        finisher: Finisher,
        threshold: float | None = None,
        network: OnnxBrain | None = None,
    ) -> None:
        """``threshold``: least confidence of a statement, None for the best balance; ``network``: None: as it ships."""
        self._brain = network or brain()
        self._arbiter = Arbiter(self._brain.judge, threshold)
        self._judge = judge(pack.code)
        self._segmenter = Segmenter(kind, self._brain.tokenizer, self._judge)
        self._people = people
        self._mentions = Counter(mention.entity for mention in people.mentions)
        self._cited = {
            number: people.named(citation.items[-1].author) if citation.items and citation.items[-1].author else None
            for number, citation in enumerate(citations)
        }
        self._finisher = finisher
        self._doubts: dict[int, list[Doubt]] = {}

    def take(self, passage: Passage, statements: Sequence[Statement], author: str | None, doubts: list[Doubt]) -> Found:
        """The next paragraph as the rules have read it, in the voice of ``author``; gives what is decided by now."""
        told = Told(passage, tuple(statements), author)
        if self._segmenter.count(told) > LONGEST:
            earlier = self.finish()
            return [*earlier[0], *told.statements], [*earlier[1], *doubts]
        self._doubts[told.passage.index] = doubts
        return self._decide(self._segmenter.add(told))

    def finish(self) -> Found:
        """What is left at the end."""
        return self._decide(self._segmenter.finish())

    def _decide(self, sheet: Sheet | None) -> Found:
        if sheet is None:
            return [], []
        statements: list[Statement] = []
        doubts: list[Doubt] = []
        for verdict in self._arbiter.decide(propose(self._brain, sheet, self._judge, self._known, self._cited)):
            statements += self._statements(sheet.told[verdict.proposal.span.paragraph], verdict)
        places = {(statement.start, statement.end) for statement in statements}
        for told in sheet.told[sheet.own :]:
            doubts += [
                doubt
                for doubt in self._doubts.pop(told.passage.index)
                if doubt.kind not in _TIED or ((doubt.start, doubt.end) in places and doubt.kind != "target.unknown")
            ]
        return statements, doubts

    def _known(self, entity: str) -> tuple[str, int]:
        """Kind of an entity and how often the document mentions it."""
        found = self._people.by_id.get(entity)
        return (found.kind, self._mentions.get(entity, 0)) if found else ("", 0)

    def _statements(self, told: Told, verdict: Verdict) -> list[Statement]:
        """The statements of a verdict, one for each holder."""
        targets = tuple(Target(t.entity, t.polarity, _strength(t.polarity, t.polarity_chance)) for t in verdict.targets)
        made = []
        for holder in verdict.holders:
            base = self._base(told, verdict, holder)
            if base is not None:
                made.append(replace(base, holder=holder, targets=targets, confidence=verdict.confidence))
        return made

    def _base(self, told: Told, verdict: Verdict, holder: str) -> Statement | None:
        """The rules' statement of these words, else a new one with dates, citation and topics."""
        span = verdict.proposal.span
        for statement in span.rules:
            if statement.holder == holder:
                return statement
        passage = told.passage
        if span.rules:
            first = span.rules[0]
            return replace(first, relay=self._relay(first.citation, told, holder))
        unit = _unit(passage, span.start)
        if unit is None:
            return None
        mode: Mode = "quote" if _quoted(passage, span.start, span.end) else "reported"
        draft = Draft(span.start, span.end, mode, Held((holder,), "network", 0.5), None, "statement.network")
        made = self._finisher.tie(passage, unit, draft)
        return replace(made, relay=self._relay(made.citation, told, holder))

    def _relay(self, citation: int | None, told: Told, holder: str) -> tuple[str, ...]:
        cited = self._cited.get(citation) if citation is not None else None
        return tuple(dict.fromkeys(r for r in (cited, told.author) if r and r != holder))


def _strength(polarity: str, chance: float) -> float:
    """Strength of a view, 0 to 2: how sure its polarity is; nothing for a neutral one."""
    return 0.0 if polarity == "neutral" else round(2 * chance, 2)


def _unit(passage: Passage, start: int) -> Unit | None:
    """The unit in which an offset lies, or the last one before it."""
    found = [unit for unit in passage.units if unit.start <= start]
    return found[-1] if found else (passage.units[0] if passage.units else None)


def _quoted(passage: Passage, start: int, end: int) -> bool:
    """Whether half of a stretch or more stands in quotation marks."""
    inside = sum(
        max(0, min(q.end, end) - max(q.start, start))
        for q in passage.quotes
        if q.quotation.kind == "direct" and not q.quotation.depth
    )
    return 2 * inside >= end - start
