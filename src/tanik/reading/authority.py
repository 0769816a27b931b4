"""The authority file: what the user already knows of the people and things of a study.

``people.yaml`` is a list of entries, one for each entity::

    - id: ayse_tan
      kind: person              # person, group, organisation, state, place, ideology, treaty, event or work
      name: Ayşe Tan
      aliases: [A. Tan, Ayşe (Tan) Hanım]
      context_aliases: [Hanım]  # forms that may also mean somebody else
      titles: [Hanım]
      born: 1888                # EDTF
      died: 1960
      date: 1921-03-16          # of an event or a treaty: when it was (EDTF)
      offices:
        - {office: elçi, place: Bern, from: 1926, to: 1930}
      wikidata: Q42
      same_as: ["https://example.org/ayse-tan"]

What stands here wins over everything a reading finds by itself.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, get_args

import yaml

from tanik.errors import Phrase, SettingError
from tanik.languages import casing
from tanik.reading.annotations import EntityKind
from tanik.reasons import fault, refusal
from tanik.translation import N_

KINDS: tuple[EntityKind, ...] = get_args(EntityKind)
_LISTS = ("aliases", "context_aliases", "titles", "same_as")
_TEXTS = ("born", "died", "date", "wikidata", "viaf", "isam", "note")
_OFFICE = ("office", "place", "from", "to")
_KNOWN = frozenset(("id", "kind", "name", "offices", *_LISTS, *_TEXTS))
_LARGEST = 20_000_000


@dataclass(frozen=True, slots=True)
class Office:
    """An office somebody held; ``begin`` and ``end`` are EDTF or empty."""

    office: str
    place: str = ""
    begin: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class AuthorityEntry:
    """One entity as the user describes it. Dates are EDTF text; ``same_as`` are addresses of the same entity."""

    id: str
    kind: EntityKind
    name: str
    aliases: tuple[str, ...] = ()
    context_aliases: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    born: str = ""
    died: str = ""
    date: str = ""
    """Of an event or a treaty: when it was, from its beginning to its end."""
    offices: tuple[Office, ...] = ()
    wikidata: str = ""
    viaf: str = ""
    isam: str = ""
    note: str = ""
    same_as: tuple[str, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """Name and aliases, each once, in order."""
        return tuple(dict.fromkeys((self.name, *self.aliases)))


@dataclass(frozen=True, slots=True)
class Authority:
    """The entries of an authority file, in the order of the file."""

    entries: tuple[AuthorityEntry, ...] = ()

    def by_id(self, id: str) -> AuthorityEntry | None:
        return next((entry for entry in self.entries if entry.id == id), None)

    def fingerprint(self) -> str:
        """16 hex characters that change when an entry changes."""
        rows = [asdict(entry) for entry in self.entries]
        return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()[:16]


EMPTY_AUTHORITY = Authority()


def alias_key(form: str) -> str:
    """The key under which a form of a name is looked up: folded, blanks joined.

    All four letters i of Turkish fall together, so that a file written on any keyboard finds its names.
    """
    folded = casing.fold_circumflex(casing.fold_apostrophes(form.translate(_ONE_I).lower()))
    return " ".join(folded.split())


_ONE_I = str.maketrans("İIı", "iii")


def read_authority(path: Path) -> Authority:
    """Read an authority file (YAML, read safely).

    Raises :class:`SettingError`: T401 not readable, T402 not YAML, T403 not a list of entries, T404 a wrong entry,
    T405 an id used twice, T406 an unknown kind, T407 an alias claimed by two entries.
    """
    rows = _load(path)
    entries = tuple(_entry(row, number, path) for number, row in enumerate(rows, 1))
    _check_ids(entries, path)
    _check_aliases(entries, path)
    return Authority(entries)


def _load(path: Path) -> list[Any]:
    try:
        if path.stat().st_size > _LARGEST:
            raise SettingError(
                "T401",
                N_("The file of people {path} is larger than {limit} MB."),
                N_("Split it, or check that it is the file you meant."),
                path=str(path),
                limit=_LARGEST // 1_000_000,
            )
        content = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SettingError(
            "T401",
            N_("The file of people {path} cannot be read: {reason}."),
            N_("Check the name of the file and that you may read it."),
            path=str(path),
            reason=refusal(error),
        ) from error
    except UnicodeDecodeError as error:
        raise SettingError(
            "T402",
            N_("The file of people {path} is not UTF-8 text (byte {byte})."),
            N_("Save it as UTF-8 and try again."),
            path=str(path),
            byte=error.start + 1,
        ) from error
    try:
        rows = yaml.safe_load(content)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        raise SettingError(
            "T402",
            N_("The file of people {path} is not valid YAML: line {line}: {problem}."),
            N_("Look at that line: each entry starts with “- id:”, and its lines are indented alike."),
            path=str(path),
            line=mark.line + 1 if mark else "?",
            problem=fault(getattr(error, "problem", None) or str(error)),
        ) from error
    if rows is None:
        return []
    if not isinstance(rows, list):
        raise SettingError(
            "T403",
            N_("The file of people {path} is not a list of entries."),
            N_("Write one entry for each person, starting with “- id: …”."),
            path=str(path),
        )
    return rows


def _wrong(path: Path, number: int, problem: Phrase, entry: str = "?") -> SettingError:
    return SettingError(
        "T404",
        N_("Entry {number} ({entry}) of the file of people {path}: {problem}."),
        N_("Every entry needs an id and a name; lists stand in brackets: aliases: [A. Tan, Ayşe Hanım]."),
        path=str(path),
        number=number,
        entry=entry,
        problem=problem,
    )


def _text(value: Any) -> str | None:
    """A scalar of the YAML file as text; None for a list or mapping (a bare year is a number there)."""
    if value is None:
        return ""
    if isinstance(value, (bool, list, dict)):
        return None
    return " ".join(str(value).split())


def _entry(row: Any, number: int, path: Path) -> AuthorityEntry:
    if not isinstance(row, Mapping):
        raise _wrong(path, number, Phrase(N_("it is not a list of “name: value” lines")))
    id = _text(row.get("id")) or ""
    unknown = sorted(str(key) for key in row if key not in _KNOWN)
    if unknown:
        raise _wrong(path, number, Phrase(N_("unknown field “{field}”"), field=unknown[0]), entry=id or "?")
    name = _text(row.get("name"))
    if not id or not name:
        raise _wrong(path, number, Phrase(N_("id or name is missing")), entry=id or "?")
    kind = _text(row.get("kind")) or "person"
    if kind not in KINDS:
        raise SettingError(
            "T406",
            N_("Entry {number} ({entry}) of the file of people {path} has the unknown kind “{kind}”."),
            N_("Use one of: {kinds}."),
            path=str(path),
            number=number,
            entry=id,
            kind=kind,
            kinds=", ".join(KINDS),
        )
    values: dict[str, Any] = {field: _list(row, field, number, path, id) for field in _LISTS}
    for field in _TEXTS:
        text = _text(row.get(field))
        if text is None:
            raise _wrong(path, number, Phrase(N_("“{field}” has to be one value"), field=field), entry=id)
        values[field] = text
    return AuthorityEntry(id=id, kind=kind, name=name, offices=_offices(row, number, path, id), **values)


def _list(row: Mapping[Any, Any], field: str, number: int, path: Path, id: str) -> tuple[str, ...]:
    value = row.get(field)
    values = value if isinstance(value, list) else [] if value is None else [value]
    texts = [_text(each) for each in values]
    if None in texts:
        raise _wrong(path, number, Phrase(N_("“{field}” has to be a list of words"), field=field), entry=id)
    return tuple(dict.fromkeys(text for text in texts if text))


def _offices(row: Mapping[Any, Any], number: int, path: Path, id: str) -> tuple[Office, ...]:
    offices = []
    given = row.get("offices")
    for value in given if isinstance(given, list) else [given] if given else []:
        if not isinstance(value, Mapping):
            value = {"office": value}
        texts = [_text(value.get(key)) for key in _OFFICE]
        if any(text is None for text in texts) or not texts[0] or any(key not in _OFFICE for key in value):
            raise _wrong(
                path, number, Phrase(N_("an office needs “office”, and may have “place”, “from” and “to”")), entry=id
            )
        offices.append(Office(*[text or "" for text in texts]))
    return tuple(offices)


def _check_ids(entries: tuple[AuthorityEntry, ...], path: Path) -> None:
    seen: dict[str, int] = {}
    for number, entry in enumerate(entries, 1):
        if entry.id in seen:
            raise SettingError(
                "T405",
                N_("The file of people {path} uses the id “{entry}” twice: entries {first} and {second}."),
                N_("Give one of the two another id, or join them when they are the same."),
                path=str(path),
                entry=entry.id,
                first=seen[entry.id],
                second=number,
            )
        seen[entry.id] = number


def _check_aliases(entries: tuple[AuthorityEntry, ...], path: Path) -> None:
    owner: dict[str, AuthorityEntry] = {}
    for entry in entries:
        for form in entry.forms:
            other = owner.setdefault(alias_key(form), entry)
            if other is not entry:
                raise SettingError(
                    "T407",
                    N_("In the file of people {path}, “{form}” belongs to both {first} and {second}."),
                    N_("Keep it in one entry, or list it under context_aliases in both."),
                    path=str(path),
                    form=form,
                    first=other.id,
                    second=entry.id,
                )
