from __future__ import annotations

from lxml import html

from sample_study import memoir, study
from tanik.report.plan import plan
from tanik.report.sayings import sayings


def test_a_statement_tells_everything_about_itself() -> None:
    item = study()
    item.reading.statements[0].rule = "statement.verb"
    made = html.fragment_fromstring(sayings(plan([item], "en")))
    (first,) = made.xpath("//li[@id='st1-1']")
    assert " ".join(first.xpath("string(./p[@class='who'])").split()) == "1 Nazım Bey on + Komiser"
    assert first.xpath("string(./p[@class='meta'])") == (
        "p. 11 · quoted · portrait of a leader · said 12 March 1921 · Serin 1956: 41 · confidence 0.50 · statement.verb"
    )


def test_relay_written_and_own_topics_are_told() -> None:
    made = html.fragment_fromstring(sayings(plan([study(), memoir()], "en")))
    assert "written 1934 · through J. Hale, nobody" in made.xpath("string(//li[@id='st2-3'])")
    assert "living conditions · own code" in made.xpath("string(//li[@id='st1-2'])")


def test_filters_fit_what_the_rows_carry() -> None:
    made = html.fragment_fromstring(sayings(plan([study(), memoir()], "en")))
    (tools,) = made.xpath("//div[@class='tools']")
    assert tools.get("hidden") is not None
    for key in ("v", "m", "s"):
        offered = set(made.xpath(f"//select[@data-choice='{key}']/option/@value")) - {""}
        carried = {word for values in made.xpath(f"//li/@data-{key}") for word in values.split()}
        assert carried <= offered
    assert made.xpath("//select[@data-choice='s']")
    alone = html.fragment_fromstring(sayings(plan([study()], "en")))
    assert alone.xpath("//select[@data-choice='s']") == []


def test_a_statement_without_target_is_listed_without_one() -> None:
    made = html.fragment_fromstring(sayings(plan([study()], "en")))
    (row,) = made.xpath("//li[@id='st1-10']")
    assert row.get("data-t") is None
    assert row.xpath("string(./p[@class='who'])").endswith("Cemile Hanım")
