"""``tanik info``: what is in a study."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import click

from tanik.cli.opening import existing, json_option, rows_of, study_argument
from tanik.cli.terminal import number, show_json, show_table, tell
from tanik.cli.wording import Command, say
from tanik.translation import N_

_COUNTS = {
    "sources": N_("sources"),
    "read": N_("of them read"),
    "words": N_("words"),
    "pages": N_("pages"),
    "statements": N_("statements"),
    "quotations": N_("quotations"),
    "citations": N_("citations"),
    "works": N_("works cited or listed"),
    "dates": N_("dates"),
    "people": N_("people (by source)"),
    "entities": N_("people and things (by source)"),
    "doubts": N_("doubts"),
}


@click.command("info", cls=Command, help=N_("Show what is in a study: its sources, and how much was found in them."))
@study_argument
@json_option
def command(study: str, as_json: bool) -> None:
    with existing(study) as opened:
        info = asdict(opened.info())
        sources = rows_of(opened.sources())
    if as_json:
        show_json({**info, "counts": {name: info[name] for name in _COUNTS}, "source_list": sources})
        return
    tell(N_("The study {path}, begun {created}, last changed {changed}"), **_head(info))
    if info["people_file"]:
        tell(N_("with the people of {file}"), file=info["people_file"])
    tell("")
    for name, words in _COUNTS.items():
        tell("{count:>12}  {words}", count=number(info[name]), words=say(words))
    if sources:
        tell("")
        heads = (N_("source"), N_("what it is"), N_("words"), N_("read"))
        show_table(heads, [_cells(row) for row in sources])


def _head(info: dict[str, Any]) -> dict[str, Any]:
    return {"path": info["path"], "created": info["created"][:10], "changed": info["changed"][:10]}


def _cells(row: dict[str, Any]) -> tuple[str, str, str, str]:
    from tanik.report.wording import SOURCE_KINDS

    kind = say(SOURCE_KINDS[row["kind"]]) if row["kind"] else ""
    read = row["read_at"][:10] if row["read_at"] else say(N_("not yet"))
    return row["title"] or row["name"], kind, number(row["words"]), read
