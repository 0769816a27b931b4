from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.analysis.word_query import AnyOf, Choice, Not, Query, Repeat, Sequence, Test, Token, parse_query
from tanik.errors import UsageError


def test_words_alone_are_words_or_dictionary_forms() -> None:
    found = parse_query("iyi  komşu*")
    assert found == Query(
        Sequence(
            (
                Token(AnyOf((Test("word", "iyi", literal=True), Test("lemma", "iyi", literal=True)))),
                Token(AnyOf((Test("word", "komşu.*"), Test("lemma", "komşu.*")))),
            )
        )
    )


def test_signs_of_regular_expressions_are_letters_in_the_simple_form() -> None:
    assert parse_query("a.b* c+").item == Sequence(
        (
            Token(AnyOf((Test("word", r"a\.b.*"), Test("lemma", r"a\.b.*")))),
            Token(AnyOf((Test("word", "c+", literal=True), Test("lemma", "c+", literal=True)))),
        )
    )


def test_the_language_of_queries() -> None:
    found = parse_query('[lemma="sign" & !(word="s.*"%c | code != "law")] []{0,3} ("pact" | "treaty"%l)? within s')
    assert found.within == "s"
    assert isinstance(found.item, Sequence)
    first, gap, last = found.item.items
    assert isinstance(first, Token)
    assert gap == Repeat(Token(None), 0, 3)
    assert last == Repeat(Choice((Token(Test("word", "pact")), Token(Test("word", "treaty", literal=True)))), 0, 1)
    assert str(first).count("Not") == 2
    assert Not(Test("code", "law")) in first.condition.parts[1].part.parts  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("query", "at"),
    [
        ("", 1),
        ('"a" within', 11),
        ('"a" ]', 5),
        ('[word="a"', 10),
        ('[tag="N"]', 2),
        ('[word "a"]', 7),
        ("[word=a]", 7),
        ('"a"%x', 1),
        ('"a"{9,2}', 4),
        ('"a"{51}', 4),
        ('"a" | ', 7),
        ("(" * 60 + '"a"' + ")" * 60, 51),
        ('"a" § "b"', 5),
    ],
)
def test_what_cannot_be_understood_is_named_with_its_place(query: str, at: int) -> None:
    with pytest.raises(UsageError) as error:
        parse_query(query)
    assert error.value.id == "T790"
    assert error.value.values["at"] == at
    assert str(error.value)


@given(st.text('"[]()|&!=?*+{}%,0123456789 abwordlemmacodewithin\\s', max_size=40))
def test_every_text_is_a_query_or_a_usage_error(text: str) -> None:
    try:
        assert isinstance(parse_query(text), Query)
    except UsageError as error:
        assert error.id == "T790"
