"""Calendars: Gregorian, Julian, Rumi (Ottoman civil) and Hijri days, through Julian day numbers.

A *day* is ``(year, month, day)``; years are astronomical (0 = 1 BC). A Julian day number (JDN) is the whole number of
the day that begins at its noon. Integer formulas: H. F. Fliegel and T. C. Van Flandern, "A Machine Algorithm for
Processing Calendar Dates", Communications of the ACM 11 (1968), 657.

Rumi years run in three phases:

* 1 Mart 1256 to 15 Şubat 1332 (13 March 1840 to 28 February 1917): day and month are Julian, the year begins on
  1 March; AD = Rumi + 584, for January and February + 585;
* 1333: by the law of 8 Şubat 1332 the 16th of that February counted as 1 Mart 1333 = 1 March 1917; from then on day
  and month are Gregorian; 1333 had ten months;
* 1334 to 1341 (1918 to 1925): AD = Rumi + 584, the year begins on 1 January. Some tables keep the year's beginning in
  March until the end (the fiscal year did so), so January and February of these years are given in both readings.
  Law 698 of 26 December 1925 ended it: 31 Kânunuevvel 1341 was followed by 1 January 1926.

Hijri days are those of the arithmetic calendar (leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29 of thirty; civil
epoch 16 July 622 Julian). Printed dates follow the sighted moon and differ by a day in about half of the cases
(F. R. Unat, Hicrî Tarihleri Milâdî Tarihe Çevirme Kılavuzu), so a day has the two neighbours as alternatives unless a
weekday settles it. The Hijri day begins at sunset; the daylight day is given.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tanik.translation import N_

Day = tuple[int, int, int]

CALENDARS = ("gregorian", "julian", "rumi", "hijri")

RUMI_FIRST, RUMI_LAST = 1256, 1341
_RUMI_REFORM = 1333
_ISLAMIC_EPOCH = 1_948_439

RULES = {
    "gregorian": N_("A Gregorian date, as written."),
    "julian": N_("A Julian date, converted day by day."),
    "rumi.julian_days": N_(
        "Rumi until 15 Şubat 1332: Julian day and month, AD = year + 584 (January, February + 585)."
    ),
    "rumi.1333": N_("Rumi 1333: 1 March to 31 December 1917, Gregorian day and month."),
    "rumi.civil_year": N_("Rumi 1334 to 1341: Gregorian day and month, AD = year + 584, year from 1 January."),
    "rumi.dropped_days": N_("16 to 28 Şubat 1332 never existed: 15 Şubat 1332 was followed by 1 Mart 1333."),
    "rumi.ten_months": N_("Rumi 1333 had no January and no February: it began on 1 Mart 1333."),
    "rumi.outside": N_("The Rumi calendar ran from 1 Mart 1256 to 31 Kânunuevvel 1341."),
    "hijri.arithmetic": N_("Hijri date by the arithmetic calendar; the sighted moon may differ by a day."),
    "hijri.weekday": N_("Hijri date, settled by the weekday that stands beside it."),
    "impossible_day": N_("The calendar has no such day."),
    "weekday_contradicts": N_("The weekday that stands beside the date does not fit it."),
}
"""What each rule says, by its id: English source text of the translation."""


@dataclass(frozen=True, slots=True)
class Conversion:
    """A date of another calendar as Gregorian EDTF. ``edtf`` None: no such date, ``rule`` says why.

    ``doubt``: ``""``, ``"date.calendar"`` (``alternatives`` are as good) or ``"date.impossible"``.
    """

    edtf: str | None
    rule: str
    alternatives: tuple[str, ...] = ()
    doubt: str = ""


def gregorian_to_jdn(year: int, month: int, day: int) -> int:
    """JDN of a (proleptic) Gregorian day; any year, also before -4800."""
    a = (14 - month) // 12
    y, m = year + 4800 - a, month + 12 * a - 3
    return day + (153 * m + 2) // 5 + 365 * y + y // 4 - y // 100 + y // 400 - 32045


def julian_to_jdn(year: int, month: int, day: int) -> int:
    a = (14 - month) // 12
    y, m = year + 4800 - a, month + 12 * a - 3
    return day + (153 * m + 2) // 5 + 365 * y + y // 4 - 32083


def jdn_to_gregorian(jdn: int) -> Day:
    a = jdn + 32044
    century = (4 * a + 3) // 146097
    year, month, day = _from_march_days(a - 146097 * century // 4)
    return year + 100 * century, month, day


def jdn_to_julian(jdn: int) -> Day:
    return _from_march_days(jdn + 32082)


def _from_march_days(days: int) -> Day:
    """Year, month, day of a count of days since 1 March -4800 in a calendar with a leap day every fourth year."""
    d = (4 * days + 3) // 1461
    e = days - 1461 * d // 4
    m = (5 * e + 2) // 153
    return d - 4800 + m // 10, m + 3 - 12 * (m // 10), e - (153 * m + 2) // 5 + 1


def islamic_to_jdn(year: int, month: int, day: int) -> int:
    """JDN of the daylight part of a day of the arithmetic Hijri calendar."""
    return day + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30 + _ISLAMIC_EPOCH


def jdn_to_islamic(jdn: int) -> Day:
    year = (30 * (jdn - _ISLAMIC_EPOCH - 1) + 10646) // 10631
    month = 1
    while month < 12 and islamic_to_jdn(year, month + 1, 1) <= jdn:
        month += 1
    return year, month, jdn - islamic_to_jdn(year, month, 1) + 1


def weekday(jdn: int) -> int:
    """0 = Monday to 6 = Sunday."""
    return jdn % 7


def gregorian_month_length(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def julian_month_length(year: int, month: int) -> int:
    return (29 if year % 4 == 0 else 28) if month == 2 else gregorian_month_length(year, month)


def islamic_month_length(year: int, month: int) -> int:
    if month == 12:
        return 30 if (14 + 11 * year) % 30 < 11 else 29
    return 30 if month % 2 else 29


def written(day: Day) -> str:
    """A day as EDTF: ``1921-03-16``, ``-0043-03-15``."""
    year, month, number = day
    return f"{written_year(year)}-{month:02d}-{number:02d}"


def written_year(year: int) -> str:
    if abs(year) > 9999:
        return f"Y{year}"
    return f"-{-year:04d}" if year < 0 else f"{year:04d}"


def interval(first: int, last: int) -> str:
    """Two JDNs as Gregorian EDTF; one day when they are the same."""
    start, end = written(jdn_to_gregorian(first)), written(jdn_to_gregorian(last))
    return start if start == end else f"{start}/{end}"


_IMPOSSIBLE = Conversion(None, "impossible_day", doubt="date.impossible")


def convert(
    calendar: str, year: int, month: int | None = None, day: int | None = None, week_day: int | None = None
) -> Conversion:
    """A year, month or day of ``calendar`` as Gregorian EDTF; ``week_day`` (0 = Monday) is used where it decides."""
    if calendar == "gregorian":
        return _from_gregorian(year, month, day)
    if calendar == "julian":
        return _by_days("julian", julian_to_jdn, julian_month_length, year, month, day)
    if calendar == "rumi":
        return from_rumi(year, month, day)
    return from_hijri(year, month, day, week_day)


def _from_gregorian(year: int, month: int | None, day: int | None) -> Conversion:
    if month is None:
        return Conversion(written_year(year), "gregorian")
    if not 1 <= month <= 12:
        return _IMPOSSIBLE
    if day is None:
        return Conversion(f"{written_year(year)}-{month:02d}", "gregorian")
    if not 1 <= day <= gregorian_month_length(year, month):
        return _IMPOSSIBLE
    return Conversion(written((year, month, day)), "gregorian")


def _by_days(
    rule: str,
    to_jdn: Callable[[int, int, int], int],
    length: Callable[[int, int], int],
    year: int,
    month: int | None,
    day: int | None,
) -> Conversion:
    if month is None:
        return Conversion(interval(to_jdn(year, 1, 1), to_jdn(year, 12, length(year, 12))), rule)
    if not 1 <= month <= 12:
        return _IMPOSSIBLE
    if day is None:
        return Conversion(interval(to_jdn(year, month, 1), to_jdn(year, month, length(year, month))), rule)
    if not 1 <= day <= length(year, month):
        return _IMPOSSIBLE
    jdn = to_jdn(year, month, day)
    return Conversion(interval(jdn, jdn), rule)


def from_rumi(year: int, month: int | None = None, day: int | None = None) -> Conversion:
    """A Rumi date; ``month`` is the Gregorian number (3 = Mart), although the year began with it."""
    if not RUMI_FIRST <= year <= RUMI_LAST:
        return Conversion(None, "rumi.outside", doubt="date.impossible")
    if month is None:
        return _rumi_year(year)
    if year < _RUMI_REFORM:
        return _rumi_by_julian_days(year, month, day)
    if year == _RUMI_REFORM and month < 3:
        return Conversion(None, "rumi.ten_months", doubt="date.impossible")
    civil = _from_gregorian(year + 584, month, day)
    if civil.edtf is None or year == _RUMI_REFORM:
        return Conversion(civil.edtf, "rumi.1333" if civil.edtf else civil.rule, doubt=civil.doubt)
    march_year = _from_gregorian(year + 585, month, day).edtf if month < 3 else None
    if march_year is None:
        return Conversion(civil.edtf, "rumi.civil_year")
    return Conversion(civil.edtf, "rumi.civil_year", (march_year,), "date.calendar")


def _rumi_year(year: int) -> Conversion:
    if year > _RUMI_REFORM:
        start = gregorian_to_jdn(year + 584, 3, 1)
        return Conversion(
            written_year(year + 584), "rumi.civil_year", (interval(start, gregorian_to_jdn(year + 585, 3, 1) - 1),)
        )
    if year == _RUMI_REFORM:
        return Conversion("1917-03-01/1917-12-31", "rumi.1333")
    last = julian_to_jdn(year + 585, 3, 1) - 1 if year < _RUMI_REFORM - 1 else julian_to_jdn(1917, 2, 15)
    return Conversion(interval(julian_to_jdn(year + 584, 3, 1), last), "rumi.julian_days")


def _rumi_by_julian_days(year: int, month: int, day: int | None) -> Conversion:
    christian = year + (585 if month < 3 else 584)
    if (year, month) == (_RUMI_REFORM - 1, 2):
        if day is None:
            return Conversion(interval(julian_to_jdn(1917, 2, 1), julian_to_jdn(1917, 2, 15)), "rumi.julian_days")
        if 15 < day <= 28:
            return Conversion(None, "rumi.dropped_days", doubt="date.impossible")
    return _by_days("rumi.julian_days", julian_to_jdn, julian_month_length, christian, month, day)


def from_hijri(year: int, month: int | None = None, day: int | None = None, week_day: int | None = None) -> Conversion:
    """A Hijri date; ``alternatives`` are the days before and after unless ``week_day`` (0 = Monday) picks one."""
    if day is None or month is None or not 1 <= month <= 12 or not 1 <= day <= 30:
        return _by_days("hijri.arithmetic", islamic_to_jdn, islamic_month_length, year, month, day)
    jdn = islamic_to_jdn(year, month, day)
    values = [written(jdn_to_gregorian(jdn + shift)) for shift in (0, -1, 1)]
    if week_day is not None:
        for shift, value in zip((0, -1, 1), values, strict=True):
            if weekday(jdn + shift) == week_day:
                return Conversion(value, "hijri.weekday")
        return Conversion(values[0], "weekday_contradicts", tuple(values[1:]), "date.calendar")
    return Conversion(values[0], "hijri.arithmetic", tuple(values[1:]))
