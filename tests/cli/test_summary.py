from pathlib import Path

import pytest

import tanik as library
from command_line import Tanik
from tanik.cli.places import Places
from tanik.cli.summary import show_summary
from tanik.cli.wording import speaking
from tanik.study import ReadSummary


def shown(study: Path, capsys: pytest.CaptureFixture[str], language: str = "en", report: bool = True) -> str:
    places = Places(study, study.with_suffix(".html") if report else None, None, usual=True)
    capsys.readouterr()
    with library.open(study) as opened, speaking(language):
        show_summary(opened, [], ReadSummary(1, 0, (), 1234, 2.4), places)
    return capsys.readouterr().out


def test_the_summary_says_what_where_and_what_next(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = shown(study, capsys)
    assert "1,234 words, 2 seconds" in text
    assert "Nuri Bey" in text
    assert str(study) in text
    assert "in your browser" in text


def test_it_is_turkish_for_turkish_readers(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = shown(study, capsys, "tr")
    assert "1.234 sözcük" in text
    assert "Next" not in text


def test_no_report_is_not_spoken_of(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "browser" not in shown(study, capsys, report=False)


def test_what_a_person_rejected_is_not_counted(study: Path, capsys: pytest.CaptureFixture[str], tanik: Tanik) -> None:
    with library.open(study) as opened:
        for id in dict.fromkeys(opened.statements().column("id").to_pylist()):
            opened.reject("statement", id, "Ayşe")
    assert "who speaks" not in shown(study, capsys)
