from __future__ import annotations

import json
from pathlib import Path

from command_line import Tanik


def test_settling(tanik: Tanik, closed: Path) -> None:
    name = closed.name
    (open_one,) = json.loads(tanik("adjudicate", name, "--round", "1", "--json").out)
    assert open_one["fields"] == ["statement"]
    assert set(open_one["versions"]) == {"Ayşe", "Deniz"}
    listed = tanik("adjudicate", name, "--round", "1")
    assert open_one["key"][:6] in listed.out
    assert "rejected" in listed.out
    assert tanik("adjudicate", name, "--round", "1", "--take", "abcdef").err.startswith("T586")
    assert tanik("adjudicate", name, "--round", "1", "--take", "abcdef", "--as", "Ayşe").err.startswith("T583")
    majority = tanik("adjudicate", name, "--round", "1", "--majority")
    assert "Settled: 1." in majority.out
    taken = tanik("adjudicate", name, "--round", "1", "--take", open_one["key"], "--as", "Deniz", "--why", "plain")
    assert "Nothing is left to settle" in taken.out
    assert len(json.loads(tanik("adjudicate", name, "--round", "1", "--all", "--json").out)) == 1
