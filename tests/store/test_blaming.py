from __future__ import annotations

from dataclasses import replace

from tanik.coding.acts import FIELDS, Coder
from tanik.store import Store


def test_every_field_has_its_maker(filled: Store) -> None:
    desk = filled.desk
    uid = desk.statement_uids(2)[0]
    assert {line.coder.name for line in desk.blame(uid)} == {"tanik-rules"}
    values = desk.values_of(desk.statement_rows(uid=uid))
    for name, year in (("Ayla", "1922"), ("Berk", "1923")):
        with desk.acting(Coder(name, "person"), "statement.correct") as act:
            act.judge(uid, "corrected", replace(values, said=year))
    lines = {line.field: line for line in desk.blame(uid)}
    assert set(lines) == {*FIELDS, "status"}
    assert (lines["said"].coder.name, lines["said"].value) == ("Berk", "1923")
    assert (lines["holder"].coder.name, lines["holder"].event) == ("tanik-rules", 0)
    desk.undo(Coder("Berk", "person"))
    assert {line.field: line.coder.name for line in desk.blame(uid)}["said"] == "Ayla"
    assert desk.blame("f" * 32) == []
