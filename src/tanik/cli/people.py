"""``tanik people``: who and what a study speaks of, with all their names."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tanik.cli.opening import existing, json_option
from tanik.cli.terminal import number, show_json, show_table, tell
from tanik.cli.wording import Argument, Command, Option, say
from tanik.errors import UsageError
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
    epilog=N_('Example: tanik people study.tanik --accept "N. Ferid Bey" "Nihat Ferid Akdere"'),
)
@click.argument("study", cls=Argument, required=False, metavar=N_("STUDY"))
@click.option("--packs", cls=Option, is_flag=True, help=N_("Show the packs of people that come with Tanık."))
@click.option("--same", cls=Option, is_flag=True, help=N_("Show persons who may be one, with the reasons."))
@click.option(
    "--accept",
    cls=Option,
    nargs=2,
    metavar=N_("NAME NAME"),
    help=N_("These two are one person: write them into the file of people."),
)
@click.option(
    "--file",
    "file",
    cls=Option,
    default="people.yaml",
    metavar=N_("FILE"),
    help=N_("The file of people that --accept writes."),
)
@json_option
def command(
    study: str | None, packs: bool, same: bool, accept: tuple[str, str] | None, file: str, as_json: bool
) -> None:
    if packs:
        _show_packs(as_json)
        return
    if study is None:
        raise UsageError(
            "T465",
            N_("No study is named."),
            N_("Write tanik people STUDY.tanik, or tanik people --packs for the packs that come with Tanık."),
        )
    with existing(study) as opened:
        if accept:
            _accept(opened, accept, Path(file))
            return
        if same:
            _show_same(opened, as_json)
            return
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


REASONS = {
    "spelling": N_("the same name, spelled otherwise"),
    "initials": N_("the initials fit"),
    "later_surname": N_("the same given names; one has a surname too (surnames were taken in 1934)"),
    "one_letter": N_("one letter is different"),
    "surname_and_title": N_("the same surname and title"),
    "first_names_and_title": N_("the same given name and title"),
    "title": N_("the same title"),
    "time": N_("in sources of the same time"),
}


def _show_packs(as_json: bool) -> None:
    from tanik.cli.wording import language
    from tanik.reading.authority_packs import PREFIX, pack_authority, packs

    found = [(pack, len(pack_authority(pack.name).entries)) for pack in packs()]
    if as_json:
        show_json(
            [{"name": pack.name, "title": pack.title, "version": pack.version, "entries": n} for pack, n in found]
        )
        return
    heads = (N_("write"), N_("what it is"), N_("entries"))
    turkish = language() == "tr"
    show_table(heads, [(PREFIX + p.name, p.title_tr if turkish else p.title, number(n)) for p, n in found])


def _show_same(study: Study, as_json: bool) -> None:
    from tanik.study.people import pairs_of

    pairs = pairs_of(study)
    if as_json:
        show_json([asdict(pair) for pair in pairs])
    elif not pairs:
        tell(N_("No two persons look like one."))
    else:
        heads = (N_("name"), N_("other name"), N_("why"))
        rows = [(p.first.name, p.second.name, "; ".join(say(REASONS[r]) for r in p.reasons)) for p in pairs]
        show_table(heads, rows)
        tell(N_('To put two together: tanik people STUDY --accept "NAME" "NAME"'))


def _accept(study: Study, names: tuple[str, str], file: Path) -> None:
    from tanik.analysis.same_people import SamePair
    from tanik.study.people import accept

    rows = {row.name: row for row in _entities(study) if row.kind == "person"}
    for name in names:
        if name not in rows:
            raise UsageError(
                "T468",
                N_("Nobody is called “{name}” in this study."),
                N_("Write the name as tanik people shows it in the first column."),
                name=name,
            )
    id = accept(SamePair(rows[names[0]], rows[names[1]], (), 1.0), file)
    tell(N_("Written into {file} as {id}. Read again with: tanik read FILE --people {file}"), file=str(file), id=id)
