"""EDTF: dates of ISO 8601-2:2019, annex A (levels 0 to 2), as values with bounds.

The accepted language is that of the Library of Congress specification (2019) together with what edtf.js accepts of
the ISO text (decades ``193``, centuries ``19``, fractions of a second). Bounds are *strict*: the first and the last
day that the expression allows; ``?``, ``~``, ``%`` and significant digits do not widen them. ``..`` is open
(infinite); an unknown end (``1917/``) lies, as in python-edtf, within ten years of the known one.

Seasons 21-24 (and 25-28) are taken on the northern half of the earth: spring March to May, summer June to August,
autumn September to November; winter ``1920-24`` is December 1920 to February 1921, the winter that begins in the year.
29-32 are the southern ones, 33-36 quarters, 37-39 thirds, 40-41 halves of the year.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from tanik.errors import SettingError
from tanik.languages.calendars import Day, gregorian_month_length, gregorian_to_jdn
from tanik.translation import N_

Bound = Day | float
"""A day ``(year, month, day)``, or ``-math.inf`` / ``math.inf``."""

UNKNOWN_END_YEARS = 10
_LONGEST = 400

_QUALIFIER = "[?~%]?"
_DATE = re.compile(
    rf"(?P<yq>{_QUALIFIER})(?P<year>-?[0-9X]{{4}})(?P<yr>{_QUALIFIER})"
    rf"(?:-(?P<mq>{_QUALIFIER})(?P<month>[0-9X]{{2}})(?P<mr>{_QUALIFIER})"
    rf"(?:-(?P<dq>{_QUALIFIER})(?P<day>[0-9X]{{2}})(?P<dr>{_QUALIFIER}))?)?"
)
_SHORT = re.compile(r"(?P<digits>-?[0-9]{2,3})(?P<q>[?~%]?)")
_LONG = re.compile(
    r"(?:Y(?P<long>-?[1-9][0-9]{0,17})(?:E(?P<power>[0-9]{1,2}))?|(?P<year>-?[0-9]{4}))(?:S(?P<s>[1-9][0-9]?))?"
)
_TIME = re.compile(
    r"(?P<day>-?[0-9]{4}-[0-9]{2}-[0-9]{2})T(?P<h>[0-9]{2}):(?P<m>[0-9]{2}):(?P<s>[0-9]{2})(?:\.[0-9]{1,9})?"
    r"(?P<zone>Z|(?P<sign>[+-])(?P<zh>[0-9]{2})(?::?(?P<zm>[0-9]{2}))?)?"
)
_SEASON_MONTHS = {
    **dict.fromkeys((21, 25, 31), (3, 5)),
    **dict.fromkeys((22, 26, 32), (6, 8)),
    **dict.fromkeys((23, 27, 29), (9, 11)),
    **dict.fromkeys((24, 28, 30), (12, 14)),
    **{33 + i: (1 + 3 * i, 3 + 3 * i) for i in range(4)},
    **{37 + i: (1 + 4 * i, 4 + 4 * i) for i in range(3)},
    **{40 + i: (1 + 6 * i, 6 + 6 * i) for i in range(2)},
}


@dataclass(frozen=True, slots=True)
class Edtf:
    """``text``: normalised (no blanks); ``lower``/``upper``: first and last day, or an infinity; ``level`` 0, 1, 2."""

    text: str
    level: int
    lower: Bound
    upper: Bound
    uncertain: bool = False
    approximate: bool = False

    @property
    def sort_key(self) -> tuple[float, int, int, float, int, int]:
        """Orders by first day, then last day; open beginnings first."""
        return (*_comparable(self.lower), *_comparable(self.upper))

    @property
    def exact(self) -> Day | None:
        """The one day that is meant, None when it is more than one."""
        return self.lower if isinstance(self.lower, tuple) and self.lower == self.upper else None


@dataclass(frozen=True, slots=True)
class _Part:
    level: int
    lower: Bound
    upper: Bound
    season: bool = False


class _NoEdtfError(Exception):
    def __init__(self, id: str, sentence: str, hint: str) -> None:
        super().__init__(id)
        self.id, self.sentence, self.hint = id, sentence, hint


_FORM = (
    "T110",
    N_("“{text}” is not a date in EDTF (ISO 8601-2)."),
    N_("Write a year as 1921, a month as 1921-03, a day as 1921-03-16, a span as 1917/1925."),
)
_NO_DAY = (
    "T111",
    N_("“{text}” names a month or a day that does not exist."),
    N_("Look at the month (01 to 12) and at the number of days it has in that year."),
)
_BACKWARDS = (
    "T112",
    N_("“{text}” ends before it begins."),
    N_("Write the earlier date first: 1917/1925."),
)


def parse_edtf(text: str) -> Edtf:
    """The value of an EDTF string. Raises SettingError T110 (form), T111 (no such day) or T112 (ends too early)."""
    try:
        return _parse(text)
    except _NoEdtfError as error:
        shown = text if len(text) <= 60 else text[:59] + "…"
        raise SettingError(error.id, error.sentence, error.hint, text=shown) from None


def is_edtf(text: str) -> bool:
    try:
        _parse(text)
    except _NoEdtfError:
        return False
    return True


@lru_cache(maxsize=4096)
def _parse(text: str) -> Edtf:
    clean = re.sub(r"\s*,\s*", ",", text.strip()) if len(text) <= _LONGEST else ""
    if not clean:
        raise _NoEdtfError(*_FORM)
    if clean[0] in "[{":
        part = _set(clean)
    elif "/" in clean:
        part = _interval(clean)
    else:
        part = _single(clean)
    marks = set(clean) & set("?~%")
    return Edtf(clean, part.level, part.lower, part.upper, bool(marks & {"?", "%"}), bool(marks & {"~", "%"}))


def _single(text: str) -> _Part:
    if match := _DATE.fullmatch(text):
        return _date(match)
    if match := _LONG.fullmatch(text):
        return _long_year(match)
    if match := _SHORT.fullmatch(text):
        return _short_year(match)
    if match := _TIME.fullmatch(text):
        return _moment(match)
    raise _NoEdtfError(*_FORM)


def _date(match: re.Match[str]) -> _Part:
    year, month, day = match["year"], match["month"], match["day"]
    if year == "-0000":
        raise _NoEdtfError(*_FORM)
    level = _date_level(match, year, month, day)
    if month is None:
        return _Part(level, (_year_bound(year, first=True), 1, 1), (_year_bound(year, first=False), 12, 31))
    if month.isdigit() and 21 <= int(month) <= 41:
        if day is not None or "X" in year:
            raise _NoEdtfError(*_FORM)
        lower, upper = _season(int(year), int(month))
        return _Part(max(level, 1 if int(month) <= 24 else 2), lower, upper, season=True)
    months = [m for m in range(1, 13) if _fits(month, m)]
    days = range(1, 32) if day is None else [d for d in range(1, 32) if _fits(day, d)]
    lower_day = _first_day(year, months, days, 1)
    upper_day = _first_day(year, months[::-1], days[::-1], -1)
    if lower_day is None or upper_day is None:
        raise _NoEdtfError(*_NO_DAY)
    return _Part(level, lower_day, upper_day)


def _date_level(match: re.Match[str], year: str, month: str | None, day: str | None) -> int:
    left = any(match[name] for name in ("yq", "mq", "dq"))
    last = "dr" if day else "mr" if month else "yr"
    inner = any(match[name] for name in ("yr", "mr", "dr") if name != last)
    if inner or (left and not _only_first(match)):
        return 2
    masked = [part for part in (year, month, day) if part and "X" in part]
    if not masked:
        return 1 if left or match[last] else 0
    whole = re.fullmatch(r"-?[0-9]{0,4}X{0,4}", year) is not None
    if month is None:
        return 1 if whole else 2
    if "X" in year:
        return 1 if year.strip("-") == "XXXX" and month == "XX" and day in (None, "XX") else 2
    if "X" in month:
        return 1 if month == "XX" and day in (None, "XX") else 2
    return 1 if day == "XX" else 2


def _only_first(match: re.Match[str]) -> bool:
    return bool(match["yq"]) and not match["mq"] and not match["dq"]


def _fits(mask: str, number: int) -> bool:
    return all(m in ("X", d) for m, d in zip(mask, f"{number:02d}", strict=True))


def _year_bound(mask: str, *, first: bool) -> int:
    low, high = int(mask.replace("X", "0")), int(mask.replace("X", "9"))
    return min(low, high) if first else max(low, high)


def _first_day(mask: str, months: list[int], days: range | list[int], step: int) -> Day | None:
    """The first existing day in the order of ``months`` and ``days``; a leap day may need a later year."""
    start, end = _year_bound(mask, first=step > 0), _year_bound(mask, first=step < 0)
    digits = mask.lstrip("-")
    for year in range(start, end + step, step):
        if any(m not in ("X", d) for m, d in zip(digits, f"{abs(year):04d}", strict=True)):
            continue
        for month in months:
            for day in days:
                if day <= gregorian_month_length(year, month):
                    return year, month, day
    return None


def _season(year: int, code: int) -> tuple[Day, Day]:
    start, end = _SEASON_MONTHS[code]
    last_year, last_month = (year + 1, end - 12) if end > 12 else (year, end)
    return (year, start, 1), (last_year, last_month, gregorian_month_length(last_year, last_month))


def _long_year(match: re.Match[str]) -> _Part:
    digits = match["long"]
    if digits is None:
        if match["s"] is None or match["year"] == "-0000":
            raise _NoEdtfError(*_FORM)
        year = int(match["year"])
    else:
        year = int(digits) * 10 ** int(match["power"] or 0)
        if not match["power"] and len(digits.lstrip("-")) < 5:
            raise _NoEdtfError(*_FORM)
    return _Part(2 if match["power"] or match["s"] else 1, (year, 1, 1), (year, 12, 31))


def _short_year(match: re.Match[str]) -> _Part:
    digits = match["digits"]
    if digits.startswith("-") and int(digits) == 0:
        raise _NoEdtfError(*_FORM)
    mask = digits + "X" * (4 - len(digits.lstrip("-")))
    lower, upper = _year_bound(mask, first=True), _year_bound(mask, first=False)
    level = 2 if match["q"] or len(mask) - mask.count("X") - mask.count("-") == 3 else 0
    return _Part(level, (lower, 1, 1), (upper, 12, 31))


def _moment(match: re.Match[str]) -> _Part:
    day = _single(match["day"])
    hour, minute, second = int(match["h"]), int(match["m"]), int(match["s"])
    if (hour > 23 and (hour, minute, second) != (24, 0, 0)) or minute > 59 or second > 59:
        raise _NoEdtfError(*_FORM)
    if match["sign"]:
        hours, minutes = int(match["zh"]), int(match["zm"] or 0)
        offset = hours * 60 + minutes
        east = match["sign"] == "+"
        if minutes > 59 or offset > (14 if east else 12) * 60 or (not east and offset == 0):
            raise _NoEdtfError(*_FORM)
    return day


def _interval(text: str) -> _Part:
    sides = text.split("/")
    if len(sides) != 2:
        raise _NoEdtfError(*_FORM)
    start, end = (_single(side) if side not in ("", "..") else None for side in sides)
    if any(part is not None and part.season for part in (start, end)):
        raise _NoEdtfError(*_FORM)
    level = 2 if "X" in text else max([1 if part is None else part.level for part in (start, end)])
    lower: Bound = start.lower if start else -math.inf
    upper: Bound = end.upper if end else math.inf
    if start is None and end is not None and not sides[0]:
        lower = _shift_years(end.upper, -UNKNOWN_END_YEARS)
    if end is None and start is not None and not sides[1]:
        upper = _shift_years(start.lower, UNKNOWN_END_YEARS)
    if _comparable(upper) < _comparable(lower):
        raise _NoEdtfError(*_BACKWARDS)
    return _Part(level, lower, upper)


def _shift_years(bound: Bound, years: int) -> Bound:
    if not isinstance(bound, tuple):
        return bound
    year = bound[0] + years
    return year, bound[1], min(bound[2], gregorian_month_length(year, bound[1]))


def _set(text: str) -> _Part:
    if text[-1] != {"[": "]", "{": "}"}[text[0]]:
        raise _NoEdtfError(*_FORM)
    lowers: list[Bound] = []
    uppers: list[Bound] = []
    for item in text[1:-1].split(","):
        start, dots, end = item.partition("..")
        if not start and not end:
            raise _NoEdtfError(*_FORM)
        first = _single(start) if start else None
        last = (_single(end) if end else None) if dots else first
        lowers.append(first.lower if first else -math.inf)
        uppers.append(last.upper if last else math.inf)
        if _comparable(uppers[-1]) < _comparable(lowers[-1]):
            raise _NoEdtfError(*_BACKWARDS)
    return _Part(2, min(lowers, key=_comparable), max(uppers, key=_comparable))


def _comparable(bound: Bound) -> tuple[float, int, int]:
    return bound if isinstance(bound, tuple) else (bound, 0, 0)


def contains(outer: Edtf, inner: Edtf) -> bool:
    """Whether every day of ``inner`` is allowed by the bounds of ``outer``."""
    return _comparable(outer.lower) <= _comparable(inner.lower) and _comparable(inner.upper) <= _comparable(outer.upper)


def overlaps(a: Edtf, b: Edtf) -> bool:
    return _comparable(a.lower) <= _comparable(b.upper) and _comparable(b.lower) <= _comparable(a.upper)


def distance_in_days(a: Edtf, b: Edtf) -> int:
    """Days between the nearest ends of two dates, 0 when they overlap; the same in either order."""
    if overlaps(a, b):
        return 0
    earlier, later = (a, b) if _comparable(a.upper) < _comparable(b.lower) else (b, a)
    end, start = earlier.upper, later.lower
    if not isinstance(end, tuple) or not isinstance(start, tuple):
        raise AssertionError("an open end overlaps")
    return gregorian_to_jdn(*start) - gregorian_to_jdn(*end)
