"""Word pieces with their places: a unigram tokenizer over a fixed vocabulary.

Letters are normalised one by one with a table, runs of white space become one word mark (U+2581), and each word is
cut into the pieces of the highest summed score (Viterbi). No piece spans a word mark, so words are independent and
cached. Method: Kudo 2018, "Subword regularization" (the unigram language model), written anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

MARK = "\u2581"
_LONGEST_WORD = 64
"""Letters of a word looked at together; a longer one is cut, so that the cost stays linear."""
_CACHED = 200_000


class Pieces(NamedTuple):
    """Piece numbers and their code point ranges ``[start, end)`` in the text; a lone word mark has an empty range."""

    ids: list[int]
    starts: list[int]
    ends: list[int]


class Tokenizer:
    """``pieces``: (text, score) by number; ``unknown``: number of the piece for what the vocabulary lacks."""

    def __init__(self, pieces: Iterable[tuple[str, float]], letters: Mapping[str, str], unknown: int) -> None:
        self._table: dict[str, tuple[float, int]] = {}
        lowest = 0.0
        for number, (piece, score) in enumerate(pieces):
            if piece:
                self._table.setdefault(piece, (score, number))
                lowest = min(lowest, score)
        self._longest = max(map(len, self._table), default=1)
        self._letters = dict(letters)
        self._unknown = unknown
        self._unknown_score = lowest - 10
        self._known: dict[str, tuple[tuple[int, int], ...]] = {}

    def encode(self, text: str) -> Pieces:
        """The pieces of ``text``, in order."""
        marks, sources = [MARK], [0]
        letters = self._letters
        for at, letter in enumerate(text):
            for each in letters.get(letter, letter):
                if each == " ":
                    if marks[-1] == MARK:
                        continue
                    each = MARK
                marks.append(each)
                sources.append(at)
        if len(marks) > 1 and marks[-1] == MARK:
            marks.pop()
            sources.pop()
        out = Pieces([], [], [])
        at, size = 0, len(marks)
        while at < size and (size > 1 or marks[0] != MARK):
            stop = at + 1
            while stop < size and marks[stop] != MARK and stop - at < _LONGEST_WORD:
                stop += 1
            for number, length in self._word("".join(marks[at:stop])):
                first = at + 1 if marks[at] == MARK and length > 1 else at
                empty = marks[at] == MARK and length == 1
                out.ids.append(number)
                out.starts.append(sources[min(first + empty, size - 1)])
                out.ends.append(sources[min(first + 1, size - 1)] if empty else sources[at + length - 1] + 1)
                at += length
        return out

    def _word(self, word: str) -> tuple[tuple[int, int], ...]:
        """(piece, length in normalised letters) of one word."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= _CACHED:
                self._known.clear()
            known = self._known[word] = self._cut(word)
        return known

    def _cut(self, word: str) -> tuple[tuple[int, int], ...]:
        size = len(word)
        best = [0.0] + [float("-inf")] * size
        back = [(0, self._unknown)] * (size + 1)
        table, longest = self._table, self._longest
        for i in range(size):
            here = best[i]
            for j in range(i + 1, min(size, i + longest) + 1):
                hit = table.get(word[i:j])
                if hit is not None and here + hit[0] > best[j]:
                    best[j], back[j] = here + hit[0], (i, hit[1])
            if here + self._unknown_score > best[i + 1]:
                best[i + 1], back[i + 1] = here + self._unknown_score, (i, self._unknown)
        found = []
        at = size
        while at:
            start, number = back[at]
            found.append((number, at - start))
            at = start
        return tuple(reversed(found))
