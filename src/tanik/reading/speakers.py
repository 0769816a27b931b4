"""Speakers: which quotations are somebody's words, and whose.

Needs: quotations, units, holders. Gives: ``Quotation.kind`` and ``Quotation.speaker``; doubts ``quotation.speaker``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from tanik.languages.pack import Language, language
from tanik.reading.annotations import Quotation
from tanik.reading.cues import Cue
from tanik.reading.holders import Held, HolderFinder, Memory
from tanik.reading.units import Passage, Place, QuotePlace, Unit, same_length_fold
from tanik.text.document import Document

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_NEAR = 70
"""Letters between a closing mark and the verb that governs the quotation (a citation is blank and counts)."""


class SpeakerFinder:
    """Classes quotations and finds their speakers in one language."""

    def __init__(self, pack: Language) -> None:
        rules = pack.rules("quotations")
        self._pack = pack
        self._term_after = tuple(rules.get("term_after", ()))
        self._said_after = tuple(rules.get("said_after", ()))
        self._said_surely = tuple(rules.get("said_surely", ("\0",)))
        self._said_nouns = tuple(rules.get("said_nouns", ("\0",)))
        self._term_before = tuple(rules.get("term_before", ()))
        self._said_before = tuple(rules.get("said_before", ()))

    def classify(self, document: Document, quotations: Sequence[Quotation]) -> None:
        """Set ``kind`` of every quotation: ``direct`` for somebody's words, ``term`` for names and scare quotes."""
        for quotation in quotations:
            quotation.kind, quotation.rule = self._kind(document, quotation)

    def _kind(self, document: Document, quotation: Quotation) -> tuple[Literal["direct", "term"], str]:
        text = document.text
        inside = text[quotation.start : quotation.end]
        words = [match.group() for match in _WORD.finditer(inside[:400])]
        after = same_length_fold(text[quotation.outer_end : quotation.outer_end + 48], self._pack).lstrip(" ,")
        before = same_length_fold(text[max(0, quotation.outer_start - 40) : quotation.outer_start], self._pack).rstrip()
        if not words:
            return "term", "quotation.empty"
        if after.startswith(self._said_surely):
            return "direct", "quotation.said_after"
        if len(words) <= (3 if inside[:1].islower() and "," in inside else 8) and after.startswith(self._term_after):
            return "term", "quotation.term_after"
        if self._term_before and len(words) <= 6 and before.endswith(self._term_before):
            return "term", "quotation.term_before"
        if after.startswith(self._said_after) and (len(words) > 1 or inside[-1:] in "!?."):
            return "direct", "quotation.said_after"
        if before.endswith(":") or (before.endswith(self._said_before) and len(words) > 2):
            return "direct", "quotation.said_before"
        if len(words) >= 2 and inside[-1:] not in ".!?…" and _titled(words):
            return "term", "quotation.title"
        if len(words) >= 4 or (len(words) >= 2 and inside[-1:] in ".!?…"):
            return "direct", "quotation.long"
        return "term", "quotation.short"

    def speaker(
        self,
        passage: Passage,
        unit: Unit,
        quote: QuotePlace,
        cues: Sequence[Cue],
        according: Sequence[tuple[Held, int]],
        free: Sequence[Place],
        holders: HolderFinder,
        memory: Memory,
    ) -> Held | None:
        """Whose words a quotation of the outermost level is; None when no sign tells."""
        for source, start in according:
            between = [cue for cue in cues if start <= cue.start < quote.outer_start]
            if start <= quote.outer_start and not between:
                return source
        beside = self._beside(passage, quote, free)
        if beside:
            return beside
        following = [cue for cue in cues if cue.start >= quote.outer_end]
        preceding = [cue for cue in cues if cue.end <= quote.outer_start]
        if following and len(passage.skeleton[quote.outer_end : following[0].start].strip()) <= _NEAR:
            nearest = self._nearest_person(passage, unit, quote, free, holders)
            if nearest:
                return nearest
        else:
            following = []
        introducing = preceding[-1:] if preceding and _introduces(passage.skeleton, preceding[-1].end, quote) else []
        for cue in (*following[:1], *introducing):
            held = holders.for_cue(passage, unit, free, cue, memory)
            if held:
                return held
        return self._without_sign(passage, quote, cues, unit, free, holders, memory)

    @staticmethod
    def _without_sign(
        passage: Passage,
        quote: QuotePlace,
        cues: Sequence[Cue],
        unit: Unit,
        free: Sequence[Place],
        holders: HolderFinder,
        memory: Memory,
    ) -> Held | None:
        """A sign further on in the unit, else a name that stands against the opening mark."""
        for cue in cues:
            if cue.start >= quote.outer_end:
                held = holders.for_cue(passage, unit, free, cue, memory)
                if held:
                    return held
                break
        subjects = [place for place in free if place.case == "nominative" and place.word_end <= quote.outer_start]
        if subjects and passage.skeleton[subjects[-1].word_end : quote.outer_start].strip() in (
            "",
            ":",
            ",",
            "da",
            "de",
        ):
            place = subjects[-1]
            return Held((place.entity,), "speaker.before", 0.6, (place.start, place.word_end))
        return None

    def _beside(self, passage: Passage, quote: QuotePlace, free: Sequence[Place]) -> Held | None:
        """``X’in “...” sözü``: the genitive that stands against the opening mark, before a noun of saying."""
        after = passage.skeleton[quote.outer_end : quote.outer_end + 24].lstrip(" ,'’")
        if not after.startswith(self._said_nouns):
            return None
        near = [p for p in free if p.case == "genitive" and 0 <= quote.outer_start - p.word_end <= 2]
        return Held((near[0].entity,), "speaker.beside", 0.8, (near[0].start, near[0].word_end)) if near else None

    @staticmethod
    def _nearest_person(
        passage: Passage, unit: Unit, quote: QuotePlace, free: Sequence[Place], holders: HolderFinder
    ) -> Held | None:
        """Of several subjects before a quotation the nearest person speaks: ``A ..., B söze girerek “...” dedi``."""
        if holders.order != "last":
            return None
        before = [
            p for p in free if p.kind == "person" and p.word_end <= quote.outer_start and holders.is_subject(passage, p)
        ]
        if len(before) < 2 or passage.skeleton[before[-1].word_end : before[-1].word_end + 1] != ",":
            return None
        place = before[-1]
        return Held((place.entity,), "holder.subject", 0.7, (place.start, place.word_end))

    def nested_speaker(self, passage: Passage, unit: Unit, quote: QuotePlace) -> str | None:
        """Whose words a quotation inside a quotation is: the person named just before it as subject."""
        near = [
            place
            for place in unit.places
            if place.kind == "person" and place.case == "nominative" and 0 <= quote.outer_start - place.word_end <= 60
        ]
        return near[-1].entity if near else None


def _introduces(skeleton: str, end: int, quote: QuotePlace) -> bool:
    between = skeleton[end : quote.outer_start].strip()
    return between.endswith(":") or len(between) <= 12


def _titled(words: list[str]) -> bool:
    long = [word for word in words if len(word) > 3]
    return bool(long) and sum(word[0].isupper() for word in long) >= 0.8 * len(long)


@cache
def speaker_finder(code: str) -> SpeakerFinder:
    return SpeakerFinder(language(code))
