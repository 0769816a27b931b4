"""``tanik adjudicate``: what coders left differently, and settling it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tanik.cli.acting import desk
from tanik.cli.opening import json_option, source_names, study_argument
from tanik.cli.terminal import number, show_json, show_table, tell
from tanik.cli.wording import Command, Option, say
from tanik.errors import UsageError
from tanik.translation import N_

if TYPE_CHECKING:
    from tanik.coding.acts import Coding
    from tanik.coding.adjudication import Disagreement


@click.command(
    "adjudicate",
    cls=Command,
    help=N_(
        "Show what the coders of a closed round left differently, and settle it.\n\n"
        "What more than half of the coders say is taken by --majority; on the rest somebody decides, one by one, whose "
        "version stands. Nothing that a coder said is changed: a decision stands beside it, with who, when and why."
    ),
    epilog=N_('Example: tanik adjudicate study.tanik --round 1 --take 3f2a91 --as Ayşe --why "the letter says so"'),
)
@study_argument
@click.option("--round", "number_", cls=Option, type=int, required=True, metavar="N", help=N_("The round."))
@click.option("--majority", cls=Option, is_flag=True, help=N_("Settle what has a majority."))
@click.option("--take", "key", cls=Option, metavar=N_("KEY"), help=N_("Settle the disagreement with this key."))
@click.option("--as", "version", cls=Option, metavar=N_("NAME"), help=N_("The coder whose version stands."))
@click.option("--why", cls=Option, default="", metavar=N_("TEXT"), help=N_("The reason, kept with the decision."))
@click.option("--all", "everything", cls=Option, is_flag=True, help=N_("Show also what is settled."))
@click.option("--coder", cls=Option, metavar=N_("NAME"), help=N_("Who decides (your login name if not given)."))
@json_option
def command(
    study: str,
    number_: int,
    majority: bool,
    key: str | None,
    version: str | None,
    why: str,
    everything: bool,
    coder: str | None,
    as_json: bool,
) -> None:
    if (key is None) != (version is None) or (key is not None and majority):
        raise UsageError(
            "T586",
            N_("A decision needs a key and a coder; --majority stands alone."),
            N_("Write --take KEY --as NAME, or --majority."),
        )
    said = ""
    with desk(study, coder) as coding:
        rounds = coding.rounds
        if majority:
            act, _ = rounds.settle(number_, why)
            said = say(N_("Settled: {count}."), count=number(len(act.uids)))
        elif key is not None and version is not None:
            rounds.decide(number_, key, version, why)
            said = say(N_("The version of {coder} stands."), coder=version)
        found = [each for each in rounds.disagreements(number_) if everything or not each.decided]
    names = _source_names(study)
    if as_json:
        show_json([plain(each, names) for each in found])
        return
    if said:
        tell("{said}", said=said)
    if not found:
        tell(N_("Nothing is left to settle in round {number}."), number=number_)
    else:
        heads = (N_("key"), N_("source"), N_("differ in"), N_("coder"), N_("what the coder has"))
        show_table(heads, [row for each in found for row in _rows(each, names)])


def _source_names(study: str) -> dict[str, str]:
    from tanik.cli.opening import existing

    with existing(study) as opened:
        return source_names(opened)


def _rows(each: Disagreement, names: dict[str, str]) -> list[tuple[str, ...]]:
    from tanik.coding.comparison import FIELD_NAMES

    fields = ", ".join(say(FIELD_NAMES.get(name, name)) for name in each.fields if name != "coding") or say(N_("code"))
    rows: list[tuple[str, ...]] = []
    for place, coder in enumerate(each.coders):
        head = (each.key[:6], names[each.source], fields) if not place else ("", "", "")
        rows.append((*head, coder, _version(each, place)))
    return rows


def _version(each: Disagreement, place: int) -> str:
    from tanik.report.wording import SIGNS

    if each.kind == "coding":
        coding = each.codings[place]
        return "–" if coding is None else f"{coding.code}: “{coding.quote}”"
    seen = each.seen[place]
    if seen is None:
        return "–"
    if not seen.stands:
        return say(N_("rejected"))
    values = seen.values
    targets = "; ".join(f"{SIGNS[target.polarity]} {target.entity.name}" for target in values.targets)
    parts = (values.holder.name, targets, ", ".join(values.topics), f"“{values.quote}”")
    return " → ".join(part for part in parts if part)


def _plain_coding(coding: Coding) -> dict[str, Any]:
    place = {"start": coding.start, "end": coding.end, "text": coding.quote}
    return {"uid": coding.uid, "code": coding.code, **place}


def plain(each: Disagreement, names: dict[str, str]) -> dict[str, Any]:
    """A disagreement as JSON, with the passages of all coders."""
    from tanik.coding.acts import values_to_json

    versions: list[dict[str, Any] | None] = []
    for place in range(len(each.coders)):
        if each.kind == "coding":
            coding = each.codings[place]
            versions.append(None if coding is None else _plain_coding(coding))
        else:
            seen = each.seen[place]
            told = None if seen is None else values_to_json(seen.values)
            versions.append(None if seen is None or told is None else {"uid": seen.uid, "stands": seen.stands} | told)
    return {
        "key": each.key,
        "kind": each.kind,
        "source": each.source,
        "source_name": names[each.source],
        "start": each.start,
        "end": each.end,
        "fields": list(each.fields),
        "settled": each.decided,
        "versions": dict(zip(each.coders, versions, strict=True)),
    }
