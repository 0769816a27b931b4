"""CSL-JSON: what is valid, and the sources and cited works of a study as CSL items.

The rules are those of the official schema ``csl-data.json`` 1.0 (github.com/citation-style-language/schema).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tanik.reading.annotations import Work
from tanik.sources.source import Source

_TYPES_TEXT = """
    article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection
    dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case
    legislation manuscript map motion_picture musical_score pamphlet paper-conference patent performance
    periodical personal_communication post post-weblog regulation report review review-book software song speech
    standard thesis treaty webpage
"""
TYPES = frozenset(_TYPES_TEXT.split())
_NUMBERS_TEXT = """
    id chapter-number citation-number collection-number edition first-reference-note-number issue locator number
    number-of-pages number-of-volumes page page-first part printing supplement volume
"""
NUMBERS = frozenset(_NUMBERS_TEXT.split())
_TEXTS_TEXT = """
    citation-key language journalAbbreviation shortTitle abstract annote archive archive_collection
    archive_location archive-place authority call-number citation-label collection-title container-title
    container-title-short dimensions division DOI event event-title event-place genre ISBN ISSN jurisdiction
    keyword medium note original-publisher original-publisher-place original-title part-title PMCID PMID publisher
    publisher-place references reviewed-genre reviewed-title scale section source status title title-short URL
    version volume-title volume-title-short year-suffix
"""
TEXTS = frozenset(_TEXTS_TEXT.split())
_NAMES_TEXT = """
    author chair collection-editor compiler composer container-author contributor curator director editor
    editorial-director executive-producer guest host interviewer illustrator narrator organizer original-author
    performer producer recipient reviewed-author script-writer series-creator translator
"""
NAMES = frozenset(_NAMES_TEXT.split())
DATES = frozenset(("accessed", "available-date", "event-date", "issued", "original-date", "submitted"))
_NAME_PARTS = frozenset(("family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal"))
_NAME_FLAGS = frozenset(("comma-suffix", "static-ordering", "parse-names"))
_TYPE_OF_KIND = {
    "memoir": "book", "study": "book", "speech": "speech",
    "letter": "personal_communication", "press": "article-newspaper",
}  # fmt: skip
_TITLE = re.compile(r"(?P<title>.{2,250}?)\.\s+(?P<rest>[^.].*)", re.DOTALL)
_PRINTED = re.compile(r"(?P<place>[^:,]{2,60}):\s*(?P<publisher>[^:]{2,160}?)\.?\s*$")


def csl_faults(data: Any) -> list[str]:
    """What keeps a value from being valid CSL-JSON, as ``path: fault``; empty when it is valid."""
    if not isinstance(data, list):
        return ["not a list"]
    faults = []
    for number, item in enumerate(data):
        if not isinstance(item, dict):
            faults.append(f"{number}: not an object")
            continue
        faults += [f"{number}.{name}: missing" for name in ("type", "id") if name not in item]
        for name, value in item.items():
            if not _fits(name, value):
                faults.append(f"{number}.{name}: {value!r}")
    return faults


def _fits(name: str, value: Any) -> bool:
    if name == "type":
        return value in TYPES if isinstance(value, str) else False
    if name in NUMBERS:
        return _scalar(value)
    if name in TEXTS:
        return isinstance(value, str)
    if name in NAMES:
        return isinstance(value, list) and all(map(_is_name, value))
    if name in DATES:
        return isinstance(value, dict) and all(_date_part(part, inside) for part, inside in value.items())
    if name == "categories":
        return isinstance(value, list) and all(isinstance(each, str) for each in value)
    return name == "custom" and isinstance(value, dict)


def _scalar(value: Any) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool)


def _is_name(value: Any) -> bool:
    return isinstance(value, dict) and all(
        isinstance(part, str) if name in _NAME_PARTS else name in _NAME_FLAGS and isinstance(part, str | int | float)
        for name, part in value.items()
    )


def _date_part(name: str, value: Any) -> bool:
    if name == "date-parts":
        return (
            isinstance(value, list)
            and 1 <= len(value) <= 2
            and all(isinstance(part, list) and 1 <= len(part) <= 3 and all(map(_scalar, part)) for part in value)
        )
    if name == "circa":
        return isinstance(value, str | int | float)
    return _scalar(value) if name == "season" else name in ("literal", "raw") and isinstance(value, str)


def csl_of_source(source: Source) -> dict[str, Any]:
    """A source of the study as a CSL item: what its bibliography says, filled up with what the study knows."""
    item = {name: value for name, value in source.csl.items() if value not in (None, "") and _fits(name, value)}
    item["id"] = source.id
    if item.get("type", "document") == "document":
        item["type"] = _TYPE_OF_KIND.get(source.kind or "", "document")
    if item["type"] == "article-newspaper" and "container-title" not in item:
        item["type"] = "document"  # no newspaper is named in which it stands
    item.setdefault("title", source.title or source.name)
    if source.authors and "author" not in item:
        item["author"] = [_name(author) for author in source.authors]
    date = source.published or source.written
    if date and "issued" not in item:
        item["issued"] = _issued(date)
    if source.language:
        item.setdefault("language", source.language)
    return item


def csl_of_work(work: Work) -> dict[str, Any]:
    """A cited work as a CSL item, its entry in a list of works taken apart as far as it is plain."""
    item: dict[str, Any] = {"id": work.id, "type": "book", "author": _authors(work.author)}
    title = work.title.strip()
    if match := _TITLE.fullmatch(title):
        printed = _PRINTED.fullmatch(match["rest"].strip())
        if printed:
            title = match["title"]
            item |= {"publisher-place": printed["place"].strip(), "publisher": printed["publisher"].strip()}
    if title:
        item["title"] = title.rstrip(".")
    if work.year:
        item["issued"] = {"date-parts": [[int(work.year)]]}
    if work.suffix:
        item["year-suffix"] = work.suffix
    return item


def _authors(author: str) -> list[dict[str, str]]:
    parts = re.split(r"\s(?:ve|and|&)\s|;\s", author)
    return [_name(part.strip()) for part in parts if part.strip()] or [{"literal": author}]


def _name(author: str) -> dict[str, str]:
    """``Akdere, N. F`` and ``Nihat Ferid Akdere`` as family and given name; one word alone is no family."""
    family, comma, given = author.partition(",")
    if comma:
        return {"family": family.strip(), "given": _initials(given.strip())}
    words = author.split()
    if len(words) < 2:
        return {"family": author}
    return {"family": words[-1], "given": " ".join(words[:-1])}


def _initials(given: str) -> str:
    """A list of works is cut before its last dot: ``N. F`` is ``N. F.``."""
    return f"{given}." if re.search(r"(?:^|[\s.])[^\W\d_]$", given) else given


def _issued(date: str) -> dict[str, Any]:
    match = re.match(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?(?![\d])", date)
    if match is None:
        return {"literal": date}
    issued: dict[str, Any] = {"date-parts": [[int(part) for part in match.groups() if part]]}
    if date.endswith(("~", "%", "?")):
        issued["circa"] = True
    return issued


def lacking(item: Mapping[str, Any]) -> list[str]:
    """What a bibliography needs and the item does not have: title, author, date."""
    return [name for name in ("title", "author", "issued") if not item.get(name)]
