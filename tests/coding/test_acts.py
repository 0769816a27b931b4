from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from strategies import EDTF, WORDS
from tanik.coding.acts import (
    Act,
    CitationWords,
    EntityName,
    StatementValues,
    TargetValues,
    new_uid,
    statement_uid,
    values_from_json,
    values_to_json,
)

NAMES = st.builds(EntityName, WORDS, WORDS)
VALUES = st.builds(
    StatementValues,
    start=st.integers(0, 9),
    end=st.integers(10, 20),
    quote=WORDS,
    holder=NAMES,
    targets=st.lists(
        st.builds(TargetValues, NAMES, st.sampled_from(["positive", "neutral"]), st.floats(-1, 1)), max_size=2
    ).map(tuple),
    topics=st.lists(WORDS, max_size=2).map(tuple),
    mode=st.sampled_from(["quote", "reported"]),
    said=st.none() | EDTF,
    relay=st.lists(NAMES, max_size=2).map(tuple),
    citation=st.none() | st.builds(CitationWords, st.integers(0, 5), st.integers(5, 9), WORDS),
    page=st.none() | WORDS,
    paragraph=st.none() | st.integers(1, 9),
)


@given(VALUES)
def test_values_go_through_json(values: StatementValues) -> None:
    assert values_from_json(json.loads(json.dumps(values_to_json(values)))) == values


def test_a_uid_is_new_or_derived() -> None:
    assert len({new_uid() for _ in range(50)}) == 50
    one = statement_uid("kaynak", "belge", 3, 9, "ayla", "quote")
    assert one == statement_uid("kaynak", "belge", 3, 9, "ayla", "quote", 0)
    others = {
        statement_uid("kaynak", "belge", 3, 9, "ayla", "quote", 1),
        statement_uid("kaynak2", "belge", 3, 9, "ayla", "quote"),
        statement_uid("kaynak", "belge", 3, 9, "ayla", "reported"),
    }
    assert len(others | {one}) == 4
    assert len(one) == 32


def test_the_one_thing_of_an_act() -> None:
    assert Act(3, "memo.add", ("ab",)).uid == "ab"
