from pathlib import Path

import pytest

from command_line import Tanik


@pytest.mark.parametrize("language", ["tr", "en"])
def test_the_report_again(tanik: Tanik, study: Path, language: str) -> None:
    answer = tanik("report", study.name, "-o", "rapor.html", "--language", language, "--title", "Başlık <i>")
    assert answer.code == 0
    assert "rapor.html" in answer.out
    page = (study.parent / "rapor.html").read_text(encoding="utf-8")
    assert f'<html lang="{language}">' in page
    assert "Başlık &lt;i&gt;" in page


def test_the_report_speaks_as_the_user_does(tanik: Tanik, study: Path) -> None:
    tanik("report", study.name, "-o", "rapor.html", "--lang", "tr")
    assert '<html lang="tr">' in (study.parent / "rapor.html").read_text(encoding="utf-8")


def test_a_report_of_nothing(tanik: Tanik, tmp_path: Path) -> None:
    answer = tanik("report", "yok.tanik", "-o", "rapor.html")
    assert answer.code == 5
    assert "yok.tanik" in answer.err
    assert list(tmp_path.iterdir()) == []


def test_a_report_that_cannot_be_written(tanik: Tanik, study: Path) -> None:
    answer = tanik("report", study.name, "-o", "yok/rapor.html")
    assert answer.code == 5
    assert "yok/rapor.html" in answer.err
