from __future__ import annotations

from lxml import html

from sample_study import memoir, study
from tanik.report.plan import plan
from tanik.report.works import PLACES, works


def test_what_rests_on_a_work_and_where() -> None:
    made = html.fragment_fromstring(works(plan([study(), memoir()], "en")))
    (first,) = made.xpath("//tr[@id='wk1']")
    assert first.xpath("string(./th/bdi)") == "Serin 1956"
    assert first.xpath("string(./th/span)") == "Kuzey Defteri"
    assert [cell.text_content() for cell in first.xpath("./td")] == ["2", "1", "3", "75%", "", "p. 11, p. 11"]
    assert "4 of 14 statements are covered" in made.text_content()


def test_doubts_about_a_work_lead_to_the_first() -> None:
    made = html.fragment_fromstring(works(plan([study()], "en")))
    assert made.xpath("//tr[@id='wk2']/td[5]/a/@href") == ["#du1-2"]


def test_a_missing_list_of_works_is_not_held_against_every_work() -> None:
    item = study()
    item.reading.works.clear()
    for citation in item.reading.citations:
        assert citation.items
    made = html.fragment_fromstring(works(plan([item], "en")))
    assert "not in a list of works" not in made.text_content()
    assert "not in a list of works" in html.fragment_fromstring(works(plan([study()], "en"))).text_content()


def test_very_many_places_are_cut() -> None:
    item = study()
    item.reading.citations += [item.reading.citations[3]] * PLACES
    made = html.fragment_fromstring(works(plan([item], "en")))
    (row,) = [row for row in made.xpath("//tbody/tr") if row.xpath("string(./th/bdi)") == "Karaca 1978"]
    assert row.xpath("string(./td[1])") == str(PLACES + 1)
    assert row.xpath("string(./td[last()])").endswith(", …")
