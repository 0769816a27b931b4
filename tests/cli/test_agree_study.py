from __future__ import annotations

import json
from pathlib import Path

import pytest

from command_line import Tanik


def test_agreement_of_a_study(tanik: Tanik, closed: Path) -> None:
    name = closed.name
    table = tanik("agree", name, "--round", "1", "--field", "statement", "--bootstrap", "50", "--seed", "2")
    for words in (
        "Ayşe, Deniz",
        "Unit: a statement",
        "Universe: 2 statements",
        "Krippendorff's alpha",
        "Disagreements: 1.",
    ):
        assert words in table.out
    found = json.loads(tanik("agree", name, "--round", "1", "--field", "statement", "--json").out)
    assert found["percent_pooled"]["value"] == 0.5
    assert {"value", "se", "ci", "units", "undefined"} <= set(found["krippendorff_alpha"])
    assert "disagreements" not in found
    assert found["cohen_kappa"]["universe"]["names"] == ["Ayşe", "Deniz"]
    words = ("agree", name, "--round", "1", "--field", "statement", "--disagreements", "--json")
    (differing,) = json.loads(tanik(*words).out)["disagreements"]
    assert {coder: told["value"] for coder, told in differing["coders"].items()} == {"Ayşe": "yes", "Deniz": "no"}
    assert all(told["passage"]["text"] for told in differing["coders"].values())
    brief = tanik("agree", name, "--round", "1")
    assert "polarity" in brief.out
    assert "holder" in json.loads(tanik("agree", name, "--round", "1", "--json").out)
    machine = tanik("agree", name, "--round", "1", "--field", "holder", "--coder", "Deniz", "--machine")
    assert "tanik-rules" in machine.out
    assert tanik("agree", name, "--round", "1", "--field", "nonsense").err.startswith("T578")
    assert tanik("agree", name, "--round", "1", "--field", "span").err.startswith("T578")


def test_places_of_codes(tanik: Tanik, study: Path) -> None:
    name = study.name
    assert tanik("codebook", "use", name, "viewpoints").code == 0
    tanik("round", "open", name, "--to", "A", "--to", "B")
    code = "own"
    assert tanik("codebook", "add", name, code, "--en", "own").code == 0
    source = json.loads(tanik("round", "next", name, "1", "--coder", "A", "--json").out)["source"]
    for coder, end in (("A", "20"), ("B", "18")):
        place = ("--source", source, "--at", f"0-{end}")
        done = tanik("code", name, code, *place, "--coder", coder, "--round", "1")
        if done.code:
            pytest.fail(done.err)
    tanik("round", "close", name, "1")
    found = json.loads(tanik("agree", name, "--round", "1", "--field", "code", "--gamma", "--json").out)
    assert 0.9 < found["u_alpha"]["value"] < 1
    assert found["gamma"]["value"] > 0.9
    assert "F1 of letters" in tanik("agree", name, "--round", "1", "--field", "code", "--code", code).out
