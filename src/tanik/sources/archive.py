"""Reading zip files (DOCX, ODT, EPUB) without trusting them.

Checked before a byte is unpacked: number of entries, names (absolute, ``..``, drive letters), links, encryption,
declared sizes and ratios. While unpacking the bytes are counted, because the header may lie.
"""

from __future__ import annotations

import io
import posixpath
import re
import stat
import zipfile
import zlib

from tanik.errors import DamagedSourceError, HostileSourceError, LockedSourceError, Phrase
from tanik.reasons import fault
from tanik.sources.given import Given
from tanik.translation import N_

_DRIVE = re.compile(r"[A-Za-z]:")
_CHUNK = 1 << 16
_RATIO_FROM = 1 << 20
_ENCRYPTED = 0x1

_MANY = N_("“{name}” was not opened because it looks like an attack: it holds {count} files.")
_LARGE = N_("“{name}” was not opened because it looks like an attack: it unpacks to more than {limit} bytes.")
_OUTSIDE = N_(
    "“{name}” was not opened because it looks like an attack: it holds a file name that leads outside: “{part}”."
)
_LINK = N_("“{name}” was not opened because it looks like an attack: it holds a link: “{part}”.")
_DENSE = N_(
    "“{name}” was not opened because it looks like an attack: its part “{part}” grows {ratio} times when unpacked."
)


class Archive:
    """A zip file that passed the checks; ``read`` gives single members."""

    def __init__(self, given: Given) -> None:
        self._given = given
        self._unpacked = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(given.data))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
            raise self._damaged(fault(str(error))) from error
        self._check_all(entries)
        self._entries = {entry.filename: entry for entry in entries if not entry.is_dir()}

    @property
    def names(self) -> list[str]:
        """Names of all files inside, in the order of the archive."""
        return list(self._entries)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def read(self, name: str) -> bytes:
        """The bytes of one member; ``DamagedSourceError`` when it is missing or broken."""
        entry = self._entries.get(name)
        if entry is None:
            raise DamagedSourceError(
                "T321",
                N_("“{name}” is damaged: the part “{part}” is missing inside."),
                N_("Open it in the program that wrote it, save it again, and read the new file."),
                name=self._given.name,
                part=name,
            )
        parts: list[bytes] = []
        try:
            with self._zip.open(entry) as member:
                while chunk := member.read(_CHUNK):
                    self._unpacked += len(chunk)
                    if self._unpacked > self._given.limits.archive_bytes:
                        raise self._hostile(
                            _LARGE,
                            limit=self._limit(),
                        )
                    parts.append(chunk)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            OSError,
            RuntimeError,
            ValueError,
        ) as error:
            raise self._damaged(fault(str(error))) from error
        return b"".join(parts)

    def _limit(self) -> int:
        return self._given.limits.archive_bytes

    def _check_all(self, entries: list[zipfile.ZipInfo]) -> None:
        limits = self._given.limits
        if len(entries) > limits.archive_entries:
            raise self._hostile(
                _MANY,
                count=len(entries),
            )
        if sum(entry.file_size for entry in entries) > limits.archive_bytes:
            raise self._hostile(
                _LARGE,
                limit=self._limit(),
            )
        for entry in entries:
            self._check(entry)

    def _check(self, entry: zipfile.ZipInfo) -> None:
        name = entry.filename.replace("\\", "/")
        if name.startswith("/") or _DRIVE.match(name) or ".." in name.split("/"):
            raise self._hostile(
                _OUTSIDE,
                part=entry.filename,
            )
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise self._hostile(
                _LINK,
                part=entry.filename,
            )
        if entry.flag_bits & _ENCRYPTED:
            raise LockedSourceError(
                "T320",
                N_("“{name}” is locked with a password."),
                N_("Open it in its own program, save a copy without a password, and read the copy."),
                name=self._given.name,
            )
        if entry.file_size > _RATIO_FROM and entry.file_size > self._given.limits.archive_ratio * entry.compress_size:
            raise self._hostile(
                _DENSE,
                part=entry.filename,
                ratio=entry.file_size // max(entry.compress_size, 1),
            )

    def _hostile(self, sentence: str, **values: object) -> HostileSourceError:
        return HostileSourceError(
            "T322",
            sentence,
            N_("If you trust the file, save it again with its own program and read the new file."),
            name=self._given.name,
            **values,
        )

    def _damaged(self, reason: Phrase) -> DamagedSourceError:
        return DamagedSourceError(
            "T323",
            N_("“{name}” is damaged and cannot be unpacked ({reason})."),
            N_("Copy or download it again, or open and save it with the program that wrote it."),
            name=self._given.name,
            reason=reason,
        )


def resolve(base: str, target: str) -> str:
    """The member name of a reference ``target`` found in the member ``base`` (without its ``#`` part)."""
    path = target.split("#", 1)[0]
    if not path:
        return base
    if path.startswith("/"):
        return posixpath.normpath(path[1:])
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), path))
