"""Finding what a query asks for in a corpus, for all tokens at once.

A partial match is a pair of token numbers: where it began and where it has come to. Each step of the query takes all
pairs one word further, so the cost grows with the number of partial matches and not with the length of the text
times the length of the query. Regular expressions are those of RE2 (Cox 2010), whose cost is linear whatever the
pattern and the word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from tanik.analysis.word_index import Corpus, Mask, Whole
from tanik.analysis.word_query import All, AnyOf, Choice, Condition, Item, Not, Query, Repeat, Sequence, Test, Token
from tanik.errors import UsageError
from tanik.languages.pack import language
from tanik.translation import N_

MOST_PAIRS = 30_000_000
"""Partial matches that are followed at the same time (about half a gigabyte)."""

Layer = Mapping[str, Iterable[tuple[str, int, int]]]
"""Of each value (a code, a holder) its spans: source, start, end."""

_PLAIN = re.compile(r"\w+")
"""A regular expression that means itself; comparing words is ten times quicker."""
_ESCAPED = re.compile(r"\\.|[^\\]+", re.DOTALL)
_CLASSES = {r"\w": r"[\pL\pN_]", r"\W": r"[^\pL\pN_]", r"\d": r"\pN", r"\D": r"\PN"}


@dataclass(frozen=True, slots=True, eq=False)
class Matches:
    """Match ``i`` is the tokens ``first[i]`` to ``stop[i]`` (not included), in the order of the corpus."""

    first: Whole
    stop: Whole

    def __len__(self) -> int:
        return len(self.first)


def search(corpus: Corpus, query: Query, layers: Mapping[str, Layer] | None = None) -> Matches:
    """All matches of a query: at each place where one begins, the longest.

    ``layers``: spans for the names ``code`` and ``holder``. UsageError T791 for a regular expression that is none,
    T792 when a query is so wide that it matches nearly everything in nearly every way.
    """
    finder = _Finder(corpus, layers or {})
    first, stop = finder.follow(query.item, finder.everywhere, finder.everywhere)
    unit = corpus.sentence if query.within == "s" else corpus.paragraph
    longer = stop > first
    first, stop = first[longer], stop[longer]
    inside = (unit[first] == unit[stop - 1]) & (unit[first] >= 0)
    # Outside of all paragraphs nothing is in order but single words.
    first, stop = first[inside | (stop == first + 1)], stop[inside | (stop == first + 1)]
    order = np.lexsort((-stop, first))
    first, stop = first[order], stop[order]
    longest = np.ones(len(first), dtype=bool)
    longest[1:] = first[1:] != first[:-1]
    return Matches(first[longest], stop[longest])


class _Finder:
    def __init__(self, corpus: Corpus, layers: Mapping[str, Layer]) -> None:
        self.corpus = corpus
        self.layers = layers
        self.everywhere = np.arange(len(corpus), dtype=np.int64)
        self._masks: dict[Condition, Mask] = {}

    def follow(self, item: Item, first: Whole, at: Whole) -> tuple[Whole, Whole]:
        """The pairs that come out when the pairs (first, at) go through an item."""
        if isinstance(item, Token):
            return self._step(item, first, at)
        if isinstance(item, Sequence):
            for part in item.items:
                first, at = self.follow(part, first, at)
            return first, at
        if isinstance(item, Choice):
            return _unique([self.follow(part, first, at) for part in item.items])
        return self._repeat(item, first, at)

    def _step(self, item: Token, first: Whole, at: Whole) -> tuple[Whole, Whole]:
        if at is self.everywhere and item.condition is not None:
            begin = np.flatnonzero(self.mask(item.condition))
            return begin, begin + 1
        here = at < len(self.corpus)
        if item.condition is not None:
            here[here] = self.mask(item.condition)[at[here]]
        # A match that has begun stays in its paragraph.
        begun = here & (at > first)
        here[begun] = self.corpus.paragraph[at[begun]] == self.corpus.paragraph[first[begun]]
        return first[here], at[here] + 1

    def _repeat(self, item: Repeat, first: Whole, at: Whole) -> tuple[Whole, Whole]:
        found: list[tuple[Whole, Whole]] = []
        for count in range(item.most + 1):
            if count >= item.least:
                found.append((first, at))
            if count == item.most or not len(first):
                break
            first, at = self.follow(item.item, first, at)
            if sum(len(pairs) for pairs, _ in found) + len(first) > MOST_PAIRS:
                raise UsageError(
                    "T792",
                    N_("The query matches too much in too many ways."),
                    N_("Begin it with a word instead of [], or repeat less."),
                )
        return _unique(found)

    def mask(self, condition: Condition) -> Mask:
        """Of each token: whether the condition holds."""
        known = self._masks.get(condition)
        if known is None:
            known = self._masks[condition] = self._mask(condition)
        return known

    def _mask(self, condition: Condition) -> Mask:
        if isinstance(condition, Not):
            return ~self.mask(condition.part)
        if isinstance(condition, All | AnyOf):
            join = np.logical_and if isinstance(condition, All) else np.logical_or
            mask: Mask = join.reduce([self.mask(part) for part in condition.parts])
            return mask
        if condition.name == "source":
            return self._of_sources(condition)
        if condition.name in ("code", "holder"):
            layer = self.layers.get(condition.name, {})
            names = list(layer)
            fits = _fitting(condition, names, [language("tr").fold(name) for name in names], "tr")
            return self.corpus.tokens_in(
                span for name, yes in zip(names, fits, strict=True) if yes for span in layer[name]
            )
        return np.asarray(self._of_forms(condition)[self.corpus.form], np.bool_)

    def _of_sources(self, test: Test) -> Mask:
        names = self.corpus.sources
        fits = np.array(_fitting(test, names, [language("tr").fold(name) for name in names], "tr"), dtype=bool)
        return fits[self.corpus.document]

    def _of_forms(self, test: Test) -> Mask:
        corpus = self.corpus
        if test.name == "word":
            written, folded = corpus.forms, corpus.folded
        else:
            written, folded = corpus.lemmas, corpus.folded_lemmas
        fits = np.zeros(len(written), dtype=bool)
        if len(set(corpus.languages)) == 1:
            return np.array(_fitting(test, written, folded, corpus.languages[0]), dtype=bool)
        for code in dict.fromkeys(corpus.languages):
            here = [i for i, each in enumerate(corpus.languages) if each == code]
            fits[here] = _fitting(test, [written[i] for i in here], [folded[i] for i in here], code)
        return fits


def _fitting(test: Test, written: list[str], folded: list[str], code: str) -> list[bool]:
    """Which of the words fit the test."""
    words = written if test.case else folded
    fold: Callable[[str], str] = str if test.case else language(code).fold
    if test.literal or _PLAIN.fullmatch(test.pattern):
        wanted = fold(test.pattern)
        return [word == wanted for word in words]
    import pyarrow as pa
    import pyarrow.compute as pc

    pattern = "".join(
        _CLASSES.get(part, part) if part[0] == "\\" else fold(part) for part in _ESCAPED.findall(test.pattern)
    )
    # Half characters, which a damaged file may hold, are no characters to RE2.
    column = pa.array([word.encode("utf-8", "replace").decode("utf-8") for word in words], pa.string())
    try:
        found = pc.match_substring_regex(column, pattern=f"^(?:{pattern})$")
    except pa.ArrowInvalid as error:
        raise UsageError(
            "T791",
            N_("“{pattern}” is no regular expression: {reason}."),
            N_("Letters stand for themselves, . for any letter, .* for any letters; write \\ before other signs."),
            pattern=test.pattern,
            reason=str(error).partition(": ")[2] or str(error),
        ) from error
    fits: list[bool] = found.to_pylist()
    return fits


def _unique(pairs: list[tuple[Whole, Whole]]) -> tuple[Whole, Whole]:
    if len(pairs) == 1:
        return pairs[0]
    if not pairs:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    both = np.unique(np.column_stack([np.concatenate(side) for side in zip(*pairs, strict=True)]), axis=0)
    return both[:, 0], both[:, 1]
