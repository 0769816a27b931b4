"""Holders: whose view it is. For each sign of attribution the grammar of the language says where its subject stands.

Turkish: the nominative before the sign (``X ... belirtmektedir``), the name after a participle (``... belirten X``),
the dative before ``göre``, the agent before ``tarafından``, the genitive before a verbal noun, else the holder of the
sentence before, who carries on. English: the subject before the verb, or after it behind a quotation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tanik.languages.pack import Language
from tanik.reading.cues import Cue
from tanik.reading.units import Passage, Place, Unit

HOLDER_KINDS = frozenset({"person", "group", "organisation", "state"})
_NEXT_WORD = re.compile(r"[\s,]*([^\W_]+(?:'[^\W_]+)?)")
_GAP = re.compile(r"^[\s,]*(?:\([^()]{0,60}\)\s*)?$")


@dataclass(slots=True)
class Held:
    """Who holds, how it was found, and how sure that is. ``span``: the words that name the holder here."""

    holders: tuple[str, ...]
    rule: str
    confidence: float
    span: tuple[int, int] | None = None


@dataclass(slots=True)
class Memory:
    """What carries on from sentence to sentence: the last holder, and the last subject of any sentence."""

    holder: str | None = None
    paragraph: int = -1
    subject: str | None = None
    targets: list[str] = field(default_factory=list)

    def remember(self, held: Held, paragraph: int) -> None:
        if len(held.holders) == 1:
            self.holder = held.holders[0]
            self.paragraph = paragraph


class HolderFinder:
    """Finds holders in one language."""

    def __init__(self, pack: Language) -> None:
        rules = pack.rules("reporting")
        holders = rules.get("holders", {})
        self.order = rules.get("order", {}).get("verb", "last")
        self._according = frozenset(holders.get("according", ()))
        self._agent = frozenset(holders.get("agent", ()))
        self._eyes = frozenset(holders.get("eyes", ()))
        self._not_subject = frozenset(holders.get("not_subject", ()))
        self._pronouns = frozenset(holders.get("pronouns", ()))
        self._first = frozenset(holders.get("first_person", ()))
        self._joiners = frozenset(holders.get("joiners", ()))
        self._before = tuple(holders.get("before", ()))

    def free(self, passage: Passage, unit: Unit) -> list[Place]:
        """The names of a unit that can hold a view: outside quotations and citations."""
        blocked = [(q.start, q.end) for q in unit.quotes if q.quotation.kind == "direct" and q.quotation.depth == 0]
        blocked += [(c.start, c.end) for c in unit.citations]
        return [
            place
            for place in unit.places
            if place.proper and place.kind in HOLDER_KINDS and not any(start <= place.start < end for start, end in blocked)
        ]

    def next_word(self, text: str, at: int) -> str:
        match = _NEXT_WORD.match(text, at)
        return match.group(1) if match else ""

    def according_to(self, passage: Passage, unit: Unit, free: Sequence[Place]) -> list[tuple[Held, int]]:
        """``X'e göre``: the holder and where the content begins."""
        found = []
        for place in free:
            word = self.next_word(passage.skeleton, place.word_end)
            if word in self._according and place.case in ("dative", "other", "nominative"):
                end = passage.skeleton.index(word, place.word_end) + len(word)
                held = Held((place.entity,), "holder.according", 0.8, (place.start, place.word_end))
                found.append((held, end))
            elif self._before and self._preceded(passage, place):
                found.append((Held((place.entity,), "holder.according", 0.8, (place.start, place.word_end)), place.word_end))
        return found

    def _preceded(self, passage: Passage, place: Place) -> bool:
        before = passage.skeleton[max(0, place.start - 24) : place.start].rstrip()
        return before.endswith(self._before)

    def for_cue(self, passage: Passage, unit: Unit, free: Sequence[Place], cue: Cue, memory: Memory) -> Held | None:
        """The holder of one sign, or None when nothing in reach can be."""
        if self.order == "last":
            held = self._verb_last(passage, unit, free, cue)
        else:
            held = self._verb_second(passage, unit, free, cue)
        if held is not None:
            return held
        return self._carried(passage, unit, cue, memory)

    def _verb_last(self, passage: Passage, unit: Unit, free: Sequence[Place], cue: Cue) -> Held | None:
        if cue.form == "participle":
            after = [place for place in free if 0 <= place.start - cue.end <= 70]
            if after and passage.skeleton[cue.end : after[0].start].count(" ") <= 7:
                place = after[0]
                return Held((place.entity,), "holder.participle", 0.8, (place.start, place.word_end))
        for place in reversed(free) if cue.form in ("passive", "nominal") or cue.group == "judge" else ():
            if place.word_end <= cue.start and self.next_word(passage.skeleton, place.word_end) in self._agent:
                return Held((place.entity,), "holder.agent", 0.8, (place.start, place.word_end))
        before = [place for place in free if place.word_end <= cue.start]
        eyes = [place for place in before if self.next_word(passage.skeleton, place.word_end) in self._eyes]
        if eyes:
            return Held((eyes[-1].entity,), "holder.eyes", 0.7, (eyes[-1].start, eyes[-1].word_end))
        equative = [place for place in before if place.case == "equative"]
        if equative and cue.form == "passive":
            return Held((equative[-1].entity,), "holder.agent", 0.7, (equative[-1].start, equative[-1].word_end))
        if cue.noun or cue.form == "nominal":
            near = [place for place in before if place.case == "genitive"]
            if near and cue.start - near[-1].word_end < 60:
                return Held((near[-1].entity,), "holder.genitive", 0.6, (near[-1].start, near[-1].word_end))
        subjects = [place for place in before if self.is_subject(passage, place)]
        if subjects and cue.form != "passive":
            first = subjects[0]
            joined, end = self._joined(passage, before, first)
            return Held(joined, "holder.subject", 0.75, (first.start, end))
        if cue.form == "passive" and subjects and cue.group in ("think", "want"):
            return None
        after = [place for place in free if place.start >= cue.end and place.case == "nominative" and place.start - cue.end < 50]
        if after and cue.form in ("participle", "nominal"):
            return Held((after[0].entity,), "holder.after", 0.5, (after[0].start, after[0].word_end))
        return None

    def is_subject(self, passage: Passage, place: Place) -> bool:
        """Whether a nominative can be a subject: no postposition follows it."""
        if place.case != "nominative":
            return False
        return self.next_word(passage.skeleton, place.word_end) not in self._not_subject

    def _joined(self, passage: Passage, places: Sequence[Place], first: Place) -> tuple[tuple[str, ...], int]:
        """``A, B ve C``: all holders of a list whose members follow each other, and where the list ends."""
        joined = [first]
        for place in places:
            if place.start <= joined[-1].start:
                continue
            between = passage.skeleton[joined[-1].word_end : place.start].strip()
            if between in self._joiners or (between == "," and self._list_goes_on(passage, places, place)):
                joined.append(place)
            else:
                break
        if len(joined) > 1 and not self.is_subject(passage, joined[-1]):
            joined = joined[:1]
        return tuple(dict.fromkeys(place.entity for place in joined)), joined[-1].word_end

    def _list_goes_on(self, passage: Passage, places: Sequence[Place], place: Place) -> bool:
        later = [other for other in places if other.start > place.start]
        if not later:
            return False
        return passage.skeleton[place.word_end : later[0].start].strip() in self._joiners | {","}

    def _verb_second(self, passage: Passage, unit: Unit, free: Sequence[Place], cue: Cue) -> Held | None:
        before = [place for place in free if place.word_end <= cue.start and place.case == "nominative"]
        near = [place for place in before if passage.skeleton[place.word_end : cue.start].count(" ") <= 6]
        gap_words = passage.skeleton[max(unit.start, cue.start - 30) : cue.start].split()
        if gap_words and gap_words[-1] in self._first:
            return None
        if near:
            place = near[-1]
            return Held((place.entity,), "holder.subject", 0.7, (place.start, place.word_end))
        after = [place for place in free if 0 <= place.start - cue.end <= 3]
        if after and any(q.outer_end <= cue.start and cue.start - q.outer_end < 4 for q in unit.quotes):
            return Held((after[0].entity,), "holder.after", 0.8, (after[0].start, after[0].word_end))
        return None

    def _carried(self, passage: Passage, unit: Unit, cue: Cue, memory: Memory) -> Held | None:
        if memory.holder is None:
            return None
        distance = passage.index - memory.paragraph
        if distance > 1:
            return None
        if self.order != "last":
            words = passage.skeleton[max(unit.start, cue.start - 30) : cue.start].split()
            if not any(word in self._pronouns for word in words[-3:]):
                return None
        return Held((memory.holder,), "holder.carried", 0.55 if distance == 0 else 0.35)
