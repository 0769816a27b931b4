from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from command_line import Tanik

COMMANDS = ("perspectives", "hindsight", "timeline", "ledger", "criticism", "lenses")
GIFT = (
    "Bern Hükümeti, 1921 yılında Kâmil Tuna'ya on milyon frank vaat etmiştir (Öz, 1955: 13). "
    "Nuri Şen, Kâmil Tuna'nın dost ve dürüst bir adam olduğunu söylemiştir (Öz, 1955: 12).\n"
)


@pytest.fixture
def gift(tanik: Tanik, tmp_path: Path) -> Path:
    (tmp_path / "gift.txt").write_text(GIFT, encoding="utf-8")
    assert tanik("read", "gift.txt", "--kind", "study", "--written", "1990", "--quiet").code == 0
    return tmp_path / "gift.tanik"


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("language", ["tr", "en"])
def test_every_command_answers_in_both_languages(tanik: Tanik, study: Path, command: str, language: str) -> None:
    answer = tanik("--lang", language, command, study.name)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.strip()


@pytest.mark.parametrize("command", COMMANDS)
def test_json_is_json_whatever_is_found(tanik: Tanik, study: Path, command: str) -> None:
    found = json.loads(tanik(command, study.name, "--json").out)
    assert isinstance(found, dict | list)


def test_cells_have_the_same_columns_in_json_and_csv(tanik: Tanik, study: Path, tmp_path: Path) -> None:
    found = json.loads(tanik("perspectives", study.name, "--json", "--holder", "Nuri").out)
    assert {cell["names"][0] for cell in found["cells"]} == {"Nuri Bey"}
    assert found["cells"][0]["statements"]
    assert tanik("perspectives", study.name, "--csv", "cells.csv").code == 0
    with (tmp_path / "cells.csv").open(encoding="utf-8-sig", newline="") as file:
        heads = csv.DictReader(file).fieldnames or []
    assert {"keys", "n", "positive", "mean", "statements"} <= set(heads)
    assert any(head.startswith("pooled_") for head in heads)


@pytest.mark.parametrize("show", ["divided", "turns", "accords", "map"])
def test_every_comparison_says_something(tanik: Tanik, study: Path, show: str) -> None:
    answer = tanik("perspectives", study.name, "--show", show)
    assert answer.code == 0
    assert answer.out.strip()


def test_the_ledger_shows_what_was_promised(tanik: Tanik, gift: Path) -> None:
    answer = tanik("ledger", gift.name)
    assert "10 million" in answer.out
    assert "promise" in answer.out
    assert "10 milyon" in tanik("--lang", "tr", "ledger", gift.name).out


def test_rival_readings_are_shown_with_their_words(tanik: Tanik, gift: Path) -> None:
    assert "dost" in tanik("lenses", gift.name, "--rivals", "--by", "source").out or (
        "friendship" in tanik("lenses", gift.name).out
    )


def test_before_and_after_an_event_that_nobody_speaks_of(tanik: Tanik, study: Path) -> None:
    answer = tanik("timeline", study.name, "--event", "Ateşkes=1800")
    assert "at least 3" in answer.out
    assert "T748" in tanik("timeline", study.name, "--event", "Ateşkes").err


@pytest.mark.parametrize(
    ("options", "id"),
    [
        (("--holder", "Nurri"), "T741"),
        (("--said", "1925/1920"), "T743"),
        (("--polarity", "good"), "T744"),
        (("--where", "colour=red"), "T740"),
        (("--by", "colour"), "T747"),
        (("--json", "--csv", "a.csv"), "T205"),
    ],
)
def test_what_cannot_be_asked_is_a_sentence(tanik: Tanik, study: Path, options: tuple[str, ...], id: str) -> None:
    answer = tanik("perspectives", study.name, *options)
    assert answer.code == 2
    assert id in answer.err
    assert "Traceback" not in answer.err


def test_nothing_left_is_said_and_no_empty_table(tanik: Tanik, study: Path) -> None:
    assert "No statement fits" in tanik("perspectives", study.name, "--said", "1200").out
