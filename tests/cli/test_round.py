"""Rounds, agreement, adjudication and merging from the command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from command_line import Tanik


@pytest.fixture
def closed(tanik: Tanik, study: Path) -> Path:
    """A round over all proposals in which Deniz rejected the first one."""
    name = study.name
    assert tanik("round", "open", name, "--to", "Ayşe", "--to", "Deniz", "--sample", "2", "--seed", "1").code == 0
    for coder, first in (("Ayşe", "accept"), ("Deniz", "reject")):
        verbs = iter((first, "accept"))
        while (task := json.loads(tanik("round", "next", name, "1", "--coder", coder, "--json").out)) is not None:
            judged = tanik("judge", next(verbs), name, task["item"], "--coder", coder, "--round", "1")
            assert judged.code == 0, judged.err
    assert tanik("round", "close", name, "1").code == 0
    return study


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
    code = json.loads(tanik("codebook", "show", name, "--json").out)["codes"][-1]["id"]
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
