"""What a written date means: its calendar and its value, from its own words and from the dates around it.

The *context* goes through the text with the reader. It holds the last date that was told (``told``: a pair of days), the
year of the narrative, and the day on which a speech or letter is given. A date without a year takes the year that
brings it nearest to what was told; ``the next day`` moves what was told; ``yesterday`` moves the day of the letter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tanik.errors import SettingError
from tanik.languages import calendars
from tanik.languages.calendars import Conversion, Day, gregorian_to_jdn, jdn_to_gregorian, written, written_year
from tanik.languages.edtf import parse_edtf
from tanik.reading.date_grammar import Grammar, Pattern

Groups = dict[str, str | None]

FIRST_GREGORIAN = 1500
"""Years from here on are taken as Gregorian unless a word says otherwise."""


@dataclass(slots=True)
class Value:
    """The value of one expression. ``doubts``: kind and alternatives of what could not be settled."""

    edtf: str | None
    rule: str
    calendar: str = "gregorian"
    alternatives: tuple[str, ...] = ()
    anaphoric: bool = False
    doubts: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    narrative: bool = True
    """Whether what follows may refer back to it."""


class Context:
    """What has been told so far in one document."""

    def __init__(self, today: str | None = None, year: int | None = None) -> None:
        self.today: tuple[int, int] | None = None
        self.told: tuple[int, int] | None = None
        self.told_edtf: str | None = None
        self.year: int | None = year
        self.spoken = False
        self.ottoman = False
        self.letter = False
        if today:
            self._begin(today)

    def _begin(self, today: str) -> None:
        try:
            value = parse_edtf(today)
        except SettingError:
            return
        if isinstance(value.lower, tuple) and isinstance(value.upper, tuple):
            if value.exact:
                jdn = gregorian_to_jdn(*value.exact)
                self.today = (jdn, jdn)
                self.spoken = True
            if value.lower[0] == value.upper[0]:
                self.year = value.lower[0]

    def tell(self, edtf: str) -> None:
        """Remember a date that was told."""
        value = parse_edtf(edtf)
        if not (isinstance(value.lower, tuple) and isinstance(value.upper, tuple)):
            return
        first, last = gregorian_to_jdn(*value.lower), gregorian_to_jdn(*value.upper)
        if last - first > 366:
            return
        self.told, self.told_edtf, self.year = (first, last), edtf, value.lower[0]

    @property
    def told_day(self) -> tuple[int, int] | None:
        """The last date told, when it was a day or a few."""
        return self.told if self.told is not None and self.told[1] - self.told[0] <= 3 else None

    @property
    def base(self) -> tuple[int, int] | None:
        """The day from which ``yesterday`` counts."""
        return self.today if self.spoken else self.told_day

    def year_of(self, month: int, day: int | None) -> int | None:
        """The year that brings a day without year nearest to what was told."""
        near = self.told if self.told is not None and self.told[1] - self.told[0] < 60 else None
        near = self.today if self.spoken else near
        if near is None:
            return self.year
        year = jdn_to_gregorian(near[0])[0]
        middle = (near[0] + near[1]) // 2
        return min(
            (year, year - 1, year + 1), key=lambda y: abs(gregorian_to_jdn(y, month, min(day or 15, 28)) - middle)
        )


def interpret(
    pattern: Pattern, groups: Groups, text: str, start: int, end: int, context: Context, g: Grammar
) -> Value | None:
    """The value of a match of a pattern, None when it is no date after all."""
    reader = _SHAPES[pattern.shape]
    return reader(pattern, groups, _Place(text, start, end), context, g)


@dataclass(frozen=True, slots=True)
class _Place:
    text: str
    start: int
    end: int

    @property
    def words(self) -> str:
        return self.text[self.start : self.end]

    @property
    def left(self) -> str:
        return self.text[max(0, self.start - 24) : self.start]

    @property
    def right(self) -> str:
        return self.text[self.end : self.end + 40]


# ---- dates with a month ----------------------------------------------------------------------------------------------


def _date(pattern: Pattern, groups: Groups, place: _Place, context: Context, g: Grammar) -> Value | None:
    year = _number(groups, "y1") or _number(groups, "y3")
    if groups.get("s"):
        return _season(pattern, groups, place, year, context, g)
    kind, month = g.month(groups.get("mn") or groups["m1"] or "")
    days = _days(groups, g)
    if days is None:
        return None
    if pattern.rule in ("pair", "year_pair"):
        return _pair(kind, year or 0, month, days[0] or 0, groups, g)
    if groups.get("m2"):
        return _span(pattern, groups, kind, month, days[0], year, context, g)
    if groups.get("pd1") and (groups["pd1"], groups.get("pd2")) != (groups.get("d1"), groups.get("d2")):
        return _glossed_pair(month, days[0] or 0, year, groups, context, g)
    anaphoric = year is None
    if year is None:
        year = _year_without(place, month, days[0], context, g)
        if year is None:
            return Value(None, pattern.rule, anaphoric=True, doubts=[("date.no_year", ())])
    calendar, sure = choose_calendar(kind, month, year, days[0], place.left[-16:], place.right[:16], g)
    value = _of_days(pattern.rule, calendar, year, month, days, _weekday(groups, place, g))
    value.anaphoric = anaphoric
    if calendar in ("rumi", "hijri"):
        context.ottoman = True
    if not sure and value.edtf is not None:
        _add_other_calendar(value, calendar, year, month, days[0])
    return value


def _number(groups: Groups, name: str) -> int | None:
    text = groups.get(name)
    return int(text) if text else None


def _days(groups: Groups, g: Grammar) -> tuple[int | None, int | None] | None:
    """First and last day of the month; None when the words are no number after all."""
    if groups.get("dw"):
        day = g.number(groups["dw"] or "")
        return None if day is None or not 1 <= day <= 31 else (day, None)
    return _number(groups, "d1"), _number(groups, "d2")


def _weekday(groups: Groups, place: _Place, g: Grammar) -> int | None:
    named = groups.get("wd")
    if named:
        return g.weekdays[g.key(named)]
    beside = re.search(r"(\w+)[\s,]{1,3}$", place.left)
    return g.weekdays.get(g.key(beside[1])) if beside else None


def _of_days(
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
    pattern: Pattern, groups: Groups, place: _Place, year: int | None, context: Context, g: Grammar
) -> Value | None:
    anaphoric = year is None
    year = context.year if year is None else year
    if year is None:
        return None
    return Value(f"{written_year(year)}-{g.seasons[g.key(groups['s'] or '')]}", pattern.rule, anaphoric=anaphoric)


def _year_without(place: _Place, month: int, day: int | None, context: Context, g: Grammar) -> int | None:
    known = g.known_days.get((month, day or 0))
    if known is not None and known != context.year and (context.year is None or context.year > known or _names(place)):
        return known
    return context.year_of(month, day)


def _names(place: _Place) -> bool:
    """Whether the day stands as a name before a noun (``12 Eylül darbesi``), without an ending of its own."""
    return place.words[-1:].isalpha() and "'" not in place.words and "’" not in place.words


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
    last_kind, last_month = g.month(groups["m2"] or "")
    last_day, last_year = _number(groups, "d3"), _number(groups, "y2")
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
        other_year = _number(groups, "py") or year
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
    year = year or _number(groups, "py") or context.year_of(month, day)
    if year is None:
        return Value(None, "pair", anaphoric=True, doubts=[("date.no_year", ())])
    other_year = _number(groups, "py") or (year + 1 if month == 12 and other_month == 1 else year)
    value = _agree((kind, year, month, day), (other_year, other_month, other_day))
    value.anaphoric = anaphoric
    return value


# ---- years -----------------------------------------------------------------------------------------------------------


def _year(pattern: Pattern, groups: Groups, place: _Place, context: Context, g: Grammar) -> Value | None:
    year = int(groups["y1"] or 0)
    if not _is_year(year, place, g):
        return None
    if calendars.RUMI_FIRST <= year <= calendars.RUMI_LAST:
        return _ottoman_year(pattern, year, place, context, g)
    named = place.right.startswith(" ") and place.right[1:2].isupper()
    return Value(written_year(year), pattern.rule, narrative=not named)


def _ottoman_year(pattern: Pattern, year: int, place: _Place, context: Context, g: Grammar) -> Value:
    calendar, _ = choose_calendar("gregorian", 3, year, None, place.left[-16:], place.right[:16], g)
    marked = any(_marked(m, place.left[-16:], place.right[:16]) for marks in g.markers.values() for m in marks)
    if marked:
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
_LAST = re.compile(r"([^\W_]+[.:]{0,2}|[$£€#])\s{0,2}$")


def _is_year(year: int, place: _Place, g: Grammar) -> bool:
    """Whether a number of four digits is a year: not glued, not counting, not numbering, not a place of printing."""
    left, right = place.left, place.right
    if _GLUED.search(left) or re.match(r"[./,:-]\d|%|[-–]\s?\d|/\d", right):
        return False
    if _PRINTED.search(left) and _AFTER_PRINTED.match(right):
        return False
    word = _WORD.match(right)
    if word and word[1].lower() in g.counted and right[:1] == " ":
        return False
    last = _LAST.search(left)
    if last and g.key(last[1]) in g.numbered:
        return False
    return 1700 <= year <= 2060 or _is_clear(year, place)


def _is_clear(year: int, place: _Place) -> bool:
    """For years far from the usual: an ending, brackets, or the word year beside it."""
    words, right, left = place.words, place.right, place.left
    return (
        len(words) > 4
        or re.match(r"\s(?:yıl|sene|tarih|AD|BC|CE)", right) is not None
        or re.search(r"\b(?:year|in|since|of|until|yıl[ıi])\s$", left) is not None
        or (left.endswith("(") and right.startswith(")"))
        or (right[:1] == " " and right[1:2].isupper() and year >= 1000)
    )


def _years(pattern: Pattern, groups: Groups, place: _Place, context: Context, g: Grammar) -> Value | None:
    first, last = int(groups["y1"] or 0), _number(groups, "y2")
    if last is None:
        last = first - first % 100 + int(groups["y2s"] or 0)
    if last <= first or last - first > 700 or _GLUED.search(place.left):
        return None
    if not _is_year(first, _Place(place.text, place.start, place.end), g):
        return None
    return Value(f"{written_year(first)}/{written_year(last)}", pattern.rule, narrative=False)


def _decade(pattern: Pattern, groups: Groups, place: _Place, context: Context, g: Grammar) -> Value | None:
    first = int(groups["dec"] or 0)
    return Value(f"{first}/{first + 9}", pattern.rule, narrative=False)


def _century(pattern: Pattern, groups: Groups, place: _Place, context: Context, g: Grammar) -> Value | None:
    number = g.number(groups["cent"] or "")
    if number is None or not 1 <= number <= 21:
        return None
    return Value(f"{100 * number - 99:04d}/{100 * number:04d}", pattern.rule, narrative=False)


# ---- dates that lean on others ---------------------------------------------------------------------------------------


def _same(pattern: Pattern, groups: Groups, place: _Place, context: Context, g: Grammar) -> Value | None:
    if context.told_edtf is None:
        return None
    return Value(context.told_edtf, pattern.rule, anaphoric=True)


def _same_month(pattern: Pattern, groups: Groups, place: _Place, context: Context, g: Grammar) -> Value | None:
    if context.told is None or context.told_edtf is None:
        return None
    first, last = context.told
    if last - first > 31:
        return Value(context.told_edtf, pattern.rule, anaphoric=True)
    year, month, _ = jdn_to_gregorian(first)
    return Value(f"{written_year(year)}-{month:02d}", pattern.rule, anaphoric=True, narrative=False)


def _same_year(pattern: Pattern, groups: Groups, place: _Place, context: Context, g: Grammar) -> Value | None:
    if context.year is None or context.told is None:
        return None
    return Value(written_year(context.year + pattern.shift), pattern.rule, anaphoric=True, narrative=False)


def _of_month(pattern: Pattern, groups: Groups, place: _Place, context: Context, g: Grammar) -> Value | None:
    """``ayın 25'i``, ``26/27 gecesi``, ``the 15th instant``: a day of the month that is being told."""
    near = context.told if context.told is not None and context.told[1] - context.told[0] <= 31 else context.base
    if near is None:
        return Value(None, pattern.rule, anaphoric=True, doubts=[("date.no_year", ())])
    year, month, _ = jdn_to_gregorian(near[0])
    value = _of_days(pattern.rule, "gregorian", year, month, (_number(groups, "d1"), _number(groups, "d2")))
    value.anaphoric = True
    return value


