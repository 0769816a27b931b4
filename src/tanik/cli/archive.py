"""``tanik archive``: a study with all its numbers, and the check that they come out again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tanik.cli.opening import existing, json_option
from tanik.cli.terminal import number, show_json, tell
from tanik.cli.wording import Argument, Command, Option
from tanik.errors import UsageError
from tanik.translation import N_

DIFFERENT = 6
"""Exit code when a number of the archive comes out differently."""
_SHOWN = 20


@click.command(
    "archive",
    cls=Command,
    help=N_(
        "Pack a study with every number drawn from it, so that others can compute them again.\n\n"
        "tanik archive STUDY OUT.zip writes it; tanik archive --check OUT.zip computes every number again on this "
        "computer and compares (exit code 6 when one differs)."
    ),
    epilog=N_("Example: tanik archive moskova.tanik moskova-archive.zip"),
)
@click.argument("files", cls=Argument, metavar=N_("STUDY OUT"), nargs=-1, required=True)
@click.option("--check", cls=Option, is_flag=True, help=N_("Compute the numbers of an archive again."))
@click.option("--filter", "where", cls=Option, metavar=N_("FILTER"), default="", help=N_("Only these statements."))
@json_option
def command(files: tuple[str, ...], check: bool, where: str, as_json: bool) -> int:
    if len(files) != (1 if check else 2):
        raise UsageError(
            "T606",
            N_("tanik archive needs a study and the name of the archive; with --check, the archive alone."),
            N_("Write: tanik archive moskova.tanik moskova.zip, then: tanik archive --check moskova.zip"),
        )
    return _check(Path(files[0]), as_json) if check else _write(files[0], Path(files[1]), where, as_json)


def _write(study: str, out: Path, where: str, as_json: bool) -> int:
    with existing(study) as opened:
        numbers = opened.publishing.archive(out, where)
    if as_json:
        show_json({"path": str(out), "numbers": numbers})
    else:
        tell(N_("The archive is in {path}, with {n} numbers and words."), path=out, n=number(numbers))
    return 0


def _check(path: Path, as_json: bool) -> int:
    from tanik.study.archiving import check_archive

    found = check_archive(path)
    if as_json:
        rows: list[dict[str, Any]] = [
            {"place": each.place, "archived": each.archived, "now": each.now} for each in found.differences
        ]
        show_json({"numbers": found.numbers, "made_by": found.made_by, "differences": rows})
    elif not found.differences:
        tell(N_("All {n} numbers and words of the archive came out again."), n=number(found.numbers))
    else:
        tell(
            N_("{different} of {n} came out differently; the archive was made by {maker}."),
            different=number(len(found.differences)),
            n=number(found.numbers),
            maker=found.made_by,
        )
        for each in found.differences[:_SHOWN]:
            tell("  {place}: {archived} → {now}", place=each.place, archived=each.archived, now=each.now)
    return DIFFERENT if found.differences else 0
