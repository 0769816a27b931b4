from __future__ import annotations

import json
import shutil
from pathlib import Path

from command_line import Tanik


def test_two_copies(tanik: Tanik, closed: Path) -> None:
    other = closed.with_name("other.tanik")
    shutil.copy(closed, other)
    statement = json.loads(tanik("statements", other.name, "--json").out)[0]["uid"]
    for path, verb in ((other, "accept"), (closed, "reject")):
        assert tanik("judge", verb, path.name, statement, "--coder", "Ayşe").code == 0
    merged = tanik("merge", closed.name, other.name, "-o", "both.tanik")
    assert "conflicts: 1" in merged.out
    assert "rejected, Ayşe" in merged.out
    assert tanik("merge", closed.name, other.name, "-o", "both.tanik").err.startswith("T585")
    told = json.loads(tanik("merge", closed.name, other.name, "--json").out)
    assert (told["new_conflicts"], len(told["conflicts"])) == (1, 1)
    assert "nothing new" in tanik("merge", closed.name, other.name).out
    assert tanik("merge", closed.name, closed.name).err.startswith("T584")
