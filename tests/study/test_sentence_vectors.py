from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from suggestion_samples import BREAD, SEA, WordEncoder
from tanik.store import Store
from tanik.study import sentence_vectors
from tanik.study.sentence_vectors import SentenceVectors


def test_no_text_is_encoded_twice(tmp_path: Path) -> None:
    encoder = WordEncoder()
    with Store.open(tmp_path / "x.tanik") as store:
        vectors = SentenceVectors(store, encoder)
        first = vectors.centred([*SEA, *SEA, SEA[0].replace(" ", "\n")])
        assert encoder.encoded == list(SEA)
        again = SentenceVectors(store, encoder).centred(SEA)
        assert encoder.encoded == list(SEA)
        assert again.tobytes() == first[:4].tobytes() == first[4:8].tobytes()
        assert first[8].tobytes() == first[0].tobytes()


def test_a_question_changes_nothing(tmp_path: Path) -> None:
    encoder = WordEncoder()
    with Store.open(tmp_path / "x.tanik") as store:
        vectors = SentenceVectors(store, encoder)
        plain = vectors.centred(SEA)
        asked = vectors.centred([BREAD[0], *SEA], [BREAD[0]])
        assert asked[1:].tobytes() == plain.tobytes()
        assert store.vectors.counts() == {"use test": 4}
        assert len(vectors.missing(BREAD)) == 4
        assert vectors.centred(SEA, [SEA[0]]).tobytes() == plain.tobytes()
        assert len(vectors.centred([])) == 0


def test_the_same_vectors_whatever_came_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sentence_vectors, "BATCH", 3)
    texts = [*SEA, *BREAD]
    with Store.open(tmp_path / "a.tanik") as store:
        vectors = SentenceVectors(store, WordEncoder())
        vectors.make(vectors.missing(texts[::-1]))
        one = vectors.centred(texts)
    with Store.open(tmp_path / "b.tanik") as store:
        assert SentenceVectors(store, WordEncoder()).centred(texts).tobytes() == one.tobytes()
        assert np.isfinite(one).all()


def test_where_nothing_may_be_written(tmp_path: Path) -> None:
    with Store.open(tmp_path / "x.tanik") as store:
        store.writable = False
        encoder = WordEncoder()
        vectors = SentenceVectors(store, encoder)
        assert len(vectors.centred(SEA)) == len(vectors.centred(SEA)) == 4
        assert len(encoder.encoded) == 4
        assert store.vectors.counts() == {}
        assert len(SentenceVectors(store, encoder).centred([SEA[0]], [SEA[0]])) == 1
