from __future__ import annotations

from pathlib import Path

import pytest

from tanik.coding.acts import Coder
from tanik.errors import StudyError
from tanik.store import Store
from tanik.store import round_rows as rounds

CHIEF, AYSE, DENIZ = (Coder(name, "person") for name in ("Şef", "Ayşe", "Deniz"))


def test_from_open_to_closed(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.tanik") as store:
        desk = store.desk
        given = {AYSE: ["u", "v"], DENIZ: ["v"]}
        number = rounds.open_round(desk, CHIEF, "r", "statement", given, proposals=False, repeats=None, size=9, seed=4)
        (one,) = rounds.read_rounds(desk)
        assert (one.id, one.open, one.coders, one.seed, one.proposals) == (number, True, (AYSE, DENIZ), 4, False)
        assert [(each.coder, each.item, each.done) for each in rounds.assignments(desk, number)] == [
            (AYSE, "u", False),
            (AYSE, "v", False),
            (DENIZ, "v", False),
        ]
        assert rounds.give(desk, CHIEF, number, {DENIZ: ["v", "w"]}) == 1
        rounds.finish(desk, DENIZ, number, "w")
        assert [each.item for each in rounds.assignments(desk, number, DENIZ) if each.done] == ["w"]
        rounds.check_may_act(desk, AYSE, number)
        rounds.close_round(desk, CHIEF, number)
        assert rounds.read_round(desk, number).closed is not None
        acts = [event.act for event in store.events() if event.act.startswith("round.")]
        assert acts == ["round.open", "round.assign", "round.finish", "round.close"]


@pytest.mark.parametrize(("coder", "number", "id"), [(AYSE, 1, "T574"), (AYSE, 2, "T573"), (DENIZ, 3, "T576")])
def test_who_may_not_act(tmp_path: Path, coder: Coder, number: int, id: str) -> None:
    with Store.open(tmp_path / "a.tanik") as store:
        options = {"proposals": True, "repeats": None, "size": 1, "seed": None}
        first = rounds.open_round(store.desk, CHIEF, "r", "document", {AYSE: ["s"]}, **options)  # type: ignore[arg-type]
        rounds.close_round(store.desk, CHIEF, first)
        if number == 3:
            number = rounds.open_round(store.desk, CHIEF, "r", "document", {AYSE: ["s"]}, **options)  # type: ignore[arg-type]
        with pytest.raises(StudyError) as caught:
            rounds.check_may_act(store.desk, coder, number)
        assert caught.value.id == id
