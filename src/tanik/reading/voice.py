"""Voice: whose running text it is.

In a memoir, a letter or a speech the author is a holder wherever he or she judges, believes, intends or feels; in
minutes the speaker whose label opened the turn; in a dispatch the sender. A study has no voice: its author's own
analysis is left out.

Needs: units, evaluative words. Gives: drafts of statements in the author's voice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tanik.languages.pack import Language
from tanik.reading.annotations import Entity
from tanik.reading.contents import content_finder
from tanik.reading.cues import Cue, cue_finder
from tanik.reading.holders import Held
from tanik.reading.judgement import judge
from tanik.reading.naming import Ids
from tanik.reading.people import People
from tanik.reading.polarity import polarity_model
from tanik.reading.units import Passage, Place, Unit

if TYPE_CHECKING:
    from tanik.reading.finishing import Draft

FIRST_PERSON_KINDS = frozenset({"memoir", "speech", "letter", "press"})
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_FEWEST_WORDS = 4
_LEAST = -0.4
"""The sum of weights from which a sentence is a view."""
_LONG, _PIECE = 38, 12
"""Words of a sentence that is parted, and of its parts."""
_PLAIN = 1.5
"""The weight of plain signs with which it is one in any case."""


class Voice:
    """Follows whose voice the text is, paragraph by paragraph."""

    def __init__(self, kind: str, author: str | None, pack: Language, people: People) -> None:
        self._kind = kind
        self._author = author if kind in FIRST_PERSON_KINDS else None
        self._writer = self._author
        self._senders: Mapping[int, str] = {}
        self._inside = False
        self._people = people
        self._judge = judge(pack.code)
        self._contents = content_finder(pack.code)
        rules = pack.rules("voice")
        self._label = (
            re.compile(rules["label"]) if kind in ("minutes", "speech", "press") and rules.get("label") else None
        )
        self._sender = re.compile(rules["sender"]) if kind == "dispatch" and rules.get("sender") else None
        self._polarity = polarity_model(pack.code)
        self._cue_finder = cue_finder(pack.code)
        self.weights = {row[0]: float(row[1]) for row in pack.table("voice_weights")}
        self._breaks = re.compile(rules["breaks"]) if rules.get("breaks") else None
        self._behalf = re.compile(rules["on_behalf"]) if rules.get("on_behalf") else None
        self._pack = pack
        self._titles = {pack.fold(word) for row in pack.table("titles") for word in row[0].split()} | set(
            rules.get("no_names", ())
        )
        self._speakers: dict[str, str] = {}
        self._first = re.compile(rules["first_person"]) if rules.get("first_person") else None
        self._judging = re.compile(rules["judging"]) if rules.get("judging") else None

    def enclose(self, senders: Mapping[int, str]) -> None:
        """Take the senders of letters given in full (:mod:`tanik.reading.enclosures`), by paragraph."""
        self._senders = senders if self._writer is not None else {}

    @property
    def author(self) -> str | None:
        """Id of the person or body whose voice the running text is here."""
        return self._author

    @property
    def sender(self) -> str | None:
        """Whose letter the words belong to, where a letter is given in full; else None."""
        return self._author if self._senders and self._inside else None

    def relay(self, holder: str) -> tuple[str, ...]:
        """The author relays what others say in his or her text."""
        return tuple(each for each in dict.fromkeys((self._author, self._writer)) if each and each != holder)

    def enter(self, passage: Passage) -> None:
        """Take over the speaker or sender that a paragraph's opening names."""
        if self._senders:
            self._inside = passage.index in self._senders
            self._author = self._senders.get(passage.index, self._writer)
        pattern = self._label or self._sender
        if pattern is None:
            return
        match = pattern.match(passage.text)
        if match is None:
            return
        if self._label is not None and passage.units:
            first = passage.units[0]
            first.start = min(max(first.start, match.end()), first.end)  # the label is no part of what is said
        stop = match.end(1) if self._label is None else match.end()
        named = [place for place in passage.places if place.start < stop]
        persons = [place for place in named if place.kind == "person"]
        bodies = [place for place in named if place.kind in ("organisation", "group")]
        if self._label is not None and (speaker := self._labelled(passage.text[:stop], persons)):
            self._author = speaker
        elif persons or bodies:
            self._author = (persons or bodies)[0].entity

    def _labelled(self, label: str, persons: Sequence[Place]) -> str | None:
        """The speaker whom a label names: a person found there, else the name that it spells out."""
        found = persons[-1] if persons else None  # titles and offices stand before the name
        if found is not None and " " in label[found.start : found.end].strip():
            return found.entity
        bare = self._behalf.split(label)[-1] if self._behalf else label
        name = bare.split("(")[0].strip(" -–—:\n")
        words = name.split()
        titled = any(self._pack.fold(word) in self._titles for word in words)
        if not 2 <= len(words) <= 4 or titled or not all(word[:1].isalpha() and word.isupper() for word in words):
            return found.entity if found is not None else None
        known = self._people.named(name) or self._speakers.get(name)
        if known is None:
            cased = " ".join(word[0] + self._pack.lower(word[1:]) for word in words)
            known = self._people.named(cased) or Ids(self._people.by_id).make(cased)
            if known not in self._people.by_id:
                made = Entity(known, "person", cased, (name, cased), rule="person.label")
                self._people.entities.append(made)
                self._people.by_id[known] = made
            self._speakers[name] = known
        return known

    def of_unit(self, passage: Passage, unit: Unit, cues: Sequence[Cue]) -> list[Draft]:
        """The unit as a view of the voice, when its words judge, believe, intend or feel."""
        from tanik.reading.finishing import Draft

        if self._author is None or passage.paragraph.kind in ("heading", "note"):
            return []
        start, end = self.trimmed(passage, unit)
        if end <= start:
            return []
        score = self._score(passage, start, end, bool(cues))
        if self.weights:
            total = self.weights.get("bias", 0.0)
            total += sum(self.weights.get(feature, 0.0) for feature in self.features(passage, unit, start, end, score))
            if total < _LEAST and score < _PLAIN:
                return []
            score = max(1.0 + total / 2, 0.5)
        elif score < 0.5:
            return []
        held = Held((self._author,), "voice", min(0.35 + 0.15 * score, 0.8))
        pieces = self._pieces(passage.skeleton, start, end)
        return [Draft(a, b, "reported", held, None, "statement.voice") for a, b in pieces]

    def _pieces(self, skeleton: str, start: int, end: int) -> list[tuple[int, int]]:
        """A very long sentence makes several points: it is parted where a clause closes."""
        if self._breaks is None or skeleton.count(" ", start, end) < _LONG:
            return [(start, end)]
        pieces = []
        at = start
        for match in self._breaks.finditer(skeleton, start, end):
            if skeleton.count(" ", at, match.end()) >= _PIECE and skeleton.count(" ", match.end(), end) >= _PIECE:
                pieces.append(self._contents.trim(skeleton, at, match.end()))
                at = match.end()
        pieces.append(self._contents.trim(skeleton, at, end))
        return [(a, b) for a, b in pieces if b > a]

    def trimmed(self, passage: Passage, unit: Unit) -> tuple[int, int]:
        """A unit without what opens and closes it; empty when too few words are left to be a view."""
        start, end = self._contents.trim(passage.skeleton, unit.start, unit.end)
        return (start, end) if len(_WORD.findall(passage.folded[start:end])) >= _FEWEST_WORDS else (start, start)

    def features(self, passage: Passage, unit: Unit, start: int, end: int, score: float | None = None) -> set[str]:
        """What tells a view from narration: its words, its verb, its evaluative words, where it stands."""
        found = set(self._polarity.features(passage, start, end, False, True))
        first = bool(self._first and self._first.search(passage.skeleton, start, end))
        judging = bool(self._judging and self._judging.search(passage.skeleton, start, end))
        cued = next(self._cue_finder.find(passage.skeleton[unit.start : unit.end]), None)
        found.add(f"first:{first}:judging:{judging}")
        found.add(f"sign:{cued.group if cued else 'none'}")
        if score is None:
            score = self._score(passage, start, end, cued is not None)
        found.add(f"signs:{min(int(2 * score), 4)}")
        found.add(f"signs:{'some' if score >= 0.5 else 'none'}")
        found.add(f"place:{'first' if unit is passage.units[0] else 'later'}:{min(len(passage.units), 3)}")
        if self.sender:
            found.add("enclosed")
        named = sum(place.proper for place in unit.places)
        found.add(f"named:{min(named, 3)}")
        return found

    def _score(self, passage: Passage, start: int, end: int, cued: bool) -> float:
        """The weight of the plain signs of a view: evaluative words, necessity, judging endings, the first person."""
        values = self._judge.values(passage.skeleton, start, end)
        weight = sum(value.strength for value in values if value.group in ("positive", "negative"))
        need = any(value.group == "need" for value in values)
        first = bool(self._first and self._first.search(passage.skeleton, start, end))
        judging = bool(self._judging and self._judging.search(passage.skeleton, start, end))
        return 0.5 * min(weight, 3) + 0.6 * need + 0.5 * judging + 0.3 * first + (0.3 if cued and first else 0)
