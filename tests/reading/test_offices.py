from __future__ import annotations

import pytest

from reading_samples import reading
from tanik.languages.pack import language
from tanik.reading.authority import Authority, AuthorityEntry, Office
from tanik.reading.offices import Offices

ROAD = "Yollar Vekili"
AUTHORITY = Authority(
    (
        AuthorityEntry(
            "selim", "person", "Selim Rıza", offices=(Office(ROAD, "", "1931", "1934-05", ("Yol Vekili",)),)
        ),
        AuthorityEntry("nuri", "person", "Nuri Sadık", offices=(Office(ROAD, "", "1934-05", "1938"),)),
    )
)


@pytest.mark.parametrize(
    ("date", "who"), [("1932-06-01", ["selim"]), ("1936", ["nuri"]), ("1934-05", ["selim", "nuri"])]
)
def test_who_held_an_office_on_a_date(date: str, who: list[str]) -> None:
    assert [entry.id for entry in Offices(AUTHORITY, language("tr")).holders("yollar vekili", date)] == who


def test_nobody_without_a_date_or_outside_the_terms() -> None:
    offices = Offices(AUTHORITY, language("tr"))
    assert offices.holders(ROAD, "") == []
    assert offices.holders(ROAD, "1960") == []
    assert offices.holders("Köprü Vekili", "1932") == []


def test_the_date_of_the_sentence_decides() -> None:
    made, found = reading(
        "Yollar Vekili 5 Haziran 1932 günü konuştu. Yol Vekili’nin sözleri azdı.", authority=AUTHORITY
    )
    mentions = [(made.text[m.start : m.end], m.entity) for m in found.mentions if m.rule == "office.date"]
    assert mentions == [("Yollar Vekili", "selim"), ("Yol Vekili", "selim")]


def test_the_date_of_the_source_decides_where_the_text_has_none() -> None:
    _, found = reading("Yollar Vekili konuştu.", authority=AUTHORITY, written="1936")
    assert [m.entity for m in found.mentions] == ["nuri"]


def test_two_holders_are_a_doubt() -> None:
    _, found = reading("Yollar Vekili 1934 yılında konuştu.", authority=AUTHORITY)
    assert [d.alternatives for d in found.doubts if d.kind == "office.unclear"] == [("selim", "nuri")]


def test_an_office_before_a_name_is_left_to_the_name() -> None:
    _, found = reading("Yollar Vekili Hasan Tan Bey 5 Haziran 1932 günü konuştu.", authority=AUTHORITY)
    assert not [m for m in found.mentions if m.rule == "office.date"]
