"""Signs of the speaker on both sides of a quotation, in a language whose verb of saying stands behind it.

The sign decides by what it is, the surest first: the person of the verb (``dedim`` is the voice of the text,
``dedi`` is not), a name behind the verb (``“...” diyor X``) or behind its participle (``“...” diyen X``), the
possessor of the words or of the document they stand in (``X'in mektubunda “...” denilmektedir``), the nearest subject
before the marks, and last who spoke before. A quotation inside another is read in the same way, with the speaker of
the outer one as the first person.

Needs: passages with quotations and names. Gives: speakers with the rule that found them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tanik.languages.pack import Language
from tanik.reading.annotations import Entity, Quotation
from tanik.reading.holders import HOLDER_KINDS, Held
from tanik.reading.naming import Ids
from tanik.reading.people import People
from tanik.reading.quotations import CONTINUED
from tanik.reading.units import QUOTED, Passage, Place, QuotePlace, same_length_fold
from tanik.text.document import Document

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_STOP = re.compile(rf"(?<!\d)[.!?;…](?=[\s\"”’»')]|$)|{QUOTED}|\n")
_WINDOW = 3000
"""Letters on either side of a quotation in which its signs are looked for: the cost stays linear."""
_BACK = 200
"""Quotations before it among which the one that holds a quotation is looked for."""
_TOLD = 24
"""Quotations before it that are remembered."""
_FAR = 5
"""Blanks between a described speaker and the opening mark, at most."""
_NOUNS = frozenset(("group", "organisation", "work"))
"""Kinds of common nouns that may be speakers: ``iktidar``, ``komisyon``, ``anayasa``."""
_OWNERS = HOLDER_KINDS | {"work", "treaty"}
_SPEAKING = frozenset(("nominative", "genitive", "ablative"))
_CLAUSE_WORDS = 14
"""Words behind the marks in which the governing verb is looked for."""


@dataclass(slots=True)
class _Scene:
    """What stands around one quotation.

    ``text`` has other quotations blanked, ``words_of`` has not (both folded); ``printed``: as printed; ``places``:
    names outside the quotations; ``first``: who ``I`` is here.
    """

    text: str
    low: int
    high: int
    start: int
    end: int
    places: list[Place]
    first: str | None
    before: int = 0
    """Where the clause before the marks begins."""
    after: str = ""
    words: tuple[str, ...] = ()
    words_of: str = ""
    printed: str = ""
    apart: bool = False
    """The words behind stand in another paragraph: no names are known there."""

    def text_of(self, quote: QuotePlace) -> str:
        """The words inside the marks of a quotation of the same paragraph."""
        return self.words_of[quote.start : quote.end].rstrip()


class SpeakerSigns:
    """Finds the speakers of one document's quotations, passage by passage, in order."""

    def __init__(self, pack: Language, people: People | None = None) -> None:
        rules = pack.rules("quotations").get("signs", {})
        self.active = bool(rules)
        self._rules = {name: re.compile(pattern) for name, pattern in rules.items()}
        holders = pack.rules("reporting").get("holders", {})
        self._not_subject = frozenset(holders.get("not_subject", ()))
        self._index = -1
        self._spoken: list[tuple[QuotePlace, str | None]] = []
        self._before: str | None = None
        self._announced: str | None = None
        self._asked: str | None = None
        self._last: str | None = None
        self._author: str | None = None
        self._behind_parts: dict[int, str] = {}
        self._blanked_texts: dict[tuple[int, int], tuple[str, list[Place], list[int]]] = {}
        self._pack = pack
        self._people = people
        self._by_description: dict[str, str] = {}
        self.continued: str | None = None
        """Who speaks in the quotation that goes on in the next paragraph."""

    def follow(self, document: Document, quotations: Sequence[Quotation]) -> None:
        """Note what stands behind the last part of every quotation that goes on over several paragraphs."""
        first: Quotation | None = None
        for quotation in quotations:
            if quotation.depth:
                continue
            if quotation.rule != CONTINUED:
                first = quotation
            elif first is not None:
                behind = document.text[quotation.outer_end : quotation.outer_end + 200].split("\n")[0]
                self._behind_parts[first.outer_start] = behind

    def enter(self, passage: Passage, author: str | None) -> None:
        """Begin a paragraph: what its predecessor announced holds for its first quotation."""
        self._spoken = []
        self._before = self._announced
        if author != self._author:
            self._last = self._before = None
        self._author = author

    def leave(self, passage: Passage, author: str | None) -> None:
        """Remember whom the end of the paragraph announces, or who spoke in it alone."""
        if not self.active:
            return
        end = len(passage.skeleton.rstrip())
        low = passage.units[0].start if passage.units else 0
        subjects = [
            p.entity
            for p in passage.places
            if p.kind == "person" and p.case == "nominative" and p.start >= low and p.entity != author and p.proper
        ]
        outer = [(quote, who) for quote, who in self._spoken if not quote.quotation.depth]
        self._announced = None
        if passage.skeleton[:end].endswith((":", ";")):
            scene = self._scene(passage, end, end, low, len(passage.skeleton), 0, author)
            held = self._find(scene, [])
            self._announced = held.holders[0] if held else None
        said = [who for _, who in outer if who and who != author]
        self._last = said[-1] if said else subjects[-1] if subjects else self._last
        if (
            self._announced is None
            and outer
            and outer[-1][0].outer_end >= end - 20
            and outer[-1][0].outer_start <= low + 60
        ):
            self._announced = outer[-1][1]

    def find(self, passage: Passage, quote: QuotePlace, author: str | None) -> Held | None:
        """The speaker of a quotation, None when no sign tells."""
        scene, told = self._around(passage, quote, author)
        held = self._find(scene, told)
        self._ask(scene, self._verb(scene))
        return held

    def _around(
        self, passage: Passage, quote: QuotePlace, author: str | None
    ) -> tuple[_Scene, list[tuple[QuotePlace, str | None]]]:
        """What stands around a quotation, and who spoke before it in the same paragraph or outer quotation."""
        depth = quote.quotation.depth
        low = passage.units[0].start if passage.units else 0
        high, first = len(passage.text), author
        if depth:
            at = bisect_left(passage.quotes, quote.outer_start, key=lambda q: q.outer_start)
            around = reversed(passage.quotes[max(0, at - _BACK) : at])
            holder = next((q for q in around if q.quotation.depth == depth - 1 and quote.outer_end <= q.end), None)
            if holder is not None:
                low, high, first = holder.start, holder.end, holder.quotation.speaker
        scene = self._scene(passage, quote.outer_start, quote.outer_end, low, high, depth, first)
        if not depth and quote.quotation.outer_start in self._behind_parts:
            self._look_behind(scene, self._behind_parts[quote.quotation.outer_start])
        told = [
            (q, who) for q, who in self._spoken[-_TOLD:] if bool(q.quotation.depth) == bool(depth) and q.start >= low
        ]
        return scene, told

    def tell(self, quote: QuotePlace, who: str | None) -> None:
        """Take note of a speaker, by whatever rule it was found."""
        self._spoken.append((quote, who))
        if not quote.quotation.depth:
            self.continued = who

    def _blanked(self, passage: Passage, depth: int) -> tuple[str, list[Place], list[int]]:
        """The paragraph without the words of its quotations, and the names outside them; made once a depth."""
        key = (passage.index, depth)
        if key in self._blanked_texts:
            return self._blanked_texts[key]
        text = list(passage.folded)
        blocked = []
        for q in passage.quotes:
            if q.quotation.kind == "direct" and (not depth or q.quotation.depth == depth):
                text[q.start : q.end] = QUOTED * (q.end - q.start)
                blocked.append((q.start, q.end))
        for c in passage.citations:
            text[c.start : c.end] = " " * (c.end - c.start)
            blocked.append((c.start, c.end))
        hidden = bytearray(len(text) + 1)
        for a, b in blocked:
            hidden[a:b] = b"\1" * (b - a)
        places = [p for p in passage.places if (p.proper or p.kind in _NOUNS) and not hidden[p.start]]
        places.sort(key=lambda p: p.start)
        if any(index != passage.index for index, _ in self._blanked_texts):
            self._blanked_texts.clear()
        self._blanked_texts[key] = ("".join(text), places, [p.start for p in places])
        return self._blanked_texts[key]

    def _scene(
        self,
        passage: Passage,
        start: int,
        end: int,
        low: int,
        high: int,
        depth: int,
        first: str | None,
    ) -> _Scene:
        text, all_places, starts = self._blanked(passage, depth)
        low, high = max(low, start - _WINDOW), min(high, end + _WINDOW)
        places = all_places[bisect_left(starts, low) : bisect_left(starts, high)]
        scene = _Scene(text, low, high, start, end, places, first, words_of=passage.folded, printed=passage.text)
        stops = [m.end() for m in _STOP.finditer(scene.text, low, start)]
        scene.before = stops[-1] if stops else low
        behind = _STOP.search(scene.text, end, high)
        self._set_after(scene, scene.text[end : behind.start() if behind else high])
        return scene

    @staticmethod
    def _set_after(scene: _Scene, after: str) -> None:
        scene.after = after.lstrip(" ,'’”\"-")
        scene.words = tuple(m.group() for m in _WORD.finditer(scene.after))[:_CLAUSE_WORDS]

    def _look_behind(self, scene: _Scene, behind: str) -> None:
        folded = same_length_fold(behind, self._pack)
        stop = _STOP.search(folded)
        self._set_after(scene, folded[: stop.start() if stop else len(folded)])
        scene.apart = True

    def _find(self, scene: _Scene, told: Sequence[tuple[QuotePlace, str | None]]) -> Held | None:
        verb = self._verb(scene)
        rules = self._rules
        if rules["participle_many"].search(scene.after):
            return None
        held = self._participle(scene) or self._relative(scene)
        if held:
            return held
        if rules["participle"].search(scene.after) or rules["relative"].search(scene.after):
            return None
        if verb and rules["first"].search(verb) and not rules["quoting"].search(scene.text, scene.before, scene.start):
            return Held((scene.first,), "speaker.first_person", 0.8) if scene.first else None
        if verb and rules["second"].search(verb):
            return None
        held = self._behind(scene) or self._owner(scene, verb) or self._own_document(scene)
        if held:
            return held
        passive = bool(verb and rules["passive"].search(verb))
        held = None if passive else self._subject(scene)
        if held is None and verb and not passive:
            held = self._described(scene)
        if held:
            return held
        before = scene.text[scene.before : scene.start]
        if told and rules["joined"].match(scene.text[told[-1][0].outer_end : scene.start]):
            who = told[-1][1]
            if scene.text_of(told[-1][0]).endswith("?"):
                who = next((other for _, other in reversed(told) if other and other != who), self._asked)
            return Held((who,), "speaker.paragraph", 0.6) if who else None
        if not before.strip(" “\"‘'«-–—.") and self._before and not told:
            return Held((self._before,), "speaker.announced", 0.65)
        if verb and not passive and not verb.endswith(("ler", "lar")) and not rules["agent"].search(before):
            return self._carried(scene, told)
        return None

    def guess(self, passage: Passage, quote: QuotePlace, author: str | None) -> Held | None:
        """No sign at all: who was named last with a case that a speaker may have, else who spoke last."""
        scene, told = self._around(passage, quote, author)
        for place in reversed(scene.places):
            speaks = place.kind == "person" and place.case in _SPEAKING and place.entity != scene.first
            if speaks and place.word_end <= scene.start:
                return _held(place, "speaker.guess", 0.35)
        said = [who for _, who in told if who]
        last = said[-1] if said else self._last
        return Held((last,), "speaker.guess", 0.3) if last else None

    def _verb(self, scene: _Scene) -> str | None:
        """The verb that governs the quotation: the first finite one behind it, else the last one before a colon."""
        words: tuple[str, ...] = scene.words
        if words and (self._rules["saying"].match(words[0]) or self._rules["said_noun"].match(scene.after)):
            for word in words:
                if word != "diye" and self._rules["saying"].match(word) and self._rules["finite"].search(word):
                    return word
            return words[-1]
        before: list[str] = _WORD.findall(scene.text[scene.before : scene.start])
        if before and before[-1] == "ki":
            before = before[:-1]
        closes = scene.text[: scene.start].rstrip(" “\"‘'«-–—\n").endswith((":", " ki"))
        if before and closes and self._rules["finite"].search(before[-1]):
            return before[-1]
        if words and self._rules["finite"].search(words[-1]) and len(words) < 6:
            return words[-1]
        return None

    def _participle(self, scene: _Scene) -> Held | None:
        match = self._rules["participle"].search(scene.after)
        if match is None or scene.apart:
            return None
        offset = scene.text.index(scene.after, scene.end) + match.end()
        near = [p for p in scene.places if offset <= p.start <= offset + 40 and p.kind in HOLDER_KINDS]
        if not near or self._rules["plural"].search(scene.text, offset, near[0].start):
            return None
        return _held(near[0], "speaker.participle", 0.75)

    def _relative(self, scene: _Scene) -> Held | None:
        """``X'in “...” dediği``"""
        if not self._rules["relative"].search(scene.after):
            return None
        if re.match(r"(?:diye )?de(?:diğim|diğimiz)", scene.after):
            return Held((scene.first,), "speaker.first_person", 0.8) if scene.first else None
        near = [p for p in scene.places if scene.before <= p.start < scene.start and self._possesses(scene, p)]
        return _held(near[-1], "speaker.beside", 0.75) if near else None

    def _possesses(self, scene: _Scene, place: Place) -> bool:
        """``X'in``, and with a possessive before the case: ``Anayasamızın``."""
        if place.case == "genitive":
            return True
        return place.case == "other" and bool(self._rules["our"].search(scene.text[place.end : place.word_end]))

    def _behind(self, scene: _Scene) -> Held | None:
        """``“...” diyor X.``: the name behind the finite verb, at the end of the sentence."""
        if not scene.after or scene.apart:
            return None
        offset = scene.text.index(scene.after, scene.end)
        stop = offset + len(scene.after)
        for place in scene.places:
            if not (offset < place.start < stop) or place.case != "nominative" or place.kind not in HOLDER_KINDS:
                continue
            head = _WORD.findall(scene.text[offset : place.start])
            rest = scene.text[place.word_end : stop].strip(" ,")
            if rest or not head or len(head) > 6:
                continue
            if any(self._rules["finite"].search(word) for word in head[-3:]):
                return _held(place, "speaker.after", 0.8)
        return None

    def _owner(self, scene: _Scene, verb: str | None) -> Held | None:
        """The possessor of the words or of the document in which they stand."""
        rules = self._rules
        near = [p for p in scene.places if scene.before <= p.start and p.word_end <= scene.start and p.kind in _OWNERS]
        noun = rules["said_noun"].match(scene.after)
        if noun:
            owners = [p for p in near if self._possesses(scene, p)]
            if owners and scene.start - owners[-1].word_end < 60:
                return _held(owners[-1], "speaker.beside", 0.75)
        for place in reversed(near):
            rest = scene.text[place.word_end : scene.start]
            if rules["signed"].match(rest):
                return _held(place, "speaker.signed", 0.75)
            document = rules["document"].search(rest)
            if document and self._possesses(scene, place) and document.start() < 120:
                return _held(place, "speaker.document", 0.7)
            if document and place.case == "ablative" and rules["from"].search(rest):
                return _held(place, "speaker.document", 0.7)
        return None

    def _own_document(self, scene: _Scene) -> Held | None:
        before = scene.text[scene.before : scene.start].rstrip(" “\"‘'«-–—\n")
        if self._rules["own_participle"].search(before) or self._rules["own_words"].search(before):
            return Held((scene.first,), "speaker.first_person", 0.7) if scene.first else None
        return None

    def _subject(self, scene: _Scene) -> Held | None:
        """The nearest subject before the marks, a person before others."""
        near = [
            p
            for p in scene.places
            if scene.before <= p.start
            and p.word_end <= scene.start
            and p.case == "nominative"
            and p.kind in HOLDER_KINDS
            and self._is_subject(scene, p)
        ]
        if not near:
            return None
        if not scene.text[near[-1].word_end : scene.start].strip(" ,:“\"‘'«-–—"):
            return _held(near[-1], "speaker.before", 0.8)
        persons = [p for p in near if p.kind == "person"]
        proper = [p for p in near if p.proper]
        return _held((persons or proper)[-1], "speaker.before", 0.65) if proper else None

    def _described(self, scene: _Scene) -> Held | None:
        """Somebody who is only described (``iki gazeteci``) becomes a person or group of the document."""
        matches = list(self._rules["described"].finditer(scene.text, scene.before, scene.start))
        if not matches or self._people is None:
            return None
        match = matches[-1]
        if scene.text.count(" ", match.end(), scene.start) > _FAR:
            return None
        start, end = match.start("noun"), match.end("noun")
        before = scene.text[scene.before : start].split(" ")[:-1]
        if before and (match["owned"] or self._rules["describing"].match(before[-1])):
            start -= len(before[-1]) + 1
            if match["owned"] and self._rules["compound"].search(before[-1]) and len(before) > 1:
                start -= len(before[-2]) + 1
        form = scene.printed[start:end].strip()
        key = self._pack.fold(form)
        if key not in self._by_description:
            kind: Literal["person", "group"] = "group" if match["many"] else "person"
            made = Entity(Ids(self._people.by_id).make(form), kind, form, (form,), rule="person.described")
            self._people.entities.append(made)
            self._people.by_id[made.id] = made
            self._by_description[key] = made.id
        return Held((self._by_description[key],), "speaker.described", 0.55, (start, end))

    def _is_subject(self, scene: _Scene, place: Place) -> bool:
        following = _WORD.search(scene.text, place.word_end, scene.start)
        return following is None or following.group() not in self._not_subject

    def _carried(self, scene: _Scene, told: Sequence[tuple[QuotePlace, str | None]]) -> Held | None:
        """Nobody is named beside the marks: who was asked, who spoke before, else the last subject of the text."""
        last = told[-1] if told else None
        since = last[0].outer_start if last else scene.low
        named = [
            p
            for p in scene.places
            if since < p.start and p.word_end <= scene.before and p.kind == "person" and p.entity != scene.first
        ]
        subjects = [
            p for p in named if p.case == "nominative" and not self._rules["address"].match(scene.text[: p.start][-7:])
        ]
        if subjects:
            return _held(subjects[-1], "speaker.carried", 0.55)
        if self._asked and last:
            return Held((self._asked,), "speaker.asked", 0.55)
        if last and last[1] and last[1] != scene.first:
            return Held((last[1],), "speaker.carried", 0.55)
        if named:
            return _held(named[-1], "speaker.carried", 0.4)
        if self._last and self._last != scene.first:
            return Held((self._last,), "speaker.carried", 0.4)
        return None

    def _ask(self, scene: _Scene, verb: str | None) -> None:
        """``X'e sordular: “...”``: X speaks next, when nobody else is named."""
        self._asked = None
        if verb and self._rules["asking"].match(verb):
            near = [
                p for p in scene.places if scene.before <= p.start and p.case == "dative" and p.word_end <= scene.start
            ]
            self._asked = near[-1].entity if near else None


def _held(place: Place, rule: str, confidence: float) -> Held:
    return Held((place.entity,), rule, confidence, (place.start, place.word_end))
