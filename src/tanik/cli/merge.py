"""``tanik merge``: two copies of a study, on which people worked apart, become one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tanik.cli.opening import json_option
from tanik.cli.terminal import number, show_json, show_table, tell
from tanik.cli.wording import Argument, Command, Option, say
from tanik.translation import N_


@click.command(
    "merge",
    cls=Command,
    help=N_(
        "Put together what people did in two copies of a study.\n\n"
        "MINE takes in what is new in THEIRS; THEIRS is not changed. Where both changed the same thing, MINE stands, "
        "and the other version is kept as a conflict, so nothing is overwritten. Merging twice changes nothing."
    ),
    epilog=N_("Example: tanik merge study.tanik study-deniz.tanik -o together.tanik"),
)
@click.argument("mine", cls=Argument, metavar=N_("MINE"))
@click.argument("theirs", cls=Argument, metavar=N_("THEIRS"))
@click.option(
    "-o", "--output", "output", cls=Option, metavar=N_("FILE"), help=N_("Leave MINE as it is, and write a new study.")
)
@click.option("--coder", cls=Option, metavar=N_("NAME"), help=N_("Who merges (your login name if not given)."))
@json_option
def command(mine: str, theirs: str, output: str | None, coder: str | None, as_json: bool) -> None:
    from tanik.coding.acts import Coder
    from tanik.settings import setting
    from tanik.store import Store
    from tanik.study.merging import conflicts_of, merge_into, merge_to

    who = Coder(coder or setting("coder"), "person")
    if output is not None:
        merged = merge_to(Path(mine), Path(theirs), Path(output), who)
    else:
        with Store.open(mine, create=False) as store:
            merged = merge_into(store, Path(theirs), who)
    place = output or mine
    every = conflicts_of(Path(place))
    if as_json:
        show_json(
            {
                "study": place,
                "events": merged.events,
                "changed": merged.changed,
                "sources": merged.sources,
                "new_conflicts": len(merged.conflicts),
                "conflicts": every,
            }
        )
        return
    if not merged.events:
        tell(N_("There was nothing new in {path}."), path=theirs)
    else:
        tell(
            N_("{path}: {events} acts came in, {changed} changes; new sources: {sources}; conflicts: {conflicts}."),
            path=place,
            events=number(merged.events),
            changed=number(merged.changed),
            sources=number(merged.sources),
            conflicts=number(len(merged.conflicts)),
        )
    if every:
        tell(N_("Both copies changed these; the version of {path} stands:"), path=mine)
        heads = (N_("what"), N_("here"), N_("there"))
        show_table(heads, [(_thing(each), _side(each["ours"]), _side(each["theirs"])) for each in every])


def _thing(each: dict[str, Any]) -> str:
    from tanik.store.act_errors import THINGS

    kinds = {"judgement": N_("judgement"), "entity_decision": N_("person or thing"), "decision": N_("decision")}
    return f"{say(kinds.get(each['kind'], THINGS.get(each['kind'], each['kind'])))} {each['key'][:8]}"


def _side(row: dict[str, Any] | None) -> str:
    if row is None:
        return say(N_("taken away"))
    shown = [str(row[name]) for name in ("status", "code", "text", "name", "choice", "quote", "coder") if row.get(name)]
    return ", ".join(shown) or "…"
