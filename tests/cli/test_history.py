from __future__ import annotations

import json
from pathlib import Path

from command_line import Tanik
from tanik.cli.history import act_name


def test_the_log_names_who_did_what(tanik: Tanik, study: Path) -> None:
    tanik("judge", "accept", study.name, "--holder", "nuri", "--coder", "Ayla")
    tanik("undo", study.name, "--coder", "Ayla")
    tanik("redo", study.name, "--coder", "Ayla")
    log = json.loads(tanik("log", study.name, "--json").out)
    assert [each["act"] for each in log][-3:] == ["statement.accept", "undo", "redo"]
    assert log[-2]["undoes"] == log[-3]["event"]
    shown = tanik("log", study.name, "--coder", "Ayla", "--last", "1").out
    assert "done again" in shown
    assert "statements accepted" not in shown


def test_nothing_to_take_back(tanik: Tanik, study: Path) -> None:
    assert "nothing to take back" in tanik("undo", study.name, "--coder", "Kimse").out
    assert "nothing to do again" in tanik("redo", study.name, "--coder", "Kimse").out


def test_blame_names_the_hand_in_every_field(tanik: Tanik, study: Path) -> None:
    uid = json.loads(tanik("statements", study.name, "--json").out)[0]["uid"]
    tanik("judge", "correct", study.name, uid, "--said", "1921", "--coder", "Ayla")
    blame = {each["field"]: each["coder"]["name"] for each in json.loads(tanik("blame", study.name, uid, "--json").out)}
    assert (blame["said"], blame["holder"]) == ("Ayla", "tanik-rules")
    assert "Ayla" in tanik("blame", study.name, uid).out
    assert "T541" in tanik("blame", study.name, "ffffff").err


def test_an_act_without_a_sentence_is_shown_as_it_is() -> None:
    assert act_name("other.act") == "other.act"
