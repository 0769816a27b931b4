"""The replication archive: a study with every number that was drawn from it, so that anybody can compute them again.

A ZIP file with

- ``study.tanik``: a consistent copy of the study (texts, readings, codings, findings, log);
- ``numbers.json``: every table of the publication with all digits, the verdicts of the findings, and the filter;
- ``README.txt``: what it is, in Turkish and English, and the command that checks it;
- ``manifest.json``: the versions that made it and the SHA-256 of each part.
"""

from __future__ import annotations

import hashlib
import json
import math
import platform
import secrets
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tanik
from tanik.analysis.records import tree
from tanik.errors import DamagedSourceError, StudyNotWritableError
from tanik.reasons import refusal
from tanik.sources.archive import Archive
from tanik.sources.given import Given
from tanik.store.copying import copy_study
from tanik.translation import N_

if TYPE_CHECKING:
    from tanik.study.study import Study

STUDY, NUMBERS, MANIFEST, README = "study.tanik", "numbers.json", "manifest.json", "README.txt"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_NEAR = 1e-9
"""Relative difference of two numbers that are the same: computers may round the last digits differently."""
_TEXT = """Bu dosya, Tanık ile yapılmış bir çalışmanın yineleme arşividir: çalışma ve ondan çıkan bütün sayılar.
Sayıları yeniden hesaplatmak için:  tanik archive --check {name}

This is the replication archive of a study made with Tanık: the study itself and every number drawn from it.
To have all numbers computed again:  tanik archive --check {name}
"""


@dataclass(frozen=True, slots=True)
class Difference:
    """A number that came out differently. ``place``: such as ``perspectives[3].mean``."""

    place: str
    archived: Any
    now: Any


@dataclass(frozen=True, slots=True)
class ArchiveCheck:
    """``numbers``: how many values were compared; ``made_by``: the Tanık that made the archive."""

    numbers: int
    differences: tuple[Difference, ...]
    made_by: str


def numbers_of(study: Study, where: str = "") -> dict[str, Any]:
    """Everything that the publication of a study counts, as JSON values."""
    publication = study.publishing.publication("en", where=where, title="numbers")
    tables = {table.id: [tree(dict(row)) for row in table.raw] for table in publication.tables()}
    outcomes = [
        {"id": each.finding.id, "verdict": each.verdict, "measure": tree(each.measure)}
        for each in study.publishing.outcomes()
    ]
    numbers = {"filter": where, "tables": tables, "findings": outcomes}
    plain: dict[str, Any] = json.loads(json.dumps(numbers, default=str))
    return plain


def write_archive(study: Study, path: Path, where: str = "") -> int:
    """Write the archive; returns how many values it holds. It appears under its name when it is whole, or not at all.

    StudyNotWritableError T604.
    """
    numbers = numbers_of(study, where)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / STUDY
            copy_study(study.path, copy)
            parts = {
                STUDY: copy.read_bytes(),
                NUMBERS: (json.dumps(numbers, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace"),
                README: _TEXT.format(name=path.name).encode(),
            }
        manifest = {
            "maker": f"tanik {tanik.__version__}",
            "python": platform.python_version(),
            "sha256": {name: hashlib.sha256(data).hexdigest() for name, data in parts.items()},
        }
        parts[MANIFEST] = (json.dumps(manifest, indent=1) + "\n").encode()
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, data in parts.items():
                packed.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)
        draft.replace(path)
    except OSError as error:
        raise StudyNotWritableError(
            "T604",
            N_("The archive {path} cannot be written: {reason}."),
            N_("Choose another place, or make room and try again."),
            path=str(path),
            reason=refusal(error),
        ) from error
    finally:
        draft.unlink(missing_ok=True)
    return sum(1 for _ in _values(numbers, ""))


def check_archive(path: Path) -> ArchiveCheck:
    """Compute every number of an archive again. DamagedSourceError T605 when it is none, or was changed since."""
    from tanik.study.study import open as open_study

    packed = Archive(Given(path.read_bytes(), path.name))
    missing = [name for name in (STUDY, NUMBERS, MANIFEST) if name not in packed]
    if missing:
        raise _no_archive(path, missing[0])
    try:
        manifest = json.loads(packed.read(MANIFEST))
        made_by = str(manifest["maker"])
        parts = {name: packed.read(name) for name in (STUDY, NUMBERS)}
        for name, data in parts.items():
            if hashlib.sha256(data).hexdigest() != manifest["sha256"][name]:
                raise _no_archive(path, name)
        archived = json.loads(parts[NUMBERS])
        where = str(archived["filter"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _no_archive(path, MANIFEST) from error
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / STUDY
        copy.write_bytes(parts[STUDY])
        with open_study(copy, create=False) as study:
            now = numbers_of(study, where)
    before, after = dict(_values(archived, "")), dict(_values(now, ""))
    places = list(dict.fromkeys((*before, *after)))
    differing = (Difference(place, before.get(place), after.get(place)) for place in places)
    return ArchiveCheck(len(places), tuple(each for each in differing if not _same(each.archived, each.now)), made_by)


def _no_archive(path: Path, part: str) -> DamagedSourceError:
    return DamagedSourceError(
        "T605",
        N_("{name} is no archive of a study, or was changed since it was made ({part})."),
        N_("Make it again with “tanik archive”, or ask for the file again."),
        name=path.name,
        part=part,
    )


def _values(value: Any, place: str) -> Iterator[tuple[str, Any]]:
    """Every single value of a tree with its place."""
    if isinstance(value, Mapping):
        for key, each in value.items():
            yield from _values(each, f"{place}.{key}" if place else str(key))
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _values(each, f"{place}[{number}]")
    else:
        yield place, value


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, float) or isinstance(other, float):
        numbers = all(isinstance(each, int | float) and not isinstance(each, bool) for each in (one, other))
        return numbers and math.isclose(one, other, rel_tol=_NEAR, abs_tol=_NEAR)
    return bool(one == other)
