from __future__ import annotations

from lxml import html

from sample_study import memoir, study
from tanik.reading.annotations import Entity
from tanik.report.people import ALIASES, FIRST, people
from tanik.report.plan import plan


def test_names_aliases_and_counts_that_lead_on() -> None:
    made = plan([study(), memoir()], "en")
    shown = html.fragment_fromstring(people(made))
    number = made.numbers["person:komiser"]
    (row,) = shown.xpath(f"//tr[@id='en{number}']")
    mentions = made.entities.rows["person:komiser"].mentions
    assert [cell.text_content() for cell in row] == [
        "Komiser",
        "person",
        "Sovyet Komiseri, Commissar",
        str(mentions),
        "0",
        "6",
    ]
    assert row.xpath(".//@href") == ["#pa1-2", f"#on{number}"]


def test_somebody_only_a_statement_names_is_listed_too() -> None:
    shown = html.fragment_fromstring(people(plan([memoir()], "en")))
    (row,) = [row for row in shown.xpath("//tbody/tr") if row.xpath("string(./th)") == "nobody"]
    assert row.xpath("string(./td[1])") == "kind not known"


def test_many_aliases_are_cut_and_capitals_make_no_alias() -> None:
    item = study()
    aliases = ("IŞIK", *(f"Işık {at}" for at in range(20)))
    item.reading.entities.append(Entity("x", "person", "Işık", aliases))
    shown = html.fragment_fromstring(people(plan([item], "tr")))
    (row,) = [row for row in shown.xpath("//tbody/tr") if row.xpath("string(./th)") == "Işık"]
    assert len(row.xpath("./td[2]/bdi")) == ALIASES - 1
    assert row.xpath("string(./td[2])").endswith(" …")


def test_the_rest_is_folded() -> None:
    item = study()
    item.reading.entities.extend(Entity(f"x{at}", "place", f"Yer {at}") for at in range(FIRST))
    shown = html.fragment_fromstring(people(plan([item], "en")))
    assert [len(table.xpath("./tbody/tr")) for table in shown.xpath("//table")] == [FIRST, 6]
    assert shown.xpath("//details")
