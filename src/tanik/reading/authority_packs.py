"""Packs: authority files of a period that come with Tanık or lie in a folder, used beside the user's own.

A pack is a folder with ``pack.yaml`` (name, title, version, licence, source, files) and tables. ``offices.csv``
(columns ``key``, ``name``, ``place``, ``forms``) names the offices that the persons' table refers to by key. What a
pack says is general knowledge of a period: it never overrules the user's own file.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from tanik.errors import SettingError
from tanik.reading.authority import Authority, AuthorityEntry, Office, alias_key, checked, entries_of
from tanik.reading.authority_table import table_rows
from tanik.translation import N_

FOLDER = Path(__file__).parents[1] / "authority_packs"
PREFIX = "pack:"


@dataclass(frozen=True, slots=True)
class Pack:
    """What a pack says of itself."""

    name: str
    title: str
    title_tr: str
    version: str
    source: str
    folder: Path
    files: tuple[str, ...]


def packs(folder: Path = FOLDER) -> list[Pack]:
    """The packs that come with Tanık, by name."""
    return [_described(path.parent) for path in sorted(folder.glob("*/pack.yaml"))]


def pack_authority(name: str, folder: Path = FOLDER) -> Authority:
    """The entries of a pack. Raises SettingError T463 when there is no pack of that name."""
    found = {pack.name: pack for pack in packs(folder)}
    if name not in found:
        raise SettingError(
            "T463",
            N_("There is no pack of people called “{name}”."),
            N_("Write one of: {names}. The command tanik people --packs shows them."),
            name=name,
            names=", ".join(found) or "-",
        )
    pack = found[name]
    rows: list[dict[str, Any]] = []
    offices: dict[str, Office] = {}
    for file in pack.files:
        path = pack.folder / file
        content = path.read_bytes()
        if file == "offices.csv":
            offices = _offices(content)
        else:
            rows += [{**row, "pack": pack.name} for row in table_rows(path, content)]
    entries = tuple(_with_offices(entry, offices) for entry in entries_of(rows, pack.folder))
    return checked(Authority(entries), pack.folder)


def joined(own: Authority, packs: Sequence[Authority]) -> Authority:
    """The user's entries, then those of packs as far as the user says nothing about them.

    An entry of a pack with the user's id or name is taken as the same: the user's entry stays as it is, and only its
    empty dates and offices are filled. A name that the user gives to somebody else is no name of the pack's any more.
    """
    entries = {entry.id: entry for entry in own.entries}
    names = {alias_key(entry.name): entry.id for entry in own.entries}
    taken = {alias_key(form) for entry in own.entries for form in entry.forms}
    for pack in packs:
        for entry in pack.entries:
            same = entry.id if entry.id in entries else names.get(alias_key(entry.name))
            if same is not None and entries[same].kind == entry.kind:
                entries[same] = _filled(entries[same], entry)
                continue
            if same is not None or alias_key(entry.name) in taken:
                continue
            forms = tuple(alias for alias in entry.aliases if alias_key(alias) not in taken)
            taken.update(alias_key(form) for form in (entry.name, *forms))
            entries[entry.id] = replace(entry, aliases=forms)
            names[alias_key(entry.name)] = entry.id
    return Authority(tuple(entries.values()))


def _filled(own: AuthorityEntry, other: AuthorityEntry) -> AuthorityEntry:
    return replace(
        own,
        born=own.born or other.born,
        died=own.died or other.died,
        date=own.date or other.date,
        offices=own.offices or other.offices,
    )


def _described(folder: Path) -> Pack:
    said = yaml.safe_load((folder / "pack.yaml").read_text(encoding="utf-8"))
    return Pack(
        str(said["name"]),
        str(said["title"]),
        str(said.get("title_tr", said["title"])),
        str(said["version"]),
        " ".join(str(said["source"]).split()),
        folder,
        tuple(said["files"]),
    )


def _offices(content: bytes) -> dict[str, Office]:
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    made = {}
    for row in rows:
        forms = tuple(form.strip() for form in row["forms"].split(";") if form.strip())
        made[row["key"]] = Office(row["name"], row["place"], forms=forms)
    return made


def _with_offices(entry: AuthorityEntry, offices: dict[str, Office]) -> AuthorityEntry:
    full = []
    for held in entry.offices:
        known = offices.get(held.office)
        full.append(replace(known, begin=held.begin, end=held.end) if known is not None else held)
    return replace(entry, offices=tuple(full))
