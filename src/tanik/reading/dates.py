"""Dates: what a text says about when, as EDTF with the words, the calendar and the rule kept.

Two doors: :func:`find_dates` reads a document, :func:`convert_date` one date that a person typed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass

from tanik.errors import SettingError
from tanik.languages import calendars
from tanik.languages.edtf import is_edtf
from tanik.languages.pack import Language
from tanik.languages.pack import language as language_pack
from tanik.reading.annotations import DateExpression, Doubt
from tanik.reading.date_anaphora import interpret
from tanik.reading.date_context import Context, Value
from tanik.reading.date_grammar import Fit, Grammar, grammar
from tanik.reading.date_values import FIRST_GREGORIAN
from tanik.text.document import Document, Paragraph
from tanik.translation import N_

MAKER = "dates-1"

SPOKEN_KINDS = frozenset({"speech", "minutes", "dispatch", "letter", "press"})
"""Kinds of source whose ``yesterday`` counts from the day they were given."""

_SKIPPED_KINDS = frozenset({"bibliography"})
_RELATIVE = frozenset({"same", "same_day", "shift", "next_day", "of_month", "event_period", "event_shift"})
_Found = tuple[Paragraph, str, int, list[Fit]]


@dataclass(frozen=True, slots=True)
class DateResult:
    """One date: what was asked, its calendar, its Gregorian EDTF, other values, the rule's id, and the doubt's kind."""

    input: str
    calendar: str
    edtf: str | None
    alternatives: tuple[str, ...]
    rule: str
    doubt: str = ""


def find_dates(
    document: Document,
    language: Language,
    skip: Sequence[tuple[int, int]] = (),
    *,
    kind: str = "",
    written: str | None = None,
    context_year: int | None = None,
) -> tuple[list[DateExpression], list[Doubt]]:
    """The dates of a document, in text order, and what stayed open about them.

    ``skip``: ranges whose years are no dates, such as citations. ``kind`` and ``written`` (EDTF) of the
    source: in speeches, minutes, dispatches, letters and the press ``yesterday`` counts from ``written``; elsewhere
    from the last day told. ``context_year``: the year of a narrative that has not yet named one.
    """
    if not language.rules("dates"):
        return [], []  # a language whose pack has no dates yet
    rules = grammar(language)
    skip = sorted(skip)
    fits, anchors = _fits(document, rules, skip)
    context = Context(written if kind in SPOKEN_KINDS else None, context_year, anchors)
    context.letter = kind in ("dispatch", "letter")
    dates: list[DateExpression] = []
    doubts: list[Doubt] = []
    for index, (paragraph, text, offset, found) in enumerate(fits):
        context.paragraph = index
        here = copy(context) if paragraph.kind == "note" else context
        for fit, value in _values(found, text, offset, here, rules):
            first, last = paragraph.locate(fit.start), paragraph.locate(fit.end, end=True)
            dates.append(
                DateExpression(first, last, value.edtf, value.calendar, value.alternatives, value.anaphoric, value.rule)
            )
            words = text[fit.start : fit.end]
            doubts.extend(Doubt(first, last, name, options, {"text": words}) for name, options in value.doubts)
    return dates, doubts


def _fits(
    document: Document, rules: Grammar, skip: Sequence[tuple[int, int]]
) -> tuple[list[_Found], list[tuple[int, int]]]:
    """Where patterns fit, paragraph by paragraph, and the full dates among them as (offset, JDN)."""
    starts = [start for start, _ in skip]
    paragraphs: list[_Found] = []
    anchors: list[tuple[int, int]] = []
    offset = 0
    for paragraph in document.paragraphs:
        text = "" if paragraph.kind in _SKIPPED_KINDS else paragraph.text(document.text)
        found = [
            fit for fit in rules.find(text) if not starts or not _skipped(paragraph.locate(fit.start), skip, starts)
        ]
        paragraphs.append((paragraph, text if found else "", offset, found))
        for fit in found:
            jdn = _full_day(fit, rules)
            if jdn is not None:
                anchors.append((offset + fit.start, jdn))
        offset += len(text) + 1
    return paragraphs, anchors


def _full_day(fit: Fit, rules: Grammar) -> int | None:
    """The JDN of a modern date that names its month and year; the middle of the month when it names no day."""
    year, month = fit.groups.get("y1"), fit.groups.get("mn") or fit.groups.get("m1")
    if fit.pattern.shape != "date" or not year or not month or int(year) < FIRST_GREGORIAN:
        return None
    day = int(fit.groups.get("d1") or 15)
    return calendars.gregorian_to_jdn(int(year), rules.month(month)[1], min(day, 28))


def _values(found: list[Fit], text: str, offset: int, context: Context, rules: Grammar) -> Iterator[tuple[Fit, Value]]:
    before: tuple[Fit, Value] | None = None
    for index, fit in enumerate(found):
        context.offset = offset + fit.start
        value = interpret(fit, text, context, rules)
        if value is None:
            continue
        if value.anaphoric and fit.pattern.shape in _RELATIVE:
            if before and before[1].edtf and rules.that_is.fullmatch(text, before[0].end, fit.start):
                value = Value(before[1].edtf, fit.pattern.rule, anaphoric=True)
            elif index + 1 < len(found):
                value = _apposed(value, text, fit, found[index + 1], context, rules)
        before = fit, value
        if value.edtf is not None and value.narrative:
            context.tell(value.edtf)
        yield fit, value


def _apposed(value: Value, text: str, fit: Fit, following: Fit, context: Context, rules: Grammar) -> Value:
    """``four days earlier, on 15 May 1919``: the date that stands beside a relative one says what it means."""
    if following.pattern.shape not in ("date", "year"):
        return value
    if not rules.apposition.fullmatch(text, fit.end, following.start):
        return value
    beside = interpret(following, text, context, rules)
    if beside is None or beside.edtf is None or (value.edtf and len(value.edtf) < 10 and len(beside.edtf) >= 10):
        return value
    if following.pattern.shape == "year" and value.edtf is not None and len(value.edtf) > 4:
        return value
    return Value(beside.edtf, fit.pattern.rule, beside.calendar, beside.alternatives, anaphoric=True)


def _skipped(offset: int, skip: Sequence[tuple[int, int]], starts: Sequence[int]) -> bool:
    index = bisect_right(starts, offset) - 1
    return index >= 0 and offset < skip[index][1]


def convert_date(text: str, *, calendar: str | None = None, language: str = "tr") -> DateResult:
    """One date as a person writes it. ``calendar`` None: guessed, and in doubt when two calendars are possible.

    Raises SettingError T113 when no date is found, T114 for an unknown calendar.
    """
    if calendar is not None and calendar not in calendars.CALENDARS:
        raise SettingError(
            "T114",
            N_("There is no calendar “{calendar}”."),
            N_("Choose one of: gregorian, julian, rumi, hijri."),
            calendar=calendar,
        )
    clean = " ".join(text.split())
    if calendar in (None, "gregorian") and is_edtf(clean):
        return _typed_edtf(text, clean)
    rules = grammar(language_pack(language))
    for fit in rules.find(clean):
        value = _forced(fit.groups, calendar, rules, clean) if calendar else None
        if value is None:
            value = interpret(fit, clean, Context(), rules)
        if value is not None:
            doubt = value.doubts[0][0] if value.doubts else ""
            return DateResult(text, value.calendar, value.edtf, value.alternatives, value.rule, doubt)
    raise SettingError(
        "T113",
        N_("No date was found in “{text}”."),
        N_("Write it as 16 Mart 1921, 16.3.1921, Mart 1921 or 1921; a Rumi or Hijri date with its month's name."),
        text=text[:60],
    )


_SEASON_OR_YEARS = re.compile(r"(\d\d)(\d\d)-(2[1-9]|3\d|4[01])")


def _typed_edtf(text: str, clean: str) -> DateResult:
    """A date typed as EDTF. ``1920-22`` may mean a summer or three years; ``1917-25`` hardly means a season."""
    match = _SEASON_OR_YEARS.fullmatch(clean)
    if match is None or match[3] <= match[2]:
        return DateResult(text, "gregorian", clean, (), "gregorian")
    years = f"{match[1]}{match[2]}/{match[1]}{match[3]}"
    first, second = (clean, years) if int(match[3]) <= 24 else (years, clean)
    return DateResult(text, "gregorian", first, (second,), "gregorian", "date.form")


def _forced(groups: dict[str, str | None], calendar: str, rules: Grammar, text: str) -> Value | None:
    """A single year, month or day in the calendar that the user named; None for pairs, spans and relative dates."""
    name = groups.get("mn") or groups.get("m1")
    if groups.get("pd1") or groups.get("m2") or groups.get("d2") or not groups.get("y1") or groups.get("y2"):
        return None
    year = int(groups["y1"] or 0)
    month = rules.month(name)[1] if name else None
    day = int(groups["d1"] or 0) if groups.get("d1") else None
    words = (rules.key(word) for word in text.replace(",", " ").split())
    week_day = next((rules.weekdays[word] for word in words if word in rules.weekdays), None)
    result = calendars.convert(calendar, year, month, day, week_day)
    options = tuple(filter(None, (result.edtf, *result.alternatives)))
    return Value(
        result.edtf,
        result.rule,
        calendar,
        result.alternatives,
        doubts=[(result.doubt, options)] if result.doubt else [],
    )
