"""``tanik read``: from files to a study, a report and a summary."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tanik.cli.places import Places, places_for
from tanik.cli.progress import Progress
from tanik.cli.summary import show_summary
from tanik.cli.terminal import tell, warn
from tanik.cli.wording import Argument, Command, Option, language, say
from tanik.errors import StudyError, StudyNotWritableError, UsageError
from tanik.settings import setting
from tanik.sources.source import KINDS
from tanik.translation import N_

if TYPE_CHECKING:
    from tanik.study import Added, Failed, Study


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """The options of the command, as click gives them."""

    files: tuple[str, ...]
    study: str | None
    kind: str | None
    authors: tuple[str, ...]
    title: str | None
    written: str | None
    published: str | None
    source_language: str | None
    encoding: str | None
    calendar: str | None
    bibliography: str | None
    people: tuple[str, ...]
    jsonl: str | None
    report: str | None
    no_report: bool
    processes: int | None
    careful: bool
    fast: bool
    threshold: float | None
    again: bool
    quiet: bool

    def description(self) -> dict[str, Any]:
        """What is said of the sources, by the names of :meth:`tanik.study.Study.add`."""
        return {
            "kind": self.kind,
            "authors": self.authors,
            "title": self.title,
            "written": self.written,
            "published": self.published,
            "language": self.source_language,
            "encoding": self.encoding,
            "calendar": self.calendar,
        }

    def workers(self) -> int:
        if self.processes is not None:
            return self.processes
        if self.fast:
            return os.cpu_count() or 1
        number: int = setting("processes")
        return number


@click.command(
    "read",
    cls=Command,
    help=N_(
        "Read one or more files into a study and write its report.\n\n"
        "FILE may be PDF, DOCX, ODT, RTF, EPUB, HTML, Markdown, plain text or a scanned image. Reading hatirat.pdf "
        "makes hatirat.tanik (the study) and hatirat.html (the report) in the folder where you are. What you say about "
        "the source with the options below holds for all the files named; a file hatirat.yaml beside "
        "hatirat.pdf, or a bibliography, can say it for each.\n\n"
        "You may stop with Ctrl-C: what was read is kept, and the same command goes on from there."
    ),
    epilog=N_('Example: tanik read hatirat.pdf --kind memoir --author "Name Surname" --written 1955'),
)
@click.argument("files", cls=Argument, nargs=-1, required=True, metavar=N_("FILE..."))
@click.option(
    "--study",
    cls=Option,
    metavar=N_("STUDY"),
    help=N_("The study file to read into; made when it is not there. Usually named after the source."),
)
@click.option(
    "--kind",
    cls=Option,
    type=click.Choice(KINDS),
    help=N_("What the source is. It decides whose voice the running text is; without it Tanık guesses."),
)
@click.option(
    "--author",
    "authors",
    cls=Option,
    multiple=True,
    metavar=N_("NAME"),
    help=N_("Who wrote it, with the full name; again for each further author."),
)
@click.option("--title", cls=Option, metavar=N_("TEXT"), help=N_("The title of the source."))
@click.option(
    "--written", cls=Option, metavar=N_("DATE"), help=N_("When it was written, in EDTF: 1955, 1921-03, 1921/1922.")
)
@click.option("--published", cls=Option, metavar=N_("DATE"), help=N_("When it was published, in EDTF."))
@click.option(
    "--language",
    "source_language",
    cls=Option,
    metavar=N_("CODE"),
    help=N_("The language of the source, tr or en; without it Tanık recognises it."),
)
@click.option(
    "--encoding",
    cls=Option,
    metavar=N_("NAME"),
    help=N_("The encoding of a text file, such as windows-1254; without it Tanık finds out and says which."),
)
@click.option(
    "--calendar",
    cls=Option,
    type=click.Choice(("gregorian", "julian", "rumi", "hijri")),
    help=N_("The calendar of the dates in the source, where they do not say."),
)
@click.option(
    "--bibliography",
    cls=Option,
    metavar=N_("FILE"),
    help=N_("A BibTeX, RIS or CSL-JSON file that describes the sources."),
)
@click.option(
    "--people",
    cls=Option,
    multiple=True,
    metavar=N_("FILE"),
    help=N_(
        "A file of people (people.yaml, CSV or XLSX) with the names of everybody; it wins over what Tanık finds by "
        "itself. pack:NAME adds a pack that comes with Tanık; tanik people --packs shows them."
    ),
)
@click.option("--jsonl", cls=Option, metavar=N_("FILE"), help=N_("Write the reading as JSON Lines too."))
@click.option("--report", cls=Option, metavar=N_("FILE"), help=N_("Where to write the report."))
@click.option("--no-report", cls=Option, is_flag=True, help=N_("Write no report."))
@click.option(
    "--processes",
    cls=Option,
    type=click.IntRange(1, 256),
    metavar=N_("NUMBER"),
    help=N_("How many sources are read at the same time (or set TANIK_PROCESSES)."),
)
@click.option(
    "--careful",
    cls=Option,
    is_flag=True,
    help=N_("Rules and network read together: better, about 1,000 words a second."),
)
@click.option(
    "--fast",
    cls=Option,
    is_flag=True,
    help=N_("The rules read alone, and as many sources at a time as the computer can."),
)
@click.option(
    "--threshold",
    cls=Option,
    type=click.FloatRange(0, 1),
    metavar=N_("NUMBER"),
    help=N_(
        "Keep only statements of at least this confidence, from 0 to 1. A higher one keeps fewer and surer statements; "
        "docs/model.md shows what is lost and gained."
    ),
)
@click.option("--again", cls=Option, is_flag=True, help=N_("Read also what has been read already."))
@click.option("--quiet", cls=Option, is_flag=True, help=N_("Say nothing unless something goes wrong."))
def command(**options: Any) -> int:
    chosen = ReadOptions(**options)
    files = _without_sidecars([Path(name) for name in chosen.files])
    places = places_for(files, study=chosen.study, report=chosen.report, no_report=chosen.no_report, jsonl=chosen.jsonl)
    _check(chosen)
    if places.usual and len(files) > 1 and not chosen.quiet:
        tell(N_("Several files and no --study: they go into {path}."), path=places.study)
    return _read(chosen, files, places)


def _without_sidecars(files: list[Path]) -> list[Path]:
    """The files that are sources: with ``tanik read *`` the descriptions beside them are named too."""
    from tanik.sources.bibliography import sidecar_for

    sidecars = {sidecar_for(file) for file in files}
    return [file for file in files if file not in sidecars]


def _check(chosen: ReadOptions) -> None:
    """Raise what is wrong with the options before anything is written."""
    if chosen.careful and chosen.fast:
        raise UsageError(
            "T431",
            N_("--careful and --fast contradict each other."),
            N_("Choose --careful for the best reading, --fast for the quickest."),
        )
    from tanik.study.adding import Description
    from tanik.study.people import people_setting

    said = chosen.description()
    said["authors"] = tuple(said["authors"])
    Description(**said).check()
    if chosen.people:
        people_setting(chosen.people, None)


def _read(chosen: ReadOptions, files: Sequence[Path], places: Places) -> int:
    from tanik.study import Added, Failed

    with _opened(places.study) as study, Progress(quiet=chosen.quiet) as progress:
        results = study.add_all(files, progress=progress, bibliography=chosen.bibliography, **chosen.description())
        added = [each for each in results if isinstance(each, Added)]
        failed = [each for each in results if isinstance(each, Failed)]
        if added:
            done = study.read(
                processes=chosen.workers(),
                again=chosen.again,
                progress=progress,
                people=chosen.people or None,
                careful=chosen.careful,
                threshold=chosen.threshold,
            )
            failed += done.failed
            progress.clear()
            _write_results(study, places, added)
            if not chosen.quiet:
                show_summary(study, added, done, places)
    return _tell_failures(failed, len(files))


@contextmanager
def _opened(path: Path) -> Iterator[Study]:
    """The study at ``path``. One that this command made and into which nothing came leaves no file behind."""
    import tanik

    empty, fresh = False, not path.exists()
    try:
        with tanik.open(path) as study:
            try:
                yield study
            finally:
                with suppress(StudyError):
                    empty = study.info().sources == 0
    finally:
        if fresh and empty:
            for each in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
                each.unlink(missing_ok=True)


def _write_results(study: Study, places: Places, added: Sequence[Added]) -> None:
    if places.jsonl is not None:
        try:
            study.write_jsonl(places.jsonl, added[0].source.id if len(added) == 1 else None)
        except OSError as error:
            raise StudyNotWritableError(
                "T208",
                N_("The reading cannot be written to {path}: {reason}."),
                N_("Choose another place for --jsonl, or make room and try again; the study is safe."),
                path=places.jsonl,
                reason=error.strerror or error,
            ) from error
    if places.report is not None and study.info().read:
        study.report(places.report, language())


def _tell_failures(failed: Sequence[Failed], all: int) -> int:
    """The sources that could not be read, each with its reason; the exit code of the worst."""
    if not failed:
        return 0
    if all > 1:
        warn("")
        warn(say(N_("{failed} of {all} could not be read:"), failed=len(failed), all=all))
    for each in failed:
        text = each.error.render(say)
        warn(text if each.path.name in text else f"{each.path.name}: {text}")
    return max(each.error.exit_code for each in failed)
