"""EDTF: accepted and rejected strings and strict bounds.

Sources of the strings: the Library of Congress specification (2019), the tests of python-edtf (MIT) and of edtf.js
(BSD-2-Clause); days that do not exist and intervals that run backwards are our own.
"""

from __future__ import annotations

import math
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.errors import SettingError
from tanik.languages.edtf import contains, distance_in_days, is_edtf, overlaps, parse_edtf

ACCEPTED = """
1985-04-12 1985-04 1985 1985-04-12T23:20:30 1985-04-12T23:20:30Z 1985-04-12T23:20:30-04 1985-04-12T23:20:30+04:30
1964/2008 2004-06/2006-08 2004-02-01/2005-02-08 2004-02-01/2005-02 2004-02-01/2005 2005/2006-02 Y170000002 Y-170000002
2001-21 1984? 2004-06~ 2004-06-11% 201X 20XX 2004-XX 1985-04-XX 1985-XX-XX 1985-04-12/.. 1985/.. ../1985-04 1985-04-12/
/1985 -1985 Y-17E7 1950S2 Y171010000S3 Y3388E2S3 2001-34 [1667,1668,1670..1672] [..1760-12-03] [1760-12..]
[1760-01,1760-02,1760-12..] {1667,1668,1670..1672} {1960,1961-12} {..1984} 2004-06~-11 2004?-06-11 ?2004-06-~11
2004-%06-11 156X-12-25 15XX-12-25 XXXX-12-XX 1XXX-XX 1XXX-12 1984-1X 2004-06-~01/2004-06-~20 2004-06-XX/2004-07-03
?1945/1959 2004-?06-?11 2011-~06-~04 XXXX-XX-23 0000 -0002 2016-05-02T16:54:59.042123 2016-05-02T16:54:59+14:00
2016-05-02T16:54:59-1200 2016-05-02T16:54:59+14 00 -04 XXXX XXXX-XX XXXX-XX-XX ../.. / 2001-?09~-09 15XX-01-3X 2001-36
193 019 -193 197~ 19? Y-17101E3S3 1916-02-29
"""

REJECTED = """
hello 2016-02-39 -0000-01-01 2004-(06)?-11 2004-06-(11)~ (2004)?-06-04~ -0000 2016-00 2016-05-00 2016-05-32 2016-02-31
2016-09-31 2016-05-02T00:61:00 2016-05-02T12:00:00-00:00 2016-05-02T12:00:00-13:00 2016-05-02T12:00:00-2000
2016-05-02T12:00:00-1201 2016-05-02T12:00:00+1401 2016-05-02T12:00:00-00 2016-05-02T12:00:00+15 Y9999 Y00001 Y-9999
156X-09-31 156X-11-31 15XX-02-3X [1999} {1999] [1999 2012-21/2012-22 - 1917-02-29 1900-02-29 1925/1917 [1925..1917]
1920-42 1917-13 1/2/3 1921-3-16 [] [..] 1921-22-01 192X-22
"""


@pytest.mark.parametrize("text", ACCEPTED.split())
def test_accepted(text: str) -> None:
    value = parse_edtf(text)
    assert value.text == text
    assert value.level in (0, 1, 2)


@pytest.mark.parametrize("text", REJECTED.split())
def test_rejected(text: str) -> None:
    assert not is_edtf(text)
    with pytest.raises(SettingError) as caught:
        parse_edtf(text)
    assert caught.value.id in ("T110", "T111", "T112")
    assert text in str(caught.value)


