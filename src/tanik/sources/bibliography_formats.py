"""BibTeX, RIS and CSL-JSON as CSL-JSON items. Each reader gives (items, [(reason, entry)] that could not be read).

Beside CSL's own fields an item may carry ``files`` (names of attached files) and ``custom`` (Tanık's own fields).
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Mapping
from typing import Any

from tanik.errors import Phrase, SettingError
from tanik.reasons import fault
from tanik.translation import N_

Items = tuple[list[dict[str, Any]], list[tuple[Phrase, str]]]
KEY_TWICE = N_("this key was used before")

_BIBTEX_TYPES = {
    "article": "article-journal", "book": "book", "mvbook": "book", "booklet": "pamphlet", "inbook": "chapter",
    "incollection": "chapter", "inproceedings": "paper-conference", "conference": "paper-conference",
    "phdthesis": "thesis", "mastersthesis": "thesis", "thesis": "thesis", "techreport": "report", "report": "report",
    "online": "webpage", "unpublished": "manuscript", "letter": "personal_communication",
    "newspaper": "article-newspaper",
}  # fmt: skip
_BIBTEX_FIELDS = {
    "title": "title", "shorttitle": "title-short", "journal": "container-title", "journaltitle": "container-title",
    "booktitle": "container-title", "publisher": "publisher", "school": "publisher", "institution": "publisher",
    "address": "publisher-place", "location": "publisher-place", "volume": "volume", "number": "issue",
    "issue": "issue", "edition": "edition", "series": "collection-title", "doi": "DOI", "url": "URL", "isbn": "ISBN",
    "issn": "ISSN", "language": "language", "langid": "language", "note": "note", "abstract": "abstract",
    "annote": "note", "library": "archive",
}  # fmt: skip
_RIS_TYPES = {
    "JOUR": "article-journal", "BOOK": "book", "CHAP": "chapter", "THES": "thesis", "CONF": "paper-conference",
    "CPAPER": "paper-conference", "NEWS": "article-newspaper", "MGZN": "article-magazine", "RPRT": "report",
    "PCOMM": "personal_communication", "HEAR": "hearing", "UNPB": "manuscript", "ELEC": "webpage",
    "MANSCPT": "manuscript",
}  # fmt: skip
_RIS_FIELDS = {
    "primary_title": "title", "title": "title", "secondary_title": "container-title", "journal_name": "container-title",
    "alternate_title3": "container-title", "publisher": "publisher", "place_published": "publisher-place",
    "volume": "volume", "number": "issue", "edition": "edition", "doi": "DOI", "issn": "ISSN", "language": "language",
    "abstract": "abstract",
}  # fmt: skip
_OWN = ("kind", "written", "calendar")
_LANGUAGES = {"turkish": "tr", "türkçe": "tr", "english": "en", "ingilizce": "en", "french": "fr", "russian": "ru"}
_FILE = re.compile(r"(?<![^:;{}\\/])[^:;{}\\/]+\.[A-Za-z0-9]{2,5}(?=$|[:;}])")
_AND = re.compile(" and ", re.IGNORECASE)
_PART = re.compile(r"-?\d{1,6}", re.ASCII)
_DATE = re.compile(r"(-?\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")


def from_bibtex(text: str) -> Items:
    """Entries of a BibTeX or BibLaTeX file; LaTeX accents become letters."""
    from bibtexparser import middlewares
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.model import DuplicateBlockKeyBlock

    # The library prints what it cannot read to the log; here it is returned.
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    library = parse_string(text, append_middleware=[middlewares.NormalizeFieldKeys(allow_inplace_modification=True)])
    decoded = middlewares.LatexDecodingMiddleware(allow_inplace_modification=False).transform(library)
    raw_fields = {entry.key: entry.fields_dict for entry in library.entries}
    problems = []
    for block in library.failed_blocks:
        raw = (block.raw or "").strip()
        twice = isinstance(block, DuplicateBlockKeyBlock)
        reason = Phrase(KEY_TWICE) if twice else fault(" ".join(str(block.error).split())[:200])
        problems.append((reason, raw.partition("\n")[0][:80]))
    return [_bibtex_item(entry, raw_fields[entry.key]) for entry in decoded.entries], problems


def _bibtex_item(entry: Any, raw_fields: Mapping[str, Any]) -> dict[str, Any]:
    """``raw_fields``: before the decoding of LaTeX, in which “~” is a blank and braces vanish."""
    fields = {key: str(value.value).strip() for key, value in entry.fields_dict.items()}
    for name in (*_OWN, "date", "year", "file"):
        if name in raw_fields:
            fields[name] = str(raw_fields[name].value).strip()
    item: dict[str, Any] = {"id": entry.key, "type": _BIBTEX_TYPES.get(entry.entry_type.lower(), "document")}
    for name, key in _BIBTEX_FIELDS.items():
        if value := _unbraced(fields.get(name, "")):
            item.setdefault(key, value)
    for role in ("author", "editor", "translator"):
        if names := fields.get(role):
            item[role] = _bibtex_names(names, str(raw_fields[role].value))
    if pages := fields.get("pages"):
        item["page"] = re.sub(" ?(?:-{1,3}|–) ?", "-", " ".join(pages.split()))
    if date := fields.get("date") or "-".join(filter(None, [fields.get("year"), _month(fields.get("month", ""))])):
        item["issued"] = csl_date(_unbraced(date))
    if original := fields.get("origdate"):
        item["original-date"] = csl_date(original)
    if files := _FILE.findall(fields.get("file", "")):
        item["files"] = list(dict.fromkeys(name.strip() for name in files))
    _finish(item, {name: fields[name] for name in _OWN if fields.get(name)})
    return item


def _bibtex_names(decoded: str, raw: str) -> list[dict[str, str]]:
    """Names of a field; one in braces is the name of an institution and stays whole."""
    names, originals = _AND.split(" ".join(decoded.split())), _AND.split(" ".join(raw.split()))
    if len(names) != len(originals):
        return [csl_name(raw)]  # an “and” inside braces: one institution
    people: list[list[tuple[str, str]]] = []
    depth = 0
    for pair in zip(names, originals, strict=True):
        if depth > 0:
            people[-1].append(pair)  # this “and” stands inside braces
        else:
            people.append([pair])
        depth += pair[1].count("{") - pair[1].count("}")
    found = []
    for pairs in people:
        name, original = (" and ".join(parts).strip() for parts in zip(*pairs, strict=True))
        if name and name != "others":
            found.append({"literal": _unbraced(name)} if _enclosed(original) else csl_name(name))
    return found


def _enclosed(text: str) -> bool:
    """Whether one pair of braces holds the whole text."""
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign == "{") - (sign == "}")
        if depth == 0:
            return at > 0 and at == len(text) - 1
    return False


def from_ris(text: str) -> Items:
    """Records of a RIS file."""
    import rispy

    items: list[dict[str, Any]] = []
    problems: list[tuple[Phrase, str]] = []
    records = re.split(r"^ER\s{1,3}-[^\n]*$", text.replace("\r\n", "\n").replace("\r", "\n"), flags=re.MULTILINE)
    for number, record in enumerate(records, start=1):
        if not record.strip():
            continue
        head = record.strip().partition("\n")[0][:80]
        try:
            found = rispy.loads(record.strip("\n\ufeff ") + "\nER  - \n")
        except (OSError, ValueError, KeyError, IndexError) as error:
            problems.append((fault(str(error)[:200]), head))
            continue
        if found:
            items += [_ris_item(data, number) for data in found]
        else:
            problems.append((Phrase(N_("there is no line that begins with TY")), head))
    return items, problems


def _ris_item(data: Mapping[str, Any], number: int) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": str(data.get("id") or data.get("label") or f"ris-{number}"),
        "type": _RIS_TYPES.get(data.get("type_of_reference", ""), "document"),
    }
    for name, key in _RIS_FIELDS.items():
        if value := str(data.get(name) or "").strip():
            item.setdefault(key, value)
    for names, role in ((("authors", "first_authors"), "author"), (("secondary_authors", "editors"), "editor")):
        for name in names:
            if people := data.get(name):
                item[role] = [csl_name(part) for part in people if part.strip()]
                break
    pages = [str(data[key]) for key in ("start_page", "end_page") if data.get(key)]
    if pages:
        item["page"] = "-".join(dict.fromkeys(pages))
    date = str(data.get("date") or data.get("year") or data.get("publication_year") or "").strip("/ ")
    if date:
        item["issued"] = csl_date("-".join(part for part in date.split("/")[:3] if part.isdigit()) or date)
    if urls := data.get("urls"):
        item["URL"] = urls[0]
    if notes := data.get("notes"):
        item["note"] = "\n".join(notes) if isinstance(notes, list) else str(notes)
    attached: list[str] = []
    for key in ("file_attachments1", "file_attachments2"):
        links = data.get(key) or []
        attached += [links] if isinstance(links, str) else links
    if files := [name for link in attached for name in _FILE.findall(link)]:
        item["files"] = files
    _finish(item, {})
    return item


def from_csl_json(text: str) -> Items:
    """Items of a CSL-JSON file: a list, or one item."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        return [], [(fault(str(error)[:200]), "JSON")]
    return from_csl_data(data)


