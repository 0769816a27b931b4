from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_tables import TABLES, table
from tanik.analysis.filters import (
    FIELDS,
    Condition,
    Filter,
    condition,
    conditions,
    find_keys,
    parse_filter,
    period,
    restricted,
    without_rejected,
)
from tanik.errors import UsageError

SOME = table(
    {"holder": "@nuri", "target": "bern", "polarity": "positive", "said": "1921", "page": "4"},
    {"holder": "@nur", "target": "genf", "polarity": "negative", "written": "1955", "status": "rejected"},
    {"holder": "@ilhan", "target": "bern", "topics": ("aid",), "relay": ("@nur",), "status": "accepted"},
    **{"@nuri": "Nuri Şen", "@nur": "Nur Şenel", "@ilhan": "İlhan Işık", "bern": "Bern", "genf": "Genf", "s": "Defter"},
)


def ids(text: str) -> tuple[str, ...]:
    return parse_filter(text).apply(SOME).ids_of()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ("1", "3")),
        ('holder="Nuri Şen"', ("1",)),
        ("sahip=ilhan", ("3",)),
        ("target=bern yön=olumlu", ("1",)),
        ("target=Bern|Genf", ("1", "3")),
        ("target!=Bern", ()),
        ("said=1921-03", ("1",)),
        ("said=1922/..", ()),
        ("policy=accepted", ("3",)),
        ("topic=aid aktaran=Şenel", ("3",)),
        ("depth=1", ("3",)),
        ("source=Defter page=4", ("1",)),
        ("id=1", ("1",)),
    ],
)
def test_a_filter_finds_what_it_says(text: str, found: tuple[str, ...]) -> None:
    assert ids(text) == found


@pytest.mark.parametrize(
    ("text", "id", "says"),
    [
        ("holder=Nuri_Şenn", "T741", "Nuri Şen"),
        ("holder=Nu", "T742", "Nur Şenel, Nuri Şen"),
        ("hodler=Nuri", "T740", "holder"),
        ("said=1922/1921", "T743", "1922/1921"),
        ("said=1921-02-30", "T743", "1921-02-30"),
        ("polarity=good", "T744", "positive, negative"),
        ("Nuri", "T745", "Nuri"),
        ('holder="Nuri', "T745", "Nuri"),
        ("depth=two", "T746", "two"),
        ("topic=war", "T741", "aid"),
        ("id=99", "T741", "99"),
        ("page=5", "T741", "4"),
    ],
)
def test_what_cannot_be_meant_is_said(text: str, id: str, says: str) -> None:
    with pytest.raises(UsageError) as error:
        ids(text)
    assert error.value.id == id
    assert says in str(error.value)


def test_a_name_that_is_the_beginning_of_another_is_found_by_itself() -> None:
    both = table({"holder": "a"}, {"holder": "b"}, a="Nuri", b="Nuri Şen")
    assert find_keys(both, "holder", "nuri", both.holder.values) == ("a",)
    assert find_keys(both, "holder", "b", both.holder.values) == ("b",)


def test_filters_join_and_name_their_policy() -> None:
    joined = parse_filter("target=Bern") & conditions({"policy": "kabul", "said": None, "topic": ""})
    assert str(joined) == "target=Bern policy=accepted"
    assert joined.policy == "accepted"
    assert Filter().policy == "all"
    assert restricted(SOME, joined, but="policy").ids_of() == ("1", "3")
    assert without_rejected(SOME).ids_of() == ("1", "3")
    assert period("1921")[1] - period("1921")[0] == 364


@given(
    st.lists(
        st.builds(
            Condition,
            st.sampled_from(FIELDS[:6]),
            st.lists(
                st.text(
                    st.characters(exclude_characters='"', exclude_categories=["Cc", "Cs", "Z"]), min_size=1, max_size=8
                ),
                min_size=1,
                max_size=3,
            ).map(tuple),
            st.booleans(),
        ),
        max_size=4,
    )
)
def test_the_written_form_is_read_again(given: list[Condition]) -> None:
    written = Filter(tuple(given))
    assert parse_filter(str(written)) == written


CONDITIONS = st.sampled_from(
    [
        ("holder", "a"), ("target", "x"), ("topic", "aid"), ("polarity", "mixed"), ("said", "1921"), ("source", "t"),
        ("written", "1950/.."), ("coder", "ayse"), ("relay", "b"), ("work", "v"), ("depth", "1"),
    ]
)  # fmt: skip


@given(TABLES, CONDITIONS)
def test_a_condition_and_its_exclusion_divide_the_table(found, chosen: tuple[str, str]) -> None:
    one, other = (Filter((condition(chosen[0], [chosen[1]], excluded=each),)) for each in (False, True))
    try:
        inside, outside = one.mask(found), other.mask(found)
    except UsageError as error:
        assert error.id == "T741"
        return
    counted = Filter().mask(found)
    assert not (inside & outside).any()
    assert np.array_equal(inside | outside, counted)


def test_two_of_one_name_are_both_meant_and_a_key_chooses_one() -> None:
    made = table({"holder": "a"}, {"holder": "b"}, {"holder": "c"}, a="Nuri Tan", b="Nuri Tan", c="Nuri Kaya")
    assert parse_filter('holder="Nuri Tan"').mask(made).tolist() == [True, True, False]
    assert parse_filter("holder=b").mask(made).tolist() == [False, True, False]
    with pytest.raises(UsageError) as caught:
        parse_filter("holder=Nuri").mask(made)
    assert caught.value.id == "T742"


def test_whom_there_is_is_said_with_names_and_not_with_other_names_of_the_first() -> None:
    made = table({"holder": "a"}, {"holder": "b"}, a="Nuri Tan", b="Sabri Kaya")
    made = replace(made, aliases={"a": ("N. Tan", "Nuri Bey", "Tan")})
    with pytest.raises(UsageError) as caught:
        parse_filter("holder=Qqq").mask(made)
    assert "Nuri Tan, Sabri Kaya" in str(caught.value.values)
