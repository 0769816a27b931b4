"""From a file to a source with its document, ready to be stored."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tanik.errors import SettingError, SourceError
from tanik.languages.calendars import CALENDARS
from tanik.languages.edtf import parse_edtf
from tanik.languages.pack import FOLDERS
from tanik.sources.source import KINDS, Source
from tanik.store import Store
from tanik.translation import N_

_SPEAKS_FOR_ITSELF = frozenset({"epub", "tei", "html"})
"""Formats whose title and author are those of the work; in others they are often those of the machine."""


@dataclass(frozen=True, slots=True)
class Description:
    """What the user says about a source; what is empty was not said. Values as in :class:`Source`."""

    kind: str | None = None
    authors: tuple[str, ...] = ()
    title: str | None = None
    written: str | None = None
    published: str | None = None
    language: str | None = None
    encoding: str | None = None
    calendar: str | None = None

    def check(self) -> None:
        """Raise SettingError for a kind, language, calendar or date that cannot be."""
        _one_of("T520", N_("“{value}” is no kind of source."), self.kind, KINDS)
        _one_of("T521", N_("Tanık does not read the language “{value}”."), _primary(self.language), tuple(FOLDERS))
        _one_of("T522", N_("“{value}” is no calendar that Tanık knows."), self.calendar, CALENDARS)
        for date in (self.written, self.published):
            if date is not None:
                parse_edtf(date)


def _primary(language: str | None) -> str | None:
    return None if language is None else language.partition("-")[0].lower()


def _one_of(id: str, sentence: str, value: str | None, allowed: tuple[str, ...]) -> None:
    if value is not None and value not in allowed:
        raise SettingError(id, sentence, N_("Write one of: {allowed}."), value=value, allowed=", ".join(allowed))


def add_source(
    store: Store, path: Path, said: Description, bibliography: Path | None, usual: str | None
) -> tuple[Source, bool]:
    """Put a file into the study; True when it is a new source.

    ``usual``: the language of the study, for a source that does not say its own.
    The same file (by SHA-256) is the same source and is not read again unless it is to be read otherwise (encoding,
    language). Another content under the same name is a new version of the source that had this name.
    """
    from tanik.sources.catalogue import identify

    said.check()
    sha256, size = identify(path)
    place = _place(path, store.path)
    known = store.source_with_sha256(sha256) or store.source_with_path(place) or store.source(sha256[:16])
    source = known or Source(id=sha256[:16], name=path.name)
    source = described(replace(source, name=path.name, sha256=sha256, bytes=size, path=place), said)
    made_with = {"sha256": sha256, "encoding": said.encoding, "language": source.language or usual}
    row = store.document_row(source.id) if known else None
    if row is not None and _still_good(row.made_with, made_with):
        store.save_source(source)
    else:
        _extract(store, path, source, made_with)
    _give_up_place(store, source)
    return source, known is None


def _still_good(before: dict[str, Any], now: dict[str, Any]) -> bool:
    """A text stays as it is unless the file changed or the user asks for another encoding or language."""
    return before["sha256"] == now["sha256"] and all(
        now[option] is None or now[option] == before[option] for option in ("encoding", "language")
    )


def _extract(store: Store, path: Path, source: Source, made_with: dict[str, Any]) -> None:
    from tanik.sources.catalogue import extract, identify
    from tanik.text.build import build_document

    extraction = extract(path, encoding=made_with["encoding"], language=made_with["language"])
    if identify(path)[0] != source.sha256:
        raise SourceError(
            "T523",
            N_("{name} changed while it was read."),
            N_("Wait until the program that writes it has finished, and add it again."),
            name=path.name,
        )
    if extraction.format in _SPEAKS_FOR_ITSELF:
        source.title = source.title or extraction.metadata.get("title") or None
        author = extraction.metadata.get("author", "")
        source.authors = source.authors or tuple(one.strip() for one in author.split(";") if one.strip())
    store.save_document(source, build_document(extraction, language=made_with["language"]), made_with)


def described(source: Source, said: Description) -> Source:
    """The source with everything that was said of it; what was not said stays."""
    changes = {
        name: value
        for name in ("kind", "title", "written", "published", "language", "calendar")
        if (value := getattr(said, name)) is not None
    }
    if said.authors:
        changes["authors"] = said.authors
    return replace(source, **changes)


def _place(path: Path, study: Path) -> str:
    """Where the file is, seen from the study, so that a folder with both can be moved."""
    try:
        return Path(os.path.relpath(path.absolute(), study.absolute().parent)).as_posix()
    except ValueError:  # another drive
        return path.absolute().as_posix()


def _give_up_place(store: Store, source: Source) -> None:
    """Another source that once came from this file does so no longer."""
    other = store.source_with_path(source.path)
    while other is not None and other.id != source.id:
        store.save_source(replace(other, path=""))
        other = store.source_with_path(source.path)
