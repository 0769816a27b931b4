"""Words of parts of a corpus: what stands near a word, and which words are typical of one part against another.

Collocates follow Evert (2008), *surface cooccurrence*: with the context all words within so many words left and right
of a match, in the same sentence, each counted once even when two contexts overlap, and the matches themselves left out:
``o11`` is how often the collocate stands in the context, ``o12`` the other words of the context, ``o21`` the
collocate elsewhere, ``o22`` all other words elsewhere. Words are tokens with a letter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from tanik.analysis.collocations import Association, association
from tanik.analysis.keyness import Keyness, keyness
from tanik.analysis.word_index import Corpus, Mask, Whole
from tanik.analysis.word_search import Matches

By = Literal["lemma", "word"]
Measure = Literal["log_dice", "mi", "t_score", "z_score", "log_likelihood", "chi2", "dice", "o11"]


@dataclass(frozen=True, slots=True)
class Collocate:
    """``expected`` is ``measures.e11``; ``attracted``: more often near the match than by chance."""

    word: str
    o11: int
    o12: int
    o21: int
    o22: int
    measures: Association

    @property
    def attracted(self) -> bool:
        return self.o11 > self.measures.e11


def collocates(
    corpus: Corpus, matches: Matches, *, left: int = 5, right: int = 5, by: By = "lemma", least: int = 3
) -> list[Collocate]:
    """The words near the matches, at least ``least`` times, strongest ``log_dice`` first.

    ``left``, ``right``: how many words on each side.
    """
    node = np.zeros(len(corpus) + 1, dtype=np.int64)
    np.add.at(node, matches.first, 1)
    np.add.at(node, matches.stop, -1)
    in_node = np.cumsum(node[:-1]) > 0
    words = corpus.letters
    place: Whole = np.cumsum(words, dtype=np.int64) - words  # the number of each token among the words
    sentence = corpus.sentence[words]
    size = len(sentence)
    near = np.zeros(size, dtype=bool)
    for edge, unit, side, reach in (
        (place[matches.first], corpus.sentence[matches.first], -1, left),
        (place[matches.stop - 1] + words[matches.stop - 1] - 1, corpus.sentence[matches.stop - 1], 1, right),
    ):
        for step in range(1, reach + 1):
            at = edge + side * step
            there = (at >= 0) & (at < size) & (unit >= 0)
            there[there] = sentence[at[there]] == unit[there]
            near[at[there]] = True
    outside = ~in_node[words]
    near &= outside
    types, names = corpus.types(by)
    kinds = types[words]
    inside = np.bincount(kinds[near], minlength=len(names))
    total = np.bincount(kinds[outside], minlength=len(names))
    context, everything = int(near.sum()), int(outside.sum())
    found = []
    for kind in np.nonzero(inside >= max(1, least))[0].tolist():
        o11, c1 = int(inside[kind]), int(total[kind])
        cells = o11, context - o11, c1 - o11, everything - context - c1 + o11
        found.append(Collocate(names[kind], *cells, association(*cells)))
    return ordered(found, "log_dice")


def ordered(found: Sequence[Collocate], measure: Measure) -> list[Collocate]:
    """The collocates, strongest first by a measure; what chance alone explains comes last."""

    def key(each: Collocate) -> tuple[bool, float, int, str]:
        value = each.o11 if measure == "o11" else getattr(each.measures, measure)
        return (not each.attracted, -(value if value is not None else float("-inf")), -each.o11, each.word)

    return sorted(found, key=key)


@dataclass(frozen=True, slots=True)
class Keyword:
    """``q``: the p of the four-cell test after Benjamini and Hochberg (1995), among all words that were compared."""

    measures: Keyness
    q: float


def keywords(corpus: Corpus, first: Mask, second: Mask, *, by: By = "lemma", least: int = 3) -> list[Keyword]:
    """Words more frequent in the tokens ``first`` than in ``second``, or less; surest difference first.

    ``least``: how often a word stands in both together. Nothing when one of the two has no words.
    """
    words = corpus.letters
    types, names = corpus.types(by)
    counts = [np.bincount(types[words & part], minlength=len(names)) for part in (first, second)]
    n1, n2 = (int(count.sum()) for count in counts)
    if not n1 or not n2:
        return []
    both = counts[0] + counts[1]
    found = [
        keyness(int(counts[0][kind]), int(counts[1][kind]), n1, n2, names[kind])
        for kind in np.nonzero(both >= max(1, least))[0].tolist()
    ]
    found.sort(key=lambda each: (-each.g2_four_cell, each.word))
    q = _adjusted([each.p_four_cell for each in found])
    return [Keyword(each, value) for each, value in zip(found, q, strict=True)]


def _adjusted(ascending: Sequence[float]) -> list[float]:
    """False discovery rates of p values that come in ascending order (Benjamini and Hochberg 1995)."""
    found: list[float] = []
    lowest = 1.0
    for rank in range(len(ascending), 0, -1):
        lowest = min(lowest, ascending[rank - 1] * len(ascending) / rank)
        found.append(lowest)
    return found[::-1]
