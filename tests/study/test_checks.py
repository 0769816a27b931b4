from __future__ import annotations

from pathlib import Path

import pytest

from checked_study import write_files
from tanik.errors import StudyError
from tanik.study import Study


@pytest.fixture
def checked(study: Study, tmp_path: Path) -> Study:
    study.add_all(write_files(tmp_path))
    study.read()
    return study


def test_an_audit_has_the_numbers_and_names_of_the_study(checked: Study) -> None:
    told: list[str] = []
    found = checked.checks.audit(progress=lambda done, all, unit, name: told.append(name))
    numbers = {row["id"]: row["text"] for row in checked.quotations().to_pylist()}
    assert {each["id"]: each["text"] for each in found.quotations}.items() <= numbers.items()
    verdicts = {each["text"]: each["verdict"] for each in found.quotations}
    assert verdicts["Kervan üç gün handa bekledi"] == "exact"
    assert verdicts["Elçi Rıza Bey halka verdiği sözü tuttu"] == "altered"
    assert verdicts["çok dikkatli ve dürüst bir denizci"] == "no_source"
    exact = next(each for each in found.quotations if each["verdict"] == "exact")
    assert exact["found"]["source_name"] == exact["cited_source"] == "Yol Defteri"
    assert sum(found.counts.values()) == len(found.quotations)
    assert all(each["resolved"] for each in found.citations)
    assert "defter.txt" in told


def test_a_bibliography_has_sources_and_cited_works_once(checked: Study) -> None:
    found = checked.checks.bibliography("isnad", "tr")
    entries = [entry for _, entry in found.entries]
    assert entries == [
        "Gezer, Ada. Yol Defteri, 1950.",
        "Okur, Can. Bir İnceleme, 1999.",
        "Tan, N. Liman Yılları. Ankara: Kitapevi Yayınları, 1960.",
    ]
    assert found.lacking == {}
    assert len(checked.checks.bibliography("apa", "en", which="sources").entries) == 2
    cited = checked.checks.bibliography("apa", "en", which="cited").entries
    assert [entry.partition(",")[0] for _, entry in cited] == ["Gezer", "Tan"]
    (note, *_) = checked.checks.bibliography("isnad", "tr", notes=True).entries
    assert note[1].startswith("Ada Gezer, Yol Defteri")


def test_a_bibliography_is_not_written_over_a_source(checked: Study, tmp_path: Path) -> None:
    with pytest.raises(StudyError) as caught:
        checked.checks.bibliography("apa", "tr", output=tmp_path / "defter.txt")
    assert caught.value.id == "T534"


def test_an_empty_study_has_nothing_to_check(study: Study) -> None:
    found = study.checks.audit()
    assert (found.quotations, found.citations, found.terms) == ([], [], 0)
    assert study.checks.contradictions() == []
    assert study.checks.bibliography("apa").entries == []
