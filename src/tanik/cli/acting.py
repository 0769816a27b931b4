"""What the commands of coding share: who acts, which statements are meant, and how an act is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from tanik.cli.opening import Decorator, existing
from tanik.cli.terminal import number, tell
from tanik.cli.wording import Option
from tanik.errors import StudyError, UsageError
from tanik.translation import N_

if TYPE_CHECKING:
    from tanik.coding.acts import Act
    from tanik.study.coding import StudyCoding

POLARITIES = ("positive", "negative", "mixed", "neutral")

_CODER: tuple[Decorator, ...] = (
    click.option(
        "--coder",
        cls=Option,
        metavar=N_("NAME"),
        help=N_("Who is coding; without it, the setting TANIK_CODER or your name on this computer."),
    ),
    click.option("--round", "round", cls=Option, type=int, metavar="N", help=N_("The round to which this belongs.")),
)
_FILTER: tuple[Decorator, ...] = (
    click.option("--holder", cls=Option, metavar=N_("NAME"), help=N_("Only what this person or body says.")),
    click.option("--target", cls=Option, metavar=N_("NAME"), help=N_("Only what is said about this person or thing.")),
    click.option("--topic", cls=Option, metavar=N_("CODE"), help=N_("Only what is coded with this topic.")),
    click.option("--source", cls=Option, metavar=N_("NAME"), help=N_("Only what stands in this source.")),
    click.option(
        "--polarity", cls=Option, type=click.Choice(POLARITIES), help=N_("Only what is for, against, mixed or neutral.")
    ),
    click.option("--page", cls=Option, metavar=N_("PAGE"), help=N_("Only what stands on this page.")),
    click.option(
        "--confidence", cls=Option, type=float, metavar="0.8", help=N_("Only what was found with so much confidence.")
    ),
    click.option(
        "--status",
        cls=Option,
        type=click.Choice(("proposed", "accepted", "corrected", "added", "rejected")),
        help=N_("Only what people left like this; proposed: nobody judged it."),
    ),
)
FILTERS = ("holder", "target", "topic", "source", "polarity", "page", "confidence", "status")


policy_option: Decorator = click.option(
    "--policy",
    cls=Option,
    type=click.Choice(("all", "accepted", "consensus")),
    default="all",
    help=N_("Which statements count: all but rejected ones, those that people accepted, or those they agree on."),
)


def coder_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """--coder and --round."""
    return _with(command, _CODER)


def filter_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say which statements are meant."""
    return _with(command, _FILTER)


def _with(command: Callable[..., Any], options: tuple[Decorator, ...]) -> Callable[..., Any]:
    for option in reversed(options):
        command = option(command)
    return command


@contextmanager
def desk(study: str, coder: str | None, round: int | None = None) -> Iterator[StudyCoding]:
    """The study's coding in the hands of a coder."""
    with existing(study) as opened:
        usual = opened.coding
        yield usual if coder is None and round is None else usual.as_coder(coder or usual.coder.name, round=round)


def chosen(coding: StudyCoding, ids: tuple[str, ...], given: dict[str, Any]) -> list[str | int]:
    """The statements that are named, or those that the filter leaves."""
    filters = {name: given[name] for name in FILTERS if given.get(name) is not None}
    if bool(ids) == bool(filters):
        raise UsageError(
            "T560",
            N_("Which statements are meant?"),
            N_("Name them by their ids, or choose them by options such as --holder; not both."),
        )
    if ids:
        return list(ids)
    found = coding.find(**filters)
    if not found:
        raise StudyError(
            "T566",
            N_("No statement fits what you chose, so nothing was done."),
            N_("“tanik statements STUDY” with the same options shows which statements there are."),
        )
    return [*found]


def told(act: Act, what: str) -> None:
    """Say what an act did. ``what``: a sentence with ``{count}`` and ``{id}``."""
    if act.event == 0:
        tell(N_("Nothing had to be changed."))
        return
    tell(what, count=number(len(act.uids)), id=act.uids[0][:8] if act.uids else "")
    tell(N_("Act {event}; “tanik undo” takes it back."), event=act.event)


def short(uid: str) -> str:
    """So many letters of a uid as a user types."""
    return uid[:8]
