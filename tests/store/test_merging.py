from __future__ import annotations

import shutil
from pathlib import Path

from tanik.coding.acts import Coder
from tanik.store import Store
from tanik.store.merging import conflicts, merge

WHO = Coder("Şef", "person")


def test_settings_and_the_log(tmp_path: Path) -> None:
    one, two = tmp_path / "a.tanik", tmp_path / "b.tanik"
    with Store.open(one) as store:
        store.set_setting("languages", ["tr"])
    shutil.copy(one, two)
    with Store.open(two) as store:
        store.set_setting("people", {"name": "p"})
        store.set_setting("languages", ["en"])
    with Store.open(one) as here, Store.open(two) as there:
        here.set_setting("languages", ["tr", "en"])
        merged = merge(here.desk, there.desk, WHO)
        assert merged.events == 2
        assert here.setting("people") == {"name": "p"}
        assert here.setting("languages") == ["tr", "en"]
        assert [event.act for event in here.events()][-3:] == ["setting.set", "setting.set", "study.merge"]
        assert merge(here.desk, there.desk, WHO).events == 0
        assert conflicts(here.desk.connection) == []
