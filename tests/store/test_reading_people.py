from __future__ import annotations

from dataclasses import replace

from tanik.coding.acts import CitationWords, Coder, EntityName
from tanik.store import Store

AYLA = Coder("Ayla", "person")


def test_a_reading_has_what_people_decided(filled: Store) -> None:
    desk = filled.desk
    first, second = (desk.statement_uids(n)[0] for n in (1, 2))
    values = desk.values_of(desk.statement_rows(uid=first))
    changed = replace(values, holder=EntityName("yeni", "Yeni Biri"), citation=CitationWords(0, 4, "Elçi"), topics=())
    with desk.acting(AYLA, "statement.correct") as act:
        act.judge(first, "corrected", changed)
        act.judge(second, "rejected", None)
    reading = filled.load_reading("abcd")
    assert reading is not None
    (statement,) = reading.statements
    assert statement.holder == "yeni"
    assert [entity.name for entity in reading.entities if entity.id == "yeni"] == ["Yeni Biri"]
    assert statement.citation == 1
    assert (reading.citations[1].start, reading.citations[1].rule) == (0, "person")


def test_merged_entities_are_one_in_the_reading(filled: Store) -> None:
    with filled.desk.acting(AYLA, "entity.merge") as act:
        row = {"kind": "person", "name": "Nermin Hanım", "json_aliases": "[]", "merged_into": "abcd/nermin"}
        act.put("entity_decision", "abcd/riza", row)
    reading = filled.load_reading("abcd")
    assert reading is not None
    assert "riza" not in {entity.id for entity in reading.entities}
    assert {statement.holder for statement in reading.statements} == {"nermin"}
    assert reading.quotations[0].speaker == reading.mentions[0].entity == "nermin"
    nermin = next(entity for entity in reading.entities if entity.id == "nermin")
    assert "Rıza Bey" in nermin.aliases
    assert nermin.name == "Nermin Hanım"


def test_under_a_policy_only_what_counts(filled: Store) -> None:
    reading = filled.load_reading("abcd", policy="accepted")
    assert reading is not None
    assert reading.statements == []
