"""The command ``tanik``: finds the user's language, runs one command, and turns every error into a sentence."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from keyword import iskeyword
from pathlib import Path

import click

from tanik import __version__
from tanik.cli import wording
from tanik.cli.terminal import prepare, warn
from tanik.cli.wording import Option, say, speaking, take_language
from tanik.errors import SettingError, Stopped, TanikError, UsageError
from tanik.settings import setting
from tanik.translation import LANGUAGES, N_, translator, user_language

COMMANDS = (
    *("read", "report", "archive", "info", "statements", "people", "doubts", "date"),
    *("relations", "concordance", "collocates", "dispersion", "keywords"),
    *("perspectives", "hindsight", "timeline", "ledger", "criticism", "lenses"),
    *("audit", "contradictions", "verify", "bibliography"),
    *("codebook", "judge", "code", "memo", "link", "entity", "undo", "redo", "log", "blame"),
    *("suggest", "similar", "index"),
    *("round", "adjudicate", "merge"),
    *("import", "export"),
    *("network", "keyness", "collocation", "ca", "agree"),
)
"""In the order in which a historian meets them; each is a module of this folder, or a name in one of ``SHARED``."""

SHARED = {
    **dict.fromkeys(("network", "keyness", "collocation", "ca"), "measures"),
    **dict.fromkeys(("code", "memo", "link"), "coding"),
    **dict.fromkeys(("undo", "redo", "log", "blame"), "history"),
    **dict.fromkeys(("suggest", "similar", "index"), "suggestions"),
    **dict.fromkeys(("import", "export"), "exchange"),
    **dict.fromkeys(("concordance", "collocates", "dispersion", "keywords"), "words"),
    **dict.fromkeys(("perspectives", "hindsight", "timeline", "ledger", "criticism", "lenses"), "analyses"),
}
"""Commands that live together in one module."""

UNEXPECTED = 70
"""Exit code for a fault of the program itself (``EX_SOFTWARE`` of sysexits.h)."""


class Tanik(wording.Group):
    """The group of all commands; a command is imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"tanik.cli.{SHARED.get(cmd_name, cmd_name)}")
        own = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: click.Command = getattr(module, own if cmd_name in SHARED else "command")
        return command


@click.group(
    cls=Tanik,
    name="tanik",
    help=N_(
        "Tanık (witness) reads memoirs, dispatches, minutes and studies, and finds who said what about whom, for or "
        "against, when, and in which source on which page.\n\n"
        "To begin, go to the folder of your file and write: tanik read FILE"
    ),
    epilog=N_("Nothing leaves your computer. Write tanik COMMAND --help to see what a command can do."),
    context_settings={"max_content_width": 100},
)
@click.option(
    "--lang",
    cls=Option,
    metavar="tr|en",
    expose_value=False,
    help=N_("The language in which Tanık speaks to you, before or after the command (or set TANIK_LANG)."),
)
@click.version_option(__version__, prog_name="tanik", message="%(prog)s %(version)s", cls=Option)
def tanik() -> None:
    pass


def main() -> None:
    """Entry of the console script."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command line and give its exit code; nothing escapes but the exit of the interpreter itself."""
    prepare()
    words = list(arguments)
    try:
        code = _language(take_language(words))
    except TanikError as error:
        warn(error.render(translator(user_language())))
        return error.exit_code
    with speaking(code):
        return _guarded(words)


def _language(given: str | None) -> str:
    if given is None:
        language: str = setting("language")
        return language
    if given not in LANGUAGES:
        raise UsageError(
            "T201",
            N_("Tanık does not speak “{language}”."),
            N_("Write --lang tr or --lang en."),
            language=given,
        )
    return given


def _guarded(words: list[str]) -> int:
    try:
        result = tanik.main(words, prog_name="tanik", standalone_mode=False)
        # A pipe that was closed shows itself only when the last words are written.
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except TanikError as error:
        return _told(error)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _told(Stopped("T202", N_("Stopped, as you asked.")))
    except OSError as error:
        return _of_the_computer(error)
    except Exception as error:  # noqa: BLE001 - the one place where a fault of the program becomes a sentence
        return _unexpected(error)


def _told(error: TanikError) -> int:
    warn(error.render(say))
    return error.exit_code


def _of_the_computer(error: OSError) -> int:
    if error.errno == errno.EPIPE:
        # Whoever was reading (head, less) has seen enough. What is still buffered must not complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return _told(
        TanikError(
            "T203",
            N_("The computer refused {path}: {reason}."),
            N_("Check that the folder exists, that you may write there, and that the disk is not full."),
            path=error.filename or say(N_("a file")),
            reason=error.strerror or error,
        )
    )


def _unexpected(error: Exception) -> int:
    import tempfile
    import traceback

    handle, name = tempfile.mkstemp(prefix="tanik-", suffix=".txt", dir=_fault_folder(), text=True)
    with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as details:
        details.write(f"tanik {__version__}, Python {sys.version}, {sys.platform}\n\n")
        details.writelines(traceback.format_exception(error))
    fault = TanikError(
        "T204",
        N_("Tanık made a mistake of its own ({kind}). What it had finished before is kept."),
        N_("The details are in {path}. Please look through that file and send it to the developers of Tanık."),
        kind=type(error).__name__,
        path=name,
    )
    warn(fault.render(say))
    return UNEXPECTED


def _fault_folder() -> Path | None:
    try:
        folder: Path = setting("fault_folder")
    except SettingError:
        return None
    return folder
