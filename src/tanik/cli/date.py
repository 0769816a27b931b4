"""``tanik date``: one date in words as a value, with its calendar and what else it may mean."""

from __future__ import annotations

from typing import Any

import click

from tanik.cli.terminal import show_json, tell
from tanik.cli.wording import Command, Option, language
from tanik.translation import N_

CALENDARS = ("gregorian", "julian", "rumi", "hijri")


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
@click.argument("date", metavar="DATE")
@click.option(
    "--calendar",
    cls=Option,
    type=click.Choice(CALENDARS),
    help=N_("The calendar by which the date was written."),
)
@click.option("--json", "as_json", cls=Option, is_flag=True, help=N_("Show it as JSON, for another program."))
def command(date: str, calendar: str | None, as_json: bool) -> None:
    from tanik.reading.dates import convert_date

    result = convert_date(date, calendar=calendar, language=language())
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
        return
    tell(N_("{input} = {edtf} ({calendar})"), input=result.input, edtf=result.edtf or "?", calendar=result.calendar)
    for other in result.alternatives:
        tell(N_("or {edtf}"), edtf=other)
    if result.doubt:
        tell(N_("Doubtful: {doubt}"), doubt=result.doubt)
