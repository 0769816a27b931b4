"""``tanik concordance | collocates | dispersion | keywords``: the words of a study."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from tanik.cli.opening import Decorator, existing, json_option, source_names, study_argument
from tanik.cli.progress import Progress
from tanik.cli.terminal import cut, number, show_json, show_table, tell, width_of
from tanik.cli.wording import Argument, Command, Option, language
from tanik.errors import UsageError
from tanik.exchange.spreadsheet import write_rows
from tanik.translation import N_

if TYPE_CHECKING:
    from tanik.analysis.concordance import Line

_SHOWN = 40
_MEASURES = ("log_dice", "mi", "t_score", "z_score", "log_likelihood", "chi2", "dice", "o11")

query_argument: Decorator = click.argument("query", cls=Argument, metavar=N_("QUERY"), nargs=-1, required=True)
by_option: Decorator = click.option(
    "--by",
    cls=Option,
    type=click.Choice(["lemma", "word"]),
    default="lemma",
    help=N_("Count dictionary forms (lemma) or words as they are written (word)."),
)
least_option: Decorator = click.option(
    "--least",
    cls=Option,
    type=click.IntRange(min=1),
    default=3,
    metavar="N",
    help=N_("Leave out words that stand there less often."),
)
csv_option: Decorator = click.option(
    "--csv", "csv_path", cls=Option, metavar=N_("FILE"), help=N_("Write the table to a CSV file, for a spreadsheet.")
)
limit_option: Decorator = click.option(
    "--limit", cls=Option, type=click.IntRange(min=1), metavar="N", help=N_("Show at most so many lines.")
)


def _one(query: Sequence[str]) -> str:
    return " ".join(query)


@click.command(
    "concordance",
    cls=Command,
    help=N_(
        "Show every place where a word stands, with what is left and right of it.\n\n"
        "A word is found in all its forms when it is written in its dictionary form; * stands for any letters, ? for "
        "one. Several words are found one behind the other. For more, there is a query language: see docs/words.md."
    ),
    epilog=N_("Example: tanik concordance moskova.tanik 'dost* anlaşma' --order right"),
)
@study_argument
@query_argument
@click.option(
    "--order",
    cls=Option,
    type=click.Choice(["text", "left", "right", "match"]),
    default="text",
    help=N_("As in the sources, or by the words to the left, to the right, or by the match."),
)
@click.option(
    "--width",
    cls=Option,
    type=click.IntRange(10, 500),
    default=60,
    metavar="N",
    help=N_("Characters to the left and to the right."),
)
@limit_option
@json_option
@csv_option
def concordance(
    study: str, query: Sequence[str], order: Any, width: int, limit: int | None, as_json: bool, csv_path: str | None
) -> None:
    one_way(as_json, csv_path)
    most = limit or (_SHOWN if not (as_json or csv_path) else 1_000_000_000)
    with existing(study) as opened, Progress() as progress:
        found = opened.words.concordance(_one(query), order=order, limit=most, width=width, progress=progress)
        names = source_names(opened)
    if as_json:
        show_json({"total": found.total, "lines": [_line(line, names) for line in found.lines]})
    elif csv_path:
        write_rows(csv_path, [_line(line, names) for line in found.lines])
        tell(N_("The table is in {path}."), path=csv_path)
    elif not found.total:
        tell(N_("This stands nowhere in the study."))
    else:
        tell(N_("{n} places."), n=number(found.total))
        _show_lines(found.lines, names)
        if len(found.lines) < found.total:
            tell(N_("The first {n} are shown; --limit shows more, --csv writes all."), n=number(len(found.lines)))


def _line(line: Line, names: dict[str, str]) -> dict[str, Any]:
    row = asdict(line)
    return {"source": row.pop("source"), "source_name": names[line.source], **row, "codes": list(line.codes)}


def _show_lines(lines: Sequence[Line], names: dict[str, str]) -> None:
    """Every match under the one before: place, left, match, right, codes in brackets."""
    places = [" ".join(filter(None, (cut(names[line.source], 24), line.page))) for line in lines]
    left = max(width_of(line.left) for line in lines)
    place = max(map(width_of, places))
    for line, where in zip(lines, places, strict=True):
        before = " " * (place - width_of(where)) + "  " + " " * (left - width_of(line.left))
        codes = f"  [{', '.join(line.codes)}]" if line.codes else ""
        click.echo(f"{where}{before}{line.left}  {click.style(line.match, bold=True)}  {line.right}{codes}")


@click.command(
    "collocates",
    cls=Command,
    help=N_(
        "Show which words stand near a word more often than chance would have it.\n\n"
        "logDice does not depend on the size of the texts; MI favours rare words, t frequent ones; G² says how sure "
        "it is."
    ),
    epilog=N_("Example: tanik collocates moskova.tanik yardım --left 3 --right 3"),
)
@study_argument
@query_argument
@click.option("--left", cls=Option, type=click.IntRange(0, 50), default=5, metavar="N", help=N_("Words to the left."))
@click.option("--right", cls=Option, type=click.IntRange(0, 50), default=5, metavar="N", help=N_("Words to the right."))
@click.option(
    "--measure", cls=Option, type=click.Choice(_MEASURES), default="log_dice", help=N_("Order by this measure.")
)
@by_option
@least_option
@limit_option
@json_option
@csv_option
def collocates(
    study: str,
    query: Sequence[str],
    left: int,
    right: int,
    measure: Any,
    by: Any,
    least: int,
    limit: int | None,
    as_json: bool,
    csv_path: str | None,
) -> None:
    from tanik.analysis.subcorpora import ordered

    one_way(as_json, csv_path)
    with existing(study) as opened, Progress() as progress:
        found = opened.words.collocates(_one(query), left=left, right=right, by=by, least=least, progress=progress)
    shown = ordered(found, measure)[:limit]
    rows = [
        {"word": each.word, "o11": each.o11, "o12": each.o12, "o21": each.o21, "o22": each.o22, **asdict(each.measures)}
        for each in shown
    ]
    if not rows and not (as_json or csv_path):
        tell(N_("No word stands near it often enough."))
        return
    heads = (N_("word"), N_("near"), N_("by chance"), "logDice", "MI", "t", "G²")
    names = ("word", "o11", "e11", "log_dice", "mi", "t_score", "log_likelihood")
    _give(rows, heads, names, as_json, csv_path, limit)


@click.command(
    "dispersion",
    cls=Command,
    help=N_(
        "Show whether a word stands throughout the sources or only in some places.\n\n"
        "D (Juilland) is 1 and DP (Gries) is 0 when it is spread evenly."
    ),
    epilog=N_("Example: tanik dispersion moskova.tanik ihtilal --pieces 20"),
)
@study_argument
@query_argument
@click.option(
    "--pieces",
    cls=Option,
    type=click.IntRange(2, 10_000),
    metavar="N",
    help=N_("Compare so many pieces of equal length instead of the sources."),
)
@json_option
def dispersion(study: str, query: Sequence[str], pieces: int | None, as_json: bool) -> None:
    with existing(study) as opened, Progress() as progress:
        found = opened.words.dispersion(_one(query), pieces=pieces, progress=progress)
        names = source_names(opened)
    if as_json:
        show_json(asdict(found))
        return
    tell(
        N_("{n} places in {range} of {parts} parts; D {d}, DP {dp}, DP normalised {dp_norm}."),
        n=number(found.frequency),
        range=number(found.range),
        parts=number(len(found.parts)),
        d=decimal(found.juilland_d),
        dp=decimal(found.dp),
        dp_norm=decimal(found.dp_norm),
    )
    heads = (N_("part"), N_("words"), N_("places"), N_("in a million words"))
    rows = [
        (names.get(part.name, part.name), number(part.words), number(part.count), decimal(part.per_million))
        for part in found.parts
    ]
    show_table(heads, rows)


@click.command(
    "keywords",
    cls=Command,
    help=N_(
        "Show which words are typical of some statements against others: of one holder against another, of early "
        "against late sources.\n\n"
        "--first and --second are filters (see docs/analyses.md); without --second it is against all the rest of the "
        "study. G² says how sure a difference is (q: among all words together), log ratio says how large it is: +1 is "
        "twice as frequent."
    ),
    epilog=N_("Example: tanik keywords moskova.tanik --first holder=Akdere --second holder=Yalın"),
)
@study_argument
@click.option("--first", cls=Option, required=True, metavar=N_("FILTER"), help=N_("The words of these statements ..."))
@click.option("--second", cls=Option, metavar=N_("FILTER"), help=N_("... against the words of those."))
@click.option(
    "--whole",
    cls=Option,
    is_flag=True,
    help=N_("Take all words of the sources in which such statements stand, not only those of the statements."),
)
@by_option
@least_option
@limit_option
@json_option
@csv_option
def keywords(
    study: str,
    first: str,
    second: str | None,
    whole: bool,
    by: Any,
    least: int,
    limit: int | None,
    as_json: bool,
    csv_path: str | None,
) -> None:
    one_way(as_json, csv_path)
    with existing(study) as opened, Progress() as progress:
        found = opened.words.keywords(first, second, whole=whole, by=by, least=least, progress=progress)
    rows = [{**asdict(each.measures), "q": each.q} for each in found[:limit]]
    if not rows and not (as_json or csv_path):
        tell(N_("There are too few words to compare."))
        return
    heads = (N_("word"), N_("first"), N_("second"), "G² (2)", "G² (4)", "q", "log ratio", "%DIFF")
    names = ("word", "f1", "f2", "g2_two_term", "g2_four_cell", "q", "log_ratio", "percent_diff")
    _give(rows, heads, names, as_json, csv_path, limit)


def one_way(as_json: bool, csv_path: str | None) -> None:
    """UsageError when a command should answer in two ways at once."""
    if as_json and csv_path:
        raise UsageError("T205", N_("--json and --csv cannot be used together."), N_("Choose one of them."))


def _give(
    rows: list[dict[str, Any]],
    heads: Sequence[str],
    names: Sequence[str],
    as_json: bool,
    csv_path: str | None,
    limit: int | None,
) -> None:
    if as_json:
        show_json(rows)
    elif csv_path:
        write_rows(csv_path, rows)
        tell(N_("The table is in {path}."), path=csv_path)
    else:
        shown = rows[: limit or _SHOWN]
        show_table(heads, [tuple(_cell(row[name]) for name in names) for row in shown])
        if len(shown) < len(rows):
            tell(N_("The first {n} are shown; --limit shows more, --csv writes all."), n=number(len(shown)))


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return value
    return number(value) if isinstance(value, int) else decimal(value)


def decimal(value: float | None) -> str:
    """Up to four significant digits, written as in the user's language; a dash for None."""
    if value is None:
        return "–"
    if 1_000 <= abs(value) < 1e15:
        return number(round(value)).replace("-", "−")
    text = (f"{value:.0f}" if value == int(value) else f"{value:.4g}").replace("-", "−")
    return text.replace(".", ",") if language() == "tr" else text
