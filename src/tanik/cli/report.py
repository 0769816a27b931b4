"""``tanik report``: the report of a study, again or in the other language."""

from __future__ import annotations

from typing import Any

import click

from tanik.cli.acting import policy_option
from tanik.cli.opening import existing, study_argument
from tanik.cli.terminal import tell
from tanik.cli.wording import Command, Option, language
from tanik.translation import LANGUAGES, N_


@click.command(
    "report",
    cls=Command,
    help=N_(
        "Write the report of a study as one HTML file.\n\n"
        "It opens in any browser, also without a network, and prints well. It shows what was read, who speaks of whom, "
        "for or against, the dates, the people, the works cited, the doubts and the text, and every number leads to "
        "its passages."
    ),
    epilog=N_("Example: tanik report moskova.tanik -o moskova.html --language en"),
)
@study_argument
@click.option("-o", "--output", cls=Option, required=True, metavar=N_("FILE"), help=N_("The HTML file to write."))
@click.option(
    "--language",
    "report_language",
    cls=Option,
    type=click.Choice(LANGUAGES),
    help=N_("The language of the report; without it, the language in which Tanık speaks to you."),
)
@click.option("--title", cls=Option, metavar=N_("TEXT"), help=N_("The title on the first line of the report."))
@policy_option
def command(study: str, output: str, report_language: str | None, title: str | None, policy: Any) -> None:
    with existing(study) as opened:
        opened.report(output, language=report_language or language(), title=title, policy=policy)
    tell(N_("The report is in {path}."), path=output)
