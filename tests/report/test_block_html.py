from __future__ import annotations

from lxml import html

from publication_sample import made
from tanik.report.block_html import chapters, sections


def page(anchor: str | None) -> html.HtmlElement:
    return html.fromstring("<main>" + "".join(sections(made(), lambda place: anchor)) + "</main>")


def test_a_section_for_each_chapter() -> None:
    assert chapters(made()) == [("findings", "Bulgular"), ("method", "Yöntem")]
    assert page(None).xpath("section/@id") == ["findings", "method"]


def test_notes_lead_to_their_passages_where_these_are() -> None:
    assert set(page("#st1-1").xpath("//a[@class='note']/@href")) == {"#st1-1"}
    assert page(None).xpath("//a[@class='note']") == []
    assert len(page(None).xpath("//span[@class='note']")) == 2


def test_nothing_of_a_source_can_run() -> None:
    drawn = page("#x")
    assert drawn.xpath("//script") == []
    assert drawn.xpath("//@style") == []
    assert drawn.xpath("//@*[starts-with(name(), 'on')]") == []
    assert any("<script>" in text for text in drawn.itertext())


def test_tables_and_figures_are_numbered_and_named() -> None:
    drawn = page(None)
    assert drawn.xpath("//caption/text()") == ["Tablo 1. Bir tablo"]
    assert drawn.xpath("//figcaption/text()")[0].startswith("Şekil 1. ")
    assert drawn.xpath("//figure//div/@aria-label") == ["nokta"]
