"""The measures of speed measure what they say; no test looks at a clock."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from benchmarks.speed import __main__ as command
from benchmarks.speed.corpus import first_words, sizes


@pytest.fixture
def prose(tmp_path: Path) -> Path:
    folder = tmp_path / "prose"
    folder.mkdir()
    line = "Elçi Rıfat Bey, komşu devletin sözüne güvenmediğini yazmaktadır.\n"
    (folder / "a.txt").write_text(line * 40, encoding="utf-8")
    (folder / "b.txt").write_text("Konsolos ise ona güveniyordu.\n" * 10, encoding="utf-8")
    return folder


def test_the_first_words_are_whole_lines_in_the_order_of_names(prose: Path) -> None:
    text = first_words(prose, 325)
    assert len(text.split()) == 328
    assert text.startswith("Elçi") and text.endswith("güveniyordu.\n")


def test_a_size_beyond_the_text_becomes_the_whole_text(prose: Path) -> None:
    assert sizes(prose, (100, 300, 1000, 2000)) == (100, 300, 360)
    assert sizes(prose, (100, 300)) == (100, 300)


def test_every_size_is_read_and_shown(prose: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--text", str(prose), "--words", "80", "320", "--only", "reading", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["reading"]
    assert [row["words"] for row in rows] == [80, 320]
    assert all(row["cpu"] > 0 and row["load"] > 0 and row["peak_mb"] > 1 for row in rows)
    shown = command.report({"reading": rows})
    assert "cost per word" in shown and "words/s" in shown


def test_peers_that_are_not_named_are_left_out() -> None:
    rows = {
        "tanik, whole reading": {"words": 10, "words_per_second": 50.0},
        "other": {"words": 5, "words_per_second": 25.0},
    }
    assert command.report({"peers": rows}).splitlines()[-1].endswith("2.00")


def test_without_text_the_command_says_what_to_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--text", str(tmp_path), "--only", "reading"]) == 2
    assert "--text" in capsys.readouterr().err
