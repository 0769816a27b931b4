from __future__ import annotations

from answers_sample import made_table, making
from tanik.report.blocks import Paragraph, Table
from tanik.report.method_chapter import evidence, method
from tanik.report.telling import Teller


def words(**changed: object) -> str:
    teller = Teller(made_table(), "en")
    return " ".join(block.text for block in method(teller, making(**changed)) if isinstance(block, Paragraph))


def test_it_says_what_was_read_judged_and_counted() -> None:
    text = words()
    for part in (
        "24 statements",
        "policy: all",
        "rules 1",
        "Ada",
        "3 accepted, 1 rejected",
        "theory",
        "people.yaml",
        "1.0",
    ):
        assert part in text


def test_other_policies_filters_and_nobody() -> None:
    assert "policy: accepted" in words(policy="accepted")
    assert "said=1921" in words(filter="said=1921")
    nobody = dict.fromkeys(("accepted", "corrected", "rejected", "added"), 0)
    assert "proposal of the machine" in words(judged=nobody)


def test_the_sources_and_the_agreement_are_tables() -> None:
    teller = Teller(made_table(), "en")
    agreed = making(agreement=((1, "polarity", "Krippendorff's alpha", 0.71, 40),))
    tables = [block for block in method(teller, agreed) if isinstance(block, Table)]
    assert [each.id for each in tables] == ["sources", "agreement"]
    assert tables[0].rows[0][:2] == ("Günlük", "Ayşe Tan")
    assert tables[1].rows[0][3] == "0.71"


def test_the_passages_are_those_that_were_named() -> None:
    teller = Teller(made_table(), "en")
    assert evidence(teller) == ()
    teller.note("3")
    teller.note("1")
    _, _, table = evidence(teller)
    assert isinstance(table, Table)
    assert [row[0] for row in table.rows] == ["1", "3"]
    assert table.raw[0]["text"] == "söz 0 & <b>"
