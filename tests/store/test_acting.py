from __future__ import annotations

import pytest

from tanik.coding.acts import Coder
from tanik.errors import StudyError
from tanik.store import Store
from tanik.store.acting import judgement_uid, subjects_of

AYLA, BERK = Coder("Ayla", "person"), Coder("Berk", "person")


def test_an_act_that_fails_leaves_nothing(filled: Store) -> None:
    events = len(list(filled.events()))
    with pytest.raises(ZeroDivisionError), filled.desk.acting(AYLA, "memo.add") as act:
        act.put_memo("a" * 32, "study", "söz", None)
        raise ZeroDivisionError
    assert filled.desk.memos() == []
    assert len(list(filled.events())) == events


def test_one_act_is_one_event(filled: Store) -> None:
    with filled.desk.acting(AYLA, "memo.add") as act:
        act.put_memo("a" * 32, "study", "bir", None)
        act.put_memo("b" * 32, "study", "iki", None)
    assert act.done.uids == ("a" * 32, "b" * 32)
    *_, event = filled.events()
    assert (event.id, event.act, event.subject, event.coder) == (act.done.event, "memo.add", "memo:*", AYLA)
    assert event.payload["count"] == 2


def test_only_ones_own_is_taken_away(filled: Store) -> None:
    with filled.desk.acting(AYLA, "memo.add") as act:
        act.put_memo("a" * 32, "study", "bir", None)
    with pytest.raises(StudyError, match="T547"), filled.desk.acting(BERK, "memo.remove") as act:
        act.remove("memo", "a" * 32)
    with pytest.raises(StudyError, match="T541"), filled.desk.acting(BERK, "memo.remove") as act:
        act.remove("memo", "f" * 32)


def test_what_an_act_concerns(filled: Store) -> None:
    connection = filled.desk.connection
    assert subjects_of(connection, ("memo", "a", None, {"text": "x"})) == [("memo", "a")]
    assert subjects_of(connection, ("hand_statement", "a", None, {})) == [("statement", "a")]
    assert subjects_of(connection, ("coding", "a", None, {"statement": "s"})) == [("coding", "a"), ("statement", "s")]
    assert subjects_of(connection, ("judgement", "a", {"statement": "s"}, None)) == [("statement", "s")]


def test_a_coder_has_one_judgement_in_a_round_and_consensus_is_one() -> None:
    assert judgement_uid("s", AYLA, 1, "own") != judgement_uid("s", AYLA, 2, "own")
    assert judgement_uid("s", AYLA, 1, "own") != judgement_uid("s", BERK, 1, "own")
    assert judgement_uid("s", AYLA, 1, "consensus") == judgement_uid("s", BERK, 2, "consensus")
