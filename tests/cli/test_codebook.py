from __future__ import annotations

import json
from pathlib import Path

import pytest

from command_line import Tanik


@pytest.fixture
def book(tanik: Tanik, study: Path) -> Path:
    (study.parent / "liman.yaml").write_text(
        "id: liman\ncodes:\n  - id: hava\n    name: {tr: Hava, en: Weather}\n    definition: {en: What the sky does.}\n"
        "    children:\n      - id: sis\n  - id: deniz\n",
        encoding="utf-8",
    )
    assert tanik("codebook", "use", study.name, "liman.yaml").code == 0
    return study


def codes(tanik: Tanik, study: Path) -> dict[str, str | None]:
    plain = json.loads(tanik("codebook", "show", study.name, "--json").out)
    return {code["id"]: code.get("parent") for code in plain["codes"]}


def test_it_is_shown_as_a_tree_and_one_by_one(tanik: Tanik, book: Path) -> None:
    shown = tanik("codebook", "show", book.name).out
    assert "version 1, 3 codes" in shown
    assert "· sis" in shown
    assert "What the sky does." in tanik("codebook", "show", book.name, "hava").out
    assert "T488" in tanik("codebook", "show", book.name, "yok").err


def test_every_change_is_a_version(tanik: Tanik, book: Path) -> None:
    name = book.name
    assert tanik("code", name, "deniz", "--source", "hatirat.txt", "--at", "0-8").code == 0
    assert tanik("codebook", "add", name, "dalga", "--tr", "Dalga", "--under", "deniz", "--definition", "d").code == 0
    assert tanik("codebook", "rename", name, "sis", "--id", "duman", "--en", "Smoke").code == 0
    assert tanik("codebook", "move", name, "duman", "--under", "deniz").code == 0
    assert tanik("codebook", "merge", name, "dalga", "deniz", "--into", "hava").code == 0
    assert tanik("codebook", "split", name, "hava", "rüzgâr", "yağmur", "--rest", "yağmur").code == 0
    assert tanik("codebook", "remove", name, "rüzgâr").code == 0
    assert codes(tanik, book) == {"hava": None, "duman": "hava", "rüzgâr": "hava", "yağmur": "hava"}
    assert "retired" in tanik("codebook", "show", name).out
    assert json.loads(tanik("code", name, "--json").out)[0]["code"] == "yağmur"
    assert "deniz" in tanik("codebook", "show", name, "--version", "1").out
    assert tanik("undo", name, "--steps", "9").code == 0
    assert tanik("codebook", "show", name).code == 5


def test_a_bad_file_leaves_the_study_as_it_was(tanik: Tanik, book: Path) -> None:
    before = codes(tanik, book)
    (book.parent / "k.yaml").write_text("id: liman\ncodes:\n - id: a\n   parent: b\n - id: b\n   parent: a\n")
    answer = tanik("codebook", "use", book.name, "k.yaml")
    assert (answer.code, "T487" in answer.err) == (2, True)
    assert tanik("codebook", "use", book.name, "yok.yaml").code == 2
    assert codes(tanik, book) == before


def test_it_is_written_to_a_file_but_not_over_the_study(tanik: Tanik, book: Path) -> None:
    assert tanik("codebook", "export", book.name, "yeni.yaml").code == 0
    assert "id: liman" in (book.parent / "yeni.yaml").read_text(encoding="utf-8")
    assert "T534" in tanik("codebook", "export", book.name, book.name).err
