from __future__ import annotations

from pathlib import Path

import pytest

from command_line import Tanik
from tanik.cli.acting import short


def test_the_usual_coder_is_a_setting(tanik: Tanik, study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TANIK_CODER", "Berk")
    assert "Act " in tanik("memo", study.name, "study", "genel").out
    assert "Berk" in tanik("log", study.name, "--last", "1").out


def test_an_act_that_changes_nothing_says_so(tanik: Tanik, study: Path) -> None:
    tanik("judge", "accept", study.name, "--holder", "nuri")
    assert "Nothing had to be changed" in tanik("judge", "withdraw", study.name, "--status", "proposed").out


def test_a_uid_is_shown_short() -> None:
    assert short("0123456789abcdef") == "01234567"