def _of_month_near(pattern: Pattern, groups: Groups, place: _Place, context: Context, g: Grammar) -> Value | None:
    """A bare number with an ending, ``27'de``: a day only when it comes within ten days after the last day told."""
    if (
        context.told_day is None
        or (_LAST.search(place.left) is not None
        and place.left.rstrip().lower().endswith("saat"))
    ):
        return None
    year, month, day = jdn_to_gregorian(context.told_day[1])
    number = int(groups["d1"] or 0)
    if not day <= number <= min(day + 10, calendars.gregorian_month_length(year, month)):
        return None
    return Value(written((year, month, number)), pattern.rule, anaphoric=True)


def _last_month_day(pattern: Pattern, groups: Groups, place: _Place, context: Context, g: Grammar) -> Value | None:
    """``the 15th ultimo``: a day of the month before."""
    near = context.base or context.told
    if near is None:
        return None
    year, month = (int(part) for part in _month_shift(near[0], -1).split("-"))
    value = _of_days(pattern.rule, "gregorian", year, month, (_number(groups, "d1"), None))
    value.anaphoric = True
    return value


def _dated(pattern: Pattern, groups: Groups, place: _Place, context: Context, g: Grammar) -> Value | None:
    """``to-day`` in a letter whose day is not known stays a date without value."""
    if context.base is None and context.letter:
        return Value(None, pattern.rule, anaphoric=True, narrative=False)
    return _deictic(pattern, groups, place, context, g)


