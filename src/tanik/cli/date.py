"""``tanik date``: one date in words as a value, with its calendar and what else it may mean."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import click

from tanik.cli.terminal import show_json, tell
from tanik.cli.wording import Argument, Command, Option, language, say
from tanik.errors import SettingError
from tanik.translation import LANGUAGES, N_

if TYPE_CHECKING:
    from tanik.reading.dates import DateResult

CALENDARS = {
    "gregorian": N_("Gregorian calendar"),
    "julian": N_("Julian calendar"),
    "rumi": N_("Rumi calendar"),
    "hijri": N_("Hijri calendar"),
}


@click.command(
    "date",
    cls=Command,
    help=N_(
        "Read a date in words and show its value.\n\n"
        "DATE is as a Turkish or English source prints it: “15 Şubat 1332”, “22-23 Şubat 1921”, “spring of 1920”. "
        "The value is written in EDTF (ISO 8601-2), by the Gregorian calendar. Without --calendar the year decides, "
        "and where it cannot, the other values are shown too."
    ),
    epilog=N_('Example: tanik date "15 Şubat 1332" --calendar rumi'),
)
@click.argument("date", cls=Argument, metavar=N_("DATE"))
@click.option(
    "--calendar",
    cls=Option,
    type=click.Choice(tuple(CALENDARS)),
    help=N_("The calendar by which the date was written."),
)
@click.option("--json", "as_json", cls=Option, is_flag=True, help=N_("Show it as JSON, for another program."))
def command(date: str, calendar: str | None, as_json: bool) -> None:
    result = _convert(date, calendar)
    answer: dict[str, Any] = {
        "input": result.input,
        "calendar": result.calendar,
        "edtf": result.edtf,
        "alternatives": list(result.alternatives),
        "rule": result.rule,
    }
    if result.doubt:
        answer["doubt"] = result.doubt
    if as_json:
        show_json(answer)
    else:
        _tell(result)


def _convert(date: str, calendar: str | None) -> DateResult:
    """The value by the words of either language: the more exact one, and of two alike that of the user's language.

    Read as the wrong language a date loses its month, so it becomes wider, never narrower.
    """
    from tanik.reading.dates import convert_date

    results, errors = [], []
    for code in sorted(LANGUAGES, key=lambda each: each != language()):
        try:
            results.append(convert_date(date, calendar=calendar, language=code))
        except SettingError as error:
            errors.append(error)
    if not results:
        raise errors[0]
    return min(results, key=_width)


def _width(result: DateResult) -> float:
    from tanik.languages.edtf import parse_edtf

    if result.edtf is None:
        return math.inf
    value = parse_edtf(result.edtf)
    first, last = (
        bound if isinstance(bound, float) else (bound[0] * 12 + bound[1]) * 31 + bound[2]
        for bound in (value.lower, value.upper)
    )
    return last - first


def _tell(result: DateResult) -> None:
    from tanik.report.doubt_kinds import doubt_kind

    calendar = say(CALENDARS.get(result.calendar, result.calendar))
    tell(N_("{input} = {edtf} ({calendar})"), input=result.input, edtf=result.edtf or "?", calendar=calendar)
    for other in result.alternatives:
        tell(N_("or {edtf}"), edtf=other)
    if result.doubt:
        tell(N_("Doubtful: {doubt}."), doubt=say(doubt_kind(result.doubt).title))
