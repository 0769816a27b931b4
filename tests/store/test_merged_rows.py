from __future__ import annotations

import shutil
from pathlib import Path

from tanik.coding.acts import Coder
from tanik.store import Store
from tanik.store import round_rows as rounds
from tanik.store.merged_rows import Translation

WHO, AYSE = Coder("Şef", "person"), Coder("Ayşe", "person")


def test_numbers_of_coders_and_rounds(tmp_path: Path) -> None:
    one, two = tmp_path / "a.tanik", tmp_path / "b.tanik"
    with Store.open(one) as store:
        store.set_setting("languages", ["tr"])
    shutil.copy(one, two)
    options = {"proposals": True, "repeats": None, "size": 1, "seed": None}
    with Store.open(one) as here, Store.open(two) as there:
        rounds.open_round(here.desk, WHO, "here", "document", {WHO: ["s"]}, **options)  # type: ignore[arg-type]
        number = rounds.open_round(there.desk, AYSE, "there", "document", {AYSE: ["s"]}, **options)  # type: ignore[arg-type]
        translation = Translation(here.desk, there.desk)
        with here.desk.writing():
            translation.bring_rounds()
            row = there.desk.connection.execute("SELECT id FROM coder WHERE name = 'Ayşe'").fetchone()[0]
            assert here.desk.coder(translation.coder(row)) == AYSE
            assert translation.round(number) == 2
            assert translation.round(0) == 0
            assert translation.subject(f"round:{number}") == "round:2"
            assert translation.subject("source:x") == "source:x"
        assert [each.name for each in rounds.read_rounds(here.desk)] == ["here", "there"]
