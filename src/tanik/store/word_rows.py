"""Word indexes in the study file: kept so that a search need not count the words again."""

from __future__ import annotations

import sqlite3
import zlib

import numpy as np

from tanik.analysis.word_index import MAKER, DocumentWords, Small
from tanik.store.packing import pack_list, unpack_list

_LEVEL = 1
_COLUMNS = ("form", "start", "end", "sentence", "paragraph")


def _pack(values: Small) -> bytes:
    return zlib.compress(np.diff(values, prepend=np.int32(0)).astype("<i4").tobytes(), _LEVEL)


def _unpack(packed: bytes) -> Small:
    return np.cumsum(np.frombuffer(zlib.decompress(packed), dtype="<i4"), dtype=np.int32)


def write_words(connection: sqlite3.Connection, document: int, words: DocumentWords) -> None:
    """Keep the index of the document with row number ``document``, in the place of the one before."""
    connection.execute(
        "INSERT OR REPLACE INTO word_index (document, maker, language, z_forms, z_lemmas, z_form, z_start, z_stop, "
        "z_sentence, z_paragraph) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            document,
            MAKER,
            words.language,
            pack_list(words.forms),
            pack_list(words.lemmas),
            *(_pack(getattr(words, name)) for name in _COLUMNS),
        ),
    )


def read_words(connection: sqlite3.Connection, document: int) -> DocumentWords | None:
    """The index of a document, None when it has none of today's maker."""
    row = connection.execute(
        "SELECT language, z_forms, z_lemmas, z_form, z_start, z_stop, z_sentence, z_paragraph FROM word_index "
        "WHERE document = ? AND maker = ?",
        (document, MAKER),
    ).fetchone()
    if row is None:
        return None
    code, forms, lemmas, *columns = row
    return DocumentWords(code, tuple(unpack_list(forms)), tuple(unpack_list(lemmas)), *map(_unpack, columns))


def indexed(connection: sqlite3.Connection) -> frozenset[int]:
    """The row numbers of the documents that have an index of today's maker."""
    rows = connection.execute("SELECT document FROM word_index WHERE maker = ?", (MAKER,))
    return frozenset(document for (document,) in rows)
