"""The texts of documents, loaded when a place in them is asked for, and places carried into a newer version."""

from __future__ import annotations

import sqlite3
import zlib
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from tanik.coding.acts import Span
from tanik.errors import StudyError
from tanik.store.act_errors import no_such
from tanik.store.connection import damaged, wrong_words
from tanik.store.packing import unpack_list, unpack_text
from tanik.store.places import Places
from tanik.text.alignment import Alignment, align
from tanik.text.document import Document, Page, Paragraph
from tanik.translation import N_

_KEPT = 8
"""Texts in memory at a time."""


@dataclass(frozen=True, slots=True)
class Text:
    """The text of one version of a document. ``key``: row number of the document; ``id``: its hash."""

    key: int
    source: str
    id: str
    text: str
    places: Places
    paragraphs: tuple[tuple[int, int], ...]


class Texts:
    """The texts of a study; the last few that were used stay in memory (a document never changes)."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._texts: OrderedDict[int, Text] = OrderedDict()
        self._ways: dict[tuple[int, int], Alignment] = {}

    def newest(self, source: str) -> int | None:
        """The row number of a source's newest document."""
        found = self._connection.execute(
            "SELECT key FROM document WHERE source = ? ORDER BY version DESC LIMIT 1", (source,)
        ).fetchone()
        return None if found is None else int(found[0])

    def of_source(self, source: str) -> Text:
        """The newest text of a source. StudyError T541 when there is no such source."""
        key = self.newest(source)
        if key is None:
            raise no_such("source", source)
        return self.of(key)

    def of(self, key: int) -> Text:
        """The text of a document's row. Raises StudyDamagedError when it cannot be unpacked."""
        known = self._texts.get(key)
        if known is not None:
            self._texts.move_to_end(key)
            return known
        row = self._connection.execute(
            "SELECT source, id, language, z_text, z_pages, z_paragraphs FROM document WHERE key = ?", (key,)
        ).fetchone()
        if row is None:
            raise damaged(self._path, f"document:{key}?")
        source, id, language, z_text, z_pages, z_paragraphs = row
        try:
            text = unpack_text(z_text)
            pages = tuple(Page(*page) for page in unpack_list(z_pages))
            parts = [ends for ends, *_ in unpack_list(z_paragraphs)]
        except (zlib.error, ValueError, TypeError) as error:
            raise damaged(self._path, f"document:{key}: {error}") from error
        paragraphs = tuple(Paragraph(tuple(zip(ends[::2], ends[1::2], strict=True))) for ends in parts)
        document = Document(id, text, language, pages, paragraphs, (), ())
        spans = tuple(sorted(chain.from_iterable(paragraph.parts for paragraph in paragraphs)))
        found = Text(key, source, id, text, Places(document), spans)
        self._texts[key] = found
        while len(self._texts) > _KEPT:
            self._texts.popitem(last=False)
        return found

    def place(self, source: str, start: int, end: int, quote: str | None = None) -> dict[str, Any]:
        """The columns of a place in a source's newest text.

        StudyError T545 when it does not lie in the text or is empty, T546 when ``quote`` are not its words.
        """
        return self.place_in(self.of_source(source), start, end, quote)

    def place_in(self, text: Text, start: int, end: int, quote: str | None = None) -> dict[str, Any]:
        if not 0 <= start < end <= len(text.text):
            raise StudyError(
                "T545",
                N_("{start}–{end} is no place in the text of “{source}”, which has {size} characters."),
                N_("Places are counted in characters from 0; the end is not part of the place."),
                start=start,
                end=end,
                source=text.source,
                size=len(text.text),
            )
        words = text.text[start:end]
        if quote is not None and quote != words:
            raise StudyError(
                "T546",
                N_("At {start}–{end} the text of “{source}” has other words: “{words}”."),
                N_("Look up the place again; the text may have been read anew since."),
                start=start,
                end=end,
                source=text.source,
                words=words[:60],
            )
        places = text.places
        return {
            "document": text.key,
            "start": start,
            "stop": end,
            "quote": words,
            "page": places.page(start),
            "paragraph": places.paragraph(start),
        }

    def span(self, row: Mapping[str, Any], what: str, begin: str = "") -> Span:
        """The place that a row holds, its words compared with the text; ``what``: the row, for the error T508."""
        start, end, quote = row[f"{begin}start"], row[f"{begin}stop"], row[f"{begin}quote"]
        text = self.of(row[f"{begin}document"])
        if text.text[start:end] != quote:
            raise wrong_words(self._path, what, start, end)
        return Span(text.source, text.id, start, end, quote, row[f"{begin}page"], row[f"{begin}paragraph"])

    def way(self, old: int, new: int) -> Alignment:
        """How places lead from one version of a document to another."""
        if (old, new) not in self._ways:
            before, after = self.of(old), self.of(new)
            self._ways[old, new] = align(before.text, before.paragraphs, after.text, after.paragraphs)
        return self._ways[old, new]

    def carried(self, row: Mapping[str, Any], begin: str = "") -> dict[str, Any] | None:
        """The columns of a row's place in the newest version of its document.

        Empty when it stands there already, None when its words are not found there.
        """
        old = row.get(f"{begin}document")
        if old is None:
            return {}
        source = self.of(old).source
        new = self.newest(source)
        assert new is not None
        if new == old:
            return {}
        moved = self.way(old, new).move(row[f"{begin}start"], row[f"{begin}stop"])
        if moved is None:
            return None
        return {f"{begin}{name}": value for name, value in self.place_in(self.of(new), *moved).items()}
