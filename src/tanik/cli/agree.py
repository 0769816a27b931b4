"""``tanik agree``: how far coders agree, from any table of their values."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tanik.cli.opening import json_option
from tanik.cli.terminal import number, show_json, show_table, tell
from tanik.cli.wording import Argument, Command, Option, language, say
from tanik.errors import SourceError, SourceMissingError
from tanik.translation import N_

if TYPE_CHECKING:
    from tanik.coding.agreement import Agreement, Coefficient

LEVELS = ("nominal", "ordinal", "interval", "ratio")
WEIGHTS = ("identity", "linear", "quadratic", "ordinal", "radical", "ratio", "circular", "bipolar")
GAPS = ("rated", "pairable")

NAMES = {
    "percent_pooled": N_("Percent agreement, over all pairs of values"),
    "percent_unit_mean": N_("Percent agreement, mean over the units"),
    "cohen_kappa": N_("Cohen's kappa"),
    "scott_pi": N_("Scott's pi"),
    "fleiss_kappa": N_("Fleiss' kappa"),
    "conger_kappa": N_("Conger's kappa"),
    "light_kappa": N_("Light's kappa"),
    "brennan_prediger": N_("Brennan-Prediger"),
    "gwet_ac1": N_("Gwet's AC1"),
    "gwet_ac2": N_("Gwet's AC2"),
    "krippendorff_alpha": N_("Krippendorff's alpha"),
}

# Words of the command line stay as they are typed; these say what they mean.
LEVEL_NAMES = {
    "nominal": N_("nominal (names)"),
    "ordinal": N_("ordinal (an order)"),
    "interval": N_("interval (distances)"),
    "ratio": N_("ratio (distances and a true zero)"),
}
INTERVALS = {
    "normal": N_("normal distribution"),
    "student": N_("Student's t"),
    "bootstrap_percentile": N_("bootstrap over units, percentiles"),
}


@click.command(
    "agree",
    cls=Command,
    help=N_(
        "Measure how far coders agree.\n\n"
        "TABLE is a CSV file: each row is a unit, each column a coder, the first row names the coders, and an empty "
        "cell means that the coder gave no value. A first column called “unit” or “id” names the units. Several "
        "coefficients are shown, because none of them alone says enough."
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
    as_json: bool,
) -> None:
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
    answer: dict[str, Any] = {
        "value": each.value,
        "se": each.se,
        "ci": list(each.ci) if each.ci else None,
        "units": each.units,
        "undefined": {"id": each.undefined.id, "sentence": each.undefined.render(say)} if each.undefined else None,
        "se_method": each.se_method,
        "ci_method": each.ci_method,
        "confidence": universe.confidence,
        "level": universe.level,
        "weights": each.weights,
        **({"maximum": None} if each.name == "cohen_kappa" else {}),
        **each.details,
    }
    if each.bootstrap is not None:
        drawn = each.bootstrap
        answer["bootstrap"] = {
            "method": "percentile",
            "over": "units",
            "samples": drawn.samples,
            "seed": drawn.seed,
            "se": drawn.se,
            "ci": list(drawn.ci) if drawn.ci else None,
            "undefined_samples": drawn.undefined,
        }
    answer["universe"] = {
        "units": universe.units,
        "rated": universe.rated,
        "pairable": universe.pairable,
        "values": universe.values,
        "coders": len(universe.coders),
        "categories": len(universe.categories),
        "gaps": universe.gaps,
    }
    return answer


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
    heads = (N_("coefficient"), N_("value"), N_("standard error"), N_("interval"), N_("note"))
    show_table(heads, [_row(each, universe.weights) for each in result.coefficients.values()])
    tell("")
    methods = dict.fromkeys(each.ci_method for each in result.coefficients.values() if each.ci_method)
    if methods:
        tell(
            N_("Intervals: {percent} percent, by {methods}."),
            percent=f"{universe.confidence * 100:g}",
            methods=", ".join(say(INTERVALS[method]) for method in methods),
        )
    drawn = next((each.bootstrap for each in result.coefficients.values() if each.bootstrap), None)
    if drawn is not None:
        tell(N_("Bootstrap: {samples} samples, seed {seed}."), samples=number(drawn.samples), seed=drawn.seed)


def _row(each: Coefficient, weights: str) -> tuple[str, ...]:
    name = say(NAMES[each.name.removesuffix("_weighted")])
    if each.name.endswith(("_weighted", "_ac2")):
        name = say(N_("{name}, weighted ({weights})"), name=name, weights=weights)
    if each.undefined is not None:
        return name, "–", "", "", say(N_("undefined")) + ": " + each.undefined.render(say)
    interval = f"{_decimal(each.ci[0])} … {_decimal(each.ci[1])}" if each.ci else ""
    return name, _decimal(each.value), _decimal(each.se), interval, _note(each)


def _note(each: Coefficient) -> str:
    notes = []
    if (maximum := each.details.get("maximum")) is not None:
        notes.append(say(N_("at most {maximum} with these coders"), maximum=_decimal(maximum)))
    rated, pairable = each.details.get("by_rated_units"), each.details.get("by_pairable_units")
    if rated is not None and pairable is not None and abs(rated - pairable) > 5e-4:
        notes.append(
            say(
                N_("by rated units {rated}, by pairable units {pairable}"),
                rated=_decimal(rated),
                pairable=_decimal(pairable),
            )
        )
    if each.bootstrap is not None and each.bootstrap.undefined:
        notes.append(say(N_("undefined in {count} samples"), count=number(each.bootstrap.undefined)))
    return "; ".join(notes)


def _decimal(value: float | None) -> str:
    if value is None:
        return ""
    text = f"{value:.3f}".replace("-", "−")
    return text.replace(".", ",") if language() == "tr" else text
