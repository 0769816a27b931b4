"""The words of texts as numbers, so that a million of them are searched at once.

A *form* is a word as printed. Each document keeps its different forms once, with their dictionary forms, and for each
token the number of its form, its place, its sentence and its paragraph. A test on words ("is its lemma *söyle*?") is
made on the forms, which are few, and carried to the tokens, which are many, by one look-up.

Tokens stand in the order in which they are read: a note that interrupts a sentence comes before or after the whole
paragraph, never between its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from tanik.languages.casing import fold_long
from tanik.text.document import Document
from tanik.text.lemmas import lemma
from tanik.text.tokens import tokenise

MAKER = "words 1"
"""Changes when an index made before no longer says what one made today would."""

Whole = npt.NDArray[np.int64]
Small = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class DocumentWords:
    """The words of one document.

    ``forms[i]`` as printed, in order of first use, with its dictionary form ``lemmas[i]``. For token ``t`` (in reading
    order): ``form[t]`` is its form, ``[start[t], end[t])`` its place in the text, ``sentence[t]`` and ``paragraph[t]``
    the numbers of its sentence and its paragraph in the document (-1: in none).
    """

    language: str
    forms: tuple[str, ...]
    lemmas: tuple[str, ...]
    form: Small
    start: Small
    end: Small
    sentence: Small
    paragraph: Small


def index_words(document: Document) -> DocumentWords:
    """The word index of a document; cost linear in its text."""
    numbers: dict[str, int] = {}
    text = document.text
    spans = tokenise(text)
    places = np.array(spans, dtype=np.int32).reshape(-1, 2)
    form = np.fromiter(
        (numbers.setdefault(text[start:end], len(numbers)) for start, end in spans), dtype=np.int32, count=len(spans)
    )
    start, end = places[:, 0], places[:, 1]
    parts = [(a, b, n) for n, paragraph in enumerate(document.paragraphs) for a, b in paragraph.parts]
    paragraph = _holder(start, np.zeros(len(spans), dtype=np.int64), parts, [0] * len(parts))
    sentences = [(a, b, n) for n, (a, b) in enumerate(document.sentences)]
    # A sentence may go on behind a note, whose words lie inside its range: only words of its own paragraph are its.
    sentence = _holder(start, paragraph.astype(np.int64), sentences, document.sentence_paragraph)
    order = np.lexsort((start, paragraph))
    code = document.language
    return DocumentWords(
        code,
        tuple(numbers),
        tuple(lemma(word, code) if any(c.isalpha() for c in word) else word for word in numbers),
        form[order],
        start[order].copy(),
        end[order].copy(),
        sentence[order],
        paragraph[order],
    )


def _holder(start: Small, group: Whole, ranges: Sequence[tuple[int, int, int]], of: Sequence[int]) -> Small:
    """For each token the number of the range of its group that it begins in, -1 for none.

    Ranges (start, end, number) of one group do not overlap; range ``i`` belongs to group ``of[i]``.
    """
    if not ranges or not len(start):
        return np.full(len(start), -1, dtype=np.int32)
    table = np.column_stack((np.array(ranges, dtype=np.int64), np.array(of, dtype=np.int64)))
    table = table[np.lexsort((table[:, 0], table[:, 3]))]
    size = int(max(table[:, 1].max(), start.max())) + 1
    # Tokens outside every group (-1) come before all ranges, and so find none.
    at = np.searchsorted(table[:, 3] * size + table[:, 0], group * size + start, side="right") - 1
    found = table[np.maximum(at, 0)]
    inside = (at >= 0) & (found[:, 3] == group) & (start < found[:, 1])
    return np.where(inside, found[:, 2], -1).astype(np.int32)


class Corpus:
    """Several documents as one row of tokens. ``sources[d]``: the id of document ``d``; tokens of ``d`` are
    ``bounds[d]`` to ``bounds[d + 1]``. ``sentence`` and ``paragraph`` are numbered through all documents (-1: none);
    paragraph 0 of document ``d`` has the number ``paragraph_bases[d]``.
    """

    def __init__(self, documents: Iterable[tuple[str, DocumentWords]]) -> None:
        self.sources: list[str] = []
        self.paragraph_bases: list[int] = []
        numbers: dict[tuple[str, str], int] = {}
        lemmas: list[str] = []
        columns: list[tuple[Small, ...]] = []
        bounds, sentences, paragraphs = [0], 0, 0
        for source, words in documents:
            self.sources.append(source)
            renumber = np.fromiter(
                (numbers.setdefault((words.language, key), len(numbers)) for key in words.forms),
                dtype=np.int32,
                count=len(words.forms),
            )
            # New forms are numbered one after the other, so their lemmas follow in the same order.
            lemmas += [words.lemmas[i] for i in np.flatnonzero(renumber >= len(lemmas)).tolist()]
            sentence = np.where(words.sentence < 0, -1, words.sentence + sentences).astype(np.int32)
            paragraph = np.where(words.paragraph < 0, -1, words.paragraph + paragraphs).astype(np.int32)
            columns.append((renumber[words.form], words.start, words.end, sentence, paragraph))
            self.paragraph_bases.append(paragraphs)
            sentences += int(words.sentence.max(initial=-1)) + 1
            paragraphs += int(words.paragraph.max(initial=-1)) + 1
            bounds.append(bounds[-1] + len(words.form))
        self.bounds: Whole = np.array(bounds, dtype=np.int64)
        self.languages = [code for code, _ in numbers]
        self.forms = [word for _, word in numbers]
        self.lemmas = lemmas
        empty = tuple(np.zeros(0, dtype=np.int32) for _ in range(5))
        joined = [np.concatenate(column) for column in zip(empty, *columns, strict=True)]
        self.form, self.start, self.end, self.sentence, self.paragraph = joined

    def __len__(self) -> int:
        return len(self.form)

    @cached_property
    def document(self) -> Small:
        """The document of each token."""
        sizes = np.diff(self.bounds)
        return np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)

    @cached_property
    def folded(self) -> list[str]:
        """The forms in lower case by the rules of their language, without circumflex, with plain apostrophes."""
        return self._folded(self.forms)

    @cached_property
    def folded_lemmas(self) -> list[str]:
        return self._folded(self.lemmas)

    def _folded(self, words: Sequence[str]) -> list[str]:
        found = [""] * len(words)
        for code in dict.fromkeys(self.languages):
            here = [i for i, each in enumerate(self.languages) if each == code]
            # Each word once and all in one text: a call for each of a hundred thousand would take half a second.
            different = list(dict.fromkeys([words[i] for i in here]))
            folded = dict(zip(different, fold_long("\n".join(different), code).split("\n"), strict=True))
            for i in here:
                found[i] = folded[words[i]]
        return found

    @cached_property
    def letters(self) -> Mask:
        """Of each token: whether it is a word (has a letter)."""
        having = np.fromiter((any(c.isalpha() for c in word) for word in self.forms), bool, count=len(self.forms))
        return np.asarray(having[self.form], np.bool_)

    def types(self, by: str) -> tuple[Small, list[str]]:
        """Of each token the number of its type, and the names of the types. ``by``: ``"lemma"`` or ``"word"``."""
        numbers: dict[str, int] = {}
        names = self.folded_lemmas if by == "lemma" else self.folded
        of_form = np.fromiter((numbers.setdefault(n, len(numbers)) for n in names), np.int32, count=len(names))
        return of_form[self.form], list(numbers)

    def tokens_in(self, spans: Iterable[tuple[str, int, int]]) -> Mask:
        """The tokens that begin inside one of the spans (source, start, end)."""
        inside = np.zeros(len(self), dtype=bool)
        places = {source: d for d, source in enumerate(self.sources)}
        by_document: dict[int, list[tuple[int, int]]] = {}
        for source, start, end in spans:
            if source in places:
                by_document.setdefault(places[source], []).append((start, end))
        for d, ranges in by_document.items():
            first, last = int(self.bounds[d]), int(self.bounds[d + 1])
            order = np.argsort(self.start[first:last], kind="stable")
            ordered = self.start[first:last][order]
            edges = np.zeros(len(ordered) + 1, dtype=np.int64)
            begins, stops = np.searchsorted(ordered, np.array(ranges).T)
            np.add.at(edges, begins, 1)
            np.add.at(edges, np.maximum(stops, begins), -1)
            inside[first + order[np.cumsum(edges[:-1]) > 0]] = True
        return inside
