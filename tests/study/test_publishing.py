from __future__ import annotations

from pathlib import Path

import pytest

import tanik
from tanik.errors import UsageError
from tanik.report.blocks import Table
from tanik.study import Study
from tanik.study.publishing import PICTURES, check_formats, rows_of


@pytest.fixture
def study(tmp_path: Path) -> Study:
    text = "Vali Nuri Bey, “Bu yol iyidir.” dedi. Rasim Bey ise yolu kötü bulduğunu söyledi.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    opened = tanik.open(tmp_path / "x.tanik", language="tr")
    opened.add(tmp_path / "a.txt", kind="memoir", title="Yol", written="1955")
    opened.read()
    return opened


def test_answers_say_how_they_were_made(study: Study) -> None:
    made = study.publishing.answers()
    assert [line.name for line in made.making.sources] == ["Yol"]
    assert made.making.sources[0].statements == made.table.statements() > 0
    assert made.making.policy == "all"
    assert made.outcomes == ()


def test_a_filter_and_its_policy(study: Study) -> None:
    made = study.publishing.answers("policy=accepted holder=Nuri", checked=False)
    assert made.making.policy == "accepted"
    assert made.table.statements() == 0


def test_progress_and_title(study: Study) -> None:
    told: list[str] = []
    made = study.publishing.publication("en", progress=lambda done, all, unit, name: told.append(name))
    assert "hindsight" in told
    assert made.title == "Yol"


def test_files_of_figures_and_tables(study: Study, tmp_path: Path) -> None:
    made = study.publishing.publication("en", checked=False)
    pictures = study.publishing.figures(tmp_path / "f", made, ["svg"])
    assert len(pictures) == len(made.figures())
    files = study.publishing.tables(tmp_path / "t", made, ["csv", "parquet"])
    assert len(files) == 2 * len(made.tables())
    assert all(path.stat().st_size for path in (*pictures, *files))


def test_rows_for_a_file() -> None:
    raw = [{"a": ["x", "y"], "b": {"k": 1}, "c": 0.5}]
    assert rows_of(Table("t", "c", ("h",), (("1",),), raw=raw)) == [{"a": "x; y", "b": '{"k": 1}', "c": 0.5}]
    assert rows_of(Table("t", "c", ("h",), (("1",),))) == [{"h": "1"}]


def test_formats() -> None:
    assert check_formats(["png"], PICTURES) == ("png",)
    with pytest.raises(UsageError, match="T603"):
        check_formats(["gif"], PICTURES)
