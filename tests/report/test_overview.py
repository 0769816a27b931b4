from __future__ import annotations

from lxml import html

from sample_study import memoir, study
from tanik.report.overview import overview, summary
from tanik.report.plan import plan


def test_a_source_is_told_with_all_its_counts() -> None:
    made = html.fragment_fromstring(overview(plan([study(), memoir()], "en")))
    item = study()
    words = str(len(item.document.text.split()))
    assert made.xpath("//tr[@id='so1']/td/text()") == ["scholarly study", "2", words, "10", "4", "4", "4", "3"]
    assert made.xpath("string(//tr[@id='so1']//span)") == "Ayşe Serin, Ali Karaca, published 1998, file kuzey.txt"
    assert made.xpath("string(//tr[@id='so1']/td[last()])") == "rules 1.0"


def test_a_guessed_kind_and_dates_in_words() -> None:
    made = html.fragment_fromstring(overview(plan([memoir()], "en")))
    assert made.xpath("string(//tr[@id='so1']/td[1])") == "memoir (guessed)"
    assert "written 1934, published about 1951" in made.xpath("string(//tr[@id='so1']//span)")
    assert "several sources" not in made.text_content()


def test_the_summary_counts_everything() -> None:
    assert html.fragment_fromstring(summary(plan([study()], "en"))).text_content() == (
        f"1 source with {len(study().document.text.split())} words read. "
        "10 statements of 3 holders about 4 targets; 3 doubts left open."
    )
