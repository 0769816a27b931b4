from __future__ import annotations

import pytest

from tanik.coding.acts import EntityDecision, EntityName
from tanik.errors import TanikError, UsageError
from tanik.store import Store
from tanik.store.entity_rows import Decisions, Directory, Known, decisions, directory


def decided(uid: str, name: str, into: str | None = None) -> tuple[str, EntityDecision]:
    return uid, EntityDecision(uid.partition("/")[2], "person", name, (), into, uid.startswith("/"))


def test_a_way_of_mergers_is_followed_to_its_end_and_never_round() -> None:
    rows = Decisions(dict([decided("k/a", "B", "k/b"), decided("k/b", "C", "/c"), decided("/c", "Ce")]))
    assert rows.name("k", EntityName("a", "A")) == EntityName("c", "Ce")
    assert rows.name("k", EntityName("x", "X")) == EntityName("x", "X")
    assert rows.name("k", EntityName("c", "Eski")) == EntityName("c", "Ce")
    ring = Decisions(dict([decided("k/a", "B", "k/b"), decided("k/b", "A", "k/a")]))
    assert ring.of("k", "a") is not None
    to_reading = Decisions(dict([decided("k/a", "B", "k/b")]))
    assert to_reading.name("k", EntityName("a", "A")) == EntityName("b", "B")


def test_names_are_found_on_any_keyboard_and_refused_when_they_mean_several() -> None:
    found = Directory(Decisions({}))
    found.put(Known("k/riza", "person", "Rıza Bey"), ["Rıza"])
    found.put(Known("k/riza2", "person", "Rıza Efendi"), ["Rıza"])
    assert found.one("RIZA BEY").local == "riza"
    assert found.one("riza2").name == "Rıza Efendi"
    with pytest.raises(UsageError, match="T552"):
        found.one("rıza")
    with pytest.raises(TanikError, match="T541"):
        found.one("Orhan")


def test_a_directory_of_a_study(filled: Store) -> None:
    found = directory(filled.desk.connection, "abcd")
    assert found.one("Nermin Hanım").uid == "abcd/nermin"
    assert directory(filled.desk.connection, "yok").entities == {}
    assert decisions(filled.desk.connection) == []
