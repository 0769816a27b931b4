"""From a file to a source with its document, stored in the study."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tanik.errors import SettingError, SourceError, TanikError
from tanik.languages.calendars import CALENDARS
from tanik.languages.edtf import parse_edtf
from tanik.languages.pack import language_codes
from tanik.sources.source import KINDS, Source
from tanik.store import Store
from tanik.study.results import Added
from tanik.translation import N_

_SPEAKS_FOR_ITSELF = frozenset({"epub", "tei", "html"})
"""Formats whose title and author are those of the work; in others they are often those of the machine."""
_DESCRIBED = ("kind", "authors", "title", "written", "published", "language", "calendar")


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
        _one_of("T521", N_("Tanık does not read the language “{value}”."), _primary(self.language), language_codes())
        _one_of("T522", N_("“{value}” is no calendar that Tanık knows."), self.calendar, CALENDARS)
        for date in (self.written, self.published):
            if date is not None:
                parse_edtf(date)


def _primary(language: str | None) -> str | None:
    """``"tr"`` of ``"tr-TR"``."""
    return None if language is None else language.partition("-")[0].lower()


def _one_of(id: str, sentence: str, value: str | None, allowed: tuple[str, ...]) -> None:
    if value is not None and value not in allowed:
        raise SettingError(id, sentence, N_("Write one of: {allowed}."), value=value, allowed=", ".join(allowed))


class Adder:
    """Puts files into a study with one description.

    ``bibliography``: read once; ``alone``: only one file is added, so that a bibliography of one work describes it
    whatever it is called; ``usual``: the language of the study, for a source that does not say its own.
    """

    def __init__(
        self, store: Store, said: Description, *, bibliography: Path | None, alone: bool, usual: str | None
    ) -> None:
        said.check()
        self._store = store
        self._said = said
        self._alone = alone
        self._usual = usual
        self._bibliography = bibliography
        self._problems: list[TanikError] = []
        self._entries: list[Any] = []
        if bibliography is not None:
            from tanik.sources.bibliography import read_bibliography

            self._entries = read_bibliography(bibliography, report=self._problems.append)

    def add(self, path: Path) -> Added:
        """Put a file into the study.

        The same file (by SHA-256) is the same source and is not read again unless it is to be read otherwise
        (encoding, language). Another content under the same name is a new version of the source that had this name.
        """
        from tanik.sources.catalogue import identify

        sha256, size = identify(path)
        store = self._store
        place = _place(path, store.path)
        known = store.source_with_sha256(sha256) or store.source_with_path(place) or store.source(sha256[:16])
        source = known or Source(id=sha256[:16], name=_printable(path.name))
        problems = self._describe(source := replace(source), path)
        source = replace(source, name=_printable(path.name), sha256=sha256, bytes=size, path=place)
        made_with = {"sha256": sha256, "encoding": self._said.encoding, "language": source.language or self._usual}
        row = store.document_row(source.id) if known else None
        if row is not None and _still_good(row.made_with, made_with):
            store.save_source(source)
        else:
            _extract(store, path, source, made_with)
        _give_up_place(store, source)
        return Added(path, source, known is None, tuple(problems))

    def _describe(self, source: Source, path: Path) -> list[TanikError]:
        """Write into ``source`` what is said of it: first by the user, then by the bibliography, then by the sidecar.

        What nobody says now stays as it was. Returns what could not be understood.
        """
        from tanik.sources.bibliography import match_entry, read_sidecar, sidecar_for

        problems = list(self._problems)
        speakers: list[Any] = [self._said]
        entry = match_entry(self._entries, path)
        if entry is None and self._alone and len(self._entries) == 1:
            entry = self._entries[0]
        if entry is not None:
            speakers.append(entry)
        elif self._bibliography is not None:
            problems.append(_no_entry(self._bibliography, path))
        beside = sidecar_for(path)
        if beside is not None and beside != self._bibliography:
            speakers.append(read_sidecar(beside))
        for speaker in reversed(speakers):
            for name in _DESCRIBED:
                if value := getattr(speaker, name):
                    setattr(source, name, value)
            source.csl = source.csl | getattr(speaker, "csl", {})
        source.language = _primary(source.language)
        if source.language not in language_codes():
            source.language = None  # a bibliography may name any language; it is then recognised, or doubted
        return problems


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
            N_("“{name}” changed while it was read."),
            N_("Wait until the program that writes it is done, then read it again."),
            name=path.name,
        )
    if extraction.format in _SPEAKS_FOR_ITSELF:
        source.title = source.title or extraction.metadata.get("title") or None
        author = extraction.metadata.get("author", "")
        source.authors = source.authors or tuple(one.strip() for one in author.split(";") if one.strip())
    store.save_document(source, build_document(extraction, language=made_with["language"]), made_with)


def _place(path: Path, study: Path) -> str:
    """Where the file is, seen from the study, so that a folder with both can be moved."""
    try:
        return _printable(Path(os.path.relpath(path.absolute(), study.absolute().parent)).as_posix())
    except ValueError:  # another drive
        return _printable(path.absolute().as_posix())


def _printable(name: str) -> str:
    """A file name that is no Unicode text, with ``\ufffd`` for what cannot be written down."""
    return "".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in name)


def _give_up_place(store: Store, source: Source) -> None:
    """Another source that once came from this file does so no longer."""
    while (other := store.source_with_path(source.path, but=source.id)) is not None:
        store.save_source(replace(other, path=""))


def _no_entry(bibliography: Path, path: Path) -> SettingError:
    return SettingError(
        "T524",
        N_("“{bibliography}” says nothing about “{name}”, which went in without bibliographic data."),
        N_("Name the file in the field “file” of its entry, or give the entry the name of the file as its key."),
        bibliography=bibliography.name,
        name=path.name,
    )