def _same_day(pattern: Pattern, groups: Groups, place: _Place, context: Context, g: Grammar) -> Value | None:
    return _same(pattern, groups, place, context, g) if context.told_day is not None else None


def _month_last_year(pattern: Pattern, groups: Groups, place: _Place, context: Context, g: Grammar) -> Value | None:
    if context.year is None:
        return None
    month = g.month(groups["m1"] or "")[1]
    return Value(f"{written_year(context.year - 1)}-{month:02d}", pattern.rule, anaphoric=True, narrative=False)


def _next_day(pattern: Pattern, groups: Groups, place: _Place, context: Context, g: Grammar) -> Value | None:
    near = context.told_day
    if near is None:
        return None
    step = pattern.shift or 1
    jdn = near[1] if step > 0 and near[1] > near[0] else near[0] + step
    return Value(calendars.interval(jdn, jdn), pattern.rule, anaphoric=True)


def _deictic(pattern: Pattern, groups: Groups, place: _Place, context: Context, g: Grammar) -> Value | None:
    near = context.base
    if near is None:
        return None
    jdn = near[0] + pattern.shift
    return Value(calendars.interval(jdn, jdn), pattern.rule, anaphoric=True, narrative=False)


def _deictic_year(pattern: Pattern, groups: Groups, place: _Place, context: Context, g: Grammar) -> Value | None:
    near = context.base
    year = jdn_to_gregorian(near[0])[0] if near else context.year
    if year is None:
        return None
    return Value(written_year(year + pattern.shift), pattern.rule, anaphoric=True, narrative=pattern.shift != 0)


