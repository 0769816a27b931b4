"""``tanik people``: who and what a study speaks of, with all their names."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from tanik.cli.opening import existing, json_option, study_argument
from tanik.cli.terminal import number, show_json, show_table, tell
from tanik.cli.wording import Command, say
from tanik.translation import N_

if TYPE_CHECKING:
    from tanik.analysis.entities import EntityRow
    from tanik.study import Study


@click.command(
    "people",
    cls=Command,
    help=N_(
        "Show the people, states, organisations, places and other things a study speaks of.\n\n"
        "Each with the other names under which the sources mention it. Names that Tanık should have put together, or "
        "kept apart, you correct with a file of people: tanik read FILE --people people.yaml"
    ),
)
@study_argument
@json_option
def command(study: str, as_json: bool) -> None:
    with existing(study) as opened:
        rows = _entities(opened)
    if as_json:
        show_json([asdict(row) for row in rows])
    elif not rows:
        tell(N_("Nobody and nothing was found by name in this study."))
    else:
        _show(rows)


def _entities(study: Study) -> list[EntityRow]:
    """The entities of all sources as one list, most often mentioned first."""
    from tanik.analysis.entities import entities_from
    from tanik.report.items import ReportItem

    items = [ReportItem(source, document, reading) for source, document, reading in study.documents() if reading]
    found = entities_from(items).rows.values()
    return sorted(found, key=lambda row: -row.mentions)


def _show(rows: list[EntityRow]) -> None:
    from tanik.report.wording import ENTITY_KINDS

    heads = (N_("name"), N_("what it is"), N_("mentions"), N_("also called"))
    show_table(
        heads, [(row.name, say(ENTITY_KINDS[row.kind]), number(row.mentions), ", ".join(row.aliases)) for row in rows]
    )
