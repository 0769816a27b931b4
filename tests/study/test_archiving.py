from __future__ import annotations

from pathlib import Path

import pytest

import tanik
from tanik.errors import StudyNotWritableError
from tanik.study.archiving import _same, _values, check_archive, numbers_of


def test_numbers_come_out_the_same_in_any_study_file_of_the_same_work(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Nuri Bey’e göre Rasim Bey güvenilir bir insandı.\n", encoding="utf-8")
    with tanik.open(tmp_path / "x.tanik", language="tr") as study:
        study.add(tmp_path / "a.txt", kind="memoir")
        study.read()
        first = numbers_of(study)
        assert numbers_of(study) == first
        assert study.publishing.archive(tmp_path / "a.zip") == sum(1 for _ in _values(first, ""))
        with pytest.raises(StudyNotWritableError, match="T604"):
            study.publishing.archive(tmp_path / "missing" / "a.zip")
    found = check_archive(tmp_path / "a.zip")
    assert found.differences == ()
    assert found.made_by.startswith("tanik ")
    assert [path.name for path in tmp_path.glob(".*")] == []


def test_what_is_the_same_number() -> None:
    assert _same(0.1 + 0.2, 0.3)
    assert _same(1, 1.0)
    assert not _same(1.0, None)
    assert not _same(True, 1.0)
    assert not _same(0.5, 0.5001)
    assert _same("a", "a")


def test_places_of_values() -> None:
    assert dict(_values({"a": [1, {"b": None}], "c": "x"}, "")) == {"a[0]": 1, "a[1].b": None, "c": "x"}
