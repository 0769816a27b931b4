"""``tanik doubts``: what could not be settled, and where."""

from __future__ import annotations

from collections import Counter
from typing import Any

import click

from tanik.cli.opening import existing, json_option, named, rows_of, study_argument
from tanik.cli.terminal import number, show_json, show_table, tell
from tanik.cli.wording import Command, say
from tanik.translation import N_


@click.command(
    "doubts",
    cls=Command,
    help=N_(
        "Show what could not be settled, with its place and the words in question.\n\n"
        "A doubt is often no fault of the source: two dates for one event, a citation that fits two works, a quotation "
        "without an end, a speaker nobody names. The report shows each in its passage."
    ),
)
@study_argument
@json_option
def command(study: str, as_json: bool) -> None:
    with existing(study) as opened:
        rows = named(rows_of(opened.doubts()), opened)
    if as_json:
        show_json(rows)
    elif not rows:
        tell(N_("There are no doubts in this study."))
    else:
        _show(rows)


def _show(rows: list[dict[str, Any]]) -> None:
    from tanik.report.doubt_kinds import doubt_kind

    titles = {row["doubt"]: say(doubt_kind(row["doubt"]).title) for row in rows}
    heads = (N_("source"), N_("page"), N_("doubt"), N_("words"))
    show_table(heads, [_cells(row, titles[row["doubt"]]) for row in rows])
    tell("")
    steps = Counter((titles[row["doubt"]], say(doubt_kind(row["doubt"]).step)) for row in rows)
    for (title, step), count in sorted(steps.items(), key=lambda each: (-each[1], each[0])):
        tell("{count} × {title}. {step}", count=number(count), title=title, step=step)


def _cells(row: dict[str, Any], title: str) -> tuple[str, str, str, str]:
    alternatives = " / ".join(row["alternatives"])
    return (
        row["source_name"],
        row["page"] or "",
        f"{title} ({alternatives})" if alternatives else title,
        row["text"] or "",
    )