def from_csl_data(data: Any) -> Items:
    """Items from CSL-JSON or CSL-YAML that was parsed already."""
    if isinstance(data, dict):
        data = data.get("references") or data.get("items") or [data]
    items: list[dict[str, Any]] = []
    problems: list[tuple[Phrase, str]] = []
    for number, entry in enumerate(data if isinstance(data, list) else [data], start=1):
        if not isinstance(entry, dict) or not (entry.get("title") or entry.get("author") or entry.get("id")):
            problems.append((Phrase(N_("it has no title, author or id")), f"{number}: {str(entry)[:60]}"))
            continue
        item = _valid(entry)
        item["id"] = str(item.get("id") or f"csl-{number}")
        for name in ("title", "language", "note"):
            if name in item and not isinstance(item[name], str):
                _one_text(item, name)
        if files := _FILE.findall(str(item.pop("file", "") or "")):
            item["files"] = files
        custom = item.pop("custom", {})
        own = {name: str(item.pop(name)) for name in _OWN if name in item}
        _finish(item, own | (custom if isinstance(custom, dict) else {}))
        items.append(item)
    return items, problems


def _valid(value: Any) -> Any:
    """JSON data with every lone surrogate replaced, so that it can be stored; names and dates in CSL's form."""
    if isinstance(value, str):
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if isinstance(value, list):
        return [_valid(part) for part in value]
    if not isinstance(value, dict):
        return value
    found = {str(key): _valid(part) for key, part in value.items()}
    for role in ("author", "editor", "translator"):
        if role in found:
            names = found[role] if isinstance(found[role], list) else [found[role]]
            found[role] = [csl_name(name) if isinstance(name, str) else name for name in names if name]
            found[role] = [name for name in found[role] if isinstance(name, dict)]
    if isinstance(found.get("issued"), str | int):
        found["issued"] = csl_date(str(found["issued"]))
    return found


