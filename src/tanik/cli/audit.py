"""``tanik audit``: does every citation lead to a work, and does every quotation say what its source says?"""

from __future__ import annotations

from typing import Any

import click

from tanik.cli.opening import existing, json_option, study_argument
from tanik.cli.progress import Progress
from tanik.cli.terminal import number, show_json, show_table, tell
from tanik.cli.wording import Command, Option, say
from tanik.errors import UsageError
from tanik.exchange.spreadsheet import write_rows
from tanik.translation import N_


@click.command(
    "audit",
    cls=Command,
    help=N_(
        "Check every citation and every quotation of a study against its sources.\n\n"
        "A quotation whose source is in the study is searched there, first on the cited page: exact, altered (with "
        "the words that differ), elsewhere (with the page), or absent. Old spelling, ellipses, the case ending of the "
        "last word and errors of text recognition are no alterations. A citation leads to a work, or is a doubt."
    ),
    epilog=N_("Example: tanik audit moskova.tanik --csv audit.csv"),
)
@study_argument
@click.option(
    "--all", "show_all", cls=Option, is_flag=True, help=N_("Show the quotations that could not be compared, too.")
)
@json_option
@click.option(
    "--csv",
    "csv_path",
    cls=Option,
    metavar=N_("FILE"),
    help=N_("Write the quotations to a CSV file, for a spreadsheet."),
)
def command(study: str, show_all: bool, as_json: bool, csv_path: str | None) -> None:
    if as_json and csv_path:
        raise UsageError("T205", N_("--json and --csv cannot be used together."), N_("Choose one of them."))
    with existing(study) as opened, Progress(quiet=as_json) as progress:
        found = opened.checks.audit(progress=progress)
    if csv_path:
        write_rows(csv_path, [_row(each) for each in found.quotations])
        tell(N_("The audit is in {path}."), path=csv_path)
    elif as_json:
        show_json(
            {
                "counts": found.counts,
                "terms": found.terms,
                "quotations": found.quotations,
                "citations": found.citations,
            }
        )
    else:
        _show_quotations(found.quotations, found.counts, show_all)
        tell("")
        _show_citations(found.citations)


def _show_quotations(quotations: list[dict[str, Any]], counts: dict[str, int], show_all: bool) -> None:
    from tanik.report.check_words import MEANINGS, VERDICTS

    if not quotations:
        tell(N_("There are no quotations in this study."))
        return
    shown = [each for each in quotations if show_all or each["verdict"] not in ("no_source", "no_citation")]
    if shown:
        heads = (N_("source"), N_("page"), N_("citation"), N_("result"), N_("found on page"), N_("words"))
        show_table(heads, [_cells(each) for each in shown])
        tell("")
    for verdict, count in counts.items():
        if count:
            tell(
                "{count} × {verdict}. {meaning}",
                count=number(count),
                verdict=say(VERDICTS[verdict]),
                meaning=say(MEANINGS[verdict]),
            )


def _cells(row: dict[str, Any]) -> tuple[str, ...]:
    from tanik.report.check_words import VERDICTS

    found = row["found"]
    place = ""
    if found is not None:
        place = found["page"] or "–"
        if found["source_name"] != row["cited_source"]:
            place = f"{found['source_name']}, {place}"
    differences = "; ".join(_difference(each) for each in row["differences"] if not each["tolerated"])
    words = f"{row['text']} [{differences}]" if differences else row["text"]
    return row["source_name"], row["page"] or "", row["citation"], say(VERDICTS[row["verdict"]]), place, words


def _difference(each: dict[str, Any]) -> str:
    from tanik.report.check_words import DIFFERENCES

    words = f"{each['quoted'] or '∅'} ≠ {each['source'] or '∅'}"
    return f"{words}: {say(DIFFERENCES[each['kind']])}"


def _show_citations(citations: list[dict[str, Any]]) -> None:
    from tanik.report.check_words import citation_doubt

    doubtful = [each for each in citations if not each["resolved"]]
    if doubtful:
        heads = (N_("source"), N_("page"), N_("citation"), N_("doubt"))
        rows = []
        for each in doubtful:
            reasons = []
            for doubt in each["doubts"]:
                alternatives = " / ".join(doubt["alternatives"])
                title = say(citation_doubt(doubt["kind"]))
                reasons.append(f"{title} ({alternatives})" if alternatives else title)
            rows.append((each["source_name"], each["page"] or "", each["label"], "; ".join(reasons)))
        show_table(heads, rows)
        tell("")
    tell(
        N_("Citations: {resolved} of {all} lead to a work without a doubt."),
        resolved=number(len(citations) - len(doubtful)),
        all=number(len(citations)),
    )


def _row(each: dict[str, Any]) -> dict[str, Any]:
    """A quotation as one row of a spreadsheet."""
    found = each["found"] or {}
    return {name: each[name] for name in ("id", "source_name", "page", "text", "citation", "verdict", "likeness")} | {
        "found_source": found.get("source_name", ""),
        "found_page": found.get("page", ""),
        "found_text": found.get("text", ""),
        "differences": [_difference(one) for one in each["differences"]],
    }
