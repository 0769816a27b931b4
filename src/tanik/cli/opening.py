"""Opening a study for a command, and what several commands share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from tanik.cli.wording import Argument, Option
from tanik.translation import N_

if TYPE_CHECKING:
    import pyarrow

    from tanik.study import Study

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

study_argument: Decorator = click.argument("study", cls=Argument, metavar=N_("STUDY"))
json_option: Decorator = click.option(
    "--json", "as_json", cls=Option, is_flag=True, help=N_("Show it as JSON, for another program.")
)


@contextmanager
def existing(path: str) -> Iterator[Study]:
    """The study at ``path``, which has to be there already."""
    import tanik

    with tanik.open(path, create=False) as study:
        yield study


def rows_of(table: pyarrow.Table) -> list[dict[str, Any]]:
    """The rows of a table as dictionaries, without those that a person rejected."""
    rows: list[dict[str, Any]] = table.to_pylist()
    return [row for row in rows if row.get("status") != "rejected"]


def source_names(study: Study) -> dict[str, str]:
    """The name of every source of the study by its id: its title, else the name of its file."""
    return {row["id"]: row["title"] or row["name"] for row in rows_of(study.sources())}


def named(rows: list[dict[str, Any]], study: Study) -> list[dict[str, Any]]:
    """The rows with ``source_name`` after ``source``."""
    names = source_names(study)
    return [{key: value for name in row for key, value in _with_name(name, row[name], names)} for row in rows]


def _with_name(column: str, value: Any, names: dict[str, str]) -> list[tuple[str, Any]]:
    return [(column, value), ("source_name", names[value])] if column == "source" else [(column, value)]
