from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from sample_study import Writer, study
from tanik.reading.annotations import DateExpression, Statement
from tanik.report.items import ReportItem
from tanik.report.passages import passages
from tanik.report.plan import plan
from tanik.sources.source import Source
from tanik.text.document import Document, Note, Paragraph


def _shown(item: ReportItem) -> html.HtmlElement:
    return html.fragment_fromstring(passages(plan([item], "en")))


def _words(element: html.HtmlElement) -> str:
    return "".join(element.xpath(".//text()[not(parent::a[@class='ref' or @class='notemark'])]"))


def test_overlapping_statements_are_shaded_by_their_number() -> None:
    made = _shown(study())
    (deep,) = made.xpath("//mark[@class='m2']")
    assert deep.text_content() == "iki yüzlü bir siyaset"
    assert {mark.get("class") for mark in made.xpath("//mark")} == {"m1", "m2"}


def test_dates_citations_and_opening_marks_lead_to_their_entries() -> None:
    made = _shown(study())
    links = {link.text_content(): link.get("href") for link in made.xpath("//a[@class='found']")}
    assert links["12 Mart 1921"] == "#dt1-1"
    assert links["(Serin, 1956: 41)"] == "#wk1"
    assert links["“"] == "#qt1-4"


def test_pages_notes_and_their_marks() -> None:
    made = _shown(study())
    assert made.xpath("//span[@class='page']/text()") == ["p. 11", "p. 12"]
    (mark,) = made.xpath("//a[@class='notemark']")
    assert made.xpath(f"//p[@class='note'][.//*[@id='{mark.get('href')[1:]}']]")


def test_a_note_inside_a_statement_is_not_part_of_it() -> None:
    text = "Önce söylenen\n\nbir not\n\nsonra gelen."
    paragraphs = (Paragraph(((0, 13), (24, 36))), Paragraph(((15, 22),), kind="note", note=0))
    document = Document("d", text, "tr", (), paragraphs, (), (), (Note(15, 22, 13, "1"),))
    made = Writer([], "tr", "study")
    made.reading.statements.append(Statement(5, 30, "reported", "x"))
    shown = _shown(ReportItem(Source("s", "s"), document, made.reading))
    assert [mark.text_content() for mark in shown.xpath("//mark")] == ["söylenen", "sonra "]
    assert [_words(one) for one in shown.xpath("//article/p")] == ["Önce söylenen sonra gelen.", "bir not"]


def test_words_that_the_text_recognition_doubts_are_marked() -> None:
    item = study()
    document = item.document
    marked = Document(document.id, document.text, "tr", (), document.paragraphs, (), (), unsure=((0, 6, 41.0),))
    shown = _shown(ReportItem(item.source, marked, item.reading))
    assert shown.xpath("//span[@class='unsure']/text()") == [document.text[:6]]


SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 25)), max_size=12)


@given(SPANS, SPANS)
def test_any_overlap_keeps_the_words_and_gives_every_anchor_once(
    statements: list[tuple[int, int]], dates: list[tuple[int, int]]
) -> None:
    made = Writer(
        [(1, "body", "Bir iki üç dört."), (1, "note", "Beş altı."), (2, "body", "Yedi sekiz dokuz on.")], "tr", ""
    )
    made.reading.statements += [Statement(a, a + size, "reported", "x") for a, size in sorted(statements)]
    made.reading.dates += [DateExpression(a, a + size, "1921") for a, size in sorted(dates)]
    item = ReportItem(Source("s", "s"), made.document, made.reading)
    shown = _shown(item)
    ids = shown.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert sum(bool(re.match("ps|pd", id)) for id in ids) == len(statements) + len(dates)
    for index, paragraph in enumerate(made.document.paragraphs, 1):
        (element,) = shown.xpath(f"//*[@id='pa1-{index}']")
        words = "".join(element.xpath(".//text()[not(parent::a[@class='ref' or @class='notemark'] or parent::span)]"))
        assert words == paragraph.text(made.document.text)
