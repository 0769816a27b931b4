"""Concordance (keyword in context): each match of a query in a line, with what stands left and right of it.

``order``: ``"text"`` as in the sources; ``"left"``, ``"right"``: by the three words before or behind, nearest first;
``"match"``: by the match itself. Letters are ordered by the alphabet of the language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from tanik.analysis.word_index import Corpus, Whole
from tanik.analysis.word_search import Matches
from tanik.text.document import Document

Order = Literal["text", "left", "right", "match"]
WIDTH = 60
_ALPHABETS = {"tr": "abcçdefgğhıijklmnoöpqrsştuüvwxyz"}
_NEIGHBOURS = 3


@dataclass(frozen=True, slots=True)
class Line:
    """``start``, ``end``: the match in the document of ``source``; ``page``: its printed name, None without pages;
    ``paragraph``: from 1; ``left``, ``match``, ``right``: the words as they are read; ``codes``: codes on it.
    """

    source: str
    start: int
    end: int
    page: str | None
    paragraph: int | None
    left: str
    match: str
    right: str
    codes: tuple[str, ...] = ()


def arranged(corpus: Corpus, matches: Matches, order: Order = "text") -> Matches:
    """The matches in another order; equal ones as in the sources."""
    if order == "text" or not len(matches):
        return matches
    if order == "left":
        near = [_neighbour(corpus, matches.first, -step) for step in range(1, _NEIGHBOURS + 1)]
    elif order == "right":
        near = [_neighbour(corpus, matches.stop - 1, step) for step in range(1, _NEIGHBOURS + 1)]
    else:
        near = [_neighbour(corpus, matches.first, step) for step in range(_NEIGHBOURS)]
    at = np.lexsort((matches.first, *(_ranked(corpus, forms) for forms in reversed(near))))
    return Matches(matches.first[at], matches.stop[at])


def _neighbour(corpus: Corpus, token: Whole, step: int) -> Whole:
    """The form of the word so many steps from each token, -1 where the paragraph has ended."""
    at = token + step
    there = (at >= 0) & (at < len(corpus))
    found = np.full(len(token), -1, dtype=np.int64)
    inside = np.zeros(len(token), dtype=bool)
    inside[there] = corpus.paragraph[at[there]] == corpus.paragraph[token[there]]
    found[inside] = corpus.form[at[inside]]
    return found


def _ranked(corpus: Corpus, forms: Whole) -> Whole:
    """Of each form its place in the alphabet; forms that differ only in case have the same."""
    used, number = np.unique(forms, return_inverse=True)
    keys = [() if form < 0 else collation(corpus.folded[form], corpus.languages[form]) for form in used.tolist()]
    places = {key: n for n, key in enumerate(sorted(set(keys)))}
    return np.array([places[key] for key in keys], dtype=np.int64)[number]


def collation(word: str, code: str) -> tuple[int, ...]:
    """A key that orders folded words by the alphabet of a language; other signs come first, other letters last."""
    letters = _ALPHABETS.get(code, "")
    return tuple(letters.find(c) + 1000 if c in letters else ord(c) if not c.isalpha() else ord(c) + 2000 for c in word)


def lines(
    corpus: Corpus,
    matches: Matches,
    load: Callable[[str], Document],
    *,
    width: int = WIDTH,
    codes: Callable[[str, int, int], Iterable[str]] | None = None,
) -> Iterator[Line]:
    """A line for each match, in the order of ``matches``; ``width``: characters of context on each side.

    ``load`` gives the document of a source; the last one is kept. ``codes``: the codes on a span.
    """
    document: Document | None = None
    loaded = ""
    for first, stop in zip(matches.first.tolist(), matches.stop.tolist(), strict=True):
        source = corpus.sources[int(corpus.document[first])]
        if document is None or source != loaded:
            document, loaded = load(source), source
        start, end = int(corpus.start[first]), int(corpus.end[stop - 1])
        page = document.page_at(start)
        number = _paragraph(corpus, first)
        yield Line(
            source,
            start,
            end,
            page.name if page else None,
            None if number is None else number + 1,
            _context(corpus, document, first, -1, width),
            one_line(document.words(start, end)),
            _context(corpus, document, stop - 1, 1, width),
            tuple(codes(source, start, end)) if codes else (),
        )


def _paragraph(corpus: Corpus, token: int) -> int | None:
    """The number of the paragraph in its document, from 0."""
    number = int(corpus.paragraph[token])
    return None if number < 0 else number - corpus.paragraph_bases[int(corpus.document[token])]


def _context(corpus: Corpus, document: Document, token: int, side: Literal[-1, 1], width: int) -> str:
    """What stands beside a token in its paragraph, at most ``width`` characters, cut between words."""
    far = _farthest(corpus, token, side, width)
    if far == token:
        return ""
    if side < 0:
        text = one_line(document.words(int(corpus.start[far]), int(corpus.end[token - 1])))
        return text if len(text) <= width else text[-width:].partition(" ")[2] or text[-width:]
    text = one_line(document.words(int(corpus.start[token + 1]), int(corpus.end[far])))
    return text if len(text) <= width else text[:width].rpartition(" ")[0] or text[:width]


def _farthest(corpus: Corpus, token: int, side: Literal[-1, 1], width: int) -> int:
    """The last token on one side that is in the paragraph and may still be seen; the token itself when none is."""
    begin, stop = (max(token - width, 0), token) if side < 0 else (token + 1, min(token + 1 + width, len(corpus)))
    # Paragraphs are numbered through all documents, so the same number is the same document.
    near = corpus.paragraph[begin:stop] == corpus.paragraph[token]
    near &= np.abs(corpus.start[begin:stop] - corpus.start[token]) <= 4 * width
    steps = near[::side]
    reach = len(steps) if steps.all() else int(np.argmin(steps))
    return token + side * reach


def one_line(text: str) -> str:
    """The text with every run of white space as one blank."""
    return " ".join(text.split())
