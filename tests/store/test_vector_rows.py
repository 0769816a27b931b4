from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from tanik.errors import StudyError
from tanik.sources.source import Source
from tanik.store import Store, vector_rows
from tanik.store.packing import pack_list
from words_corpus import document

A, B, C = (bytes([n]) * 16 for n in (1, 2, 3))


def test_passages_come_back_as_they_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(tmp_path / "x.tanik") as store:
        key = store.save_document(Source("s", "s"), document("Elçi geldi."))
        assert store.vectors.passages(key) is None
        store.vectors.save_passages(key, [(0, 4), (5, 11)])
        store.vectors.save_passages(key, [(0, 11)])
        assert store.vectors.passages(key) == [(0, 11)]
        monkeypatch.setattr(vector_rows, "MAKER", "passages 99")
        assert store.vectors.passages(key) is None


@pytest.mark.parametrize(
    "damage", [b"", b"x", pack_list([1]), pack_list([5, 1]), pack_list([-1, 1]), pack_list(["a", "b"])]
)
def test_a_damaged_list_of_passages_is_none(tmp_path: Path, damage: bytes) -> None:
    with Store.open(tmp_path / "x.tanik") as store:
        key = store.save_document(Source("s", "s"), document("Elçi geldi."))
        store.vectors.save_passages(key, [(0, 4)])
        with closing(sqlite3.connect(tmp_path / "x.tanik")) as connection, connection:
            connection.execute("UPDATE passage_list SET z_places = ?", (damage,))
        assert store.vectors.passages(key) is None


def test_vectors_come_back_in_the_order_of_their_digests(tmp_path: Path) -> None:
    with Store.open(tmp_path / "x.tanik") as store:
        shelf = store.vectors
        assert shelf.vectors("use 1")[0] == []
        shelf.save_vectors("use 1", [C, A], np.array([[1, 2], [3, 4]], np.float32))
        shelf.save_vectors("use 1", [B, A], np.array([[5, 6], [0.1, 0.2]], np.float32))
        shelf.save_vectors("e5 1", [B], np.array([[7, 8, 9]], np.float32))
        events = len(list(store.events()))
    with Store.open(tmp_path / "x.tanik") as store:
        digests, rows = store.vectors.vectors("use 1")
        assert digests == [A, B, C]
        assert rows == pytest.approx(np.array([[0.1, 0.2], [5, 6], [1, 2]]), rel=1e-3)
        assert store.vectors.counts() == {"e5 1": 1, "use 1": 3}
        assert len(list(store.events())) == events == 1


def test_those_of_another_version_go(tmp_path: Path) -> None:
    with Store.open(tmp_path / "x.tanik") as store:
        one = np.ones((1, 2), np.float32)
        for encoder in ("use 0.2.1", "user 1", "e5 1", "use 0.2.2"):
            store.vectors.save_vectors(encoder, [A], one)
        assert store.vectors.counts() == {"e5 1": 1, "use 0.2.2": 1, "user 1": 1}


def test_a_vector_that_cannot_be_one_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "x.tanik"
    with Store.open(path) as store:
        store.vectors.save_vectors("use 1", [A, B], np.ones((2, 4), np.float32))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE text_vector SET numbers = x'00' WHERE digest = ?", (B,))
        connection.execute("INSERT INTO text_vector VALUES ('use 1', x'ff', zeroblob(8))")
        connection.execute("INSERT INTO text_vector VALUES ('use 1', ?, ?)", (C, np.full(4, np.nan, "<f2").tobytes()))
    with Store.open(path) as store:
        assert store.vectors.vectors("use 1")[0] == [A]


def test_a_study_that_may_only_be_read_takes_none(tmp_path: Path) -> None:
    with Store.open(tmp_path / "x.tanik") as store:
        store.writable = False
        with pytest.raises(StudyError):
            store.vectors.save_vectors("use 1", [A], np.ones((1, 2), np.float32))
