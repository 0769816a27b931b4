"""``tanik bibliography``: the works of a study in a style of citation."""

from __future__ import annotations

import html
from pathlib import Path

import click

from tanik.cli.opening import existing, json_option, study_argument
from tanik.cli.terminal import number, show_json, tell, warn
from tanik.cli.wording import Command, Option, language, say
from tanik.translation import LANGUAGES, N_

_STYLES = ("apa", "chicago", "chicago-author-date", "mla", "isnad", "isnad-author-date")
_PAGE = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>
<style>body{{font:1rem/1.5 serif;max-width:42rem;margin:2rem auto;padding:0 1rem}}
p{{padding-left:2rem;text-indent:-2rem;margin:.4rem 0}}</style></head>
<body><h1>{title}</h1>
{entries}
</body></html>
"""


@click.command(
    "bibliography",
    cls=Command,
    help=N_(
        "Write the bibliography of a study in APA, Chicago, MLA or İSNAD style, in Turkish or English.\n\n"
        "It has the sources of the study and the works that they cite. What the data do not say, such as the title of "
        "a work that is known from its citations only, is named at the end."
    ),
    epilog=N_("Example: tanik bibliography moskova.tanik --style isnad --language tr"),
)
@study_argument
@click.option("--style", cls=Option, type=click.Choice(_STYLES), default="chicago", help=N_("The style of citation."))
@click.option("--language", "written_in", cls=Option, type=click.Choice(LANGUAGES), help=N_("Its language."))
@click.option(
    "--of", "which", cls=Option, type=click.Choice(["all", "sources", "cited"]), default="all", help=N_("Which works.")
)
@click.option("--notes", cls=Option, is_flag=True, help=N_("Each work as its first footnote cites it."))
@click.option("-o", "--output", cls=Option, metavar=N_("FILE"), help=N_("Write to this file; .html for a web page."))
@json_option
def command(
    study: str, style: str, written_in: str | None, which: str, notes: bool, output: str | None, as_json: bool
) -> None:
    code = written_in or language()
    as_page = output is not None and Path(output).suffix.lower() in (".html", ".htm")
    with existing(study) as opened:
        found = opened.checks.bibliography(
            style, code, form="html" if as_page else "text", which=which, notes=notes, output=output
        )
    if as_json:
        show_json([{"id": id, "entry": entry, "lacking": found.lacking.get(id, [])} for id, entry in found.entries])
        return
    lines = [entry for _, entry in found.entries]
    if output is None:
        for line in lines:
            tell("{line}", line=line)
    else:
        title = html.escape({"tr": "Kaynakça", "en": "Bibliography"}[code])
        page = _PAGE.format(language=code, title=title, entries="\n".join(f"<p>{line}</p>" for line in lines))
        Path(output).write_text(page if as_page else "\n".join(lines) + "\n", encoding="utf-8")
        tell(N_("The bibliography is in {path}."), path=output)
    if found.lacking:
        names = ", ".join(id for id, _ in found.entries if id in found.lacking)
        warn(
            say(
                N_("Author, title or year is missing in {n} works: {names}."), n=number(len(found.lacking)), names=names
            )
        )
