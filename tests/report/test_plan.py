from __future__ import annotations

import pytest

from sample_study import Writer, memoir, study
from tanik.report.items import ReportItem
from tanik.report.plan import plan
from tanik.sources.source import Source
from tanik.text.document import Document


def test_labels_name_the_source_only_when_there_are_several() -> None:
    assert plan([study()], "en").label(0, 4) == "5"
    assert plan([study(), memoir()], "en").label(1, 4) == "2.5"


def test_an_offset_between_two_parts_belongs_to_the_part_before() -> None:
    item = study()
    places = plan([item], "en").places[0]
    first, second = item.document.paragraphs[:2]
    assert places.paragraph(0) == 0
    assert places.paragraph(first.end) == places.paragraph(second.start - 1) == 0
    assert places.paragraph(second.start) == 1
    assert places.paragraph(len(item.document.text) + 100) == len(item.document.paragraphs) - 1


def test_a_document_without_paragraphs_shows_nothing() -> None:
    empty = Writer([], "tr", "study")
    document = Document("d", "", "tr", (), (), (), ())
    made = plan([ReportItem(Source("s", "s.txt"), document, empty.reading)], "en")
    assert not made.places[0].shows(0)
    assert made.passage("ps", 0, 0, 0, "x") == "x"
    assert made.page(0, 0) == ""


def test_very_long_lists_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tanik.report.plan.MOST_ROWS", 2)
    made = plan([study()], "en")
    assert sum(id.startswith("qt") for id in made.listed) == 2
    assert made.lists("qt", 0, 1)
    assert not made.lists("qt", 0, 2)


def test_the_words_of_all_parts_are_counted_once() -> None:
    item = study()
    assert plan([item], "en").places[0].words == len(item.document.text.split())
