"""What a date means that says its own month or year: its calendar, its value, and what stays in doubt."""

from __future__ import annotations

import re

from tanik.languages import calendars
from tanik.languages.calendars import Day, written_year
from tanik.languages.edtf import parse_edtf
from tanik.reading.date_context import Context, Groups, Place, Value
from tanik.reading.date_grammar import Grammar, Pattern

FIRST_GREGORIAN = 1500
"""Years from here on are taken as Gregorian unless a word says otherwise."""


def read_date(pattern: Pattern, groups: Groups, place: Place, context: Context, g: Grammar) -> Value | None:
    year = number_in(groups, "y1") or number_in(groups, "y3")
    if groups.get("s"):
        return _season(pattern, groups, place, year, context, g)
    kind, month = g.month(groups.get("mn") or groups["m1"] or "")
    days = _days(groups, g)
    if days is None:
        return None
    if pattern.rule in ("pair", "year_pair"):
        return _pair(kind, year or 0, month, days[0] or 0, groups, g)
    if groups.get("m2") or groups.get("mn2"):
        return _span(pattern, groups, kind, month, days[0], year, context, g)
    if groups.get("pd1") and (groups["pd1"], groups.get("pd2")) != (groups.get("d1"), groups.get("d2")):
        return _glossed_pair(month, days[0] or 0, year, groups, context, g)
    if _is_double_dated(place, month, days, year):
        return _agree((kind, year or 0, month, days[0] or 0), (year or 0, month, days[1] or 0))
    anaphoric = year is None
    if year is None:
        year = _year_without(place, month, days[0], context, g)
        if year is None:
            return Value(None, pattern.rule, anaphoric=True, doubts=[("date.no_year", ())])
    calendar, sure = choose_calendar(kind, month, year, days[0], place.left[-16:], place.right[:16], g)
    if not sure and context.year is not None and context.year < FIRST_GREGORIAN and not context.ottoman:
        calendar, sure = "julian", True
    value = of_days(pattern.rule, calendar, year, month, days, _weekday(groups, place, g))
    value.anaphoric = anaphoric
    if anaphoric and g.known_days.get((month, days[0] or 0)) == year:
        value.narrative = False
    if calendar in ("rumi", "hijri"):
        context.ottoman = True
    if not sure and value.edtf is not None:
        _add_other_calendar(value, calendar, year, month, days[0])
    return value


def _is_double_dated(place: Place, month: int, days: tuple[int | None, int | None], year: int | None) -> bool:
    """``16/28 August 1813``: one day by the Julian and the Gregorian calendar, not a night between two days."""
    first, last = days
    if first is None or last is None or year is None or "/" not in place.words or year < FIRST_GREGORIAN:
        return False
    own = calendars.convert("julian", year, month, first).edtf
    return own is not None and own == calendars.convert("gregorian", year, month, last).edtf


def number_in(groups: Groups, name: str) -> int | None:
    text = groups.get(name)
    return int(text) if text else None


def _days(groups: Groups, g: Grammar) -> tuple[int | None, int | None] | None:
    """First and last day of the month; None when the words are no number after all."""
    if groups.get("dw"):
        day = g.number(groups["dw"] or "")
        return None if day is None or not 1 <= day <= 31 else (day, None)
    return number_in(groups, "d1"), number_in(groups, "d2")


def _weekday(groups: Groups, place: Place, g: Grammar) -> int | None:
    named = groups.get("wd")
    if named:
        return g.weekdays[g.key(named)]
    beside = re.search(r"(\w+)[\s,]{1,3}$", place.left)
    return g.weekdays.get(g.key(beside[1])) if beside else None


def of_days(
    rule: str, calendar: str, year: int, month: int, days: tuple[int | None, int | None], week_day: int | None = None
) -> Value:
    first = calendars.convert(calendar, year, month, days[0], week_day)
    last = calendars.convert(calendar, year, month, days[1]) if days[1] is not None else first
    if first.edtf is None or last.edtf is None:
        bad = first if first.edtf is None else last
        return Value(None, bad.rule, calendar, doubts=[("date.impossible", ())], narrative=False)
    edtf = _joined(first.edtf, last.edtf)
    value = Value(edtf, rule if calendar == "gregorian" else first.rule, calendar)
    if days[1] is None:
        value.alternatives = first.alternatives
        if first.doubt:
            value.doubts.append((first.doubt, (edtf, *first.alternatives)))
    return value


