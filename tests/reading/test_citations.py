from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading_samples import document
from tanik.languages.pack import language
from tanik.reading.annotations import CitationItem
from tanik.reading.citations import find_citations

TR = language("tr")


def items(text: str, code: str = "tr") -> list[list[CitationItem]]:
    citations, _, _ = find_citations(document(text, language=code), language(code))
    return [list(citation.items) for citation in citations]


def short(text: str) -> list[tuple[str, str, str, str]]:
    return [(i.author, i.year, i.suffix, i.pages) for found in items(text) for i in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Elçi geri döndü (Soylu, 1982:156).", [("Soylu", "1982", "", "156")]),
        ("Elçi geri döndü (Soylu, 1982: 20-21,77).", [("Soylu", "1982", "", "20-21,77")]),
        ("Elçi geri döndü (Soylu,1950:470,483).", [("Soylu", "1950", "", "470,483")]),
        ("Elçi geri döndü (Soylu, 1950a:318).", [("Soylu", "1950", "a", "318")]),
        ("Elçi geri döndü (Yılmaz 2012, s. 259).", [("Yılmaz", "2012", "", "259")]),
        ("Elçi geri döndü (Yılmaz, 2017).", [("Yılmaz", "2017", "", "")]),
        ("İki yazar (Ada ve Ay, 2001: 5).", [("Ada ve Ay", "2001", "", "5")]),
        ("Çok eser (Bush, 2016:300; Soylu, 1982:312).", [("Bush", "2016", "", "300"), ("Soylu", "1982", "", "312")]),
        ("Aynı yazar (Soylu, 1982: 5; 1990: 7).", [("Soylu", "1982", "", "5"), ("Soylu", "1990", "", "7")]),
        ("Karşıt görüş (bkz. Soylu, 1935a: 88-89).", [("Soylu", "1935", "a", "88-89")]),
        ("Bunu Yılmaz (1990: 12) de yazar.", [("Yılmaz", "1990", "", "12")]),
    ],
)
def test_author_and_date(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert short(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Antlaşma (1921) imzalandı.",
        "Antlaşma (16 Mart 1921) imzalandı.",
        "Toplantı (Mart 1921) sürdü.",
        "Elçi (1917-1918) görevdeydi.",
        "Barış (Mondros Mütarekesi, 1918) geldi.",
        "Kısa bir ara (bkz. aşağıda) verildi.",
    ],
)
def test_dates_and_asides_are_no_citations(text: str) -> None:
    assert items(text) == []


def test_the_span_has_the_parentheses_and_the_prefix_is_kept() -> None:
    made = document("Karşıt görüş için bkz. (krş. Soylu, 1935: 88) denebilir.")
    citation = find_citations(made, TR)[0][0]
    assert made.text[citation.start : citation.end] == "(krş. Soylu, 1935: 88)"
    assert citation.items[0].prefix == "krş"


def test_a_missing_year_letter_is_a_doubt_with_the_choices() -> None:
    made = document("Bir (Soylu, 1950a: 3).", "İki (Soylu, 1950b: 4).", "Üç (Soylu, 1950: 5).")
    _, works, doubts = find_citations(made, TR)
    assert [work.id for work in works] == ["soylu1950", "soylu1950a", "soylu1950b"]
    assert [(d.kind, d.alternatives) for d in doubts] == [("citation.letter", ("Soylu 1950a", "Soylu 1950b"))]
    assert made.text[doubts[0].start : doubts[0].end] == "(Soylu, 1950: 5)"


def test_impossible_pages_are_a_doubt() -> None:
    made = document("Bir (Soylu, 1981: 203-204).", "İki (Soylu, 1981:2018).", "Üç (Soylu, 1981: 90-80).")
    kinds = [(d.kind, d.alternatives) for d in find_citations(made, TR)[2]]
    assert ("citation.pages", ("18", "201", "208", "218")) in kinds
    assert ("citation.pages", ("80-90",)) in kinds


def test_the_bibliography_gives_works_their_titles() -> None:
    made = document(
        "Elçi geri döndü (Soylu, 1982: 15).",
        "Kaynakça",
        "Soylu, Ahmet Nedim (1982), Uzak Bir Elçilik, Ankara: Örnek Yayınları.",
    )
    works = find_citations(made, TR)[1]
    assert [(w.author, w.year, w.start is not None) for w in works] == [("Soylu, Ahmet Nedim", "1982", True)]


def test_document_numbers_are_citations_of_their_own_style() -> None:
    citations = find_citations(document("Heyet yola çıktı (Vesika: 7)."), TR)[0]
    assert [(c.style, c.items) for c in citations] == [("document", ())]


@given(
    st.text("abcçdefgğhıijklmnoöprsştuüvyz", min_size=3, max_size=10),
    st.integers(1850, 2024),
    st.lists(st.integers(1, 900), min_size=1, max_size=4),
)
def test_whatever_is_written_in_the_form_is_read(name: str, year: int, pages: list[int]) -> None:
    author = TR.upper(name[0]) + name[1:]
    if TR.fold(author) in TR.rules("citations")["not_authors"] or TR.fold(author) in TR.rules("citations")["prefixes"]:
        return
    listed = ",".join(map(str, pages))
    found = short(f"Elçi geri döndü ({author}, {year}: {listed}).")
    assert found == [(author, str(year), "", listed)]


def test_notes_name_works_and_repeat_them() -> None:
    from tanik.sources.extraction import Extraction, RawNote
    from tanik.text.build import build_document

    text = "Elçi geri döndü.\nA. Soylu, Uzak Bir Elçilik, s. 156.\nSonra yazdı.\na.g.e., s. 12."
    first, second = text.index("A. Soylu"), text.index("a.g.e.")
    notes = [RawNote(first, first + 35, 16, "1"), RawNote(second, len(text), second - 1, "2")]
    made = build_document(Extraction(text, "docx", "test", hard_lines=False, notes=notes), language="tr")
    citations = find_citations(made, TR)[0]
    assert [(c.style, c.items[0].author, c.items[0].pages) for c in citations] == [
        ("footnote", "A. Soylu", "156"),
        ("repeated", "A. Soylu", "12"),
    ]
