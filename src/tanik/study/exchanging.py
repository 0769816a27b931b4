"""Projects in and out of a study: which file is what, and which format is asked for."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Literal, get_args

import tanik
from tanik.coding.acts import Coder, Policy
from tanik.errors import SourceMissingError, UnknownFormatError, UsageError
from tanik.exchange.losses import LossReport
from tanik.exchange.project import Project
from tanik.sources.given import Given
from tanik.sources.limits import Limits
from tanik.store import Store
from tanik.store.foreign import ForeignTables
from tanik.study.giving_out import give_out
from tanik.study.taking_in import take_in
from tanik.translation import N_

ExportFormat = Literal["qdpx", "qdc", "webanno", "tei", "csv", "xlsx", "parquet", "dna"]
EXPORTS: tuple[ExportFormat, ...] = get_args(ExportFormat)
_SQLITE = b"SQLite format 3\x00"

PathLike = str | os.PathLike[str]


class Exchange:
    """``study.exchange``: other tools' projects in, this study out."""

    def __init__(self, store: Store, coder: Callable[[], Coder], spare: Callable[[Path], None]) -> None:
        self._store = store
        self._coder = coder
        self._spare = spare

    def take(
        self,
        path: PathLike,
        *,
        mapping: PathLike | None = None,
        incomplete: bool = False,
        project: str = "",
        coder: Coder | None = None,
    ) -> LossReport:
        """Import a .qdpx, .qde, .qdc, .sqlite3, .qda, .jsonld or .csv file; gives what was read, dropped and why.

        ``mapping``: a YAML file that turns codes into holders, targets and polarity (docs/exchange.md);
        ``incomplete``: go on when the text of a source is missing; ``project``: the one that is meant when the file
        holds several. All or nothing: after an error the study is as it was. Raises a SourceError or SettingError.
        """
        plan = None
        if mapping is not None:
            from tanik.exchange.code_mapping import read_mapping

            plan = read_mapping(Path(mapping))
        found, report, sha256 = read_foreign(Path(path), incomplete=incomplete, project=project, there=self._there)
        if plan is not None:
            from tanik.exchange.code_mapping import apply_mapping

            found = apply_mapping(found, plan, report)
        languages = self._store.setting("languages", [])
        take_in(self._store.desk, coder or self._coder(), found, report, sha256, languages[0] if languages else None)
        return report

    def _there(self) -> Project:
        """The study as it is, for files that only speak of its sources."""
        return give_out(self._store, self._store.path.stem)

    def project(self, *, coder: str | None = None, policy: Policy = "all") -> Project:
        """The study as a neutral value."""
        return give_out(self._store, self._store.path.stem, coder=coder, policy=policy)

    def give(self, path: PathLike, to: str, *, coder: str | None = None, policy: Policy = "all") -> LossReport:
        """Export the study to a format of :data:`EXPORTS`; gives what the format cannot hold.

        ``coder``: only what this coder made; ``policy``: which statements (all, accepted, consensus). UsageError T650
        for another format. The file appears whole or not at all.
        """
        if to not in EXPORTS:
            raise UsageError(
                "T650",
                N_("Tanık does not export to “{format}”."),
                N_("Write one of: {allowed}."),
                format=to,
                allowed=", ".join(EXPORTS),
            )
        place = Path(path)
        self._spare(place)
        project = self.project(coder=coder, policy=policy)
        return write_foreign(project, place, to)


