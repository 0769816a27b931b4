"""Where ``tanik read`` puts its files: beside where the user is, and never over somebody's own file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tanik.errors import UsageError
from tanik.translation import N_

_MARK = b'<meta name="generator" content="Tan\xc4\xb1k">'


@dataclass(frozen=True, slots=True)
class Places:
    """``report`` and ``jsonl`` None: not wanted; ``usual``: the study got its usual name, because none was given."""

    study: Path
    report: Path | None
    jsonl: Path | None
    usual: bool


def places_for(
    files: Sequence[Path], *, study: str | None, report: str | None, no_report: bool, jsonl: str | None
) -> Places:
    """The places for one run of ``tanik read``.

    Without ``study`` one file ``hatirat.pdf`` makes ``hatirat.tanik`` in the present folder, several make
    ``study.tanik``. The report stands beside the study under its name; when a file of that name is there already and
    is no report of Tanık, it is ``hatirat.tanik.html`` instead.
    """
    if report is not None and no_report:
        raise UsageError("T206", N_("--report and --no-report cannot be used together."), N_("Choose one of them."))
    given = Path(study) if study is not None else None
    place = given or Path(f"{files[0].stem}.tanik" if len(files) == 1 else "study.tanik")
    wanted = Path(report) if report is not None else None
    for output in (wanted, Path(jsonl) if jsonl is not None else None, place):
        _spare(output, files)
    return Places(
        study=place,
        report=None if no_report else wanted or _free_report(place, files),
        jsonl=Path(jsonl) if jsonl is not None else None,
        usual=given is None,
    )


def _spare(output: Path | None, files: Sequence[Path]) -> None:
    if output is not None and any(_same(output, file) for file in files):
        raise UsageError(
            "T207",
            N_("{path} is one of the files to be read; Tanık does not write over it."),
            N_("Give the result another name."),
            path=output,
        )


def _same(one: Path, other: Path) -> bool:
    return one.absolute() == other.absolute() or (one.exists() and other.exists() and one.samefile(other))


def _free_report(study: Path, files: Sequence[Path]) -> Path:
    plain = study.with_suffix(".html")
    taken = any(_same(plain, file) for file in files) or (plain.exists() and not _is_report(plain))
    return study.with_name(f"{study.stem}.tanik.html") if taken else plain


def _is_report(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return _MARK in file.read(4096)
    except OSError:
        return False
