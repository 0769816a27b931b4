"""The ZIP file of a REFI-QDA project: which part is the project, and where its sources are."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from tanik.errors import DamagedSourceError, HostileSourceError
from tanik.sources.archive import Archive
from tanik.sources.given import Given
from tanik.translation import N_

_EPOCH = (1980, 1, 1, 0, 0, 0)
_SCHEMES = ("internal://", "relative://", "absolute://")


class _Parts:
    """Parts by their names, whatever their case, in ``Sources/`` or ``sources/``, with or without ``internal://``."""

    def __init__(self, names: list[str]) -> None:
        self.names = names
        self.used: set[str] = set()
        self._folded: dict[str, str] = {}
        for name in names:
            self._folded.setdefault(name.replace("\\", "/").casefold(), name)

    def find(self, path: str) -> str | None:
        """The part that a path of the project means, None when it did not come along."""
        tail = path
        for scheme in _SCHEMES:
            tail = tail.removeprefix(scheme)
        tail = tail.replace("\\", "/").lstrip("/")
        base = tail.rpartition("/")[2]
        for name in (f"sources/{tail}", tail, f"sources/{base}"):
            member = self._folded.get(name.casefold())
            if member is not None and base:
                return member
        return None

    def unused(self) -> list[str]:
        """Parts that the project never spoke of."""
        return [name for name in self.names if name not in self.used]


class ProjectFolder(_Parts):
    """The folder of an unpacked project: only the regular files directly in its ``sources/``."""

    def __init__(self, given: Given, folder: Path) -> None:
        self._limit = given.limits.archive_bytes
        self._files: dict[str, Path] = {}
        for box in sorted(folder.iterdir()) if folder.is_dir() else ():
            if box.name.lower() == "sources" and box.is_dir() and not box.is_symlink():
                files = sorted(each for each in box.iterdir() if each.is_file() and not each.is_symlink())
                self._files |= {f"{box.name}/{each.name}": each for each in files[: given.limits.archive_entries]}
        super().__init__(list(self._files))

    def read(self, member: str) -> bytes:
        self.used.add(member)
        path = self._files[member]
        if path.stat().st_size > self._limit:
            raise HostileSourceError(
                "T644",
                N_("“{name}” is larger than the {limit} bytes that a part of a project may have."),
                N_("Take it out of the folder, or split it."),
                name=str(path),
                limit=self._limit,
            )
        return path.read_bytes()


class ProjectArchive(_Parts):
    """A .qdpx file that passed the checks of :class:`Archive`. ``project``: name of the ``.qde`` at its root."""

    def __init__(self, given: Given) -> None:
        self._archive = Archive(given)
        super().__init__(self._archive.names)
        found = [name for name in self.names if name.lower().endswith(".qde")]
        at_root = [name for name in found if "/" not in name.replace("\\", "/")]
        projects = at_root or found
        if len(projects) > 1:
            projects = [name for name in projects if name.lower() == "project.qde"] or projects
        if len(projects) != 1:
            raise _no_project(given.name, projects)
        self.project = projects[0]
        self.used.add(self.project)

    def read_project(self) -> bytes:
        return self._archive.read(self.project)

    def read(self, member: str) -> bytes:
        self.used.add(member)
        return self._archive.read(member)


def outside(path: str) -> bool:
    """Whether a path leads out of the archive: ``relative://`` to a folder of media, or ``absolute://``."""
    return path.startswith(("relative://", "absolute://"))


def _no_project(name: str, found: list[str]) -> DamagedSourceError:
    if found:
        return DamagedSourceError(
            "T641",
            N_("“{name}” holds several projects: {parts}."),
            N_("Export one project from the program that wrote it, and import that file."),
            name=name,
            parts=", ".join(found[:10]),
        )
    return DamagedSourceError(
        "T640",
        N_("“{name}” is no REFI-QDA project: it has no “project.qde” inside."),
        N_("In NVivo, ATLAS.ti or MAXQDA choose “Export project (REFI-QDA)”, which gives a file ending in .qdpx."),
        name=name,
    )


def pack(project: bytes, members: Iterable[tuple[str, bytes]]) -> bytes:
    """A .qdpx file. The same content gives the same bytes, whatever the clock says."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (("project.qde", project), *members):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return buffer.getvalue()


def given_part(given: Given, data: bytes, part: str) -> Given:
    """What the readers of sources take, for one member."""
    return replace(given, data=data, name=f"{given.name}: {part}", encoding=None)
