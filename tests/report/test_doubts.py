from __future__ import annotations

from dataclasses import replace

from lxml import html

from sample_study import Writer, study
from tanik.report.doubts import doubts
from tanik.report.items import ReportItem
from tanik.report.plan import plan
from tanik.sources.source import Source
from tanik.text.document import TextDoubt


def _shown(item: ReportItem) -> html.HtmlElement:
    return html.fragment_fromstring(doubts(plan([item], "en")))


def test_each_doubt_shows_its_words_its_alternatives_and_leads_to_them() -> None:
    made = _shown(study())
    (first,) = made.xpath("//li[@id='du1-1']")
    assert first.xpath("string(.//b)") == "Serin, 1956a: 3"
    assert "between: 1956, 1956a" in first.xpath("string(.//p[@class='meta'])")
    assert first.xpath(".//@href") == ["#pu1-1"]


def test_doubts_stand_by_kind_the_most_frequent_first() -> None:
    item = study()
    item.reading.doubts.append(replace(item.reading.doubts[1], start=0, end=6))
    made = _shown(item)
    assert made.xpath("//summary/text()")[0] == "Impossible pages (2)"
    assert len(made.xpath("//details")) == 3


def test_a_doubt_between_two_people_names_them() -> None:
    made = Writer([(1, "body", "Ali geldi. Veli geldi. Bey gitti.")], "tr", "study")
    made.entity("1", "person", "Ali")
    made.entity("2", "person", "Veli")
    made.doubts("Bey", "person.ambiguous", "1", "2")
    shown = _shown(ReportItem(Source("s", "s"), made.document, made.reading))
    assert shown.xpath("//li//bdi/text()") == ["Ali", "Veli"]


def test_doubts_of_the_text_are_told_once() -> None:
    item = study()
    document = replace(
        item.document, doubts=(TextDoubt(0, 6, "encoding", {"encoding": "x"}), TextDoubt(0, 6, "new.kind"))
    )
    item.reading.doubts.append(replace(item.reading.doubts[0], start=0, end=6, kind="encoding"))
    made = _shown(replace(item, document=document))
    assert [text for text in made.xpath("//summary/text()") if "encoding" in text or "else" in text] == [
        "The encoding of the file is a guess (1)",
        "Something else that could not be settled (1)",
    ]
