"""Noun phrases that name a thing without a name: ``askeri vesayet``, ``milletin hakları``, ``bu telgraf``.

What a view is about is often no person and no state but an idea, a group or a paper that only a common noun phrase
names. A phrase is a noun with what describes it to its left; offsets as in a passage.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter

from tanik.languages.pack import Language, language
from tanik.reading.units import Passage, Place
from tanik.text.morphology import Form, forms

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?(?:['’][^\W\d_]+)?")
_LONGEST = 6
_WIDEST = 400
"""Letters of a name, at most: so far to the left of a view may a name begin that reaches into it."""
_start = attrgetter("start")
_THIRD = frozenset({"P3sg", "P3pl"})


@dataclass(slots=True)
class _Token:
    start: int
    end: int
    word: str
    form: Form | None
    place: Place | None


@dataclass(frozen=True, slots=True)
class Phrase:
    """``start``/``word_end`` in the passage; ``name``: the words in the nominative; ``head``: lemma of the noun.

    ``short``: the name without words such as ``bu`` and ``bütün``; ``core``: with one describing word at most.
    """

    start: int
    word_end: int
    name: str
    short: str
    core: str
    head: str
    case: str
    own: str
    plural: bool
    words: int
    described: bool
    possessed: bool
    pointing: bool


class PhraseFinder:
    """Finds the noun phrases of one language (Turkish; none elsewhere)."""

    def __init__(self, pack: Language) -> None:
        rules = pack.rules("phrases")
        self._active = pack.code == "tr"
        self._never = frozenset(rules.get("never_heads", ()))
        self._pointing = frozenset(rules.get("pointing", ()))
        self._loose = frozenset(rules.get("loose", ()))
        self._stops = frozenset(rules.get("stops", ()))

    def find(self, passage: Passage, start: int, end: int) -> list[Phrase]:
        """The phrases whose noun stands in ``start`` to ``end``, in order; a phrase may reach further to the left."""
        if not self._active:
            return []
        tokens = self._tokens(passage, start, end)
        found = []
        for i, token in enumerate(tokens):
            if token.place is None and token.form is not None and token.form.sort == "noun":
                phrase = self._phrase(passage, tokens, i)
                if phrase is not None:
                    found.append(phrase)
        return found

    def _tokens(self, passage: Passage, start: int, end: int) -> list[_Token]:
        near = bisect_left(passage.places, start - _WIDEST, key=_start)
        last = bisect_left(passage.places, end, key=_start)
        places = [place for place in passage.places[near:last] if place.word_end > start]
        tokens: list[_Token] = []
        at = 0
        for match in _WORD.finditer(passage.folded, start, end):
            while at < len(places) and places[at].word_end <= match.start():
                at += 1
            place = places[at] if at < len(places) and places[at].start <= match.start() else None
            if place is not None and tokens and tokens[-1].place is place:
                tokens[-1].end = match.end()
                continue
            word = match.group()
            form = None if place is not None and place.proper else self._form(word, tokens)
            if place is not None and not place.proper:
                place = None
            tokens.append(_Token(match.start(), match.end(), word, form, place))
        return tokens

    def _form(self, word: str, before: Sequence[_Token]) -> Form | None:
        if word in self._stops:
            return None
        found = [form for form in forms(word.rpartition("-")[2]) if form.own != "P2sg"]
        if not found:
            return None
        first = found[0]
        if first.sort != "noun":
            return first
        bound = bool(before) and _binds(before[-1])
        if bound:
            return next((form for form in found if form.sort == "noun" and form.own in _THIRD), first)
        if first.own in _THIRD and first.case == "nominative":
            return next((form for form in found if form.sort == "noun" and form.case == "accusative"), first)
        return first

    def _phrase(self, passage: Passage, tokens: Sequence[_Token], head: int) -> Phrase | None:
        form = tokens[head].form
        assert form is not None
        if form.lemma in self._never or len(form.bare) < 3 or (form.verbal and form.own):
            return None
        if head + 1 < len(tokens) and self._continues(passage, tokens, head):
            return None
        first = head
        described = possessed = False
        owned = form.own in _THIRD
        while first > 0 and head - first < _LONGEST:
            token = tokens[first - 1]
            if passage.folded[token.end : tokens[first].start] != " ":
                break
            if token.form is not None and token.form.sort == "adjective" and token.word not in self._loose:
                described = True
            elif owned and _binds(token):
                possessed = True
                owned = token.form is not None and token.form.own in _THIRD
            else:
                break
            first -= 1
        while first < head and (tokens[first].word in self._loose or _is_verbal(tokens[first])):
            first += 1
        pointing = tokens[first].word in self._pointing
        name = self._name(passage, tokens, first, head, form)
        short_from = first
        while short_from < head and tokens[short_from].word in self._pointing:
            short_from += 1
        short = self._name(passage, tokens, short_from, head, form)
        core = self._name(passage, tokens, max(short_from, head - 1), head, form)
        return Phrase(
            tokens[first].start, tokens[head].end, name, short, core, form.lemma, form.case, form.own, form.plural,
            head - first + 1, described, possessed, pointing,
        )  # fmt: skip

    @staticmethod
    def _continues(passage: Passage, tokens: Sequence[_Token], head: int) -> bool:
        """Whether the noun only describes the one after it: the head of a phrase comes last."""
        following = tokens[head + 1]
        form = tokens[head].form
        assert form is not None
        if passage.folded[tokens[head].end : following.start] != " " or following.form is None:
            return False
        return form.case == "nominative" and following.form.sort == "noun" and following.form.own in _THIRD

    @staticmethod
    def _name(passage: Passage, tokens: Sequence[_Token], first: int, head: int, form: Form) -> str:
        word = passage.text[tokens[head].start : tokens[head].end]
        if "-" in word:
            before, _, _ = word.rpartition("-")
            last = f"{before}-{form.bare}"
        elif len(form.bare) <= len(word) and passage.folded[tokens[head].start : tokens[head].end].startswith(
            form.bare
        ):
            last = word[: len(form.bare)]
        else:
            last = form.bare
        return passage.text[tokens[first].start : tokens[head].start] + last


def _is_verbal(token: _Token) -> bool:
    return token.form is not None and token.form.sort == "adjective" and token.form.verbal


def _binds(token: _Token) -> bool:
    """Whether a word before a noun with a possessive ending belongs to it: a genitive or a bare noun."""
    if token.place is not None:
        return token.place.case in ("genitive", "nominative")
    return token.form is not None and token.form.sort == "noun" and token.form.case in ("genitive", "nominative")


@cache
def phrase_finder(code: str) -> PhraseFinder:
    return PhraseFinder(language(code))
