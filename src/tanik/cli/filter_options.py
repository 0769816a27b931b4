"""What the commands of analysis share: options that say which statements are meant, and where the tables go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tanik.cli.opening import Decorator, json_option
from tanik.cli.terminal import show_json, tell
from tanik.cli.wording import Option, language
from tanik.errors import Phrase, UsageError
from tanik.translation import N_, translator

if TYPE_CHECKING:
    from tanik.analysis.filters import Filter

_FIELDS = ("holder", "target", "topic", "source", "said", "written", "polarity", "coder", "page", "policy")
_OPTIONS: tuple[Decorator, ...] = (
    click.option("--holder", cls=Option, metavar=N_("NAME"), help=N_("Only what this person or body says.")),
    click.option("--target", cls=Option, metavar=N_("NAME"), help=N_("Only what is said about this person or thing.")),
    click.option("--topic", cls=Option, metavar=N_("CODE"), help=N_("Only what is coded with this topic.")),
    click.option("--source", cls=Option, metavar=N_("NAME"), help=N_("Only what stands in this source.")),
    click.option("--said", cls=Option, metavar=N_("PERIOD"), help=N_("Only what was said in this period: 1920/1922.")),
    click.option(
        "--written", cls=Option, metavar=N_("PERIOD"), help=N_("Only what was written in this period: 1950/1960.")
    ),
    click.option("--polarity", cls=Option, metavar=N_("VALUE"), help=N_("positive, negative, mixed or neutral.")),
    click.option("--coder", cls=Option, metavar=N_("NAME"), help=N_("Only what this person or program coded.")),
    click.option("--page", cls=Option, metavar=N_("PAGE"), help=N_("Only what stands on this page.")),
    click.option(
        "--policy", cls=Option, metavar=N_("RULE"), help=N_("Which judgements count: all, accepted or consensus.")
    ),
    click.option(
        "--where",
        cls=Option,
        metavar=N_("FILTER"),
        help=N_('More conditions in the written form: --where "target=Bern|Genf topic!=economy depth=0".'),
    ),
    json_option,
    click.option(
        "--csv",
        "csv_path",
        cls=Option,
        metavar=N_("FILE"),
        help=N_("Write the table to a CSV file, for a spreadsheet."),
    ),
)


def filtered(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of a command that takes a filter and gives a table."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def filter_of(given: dict[str, Any]) -> Filter:
    """The filter that the options say; they are taken out of ``given``."""
    from tanik.analysis.filters import conditions, parse_filter

    if given["as_json"] and given["csv_path"]:
        raise UsageError("T205", N_("--json and --csv cannot be used together."), N_("Choose one of them."))
    return conditions({name: given[name] for name in _FIELDS}) & parse_filter(given["where"] or "")


def hand_out(given: dict[str, Any], answer: Any, rows: Sequence[Any]) -> bool:
    """Write the answer as JSON or the rows as CSV, if one of them was asked for."""
    from tanik.analysis.records import flat_rows, tree
    from tanik.exchange.spreadsheet import write_rows

    if given["as_json"]:
        show_json(tree(answer, translator(language())))
        return True
    if given["csv_path"]:
        write_rows(str(Path(given["csv_path"])), flat_rows(rows))
        tell(N_("{n} rows are in {path}."), n=len(rows), path=given["csv_path"])
        return True
    return False


def short_of(given: dict[str, Any], answer: Any) -> bool:
    """Say that there is too little to answer, when the answer is that."""
    from tanik.analysis.answers import TooLittle
    from tanik.analysis.records import tree

    if not isinstance(answer, TooLittle):
        return False
    if given["as_json"]:
        show_json({"too_little": tree(answer, translator(language()))})
    else:
        click.echo(phrase(answer.sentence))
    return True


def phrase(sentence: Phrase) -> str:
    """A phrase in the user's language."""
    return sentence.render(translator(language()))


def decimal(value: float | None, places: int = 2) -> str:
    """A number with the sign of decimals of the user's language; a dash for None."""
    if value is None:
        return "–"
    text = f"{value:.{places}f}".replace("-", "−")
    return text.replace(".", ",") if language() == "tr" else text


def between(low: float | None, high: float | None, places: int = 2) -> str:
    """An interval: ``−0.40 … 0.85``."""
    return "–" if low is None or high is None else f"{decimal(low, places)} … {decimal(high, places)}"


def choice_of(names: Sequence[str], text: str) -> tuple[str, ...]:
    """Names of features, parted by commas. UsageError T747 for one that there is not."""
    chosen = tuple(part.strip().lower() for part in text.split(",") if part.strip())
    for name in chosen:
        if name not in names:
            raise UsageError(
                "T747",
                N_("Statements cannot be counted by “{name}”."),
                N_("Count them by: {names}."),
                name=name,
                names=", ".join(names),
            )
    return chosen
