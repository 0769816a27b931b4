from __future__ import annotations

from quoting import memoir, quoting
from tanik.reading.annotations import Work
from tanik.study.checks import Read
from tanik.study.references import references, works_of


def items(*works: Work) -> list[Read]:
    quoted, source = quoting(("Kış erken geldi", "20")), memoir("Kış erken geldi.")
    quoted.reading.works.extend(works)
    return [Read(each.source, each.document, each.reading) for each in (quoted, source)]


def test_a_cited_source_is_no_second_work() -> None:
    assert [work["id"] for work in works_of(items(), "all")] == ["q", "m"]
    assert [work["id"] for work in works_of(items(), "cited")] == ["m"]


def test_a_note_without_a_year_means_a_work_that_is_known() -> None:
    known = works_of(items(Work("tan1960", "Tan, N", "1960", "", "Liman."), Work("tan", "Tan", "", "")), "all")
    assert [work["id"] for work in known] == ["q", "m", "tan1960"]
    assert "kurt" in [work["id"] for work in works_of(items(Work("kurt", "Kurt", "")), "all")]


def test_the_fullest_entry_of_a_work_is_taken() -> None:
    both = items(Work("tan1960", "Tan", "1960"), Work("tan1960", "Tan, N", "1960", "", "Liman Yılları."))
    assert works_of(both, "all")[-1]["title"] == "Liman Yılları"


def test_what_is_missing_is_named() -> None:
    found = references(items(Work("kurt", "Kurt", "")), "apa", "tr", "text", "all", notes=False)
    assert found.lacking == {"kurt": ["title", "issued"]}
