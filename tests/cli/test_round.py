from __future__ import annotations

import json
from pathlib import Path

from command_line import Tanik


def test_a_round_is_blind_until_it_is_closed(tanik: Tanik, study: Path) -> None:
    name = study.name
    opened = tanik("round", "open", name, "--to", "Ayşe", "--to", "Deniz", "--hide-proposals", "--name", "trial")
    assert "Round 1 is open: 1 documents." in opened.out
    (listed,) = json.loads(tanik("round", "list", name, "--json").out)
    assert (listed["name"], listed["proposals"], listed["coders"]) == ("trial", False, ["Ayşe", "Deniz"])
    assert "trial" in tanik("round", "list", name).out
    source = json.loads(tanik("round", "next", name, "1", "--coder", "Ayşe", "--json").out)["source"]
    assert "left." in tanik("round", "next", name, "1", "--coder", "Ayşe").out
    assert tanik("round", "done", name, "1", source, "--coder", "Ayşe").code == 0
    assert "everything" in tanik("round", "next", name, "1", "--coder", "Ayşe").out
    assert json.loads(tanik("round", "status", name, "1", "--json").out) == [
        {"coder": "Ayşe", "given": 1, "done": 1},
        {"coder": "Deniz", "given": 1, "done": 0},
    ]
    assert tanik("round", "assign", name, "1", source, "--to", "Ali").out.startswith("Ali has 1 more.")
    early = tanik("agree", name, "--round", "1", "--field", "statement")
    assert (early.code, early.err[:4]) == (5, "T575")
    assert tanik("round", "close", name, "7").err.startswith("T573")
