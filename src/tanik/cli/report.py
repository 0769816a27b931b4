"""``tanik report``: the report of a study, again or in the other language."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tanik.cli.acting import policy_option
from tanik.cli.opening import existing, study_argument
from tanik.cli.progress import Progress
from tanik.cli.terminal import tell
from tanik.cli.wording import Command, Option, language
from tanik.translation import LANGUAGES, N_


@click.command(
    "report",
    cls=Command,
    help=N_(
        "Write the report of a study: a page (.html) or a text document (.docx).\n\n"
        "It shows the findings, who sees whom how, hindsight, amounts, source criticism and how it was made, with a "
        "note for every passage. The page, which opens in any browser without a network, also has what was read, the "
        "dates, the people, the works cited, the doubts and the text."
    ),
    epilog=N_("Example: tanik report moskova.tanik -o moskova.html --language en"),
)
@study_argument
@click.option(
    "-o", "--output", cls=Option, required=True, metavar=N_("FILE"), help=N_("The file to write: .html or .docx.")
)
@click.option(
    "--language",
    "report_language",
    cls=Option,
    type=click.Choice(LANGUAGES),
    help=N_("The language of the report; without it, the language in which Tanık speaks to you."),
)
@click.option("--title", cls=Option, metavar=N_("TEXT"), help=N_("The title on the first line of the report."))
@click.option(
    "--figures",
    cls=Option,
    metavar=N_("FOLDER"),
    help=N_("Write every picture there, too: SVG, PNG (300 dots an inch) and PDF."),
)
@click.option(
    "--tables",
    cls=Option,
    metavar=N_("FOLDER"),
    help=N_("Write every table there, too, whole and with the ids behind each row: CSV, XLSX and Parquet."),
)
@policy_option
def command(
    study: str,
    output: str,
    report_language: str | None,
    title: str | None,
    figures: str | None,
    tables: str | None,
    policy: Any,
) -> None:
    code = report_language or language()
    document = output.lower().endswith(".docx")
    with existing(study) as opened, Progress() as progress:
        if document or figures or tables:
            where = "" if policy == "all" else f"policy={policy}"
            made = opened.publishing.publication(code, where=where, title=title, progress=progress)
            if figures:
                opened.publishing.figures(Path(figures), made)
            if tables:
                opened.publishing.tables(Path(tables), made)
        if document:
            opened.publishing.docx(Path(output), made)
        else:
            opened.report(output, language=code, title=title, policy=policy)
    tell(N_("The report is in {path}."), path=output)
    for folder in filter(None, (figures, tables)):
        tell(N_("Files of the report are in {path}."), path=folder)
