"""Dates that lean on others: ``the next day``, ``iki hafta sonra``, ``ayın 25'i``, ``the third month of the war``.

``the next day`` moves what was told; ``yesterday`` moves the day of the speech or letter, in a narrative the last day
told; events give the anchors that the language pack lists.
"""

from __future__ import annotations

from tanik.languages import calendars
from tanik.languages.calendars import gregorian_to_jdn, jdn_to_gregorian, written, written_year
from tanik.languages.edtf import parse_edtf
from tanik.reading.date_context import NARRATIVE_PARAGRAPHS, Context, Groups, Place, Value
from tanik.reading.date_grammar import Fit, Grammar, Pattern
from tanik.reading.date_values import (
    LAST_WORD,
    number_in,
    of_days,
    read_century,
    read_date,
    read_decade,
    read_year,
    read_years,
)


def interpret(fit: Fit, text: str, context: Context, g: Grammar) -> Value | None:
    """The value of what a pattern found, None when it is no date after all."""
    place = Place(text, fit.start, fit.end)
    if fit.pattern.shape == "date" and g.every.search(place.left):
        return Value(None, "every_year", narrative=False)
    return _SHAPES[fit.pattern.shape](fit.pattern, fit.groups, place, context, g)


def _same(pattern: Pattern, groups: Groups, place: Place, context: Context, g: Grammar) -> Value | None:
    if context.told_edtf is None or not context.recent():
        return None
    return Value(context.told_edtf, pattern.rule, anaphoric=True)


def _same_month(pattern: Pattern, groups: Groups, place: Place, context: Context, g: Grammar) -> Value | None:
    if context.told is None or context.told_edtf is None or not context.recent():
        return None
    first, last = context.told
    if last - first > 31:
        return Value(context.told_edtf, pattern.rule, anaphoric=True)
    year, month, _ = jdn_to_gregorian(first)
    return Value(f"{written_year(year)}-{month:02d}", pattern.rule, anaphoric=True, narrative=False)


def _same_year(pattern: Pattern, groups: Groups, place: Place, context: Context, g: Grammar) -> Value | None:
    if context.year is None or context.told is None:
        return None
    return Value(written_year(context.year + pattern.shift), pattern.rule, anaphoric=True, narrative=False)


def _of_month(pattern: Pattern, groups: Groups, place: Place, context: Context, g: Grammar) -> Value | None:
    """``ayın 25'i``, ``26/27 gecesi``, ``the 15th instant``: a day of the month that is being told."""
    near = context.told if context.told is not None and context.told[1] - context.told[0] <= 31 else context.base
    if near is None:
        return Value(None, pattern.rule, anaphoric=True, doubts=[("date.no_year", ())])
    year, month, _ = jdn_to_gregorian(near[0])
    value = of_days(pattern.rule, "gregorian", year, month, (number_in(groups, "d1"), number_in(groups, "d2")))
    value.anaphoric = True
    return value


def _of_month_near(pattern: Pattern, groups: Groups, place: Place, context: Context, g: Grammar) -> Value | None:
    """A bare number with an ending, ``27'de``: a day only when it comes within ten days after the last day told."""
    last = LAST_WORD.search(place.left)
    if context.told_day is None or place.left[-1:] in (".", ",", ":") or (last and g.key(last[1]) in g.numbered):
        return None
    year, month, day = jdn_to_gregorian(context.told_day[1])
    number = int(groups["d1"] or 0)
    if not day <= number <= min(day + 10, calendars.gregorian_month_length(year, month)):
        return None
    return Value(written((year, month, number)), pattern.rule, anaphoric=True)


def _last_month_day(pattern: Pattern, groups: Groups, place: Place, context: Context, g: Grammar) -> Value | None:
    """``the 15th ultimo``: a day of the month before."""
    near = context.base or context.told
    if near is None:
        return None
    year, month = (int(part) for part in _month_shift(near[0], -1).split("-"))
    value = of_days(pattern.rule, "gregorian", year, month, (number_in(groups, "d1"), None))
    value.anaphoric = True
    return value


def _dated(pattern: Pattern, groups: Groups, place: Place, context: Context, g: Grammar) -> Value | None:
    """``to-day`` in a letter whose day is not known stays a date without value."""
    if context.letter and not context.spoken:
        return Value(None, pattern.rule, anaphoric=True, narrative=False)
    return _deictic(pattern, groups, place, context, g)


def _same_day(pattern: Pattern, groups: Groups, place: Place, context: Context, g: Grammar) -> Value | None:
    return _same(pattern, groups, place, context, g) if context.told_day is not None else None


def _month_last_year(pattern: Pattern, groups: Groups, place: Place, context: Context, g: Grammar) -> Value | None:
    if context.year is None:
        return None
    month = g.month(groups["m1"] or "")[1]
    return Value(f"{written_year(context.year - 1)}-{month:02d}", pattern.rule, anaphoric=True, narrative=False)


def _next_day(pattern: Pattern, groups: Groups, place: Place, context: Context, g: Grammar) -> Value | None:
    near = context.told_day
    if near is None or not context.recent(2 * NARRATIVE_PARAGRAPHS):
        return None
    step = pattern.shift or 1
    jdn = near[1] if step > 0 and near[1] > near[0] else near[0] + step
    return Value(calendars.interval(jdn, jdn), pattern.rule, anaphoric=True)


