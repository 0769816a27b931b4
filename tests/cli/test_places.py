from pathlib import Path

import pytest

from tanik.cli.places import Places, places_for
from tanik.errors import UsageError


def places(*files: str, study: str | None = None, report: str | None = None, jsonl: str | None = None) -> Places:
    return places_for([Path(file) for file in files], study=study, report=report, no_report=False, jsonl=jsonl)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_one_file_gives_its_name() -> None:
    assert places("arşiv/hatirat.pdf") == Places(Path("hatirat.tanik"), Path("hatirat.html"), None, usual=True)


def test_several_files_make_study() -> None:
    assert places("a.pdf", "b.pdf").study == Path("study.tanik")


def test_the_report_stands_beside_the_study() -> None:
    assert places("a.pdf", study="iş/moskova.tanik").report == Path("iş/moskova.html")


def test_a_page_that_is_read_is_not_written_over() -> None:
    assert places("makale.html").report == Path("makale.tanik.html")


def test_somebody_elses_page_is_not_written_over(here: Path) -> None:
    (here / "hatirat.html").write_text("<html>benim</html>", encoding="utf-8")
    assert places("hatirat.pdf").report == Path("hatirat.tanik.html")


def test_a_report_of_before_is_written_anew(here: Path) -> None:
    (here / "hatirat.html").write_text('<meta name="generator" content="Tanık">', encoding="utf-8")
    assert places("hatirat.pdf").report == Path("hatirat.html")


def test_a_folder_of_that_name_is_no_report(here: Path) -> None:
    (here / "hatirat.html").mkdir()
    assert places("hatirat.pdf").report == Path("hatirat.tanik.html")


@pytest.mark.parametrize("option", ["study", "report", "jsonl"])
def test_a_source_is_never_written_over(here: Path, option: str) -> None:
    (here / "a.txt").write_text("söz", encoding="utf-8")
    (here / "same.txt").symlink_to(here / "a.txt")
    for name in ("a.txt", "./a.txt", "same.txt"):
        with pytest.raises(UsageError, match="T207"):
            places("a.txt", **{option: name})


def test_a_report_cannot_be_wanted_and_not_wanted() -> None:
    with pytest.raises(UsageError, match="T206"):
        places_for([Path("a.txt")], study=None, report="a.html", no_report=True, jsonl=None)