def _joined(first: str, last: str) -> str:
    """Two dates as one interval; the same day once; months and years keep their own precision."""
    start, end = first.split("/")[0], last.split("/")[-1]
    if start == end:
        return start
    return f"{start}/{end}" if parse_edtf(start).sort_key <= parse_edtf(end).sort_key else f"{end}/{start}"


def _season(
    pattern: Pattern, groups: Groups, place: Place, year: int | None, context: Context, g: Grammar
) -> Value | None:
    anaphoric = year is None
    year = context.year if year is None else year
    if year is None:
        return None
    return Value(f"{written_year(year)}-{g.seasons[g.key(groups['s'] or '')]}", pattern.rule, anaphoric=anaphoric)


def _year_without(place: Place, month: int, day: int | None, context: Context, g: Grammar) -> int | None:
    known = g.known_days.get((month, day or 0))
    if known is not None and _is_known_day(place, known, context):
        return known
    return context.year_of(month, day)


_SAYS_WHEN = re.compile(r"\s(?:gün|gece|tarih|sabah|akşam)|\s?[-–/]")


def _is_known_day(place: Place, known: int, context: Context) -> bool:
    """Whether a day without year is meant as the name of an event: ``12 Eylül rejimi``, not ``12 Eylül'de geldi``."""
    if context.year is not None and context.year < known - 5:
        return False
    if re.search(r"\d\s?[-–/]\s?\d", place.words):
        return False
    says_when = _SAYS_WHEN.match(place.right) is not None or re.search(r"[dt][ae]n?$", place.words) is not None
    if says_when and not context.spoken and context.recent(3) and context.told_day is not None:
        return False
    return context.year is None or context.year >= known or not says_when


def choose_calendar(
    kind: str, month: int, year: int, day: int | None, left: str, right: str, g: Grammar
) -> tuple[str, bool]:
    """The calendar of a date and whether it is sure: by the month's name, by words beside it, by the year."""
    if kind == "hijri":
        return "hijri", True
    for calendar, marks in g.markers.items():
        if any(_marked(mark, left, right) for mark in marks):
            return calendar, True
    if year >= FIRST_GREGORIAN:
        return "gregorian", True
    if calendars.RUMI_FIRST <= year <= calendars.RUMI_LAST:
        return "rumi", kind == "ottoman"
    return "julian" if year < FIRST_GREGORIAN and day is not None else "gregorian", True


def _marked(mark: str, left: str, right: str) -> bool:
    left, right = left.rstrip(), right.lstrip(" ,(")
    if len(mark) <= 2:
        return left.endswith((" " + mark, "(" + mark)) or left == mark
    return left.lower().endswith(mark) or right.startswith(mark.strip("()")) or left.endswith(mark)


def _add_other_calendar(value: Value, calendar: str, year: int, month: int, day: int | None) -> None:
    other = calendars.convert("gregorian", year, month, day)
    if calendar == "rumi" and other.edtf is not None:
        value.alternatives = (*value.alternatives, other.edtf)
        value.doubts = [("date.calendar", (value.edtf or "", *value.alternatives))]


def _span(
    pattern: Pattern,
    groups: Groups,
    kind: str,
    month: int,
    day: int | None,
    year: int | None,
    context: Context,
    g: Grammar,
) -> Value:
    last_kind, last_month = g.month(groups.get("mn2") or groups["m2"] or "")
    last_day, last_year = number_in(groups, "d3"), number_in(groups, "y2")
    anaphoric = year is None and last_year is None
    if year is None and last_year is None:
        year = context.year_of(month, day)
    if year is None and last_year is None:
        return Value(None, pattern.rule, anaphoric=True, doubts=[("date.no_year", ())])
    if year is None and last_year is not None:
        year = last_year - 1 if month > last_month else last_year
    if last_year is None and year is not None:
        last_year = year + 1 if last_month < month else year
    if year is None or last_year is None:
        raise AssertionError("one of the years is known here")
    first = calendars.convert(choose_calendar(kind, month, year, day, "", "", g)[0], year, month, day)
    calendar = choose_calendar(last_kind, last_month, last_year, last_day, "", "", g)[0]
    last = calendars.convert(calendar, last_year, last_month, last_day)
    if first.edtf is None or last.edtf is None:
        return Value(None, "impossible_day", calendar, doubts=[("date.impossible", ())], narrative=False)
    return Value(_joined(first.edtf, last.edtf), pattern.rule, calendar, anaphoric=anaphoric)


