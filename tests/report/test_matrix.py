from __future__ import annotations

from lxml import html

from sample_study import Writer, memoir, study
from tanik.report.items import ReportItem
from tanik.report.matrix import HOLDERS, OPEN_PAIRS, TARGETS, matrix
from tanik.report.plan import plan
from tanik.sources.source import Source


def _shown(*items: ReportItem) -> html.HtmlElement:
    return html.fragment_fromstring(matrix(plan(items, "en")))


def test_a_cell_says_its_counts_and_interval_in_words() -> None:
    made = _shown(study(), memoir())
    (cell,) = [one for one in made.xpath("//table[@class='grid']//td/a") if one.text == "+1 −2"]
    assert cell.get("title") == "1 positive, 2 negative, positive share 33% (6% to 79%)"
    assert cell.getparent().get("class") == "negative"
    assert cell.getparent().xpath("./*[local-name()='svg']")


def test_only_a_direction_that_is_more_than_chance_is_called_sure() -> None:
    made = Writer([(1, "body", "Bir iki üç dört beş altı.")], "tr", "study")
    for words in ("Bir", "iki", "üç", "dört", "beş"):
        made.says(words, "a", {"b": "negative"})
    shown = _shown(ReportItem(Source("s", "s"), made.document, made.reading))
    assert shown.xpath("//td[a]/@class") == ["negative sure"]


def test_the_biggest_come_first_and_all_pairs_are_listed() -> None:
    made = Writer([(1, "body", " ".join(f"w{at}." for at in range(1000)))], "tr", "study")
    at = 0
    for holder in range(HOLDERS + 5):
        for target in range(TARGETS + 5):
            for _ in range(2 if holder == target == 19 else 1):
                made.says(f"w{at}.", f"h{holder:02}", {f"t{target:02}": "neutral"})
                at += 1
    shown = _shown(ReportItem(Source("s", "s"), made.document, made.reading))
    assert len(shown.xpath("//table[@class='grid']/tbody/tr")) == HOLDERS
    assert len(shown.xpath("//table[@class='grid']/thead//th")) == TARGETS + 1
    pairs = (HOLDERS + 5) * (TARGETS + 5)
    assert len(shown.xpath("//table[@id='pairs']/tbody/tr")) == pairs > OPEN_PAIRS
    assert shown.xpath("//details/@open") == []
    ids = shown.xpath("//@id")
    assert sum(id.startswith("by") for id in ids) == HOLDERS + 5
    assert sum(id.startswith("on") for id in ids) == TARGETS + 5


def test_statements_without_a_target_are_told() -> None:
    assert "1 statement names no target" in _shown(study()).text_content()
    assert "names no target" not in _shown(memoir()).text_content()
