from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoting import PAGES, Made, memoir, quoting
from tanik.analysis.audit import QuotationCheck, audit, page_names
from tanik.reading.annotations import Doubt

EXACT = "Kervan üç gün handa bekledi"
SOURCE = memoir(*PAGES)


def check(words: str, pages: str, *sources: Made) -> QuotationCheck:
    found = audit([quoting((words, pages)), *(sources or (SOURCE,))])
    assert len(found.quotations) == 1
    return found.quotations[0]


def test_exact_on_its_page() -> None:
    found = check(EXACT, "20")
    assert (found.verdict, found.page_known, found.likeness, found.cited) == ("exact", True, 1.0, 1)
    assert found.found is not None
    assert (found.found.page, found.found.text, found.found.item) == ("20", EXACT, 1)
    assert found.differences == ()


def test_altered_with_the_words_that_differ() -> None:
    found = check("Elçi halka verdiği sözü tuttu, fakat şehri çok sevdi", "21")
    assert found.verdict == "altered"
    assert ("tuttu", "tutmadı") in {(each.quoted, each.source) for each in found.differences}


def test_elsewhere_with_the_page_where_it_stands() -> None:
    found = check(EXACT, "22")
    assert found.verdict == "elsewhere"
    assert found.found is not None
    assert found.found.page == "20"


def test_elsewhere_in_another_source() -> None:
    other = memoir("Sonbaharda bağlar bozuldu ve herkes eve döndü.", name="o", author="Naci Tuna", year="1960")
    found = check("bağlar bozuldu ve herkes eve döndü", "20", SOURCE, other)
    assert found.verdict == "elsewhere"
    assert found.found is not None
    assert (found.found.item, found.cited) == (2, 1)


@pytest.mark.parametrize(
    ("words", "pages", "verdict"),
    [
        ("Donanma padişahın emriyle denize açıldı", "20", "absent"),
        (EXACT, "", "no_citation"),
        ("halk onu meydanda karşıladığı", "21", "exact"),
        ("Kış erken geldi … Kervan üç gün handa bekledi", "20", "exact"),
        ("KERVAN ÜÇ GÜN HANDA BEKLEDİ", "20", "exact"),
        ("Yaz ortasında liman kapandı", "21-22", "exact"),
    ],
)
def test_verdicts(words: str, pages: str, verdict: str) -> None:
    assert check(words, pages).verdict == verdict


def test_a_source_that_is_not_there_is_no_fault_of_the_quotation() -> None:
    assert check(EXACT, "20", memoir(*PAGES, author="Başka Biri")).verdict == "no_source"


def test_without_pages_the_words_decide() -> None:
    found = check(EXACT, "77", memoir(*PAGES, labels=0))
    assert (found.verdict, found.page_known) == ("exact", False)


def test_citations_are_resolved_or_doubtful() -> None:
    quoted = quoting((EXACT, "20"), (EXACT, "99"))
    quoted.reading.doubts.append(Doubt(quoted.reading.citations[0].start, 5, "citation.letter", ("1950a",)))
    first, second = audit([quoted, SOURCE]).citations
    assert (first.source, first.resolved) == (1, False)
    assert first.doubts == (("citation.letter", ("1950a",)),)
    assert second.doubts == (("citation.no_such_page", ("20-22",)),)
    (alone,) = audit([quoting((EXACT, "20"))]).citations
    assert alone.resolved, "the source has no list of works in which it could be missing"


@pytest.mark.parametrize(
    ("pages", "names"),
    [
        ("20-22,77", {"20", "21", "22", "77"}),
        ("156-8", {"156", "157", "158"}),
        ("281-280", {"280", "281"}),
        ("xii", {"xii"}),
        ("", set()),
        ("1-99999999", {str(n) for n in range(1, 202)}),
    ],
)
def test_pages_of_a_citation(pages: str, names: set[str]) -> None:
    assert page_names(pages) == names


@given(st.permutations([SOURCE, memoir("Boş sayfa.", name="e", author="E Boş"), memoir("Sis çöktü.", name="f")]))
def test_other_sources_and_their_order_change_no_verdict(sources: list[Made]) -> None:
    found = audit([quoting((EXACT, "20")), *sources])
    assert [each.verdict for each in found.quotations] == ["exact"]