def _pair(kind: str, year: int, month: int, day: int, groups: Groups, g: Grammar) -> Value:
    """``10 Temmuz 1324 (23 Temmuz 1908)``: two calendars, one day."""
    if groups.get("pm"):
        other_month, other_day = g.month(groups["pm"] or "")[1], int(groups["pd1"] or 0)
        other_year = number_in(groups, "py") or year
    else:
        other_month, other_day, other_year = month, day, int(groups["py"] or 0)
        if kind == "gregorian" and other_year >= FIRST_GREGORIAN:
            return _year_pair(year, month, day, other_year)
    return _agree((kind, year, month, day), (other_year, other_month, other_day))


def _year_pair(year: int, month: int, day: int, christian: int) -> Value:
    """``3 Mart 1340 (1924)``: one day, the year in two calendars."""
    for calendar in ("rumi", "hijri"):
        conversion = calendars.convert(calendar, year, month, day)
        if conversion.edtf is not None and conversion.edtf.startswith(str(christian)):
            return Value(conversion.edtf, "pair", calendar)
    value = calendars.convert("gregorian", christian, month, day).edtf
    return Value(value, "pair", doubts=[("date.pair_contradiction", (value or "",))])


def _agree(first: tuple[str, int, int, int], second: Day) -> Value:
    """Which calendar the first of a printed pair is in, when the second or the first is Gregorian."""
    kind, year, month, day = first
    settled = calendars.convert("gregorian", *second)
    tries = ["hijri"] if kind == "hijri" else ["rumi", "julian", "gregorian"]
    conversions = [(calendar, calendars.convert(calendar, year, month, day)) for calendar in tries]
    for calendar, conversion in conversions:
        if settled.edtf is not None and settled.edtf in (conversion.edtf, *conversion.alternatives):
            return Value(settled.edtf, "pair", calendar)
    own = calendars.convert("gregorian", year, month, day)
    if own.edtf is not None and own.edtf == calendars.convert("julian", *second).edtf:
        return Value(own.edtf, "pair", "gregorian")
    values = tuple(dict.fromkeys(c.edtf for _, c in [*conversions, ("gregorian", settled)] if c.edtf))
    primary = settled.edtf or (values[0] if values else None)
    others = tuple(value for value in values if value != primary)[:2]
    doubts = [("date.pair_contradiction", tuple(filter(None, (primary, *others))))]
    return Value(primary, "pair", "rumi" if kind == "ottoman" else "gregorian", others, doubts=doubts)


def _glossed_pair(month: int, day: int, year: int | None, groups: Groups, context: Context, g: Grammar) -> Value:
    """``25 Ekim (7 Kasım) 1917``: the year stands once, after both."""
    kind, _ = g.month(groups["m1"] or "")
    other_month, other_day = g.month(groups["pm"] or "")[1], int(groups["pd1"] or 0)
    anaphoric = year is None and not groups.get("py")
    year = year or number_in(groups, "py") or context.year_of(month, day)
    if year is None:
        return Value(None, "pair", anaphoric=True, doubts=[("date.no_year", ())])
    other_year = number_in(groups, "py") or (year + 1 if month == 12 and other_month == 1 else year)
    value = _agree((kind, year, month, day), (other_year, other_month, other_day))
    value.anaphoric = anaphoric
    return value


# ---- years -----------------------------------------------------------------------------------------------------------


