"""``tanik entity``: people and things by hand."""

from __future__ import annotations

import click

from tanik.cli.acting import coder_options, desk, told
from tanik.cli.opening import Decorator, study_argument
from tanik.cli.wording import Argument, Command, Group, Option
from tanik.translation import N_

_name: Decorator = click.argument("name", cls=Argument, metavar=N_("NAME"))
_CHANGED = N_("Changed: {count}.")


@click.group(
    "entity",
    cls=Group,
    help=N_(
        "Add people and things, give them other names, make one of several, or split one that is two.\n\n"
        "“tanik people” lists those that were found."
    ),
)
def command() -> None:
    pass


@command.command("add", cls=Command, help=N_("Add a person or thing that was not found."))
@study_argument
@_name
@click.option("--kind", cls=Option, default="person", metavar=N_("KIND"), help=N_("person, state, place ..."))
@click.option("--alias", "aliases", cls=Option, multiple=True, metavar=N_("NAME"), help=N_("Another form of the name."))
@coder_options
def add(study: str, name: str, kind: str, aliases: tuple[str, ...], coder: str | None, round: int | None) -> None:
    with desk(study, coder, round) as coding:
        told(coding.add_entity(name, kind, aliases), N_("Added: {id}."))


@command.command("rename", cls=Command, help=N_("Give a person or thing another name."))
@study_argument
@_name
@click.argument("new", cls=Argument, metavar=N_("NEW"))
@click.option("--source", cls=Option, metavar=N_("NAME"), help=N_("Only in this source."))
@coder_options
def rename(study: str, name: str, new: str, source: str | None, coder: str | None, round: int | None) -> None:
    with desk(study, coder, round) as coding:
        where = None if source is None else coding.source(source)
        told(coding.rename_entity(name, new, source=where), _CHANGED)


@command.command("alias", cls=Command, help=N_("Add other forms of a name."))
@study_argument
@_name
@click.argument("aliases", cls=Argument, nargs=-1, required=True, metavar=N_("FORM..."))
@coder_options
def alias(study: str, name: str, aliases: tuple[str, ...], coder: str | None, round: int | None) -> None:
    with desk(study, coder, round) as coding:
        told(coding.alias_entity(name, aliases), _CHANGED)


@command.command("merge", cls=Command, help=N_("Say that several names are one person or thing."))
@study_argument
@click.argument("names", cls=Argument, nargs=-1, required=True, metavar=N_("NAME..."))
@click.option("--into", cls=Option, required=True, metavar=N_("NAME"), help=N_("The one that stays."))
@coder_options
def merge(study: str, names: tuple[str, ...], into: str, coder: str | None, round: int | None) -> None:
    with desk(study, coder, round) as coding:
        told(coding.merge_entities(names, into), _CHANGED)


@command.command("split", cls=Command, help=N_("In these statements the person or thing is another one."))
@study_argument
@_name
@click.argument("new", cls=Argument, metavar=N_("NEW"))
@click.argument("ids", cls=Argument, nargs=-1, required=True, metavar=N_("ID..."))
@coder_options
def split(study: str, name: str, new: str, ids: tuple[str, ...], coder: str | None, round: int | None) -> None:
    with desk(study, coder, round) as coding:
        told(coding.split_entity(name, new, ids), _CHANGED)
