from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.coding.shared_words import SharedWords, words_of

TEXTS = st.lists(st.lists(st.sampled_from("abcdef"), max_size=6), max_size=8)


def by_hand(texts: list[list[str]]) -> list[dict[str, float]]:
    """TF-IDF rows of length 1, written out."""
    holding = Counter(word for text in texts for word in set(text))
    rows = []
    for text in texts:
        row = {w: (1 + math.log(f)) * math.log(1 + len(texts) / holding[w]) for w, f in Counter(text).items()}
        length = math.sqrt(sum(value * value for value in row.values()))
        rows.append({word: value / length for word, value in row.items()})
    return rows


@given(TEXTS)
def test_similarity_is_that_of_the_definition(texts: list[list[str]]) -> None:
    rows = by_hand(texts)
    expected = [[sum(value * other.get(word, 0) for word, value in row.items()) for other in rows] for row in rows]
    words = SharedWords.of(texts)
    assert len(words) == len(texts)
    found = words.similarity(range(len(texts)))
    if texts:
        assert found == pytest.approx(np.array(expected, np.float32), abs=1e-5)


def test_forms_of_a_word_are_one_word() -> None:
    assert words_of("Gemiler limandan, GEMİ limana; 12!", "tr") == ["gemi", "liman", "gemi", "liman"]
    assert words_of("The ships were leaving", "en")[1:] == ["ship", "be", "leave"]
    assert words_of("… 12", "tr") == []


def test_what_is_told_of_shared_words() -> None:
    texts = [["ve", "gemi", "liman"], ["ve", "gemi", "liman", "liman"], *(["ve", str(n)] for n in range(40))]
    words = SharedWords.of(texts)
    assert words.shared(0, 1) == ("liman", "gemi")
    assert words.shared(0, 1, 1) == ("liman",)
    assert words.shared(0, 5) == ()