def read_year(pattern: Pattern, groups: Groups, place: Place, context: Context, g: Grammar) -> Value | None:
    year = int(groups["y1"] or 0)
    if not _is_year(year, place, g) and not _is_marked(place, g):
        return None
    medieval = context.year is not None and context.year < FIRST_GREGORIAN
    if calendars.RUMI_FIRST <= year <= calendars.RUMI_LAST and (context.ottoman or not medieval):
        return _ottoman_year(pattern, year, place, context, g)
    return Value(
        written_year(year),
        pattern.rule,
        narrative=context.year is None or g.sets_year(place.left, place.words, place.right),
    )


def _is_marked(place: Place, g: Grammar) -> bool:
    return any(_marked(m, place.left[-16:], place.right[:16]) for marks in g.markers.values() for m in marks)


def _ottoman_year(pattern: Pattern, year: int, place: Place, context: Context, g: Grammar) -> Value:
    calendar, _ = choose_calendar("gregorian", 3, year, None, place.left[-16:], place.right[:16], g)
    if _is_marked(place, g):
        return Value(calendars.convert(calendar, year).edtf, calendar, calendar)
    rumi, plain = calendars.convert("rumi", year).edtf or "", written_year(year)
    first, second = (rumi, plain) if context.ottoman else (plain, rumi)
    doubt = ("date.calendar", (first, second))
    name = "rumi" if context.ottoman else "gregorian"
    return Value(first, pattern.rule, name, (second,), doubts=[doubt], narrative=False)


_PRINTED = re.compile(r"[^\W\d_]{3,},\s$")
_AFTER_PRINTED = re.compile(r"\s?[,.;)]\s?(?:s\.|ss\.|p\.|pp\.|c\.|cilt|vol\.|no\.|\d|$|\()")
_GLUED = re.compile(r"[\d./:%$€£#_-]$|[\d][.,]$|\w$")
_WORD = re.compile(r"\s?([^\W\d_]+[’']?[^\W\d_]*)")
LAST_WORD = re.compile(r"([^\W_]+[.:]{0,2}|[$£€#])\s{0,2}$")


def _is_year(year: int, place: Place, g: Grammar) -> bool:
    """Whether a number of four digits is a year: not glued, not counting, not numbering, not a place of printing."""
    left, right = place.left, place.right
    if _GLUED.search(left) or re.match(r"[./,-]\d|\s?:\s?\d|%|[-–]\s?\d|/\d", right):
        return False
    if _PRINTED.search(left) and _AFTER_PRINTED.match(right):
        return False
    word = _WORD.match(right)
    if word and word[1].lower() in g.counted and right[:1] == " ":
        return False
    last = LAST_WORD.search(left)
    if last and g.key(last[1]) in g.numbered:
        return False
    return 1700 <= year <= 2060 or _is_clear(year, place)


def _is_clear(year: int, place: Place) -> bool:
    """For years far from the usual: an ending, brackets, or the word year beside it."""
    words, right, left = place.words, place.right, place.left
    return (
        len(words) > 4
        or re.match(r"\s(?:yıl|sene|tarih|AD|BC|CE)", right) is not None
        or re.search(r"\b(?:year|in|since|of|until|yıl[ıi])\s$", left) is not None
        or (left.endswith("(") and right.startswith(")"))
        or (right[:1] == " " and right[1:2].isupper() and year >= 1000)
    )


def read_years(pattern: Pattern, groups: Groups, place: Place, context: Context, g: Grammar) -> Value | None:
    first, last = int(groups["y1"] or 0), number_in(groups, "y2")
    if last is None:
        last = first - first % 100 + int(groups["y2s"] or 0)
    if last <= first or last - first > 700 or _GLUED.search(place.left):
        return None
    if not _is_year(first, Place(place.text, place.start, place.end), g):
        return None
    return Value(f"{written_year(first)}/{written_year(last)}", pattern.rule, narrative=False)


def read_decade(pattern: Pattern, groups: Groups, place: Place, context: Context, g: Grammar) -> Value | None:
    first = int(groups["dec"] or 0)
    return Value(f"{first}/{first + 9}", pattern.rule, narrative=False)


def read_century(pattern: Pattern, groups: Groups, place: Place, context: Context, g: Grammar) -> Value | None:
    number = g.number(groups["cent"] or "")
    if number is None or not 1 <= number <= 21:
        return None
    return Value(f"{100 * number - 99:04d}/{100 * number:04d}", pattern.rule, narrative=False)
