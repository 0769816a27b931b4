from __future__ import annotations

from pathlib import Path

import pytest

from tanik.errors import StudyDamagedError, StudyMissingError
from tanik.store import Store
from tanik.store.copying import copy_study


def test_a_copy_while_somebody_works(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.tanik") as store:
        store.set_setting("languages", ["tr"])
        copy_study(store.path, tmp_path / "b.tanik")
        store.set_setting("languages", ["en"])
    with Store.open(tmp_path / "b.tanik", create=False) as copy:
        assert copy.setting("languages") == ["tr"]
        copy.check()


def test_nothing_to_copy(tmp_path: Path) -> None:
    with pytest.raises(StudyMissingError):
        copy_study(tmp_path / "none.tanik", tmp_path / "b.tanik")
    (tmp_path / "text.tanik").write_text("not a study")
    with pytest.raises(StudyDamagedError):
        copy_study(tmp_path / "text.tanik", tmp_path / "b.tanik")
    assert not (tmp_path / "b.tanik").exists()
