"""Words of a study: concordance, collocates, dispersion and keywords over its sources.

The words of each document are indexed once and kept in the study; a study that may only be read is indexed in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from tanik.analysis.concordance import WIDTH, Line, Order, arranged, lines
from tanik.analysis.dispersion import Dispersion, dispersion_of
from tanik.analysis.filters import parse_filter
from tanik.analysis.subcorpora import By, Collocate, Keyword, collocates, keywords
from tanik.analysis.word_index import Corpus, DocumentWords, Mask, index_words
from tanik.analysis.word_query import parse_query
from tanik.analysis.word_search import Layer, Matches, search
from tanik.errors import Stopped
from tanik.study.runs import Progress
from tanik.translation import N_

if TYPE_CHECKING:
    from tanik.analysis.statement_table import StatementTable
    from tanik.store import Store

LINES = 1_000
Span = tuple[str, int, int]
"""Source id, start, end."""


@dataclass(frozen=True, slots=True)
class Concordance:
    """``total``: how many matches there are; ``lines``: as many of them as were asked for."""

    total: int
    lines: tuple[Line, ...]


class Words:
    """The words of an open study. Queries: see :mod:`tanik.analysis.word_query`."""

    def __init__(self, store: Store, table: Callable[[], StatementTable]) -> None:
        self._store = store
        self._table = table
        self._corpus: Corpus | None = None
        self._made_of: tuple[tuple[str, int], ...] = ()

    def index(self, progress: Progress | None = None) -> int:
        """Index the documents that have no index yet; returns how many. Ctrl-C raises Stopped; nothing made is lost."""
        if not self._store.writable:
            return 0
        there = self._store.with_words()
        todo = [row for row in self._store.documents() if row.key not in there]
        done = 0
        try:
            for row in todo:
                if progress:
                    progress(done, len(todo), N_("sources"), row.source)
                self._store.save_words(row.key, index_words(self._store.load_document(row.source)))
                done += 1
        except KeyboardInterrupt:
            raise Stopped(
                "T798",
                N_("Stopped, as you asked: the words of {done} of {all} sources are indexed."),
                N_("The same command goes on from there."),
                done=done,
                all=len(todo),
            ) from None
        if progress and todo:
            progress(done, len(todo), N_("sources"), "")
        return done

    def corpus(self, progress: Progress | None = None) -> Corpus:
        """All sources as one row of words, in the order of the sources."""
        rows = self._store.documents()
        made_of = tuple((row.source, row.key) for row in rows)
        if self._corpus is None or self._made_of != made_of:
            self.index(progress)
            self._corpus = Corpus((row.source, self._words(row.source, row.key)) for row in rows)
            self._made_of = made_of
        return self._corpus

    def _words(self, source: str, key: int) -> DocumentWords:
        kept = self._store.load_words(key)
        return index_words(self._store.load_document(source)) if kept is None else kept

    def search(self, query: str, progress: Progress | None = None) -> Matches:
        """Where a query matches in :meth:`corpus`. UsageError when the query cannot be understood."""
        parsed = parse_query(query)
        corpus = self.corpus(progress)
        named = "code" in query or "holder" in query
        return search(corpus, parsed, self._layers() if named else {})

    def concordance(
        self,
        query: str,
        *,
        order: Order = "text",
        limit: int = LINES,
        width: int = WIDTH,
        progress: Progress | None = None,
    ) -> Concordance:
        """Each match in a line with ``width`` characters on each side; ``order``: text, left, right or match."""
        found = self.search(query, progress)
        corpus = self.corpus()
        shown = arranged(corpus, found, order)
        shown = Matches(shown.first[:limit], shown.stop[:limit])
        codes = self._codes() if len(shown) else []
        return Concordance(
            len(found),
            tuple(lines(corpus, shown, self._store.load_document, width=width, codes=_on(codes))),
        )

    def dispersion(self, query: str, *, pieces: int | None = None, progress: Progress | None = None) -> Dispersion:
        """How evenly the matches are spread over the sources, or over ``pieces`` equal pieces of all words."""
        found = self.search(query, progress)
        return dispersion_of(self.corpus(), found, pieces)

    def collocates(
        self,
        query: str,
        *,
        left: int = 5,
        right: int = 5,
        by: By = "lemma",
        least: int = 3,
        progress: Progress | None = None,
    ) -> list[Collocate]:
        """The words near the matches, strongest log Dice first."""
        found = self.search(query, progress)
        return collocates(self.corpus(), found, left=left, right=right, by=by, least=least)

    def keywords(
        self,
        first: str,
        second: str | None = None,
        *,
        whole: bool = False,
        by: By = "lemma",
        least: int = 3,
        progress: Progress | None = None,
    ) -> list[Keyword]:
        """The words typical of the statements of one filter against those of another, or against all other words.

        ``whole``: all words of the sources in which the statements stand. Surest difference first. UsageError when a
        filter cannot be understood.
        """
        corpus = self.corpus(progress)
        sides = [self._tokens(corpus, text, whole) for text in (first, second) if text is not None]
        return keywords(corpus, sides[0], sides[1] if len(sides) == 2 else ~sides[0], by=by, least=least)

    def _tokens(self, corpus: Corpus, text: str, whole: bool) -> Mask:
        table = parse_filter(text).apply(self._table())
        sources = [table.source.at(row) for row in range(len(table))]
        if whole:
            wanted = frozenset(sources)
            return np.isin(corpus.document, [d for d, source in enumerate(corpus.sources) if source in wanted])
        spans = zip(sources, table.start.tolist(), table.end.tolist(), strict=True)
        return corpus.tokens_in((source, start, end) for source, start, end in spans if source is not None)

    def _layers(self) -> dict[str, Layer]:
        codes: dict[str, list[Span]] = {}
        for code, span in self._codes():
            codes.setdefault(code, []).append(span)
        holders: dict[str, list[Span]] = {}
        for holder, _, span in self._statements():
            holders.setdefault(holder, []).append(span)
        return {"code": codes, "holder": holders}

    def _codes(self) -> list[tuple[str, Span]]:
        """Everything that is coded: the topics of statements."""
        return [(topic, span) for _, topics, span in self._statements() for topic in topics]

    def _statements(self) -> list[tuple[str, list[str], Span]]:
        """Holder, topics and span of every statement that nobody rejected."""
        columns, rows = self._store.table("statements")
        seen: dict[Any, tuple[str, list[str], Span]] = {}
        for values in rows:
            row = dict(zip(columns, values, strict=True))
            if row["status"] != "rejected":
                span = row["source"], row["start"], row["end"]
                seen.setdefault(row["id"], (row["holder_name"], row["topics"], span))
        return list(seen.values())


def _on(codes: Sequence[tuple[str, Span]]) -> Callable[[str, int, int], list[str]]:
    """A function that gives the codes on a span."""
    by_source: dict[str, list[tuple[int, int, str]]] = {}
    for code, (source, start, end) in codes:
        by_source.setdefault(source, []).append((start, end, code))

    def on(source: str, start: int, end: int) -> list[str]:
        there = by_source.get(source, ())
        return list(dict.fromkeys(code for first, stop, code in there if first < end and stop > start))

    return on
