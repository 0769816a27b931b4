"""Bibliographic data of sources: BibTeX, RIS, CSL-JSON or CSL-YAML files, and a sidecar YAML beside a source.

Everything becomes a CSL-JSON item (https://docs.citationstyles.org), with Tanık's own fields beside it. A broken entry
is reported and the others survive.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tanik.errors import Phrase, SettingError, SourceError, TanikError
from tanik.sources import bibliography_formats as formats
from tanik.sources import catalogue, encodings
from tanik.sources.given import Given
from tanik.sources.limits import Limits
from tanik.sources.sidecar import Sidecar, load_yaml
from tanik.sources.source import KINDS, SourceKind
from tanik.translation import N_

SUFFIXES = (".bib", ".bibtex", ".json", ".ris", ".yaml", ".yml")
_OWN_LINE = re.compile(r"^\s*(kind|written|calendar)\s*:\s*(\S[^\n]{0,80}?)\s*$", re.MULTILINE | re.IGNORECASE)
_KIND_OF_TYPE: dict[str, SourceKind] = {
    "personal_communication": "letter",
    "speech": "speech",
    "article-newspaper": "press",
    "hearing": "minutes",
}


@dataclass(frozen=True, slots=True)
class BibliographyEntry:
    """One work. ``csl``: CSL-JSON item; ``files``: names of its files; ``written``, ``published``: EDTF.

    ``source``: name of the file that says so; ``kind``: as said, or clear from the CSL type.
    """

    key: str
    csl: dict[str, Any] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    kind: SourceKind | None = None
    written: str | None = None
    published: str | None = None
    language: str | None = None
    calendar: str | None = None
    source: str = ""

    @property
    def title(self) -> str | None:
        return self.csl.get("title")

    @property
    def authors(self) -> tuple[str, ...]:
        """Names as they are read: given name first."""
        return tuple(formats.full_name(name) for name in self.csl.get("author", ()))


Report = Callable[[TanikError], None]


def _ignore(error: TanikError) -> None:
    """Nobody listens."""


def read_bibliography(path: Path, *, report: Report = _ignore, limits: Limits | None = None) -> list[BibliographyEntry]:
    """The entries of a bibliography file, in its order, each key once.

    ``report`` is called with an error for every entry that cannot be read. Raises ``SourceError`` when the file cannot
    be opened and ``SettingError`` when nothing in it can be understood.
    """
    text = _text(path, (limits or Limits()).bibliography_bytes)
    reader = _reader(path, text)
    items, problems = reader(text)
    for reason, where in problems:
        report(_broken(path, where, reason))
    if problems and not items:
        raise SettingError(
            "T350",
            N_("“{name}” is no bibliography that can be read: {reason}"),
            N_("Export it again as BibTeX, RIS or CSL-JSON from your reference manager."),
            name=path.name,
            reason=problems[0][0],
        )
    entries: dict[str, BibliographyEntry] = {}
    for item in items:
        entry = _entry(item, path, report)
        if entry.key in entries:
            report(_broken(path, entry.key, Phrase(formats.KEY_TWICE)))
        else:
            entries[entry.key] = entry
    return list(entries.values())


def sidecar_for(path: Path) -> Path | None:
    """The YAML file with the data of a source: ``hatirat.pdf.yaml`` or ``hatirat.yaml`` beside ``hatirat.pdf``."""
    if not path.name:
        return None  # a folder such as “.”
    names = (path.name + ".yaml", path.name + ".yml", path.stem + ".yaml", path.stem + ".yml")
    return next((found for name in names if (found := path.with_name(name)) != path and _is_file(found)), None)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # the longest name a file may have leaves no room for “.yaml”
        return False


def read_sidecar(path: Path, *, limits: Limits | None = None) -> BibliographyEntry:
    """What a sidecar YAML says. Raises ``SettingError`` with the line for everything that is not understood."""
    text = _text(path, (limits or Limits()).sidecar_bytes)
    sidecar = Sidecar.parse(text, path.name)
    stem = path.name
    for suffix in (".yaml", ".yml"):
        stem = stem.removesuffix(suffix)
    for name, value in (("written", sidecar.written), ("published", sidecar.published)):
        if value is not None and not is_edtf(value):
            raise SettingError(
                "T356",
                N_("In “{name}”, “{field}: {value}” is no date."),
                N_("Write a year (1955), a day (1921-03-16) or a range (1920/1922)."),
                name=path.name,
                field=name,
                value=value,
            )
    csl = {"id": sidecar.key or stem, "type": "document", **sidecar.csl}
    if sidecar.published:
        csl["issued"] = formats.csl_date(sidecar.published)
    return BibliographyEntry(
        key=csl["id"],
        csl=csl,
        kind=sidecar.kind,
        written=sidecar.written,
        published=sidecar.published,
        language=sidecar.language,
        calendar=sidecar.calendar,
        source=path.name,
    )


def match_entry(entries: Iterable[BibliographyEntry], path: Path) -> BibliographyEntry | None:
    """The entry of a source file: by its file field, then by the name without ending, then by its key.

    None when no entry fits, or several fit equally well.
    """
    known = list(entries)
    name, stem = _folded(path.name), _folded(path.stem)
    tests: tuple[Callable[[BibliographyEntry], bool], ...] = (
        lambda entry: name in map(_folded, entry.files),
        lambda entry: stem in (_folded(Path(file).stem) for file in entry.files),
        lambda entry: _folded(entry.key) == stem,
        lambda entry: _letters(entry.key) == _letters(stem),
    )
    for test in tests:
        found = [entry for entry in known if test(entry)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def is_edtf(value: str) -> bool:
    """Whether a string is a date of ISO 8601-2 (EDTF)."""
    from tanik.languages.edtf import parse_edtf

    try:
        parse_edtf(value)
    except SettingError:
        return False
    return True


def _text(path: Path, limit: int) -> str:
    """The text of a file, in whatever encoding. Raises ``SourceError`` when it cannot be read."""
    size = catalogue.identify(path)[1]
    if size > limit:
        raise SettingError(
            "T351",
            N_("“{name}” is too large for bibliographic data: {size} bytes, the limit is {limit}."),
            N_("Export only the works of this study."),
            name=path.name,
            size=size,
            limit=limit,
        )
    return encodings.decode(Given(path.read_bytes(), path.name)).text


_Reader = Callable[[str], formats.Items]


def _reader(path: Path, text: str) -> _Reader:
    suffix = path.suffix.lower()
    if suffix in {".bib", ".bibtex"}:
        return formats.from_bibtex
    if suffix == ".ris":
        return formats.from_ris
    if suffix == ".json":
        return formats.from_csl_json
    if suffix in {".yaml", ".yml"}:
        return lambda yaml: formats.from_csl_data(load_yaml(yaml, path.name))
    head = text.lstrip()[:200]
    if head.startswith(("[", "{")):
        return formats.from_csl_json
    if head.startswith("TY  -"):
        return formats.from_ris
    if head.startswith(("@", "%")):
        return formats.from_bibtex
    raise SettingError(
        "T352",
        N_("“{name}” is neither BibTeX, RIS, CSL-JSON nor YAML."),
        N_("Give it the ending of its format: .bib, .ris, .json or .yaml."),
        name=path.name,
    )


def _entry(item: dict[str, Any], path: Path, report: Report) -> BibliographyEntry:
    """An entry from a CSL item; Tanık's own fields may stand in ``custom`` or as lines of the note."""
    own = {str(k).lower(): str(v) for k, v in item.pop("custom", {}).items()}
    for match in _OWN_LINE.finditer(str(item.get("note", ""))):
        own.setdefault(match.group(1).lower(), match.group(2))
    key = str(item.get("id", ""))
    kind: SourceKind | None = _KIND_OF_TYPE.get(str(item.get("type")))
    if said := own.get("kind"):
        kind = next((known for known in KINDS if known == said.lower()), None)
        if kind is None:
            report(_broken(path, key, Phrase("kind: {said} ({kinds})", said=said, kinds=", ".join(KINDS))))
    written = own.get("written")
    if written is not None and not is_edtf(written):
        report(_broken(path, key, Phrase("written: {written}", written=written)))
        written = None
    published = formats.edtf_of(item.get("issued"))
    files = tuple(item.pop("files", ()))
    return BibliographyEntry(
        key=key,
        csl=item,
        files=files,
        kind=kind,
        written=written,
        published=published if published and is_edtf(published) else None,
        language=item.get("language"),
        calendar=own.get("calendar"),
        source=path.name,
    )


def _broken(path: Path, entry: str, reason: Phrase) -> SourceError:
    return SourceError(
        "T353",
        N_("In “{name}”, the entry “{entry}” cannot be read ({reason}); the other entries are used."),
        N_("Correct the entry in your reference manager and export it again."),
        name=path.name,
        entry=entry,
        reason=reason,
    )


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def _letters(text: str) -> str:
    return "".join(char for char in _folded(text) if char.isalnum())


def as_json(entry: BibliographyEntry) -> str:
    """The CSL-JSON item of an entry, keys sorted."""
    return json.dumps(entry.csl, ensure_ascii=False, sort_keys=True)