def _one_text(item: dict[str, Any], name: str) -> None:
    """A number as a text, of a list the first (as Crossref gives titles); what is neither goes."""
    value = item.pop(name)
    first = next(iter(value), None) if isinstance(value, list) else value
    if isinstance(first, str | int | float):
        item[name] = str(first)


def _finish(item: dict[str, Any], own: Mapping[str, str]) -> None:
    if language := item.get("language"):
        item["language"] = _LANGUAGES.get(str(language).lower(), language)
    if own:
        item["custom"] = dict(own)


def csl_name(text: str) -> dict[str, str]:
    """``"Akdere, Nihat Ferid"`` and ``"Nihat Ferid Akdere"`` as a CSL name; ``{TBMM}`` as a name of one piece."""
    text = " ".join(text.split())
    if text.startswith("{") and text.endswith("}"):
        return {"literal": text[1:-1]}
    text = _unbraced(text)
    family, comma, given = text.partition(",")
    if comma:
        return {"family": family.strip(), "given": given.strip()} if given.strip() else {"family": family.strip()}
    given, blank, family = text.rpartition(" ")
    return {"family": family, "given": given} if blank else {"family": text}


def full_name(name: Mapping[str, Any]) -> str:
    """A CSL name as it is read."""
    if literal := name.get("literal"):
        return str(literal)
    parts = (name.get("given"), name.get("non-dropping-particle"), name.get("family"), name.get("suffix"))
    return " ".join(str(part) for part in parts if part)


def csl_date(text: str) -> dict[str, Any]:
    """A date as CSL has it; what is no plain date or range is kept as it is written."""
    text = text.strip()
    parts = [[int(part) for part in match.groups() if part] for match in map(_DATE.fullmatch, text.split("/")) if match]
    if parts and len(parts) == len(text.split("/")) <= 2:
        return {"date-parts": parts}
    try:
        from tanik.languages.edtf import parse_edtf

        parse_edtf(text)
    except SettingError:
        year = re.search(r"(?<!\d)\d{4}(?!\d)", text)
        return {"date-parts": [[int(year.group())]], "literal": text} if year else {"literal": text}
    return {"edtf": text}


def edtf_of(date: Any) -> str | None:
    """A CSL date as EDTF, None when it has no year."""
    if not isinstance(date, dict):
        return None
    if edtf := date.get("edtf") or date.get("raw"):
        return str(edtf)
    ranges = date.get("date-parts")
    written = []
    for parts in ranges[:2] if isinstance(ranges, list) else []:
        numbers = _numbers(parts)
        if not numbers:
            return None
        year = f"{numbers[0]:05d}" if numbers[0] < 0 else f"{numbers[0]:04d}"
        written.append("-".join([year, *(f"{part:02d}" for part in numbers[1:])]))
    return "/".join(written) or None


def _numbers(parts: Any) -> list[int]:
    """Year, month and day as far as they are said; a month 0 is none, and without a month there is no day."""
    found: list[int] = []
    for part in parts[:3] if isinstance(parts, list) else []:
        if not _PART.fullmatch(str(part)) or (found and int(part) < 1):
            break
        found.append(int(part))
    return found


def _month(text: str) -> str:
    names = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905 - reads better
    short = text.strip("{} ").lower()[:3]
    if short.strip().isdecimal():
        return f"{int(short):02d}"
    return f"{names.index(short) + 1:02d}" if short in names else ""


def _unbraced(text: str) -> str:
    return text.replace("{", "").replace("}", "").strip()