def read_foreign(
    path: Path, *, incomplete: bool = False, project: str = "", there: Callable[[], Project] = Project
) -> tuple[Project, LossReport, str]:
    """A file of another tool as a project, its report and its SHA-256."""
    if path.is_dir() and (path / "data.qda").is_file():
        return _database(path / "data.qda", path.name.removesuffix(".qda"), project)
    if path.is_dir() and (qde := _one_qde(path)) is not None:
        path = qde
    if not path.is_file():
        raise SourceMissingError(
            "T301", N_("There is no file “{path}”."), N_("Check the name and the folder."), path=str(path)
        )
    with path.open("rb") as file:
        if file.read(16) == _SQLITE:
            return _database(path, path.parent.name if path.name == "data.qda" else path.name, project)
    data = _load(path)
    sha256 = hashlib.sha256(data).hexdigest()
    given = Given(data, path.name)
    head = data[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\x00", b"")
    name = path.name.lower()
    found: tuple[Project, LossReport]
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")) or name.endswith((".qdpx", ".qde")):
        from tanik.exchange.refi_reading import read_project

        found = read_project(given, incomplete=incomplete, folder=path.absolute().parent)
    elif head.startswith(b"<"):
        found = _xml(given, incomplete, path)
    elif name.endswith((".json", ".jsonld")) or (head.startswith((b"{", b"[")) and not name.endswith(".csv")):
        from tanik.exchange.web_annotation import read_annotations

        found = read_annotations(given, there())
    elif name.endswith((".csv", ".tsv", ".txt")):
        from tanik.exchange.csv_projects import read_csv_project

        found = read_csv_project(path, there())
    else:
        raise UnknownFormatError(
            "T651",
            N_("Tanık does not know from which tool “{name}” comes."),
            N_("It imports REFI-QDA (.qdpx, .qdc), Taguette and QualCoder (SQLite), Web Annotations (.jsonld), CSV."),
            name=path.name,
        )
    return *found, sha256


def _xml(given: Given, incomplete: bool, path: Path) -> tuple[Project, LossReport]:
    from tanik.exchange import refi_codebook, refi_reading
    from tanik.sources.markup import local, parse

    root = parse(given.data, given, given.name)
    if local(root) == "Project":
        return refi_reading.read_project(given, incomplete=incomplete, folder=path.absolute().parent)
    return refi_codebook.read_codebook(given)


def _one_qde(folder: Path) -> Path | None:
    found = sorted(folder.glob("*.qde"))
    return found[0] if len(found) == 1 else None


def _load(path: Path) -> bytes:
    if path.stat().st_size > Limits().file_bytes:
        raise UnknownFormatError(
            "T652",
            N_("“{name}” is larger than the {limit} bytes that a project may have."),
            N_("Export the project in parts, or without recordings."),
            name=path.name,
            limit=Limits().file_bytes,
        )
    return path.read_bytes()


def _database(path: Path, name: str, project: str) -> tuple[Project, LossReport, str]:
    from tanik.exchange.qualcoder import is_qualcoder, read_qualcoder
    from tanik.exchange.taguette import is_taguette, read_taguette
    from tanik.sources.catalogue import identify

    with ForeignTables(path) as tables:
        if is_taguette(tables):
            found = read_taguette(tables, name, project)
        elif is_qualcoder(tables):
            found = read_qualcoder(tables, name)
        else:
            raise UnknownFormatError(
                "T653",
                N_("“{name}” is a database, but of neither Taguette, LibreQDA nor QualCoder."),
                N_("Export the project from its tool as REFI-QDA (.qdpx), and import that file."),
                name=path.name,
            )
    return *found, identify(path)[0]


def write_foreign(project: Project, path: Path, to: str) -> LossReport:
    """Write a project in a format; the file appears whole or not at all. ``path``: a folder for several tables."""
    maker = f"Tanık {tanik.__version__}"
    if to in ("csv", "parquet", "xlsx"):
        from tanik.exchange.project_tables import write_tables

        return write_tables(project, path, to)
    if to == "qdpx":
        from tanik.exchange.refi_writing import write_project

        data, report = write_project(project, maker, path.name)
    elif to == "qdc":
        from tanik.exchange.refi_codebook import write_codebook

        data, report = write_codebook(project, maker, path.name)
    elif to == "webanno":
        from tanik.exchange.web_annotation import write_annotations

        value, report = write_annotations(project, maker, path.name)
        data = (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")
    elif to == "tei":
        from tanik.exchange.tei_standoff import write_tei

        data, report = write_tei(project, maker, path.name)
    else:
        from tanik.exchange.dna_csv import write_dna

        text, report = write_dna(project, path.name)
        data = text.encode("utf-8", "backslashreplace")
    _write_whole(path, data)
    return report


def _write_whole(path: Path, data: bytes) -> None:
    draft = path.with_name(f".{path.name[:200]}.{secrets.token_hex(4)}")
    try:
        draft.write_bytes(data)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
