"""``tanik people``: who and what a study speaks of, with all their names."""

from __future__ import annotations

import click

from tanik.cli.opening import existing, json_option, rows_of, study_argument
from tanik.cli.terminal import number, show_json, show_table, tell
from tanik.cli.wording import Command, say
from tanik.report.wording import ENTITY_KINDS
from tanik.translation import N_


@click.command(
    "people",
    cls=Command,
    help=N_(
        "Show the people, states, organisations, places and other things a study speaks of.\n\n"
        "Each with the other names under which the sources mention it. Names that Tanık should have put together, or "
        "kept apart, you correct with a file of people: tanik read … --people people.yaml"
    ),
)
@study_argument
@json_option
def command(study: str, as_json: bool) -> None:
    with existing(study) as opened:
        rows = rows_of(opened.entities())
    if as_json:
        show_json(rows)
        return
    if not rows:
        tell(N_("Nobody and nothing by name was found in this study."))
        return
    heads = (N_("name"), N_("what it is"), N_("mentions"), N_("also called"))
    show_table(heads, [_cells(row) for row in rows])


def _cells(row: dict[str, object]) -> tuple[str, str, str, str]:
    aliases = row.get("aliases") or ()
    kind = ENTITY_KINDS.get(row.get("kind"), ENTITY_KINDS[None])  # type: ignore[call-overload]
    mentions = row.get("mentions")
    return (
        str(row["name"]),
        say(kind),
        number(mentions) if isinstance(mentions, int) else "",
        ", ".join(str(alias) for alias in aliases) if isinstance(aliases, (list, tuple)) else "",
    )
