from __future__ import annotations

import numpy as np
import pytest

from tanik.analysis.collocations import association
from tanik.analysis.subcorpora import collocates, keywords, ordered
from tanik.analysis.word_query import parse_query
from tanik.analysis.word_search import search
from words_corpus import corpus

TEXT = "Big red dog. Big red cat. Small dog sleeps. Red dog barks, big cat."


def test_collocates_by_hand() -> None:
    """Near ``dog``, one word on each side: red, small, sleeps, red, barks; 14 words, of which 3 are the matches."""
    made, _ = corpus(TEXT, code="en")
    found = {
        each.word: each
        for each in collocates(made, search(made, parse_query('"dog"')), left=1, right=1, by="word", least=1)
    }
    words = 3 + 3 + 3 + 5 - 3
    assert set(found) == {"red", "small", "sleeps", "barks"}
    red = found["red"]
    assert (red.o11, red.o12, red.o21, red.o22) == (2, 3, 1, words - 5 - 1)
    assert red.measures == association(2, 3, 1, 5)


def test_contexts_that_overlap_count_once_and_stay_in_the_sentence() -> None:
    made, _ = corpus("Dog dog cat dog. Bird", code="en")
    [cat] = collocates(made, search(made, parse_query('"dog"')), left=3, right=3, by="word", least=1)
    assert (cat.word, cat.o11, cat.o12, cat.o21, cat.o22) == ("cat", 1, 0, 0, 1)


def test_a_match_of_several_words() -> None:
    made, _ = corpus("one big red dog barks", code="en")
    found = collocates(made, search(made, parse_query('"big" "red"')), left=1, right=1, by="word", least=1)
    assert {each.word for each in found} == {"one", "dog"}


def test_no_match_no_collocates() -> None:
    made, _ = corpus(TEXT, code="en")
    assert collocates(made, search(made, parse_query('"horse"'))) == []


def test_order_by_a_measure_puts_chance_last() -> None:
    made, _ = corpus("a b a b a b c d e f g h i j a", code="en")
    found = collocates(made, search(made, parse_query('"c"')), left=2, right=2, by="word", least=1)
    for measure in ("mi", "t_score", "log_likelihood", "o11"):
        listed = ordered(found, measure)  # type: ignore[arg-type]
        assert [each.attracted for each in listed] == sorted((each.attracted for each in listed), reverse=True)


def test_keywords_of_two_parts() -> None:
    made, documents = corpus("savaş savaş savaş ordu geldi", "barış barış barış ordu geldi")
    first = made.tokens_in([("a", 0, len(documents["a"].text))])
    found = {each.measures.word: each for each in keywords(made, first, ~first, least=2)}
    assert found["savaş"].measures.log_ratio > 0 > found["barış"].measures.log_ratio
    assert found["ordu"].measures.log_ratio == pytest.approx(0)
    assert all(each.measures.p_four_cell <= each.q <= 1 for each in found.values())


def test_q_as_benjamini_and_hochberg() -> None:
    from tanik.analysis.subcorpora import _adjusted

    assert _adjusted([0.01, 0.02, 0.03, 0.5]) == pytest.approx([0.04, 0.04, 0.04, 0.5])


def test_nothing_to_compare() -> None:
    made, _ = corpus("bir iki")
    assert keywords(made, np.zeros(len(made), bool), np.ones(len(made), bool)) == []
