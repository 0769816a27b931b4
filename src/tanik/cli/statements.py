"""``tanik statements``: who says what about whom, as a table on the terminal, as JSON, or as a CSV file."""

from __future__ import annotations

from typing import Any

import click

from tanik.cli.acting import filter_options, policy_option, short
from tanik.cli.opening import existing, json_option, named, rows_of, study_argument
from tanik.cli.terminal import show_json, show_table, tell
from tanik.cli.wording import Command, Option
from tanik.errors import UsageError
from tanik.exchange.spreadsheet import write_rows
from tanik.translation import N_


@click.command(
    "statements",
    cls=Command,
    help=N_(
        "Show the statements of a study: who says what about whom, for (+) or against (−), in which source, on which "
        "page.\n\n"
        "A statement about several people or things has one row for each."
    ),
    epilog=N_("Example: tanik statements moskova.tanik --holder Akdere --target Bern --csv bern.csv"),
)
@study_argument
@filter_options
@policy_option
@json_option
@click.option(
    "--csv", "csv_path", cls=Option, metavar=N_("FILE"), help=N_("Write the table to a CSV file, for a spreadsheet.")
)
def command(study: str, as_json: bool, csv_path: str | None, policy: Any, **given: Any) -> None:
    from tanik.study.statement_filters import Filter

    if as_json and csv_path:
        raise UsageError("T205", N_("--json and --csv cannot be used together."), N_("Choose one of them."))
    with existing(study) as opened:
        source = None if given["source"] is None else opened.coding.source(given["source"])
        table = opened.statements(policy)
        rows = named(rows_of(table) if given["status"] != "rejected" else table.to_pylist(), opened)
    chosen = Filter(**given)
    rows = [row for row in rows if chosen.lets(row, source)]
    if csv_path:
        write_rows(csv_path, rows)
        tell(N_("The statements are in {path}."), path=csv_path)
    elif as_json:
        show_json(rows)
    elif not rows:
        tell(N_("No such statement was found."))
    else:
        heads = (N_("id"), N_("source"), N_("page"), N_("who"), "", N_("about whom"), N_("words"))
        show_table(heads, [_cells(row) for row in rows])


def _cells(row: dict[str, Any]) -> tuple[str, ...]:
    from tanik.report.wording import SIGNS

    sign = SIGNS[row["polarity"]] if row["polarity"] else ""
    return (
        short(row["uid"]),
        str(row["source_name"]),
        str(row["page"] or ""),
        str(row["holder_name"]),
        sign,
        str(row["target_name"] or ""),
        str(row["text"]),
    )
