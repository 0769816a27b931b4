"""The language of the conversation: commands, options and click's own sentences in the user's language.

Help texts are written once, in English, and translated when they are shown.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterator, MutableSequence
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from typing import Any

import click

from tanik.translation import CATALOGUES, N_, translator

_language: ContextVar[str] = ContextVar("language", default="en")

# Of click: the words around every help page.
_OPTIONS = N_("[OPTIONS]")
_COMMAND = N_("COMMAND [ARGS]...")


def language() -> str:
    """The language in which Tanık is speaking now."""
    return _language.get()


def say(sentence: str, **values: Any) -> str:
    """A sentence in the user's language, its ``{names}`` filled from ``values``."""
    if not sentence:
        return ""
    text = translator(language())(sentence)
    return text.format(**values) if values else text


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Everything inside speaks ``code``, click's own sentences too (those come through the global gettext)."""
    token = _language.set(code)
    before, domain = os.environ.get("LANGUAGE"), gettext.textdomain()
    os.environ["LANGUAGE"] = code
    gettext.bindtextdomain("tanik", str(CATALOGUES))
    gettext.textdomain("tanik")
    try:
        yield
    finally:
        gettext.textdomain(domain)
        if before is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = before
        _language.reset(token)


class Command(click.Command):
    """A command whose help is translated when it is shown."""

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return [say(piece) if piece in (_OPTIONS, _COMMAND) else piece for piece in super().collect_usage_pieces(ctx)]

    def get_short_help_str(self, limit: int = 45) -> str:
        # The first paragraph is the summary; click would cut it by a rule made for English.
        return " ".join(say(self.help or "").split("\n\n")[0].split()).rstrip(".")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        click.Command.format_help_text(self._spoken(), ctx, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        click.Command.format_epilog(self._spoken(), ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        # click keeps the option it made first, in the language of that moment.
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = say(N_("Show this message and exit."))
        return option

    def _spoken(self) -> Command:
        spoken = copy(self)
        spoken.help, spoken.epilog = say(self.help or ""), say(self.epilog or "")
        return spoken


class Group(Command, click.Group):
    """A group whose commands are imported when they are needed."""

    command_class = Command


class Option(click.Option):
    """An option whose help and value name are translated when they are shown."""

    def make_metavar(self, ctx: click.Context) -> str:
        return say(self.metavar) if self.metavar else super().make_metavar(ctx)

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        spoken = copy(self)
        spoken.help = say(self.help or "")
        return click.Option.get_help_record(spoken, ctx)


class Argument(click.Argument):
    """An argument whose name is translated when it is shown."""

    def make_metavar(self, ctx: click.Context) -> str:
        return say(self.metavar) if self.metavar else super().make_metavar(ctx)


def take_language(arguments: MutableSequence[str]) -> str | None:
    """Remove ``--lang CODE`` from the arguments, wherever it stands before ``--``; the last code given, or None."""
    found = None
    position = 0
    while position < len(arguments) and arguments[position] != "--":
        word = arguments[position]
        if word == "--lang" and position + 1 < len(arguments):
            found = arguments[position + 1]
            del arguments[position : position + 2]
        elif word.startswith("--lang="):
            found = word.removeprefix("--lang=")
            del arguments[position]
        else:
            position += 1
    return found
