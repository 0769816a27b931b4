"""Signs of attribution: verbs and nouns of saying, thinking, wanting, feeling and judging, found in folded text.

The signs are data of the language pack (``reporting.toml``): regular expressions over folded text, by class. A word
is tested against the few patterns that share its first letters, once per word type; the rest of the text costs one
dictionary look-up a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from tanik.languages.pack import Language, language

_WORD = re.compile(r"[^\W_]+(?:['\-][^\W_]+)*")
_LITERAL = re.compile(r"^[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Cue:
    """``group``: say, think, want, feel, judge; ``noun``: a noun of attitude; ``form``: see :meth:`form_of`."""

    start: int
    end: int
    group: str
    noun: bool
    form: str
    text: str


@dataclass(frozen=True, slots=True)
class _Pattern:
    first: re.Pattern[str]
    whole: re.Pattern[str]
    group: str
    noun: bool
    literal: str


class CueFinder:
    """Finds the signs of one language."""

    def __init__(self, pack: Language) -> None:
        rules = pack.rules("reporting")
        self.rules: dict[str, Any] = rules
        patterns = [
            self._pattern(entry, group, kind == "nouns")
            for kind in ("verbs", "nouns")
            for group, entries in rules.get(kind, {}).items()
            for entry in entries
        ]
        self._buckets: dict[str, list[_Pattern]] = {}
        for pattern in patterns:
            self._buckets.setdefault(pattern.literal[:2], []).append(pattern)
        self._by_word: dict[str, tuple[_Pattern, ...]] = {}
        forms = rules.get("forms", {})
        self._forms = [(name, re.compile("|".join(endings))) for name, endings in forms.items()]
        self._form_of: dict[str, str] = {}

    @staticmethod
    def _pattern(entry: str, group: str, noun: bool) -> _Pattern:
        # The end of the entry is free: "belirt" finds "belirtmektedir".
        tail = "" if entry.endswith("$") else r"[^\W_]*"
        body = entry.removesuffix("$") + tail + r"(?![^\W_])"
        first = entry.split(" ")[0]
        literal = _LITERAL.match(entry)
        assert literal, f"a sign of attribution must begin with a letter: {entry!r}"
        complete = " " in entry
        first_body = first + (r"(?![^\W_])" if complete and not first.endswith("*") else "")
        # A first letter that the pattern makes optional or one of several would be missed by the bucket.
        return _Pattern(re.compile(first_body.removesuffix("$")), re.compile(body), group, noun, literal.group())

    def find(self, folded: str) -> Iterator[Cue]:
        """The signs in a folded text, in order, without overlaps; the longer of two at one place."""
        by_word = self._by_word
        done = 0
        for match in _WORD.finditer(folded):
            word = match.group()
            candidates = by_word.get(word)
            if candidates is None:
                candidates = self._candidates(word)
            if not candidates or match.start() < done:
                continue
            best: tuple[int, _Pattern] | None = None
            for pattern in candidates:
                found = pattern.whole.match(folded, match.start())
                if found and (best is None or found.end() > best[0]):
                    best = (found.end(), pattern)
            if best:
                end, pattern = best
                text = folded[match.start() : end]
                done = end
                yield Cue(match.start(), end, pattern.group, pattern.noun, self.form_of(text), text)

    def _candidates(self, word: str) -> tuple[_Pattern, ...]:
        bucket = self._buckets.get(word[:2], ()) or ()
        found = tuple(p for p in bucket if p.first.match(word))
        self._by_word[word] = found
        return found

    def form_of(self, text: str) -> str:
        """``participle``, ``converb``, ``passive``, ``infinitive``, ``nominal`` or ``finite``, by the last word."""
        form = self._form_of.get(text)
        if form is None:
            last = text.split(" ")[-1]
            form = next((name for name, endings in self._forms if endings.search(last)), "finite")
            form = "finite" if form == "active" else form
            self._form_of[text] = form
        return form


@cache
def cue_finder(code: str) -> CueFinder:
    return CueFinder(language(code))
