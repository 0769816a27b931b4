"""Opening a study for a command, and what several commands share in their arguments."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from tanik.cli.wording import Argument, Option
from tanik.translation import N_

if TYPE_CHECKING:
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


def rows_of(table: Any) -> list[dict[str, Any]]:
    """The rows of an Arrow table as dictionaries."""
    rows: list[dict[str, Any]] = table.to_pylist()
    return rows
