"""References: words that mean somebody or something named before (``Paşa``, ``kendisi``, ``heyet``, ``he``).

Each reference is settled by a rule with a confidence, or stays open with those who may be meant. Whoever was named
last and most as a subject comes first (:mod:`~tanik.reading.persons_seen`); a reference whose first two candidates
weigh nearly the same is not guessed.

Needs: paragraphs, sentences, quotations, people. Gives: ``People.references``, mentions for titles that stand alone,
doubts ``reference.unclear``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tanik.languages.pack import Language
from tanik.reading.annotations import Doubt, Mention, Quotation
from tanik.reading.grouping import plain
from tanik.reading.people import People
from tanik.reading.persons_seen import Genders, PersonsSeen
from tanik.reading.units import same_length_fold
from tanik.text.document import Document

CONFIDENCE = {"reference.title": 0.75, "reference.named": 0.7, "reference.body": 0.65, "reference.pronoun": 0.55}
_CLEAR = 1.4
"""How much more the first candidate has to weigh than the second."""
_ENDING = r"(?P<ending>['’]?(?:[a-zçğıöşü]{0,7}))(?![\w'’])"
_MOST_DOUBTS = 200
_JOINED = (" ve ", " ile ", " and ")
_BODIES_BACK = 12
"""Bodies named last that a noun alone may mean."""


@dataclass(frozen=True, slots=True)
class Reference:
    """``entity`` is None when it stays open between ``alternatives``; offsets into ``Document.text``."""

    start: int
    end: int
    entity: str | None
    rule: str
    confidence: float
    alternatives: tuple[str, ...] = ()


class References:
    """Finds the references of one document."""

    def __init__(self, document: Document, pack: Language, people: People, quotations: Sequence[Quotation]) -> None:
        self._document = document
        self._pack = pack
        self._people = people
        self._quoted = sorted((q.start, q.end) for q in quotations if q.kind == "direct" and not q.depth)
        self._genders = Genders(pack)
        self._seen = PersonsSeen(people, self._genders)
        self._bodies: list[str] = []
        rules = pack.rules("references")
        self._patterns = _patterns(rules, pack)
        self._heads = {pack.fold(word) for word in rules.get("collectives", {}).get("words", ())}

    def find(self) -> tuple[list[Reference], list[Doubt]]:
        """Every reference in text order; enters mentions of titles that stand alone into the people."""
        found: list[Reference] = []
        if self._patterns:
            for number in range(len(self._document.sentences)):
                found += self._of_sentence(number)
        doubts = [
            Doubt(r.start, r.end, "reference.unclear", r.alternatives)
            for r in found
            if r.entity is None and len(r.alternatives) > 1 and r.rule != "reference.pronoun"
        ][:_MOST_DOUBTS]
        self._people.add_mentions(
            [
                Mention(r.start, r.end, r.end, r.entity, r.rule)
                for r in found
                if r.entity and r.rule == "reference.title"
            ]
        )
        return [reference for reference in found if reference.entity or reference.alternatives], doubts

    def _of_sentence(self, number: int) -> Iterator[Reference]:
        start, end = self._document.sentences[number]
        self._seen.next_sentence()
        mentions = list(self._people.in_range(start, end))
        folded = same_length_fold(self._document.text[start:end], self._pack)
        matches = sorted(
            (
                (match.start() + start, rule, match)
                for rule, pattern in self._patterns
                for match in pattern.finditer(folded)
            ),
            key=lambda each: each[0],
        )
        at = 0
        opens = True
        for place, rule, match in matches:
            while at < len(mentions) and mentions[at].start < place:
                opens = self._see(mentions[at], opens)
                at += 1
            if self._is_quoted(place) or any(self._covers(m, place) for m in mentions[max(at - 1, 0) : at + 1]):
                continue
            reference = self._settle(rule, match, start)
            if reference is not None:
                yield reference
                if reference.entity is not None:
                    self._seen.see(reference.entity, subject=True)
        for mention in mentions[at:]:
            opens = self._see(mention, opens)

    def _covers(self, mention: Mention, place: int) -> bool:
        """Whether a name stands here; a common noun (``heyet``) that was found as a thing of its own is none."""
        generic = self._people.by_id[mention.entity].rule.endswith("generic")
        return mention.start <= place < mention.word_end and not generic

    def _see(self, mention: Mention, subject: bool) -> bool:
        """Take note of a mention; returns whether the next one is a subject too (``A ve B``)."""
        entity = self._people.by_id[mention.entity]
        if entity.kind == "person":
            self._seen.see(mention.entity, subject=subject)
        elif entity.kind in ("organisation", "group") and not entity.rule.endswith("generic"):
            if mention.entity in self._bodies:
                self._bodies.remove(mention.entity)
            self._bodies.append(mention.entity)
            del self._bodies[:-_BODIES_BACK]
        return subject and self._document.text[mention.word_end : mention.word_end + 5].startswith(_JOINED)

    def _is_quoted(self, place: int) -> bool:
        i = bisect_right(self._quoted, (place, len(self._document.text))) - 1
        return i >= 0 and place < self._quoted[i][1]

    def _settle(self, rule: str, match: re.Match[str], base: int) -> Reference | None:
        start, end = match.start("word") + base, match.end("word") + base
        if rule == "reference.title":
            if not self._document.text[start].isupper() and self._pack.code == "tr":
                return None
            wanted = plain(match["word"])
            found = [pair for pair in self._seen.candidates("") if self._bears(pair[1], wanted)]
        elif rule == "reference.body":
            head = self._pack.fold(match["word"])
            bodies = [body for body in reversed(self._bodies) if self._is_body(body, head)]
            return Reference(start, end, bodies[0], rule, CONFIDENCE[rule]) if bodies else None
        else:
            found = self._seen.candidates(match["word"] if rule == "reference.pronoun" else "")
        if not found:
            return None
        if len(found) > 1 and found[0][0] < _CLEAR * found[1][0]:
            return Reference(start, end, None, rule, 0.0, tuple(id for _, id in found[:3]))
        sure = CONFIDENCE[rule] + (0.1 if len(found) == 1 else 0.0)
        return Reference(start, end, found[0][1], rule, sure)

    def _bears(self, id: str, title: str) -> bool:
        entity = self._people.by_id[id]
        return any(plain(each) == title for each in (*entity.titles, *entity.name.split()[-1:]))

    def _is_body(self, id: str, head: str) -> bool:
        """Whether a body's name ends in a noun: ``Ankara Heyeti`` in ``heyet``."""
        words = self._pack.fold(self._people.by_id[id].name).split()
        return len(words) > 1 and words[-1].startswith(head[:-1]) and len(words[-1]) <= len(head) + 2


