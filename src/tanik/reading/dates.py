"""Dates: what a text says about when, as EDTF with the words, the calendar and the rule kept.

Two doors: :func:`find_dates` reads a document, :func:`convert_date` one date that a person typed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from tanik.errors import SettingError
from tanik.languages import calendars
from tanik.languages.edtf import is_edtf
from tanik.languages.pack import Language
from tanik.languages.pack import language as language_pack
from tanik.reading.annotations import DateExpression, Doubt
from tanik.reading.date_anaphora import Context, Value, interpret
from tanik.reading.date_grammar import Grammar, Pattern, grammar
from tanik.text.document import Document, Paragraph
from tanik.translation import N_

MAKER = "dates-1"

SPOKEN_KINDS = frozenset({"speech", "minutes", "dispatch", "letter", "press"})
"""Kinds of source whose ``yesterday`` counts from the day they were given."""

_SKIPPED_KINDS = frozenset({"bibliography"})
_EVERY = {"tr": ("Her ", "her "), "en": ("every ", "Every ", "each ")}


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

    ``skip``: ranges (sorted) whose years are no dates, such as citations. ``kind`` and ``written`` (EDTF) of the source:
    in speeches, minutes, dispatches, letters and the press ``yesterday`` counts from ``written``; elsewhere from the
    last day told. ``context_year``: the year of a narrative that has not yet named one.
    """
    rules = grammar(language)
    spoken = kind in SPOKEN_KINDS
    context = Context(written if spoken else None, context_year)
    context.letter = kind in ("dispatch", "letter")
    starts = [start for start, _ in skip]
    dates: list[DateExpression] = []
    doubts: list[Doubt] = []
    for paragraph in document.paragraphs:
        if paragraph.kind in _SKIPPED_KINDS:
            continue
        text = paragraph.text(document.text)
        for pattern, start, end, value in _paragraph_dates(text, context, rules, paragraph, skip, starts):
            first, last = paragraph.locate(start), paragraph.locate(end, end=True)
            dates.append(
                DateExpression(
                    first,
                    last,
                    value.edtf,
                    value.calendar,
                    value.alternatives,
                    value.anaphoric,
                    value.rule or pattern.rule,
                )
            )
            words = text[start:end]
            doubts.extend(Doubt(first, last, name, options, {"text": words}) for name, options in value.doubts)
    return dates, doubts


def _paragraph_dates(
    text: str,
    context: Context,
    rules: Grammar,
    paragraph: Paragraph,
    skip: Sequence[tuple[int, int]],
    starts: Sequence[int],
) -> list[tuple[Pattern, int, int, Value]]:
    found: list[tuple[Pattern, int, int, Value]] = []
    for pattern, match in rules.find(text):
        start, end = match.span()
        if starts and _skipped(paragraph.locate(start), skip, starts):
            continue
        value = interpret(pattern, match.groupdict(), text, start, end, context, rules)
        if value is None:
            continue
        if pattern.shape == "date" and text[:start].endswith(_EVERY.get(rules.language.code, ())):
            value = Value(None, "every_year", anaphoric=False, narrative=False)
        if value.edtf is not None and value.narrative:
            context.tell(value.edtf)
        found.append((pattern, start, end, value))
    return found


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
        return DateResult(text, "gregorian", clean, (), "gregorian")
    rules = grammar(language_pack(language))
    for pattern, match in rules.find(clean):
        value = _forced(match.groupdict(), calendar, rules, clean) if calendar else None
        if value is None:
            value = interpret(pattern, match.groupdict(), clean, *match.span(), Context(), rules)
        if value is not None:
            doubt = value.doubts[0][0] if value.doubts else ""
            return DateResult(text, value.calendar, value.edtf, value.alternatives, value.rule, doubt)
    raise SettingError(
        "T113",
        N_("No date was found in “{text}”."),
        N_("Write it as 16 Mart 1921, 16.3.1921, Mart 1921 or 1921; a Rumi or Hijri date with its month's name."),
        text=text[:60],
    )


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
