"""``tanik network``, ``keyness``, ``collocation`` and ``ca``: the measures by themselves, for any CSV file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tanik.cli.opening import json_option
from tanik.cli.terminal import number, percent, show_table, tell
from tanik.cli.wording import Argument, Command, Option, say
from tanik.cli.words import decimal
from tanik.errors import Phrase, UsageError
from tanik.translation import N_

if TYPE_CHECKING:
    from tanik.analysis.networks import Network
    from tanik.analysis.statement_columns import Duplicates, StatementColumns
    from tanik.exchange.csv_tables import CsvTable

KINDS = ("one-mode", "two-mode")
AGGREGATIONS = ("ignore", "congruence", "conflict", "subtract", "combine")
NORMALISATIONS = ("no", "average", "jaccard", "cosine", "activity", "prominence")
DUPLICATES = ("include", "document", "week", "month", "year", "acrossrange")

DOCUMENT_COLUMNS = ("document_id", "document", "doc_id", "source", "source_id", "document_title")
DATE_COLUMNS = ("date", "said", "written")
_SHOWN = 30

table_argument = click.argument("table", cls=Argument, metavar=N_("TABLE"))


@click.command(
    "network",
    cls=Command,
    help=N_(
        "Make a discourse network from a table of statements.\n\n"
        "TABLE is a CSV file with a statement in each row. A two-mode network joins who speaks (--row) to what is "
        "spoken of (--column); a one-mode network joins those who speak of the same things, by agreement "
        "(congruence), disagreement (conflict), or one less the other (subtract)."
    ),
    epilog=N_(
        "Example: tanik network statements.csv --type one-mode --row holder --column target --qualifier polarity "
        "--aggregation subtract --duplicates document"
    ),
)
@table_argument
@click.option(
    "--type", "kind", cls=Option, type=click.Choice(KINDS), default="two-mode", help=N_("What is joined to what.")
)
@click.option("--row", cls=Option, metavar=N_("COLUMN"), required=True, help=N_("The column that says who speaks."))
@click.option(
    "--column", cls=Option, metavar=N_("COLUMN"), required=True, help=N_("The column that says of what they speak.")
)
@click.option(
    "--qualifier",
    cls=Option,
    metavar=N_("COLUMN"),
    help=N_("The column that says for or against: 1 and 0, yes and no, positive and negative, or a scale."),
)
@click.option(
    "--aggregation",
    cls=Option,
    type=click.Choice(AGGREGATIONS),
    default="ignore",
    help=N_("What is made of for and against."),
)
@click.option(
    "--normalisation",
    "--normalization",
    cls=Option,
    type=click.Choice(NORMALISATIONS),
    default="no",
    help=N_("How those who speak much are weighed against those who speak little."),
)
@click.option(
    "--duplicates",
    cls=Option,
    type=click.Choice(DUPLICATES),
    default="include",
    help=N_("Within what a repeated statement counts once; include counts all."),
)
@click.option(
    "--scale",
    cls=Option,
    type=(int, int),
    metavar=N_("LOWEST HIGHEST"),
    help=N_("The ends of the scale of --qualifier, where they may not occur in the table."),
)
@click.option(
    "--document",
    cls=Option,
    metavar=N_("COLUMN"),
    help=N_("The column of documents, for --duplicates document (usually found by its name)."),
)
@click.option(
    "--date",
    cls=Option,
    metavar=N_("COLUMN"),
    help=N_("The column of dates, for --duplicates week, month or year (usually found by its name)."),
)
@click.option(
    "--out",
    cls=Option,
    metavar=N_("FILE"),
    help=N_("Write the network to a file: .graphml, .gexf, .csv (table) or .edges.csv (ties)."),
)
@json_option
def network(**given: Any) -> None:
    from tanik.analysis.networks import Choice
    from tanik.analysis.networks import network as compute
    from tanik.exchange.csv_tables import read_csv_table
    from tanik.exchange.graph_files import check_ending, write_network

    out = Path(given["out"]) if given["out"] else None
    if out is not None:
        check_ending(out)
    scale = given["scale"]
    if scale is not None and scale[0] >= scale[1]:
        raise UsageError(
            "T736",
            N_("The scale from {lowest} to {highest} is none."),
            N_("Write its lowest value first: --scale -5 5."),
            lowest=scale[0],
            highest=scale[1],
        )
    table = read_csv_table(Path(given["table"]))
    columns, left_out, polar = _statements(table, given)
    choice = Choice(
        given["kind"],
        given["aggregation"],
        given["normalisation"],
        given["duplicates"],
        scale or ((-1, 1) if polar else None),
    )
    result = compute(columns, choice)
    if out is not None:
        write_network(result, out)
    if given["as_json"]:
        _json(
            {
                "type": result.kind,
                "rows": result.rows,
                "columns": result.columns,
                "matrix": result.matrix(),
                "statements": result.statements,
                "left_out": left_out,
                "undated": result.undated,
            }
        )
    else:
        _tell_network(result, left_out, out)


def _statements(table: CsvTable, given: dict[str, Any]) -> tuple[StatementColumns, int, bool]:
    """The statements that can be counted, how many cannot, and whether for and against are said in words."""
    from tanik.analysis.statement_columns import StatementColumns

    rows, columns = table.column(given["row"]), table.column(given["column"])
    named = given["qualifier"]
    needed = given["aggregation"] != "ignore" or given["normalisation"] == "jaccard"
    if named:
        table.column(named)  # also a column that is not needed should be there
    qualifiers = table.qualifiers(named) if named and needed else None
    polar = qualifiers is not None and table.polar(named)
    if qualifiers is not None and given["scale"] is not None:
        _check_scale(table, named, qualifiers, given["scale"])
    rule: Duplicates = given["duplicates"]
    documents = table.column(_column(table, given, "document", DOCUMENT_COLUMNS)) if rule == "document" else None
    timed = rule in ("week", "month", "year")
    dates = table.dates(_column(table, given, "date", DATE_COLUMNS)) if timed else None
    kept = [n for n in range(len(rows)) if rows[n] and columns[n] and (qualifiers is None or qualifiers[n] is not None)]
    if not kept:
        raise UsageError(
            "T737",
            N_("No row of {path} has a value in every column that is needed: {columns}."),
            N_("Check that these are the columns you mean."),
            path=table.path,
            columns=", ".join(name for name in (given["row"], given["column"], named) if name),
        )
    return (
        StatementColumns(
            [rows[n] for n in kept],
            [columns[n] for n in kept],
            [value for n in kept if (value := qualifiers[n]) is not None] if qualifiers is not None else None,
            [documents[n] for n in kept] if documents is not None else None,
            [dates[n] for n in kept] if dates is not None else None,
        ),
        len(rows) - len(kept),
        polar,
    )


def _column(table: CsvTable, given: dict[str, Any], option: str, usual: Sequence[str]) -> str:
    name: str | None = given[option] or table.first_of(usual)
    if name is None:
        raise UsageError(
            "T738",
            N_("--duplicates {rule} needs a column of {what}, and {path} has none with a usual name ({names})."),
            N_("Name it with {option} COLUMN."),
            rule=given["duplicates"],
            what=Phrase(N_("documents")) if option == "document" else Phrase(N_("dates")),
            path=table.path,
            names=", ".join(usual),
            option=f"--{option}",
        )
    return name


def _check_scale(table: CsvTable, column: str, values: Sequence[int | None], scale: tuple[int, int]) -> None:
    for value, row in zip(values, table.numbers, strict=True):
        if value is not None and not scale[0] <= value <= scale[1]:
            raise UsageError(
                "T739",
                N_("Row {row}, column “{column}” of {path}: {value} is not between {lowest} and {highest}."),
                N_("Correct the cell or --scale."),
                row=row,
                column=column,
                path=table.path,
                value=value,
                lowest=scale[0],
                highest=scale[1],
            )


def _tell_network(result: Network, left_out: int, out: Path | None) -> None:
    both = result.kind == "one-mode"
    strongest = sorted(
        (
            (-abs(value), source, target, value)
            for source, target, value in zip(
                result.sources.tolist(), result.targets.tolist(), result.values.tolist(), strict=True
            )
            if not both or source < target
        ),
    )
    tell(
        N_("{statements} statements, {rows} by {columns} names, {ties} ties."),
        statements=number(result.statements),
        rows=number(len(result.rows)),
        columns=number(len(result.columns)),
        ties=number(len(strongest)),
    )
    if left_out:
        tell(N_("{n} rows without a value in a column that is needed were left out."), n=number(left_out))
    if result.undated:
        tell(N_("{n} statements have no date that is exact enough; all of them count."), n=number(result.undated))
    if strongest:
        click.echo()
        heads = (N_("row"), N_("column"), N_("tie"))
        cells = [(result.rows[s], result.columns[t], decimal(v)) for _, s, t, v in strongest[:_SHOWN]]
        show_table(heads, cells)
    if len(strongest) > _SHOWN:
        tell(N_("The {n} strongest ties are shown; --json or --out gives all."), n=_SHOWN)
    if out is not None:
        tell(N_("The network is in {path}."), path=out)


@click.command(
    "keyness",
    cls=Command,
    help=N_(
        "Compare how frequent words are in two corpora.\n\n"
        "TABLE is a CSV file with the columns word, f1 and f2: how often the word stands in the first and in the "
        "second corpus. G² says how sure a difference is (two-term: Rayson; four-cell: Dunning), log ratio and %DIFF "
        "say how large it is."
    ),
    epilog=N_("Example: tanik keyness counts.csv --n1 50000 --n2 75000"),
)
@table_argument
@click.option(
    "--n1", cls=Option, type=click.IntRange(min=1), required=True, metavar="N", help=N_("Words of the first corpus.")
)
@click.option(
    "--n2", cls=Option, type=click.IntRange(min=1), required=True, metavar="N", help=N_("Words of the second corpus.")
)
@json_option
def keyness(table: str, n1: int, n2: int, as_json: bool) -> None:
    from tanik.analysis.keyness import EFFECT, TEST
    from tanik.analysis.keyness import keyness as compute
    from tanik.exchange.csv_tables import read_csv_table

    counts = read_csv_table(Path(table))
    words, firsts, seconds = counts.column("word"), counts.whole("f1"), counts.whole("f2")
    for column, values, option, size in (("f1", firsts, "--n1", n1), ("f2", seconds, "--n2", n2)):
        _check_sizes(counts, column, values, option, size)
    found = [compute(f1, f2, n1, n2, word) for word, f1, f2 in zip(words, firsts, seconds, strict=True)]
    if as_json:
        _json([{**asdict(each), "test": TEST, "effect": EFFECT} for each in found])
    else:
        heads = (N_("word"), "f1", "f2", "G² (2)", "G² (4)", "log ratio", "%DIFF")
        shown = sorted(found, key=lambda each: (-each.g2_four_cell, each.word))
        show_table(
            heads,
            [
                (
                    each.word,
                    number(each.f1),
                    number(each.f2),
                    decimal(each.g2_two_term),
                    decimal(each.g2_four_cell),
                    decimal(each.log_ratio),
                    decimal(each.percent_diff),
                )
                for each in shown
            ],
        )


def _check_sizes(table: CsvTable, column: str, values: Sequence[int], option: str, size: int) -> None:
    for value, row in zip(values, table.numbers, strict=True):
        if value > size:
            raise UsageError(
                "T732",
                N_("Row {row}, column “{column}” of {path}: {value} is more than all words ({option} {size})."),
                N_("Give the number of all words of the corpus, not of different words."),
                row=row,
                column=column,
                path=table.path,
                value=value,
                option=option,
                size=size,
            )


@click.command(
    "collocation",
    cls=Command,
    help=N_(
        "Measure how strongly two words attract each other.\n\n"
        "TABLE is a CSV file with the columns o11 (both words together), o12 (the first without the second), o21 (the "
        "second without the first) and o22 (neither), and if you like a column word."
    ),
    epilog=N_("Example: tanik collocation counts.csv --json"),
)
@table_argument
@json_option
def collocation(table: str, as_json: bool) -> None:
    from tanik.analysis.collocations import association
    from tanik.exchange.csv_tables import read_csv_table

    counts = read_csv_table(Path(table))
    cells = list(zip(*(counts.whole(name) for name in ("o11", "o12", "o21", "o22")), strict=True))
    words = counts.column("word") if "word" in counts.heads else None
    for place, four in enumerate(cells):
        if not any(four):
            raise UsageError(
                "T728",
                N_("The row “{name}” has only zeros."),
                N_("The four counts add up to all words or pairs of the corpus."),
                name=words[place] if words else counts.numbers[place],
            )
    found = [asdict(association(*four)) for four in cells]
    names = words or [" ".join(map(str, four)) for four in cells]
    if as_json:
        _json([{**({"word": word} if words else {}), **each} for word, each in zip(names, found, strict=True)])
    else:
        measures = ("mi", "t_score", "z_score", "log_likelihood", "chi2", "dice", "log_dice")
        heads = (N_("word") if words else "o11 o12 o21 o22", "MI", "t", "z", "G²", "χ²", "Dice", "logDice")
        rows = [(name, *(decimal(each[m]) for m in measures)) for name, each in zip(names, found, strict=True)]
        show_table(heads, rows)


@click.command(
    "ca",
    cls=Command,
    help=N_(
        "Correspondence analysis: which rows and columns of a table of counts go together.\n\n"
        "TABLE is a CSV file with names in its first line and its first column and counts in all other cells."
    ),
    epilog=N_("Example: tanik ca table.csv --json"),
)
@table_argument
@json_option
def ca(table: str, as_json: bool) -> None:
    from tanik.analysis.correspondence import correspondence
    from tanik.exchange.csv_tables import read_csv_table

    counts = read_csv_table(Path(table))
    names, columns = [row[0] for row in counts.rows], counts.heads[1:]
    cells = list(zip(*(counts.numbers_of(name) for name in columns), strict=True))
    result = correspondence(cells, names, columns)
    if as_json:
        answer: dict[str, Any] = {
            "eigenvalues": result.eigenvalues,
            "percent": result.percent,
            "total_inertia": result.total_inertia,
            "chi2": result.chi2,
        }
        for key, side, points in (("rows", "row", result.rows), ("columns", "col", result.columns)):
            answer |= {
                key: points.names,
                f"{side}_mass": points.mass,
                f"{side}_chidist": points.distance,
                f"{side}_inertia": points.inertia,
                f"{side}_principal": points.principal,
                f"{side}_contribution": points.contribution,
                f"{side}_correlation": points.correlation,
            }
        _json(answer)
        return
    shares = " + ".join(percent(share, 2) for share in result.percent[:2])
    tell(
        N_("Inertia {inertia}, of which the first axes show {shares}."),
        inertia=decimal(result.total_inertia),
        shares=shares,
    )
    for points, head in ((result.rows, N_("row")), (result.columns, N_("column"))):
        click.echo()
        axes = [say(N_("axis {n}"), n=n + 1) for n in range(min(2, len(result.eigenvalues)))]
        rows = [
            (name, decimal(mass), *(decimal(value) for value in place[:2]))
            for name, mass, place in zip(points.names, points.mass, points.principal, strict=True)
        ]
        show_table((head, N_("mass"), *axes), rows)


def _json(value: Any) -> None:
    # On one line: a network has so many cells that a line for each would be unreadable too.
    click.echo(json.dumps(value, ensure_ascii=False, allow_nan=False))
