from __future__ import annotations

from lxml import html

from tanik.report.sections import cell, fold, lead, nothing, row, section, table


def test_a_section_is_named_by_its_heading() -> None:
    made = html.fragment_fromstring(section("a", "B <c>", "<p>d</p>", ""))
    assert (made.get("id"), made.get("aria-labelledby")) == ("a", made.xpath("./h2/@id")[0])
    assert made.xpath("string(./h2)") == "B <c>"


def test_columns_of_numbers_stand_at_the_right() -> None:
    made = html.fragment_fromstring(
        table(
            "Caption",
            ["Name", "n"],
            [row("<b>x</b>", [cell("1", number=True)], attributes='id="r"')],
            numeric=range(1, 2),
        )
    )
    assert made.xpath("string(.//caption)") == "Caption"
    assert made.xpath(".//thead//th/@class") == ["num"]
    assert made.xpath(".//tr[@id='r']/th[@scope='row']/b/text()") == ["x"]
    assert made.xpath(".//td[@class='num']/text()") == ["1"]
    assert (made.get("role"), made.get("tabindex"), made.get("aria-label")) == ("region", "0", "Caption")


def test_a_fold_is_closed_unless_it_is_opened() -> None:
    assert "open" not in fold("more", "x")
    assert fold("more", "x", open=True).startswith("<details open><summary>more</summary>")


def test_sentences_are_text() -> None:
    assert lead("a", "", "<b>") == '<p class="lead">a &lt;b&gt;</p>'
    assert nothing("<none>") == '<p class="none">&lt;none&gt;</p>'
