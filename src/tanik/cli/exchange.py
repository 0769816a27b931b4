"""``tanik import`` and ``tanik export``: projects of other tools in, the study out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import click

from tanik.cli.opening import existing, json_option, study_argument
from tanik.cli.terminal import number, show_json, tell
from tanik.cli.wording import Argument, Command, Option, say
from tanik.translation import N_

_KINDS = {
    "coders": N_("coders"),
    "codes": N_("codes"),
    "sources": N_("sources"),
    "passages": N_("selections"),
    "codings": N_("coded passages"),
    "memos": N_("memos"),
    "links": N_("links"),
    "statements": N_("statements"),
    "entities": N_("people and things"),
    "sets": N_("sets"),
    "variables": N_("variables"),
    "cases": N_("cases"),
}
_FATES = (
    ("dropped", N_("Lost:")),
    ("changed", N_("Came over in another form:")),
    ("kept", N_("Kept for the next export, but not used:")),
)


@click.command(
    "import",
    cls=Command,
    help=N_(
        "Take a project of another tool into a study: texts, codes, codings, memos and links.\n\n"
        "FILE is a REFI-QDA project or codebook (.qdpx, .qde, .qdc: NVivo, ATLAS.ti, MAXQDA, QualCoder and others), a "
        "project of Taguette or LibreQDA (.sqlite3), of QualCoder (.qda), Web Annotations (.jsonld) or a table (.csv). "
        "What could not be read is told, with its place; after an error the study is as it was."
    ),
)
@click.argument("file", cls=Argument, metavar=N_("FILE"))
@click.option("--study", "-s", cls=Option, required=True, metavar=N_("STUDY"), help=N_("The study it goes into."))
@click.option(
    "--mapping", cls=Option, metavar=N_("FILE"), help=N_("A YAML file that makes holders, targets and topics of codes.")
)
@click.option(
    "--incomplete", cls=Option, is_flag=True, help=N_("Go on when the text of a source is missing in the file.")
)
@click.option(
    "--project", cls=Option, default="", metavar=N_("NAME"), help=N_("Which project, when the file holds several.")
)
@click.option("--coder", cls=Option, metavar=N_("NAME"), help=N_("Who imports it."))
@json_option
def import_(
    file: str, study: str, mapping: str | None, incomplete: bool, project: str, coder: str | None, as_json: bool
) -> None:
    from tanik.coding.acts import Coder

    with _new_or_existing(study) as opened:
        who = Coder(coder, "person") if coder else None
        report = opened.exchange.take(file, mapping=mapping, incomplete=incomplete, project=project, coder=who)
    if as_json:
        show_json({"study": study, **report.as_json(say)})
        return
    tell(N_("{file} is in the study {study}: {counts}."), file=file, study=study, counts=_counts(report.read))
    _tell_losses(report.as_json(say))


@contextmanager
def _new_or_existing(path: str) -> Iterator[Any]:
    """The study; one that was made for an import that failed is taken away again."""
    import tanik

    new = not Path(path).exists()
    try:
        with tanik.open(path) as study:
            yield study
    except BaseException:
        if new:
            for end in ("", "-wal", "-shm"):
                with suppress(OSError):
                    Path(f"{path}{end}").unlink(missing_ok=True)
        raise


@click.command(
    "export",
    cls=Command,
    help=N_(
        "Write a study for another tool.\n\n"
        "qdpx and qdc: REFI-QDA project and codebook, for NVivo, ATLAS.ti, MAXQDA and others; webanno: W3C Web "
        "Annotations (JSON-LD); tei: TEI with standOff annotations; csv, xlsx, parquet: tables with an explanation of "
        "every column; dna: the statements as DNA reads them. What the format cannot hold is told."
    ),
)
@study_argument
@click.argument("out", cls=Argument, metavar=N_("OUT"))
@click.option("--to", "to", cls=Option, required=True, metavar=N_("FORMAT"), help=N_("The format, one of those above."))
@click.option("--coder", cls=Option, metavar=N_("NAME"), help=N_("Only what this coder made."))
@click.option(
    "--policy",
    cls=Option,
    type=click.Choice(["all", "accepted", "consensus"]),
    default="all",
    help=N_("Which statements: all, those that people accepted, or those they agree on."),
)
@json_option
def export(study: str, out: str, to: str, coder: str | None, policy: Any, as_json: bool) -> None:
    with existing(study) as opened:
        report = opened.exchange.give(out, to, coder=coder, policy=policy)
    if as_json:
        show_json({"study": study, "out": out, **report.as_json(say)})
        return
    tell(N_("{out} is written: {counts}."), out=out, counts=_counts(report.read))
    _tell_losses(report.as_json(say))


def _counts(read: dict[str, int]) -> str:
    return ", ".join(f"{number(count)} {say(_KINDS.get(name, name))}" for name, count in read.items()) or say(
        N_("nothing was in it")
    )


def _tell_losses(report: dict[str, Any]) -> None:
    for fate, head in _FATES:
        if report[fate]:
            tell(head)
        for loss in report[fate]:
            line = f"  {number(loss['count'])} × {loss['what']}: {loss['why']}"
            places = ", ".join(loss["places"][:3])
            more = " …" if len(loss["places"]) > 3 else ""
            click.echo(f"{line} ({places}{more})" if places else line)
