"""``tanik round``: blind coding in rounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tanik.cli.acting import desk
from tanik.cli.opening import Decorator, json_option, source_names, study_argument
from tanik.cli.terminal import number, show_json, show_table, tell
from tanik.cli.wording import Argument, Command, Group, Option, say
from tanik.translation import N_

if TYPE_CHECKING:
    from tanik.coding.acts import StatementValues
    from tanik.coding.rounds import Round
    from tanik.study.rounds import Task

_number: Decorator = click.argument("number_", cls=Argument, type=int, metavar=N_("ROUND"))
_by: Decorator = click.option(
    "--coder", cls=Option, metavar=N_("NAME"), help=N_("Who does this (your login name if not given).")
)


@click.group(
    "round",
    cls=Group,
    help=N_(
        "Code blind and in parallel.\n\n"
        "A round gives documents, or a random sample of the proposed statements, to some coders. Until it is closed "
        "nobody sees what the others did; then “tanik agree” measures how far they agree, and “tanik adjudicate” "
        "settles what they left differently."
    ),
    epilog=N_("Example: tanik round open study.tanik --to Ayşe --to Deniz --sample 100 --seed 1"),
)
def command() -> None:
    pass


@command.command("open", cls=Command, help=N_("Open a round and give out what is to be coded."))
@study_argument
@click.option("--to", "coders", cls=Option, multiple=True, metavar=N_("NAME"), help=N_("A coder; write it for each."))
@click.option("--name", cls=Option, default="", metavar=N_("TEXT"), help=N_("What the round is called."))
@click.option(
    "--source",
    "sources",
    cls=Option,
    multiple=True,
    metavar=N_("NAME"),
    help=N_("Only this source (all without it)."),
)
@click.option("--sample", cls=Option, type=int, metavar="N", help=N_("Give out N statements, drawn by chance."))
@click.option("--seed", cls=Option, type=int, default=0, metavar="N", help=N_("The same seed draws the same ones."))
@click.option("--each", cls=Option, type=int, metavar="N", help=N_("Give every unit to N coders (all without it)."))
@click.option("--hide-proposals", cls=Option, is_flag=True, help=N_("Do not show the coders what Tanık proposed."))
@click.option(
    "--repeat",
    cls=Option,
    type=int,
    metavar=N_("ROUND"),
    help=N_("Give out the units of a closed round again."),
)
@_by
@json_option
def open_(study: str, coders: tuple[str, ...], coder: str | None, as_json: bool, **given: Any) -> None:
    with desk(study, coder) as coding:
        if given["repeat"] is not None:
            made = coding.rounds.repeat(given["repeat"], given["name"], coders or None)
        else:
            made = coding.rounds.open(
                given["name"],
                coders,
                sources=given["sources"] or None,
                sample=given["sample"],
                seed=given["seed"],
                each=given["each"],
                proposals=not given["hide_proposals"],
            )
    if as_json:
        show_json(_plain(made))
        return
    tell(N_("Round {number} is open: {what}."), number=made.id, what=_what(made))
    tell(N_("Each coder goes on with: tanik round next {study} {number} --coder NAME"), study=study, number=made.id)


@command.command("close", cls=Command, help=N_("Close a round: everybody sees it from now on, and it is final."))
@study_argument
@_number
@_by
def close(study: str, number_: int, coder: str | None) -> None:
    with desk(study, coder) as coding:
        coding.rounds.close(number_)
    tell(N_("Round {number} is closed."), number=number_)
    tell(N_("Now: tanik agree {study} --round {number} --field polarity"), study=study, number=number_)


@command.command("list", cls=Command, help=N_("Show the rounds of a study."))
@study_argument
@json_option
def list_(study: str, as_json: bool) -> None:
    with desk(study, None) as coding:
        rounds = coding.rounds.all()
    if as_json:
        show_json([_plain(each) for each in rounds])
    elif not rounds:
        tell(N_("The study has no rounds yet."))
    else:
        heads = (N_("round"), N_("name"), N_("state"), N_("what"), N_("coders"))
        rows = [(str(each.id), each.name, _state(each), _what(each), _names(each)) for each in rounds]
        show_table(heads, rows)


@command.command("status", cls=Command, help=N_("Show how far every coder of a round is."))
@study_argument
@_number
@json_option
def status(study: str, number_: int, as_json: bool) -> None:
    with desk(study, None) as coding:
        found = coding.rounds.status(number_)
        round = coding.rounds.get(number_)
    if as_json:
        show_json([{"coder": each.coder.name, "given": each.given, "done": each.done} for each in found])
        return
    tell(N_("Round {number}, {state}: {what}."), number=round.id, state=_state(round), what=_what(round))
    show_table(
        (N_("coder"), N_("given"), N_("done")),
        [(each.coder.name, number(each.given), number(each.done)) for each in found],
    )


@command.command("assign", cls=Command, help=N_("Give a coder more sources or statements of an open round."))
@study_argument
@_number
@click.argument("items", cls=Argument, nargs=-1, required=True, metavar=N_("SOURCE|STATEMENT..."))
@click.option("--to", "to", cls=Option, required=True, metavar=N_("NAME"), help=N_("The coder."))
@_by
def assign(study: str, number_: int, items: tuple[str, ...], to: str, coder: str | None) -> None:
    with desk(study, coder) as coding:
        new = coding.rounds.assign(number_, to, items)
    tell(N_("{coder} has {count} more."), coder=to, count=number(new))


@command.command("next", cls=Command, help=N_("Show a coder what comes next in a round."))
@study_argument
@_number
@_by
@json_option
def next_(study: str, number_: int, coder: str | None, as_json: bool) -> None:
    with desk(study, coder) as coding:
        who = coding.coder.name
        task = coding.rounds.next(number_, who)
    names = _source_names(study)
    if as_json:
        show_json(None if task is None else _plain_task(task, names))
    elif task is None:
        tell(N_("{coder} has done everything in round {number}."), coder=who, number=number_)
    elif task.unit == "document":
        tell(N_("{source}; {left} left."), source=names[task.source], left=number(task.left))
        tell(
            N_("When it is finished: tanik round done {study} {number} {source} --coder {coder}"),
            study=study,
            number=number_,
            source=task.source,
            coder=who,
        )
    else:
        _show_task(study, task, names, who)


def _show_task(study: str, task: Task, names: dict[str, str], who: str) -> None:
    place = say(N_("{source}, page {page}"), source=names[task.source], page=task.page) if task.page else None
    tell(N_("{place}; {left} left."), place=place or names[task.source], left=number(task.left))
    tell("“{quote}”", quote=task.quote)
    if task.proposal is not None:
        tell(N_("Proposed: {proposal}"), proposal=_proposal(task.proposal))
    tell(
        N_("Then: tanik judge accept|correct|reject {study} {id} --coder {coder} --round {number}"),
        study=study,
        id=task.item[:8],
        coder=who,
        number=task.round,
    )


def _proposal(values: StatementValues) -> str:
    from tanik.report.wording import SIGNS

    targets = "; ".join(f"{SIGNS[each.polarity]} {each.entity.name}" for each in values.targets)
    return " → ".join(part for part in (values.holder.name, targets) if part)


@command.command("done", cls=Command, help=N_("Say that a document of a round is finished."))
@study_argument
@_number
@click.argument("source", cls=Argument, metavar=N_("SOURCE"))
@click.option("--not-yet", cls=Option, is_flag=True, help=N_("It is not finished after all."))
@_by
def done(study: str, number_: int, source: str, not_yet: bool, coder: str | None) -> None:
    with desk(study, coder) as coding:
        coding.rounds.finish(number_, coding.coder.name, source, done=not not_yet)
    tell(N_("Noted."))


def _source_names(study: str) -> dict[str, str]:
    from tanik.cli.opening import existing

    with existing(study) as opened:
        return source_names(opened)


def _state(round: Round) -> str:
    return say(N_("open")) if round.open else say(N_("closed"))


def _names(round: Round) -> str:
    return ", ".join(coder.name for coder in round.coders)


def _what(round: Round) -> str:
    if round.repeats is not None:
        return say(N_("the units of round {number} again"), number=round.repeats)
    if round.unit == "document":
        return say(N_("{count} documents"), count=number(round.size))
    return say(N_("statements drawn from {size}, seed {seed}"), size=number(round.size), seed=round.seed)


def _plain(round: Round) -> dict[str, Any]:
    return {
        "round": round.id,
        "uid": round.uid,
        "name": round.name,
        "state": "open" if round.open else "closed",
        "unit": round.unit,
        "proposals": round.proposals,
        "repeats": round.repeats,
        "size": round.size,
        "seed": round.seed,
        "opened_by": round.opened_by.name,
        "opened": round.opened,
        "closed": round.closed,
        "coders": [coder.name for coder in round.coders],
    }


def _plain_task(task: Task, names: dict[str, str]) -> dict[str, Any]:
    from tanik.coding.acts import values_to_json

    return {
        "round": task.round,
        "unit": task.unit,
        "item": task.item,
        "source": task.source,
        "source_name": names[task.source],
        "start": task.start,
        "end": task.end,
        "text": task.quote,
        "page": task.page,
        "proposal": None if task.proposal is None else values_to_json(task.proposal),
        "left": task.left,
    }