def _deictic_month(pattern: Pattern, groups: Groups, place: _Place, context: Context, g: Grammar) -> Value | None:
    if context.base is None:
        return None
    return Value(_month_shift(context.base[0], pattern.shift), pattern.rule, anaphoric=True, narrative=False)


def _deictic_week(pattern: Pattern, groups: Groups, place: _Place, context: Context, g: Grammar) -> Value | None:
    if context.base is None:
        return None
    monday = context.base[0] - context.base[0] % 7 + 7 * pattern.shift
    return Value(calendars.interval(monday, monday + 6), pattern.rule, anaphoric=True, narrative=False)


def _month_shift(jdn: int, months: int) -> str:
    year, month, _ = jdn_to_gregorian(jdn)
    index = year * 12 + month - 1 + months
    return f"{written_year(index // 12)}-{index % 12 + 1:02d}"


_BACKWARDS = ("önce", "evvel", "ago", "before", "earlier")


def _shift(pattern: Pattern, groups: Groups, place: _Place, context: Context, g: Grammar) -> Value | None:
    """``two weeks later``, ``üç ay evvelki``: counted from what was told (``ago``: from the day of the letter)."""
    count = _number(groups, "n") or g.number(groups.get("nw") or "")
    unit = g.units.get(groups["u"] or "")
    back = (groups.get("dir") or "") in _BACKWARDS
    near = context.base or context.told if back else context.told
    if count is None or unit is None or near is None:
        return None
    sign = -1 if back else 1
    if unit == "year":
        return Value(written_year(jdn_to_gregorian(near[0])[0] + sign * count), pattern.rule, anaphoric=True)
    if unit == "month":
        if near[1] - near[0] > 31:
            return None
        return Value(_month_shift(near[0], sign * count), pattern.rule, anaphoric=True)
    if near[1] - near[0] > 3:
        return None
    days = sign * count * (7 if unit == "week" else 1)
    second = g.number(groups.get("nw2") or "")
    more = days if second is None else sign * second * (7 if unit == "week" else 1)
    first, last = sorted((near[0] + days, near[0] + more))
    return Value(calendars.interval(first, last), pattern.rule, anaphoric=True)


