from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.analysis import word_search
from tanik.analysis.word_index import Corpus
from tanik.analysis.word_query import parse_query
from tanik.analysis.word_search import search
from tanik.errors import UsageError
from words_corpus import corpus


def found(made: Corpus, query: str, **layers: dict[str, list[tuple[str, int, int]]]) -> list[str]:
    matches = search(made, parse_query(query), layers)
    return [
        " ".join(made.forms[made.form[token]] for token in range(first, stop))
        for first, stop in zip(matches.first, matches.stop, strict=True)
    ]


def test_turkish_letters_find_their_capitals() -> None:
    made, _ = corpus("ŞÜKRÜ Bey ISPARTA yolunda İSPARTA dedi; şükrü güldü. İstanbul ve ISTANBUL.")
    assert found(made, "şükrü") == ["ŞÜKRÜ", "şükrü"]
    assert found(made, "ısparta") == ["ISPARTA"]
    assert found(made, '"istanbul"') == ["İstanbul"]
    assert found(made, '"ISTANBUL"%c') == ["ISTANBUL"]


def test_a_word_is_found_in_all_its_forms() -> None:
    made, _ = corpus("Elçiyi gördük. Elçiler geldi. Elçilik kapalıydı. Ankara’nın elçisi.")
    assert found(made, "elçi") == ["Elçiyi", "Elçiler", "elçisi"]
    assert found(made, "elçi*") == ["Elçiyi", "Elçiler", "Elçilik", "elçisi"]
    assert found(made, "ankara elçi") == ["Ankara’nın elçisi"]


def test_sequences_gaps_and_choices() -> None:
    made, _ = corpus("a b c d e f. A x d. A d", code="en")
    assert found(made, '"a" []{0,2} "d"') == ["a b c d", "A x d", "A d"]
    assert found(made, '("b" | "x") "c"?') == ["b c", "x"]
    assert found(made, '[word!="a" & word="[a-d]"]+') == ["b c d", "c d", "d", "d", "d"]
    assert found(made, '"f" "."? "a"') == ["f . A"]
    assert found(made, '"f" "."? "a" within s') == []


def test_a_match_stays_in_its_paragraph_and_document() -> None:
    made, _ = corpus("bir iki\n\nüç dört", "beş altı")
    assert found(made, '"iki" "üç"') == []
    assert found(made, '"dört" "beş"') == []
    assert found(made, "[]{2}") == ["bir iki", "üç dört", "beş altı"]


def test_codes_holders_and_sources() -> None:
    made, documents = corpus("aslan kaplan kurt", "aslan tilki")
    at = documents["a"].text.index("kaplan")
    layers = {"code": {"güç": [("a", at, at + 6)]}, "holder": {"Işıl Han": [("b", 0, 20)]}}
    assert found(made, '[code="GÜÇ"]', **layers) == ["kaplan"]
    assert found(made, '[word="aslan" & holder="ışıl.*"]', **layers) == ["aslan"]
    assert found(made, '[word="aslan" & source="b"]', **layers) == ["aslan"]
    assert found(made, '[code="yok"]', **layers) == []


def test_letters_of_a_regular_expression_are_those_of_all_alphabets() -> None:
    made, _ = corpus("şö12 a_b çığ 1.250")
    assert found(made, r'"\w{3}"') == ["çığ"]
    assert found(made, r'"\d\.\d+"') == ["1.250"]


def test_no_regular_expression() -> None:
    made, _ = corpus("a")
    with pytest.raises(UsageError) as error:
        search(made, parse_query('"a("'))
    assert error.value.id == "T791"


def test_a_hostile_pattern_costs_no_time() -> None:
    made, _ = corpus("a" * 5_000 + "!")
    assert found(made, '"(a|a|aa|a*)+b"') == []


def test_too_wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_search, "MOST_PAIRS", 100)
    made, _ = corpus("a " * 60, code="en")
    with pytest.raises(UsageError) as error:
        search(made, parse_query("[]{1,50}"))
    assert error.value.id == "T792"


@given(
    st.lists(st.sampled_from("abc"), max_size=12),
    st.sampled_from(['"a"+', '"a" "b"?', '"a"{1,2} []* "c"', '"b" | "a" "c"']),
)
def test_the_same_as_a_regular_expression_over_letters(letters: list[str], query: str) -> None:
    """Words of one letter: the query is a regular expression over the string of letters."""
    made, _ = corpus(" ".join(letters), code="en")
    matches = search(made, parse_query(query))
    pattern = re.compile(query.replace('"', "").replace("[]", ".").replace(" ", ""))
    text, longest = "".join(letters), {}
    for first in range(len(text)):
        stops = [stop for stop in range(first + 1, len(text) + 1) if pattern.fullmatch(text, first, stop)]
        if stops:
            longest[first] = max(stops)
    assert dict(zip(matches.first.tolist(), matches.stop.tolist(), strict=True)) == longest


def test_nothing_is_found_in_nothing() -> None:
    made, _ = corpus()
    assert found(made, "a") == []
    assert np.array_equal(search(made, parse_query("[]")).first, [])
