"""Entities of one source in another, and new ones; renaming, merging and splitting are tried in test_coding."""

from __future__ import annotations

from pathlib import Path

import pytest

from tanik.coding.acts import Coder
from tanik.errors import StudyError
from tanik.study import Study
from tanik.study.entity_edits import named

TEXT = "Şevket Bey, köprünün çürük olduğunu söyledi.\n"


def test_somebody_of_another_source_keeps_name_and_id(study: Study, text: Path, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    study.add(text)
    study.add(tmp_path / "b.txt", language="tr")
    study.read()
    desk = study._store.desk
    first, second = study.sources()["id"].to_pylist()
    with desk.acting(Coder("Ayla", "person"), "statement.add") as act:
        here = named(desk, act, first, "Orhan", new=False)
        there = named(desk, act, second, "Orhan", new=False)
        assert here == there
        assert named(desk, act, second, "Orhan", new=False) == there
        with pytest.raises(StudyError, match="T541"):
            named(desk, act, second, "Bambaşka", new=False)
        assert named(desk, act, second, "Bambaşka", new=True).id == "bambaşka"
    assert {each.name for each in study.coding.entities()} == {"Orhan", "Bambaşka"}
