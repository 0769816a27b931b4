from __future__ import annotations

import pytest
from lxml import html

from sample_study import memoir, study
from tanik.report.plan import plan
from tanik.report.when import when


def test_dates_in_order_with_what_they_are_of() -> None:
    made = html.fragment_fromstring(when(plan([study(), memoir()], "en")))
    rows = [[cell.text_content() for cell in row] for row in made.xpath("//tbody/tr")]
    assert [row[0] for row in rows[:3]] == ["summer 19201920-22", "summer 19201920-22", "spring 19211921-21"]
    assert {row[1] for row in rows} == {"named in the text", "said", "refers to", "written", "published"}
    assert len(rows) == 15


def test_a_converted_date_shows_its_calendar_and_its_other_values() -> None:
    made = html.fragment_fromstring(when(plan([study()], "en")))
    (row,) = made.xpath("//tr[@id='dt1-3']")
    assert row.xpath("string(./td[2])") == "1922 başında Rumi or 1922, 1923"


def test_a_date_without_a_value_is_listed_apart() -> None:
    made = html.fragment_fromstring(when(plan([study()], "en")))
    (entry,) = made.xpath("//ul/li")
    assert (entry.get("id"), entry.text) == ("dt1-4", "ihtilalden beri ")


def test_a_long_list_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tanik.report.plan.MOST_ROWS", 3)
    monkeypatch.setattr("tanik.report.when.MOST_ROWS", 3)
    made = html.fragment_fromstring(when(plan([study(), memoir()], "en")))
    assert len(made.xpath("//tbody/tr")) == 3
    assert "12 later dates are left out" in made.text_content()