def _anniversary(pattern: Pattern, groups: Groups, place: _Place, context: Context, g: Grammar) -> Value | None:
    """An anniversary named by one who speaks on a known day: that day (``yıldönümü``) or that year."""
    if not context.spoken or context.today is None:
        return None
    jdn = context.today[0]
    edtf = calendars.interval(jdn, jdn) if pattern.shape == "anniversary" else written_year(jdn_to_gregorian(jdn)[0])
    return Value(edtf, pattern.rule, anaphoric=True, narrative=False)


def _event(pattern: Pattern, groups: Groups, place: _Place, context: Context, g: Grammar) -> Value | None:
    anchor = g.anchors.get(g.key(groups["ev"] or ""))
    if anchor is None:
        return None
    day = parse_edtf(anchor).exact
    if day is None or pattern.shape == "event_date":
        return Value(anchor, pattern.rule, anaphoric=True, narrative=False)
    count, unit = g.number(groups["nw"] or ""), g.units.get(groups["u"] or "")
    if count is None:
        return None
    jdn = gregorian_to_jdn(*day)
    if unit == "year":
        return Value(written_year(day[0] + count - 1), pattern.rule, anaphoric=True)
    if unit == "month":
        return Value(_month_shift(jdn, count - 1), pattern.rule, anaphoric=True)
    first = jdn + (count - 1) * (7 if unit == "week" else 1)
    return Value(calendars.interval(first, first + (6 if unit == "week" else 0)), pattern.rule, anaphoric=True)


_SHAPES = {
    "date": _date,
    "year": _year,
    "years": _years,
    "decade": _decade,
    "century": _century,
    "same": _same,
    "same_day": _same_day,
    "deictic_dated": _dated,
    "today_dated": _dated,
    "last_month_day": _last_month_day,
    "date_last_year": _month_last_year,
    "same_month": _same_month,
    "same_year": _same_year,
    "next_year": _same_year,
    "of_month": _of_month,
    "of_month_near": _of_month_near,
    "next_day": _next_day,
    "deictic": _deictic,
    "today": _deictic,
    "deictic_year": _deictic_year,
    "deictic_month": _deictic_month,
    "deictic_week": _deictic_week,
    "shift": _shift,
    "anniversary": _anniversary,
    "this_year": _anniversary,
    "event_period": _event,
    "event_date": _event,
}


def conversion_of(value: Value) -> Conversion:
    """A value as a conversion, for the single-date door."""
    return Conversion(value.edtf, value.rule, value.alternatives, value.doubts[0][0] if value.doubts else "")
