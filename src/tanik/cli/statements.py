"""``tanik statements``: who says what about whom, as a table on the terminal, as JSON, or as a CSV file."""

from __future__ import annotations

from typing import Any

import click

from tanik.cli.opening import existing, json_option, named, rows_of, study_argument
from tanik.cli.spreadsheet import write_rows
from tanik.cli.terminal import show_json, show_table, tell
from tanik.cli.wording import Command, Option
from tanik.errors import UsageError
from tanik.translation import N_


@click.command(
    "statements",
    cls=Command,
    help=N_(
        "Show the statements of a study: who says what about whom, for (+) or against (−), in which source, on which "
        "page.\n\n"
        "A statement about several people or things has one row for each."
    ),
    epilog=N_("Example: tanik statements moskova.tanik --holder Cebesoy --target Lenin --csv lenin.csv"),
)
@study_argument
@click.option("--holder", cls=Option, metavar=N_("NAME"), help=N_("Only what this person or body says."))
@click.option("--target", cls=Option, metavar=N_("NAME"), help=N_("Only what is said about this person or thing."))
@json_option
@click.option(
    "--csv", "csv_path", cls=Option, metavar=N_("FILE"), help=N_("Write the table to a CSV file, for a spreadsheet.")
)
def command(study: str, holder: str | None, target: str | None, as_json: bool, csv_path: str | None) -> None:
    if as_json and csv_path:
        raise UsageError("T205", N_("--json and --csv cannot be used together."), N_("Choose one of them."))
    with existing(study) as opened:
        rows = named(rows_of(opened.statements()), opened)
    rows = [row for row in rows if _names(row["holder_name"], holder) and _names(row["target_name"], target)]
    if csv_path:
        write_rows(csv_path, rows)
        tell(N_("The statements are in {path}."), path=csv_path)
    elif as_json:
        show_json(rows)
    elif not rows:
        tell(N_("No such statement was found."))
    else:
        heads = (N_("source"), N_("page"), N_("who"), "", N_("about whom"), N_("words"))
        show_table(heads, [_cells(row) for row in rows])


def _names(name: str | None, wanted: str | None) -> bool:
    """Whether every word that was asked for begins a word of the name, on whatever keyboard it was written."""
    from tanik.reading.authority import alias_key

    if wanted is None:
        return True
    words = alias_key(name or "").split()
    return all(any(word.startswith(part) for word in words) for part in alias_key(wanted).split())


def _cells(row: dict[str, Any]) -> tuple[str, ...]:
    from tanik.report.wording import SIGNS

    sign = SIGNS[row["polarity"]] if row["polarity"] else ""
    return (
        str(row["source_name"]),
        str(row["page"] or ""),
        str(row["holder_name"]),
        sign,
        str(row["target_name"] or ""),
        str(row["text"]),
    )
