from __future__ import annotations

import json
from pathlib import Path

from command_line import Tanik


def holders(tanik: Tanik, study: Path) -> set[str]:
    return {row["holder_name"] for row in json.loads(tanik("statements", study.name, "--json").out)}


def test_people_by_hand(tanik: Tanik, study: Path) -> None:
    name = study.name
    rows = json.loads(tanik("statements", name, "--json").out)
    assert tanik("entity", "rename", name, "Nuri Bey", "Nuri Sancak", "--source", "hatirat.txt").code == 0
    assert "Nuri Sancak" in holders(tanik, study)
    assert tanik("entity", "alias", name, "Nuri Sancak", "Vali Bey").code == 0
    assert tanik("entity", "add", name, "Şükrü", "--alias", "Şükrü Efendi").code == 0
    assert tanik("entity", "split", name, "Vali Bey", "Öteki Nuri", rows[0]["uid"]).code == 0
    assert "Öteki Nuri" in holders(tanik, study)
    assert tanik("entity", "merge", name, "Öteki Nuri", "--into", "Şükrü Efendi").code == 0
    assert "Şükrü" in holders(tanik, study)
    assert tanik("undo", name, "--steps", "9").code == 0
    assert "Nuri Bey" in holders(tanik, study)
    assert "T541" in tanik("entity", "rename", name, "Kimse", "Biri").err