def _patterns(rules: dict[str, dict[str, list[str]]], pack: Language) -> list[tuple[str, re.Pattern[str]]]:
    made = []
    for rule, section in (("reference.title", "titles"), ("reference.body", "collectives")):
        words, articles = rules.get(section, {}).get("words", ()), rules.get(section, {}).get("articles", ())
        if words:
            before = rf"(?<!\w)(?:{_any(articles, pack)}) " if articles else r"(?<![\w\-])"
            ending = _ENDING if pack.code == "tr" else r"(?!\w)"
            made.append((rule, re.compile(rf"{before}(?P<word>{_any(words, pack)}){ending}")))
    phrases = rules.get("named", {}).get("phrases", ())
    if phrases:
        made.append(("reference.named", re.compile(rf"(?<!\w)(?P<word>{_any(phrases, pack)})")))
    pronouns = [word for gender, words in rules.get("pronouns", {}).items() for word in words if gender != "group"]
    if pronouns:
        made.append(("reference.pronoun", re.compile(rf"(?<!\w)(?P<word>{_any(pronouns, pack)})(?!\w)")))
    return made


def _any(words: Sequence[str], pack: Language) -> str:
    return "|".join(re.escape(pack.fold(word)) for word in sorted(words, key=lambda word: (-len(word), word)))
