"""Calendars: published pairs, the rules of the Rumi calendar, and convertdate as oracle.

Sources of the pairs: encyclopaedia pages on the Rumi calendar (1 Mart 1256; the 1911 wall calendar), the law of
8 Şubat 1332 and law 698 of 1925, the table of the US Social Security Administration (GN 00307.899), philatelic notes
(15 February 1332 followed by 1 March 1333), pages of Turkish history (11 Temmuz 1324, 14 Mayıs 1331, 3 Mart 1340).
"""

from __future__ import annotations

import pytest
from convertdate import gregorian, islamic, julian
from hypothesis import given
from hypothesis import strategies as st

from tanik.languages import calendars
from tanik.languages.edtf import is_edtf

PAIRS = [  # Gregorian, weekday (0 = Monday), JDN, Julian, Rumi
    ((1840, 3, 13), 4, 2393178, (1840, 3, 1), (1256, 3, 1)),
    ((1876, 12, 23), 5, 2406612, (1876, 12, 11), (1292, 12, 11)),
    ((1908, 7, 24), 4, 2418147, (1908, 7, 11), (1324, 7, 11)),
    ((1911, 4, 20), 3, 2419147, (1911, 4, 7), (1327, 4, 7)),
    ((1915, 3, 14), 6, 2420571, (1915, 3, 1), (1331, 3, 1)),
    ((1915, 5, 27), 3, 2420645, (1915, 5, 14), (1331, 5, 14)),
    ((1917, 2, 23), 4, 2421283, (1917, 2, 10), (1332, 2, 10)),
    ((1917, 2, 28), 2, 2421288, (1917, 2, 15), (1332, 2, 15)),
    ((1917, 3, 1), 3, 2421289, (1917, 2, 16), (1333, 3, 1)),
    ((1917, 11, 18), 6, 2421551, (1917, 11, 5), (1333, 11, 18)),
    ((1918, 1, 1), 1, 2421595, (1917, 12, 19), (1334, 1, 1)),
    ((1920, 4, 23), 4, 2422438, (1920, 4, 10), (1336, 4, 23)),
    ((1924, 3, 3), 0, 2423848, (1924, 2, 19), (1340, 3, 3)),
    ((1925, 12, 31), 3, 2424516, (1925, 12, 18), (1341, 12, 31)),
]


@pytest.mark.parametrize(("day", "weekday", "jdn", "old_style", "rumi"), PAIRS)
def test_published_pairs(
    day: calendars.Day, weekday: int, jdn: int, old_style: calendars.Day, rumi: calendars.Day
) -> None:
    assert calendars.gregorian_to_jdn(*day) == jdn
    assert calendars.jdn_to_gregorian(jdn) == day
    assert calendars.jdn_to_julian(jdn) == old_style
    assert calendars.weekday(jdn) == weekday
    assert calendars.from_rumi(*rumi).edtf == calendars.written(day)
    assert calendars.convert("julian", *old_style).edtf == calendars.written(day)


def test_days_that_the_reform_dropped() -> None:
    for day in range(16, 29):
        dropped = calendars.from_rumi(1332, 2, day)
        assert (dropped.edtf, dropped.rule, dropped.doubt) == (None, "rumi.dropped_days", "date.impossible")
    assert calendars.from_rumi(1332, 1, 10).edtf == "1917-01-23"
    assert calendars.from_rumi(1333, 1, 10).rule == "rumi.ten_months"
    assert calendars.from_rumi(1333, 2).edtf is None


def test_rumi_years_are_intervals() -> None:
    assert calendars.from_rumi(1325).edtf == "1909-03-14/1910-03-13"
    assert calendars.from_rumi(1332).edtf == "1916-03-14/1917-02-28"
    assert calendars.from_rumi(1333).edtf == "1917-03-01/1917-12-31"
    late = calendars.from_rumi(1335)
    assert (late.edtf, late.alternatives) == ("1919", ("1919-03-01/1920-02-29",))


def test_january_and_february_of_the_last_years_have_two_readings() -> None:
    value = calendars.from_rumi(1336, 1, 12)
    assert (value.edtf, value.alternatives, value.doubt) == ("1920-01-12", ("1921-01-12",), "date.calendar")
    assert calendars.from_rumi(1336, 3, 12).alternatives == ()


def test_leap_day_of_1900_and_days_that_never_were() -> None:
    assert calendars.from_rumi(1315, 2, 29).edtf == "1900-03-13"
    assert calendars.from_rumi(1314, 2, 29).doubt == "date.impossible"
    assert calendars.from_rumi(1255, 3, 1).rule == "rumi.outside"
    assert calendars.from_rumi(1342).rule == "rumi.outside"
    assert calendars.convert("gregorian", 1917, 2, 29).doubt == "date.impossible"
    assert calendars.convert("julian", 1900, 2, 29).edtf == "1900-03-13"
    assert calendars.convert("hijri", 1342, 13, 1).edtf is None


def test_months_are_intervals_where_the_calendars_differ() -> None:
    assert calendars.from_rumi(1332, 2).edtf == "1917-02-14/1917-02-28"
    assert calendars.from_rumi(1337, 3).edtf == "1921-03"
    assert calendars.from_hijri(1342, 7).edtf == "1924-02-07/1924-03-07"


def test_hijri_days_and_the_weekday_that_settles_them() -> None:
    plain = calendars.from_hijri(1342, 7, 26)
    assert (plain.edtf, plain.alternatives) == ("1924-03-03", ("1924-03-02", "1924-03-04"))
    printed = calendars.from_hijri(1329, 4, 21, week_day=3)
    assert (printed.edtf, printed.rule, printed.alternatives) == ("1911-04-20", "hijri.weekday", ())
    wrong = calendars.from_hijri(1329, 4, 21, week_day=0)
    assert (wrong.rule, wrong.doubt) == ("weekday_contradicts", "date.calendar")


@given(st.integers(min_value=1_721_424, max_value=2_800_000))
def test_convertdate_agrees(jdn: int) -> None:
    day, old_style = calendars.jdn_to_gregorian(jdn), calendars.jdn_to_julian(jdn)
    assert int(gregorian.to_jd(*day) + 0.5) == jdn == calendars.gregorian_to_jdn(*day)
    if old_style[0] > 0:
        assert int(julian.to_jd(*old_style) + 0.5) == jdn == calendars.julian_to_jdn(*old_style)


@given(st.integers(1, 1700), st.integers(1, 12))
def test_convertdate_agrees_on_hijri(year: int, month: int) -> None:
    jdn = calendars.islamic_to_jdn(year, month, 1)
    assert jdn == int(islamic.to_jd(year, month, 1) + 0.5)
    assert calendars.jdn_to_islamic(jdn) == (year, month, 1)
    last = calendars.islamic_month_length(year, month)
    assert calendars.jdn_to_islamic(jdn + last - 1) == (year, month, last)
    assert calendars.jdn_to_islamic(jdn + last) == ((year, month + 1, 1) if month < 12 else (year + 1, 1, 1))


@given(
    st.sampled_from(calendars.CALENDARS),
    st.integers(1, 2100),
    st.none() | st.integers(-1, 14),
    st.none() | st.integers(-1, 33),
)
def test_every_conversion_is_edtf_or_says_why_not(calendar: str, year: int, month: int | None, day: int | None) -> None:
    value = calendars.convert(calendar, year, month, day if month is not None else None)
    assert value.rule in calendars.RULES
    if value.edtf is None:
        assert value.doubt == "date.impossible"
    else:
        assert all(is_edtf(text) for text in (value.edtf, *value.alternatives))