def _deictic(pattern: Pattern, groups: Groups, place: Place, context: Context, g: Grammar) -> Value | None:
    near = context.base
    if near is None:
        return None
    jdn = near[0] + pattern.shift
    return Value(calendars.interval(jdn, jdn), pattern.rule, anaphoric=True, narrative=False)


def _deictic_year(pattern: Pattern, groups: Groups, place: Place, context: Context, g: Grammar) -> Value | None:
    near = context.base
    year = jdn_to_gregorian(near[0])[0] if near else context.year
    if year is None:
        return None
    return Value(written_year(year + pattern.shift), pattern.rule, anaphoric=True, narrative=pattern.shift != 0)


def _deictic_month(pattern: Pattern, groups: Groups, place: Place, context: Context, g: Grammar) -> Value | None:
    if context.base is None:
        return None
    return Value(_month_shift(context.base[0], pattern.shift), pattern.rule, anaphoric=True, narrative=False)


def _deictic_week(pattern: Pattern, groups: Groups, place: Place, context: Context, g: Grammar) -> Value | None:
    if context.base is None:
        return None
    monday = context.base[0] - context.base[0] % 7 + 7 * pattern.shift
    return Value(calendars.interval(monday, monday + 6), pattern.rule, anaphoric=True, narrative=False)


def _month_shift(jdn: int, months: int) -> str:
    year, month, _ = jdn_to_gregorian(jdn)
    index = year * 12 + month - 1 + months
    return f"{written_year(index // 12)}-{index % 12 + 1:02d}"


_BACKWARDS = ("önce", "evvel", "ago", "before", "earlier")


def _shift(pattern: Pattern, groups: Groups, place: Place, context: Context, g: Grammar) -> Value | None:
    """``two weeks later``, ``üç ay evvelki``: counted from what was told (``ago``: from the day of the letter)."""
    count = number_in(groups, "n") or g.number(groups.get("nw") or "")
    unit = g.units.get(groups["u"] or "")
    last = LAST_WORD.search(place.left)
    composed = place.left[-1:] in (".", ",") or (last is not None and g.number(last[1]) is not None)
    if count is None or unit is None or composed:
        return None
    back = (groups.get("dir") or "") in _BACKWARDS
    sign = -1 if back else 1
    near = (context.base or context.told) if back else context.told
    if unit == "year":
        year = jdn_to_gregorian(near[0])[0] if near else context.year
        if year is None:
            return None
        if context.spoken and context.today and not back and not place.words.startswith((groups.get("nw") or "", "1")):
            return Value(
                written_year(jdn_to_gregorian(context.today[0])[0]), "years_on", anaphoric=True, narrative=False
            )
        return Value(written_year(year + sign * count), pattern.rule, anaphoric=True, narrative=not back)
    if near is None or not context.recent(2 * NARRATIVE_PARAGRAPHS):
        return None
    if unit == "month":
        if near[1] - near[0] > 31:
            return None
        return Value(_month_shift(near[0], sign * count), pattern.rule, anaphoric=True)
    if near[1] - near[0] > 3:
        return None
    days = sign * count * (7 if unit == "week" else 1)
    second = g.number(groups.get("nw2") or "")
    more = days if second is None else sign * second * (7 if unit == "week" else 1)
    begin, end = sorted((near[0] + days, near[0] + more))
    return Value(calendars.interval(begin, end), pattern.rule, anaphoric=True)


def _anniversary(pattern: Pattern, groups: Groups, place: Place, context: Context, g: Grammar) -> Value | None:
    """An anniversary named by one who speaks on a known day: that day (``yıldönümü``) or that year."""
    if not context.spoken or context.today is None:
        return None
    jdn = context.today[0]
    edtf = calendars.interval(jdn, jdn) if pattern.shape == "anniversary" else written_year(jdn_to_gregorian(jdn)[0])
    return Value(edtf, pattern.rule, anaphoric=True, narrative=pattern.shape == "this_year")


def _event(pattern: Pattern, groups: Groups, place: Place, context: Context, g: Grammar) -> Value | None:
    anchor = g.anchors.get(g.key(groups["ev"] or ""))
    if anchor is None:
        return None
    day = parse_edtf(anchor).exact
    if day is None or pattern.shape == "event_date":
        return Value(anchor, pattern.rule, anaphoric=True, narrative=False)
    if pattern.shape == "event_anniversary":
        return Value(written_year(day[0] + int(groups["n"] or 0)), pattern.rule, anaphoric=True, narrative=False)
    count, unit = g.number(groups["nw"] or ""), g.units.get(groups["u"] or "")
    if count is None:
        return None
    jdn = gregorian_to_jdn(*day)
    if pattern.shape == "event_shift":
        count = 1 + (-count if groups["dir"] in _BACKWARDS else count)
    if unit == "year":
        return Value(written_year(day[0] + count - 1), pattern.rule, anaphoric=True)
    if unit == "month":
        return Value(_month_shift(jdn, count - 1), pattern.rule, anaphoric=True)
    first = jdn + (count - 1) * (7 if unit == "week" else 1)
    lasts = 6 if unit == "week" and pattern.shape == "event_period" else 0
    return Value(calendars.interval(first, first + lasts), pattern.rule, anaphoric=True)


_SHAPES = {
    "date": read_date,
    "year": read_year,
    "years": read_years,
    "decade": read_decade,
    "century": read_century,
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
    "event_shift": _event,
    "event_anniversary": _event,
}
