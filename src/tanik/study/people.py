"""The people of a study: its own authority file with packs, and which persons may be one."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from tanik.errors import SettingError, UsageError
from tanik.reading.authority import EMPTY_AUTHORITY, Authority, AuthorityEntry, Office, alias_key, read_authority
from tanik.reading.authority_packs import PREFIX, joined, pack_authority
from tanik.translation import N_

if TYPE_CHECKING:
    from tanik.analysis.same_people import SamePair
    from tanik.study.study import Study

PathLike = str | os.PathLike[str]


def people_setting(names: Sequence[PathLike], before: dict[str, Any] | None) -> dict[str, Any]:
    """What a study keeps of ``names``: a file, and packs as ``pack:NAME``.

    A pack alone is put beside the file before.
    """
    files = [Path(name) for name in names if not str(name).startswith(PREFIX)]
    packs = [str(name).removeprefix(PREFIX) for name in names if str(name).startswith(PREFIX)]
    if len(files) > 1:
        raise UsageError(
            "T466",
            N_("Two files of people are named: {first} and {second}."),
            N_("Put them into one file, or give one file and any number of packs."),
            first=str(files[0]),
            second=str(files[1]),
        )
    text, name, own = "", "", EMPTY_AUTHORITY
    if files:
        own = read_authority(files[0])
        name = files[0].name
        text = files[0].read_text(encoding="utf-8-sig") if files[0].suffix.lower() != ".xlsx" else ""
    elif before is not None:
        own = Authority(tuple(entry for entry in map(entry_from, before["entries"]) if not entry.pack))
        name, text = _file_of(before["name"]) if own.entries else "", before["text"]
    full = joined(own, [pack_authority(pack) for pack in packs])
    shown = " + ".join([part for part in (name, *(PREFIX + pack for pack in packs)) if part])
    return {"name": shown, "text": text, "entries": [asdict(entry) for entry in full.entries]}


def _file_of(shown: str) -> str:
    """The file in what :func:`people_setting` calls the people of a study, without the packs beside it."""
    return " + ".join(part for part in shown.split(" + ") if not part.startswith(PREFIX))


def entry_from(values: dict[str, Any]) -> AuthorityEntry:
    """An entry as :func:`dataclasses.asdict` and JSON left it."""
    lists = {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
    lists["offices"] = tuple(
        Office(**(office | {"forms": tuple(office.get("forms", ()))})) for office in values["offices"]
    )
    return AuthorityEntry(**(values | lists))


def pairs_of(study: Study) -> list[SamePair]:
    """Persons of a study that may be one."""
    from tanik.analysis.entities import entities_from
    from tanik.analysis.same_people import same_people
    from tanik.report.items import ReportItem

    items = [ReportItem(source, document, reading) for source, document, reading in study.documents() if reading]
    years = {}
    for number, item in enumerate(items):
        digits = (item.source.written or item.source.published or "")[:4]
        if digits.isdigit():
            years[number] = int(digits)
    return same_people(entities_from(items).rows.values(), years)


def accept(pair: SamePair, path: Path) -> str:
    """Write two persons as one entry into the file of people at ``path``, after what stands there; returns its id.

    Raises SettingError T467 when the file has one of the two already: the names are then to be added there by hand.
    """
    before = read_authority(path) if path.exists() else EMPTY_AUTHORITY
    forms = list(dict.fromkeys((pair.first.name, pair.second.name, *pair.first.aliases, *pair.second.aliases)))
    keys = {alias_key(form): form for form in forms}
    for entry in before.entries:
        for form in entry.forms:
            if alias_key(form) in keys:
                raise SettingError(
                    "T467",
                    N_("The file {path} has “{form}” already, in the entry {entry}."),
                    N_("Add the other names to the aliases of that entry: {names}."),
                    path=str(path),
                    form=form,
                    entry=entry.id,
                    names=", ".join(forms),
                )
    from tanik.reading.naming import Ids

    name = max((pair.first.name, pair.second.name), key=lambda each: (len(each.split()), len(each)))
    id = Ids(entry.id for entry in before.entries).make(name)
    aliases = [form for form in keys.values() if form != name]
    row = {"id": id, "kind": "person", "name": name, "aliases": aliases}
    text = yaml.safe_dump([row], allow_unicode=True, sort_keys=False)
    old = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    path.write_text(f"{old.rstrip()}\n{text}" if old.strip() else text, encoding="utf-8")
    read_authority(path)
    return id
