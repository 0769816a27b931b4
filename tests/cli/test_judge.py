from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from command_line import Tanik


def rows(tanik: Tanik, study: Path, *options: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(tanik("statements", study.name, "--json", *options).out)
    return found


def test_statements_are_accepted_by_a_filter_and_taken_back(tanik: Tanik, study: Path) -> None:
    answer = tanik("judge", "accept", study.name, "--holder", "nuri", "--coder", "Ayla")
    assert answer.code == 0
    assert "Accepted: 2." in answer.out
    assert {row["holder_name"] for row in rows(tanik, study, "--policy", "accepted")} == {"Nuri Bey"}
    assert "statements accepted (2)" in tanik("undo", study.name, "--coder", "Ayla").out
    assert rows(tanik, study, "--policy", "accepted") == []


def test_a_statement_is_corrected_by_its_id(tanik: Tanik, study: Path) -> None:
    uid = rows(tanik, study)[0]["uid"]
    assert uid[:8] in tanik("statements", study.name).out
    options = ("--target", "Rasim Bey=positive", "--topic", "friendship", "--said", "1921-03", "--at", "20-30")
    assert tanik("judge", "correct", study.name, uid[:8], *options).code == 0
    row = next(row for row in rows(tanik, study) if row["uid"] == uid)
    assert (row["target_name"], row["polarity"], row["topics"]) == ("Rasim Bey", "positive", ["friendship"])
    assert (row["said"], row["start"], row["end"], row["status"]) == ("1921-03", 20, 30, "corrected")
    assert tanik("judge", "correct", study.name, uid, "--said", "-", "--target", "-").code == 0
    row = next(row for row in rows(tanik, study) if row["uid"] == uid)
    assert (row["said"], row["target"]) == (None, None)


def test_a_statement_is_added_by_its_words(tanik: Tanik, study: Path) -> None:
    words = ("judge", "add", study.name, "hatirat.txt", "--words", "Bakırköy Günleri", "--holder", "Şükrü")
    refused = tanik(*words)
    assert (refused.code, "T541" in refused.err) == (5, True)
    assert tanik(*words, "--new", "--target", "Nuri Bey", "--polarity", "mixed").code == 0
    row = rows(tanik, study, "--status", "added")[0]
    assert (row["holder_name"], row["target_name"], row["polarity"]) == ("Şükrü", "Nuri Bey", "mixed")
    assert tanik("judge", "withdraw", study.name, row["uid"]).code == 0
    assert rows(tanik, study, "--status", "added") == []


def test_what_is_missing_is_said(tanik: Tanik, study: Path) -> None:
    uid = rows(tanik, study)[0]["uid"]
    for words, id in (
        (("accept", study.name), "T560"),
        (("reject", study.name, uid, "--holder", "Nuri"), "T560"),
        (("correct", study.name, uid), "T562"),
        (("correct", study.name, uid, "--at", "on"), "T561"),
        (("add", study.name, "hatirat.txt", "--words", "Bey", "--holder", "Nuri Bey"), "T565"),
        (("add", study.name, "hatirat.txt", "--words", "Bakırköy"), "T554"),
        (("accept", study.name, uid, "--coder", " "), "T540"),
    ):
        answer = tanik("judge", *words)
        assert answer.code in (2, 5)
        assert id in answer.err
    assert rows(tanik, study, "--status", "rejected") == []
