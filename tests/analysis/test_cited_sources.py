from __future__ import annotations

import pytest

from tanik.analysis.cited_sources import CitedSources, surnames
from tanik.reading.annotations import CitationItem, Reading, Work
from tanik.sources.source import Source

SOURCES = [
    Source("a", "a", title="Yol Defteri", authors=("Ada Gezer",), written="1948", published="1950"),
    Source("b", "b", title="Liman Yılları", authors=("Naci (Öz) Tuna",), published="1961"),
    Source("c", "c", title="Mektuplar", authors=("Naci Tuna",), published="1961"),
    Source("d", "d", title="Zabıt", csl={"id": "zabit1920", "issued": {"date-parts": [["1920"]]}}),
]


def find(author: str, year: str, title: str = "", work: str = "w") -> tuple[str, int | None, tuple[int, ...]]:
    reading = Reading("", "", "tr", "study", works=[Work("w", author, year, title=title)])
    found = CitedSources(SOURCES).find(reading, CitationItem(author, year, work=work))
    return found.certainty, found.source, found.possible


@pytest.mark.parametrize("year", ["1948", "1950", ""])
def test_author_and_year_lead_to_the_source(year: str) -> None:
    assert find("Gezer", year) == ("certain", 0, ())


def test_two_works_of_one_year_are_told_apart_by_title_only() -> None:
    assert find("Tuna", "1961") == ("ambiguous", None, (1, 2))
    assert find("Tuna, N.", "1961", "Mektuplar. Ankara: Kitapevi") == ("certain", 2, ())


def test_an_earlier_surname_counts() -> None:
    assert find("Öz", "1961") == ("certain", 1, ())


def test_the_key_of_the_bibliography_wins() -> None:
    reading = Reading("", "", "tr", "study")
    found = CitedSources(SOURCES).find(reading, CitationItem("Zabıt", "1920", work="zabıt1920"))
    assert (found.certainty, found.source) == ("certain", 3)


def test_another_year_with_the_same_title_is_another_edition() -> None:
    assert find("Gezer", "1982", "Yol Defteri. Ankara: Kitapevi") == ("year_differs", 0, (0,))
    assert find("Gezer", "1982") == ("absent", None, ())
    assert find("Gezer", "1950", "Büsbütün Başka Kitap") == ("absent", None, ())


def test_a_source_never_cites_itself() -> None:
    reading = Reading("", "", "tr", "study")
    assert CitedSources(SOURCES).find(reading, CitationItem("Gezer", "1950"), citing=0).source is None


def test_surnames_of_several_authors() -> None:
    assert len(surnames("Gezer, A. ve Tuna, N.")) == 2
    assert surnames("Ali Tuna vd.") == surnames("Tuna")
