"""``tanik judge``: accept, correct or reject what was proposed, and add what was not found."""

from __future__ import annotations

from typing import Any

import click

from tanik.cli.acting import POLARITIES, chosen, coder_options, desk, filter_options, told
from tanik.cli.opening import Decorator, study_argument
from tanik.cli.wording import Argument, Command, Group, Option
from tanik.errors import UsageError
from tanik.translation import N_

_ids: Decorator = click.argument("ids", cls=Argument, nargs=-1, metavar=N_("[ID]..."))
_note: Decorator = click.option("--note", cls=Option, default="", metavar=N_("TEXT"), help=N_("Why."))
_NONE = "-"


@click.group(
    "judge",
    cls=Group,
    help=N_(
        "Accept, correct or reject proposed statements, or add one by hand.\n\n"
        "A statement is named by its id, which “tanik statements” shows, or several are chosen by options. Everything "
        "can be taken back with “tanik undo”."
    ),
)
def command() -> None:
    pass


@command.command(
    "accept",
    cls=Command,
    help=N_("Say that statements are right as they are."),
    epilog=N_("Example: tanik judge accept moskova.tanik --source hatirat.pdf --confidence 0.9"),
)
@study_argument
@_ids
@filter_options
@_note
@coder_options
def accept(study: str, ids: tuple[str, ...], note: str, coder: str | None, round: int | None, **given: Any) -> None:
    with desk(study, coder, round) as coding:
        told(coding.accept(chosen(coding, ids, given), note=note), N_("Accepted: {count}."))


@command.command("reject", cls=Command, help=N_("Say that statements are wrong; they are never proposed again."))
@study_argument
@_ids
@filter_options
@_note
@coder_options
def reject(study: str, ids: tuple[str, ...], note: str, coder: str | None, round: int | None, **given: Any) -> None:
    with desk(study, coder, round) as coding:
        told(coding.reject(chosen(coding, ids, given), note=note), N_("Rejected: {count}."))


@command.command("withdraw", cls=Command, help=N_("Take your own judgements on statements away."))
@study_argument
@_ids
@filter_options
@coder_options
def withdraw(study: str, ids: tuple[str, ...], coder: str | None, round: int | None, **given: Any) -> None:
    with desk(study, coder, round) as coding:
        told(coding.withdraw(chosen(coding, ids, given)), N_("Judgements taken away: {count}."))


_FIELDS: tuple[Decorator, ...] = (
    click.option("--holder", cls=Option, metavar=N_("NAME"), help=N_("Whose view it is.")),
    click.option(
        "--target",
        "targets",
        cls=Option,
        multiple=True,
        metavar=N_("NAME=VALUE"),
        help=N_("Of whom or what, with positive, negative, mixed or neutral; once for each."),
    ),
    click.option(
        "--polarity", cls=Option, type=click.Choice(POLARITIES), help=N_("For or against, the same for all targets.")
    ),
    click.option(
        "--topic", "topics", cls=Option, multiple=True, metavar=N_("CODE"), help=N_("A topic; once for each.")
    ),
    click.option(
        "--mode",
        cls=Option,
        type=click.Choice(("quote", "reported")),
        help=N_("The holder's own words (quote), or told by another (reported)."),
    ),
    click.option("--said", cls=Option, metavar=N_("DATE"), help=N_("When it was said, in EDTF; - for none.")),
    click.option("--refers-to", cls=Option, metavar=N_("DATE"), help=N_("The time it speaks of; - for none.")),
    click.option("--written", cls=Option, metavar=N_("DATE"), help=N_("When it was written; - for none.")),
    click.option(
        "--relay",
        cls=Option,
        multiple=True,
        metavar=N_("NAME"),
        help=N_("Through whom it reached the page, the nearest first; - for nobody."),
    ),
    click.option(
        "--citation", cls=Option, metavar=N_("WORDS"), help=N_("Its citation as printed, with parentheses; - for none.")
    ),
    click.option("--new", cls=Option, is_flag=True, help=N_("A name that nobody has yet becomes a new person.")),
    _note,
)


def _fields(command: Any) -> Any:
    for option in reversed(_FIELDS):
        command = option(command)
    return command


def _values(given: dict[str, Any]) -> dict[str, Any]:
    """What was given, as the fields of a statement."""
    found: dict[str, Any] = {name: value for name, value in given.items() if value not in (None, ())}
    for name in ("said", "refers_to", "written", "citation"):
        if found.get(name) == _NONE:
            found[name] = None
    for name in ("topics", "relay"):
        if found.get(name) == (_NONE,):
            found[name] = ()
    if "targets" in found:
        found["targets"] = [] if found["targets"] == (_NONE,) else [_target(text, given) for text in found["targets"]]
        found.pop("polarity", None)
    return found


def _target(text: str, given: dict[str, Any]) -> tuple[str, str]:
    name, sign, value = text.rpartition("=")
    return (name, value) if sign else (text, given["polarity"] or "neutral")


def place(at: str) -> tuple[int, int]:
    start, _, end = at.replace("–", "-").partition("-")
    if not (start.strip().isdecimal() and end.strip().isdecimal()):
        raise UsageError(
            "T561",
            N_("“{at}” is no place in a text."),
            N_("Write the first and the last character with a hyphen: --at 120-164."),
            at=at,
        )
    return int(start), int(end)


@command.command(
    "correct",
    cls=Command,
    help=N_("Say how a statement should read; what you do not name stays as it is."),
    epilog=N_("Example: tanik judge correct moskova.tanik 5befbe1c --holder “Ayşe Tan” --target Bern=positive"),
)
@study_argument
@click.argument("id", cls=Argument, metavar=N_("ID"))
@_fields
@click.option("--at", cls=Option, metavar=N_("START-END"), help=N_("Its place, in characters of the text."))
@coder_options
def correct(
    study: str, id: str, at: str | None, new: bool, note: str, coder: str | None, round: int | None, **given: Any
) -> None:
    fields = _values(given)
    if at is not None:
        fields["start"], fields["end"] = place(at)
    if not fields:
        raise UsageError(
            "T562",
            N_("What should be corrected?"),
            N_("Name at least one field: “tanik judge correct --help” lists them."),
        )
    with desk(study, coder, round) as coding:
        told(coding.correct(id, note=note, new_entities=new, **fields), N_("Corrected: {id}."))


@command.command(
    "add",
    cls=Command,
    help=N_("Add a statement that was not found."),
    epilog=N_('Example: tanik judge add moskova.tanik hatirat.pdf --words "iyi bir komşu" --holder Tan --new'),
)
@study_argument
@click.argument("source", cls=Argument, metavar=N_("SOURCE"))
@click.option("--at", cls=Option, metavar=N_("START-END"), help=N_("Its place, in characters of the text."))
@click.option("--words", cls=Option, metavar=N_("WORDS"), help=N_("Its words, exactly as in the text."))
@_fields
@coder_options
def add(
    study: str,
    source: str,
    at: str | None,
    words: str | None,
    new: bool,
    note: str,
    coder: str | None,
    round: int | None,
    **given: Any,
) -> None:
    with desk(study, coder, round) as coding:
        id = coding.source(source)
        start, end = coding.place_of_words(id, words) if words is not None else place(at or "")
        act = coding.add_statement(id, start, end, note=note, new_entities=new, **_values(given))
        told(act, N_("Added: {id}."))
