from __future__ import annotations

from tanik.coding.acts import Coder
from tanik.store import Store

AYLA, BERK = Coder("Ayla", "person"), Coder("Berk", "person")


def note(store: Store, coder: Coder, uid: str, text: str) -> None:
    with store.desk.acting(coder, "memo.add") as act:
        act.put_memo(uid * 32, "study", text, None)


def test_undoing_adds_an_event_and_names_it(filled: Store) -> None:
    desk = filled.desk
    note(filled, AYLA, "a", "bir")
    note(filled, BERK, "b", "iki")
    done = desk.undo(AYLA)
    assert done is not None
    assert done.act == "memo.add"
    assert [memo.text for memo in desk.memos()] == ["iki"]
    *_, act, _, undo = desk.log()
    assert (undo.act, undo.undoes, act.state) == ("undo", act.event, "undone")
    assert desk.undo(AYLA) is None
    assert desk.redo(AYLA) is not None
    assert {memo.text for memo in desk.memos()} == {"bir", "iki"}
    assert [each.act for each in desk.log("Ayla")] == ["memo.add", "undo", "redo"]


def test_the_history_of_one_thing_has_only_what_stands(filled: Store) -> None:
    desk = filled.desk
    note(filled, AYLA, "a", "bir")
    for text in ("iki", "üç"):
        with desk.acting(AYLA, "memo.change") as act:
            act.change("memo", "a" * 32, {"text": text}, own=True)
    desk.undo(AYLA)
    history = list(desk.history("memo", "a" * 32))
    assert [logged.act for logged, _ in history] == ["memo.add", "memo.change"]
    assert history[1][1] == [("memo", "a" * 32, {"text": "bir"}, {"text": "iki"})]


def test_a_judgement_lets_its_row_outlive_readings_until_it_is_gone(filled: Store) -> None:
    desk = filled.desk
    uid = desk.statement_uids(1)[0]
    marks = "SELECT status FROM touched WHERE kind = 'statement' AND row = 1"
    for coder, status, mark in ((AYLA, "rejected", "rejected"), (BERK, "accepted", "accepted")):
        with desk.acting(coder, "statement.judge") as act:
            act.judge(uid, status, None)  # type: ignore[arg-type]
        assert desk.connection.execute(marks).fetchall() == [(mark,)]
    desk.undo(BERK)
    assert desk.connection.execute(marks).fetchall() == [("rejected",)]
    desk.undo(AYLA)
    assert desk.connection.execute(marks).fetchall() == []
