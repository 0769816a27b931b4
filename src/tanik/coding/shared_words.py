"""How much two texts have in common by their words: TF-IDF over dictionary forms (Salton and Buckley 1988).

A text is a row of weights, (1 + ln f) ln(1 + N/n) for a word that it has f times and n of the N texts have, of length
1; the similarity of two is the sum of the products. Rows are found through the words, so texts that share nothing
cost nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from tanik.languages.pack import language
from tanik.text.lemmas import lemma
from tanik.text.tokens import tokenise

Floats = npt.NDArray[np.float32]
Whole = npt.NDArray[np.int64]

_TOLD = 0.04
"""A word that a larger share of the texts has is no reason to tell."""


def words_of(text: str, code: str) -> list[str]:
    """The dictionary forms of the words of a text in a language, folded."""
    printed = (text[start:end] for start, end in tokenise(text))
    forms = [lemma(word, code) for word in printed if any(letter.isalpha() for letter in word)]
    # All at once: folding costs more for each call than for each letter.
    return language(code).fold("\n".join(forms)).split("\n") if forms else []


class SharedWords:
    """Texts by their words. ``names``: the different words; ``words``: of all texts, one after the other, as numbers
    into ``names``; text ``i`` has those from ``bounds[i]`` to ``bounds[i + 1]``.
    """

    def __init__(self, names: Sequence[str], words: Whole, bounds: Whole) -> None:
        self.names = names
        self._count = max(len(bounds) - 1, 0)
        size = max(len(names), 1)
        text = np.repeat(np.arange(self._count, dtype=np.int64), np.diff(bounds))
        pairs, times = np.unique(text * size + words, return_counts=True)
        rows, ids = pairs // size, pairs % size
        texts_with = np.bincount(ids, minlength=size)
        rarity = np.log1p(self._count / np.maximum(texts_with, 1))
        weights = (1 + np.log(times)) * rarity[ids]
        lengths = np.sqrt(np.bincount(rows, weights * weights, minlength=self._count))
        weights = weights / np.maximum(lengths[rows], 1e-9)
        self._ids, self._weights = ids, weights
        self._usual = texts_with > max(_TOLD * self._count, 3)
        self._rows = np.searchsorted(rows, np.arange(self._count + 1))
        by_word = np.argsort(ids, kind="stable")
        self._texts, self._shares = rows[by_word], weights[by_word]
        self._places = np.searchsorted(ids[by_word], np.arange(size + 1))

    @classmethod
    def of(cls, texts: Iterable[Sequence[str]]) -> SharedWords:
        """From the words of each text."""
        numbers: dict[str, int] = {}
        words: list[int] = []
        bounds = [0]
        for each in texts:
            words += [numbers.setdefault(word, len(numbers)) for word in each]
            bounds.append(len(words))
        return cls(list(numbers), np.array(words, np.int64), np.array(bounds, np.int64))

    def __len__(self) -> int:
        return self._count

    def similarity(self, texts: Iterable[int]) -> Floats:
        """One row for each of the texts named by number: its similarity to every text, 0 to 1."""
        return np.stack([self._to_all(text) for text in texts] or [np.zeros(self._count, np.float32)])

    def _to_all(self, text: int) -> Floats:
        found = np.zeros(self._count, np.float64)
        for at in range(self._rows[text], self._rows[text + 1]):
            first, stop = self._places[self._ids[at]], self._places[self._ids[at] + 1]
            found[self._texts[first:stop]] += self._weights[at] * self._shares[first:stop]
        return found.astype(np.float32)

    def shared(self, one: int, other: int, most: int = 3) -> tuple[str, ...]:
        """The words that bring two texts together, the weightiest first; without those that many texts have."""
        a, b = (slice(self._rows[text], self._rows[text + 1]) for text in (one, other))
        common, left, right = np.intersect1d(self._ids[a], self._ids[b], assume_unique=True, return_indices=True)
        weight = self._weights[a][left] * self._weights[b][right]
        told = [at for at in np.argsort(-weight, kind="stable").tolist() if not self._usual[common[at]]]
        return tuple(self.names[common[at]] for at in told[:most])
