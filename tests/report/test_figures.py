from __future__ import annotations

import re

from lxml import html

from sample_study import Writer, memoir, study
from tanik.report.figures import LANE_ROWS, matrix_figure, timeline_figure
from tanik.report.items import ReportItem
from tanik.report.plan import plan
from tanik.sources.source import Source


def _figure(text: str) -> html.HtmlElement:
    return html.fragment_fromstring(f"<div>{text}</div>")


def test_every_cell_is_a_mark_with_sign_and_number_that_leads_to_the_cell() -> None:
    made = plan([study(), memoir()], "en")
    holders = [margin.key for margin in made.perspectives.holders]
    targets = [margin.key for margin in made.perspectives.targets]
    figure = _figure(matrix_figure(made, holders, targets))
    marks = {
        (link.get("href"), link.xpath("string(.//text)")) for link in figure.xpath(".//a") if link.xpath(".//text")
    }
    assert len(marks) == len(made.perspectives.cells)
    nazim, komiser = made.numbers["person:nazım bey"], made.numbers["person:komiser"]
    assert (f"#c{nazim}-{komiser}", "−3") in marks


def test_a_drawing_holds_no_address_and_no_style() -> None:
    made = plan([study(), memoir()], "tr")
    text = timeline_figure(made)
    assert not re.search(r"https?:|style=|xmlns|class=\"mark", text)
    assert "currentColor" in text


def test_two_people_with_one_name_keep_two_rows() -> None:
    made = Writer([(1, "body", "Bir iki üç.")], "tr", "study")
    for id, kind in (("a", "person"), ("b", "place")):
        made.entity(id, kind, "Ali")
        made.says("Bir", id, {"c": "positive"})
    drawn = plan([ReportItem(Source("s", "s"), made.document, made.reading)], "en")
    figure = _figure(matrix_figure(drawn, [margin.key for margin in drawn.perspectives.holders], ["?:c"]))
    assert len({link.get("href") for link in figure.xpath(".//a")}) == 2
    positions = {path.get("transform") for path in figure.xpath(".//a/path")}
    assert len(positions) == 2


def test_few_far_dates_do_not_squeeze_the_axis() -> None:
    made = Writer([(1, "body", "Bir iki üç.")], "tr", "study")
    for year in (1071, *range(1900, 1940)):
        made.dates("Bir", str(year))
    drawn = plan([ReportItem(Source("s", "s"), made.document, made.reading)], "en")
    figure = _figure(timeline_figure(drawn))
    assert "far before or after" in figure.xpath("string(.//figcaption)")
    assert "#dt1-1" not in figure.xpath(".//a/@href")
    assert "#dt1-21" in figure.xpath(".//a/@href")


def test_a_lane_with_very_many_dates_is_counted_by_year() -> None:
    made = Writer([(1, "body", "Bir iki üç.")], "tr", "study")
    for _ in range(LANE_ROWS + 1):
        made.dates("Bir", "1921")
    drawn = plan([ReportItem(Source("s", "s"), made.document, made.reading)], "en")
    assert _figure(timeline_figure(drawn)).xpath(".//a") == []
