from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np

from tanik.analysis.word_index import DocumentWords, index_words
from tanik.sources.source import Source
from tanik.store import Store, word_rows
from words_corpus import document


def saved(folder: Path, words: DocumentWords) -> DocumentWords | None:
    made = document("Elçi geldi ama kimse onu görmedi.")
    with Store.open(folder / "x.tanik") as store:
        key = store.save_document(Source("s", "s"), made)
        assert store.load_words(key) is None
        store.save_words(key, words)
        store.save_words(key, words)
        assert store.with_words() == {key}
        return store.load_words(key)


def test_an_index_comes_back_as_it_was(tmp_path: Path) -> None:
    words = index_words(document("Elçi geldi; “ama” kimse — kimse! — onu görmedi.\n\nSon\ud800 söz."))
    back = saved(tmp_path, words)
    assert back is not None
    assert (back.language, back.forms, back.lemmas) == (words.language, words.forms, words.lemmas)
    for name in ("form", "start", "end", "sentence", "paragraph"):
        assert np.array_equal(getattr(back, name), getattr(words, name))


def test_an_index_of_another_maker_is_none(tmp_path: Path) -> None:
    saved(tmp_path, index_words(document("Elçi.")))
    with closing(sqlite3.connect(tmp_path / "x.tanik")) as connection:
        connection.execute("UPDATE word_index SET maker = 'words 0'")
        assert word_rows.indexed(connection) == frozenset()
        assert word_rows.read_words(connection, 1) is None
