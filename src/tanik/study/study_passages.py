"""All passages of a study, with the words in them, as suggestions compare them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

import numpy as np

from tanik.coding.passages import passages_of
from tanik.coding.shared_words import SharedWords, Whole

if TYPE_CHECKING:
    from tanik.analysis.word_index import Corpus
    from tanik.store import Store

Place = tuple[str, int, int]
"""Source id, start, end."""


class StudyPassages:
    """The passages in the order of the sources. ``places``: source, start and end; ``texts``: their words."""

    def __init__(self) -> None:
        self.places: list[Place] = []
        self.texts: list[str] = []

    @classmethod
    def of(cls, store: Store) -> Self:
        """Those of all sources of a study; a list that was made is kept in it."""
        found = cls()
        for row in store.documents():
            spans = store.vectors.passages(row.key)
            if spans is None or max((end for _, end in spans), default=0) > row.characters:
                spans = passages_of(store.load_document(row.source))
                if store.writable:
                    store.vectors.save_passages(row.key, spans)
            text = store.desk.texts.of(row.key).text
            found.places += [(row.source, start, end) for start, end in spans]
            found.texts += [text[start:end] for start, end in spans]
        return found

    def __len__(self) -> int:
        return len(self.places)

    def away_from(self, places: Sequence[Place]) -> Whole:
        """The numbers of the passages that share no letter with any of the places."""
        by_source: dict[str, list[tuple[int, int]]] = {}
        for source, start, end in places:
            by_source.setdefault(source, []).append((start, end))
        edges = {source: _merged(spans) for source, spans in by_source.items()}
        return np.array(
            [
                number
                for number, (source, start, end) in enumerate(self.places)
                if source not in edges or not _touched(edges[source], start, end)
            ],
            np.int64,
        )

    def shared_words(self, corpus: Corpus, before: Sequence[Sequence[str]]) -> SharedWords:
        """The words of other texts, which are numbered first, and of all passages."""
        tokens, names = corpus.types("lemma")
        numbers = {name: number for number, name in enumerate(names)}
        rows: list[Whole] = [
            np.array([numbers.setdefault(word, len(numbers)) for word in words], np.int64) for words in before
        ]
        tokens = np.where(corpus.letters, tokens, -1)
        documents = {source: at for at, source in enumerate(corpus.sources)}
        ordered: dict[int, tuple[Whole, Whole]] = {}
        for source, start, end in self.places:
            at = documents[source]
            if at not in ordered:
                here = slice(int(corpus.bounds[at]), int(corpus.bounds[at + 1]))
                order = np.argsort(corpus.start[here], kind="stable")
                ordered[at] = (corpus.start[here][order].astype(np.int64), tokens[here][order].astype(np.int64))
            starts, words = ordered[at]
            first, stop = np.searchsorted(starts, (start, end))
            found = words[first:stop]
            rows.append(found[found >= 0])
        bounds = np.cumsum([0, *map(len, rows)])
        return SharedWords(list(numbers), np.concatenate([np.zeros(0, np.int64), *rows]), bounds)


def _merged(spans: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Starts and ends of the same places, in order and without overlap."""
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted(spans):
        if ends and start <= ends[-1]:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)
    return starts, ends


def _touched(edges: tuple[list[int], list[int]], start: int, end: int) -> bool:
    at = bisect_right(edges[1], start)
    return at < len(edges[0]) and edges[0][at] < end
