from __future__ import annotations

import pytest
from lxml import html

from sample_study import Writer, study
from tanik.report.items import ReportItem
from tanik.report.plan import plan
from tanik.report.quoted import LENGTH, quotations
from tanik.sources.source import Source


def test_a_quotation_with_speaker_page_and_citation() -> None:
    made = html.fragment_fromstring(quotations(plan([study()], "en")))
    (first,) = made.xpath("//li[@id='qt1-1']")
    assert first.xpath("string(./blockquote)") == "sözünü tutan, ölçülü bir adam"
    assert first.xpath("string(./p)") == "Nazım Bey · p. 11 · Serin 1956: 41"
    assert first.xpath("./p//@href")[1:] == ["#pq1-1", "#pc1-1"]
    assert made.xpath("string(//li[@id='qt1-4']/p)").startswith("speaker not known")
    assert "4 quotations, 3 of them with a speaker." in made.text_content()


def test_terms_are_counted_not_listed() -> None:
    item = study()
    item.reading.quotations[0].kind = "term"
    made = html.fragment_fromstring(quotations(plan([item], "en")))
    assert made.xpath("//li[@id='qt1-1']") == []
    assert "(1) are not listed" in made.text_content()


def test_a_long_quotation_is_shortened_and_a_long_list_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tanik.report.plan.MOST_ROWS", 1)
    monkeypatch.setattr("tanik.report.quoted.MOST_ROWS", 1)
    made = Writer([(1, "body", "“" + "söz " * 300 + "biter” “kısa”")], "tr", "study")
    made.quotes("söz " * 300 + "biter", None)
    made.quotes("kısa", None)
    shown = html.fragment_fromstring(
        quotations(plan([ReportItem(Source("s", "s"), made.document, made.reading)], "en"))
    )
    (only,) = shown.xpath("//blockquote")
    assert len(only.text) <= LENGTH + 2
    assert "Only the first 1 are listed." in shown.text_content()
