from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from command_line import Tanik


@pytest.fixture
def coded(tanik: Tanik, study: Path) -> Path:
    assert tanik("codebook", "use", study.name, "theory").code == 0
    return study


def found(tanik: Tanik, *words: str) -> Any:
    return json.loads(tanik(*words, "--json").out)


def test_a_passage_is_coded_by_place_words_or_search(tanik: Tanik, coded: Path) -> None:
    name = coded.name
    assert tanik("code", name, "security", "--source", "hatirat.txt", "--at", "0-8").code == 0
    assert tanik("code", name, "interest", "--source", "hatirat", "--words", "x").code == 5
    assert tanik("code", name, "interest", "--source", "hatirat.txt", "--words", "Bakırköy Günleri").code == 0
    assert "Coded passages: 4." in tanik("code", name, "prestige", "--every", "Bey").out
    codings = found(tanik, "code", name)
    assert [each["span"]["quote"] for each in codings][:2] == ["Bakırköy", "Bakırköy Günleri"]
    assert len(codings) == 6
    assert "security" in tanik("code", name).out
    assert tanik("code", name, "--remove", codings[0]["uid"][:8]).code == 0
    assert len(found(tanik, "code", name)) == 5


def test_a_statement_is_coded(tanik: Tanik, coded: Path) -> None:
    uid = found(tanik, "statements", coded.name)[0]["uid"]
    assert tanik("code", coded.name, "law", "--statement", uid[:8]).code == 0
    assert found(tanik, "code", coded.name)[0]["statement"] == uid


def test_a_code_without_a_passage_or_a_codebook(tanik: Tanik, study: Path) -> None:
    assert "T563" in tanik("code", study.name, "law").err
    assert "T550" in tanik("code", study.name, "law", "--source", "hatirat.txt", "--at", "0-8").err
    assert "Nothing is coded" in tanik("code", study.name).out


def test_notes_and_links(tanik: Tanik, coded: Path) -> None:
    name = coded.name
    one, other = (row["uid"] for row in found(tanik, "statements", name)[:2])
    assert "no notes" in tanik("memo", name).out
    assert tanik("memo", name, f"statement:{one[:8]}", "aslına bak").code == 0
    assert "aslına bak" in tanik("memo", name).out
    (memo,) = found(tanik, "memo", name, f"statement:{one}")
    assert tanik("memo", name, "--remove", memo["uid"]).code == 0
    assert "no links" in tanik("link", name).out
    assert tanik("link", name, "answers", f"statement:{one}", f"statement:{other}", "--note", "n").code == 0
    assert one[:8] in tanik("link", name).out
    assert tanik("link", name, "--remove", found(tanik, "link", name)[0]["uid"]).code == 0
    assert "T564" in tanik("link", name, "answers", f"statement:{one}").err
    assert tanik("link", name, "likes", "a", "b").code == 2