@pytest.mark.parametrize(
    ("text", "lower", "upper"),
    [
        ("2001-02-03", (2001, 2, 3), (2001, 2, 3)),
        ("-0999", (-999, 1, 1), (-999, 12, 31)),
        ("2004-06?", (2004, 6, 1), (2004, 6, 30)),
        ("1999-01-XX", (1999, 1, 1), (1999, 1, 31)),
        ("-01XX", (-199, 1, 1), (-100, 12, 31)),
        ("1XXX~", (1000, 1, 1), (1999, 12, 31)),
        ("/2006", (1996, 12, 31), (2006, 12, 31)),
        ("2004-06-01/", (2004, 6, 1), (2014, 6, 1)),
        ("../2006", -math.inf, (2006, 12, 31)),
        ("2004-01-01/..", (2004, 1, 1), math.inf),
        ("Y-170000002", (-170000002, 1, 1), (-170000002, 12, 31)),
        ("2001-21", (2001, 3, 1), (2001, 5, 31)),
        ("1920-22", (1920, 6, 1), (1920, 8, 31)),
        ("2000-23", (2000, 9, 1), (2000, 11, 30)),
        ("1919-24", (1919, 12, 1), (1920, 2, 29)),
        ("2001-29", (2001, 9, 1), (2001, 11, 30)),
        ("2001-34", (2001, 4, 1), (2001, 6, 30)),
        ("15XX-12-25", (1500, 12, 25), (1599, 12, 25)),
        ("1560-XX-25", (1560, 1, 25), (1560, 12, 25)),
        ("XXXX-XX-23", (0, 1, 23), (9999, 12, 23)),
        ("19XX-02-29", (1904, 2, 29), (1996, 2, 29)),
        ("[1667, 1668, 1670..1672]", (1667, 1, 1), (1672, 12, 31)),
        ("[..1760-12-03]", -math.inf, (1760, 12, 3)),
        ("{1960, 1961-12}", (1960, 1, 1), (1961, 12, 31)),
        ("Y17101E4S3", (171010000, 1, 1), (171010000, 12, 31)),
        ("196X", (1960, 1, 1), (1969, 12, 31)),
        ("19", (1900, 1, 1), (1999, 12, 31)),
        ("192", (1920, 1, 1), (1929, 12, 31)),
        ("1921-03-16T12:00:00Z", (1921, 3, 16), (1921, 3, 16)),
    ],
)
def test_strict_bounds(text: str, lower: object, upper: object) -> None:
    value = parse_edtf(text)
    assert (value.lower, value.upper) == (lower, upper)


@pytest.mark.parametrize(
    ("text", "uncertain", "approximate"),
    [("2004", False, False), ("1984?", True, False), ("1984~", False, True), ("2004-%06", True, True)],
)
def test_qualifiers(text: str, uncertain: bool, approximate: bool) -> None:
    value = parse_edtf(text)
    assert (value.uncertain, value.approximate) == (uncertain, approximate)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("1921-03-16", 0),
        ("1917/1925", 0),
        ("1920-22", 1),
        ("192X", 1),
        ("1921-03-XX", 1),
        ("1921/..", 1),
        ("1921?", 1),
        ("1920-34", 2),
        ("15XX-12-25", 2),
        ("[1667,1668]", 2),
        ("2004-06~-11", 2),
        ("1950S2", 2),
        ("Y17E7", 2),
    ],
)
def test_levels(text: str, level: int) -> None:
    assert parse_edtf(text).level == level


def test_normalised_text() -> None:
    assert parse_edtf(" [1667, 1668 ,1670..1672] ").text == "[1667,1668,1670..1672]"


def test_relations() -> None:
    war, treaty, year = parse_edtf("1914/1918"), parse_edtf("1921-03-16"), parse_edtf("1921")
    assert contains(year, treaty) and not contains(treaty, year)
    assert overlaps(year, treaty) and not overlaps(war, treaty)
    assert contains(parse_edtf("../.."), war)
    assert distance_in_days(war, treaty) == (date(1921, 3, 16) - date(1918, 12, 31)).days
    assert distance_in_days(treaty, year) == 0
    assert sorted([treaty, year, war], key=lambda each: each.sort_key) == [war, year, treaty]
    assert parse_edtf("../1900").sort_key < war.sort_key


@given(st.dates(date(1800, 1, 1), date(2100, 1, 1)), st.dates(date(1800, 1, 1), date(2100, 1, 1)))
def test_days_agree_with_the_standard_library(first: date, second: date) -> None:
    a, b = parse_edtf(first.isoformat()), parse_edtf(second.isoformat())
    assert distance_in_days(a, b) == distance_in_days(b, a) == abs((first - second).days)
    assert (a.sort_key < b.sort_key) == (first < second)
    assert a.exact == (first.year, first.month, first.day)
    early, late = sorted((first, second))
    span = parse_edtf(f"{early.isoformat()}/{late.isoformat()}")
    assert contains(span, a) and contains(span, b)
    if early < late:
        assert not is_edtf(f"{late.isoformat()}/{early.isoformat()}")
        assert not contains(span, parse_edtf((late + timedelta(1)).isoformat()))


@given(st.text(alphabet="0123456789-X?~%/.[]{},YESTZ:+ ", max_size=24))
def test_any_string_is_a_value_or_a_plain_refusal(text: str) -> None:
    if is_edtf(text):
        value = parse_edtf(text)
        assert parse_edtf(value.text) == value
        assert value.sort_key[:3] <= value.sort_key[3:]
    else:
        with pytest.raises(SettingError):
            parse_edtf(text)
