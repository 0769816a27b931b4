"""``tanik agree``: how far coders agree, from any table of their values."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tanik.cli.agree_study import is_study, show_study
from tanik.cli.agree_values import plain_coefficient, show_coefficients, universe_json
from tanik.cli.opening import json_option
from tanik.cli.terminal import number, show_json, tell
from tanik.cli.wording import Argument, Command, Option, say
from tanik.errors import SourceError, SourceMissingError
from tanik.translation import N_

if TYPE_CHECKING:
    from tanik.coding.agreement import Agreement, Coefficient

LEVELS = ("nominal", "ordinal", "interval", "ratio")
WEIGHTS = ("identity", "linear", "quadratic", "ordinal", "radical", "ratio", "circular", "bipolar")
GAPS = ("rated", "pairable")

# Words of the command line stay as they are typed; these say what they mean.
LEVEL_NAMES = {
    "nominal": N_("nominal (names)"),
    "ordinal": N_("ordinal (an order)"),
    "interval": N_("interval (distances)"),
    "ratio": N_("ratio (distances and a true zero)"),
}


@click.command(
    "agree",
    cls=Command,
    help=N_(
        "Measure how far coders agree.\n\n"
        "TABLE is a CSV file: each row is a unit, each column a coder, the first row names the coders, and an empty "
        "cell means that the coder gave no value. A first column called “unit” or “id” names the units. Several "
        "coefficients are shown, because none of them alone says enough.\n\n"
        "TABLE may also be a study with coders: name the --round and the --field."
    ),
    epilog=N_("Example: tanik agree ratings.csv --level nominal --bootstrap 1000 --seed 1"),
)
@click.argument("table", cls=Argument, metavar=N_("TABLE"))
@click.option(
    "--level",
    cls=Option,
    type=click.Choice(LEVELS),
    default="nominal",
    help=N_("What the values are: names, an order, distances, or distances and a true zero (nominal if not given)."),
)
@click.option(
    "--weights",
    cls=Option,
    type=click.Choice(WEIGHTS),
    help=N_("How much two different values still agree, for the weighted coefficients (by the level if not given)."),
)
@click.option(
    "--categories",
    cls=Option,
    metavar=N_("A,B,C"),
    help=N_("All categories that could be chosen, from low to high."),
)
@click.option(
    "--missing", cls=Option, multiple=True, metavar=N_("WORD"), help=N_("A word for a missing value, such as NA.")
)
@click.option(
    "--gaps",
    cls=Option,
    type=click.Choice(GAPS),
    default="rated",
    help=N_(
        "Which units tell how often a category is chosen: all with a value (rated), or with two or more (pairable)."
    ),
)
@click.option(
    "--confidence", cls=Option, type=float, default=0.95, metavar="0.95", help=N_("The confidence of the intervals.")
)
@click.option(
    "--bootstrap", cls=Option, type=int, default=0, metavar="N", help=N_("Draw the units N times for the intervals.")
)
@click.option(
    "--seed",
    cls=Option,
    type=int,
    default=0,
    metavar="N",
    help=N_("Where the drawing starts; the same seed repeats it."),
)
@click.option("--round", "round_", cls=Option, type=int, metavar="N", help=N_("Of a study: the round, closed by now."))
@click.option(
    "--field",
    cls=Option,
    metavar="polarity",
    help=N_(
        "Of a study: what is compared: statement, holder, target, polarity, topic, mode, said, refers_to, written, "
        "relay, span, code (all of them, briefly, if not given)."
    ),
)
@click.option("--code", cls=Option, metavar=N_("CODE"), help=N_("Of a study: only this code (fields topic and code)."))
@click.option(
    "--coder",
    "coders",
    cls=Option,
    multiple=True,
    metavar=N_("NAME"),
    help=N_("Of a study: only these coders; write it for each."),
)
@click.option("--machine", cls=Option, is_flag=True, help=N_("Of a study: compare also with what Tanık proposed."))
@click.option(
    "--again",
    cls=Option,
    is_flag=True,
    help=N_("Of a study: compare what a coder says in a round with what the same coder said the first time."),
)
@click.option("--gamma", cls=Option, is_flag=True, help=N_("Of a study: gamma too, for span and code (slow)."))
@click.option(
    "--disagreements",
    cls=Option,
    is_flag=True,
    help=N_("Of a study: all disagreements with their passages, in JSON too."),
)
@json_option
def command(
    table: str,
    level: Any,
    weights: Any,
    categories: str | None,
    missing: tuple[str, ...],
    gaps: Any,
    confidence: float,
    bootstrap: int,
    seed: int,
    round_: int | None,
    field: str | None,
    code: str | None,
    coders: tuple[str, ...],
    machine: bool,
    again: bool,
    gamma: bool,
    disagreements: bool,
    as_json: bool,
) -> None:
    if round_ is not None or field is not None or is_study(Path(table)):
        options = {"weights": weights, "gaps": gaps, "confidence": confidence, "bootstrap": bootstrap, "seed": seed}
        sides = {"coders": list(coders) or None, "machine": machine, "again": again}
        show_study(table, round_, field, code, sides, options, with_gamma=gamma, as_json=as_json, every=disagreements)
        return
    from tanik.coding.agreement import agree
    from tanik.coding.rating_table import read_ratings

    order = [each.strip() for each in categories.split(",")] if categories is not None else None
    ratings = read_ratings(_text(Path(table)), level=level, categories=order, missing=missing)
    result = agree(ratings, weights=weights, gaps=gaps, confidence=confidence, bootstrap=bootstrap, seed=seed)
    if as_json:
        show_json({name: _as_json(each, result) for name, each in result.coefficients.items()})
    else:
        _show(table, result)


def _text(path: Path) -> str:
    from tanik.sources.encodings import decode
    from tanik.sources.given import Given

    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise SourceMissingError(
            "T713",
            N_("There is no table “{path}”."),
            N_("Check the name and the folder; “tanik agree --help” shows an example."),
            path=path,
        ) from None
    except IsADirectoryError:
        raise SourceError(
            "T714",
            N_("“{path}” is a folder, not a table."),
            N_("Name one CSV file."),
            path=path,
        ) from None
    except PermissionError as error:
        raise SourceError(
            "T715",
            N_("“{path}” cannot be read: {reason}."),
            N_("Check that you may read this file."),
            path=path,
            reason=os.strerror(error.errno or errno.EACCES),
        ) from error
    return decode(Given(data, path.name)).text


def _as_json(each: Coefficient, result: Agreement) -> dict[str, Any]:
    universe = result.universe
    return plain_coefficient(each, universe.confidence, universe.level) | {"universe": universe_json(universe)}


def _show(table: str, result: Agreement) -> None:
    universe = result.universe
    tell(
        N_("{table}: {units} units, {coders} coders, {categories} categories, {values} values."),
        table=table,
        units=number(universe.units),
        coders=number(len(universe.coders)),
        categories=number(len(universe.categories)),
        values=number(universe.values),
    )
    tell(
        N_(
            "Unit: a row of the table. {pairable} of the {units} units have values of two coders or more; "
            "these are compared."
        ),
        pairable=number(universe.pairable),
        units=number(universe.units),
    )
    tell(N_("Level: {level}. Weights: {weights}."), level=say(LEVEL_NAMES[universe.level]), weights=universe.weights)
    tell("")
    show_coefficients(result.coefficients, universe.weights, universe.confidence)
