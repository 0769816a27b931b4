from __future__ import annotations

from dataclasses import replace

from tanik.coding.acts import Coder, EntityName
from tanik.store import Store, entity_table

AYLA = Coder("Ayla", "person")


def names(store: Store) -> dict[str, str]:
    columns, rows = entity_table.present(store.desk)
    return {row[columns.index("entity")]: row[columns.index("name")] for row in rows}


def test_merged_entities_are_one_row_with_all_forms(filled: Store) -> None:
    before = names(filled)
    with filled.desk.acting(AYLA, "entity.merge") as act:
        row = {"kind": "place", "name": "liman", "json_aliases": "[]", "merged_into": "abcd/liman"}
        act.put("entity_decision", "abcd/yol", row)
    assert names(filled) == {id: name for id, name in before.items() if id != "yol"}
    columns, rows = entity_table.present(filled.desk)
    harbour = next(row for row in rows if row[columns.index("entity")] == "liman")
    assert "yol" in harbour[columns.index("aliases")]


def test_somebody_whom_only_a_person_named_is_there(filled: Store) -> None:
    uid = filled.desk.statement_uids(1)[0]
    values = filled.desk.values_of(filled.desk.statement_rows(uid=uid))
    with filled.desk.acting(AYLA, "statement.correct") as act:
        act.judge(uid, "corrected", replace(values, holder=EntityName("yeni", "Yeni Biri")))
    assert names(filled)["yeni"] == "Yeni Biri"
