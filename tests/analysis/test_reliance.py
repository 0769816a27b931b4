from __future__ import annotations

from sample_study import Writer, memoir, study
from tanik.analysis.reliance import citation_label, quotation_citations, reliance, work_keys
from tanik.reading.annotations import Citation, CitationItem, Work
from tanik.report.items import ReportItem
from tanik.sources.source import Source


def test_what_rests_on_each_work() -> None:
    found = reliance([study(), memoir()])
    first, second, third = found.works
    assert (first.author, first.year, first.title, first.listed) == ("Serin", "1956", "Kuzey Defteri", True)
    assert [len(work.citations) for work in found.works] == [2, 1, 1]
    assert [len(work.statements) for work in found.works] == [3, 1, 0]
    assert [len(work.quotations) for work in found.works] == [1, 0, 0]
    assert (found.cited, found.all) == (4, 14)
    assert [found.share(work) for work in found.works] == [0.75, 0.25, 0.0]
    assert (second.author, third.author + third.year) == ("Karaca", "Serin1956a")


def test_doubts_stand_with_the_work_whose_citation_they_touch() -> None:
    doubts = {work.author + work.year: work.doubts for work in reliance([study()]).works}
    assert doubts == {"Serin1956": [], "Karaca1978": [(0, 1)], "Serin1956a": [(0, 0)]}


def test_a_citation_of_two_works_counts_for_both_and_each_once() -> None:
    made = Writer([(1, "body", "Öyle diyor (Ak, 1950: 1; Kara, 1960; Ak, 1950: 9).")], "tr", "study")
    items = [CitationItem("Ak", "1950", pages="1"), CitationItem("Kara", "1960"), CitationItem("Ak", "1950", pages="9")]
    made.cites("(Ak, 1950: 1; Kara, 1960; Ak, 1950: 9)", *items)
    made.says("Öyle", "x", {"y": "neutral"}, citation=0)
    found = reliance([ReportItem(Source("s", "s"), made.document, made.reading)])
    assert [(work.author, len(work.citations), len(work.statements)) for work in found.works] == [
        ("Ak", 1, 1),
        ("Kara", 1, 1),
    ]
    assert [found.share(work) for work in found.works] == [1.0, 1.0]


def test_works_of_one_author_without_a_year_stay_apart_by_title() -> None:
    made = Writer([(1, "body", "Ak, Defter, s. 3. Ak, Mektup, s. 4.")], "tr", "study")
    made.cites("Ak, Defter, s. 3", CitationItem("Ak", "", pages="3", work="w1"))
    made.cites("Ak, Mektup, s. 4", CitationItem("Ak", "", pages="4", work="w2"))
    made.reading.works = [Work("w1", "Ak", "", title="Defter"), Work("w2", "Ak", "", title="Mektup")]
    first, second = (work_keys(made.reading, citation) for citation in made.reading.citations)
    assert first != second


def test_a_quotation_without_its_own_citation_takes_that_of_the_statement_in_it() -> None:
    made = Writer([(1, "body", "“Bir söz” ile “iki söz” (Ak, 1950).")], "tr", "study")
    made.cites("(Ak, 1950)", CitationItem("Ak", "1950"))
    made.quotes("Bir söz", None)
    made.quotes("iki söz", None)
    made.says("iki söz", "x", {}, citation=0)
    assert quotation_citations(made.reading) == [None, 0]
    made.reading.quotations[0].citation = 0
    assert quotation_citations(made.reading) == [0, 0]


def test_labels_have_one_form() -> None:
    items = (CitationItem("Ak", "1950", "b", "20-21,7", "bkz."), CitationItem("Kara", "1960"))
    assert citation_label(Citation(0, 1, items)) == "bkz. Ak 1950b: 20-21,7; Kara 1960"


def test_no_cited_statement_means_no_share() -> None:
    found = reliance([memoir()])
    assert (found.works, found.cited, found.all) == ([], 0, 4)
