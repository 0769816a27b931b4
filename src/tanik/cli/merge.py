"""``tanik merge``: two copies of a study, on which people worked apart, become one."""

from __future__ import annotations

import json
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
        show_table(heads, [(_thing(each), *_sides(each)) for each in every])


def _thing(each: dict[str, Any]) -> str:
    from tanik.store.act_errors import THINGS

    kinds = {"judgement": N_("judgement"), "entity_decision": N_("person or thing"), "decision": N_("decision")}
    kinds |= {"finding": N_("finding"), "finding_query": N_("query")}
    row = each["ours"] or each["theirs"] or {}
    key = each["key"] if each["kind"] in ("code", "finding", "finding_query") else row.get("statement", each["key"])[:8]
    return f"{say(kinds.get(each['kind'], THINGS.get(each['kind'], each['kind'])))} {key}"


def _sides(each: dict[str, Any]) -> tuple[str, str]:
    """What tells the two apart, field by field, after what names them."""
    ours, theirs = each["ours"], each["theirs"]
    here, there = _plain(ours), _plain(theirs)
    apart = [name for name in here | there if here.get(name) != there.get(name)] if ours and theirs else []
    return _side(ours, here, apart), _side(theirs, there, apart)


def _side(row: dict[str, Any] | None, plain: dict[str, Any], apart: list[str]) -> str:
    if row is None:
        return say(N_("taken away"))
    shown = [str(row[name]) for name in ("status", "code", "text", "name", "choice", "quote", "coder") if row.get(name)]
    shown += [f"{name}: {_words(plain.get(name))}" for name in apart if name not in ("status", "code", "text", "name")]
    return ", ".join(shown or [_words(value) for value in plain.values()]) or "…"


def _plain(row: dict[str, Any] | None) -> dict[str, Any]:
    """The row without what is only its own number or time, packed values unpacked."""
    plain = {name: value for name, value in (row or {}).items() if name not in ("at", "coder", "source", "ord", "id")}
    packed = plain.pop("json_values", None)
    if packed:
        plain |= {name: value for name, value in json.loads(packed).items() if name != "document"}
    return plain


def _words(value: Any) -> str:
    """A value as a person reads it: names and not the ids before them."""
    if isinstance(value, dict):
        return "; ".join(f"{name} {_words(each)}" for name, each in value.items())
    if isinstance(value, list):
        return " ".join(_words(each) for each in value if isinstance(each, str | list)) or "–"
    return "–" if value in (None, "") else str(value)
