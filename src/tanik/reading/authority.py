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
      wikidata: Q42             # also viaf, isam
      name_en: Ayshe Tan        # further names: name_en, name_ru
      same_as: ["https://example.org/ayse-tan"]

Treaties, battles, conferences and bodies have a ``date`` (EDTF; an interval for a span). The same entries may stand in
a table (:mod:`tanik.reading.authority_table`). What stands here wins over everything a reading finds by itself.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, get_args

import yaml

from tanik.errors import Phrase, SettingError
from tanik.languages import casing
from tanik.languages.edtf import is_edtf
from tanik.reading.annotations import EntityKind
from tanik.reading.authority_table import TABLES, table_rows
from tanik.reasons import fault, refusal
from tanik.translation import N_

KINDS: tuple[EntityKind, ...] = get_args(EntityKind)
_LISTS = ("aliases", "context_aliases", "titles", "same_as")
_DATES = ("born", "died", "date")
_TEXTS = (*_DATES, "wikidata", "viaf", "isam", "note", "pack")
_NAMES = ("name_en", "name_ru")
_OFFICE = ("office", "place", "from", "to")
_KNOWN = frozenset(("id", "kind", "name", "offices", *_LISTS, *_TEXTS, *_NAMES))
_LARGEST = 20_000_000


@dataclass(frozen=True, slots=True)
class Office:
    """An office somebody held; ``begin`` and ``end`` are EDTF or empty; ``forms``: its other names."""

    office: str
    place: str = ""
    begin: str = ""
    end: str = ""
    forms: tuple[str, ...] = ()


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
    pack: str = ""
    """The pack it comes from; empty for the user's own entries."""

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
        rows = [_told(asdict(entry)) for entry in self.entries]
        return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()[:16]


def _told(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry without the fields that came later, where they are empty: old readings stay as they are."""
    for field in ("date", "pack"):
        if not entry[field]:
            del entry[field]
    for office in entry["offices"]:
        if not office["forms"]:
            del office["forms"]
    return entry


EMPTY_AUTHORITY = Authority()


def alias_key(form: str) -> str:
    """The key under which a form of a name is looked up: folded, blanks joined.

    All four letters i of Turkish fall together, so that a file written on any keyboard finds its names.
    """
    folded = casing.fold_circumflex(casing.fold_apostrophes(form.translate(_ONE_I).lower()))
    return " ".join(folded.split())


_ONE_I = str.maketrans("İIı", "iii")


def read_authority(path: Path) -> Authority:
    """Read an authority file: YAML (read safely), or a table (CSV, TSV, XLSX).

    Raises :class:`SettingError`: T401 not readable, T402 not YAML, T403 not a list of entries, T404 a wrong entry,
    T405 an id used twice, T406 an unknown kind, T407 an alias claimed by two entries, T460 to T462 a wrong table, T464
    a date that is not EDTF.
    """
    rows = _table(path) if path.suffix.lower() in TABLES else _load(path)
    return checked(Authority(tuple(entries_of(rows, path))), path)


def entries_of(rows: Iterable[Any], path: Path) -> list[AuthorityEntry]:
    """The entries of rows as YAML gives them; ``path`` is named in errors (T404, T406, T464)."""
    return [_entry(row, number, path) for number, row in enumerate(rows, 1)]


def checked(authority: Authority, path: Path) -> Authority:
    """The same authority, when no id and no name is used twice (T405, T407)."""
    _check_ids(authority.entries, path)
    _check_aliases(authority.entries, path)
    return authority


def _table(path: Path) -> list[Any]:
    _check_size(path)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from error
    return list(table_rows(path, content))


def _unreadable(path: Path, error: OSError) -> SettingError:
    return SettingError(
        "T401",
        N_("The file of people {path} cannot be read: {reason}."),
        N_("Check the name of the file and that you may read it."),
        path=str(path),
        reason=refusal(error),
    )


def _check_size(path: Path) -> None:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise _unreadable(path, error) from error
    if size > _LARGEST:
        raise SettingError(
            "T401",
            N_("The file of people {path} is larger than {limit} MB."),
            N_("Split it, or check that it is the file you meant."),
            path=str(path),
            limit=_LARGEST // 1_000_000,
        )


def _load(path: Path) -> list[Any]:
    _check_size(path)
    try:
        content = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise _unreadable(path, error) from error
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
        if field in _DATES:
            _check_date(text, path, number, id)
        values[field] = text
    others = [_text(row.get(field)) or "" for field in _NAMES]
    known = {alias_key(name), *(alias_key(alias) for alias in values["aliases"])}
    values["aliases"] += tuple(dict.fromkeys(other for other in others if other and alias_key(other) not in known))
    return AuthorityEntry(id=id, kind=kind, name=name, offices=_offices(row, number, path, id), **values)


def _check_date(text: str, path: Path, number: int, id: str) -> None:
    if text and not is_edtf(text):
        raise SettingError(
            "T464",
            N_("Entry {number} ({entry}) of the file of people {path}: “{date}” is not a date in EDTF."),
            N_("Write it as 1921, 1921-03, 1921-03-16, 1921~ (about), or 1920/1922 for a span."),
            path=str(path),
            number=number,
            entry=id,
            date=text,
        )


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
        for text in texts[2:]:
            _check_date(text or "", path, number, id)
        office, place, begin, end = (text or "" for text in texts)
        offices.append(Office(office, place, begin, end))
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
