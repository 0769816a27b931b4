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

_INNER = re.compile(r"(?:nd[ae]|[ıiuü]yl[ae])(?:d[ıi]r|yd[ıi]|ler|lar)?$")
"""``kanısında``, ``umuduyla``: the attitude of the subject, not of a genitive before it."""
HOLDER_KINDS = frozenset({"person", "group", "organisation", "state"})
_NEXT_WORD = re.compile(r"[\s,]*([^\W_]+(?:'[^\W_]+)?)")
_WORDS = re.compile(r"[^\W_]+")


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
    author: str | None = None
    """Whose voice the running text is, when it has one."""
    said: bool = False
    """Whether the last holder came from a statement, not only as the subject of a sentence."""
    person: str | None = None
    """The person named last, whom ``he`` or ``she`` means."""
    targets: list[str] = field(default_factory=list)

    def remember(self, held: Held, paragraph: int) -> None:
        if len(held.holders) == 1:
            self.holder = held.holders[0]
            self.paragraph = paragraph
            self.said = True


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
        self._contrast = frozenset(holders.get("contrast", ()))
        self._joiners = frozenset(holders.get("joiners", ()))
        anaphor = holders.get("according_anaphor", "")
        self._anaphor = re.compile(anaphor) if anaphor else None
        own = rules.get("forms_of_author", {}).get("ending", "")
        self._own_ending = re.compile(own) if own else None
        self._before = tuple(holders.get("before", ()))

    def free(self, passage: Passage, unit: Unit) -> list[Place]:
        """The names of a unit that can hold a view: outside quotations and citations."""
        blocked = [(q.start, q.end) for q in unit.quotes if q.quotation.kind == "direct" and q.quotation.depth == 0]
        blocked += [(c.start, c.end) for c in unit.citations]
        return [
            place
            for place in unit.places
            if place.proper
            and place.kind in HOLDER_KINDS
            and not any(start <= place.start < end for start, end in blocked)
        ]

    def next_word(self, text: str, at: int) -> str:
        match = _NEXT_WORD.match(text, at)
        return match.group(1) if match else ""

    def according_to(
        self, passage: Passage, unit: Unit, free: Sequence[Place], memory: Memory
    ) -> list[tuple[Held, int]]:
        """``X'e göre``: the holder and where the content begins; ``ona göre``, ``Paşa'ya göre``: the one before."""
        found = []
        match = self._anaphor.search(passage.skeleton, unit.start, unit.end) if self._anaphor else None
        named = any(match.start() <= place.word_end <= match.end() for place in free) if match else True
        if match and not named and memory.person:
            held = Held((memory.person,), "holder.according", 0.6, (match.start(), match.end()))
            found.append((held, match.end()))
        for place in free:
            word = self.next_word(passage.skeleton, place.word_end)
            if word in self._according and place.case in ("dative", "other", "nominative"):
                end = passage.skeleton.index(word, place.word_end) + len(word)
                held = Held((place.entity,), "holder.according", 0.8, (place.start, place.word_end))
                found.append((held, end))
            elif self._before and self._preceded(passage, place):
                found.append(
                    (Held((place.entity,), "holder.according", 0.8, (place.start, place.word_end)), place.word_end)
                )
        return found

    def _preceded(self, passage: Passage, place: Place) -> bool:
        before = passage.skeleton[max(0, place.start - 24) : place.start].rstrip()
        return before.endswith(self._before)

    def for_cue(
        self, passage: Passage, unit: Unit, free: Sequence[Place], cue: Cue, memory: Memory, since: int = 0
    ) -> Held | None:
        """The holder of one sign, or None when nothing in reach can be.

        ``since``: where the sign before it ended; a subject after it is preferred to the first of the sentence.
        """
        if self.order == "last":
            held = self._verb_last(passage, unit, free, cue, memory, since)
        else:
            held = self._verb_second(passage, unit, free, cue, memory)
        if held is not None:
            return held
        return self._carried(passage, unit, cue, memory)

    def _verb_last(
        self, passage: Passage, unit: Unit, free: Sequence[Place], cue: Cue, memory: Memory, since: int
    ) -> Held | None:
        if memory.author and self._own_ending and self._own_ending.search(cue.text):
            return Held((memory.author,), "holder.first_person", 0.75)
        if cue.form == "participle":
            after = [place for place in free if 0 <= place.start - cue.end <= 70]
            if after and passage.skeleton[cue.end : after[0].start].count(" ") <= 7:
                return _held(after[0], "holder.participle", 0.8)
        before = [place for place in free if place.word_end <= cue.start]
        named = self._by_postposition(passage, before, cue)
        if named:
            return named
        if cue.noun and _INNER.search(cue.text):
            subject = self._subject(passage, unit, before, since)
            if subject:
                return subject
        if cue.noun or cue.form == "nominal":
            near = [place for place in before if place.case == "genitive"]
            if near and cue.start - near[-1].word_end < 60:
                return _held(near[-1], "holder.genitive", 0.6)
        if cue.form == "passive":
            return None
        return self._subject(passage, unit, before, since)

    def _by_postposition(self, passage: Passage, before: Sequence[Place], cue: Cue) -> Held | None:
        """``X tarafından`` with a passive, ``X nezdinde``, ``X-ce``."""
        if cue.form in ("passive", "nominal") or cue.group == "judge":
            agents = [p for p in before if self.next_word(passage.skeleton, p.word_end) in self._agent]
            if agents:
                return _held(agents[-1], "holder.agent", 0.8)
        eyes = [place for place in before if self.next_word(passage.skeleton, place.word_end) in self._eyes]
        if eyes:
            return _held(eyes[-1], "holder.eyes", 0.7)
        equative = [place for place in before if place.case == "equative"]
        if equative and cue.form == "passive":
            return _held(equative[-1], "holder.agent", 0.7)
        return None

    def _subject(self, passage: Passage, unit: Unit, before: Sequence[Place], since: int) -> Held | None:
        """A subject set against another (``X ise``), the first after the sign before, or the first of the unit."""
        contrasted = [
            p
            for p in before
            if p.case == "nominative" and self.next_word(passage.skeleton, p.word_end) in self._contrast
        ]
        if contrasted:
            return _held(contrasted[-1], "holder.subject", 0.75)
        for later in (True, False):
            for place in before:
                if (place.start >= since) != later:
                    continue
                members = self._members(passage, unit, place)
                if members[-1].case == "nominative" and self.is_subject(passage, members[-1]):
                    holders = [p.entity for p in members if p.kind in HOLDER_KINDS]
                    return Held(
                        tuple(dict.fromkeys(holders)), "holder.subject", 0.75, (place.start, members[-1].word_end)
                    )
        return None

    def is_subject(self, passage: Passage, place: Place) -> bool:
        """Whether a nominative can be a subject: no postposition follows it."""
        if place.case != "nominative":
            return False
        return self.next_word(passage.skeleton, place.word_end) not in self._not_subject

    def _members(self, passage: Passage, unit: Unit, first: Place) -> list[Place]:
        """``A, B ve C``: the list that a name opens; the name alone when it opens none."""
        members = [first]
        commas = 0
        for place in unit.places:
            if place.start <= members[-1].start:
                continue
            between = passage.skeleton[members[-1].word_end : place.start].strip()
            if between in self._joiners:
                members.append(place)
                commas = 0
            elif between == ",":
                members.append(place)
                commas += 1
            else:
                break
        # Names after the last "ve", or without one after a comma, are no list but an apposition or a new clause.
        return members[: len(members) - commas] if commas < len(members) else members[:1]

    def _verb_second(
        self, passage: Passage, unit: Unit, free: Sequence[Place], cue: Cue, memory: Memory
    ) -> Held | None:
        before = [place for place in free if place.word_end <= cue.start and place.case == "nominative"]
        near = [place for place in before if passage.skeleton[place.word_end : cue.start].count(" ") <= 6]
        words = _WORDS.findall(passage.skeleton[max(unit.start, cue.start - 40) : cue.start])[-4:]
        after_word = self.next_word(passage.skeleton, cue.end)
        closed = any(0 <= cue.start - q.outer_end < 4 for q in unit.quotes)
        if memory.author and (
            any(word in self._first for word in words[-3:]) or (closed and after_word in self._first)
        ):
            return Held((memory.author,), "holder.first_person", 0.7)
        after = [place for place in free if 0 <= place.start - cue.end <= 3]
        if after and closed:
            return _held(after[0], "holder.after", 0.8)
        pronoun = any(word in self._pronouns for word in words[-3:]) or (closed and after_word in self._pronouns)
        if pronoun and memory.person:
            return Held((memory.person,), "holder.pronoun", 0.55)
        return _held(near[-1], "holder.subject", 0.7) if near else None

    def _carried(self, passage: Passage, unit: Unit, cue: Cue, memory: Memory) -> Held | None:
        if self.order != "last" or memory.holder is None or passage.index - memory.paragraph > 1:
            return None
        if cue.form == "passive" and not (memory.said and passage.index == memory.paragraph):
            return None  # "was regarded as ...": by whom, only a view told just before can say
        return Held((memory.holder,), "holder.carried", 0.55 if passage.index == memory.paragraph else 0.35)


def _held(place: Place, rule: str, confidence: float) -> Held:
    return Held((place.entity,), rule, confidence, (place.start, place.word_end))
