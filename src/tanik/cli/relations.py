"""``tanik relations``: the networks in the statements of a study: who speaks of whom, who agrees with whom."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tanik.cli.opening import existing, json_option, study_argument
from tanik.cli.terminal import number, show_json, show_table, tell
from tanik.cli.wording import Command, Option, say
from tanik.cli.words import decimal
from tanik.errors import UsageError
from tanik.exchange.spreadsheet import write_rows
from tanik.translation import N_

if TYPE_CHECKING:
    from tanik.analysis.backbone import Step
    from tanik.analysis.networks import Choice, Network
    from tanik.analysis.polarisation import Polarisation
    from tanik.analysis.statement_columns import StatementColumns
    from tanik.analysis.statement_table import StatementTable
    from tanik.analysis.who_whom import WhoWhom

_SHOWN = 40
_MODES = ("holder", "target", "topic", "source")
WHO_WHOM = N_("Who speaks of whom")
AGREEMENT = N_("Who agrees with whom")
WHO_WHOM_LEGEND = N_("Arrow: holder to target; blue for, broken orange against, violet divided, grey not evaluating")
AGREEMENT_LEGEND = N_("Blue: they agree; broken orange: they disagree; one shape for each camp")


@click.command(
    "relations",
    cls=Command,
    help=N_(
        "Show the networks in the statements of a study.\n\n"
        "who-whom: who speaks of whom, for or against. one-mode: who agrees (congruence) or disagrees (conflict) with "
        "whom about the same targets or topics, or one less the other (subtract). two-mode: who speaks of what. FILTER "
        "chooses the statements, such as said=1920/1922 (see docs/analyses.md)."
    ),
    epilog=N_("Example: tanik relations moskova.tanik --type one-mode --camps 2 --picture camps.png"),
)
@study_argument
@click.option(
    "--type",
    "kind",
    cls=Option,
    type=click.Choice(["who-whom", "one-mode", "two-mode"]),
    default="who-whom",
    help=N_("What is joined to what."),
)
@click.option("--row", cls=Option, type=click.Choice(_MODES), default="holder", help=N_("Who or what is joined."))
@click.option(
    "--column", cls=Option, type=click.Choice(_MODES), default="target", help=N_("To what, or by what they are joined.")
)
@click.option(
    "--aggregation",
    cls=Option,
    type=click.Choice(["ignore", "congruence", "conflict", "subtract"]),
    default="subtract",
    help=N_("What is made of for and against."),
)
@click.option(
    "--normalisation",
    "--normalization",
    cls=Option,
    type=click.Choice(["no", "average", "jaccard", "cosine", "activity", "prominence"]),
    default="no",
    help=N_("How those who speak much are weighed against those who speak little."),
)
@click.option(
    "--duplicates",
    cls=Option,
    type=click.Choice(["include", "document", "week", "month", "year", "acrossrange"]),
    default="document",
    help=N_("Within what a repeated statement counts once; include counts all."),
)
@click.option("--filter", "chosen", cls=Option, metavar=N_("FILTER"), default="", help=N_("Only these statements."))
@click.option(
    "--least",
    cls=Option,
    type=click.IntRange(min=1),
    default=1,
    metavar="N",
    help=N_("Only who-whom ties of at least so many statements."),
)
@click.option(
    "--camps",
    cls=Option,
    type=click.IntRange(min=2),
    metavar="N",
    help=N_("Look for at most so many camps that agree inside and disagree with each other (one-mode)."),
)
@click.option(
    "--backbone", cls=Option, is_flag=True, help=N_("Show which targets or topics carry the network (one-mode).")
)
@click.option("--picture", cls=Option, metavar=N_("FILE"), help=N_("Draw the network: .svg, .png or .pdf."))
@click.option(
    "--out",
    cls=Option,
    metavar=N_("FILE"),
    help=N_("Write the network to a file: .graphml, .gexf, .csv (table) or .edges.csv (ties)."),
)
@json_option
def command(study: str, kind: str, chosen: str, **given: Any) -> None:
    from tanik.analysis.filters import parse_filter

    picture = _picture(given["picture"])
    filter = parse_filter(chosen)
    _check(kind, given, picture)
    with existing(study) as opened:
        table = filter.apply(opened.statement_table())
    if kind == "who-whom":
        _who_whom(table, given, picture)
    else:
        _discourse(table, kind, given, picture)


def _picture(path: str | None) -> Path | None:
    from tanik.report.network_figure import check_picture

    if path is None:
        return None
    check_picture(Path(path))
    return Path(path)


def _check(kind: str, given: dict[str, Any], picture: Path | None) -> None:
    """UsageError T797 for what only another kind of network has."""
    wanted = [name for name in ("camps", "backbone") if given[name] and kind != "one-mode"]
    if picture is not None and kind == "two-mode":
        wanted.append("picture")
    if kind == "two-mode" and given["aggregation"] in ("congruence", "conflict"):
        wanted.append("aggregation")
    if wanted:
        raise UsageError(
            "T797",
            N_("A {kind} network has no {option}."),
            N_("Write --type one-mode, or leave it out."),
            kind=kind,
            option=f"--{wanted[0]}",
        )


def _who_whom(table: StatementTable, given: dict[str, Any], picture: Path | None) -> None:
    from tanik.analysis.who_whom import who_whom
    from tanik.exchange.signed_graph_files import check_signed_ending

    if given["out"] and not given["out"].lower().endswith(".csv"):
        check_signed_ending(Path(given["out"]))
    found = who_whom(table, least=given["least"])
    rows = [
        {
            **{"holder": tie.holder, "holder_name": found.names[tie.holder]},
            **{"target": tie.target, "target_name": found.names[tie.target], "statements": tie.statements},
            **{each: getattr(tie, each) for each in ("positive", "negative", "mixed", "neutral", "mean")},
            "ids": list(tie.ids),
        }
        for tie in found.ties
    ]
    if given["out"]:
        _write_who_whom(found, rows, Path(given["out"]))
    if picture is not None and rows:
        from tanik.report.network_figure import who_whom_chart, write_picture

        write_picture(who_whom_chart(found, say(WHO_WHOM), say(WHO_WHOM_LEGEND)), picture)
    if given["as_json"]:
        show_json(rows)
        return
    if not rows:
        tell(N_("No such statement was found."))
        return
    heads = (N_("who"), N_("about whom"), N_("statements"), "+", "−", "±", "○", N_("mean"))
    names = ("holder_name", "target_name")
    counts = ("statements", "positive", "negative", "mixed", "neutral")
    show_table(
        heads,
        [
            (*(str(row[name]) for name in names), *(number(int(row[c])) for c in counts), decimal(row["mean"]))
            for row in rows[:_SHOWN]
        ],
    )
    if len(rows) > _SHOWN:
        tell(N_("The {n} strongest ties are shown; --json or --out gives all."), n=_SHOWN)
    _tell_files(given["out"], picture)


def _write_who_whom(found: WhoWhom, rows: list[dict[str, Any]], out: Path) -> None:
    from tanik.exchange.signed_graph_files import write_who_whom

    if out.suffix.lower() == ".csv":
        write_rows(str(out), rows)
    else:
        write_who_whom(found, out)


def _discourse(table: StatementTable, kind: str, given: dict[str, Any], picture: Path | None) -> None:
    from tanik.analysis.networks import Choice, network
    from tanik.analysis.polarisation import polarisation
    from tanik.analysis.who_whom import columns_of
    from tanik.exchange.graph_files import check_ending, write_network

    if given["out"]:
        check_ending(Path(given["out"]))
    mode: Any = kind
    choice = Choice(mode, given["aggregation"], given["normalisation"], given["duplicates"], (-1, 1))
    columns = columns_of(table, given["row"], given["column"])
    found = _named(network(columns, choice), table)
    camps = polarisation(found, given["camps"]) if given["camps"] else None
    steps = _backbone(columns, choice) if given["backbone"] else None
    if given["out"]:
        write_network(found, Path(given["out"]))
    if picture is not None and len(found.values):
        from tanik.report.network_figure import one_mode_chart, write_picture

        members = camps.camps if camps else ()
        write_picture(one_mode_chart(found, members, say(AGREEMENT), say(AGREEMENT_LEGEND)), picture)
    if given["as_json"]:
        answer: dict[str, Any] = {
            **{"type": found.kind, "rows": found.rows, "columns": found.columns, "matrix": found.matrix()},
            **{"statements": found.statements, "undated": found.undated},
        }
        if camps:
            answer["camps"] = asdict(camps)
        if steps is not None:
            answer["backbone"] = [{**asdict(step), "concept": table.name(step.concept)} for step in steps]
        show_json(answer)
        return
    _tell_discourse(found)
    if camps:
        _tell_camps(camps)
    if steps is not None:
        click.echo()
        heads = (N_("left out"), N_("loss of what remains"), N_("loss of what was left out"), N_("statements"))
        show_table(
            heads,
            [
                (table.name(s.concept), decimal(s.backbone_loss), decimal(s.redundant_loss), number(s.statements))
                for s in steps
            ],
        )
    _tell_files(given["out"], picture)


def _named(found: Network, table: StatementTable) -> Network:
    """The network with what is shown in the place of keys; two keys of one name stay apart."""
    labels: dict[str, str] = {}
    for key in sorted({*found.rows, *found.columns}):
        name = table.name(key)
        labels[key] = f"{name} ({key})" if name in labels.values() else name
    return replace(
        found, rows=tuple(labels[key] for key in found.rows), columns=tuple(labels[key] for key in found.columns)
    )


def _backbone(columns: StatementColumns, choice: Choice) -> tuple[Step, ...]:
    from tanik.analysis.backbone import backbone

    return backbone(columns, choice)


def _tell_discourse(found: Network) -> None:
    both = found.kind == "one-mode"
    ties = zip(found.sources.tolist(), found.targets.tolist(), found.values.tolist(), strict=True)
    strongest = sorted((-abs(v), s, t, v) for s, t, v in ties if not both or s < t)
    tell(
        N_("{statements} statements, {rows} by {columns} names, {ties} ties."),
        statements=number(found.statements),
        rows=number(len(found.rows)),
        columns=number(len(found.columns)),
        ties=number(len(strongest)),
    )
    if strongest:
        click.echo()
        cells = [(found.rows[s], found.columns[t], decimal(v)) for _, s, t, v in strongest[:_SHOWN]]
        show_table((N_("row"), N_("column"), N_("tie")), cells)
    if len(strongest) > _SHOWN:
        tell(N_("The {n} strongest ties are shown; --json or --out gives all."), n=_SHOWN)


def _tell_camps(camps: Polarisation) -> None:
    click.echo()
    tell(
        N_(
            "Camps: signed modularity {quality}; {inside} of the agreement lies inside them, {between} of the "
            "disagreement between them."
        ),
        quality=decimal(camps.quality),
        inside=decimal(camps.agreement_inside),
        between=decimal(camps.disagreement_between),
    )
    for n, members in enumerate(camps.camps):
        tell(N_("Camp {n}: {names}"), n=n + 1, names=", ".join(members))


def _tell_files(out: str | None, picture: Path | None) -> None:
    if out:
        tell(N_("The network is in {path}."), path=out)
    if picture is not None:
        tell(N_("The picture is in {path}."), path=picture)
