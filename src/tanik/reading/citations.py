"""Citations: which work, which page.

Three families are read: author and date in parentheses (``(Aksoy, 1982: 20-21,77)``, several works parted by ``;``,
year letters, ``bkz.``, no pages), citations in notes (``Aksoy, Bir Hatıra, s. 156``; ``a.g.e., s. 12``; ``ibid.``)
and numbered references to documents (``(Vesika: 7)``). Pages stay as printed, only blanks are taken out.

Needs: paragraphs. Gives: citations, works, doubts ``citation.letter``, ``citation.pages``, ``citation.repeated``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Literal

from tanik.languages.pack import FOLDERS, Language, language
from tanik.reading.annotations import Citation, CitationItem, Doubt, Work
from tanik.text.document import Document

_YEAR = r"(?:1[4-9]\d\d|20\d\d)"
_PARENTHESES = re.compile(r"[(\[]([^()\[\]]{4,400})[)\]]")
_HAS_YEAR = re.compile(rf"{_YEAR}|[tn]\.\s?[yd]\.?")
_PAGE_LIST = r"[\dIVXLCivxlc]{1,6}(?:\s{0,2}[-–—,]\s{0,2}[\dIVXLCivxlc]{1,6}){0,12}"
_SHORT_AUTHOR = re.compile(
    r"(?:\w\.\s?){0,3}[\w’'\-]+(?:\s(?:ve|and|&)\s(?:\w\.\s?){0,3}[\w’'\-]+|\s(?:vd|et al)\.?)?$"
)
_LAST_NAME = r"[^\W\d_][\w’'.\-]{0,40}"
_NARRATIVE = re.compile(rf"(?<![\w’'])({_LAST_NAME})(?:[’']\w{{1,6}})?\s?$")


_Style = Literal["author_date", "footnote", "repeated", "document"]
_Found = tuple[int, int, list[CitationItem], _Style, str]


@dataclass(frozen=True)
class _Grammar:
    item: re.Pattern[str]
    later_item: re.Pattern[str]
    note: re.Pattern[str]
    repeated: re.Pattern[str]
    document: re.Pattern[str]
    not_authors: frozenset[str]


def _either(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _grammar(code: str) -> _Grammar:
    """Citations are international: a Turkish study says ``ibid.`` and an English one ``bkz.``: all packs are joined."""
    packs = [language(code)] + [language(other) for other in FOLDERS if other != code]
    words: dict[str, list[str]] = defaultdict(list)
    for pack in packs:
        for name, entries in pack.rules("citations").items():
            words[name].extend(entries)
    page_word = rf"(?:(?:{_either(words['pages'])})\.?\s?)?"
    pages = rf"(?P<pages>{_PAGE_LIST})(?:\s?(?:vd|ff?)\.?)?"
    year = rf"(?P<year>{_YEAR}|{_either(words['no_year'])})\.?(?P<suffix>[a-z](?![a-z]))?"
    tail = rf"{year}(?:\s?[:,;]\s?{page_word}{pages})?\s?\.?$"
    prefix = rf"(?:(?P<prefix>{_either(words['prefixes'])})\b\.?[:,]?\s{{0,2}})?"
    author = r"(?P<author>[^\W\d_][^\d;:()]{1,90}?)"
    flags = re.IGNORECASE
    repeated = _either(words["repeated"])
    return _Grammar(
        item=re.compile(rf"^\s*{prefix}{author}\s{{0,2}}[,.:]?\s{{0,2}}{tail}", flags),
        later_item=re.compile(rf"^\s*{tail}", flags),
        note=re.compile(
            rf"(?P<author>[^\W\d_][^\d,;:()]{{2,60}}),\s(?P<title>[^;()]{{3,160}}?),\s(?:[^;()]{{0,80}}?,\s)?"
            rf"(?:{_either(words['pages'])})\.?\s?{pages}",
            flags,
        ),
        repeated=re.compile(
            rf"(?:(?P<author>[^\W\d_][^\d,;:()]{{2,40}}),?\s)?(?<![\w.])(?P<word>{repeated})\.?(?![\w])"
            rf"(?:,?\s?{page_word}{pages})?",
            flags,
        ),
        document=re.compile(
            rf"^\s*(?:{_either(words['documents'])})\.?\s?(?:no\.?\s?)?[:.]?\s?\d{{1,5}}(?:[-–,/]\s?\d{{1,5}}){{0,6}}\s*$",
            flags,
        ),
        not_authors=frozenset(words["not_authors"]),
    )


def find_citations(document: Document, pack: Language) -> tuple[list[Citation], list[Work], list[Doubt]]:
    """All citations of a document in text order, the works they name, and what is doubtful about them."""
    grammar = _grammar(pack.code)
    found: list[Citation] = []
    doubts: list[Doubt] = []
    last: list[CitationItem] = []
    entries: list[Work] = []
    for paragraph in document.paragraphs:
        text = paragraph.text(document.text)
        if paragraph.kind == "bibliography":
            entry = _bibliography_entry(text, paragraph.start, paragraph.end, pack)
            if entry:
                entries.append(entry)
            continue
        spans = _in_parentheses(text, grammar, pack) if "(" in text or "[" in text else []
        if paragraph.kind == "note":
            spans += _in_note(text, grammar, last, [(s, e) for s, e, *_ in spans])
        for start, end, items, style, rule in sorted(spans, key=lambda span: span[0]):
            at, stop = paragraph.locate(start), paragraph.locate(end, end=True)
            if style == "repeated" and not items:
                doubts.append(Doubt(at, stop, "citation.repeated", (), {"text": text[start:end]}))
                continue
            found.append(Citation(at, stop, tuple(items), style, rule))
            if items:
                last[:] = items[-1:]
    return _resolve(found, entries, doubts, pack)


def _in_parentheses(text: str, grammar: _Grammar, pack: Language) -> list[_Found]:
    spans: list[_Found] = []
    for match in _PARENTHESES.finditer(text):
        inside = match.group(1)
        if grammar.document.match(inside):
            spans.append((match.start(), match.end(), [], "document", "citation.document"))
            continue
        if not _HAS_YEAR.search(inside):
            continue
        items = _items(inside, grammar, pack)
        if items:
            spans.append((match.start(), match.end(), items, "author_date", "citation.author_date"))
            continue
        later = grammar.later_item.match(inside)
        if later and later.group("pages"):
            before = _NARRATIVE.search(text, max(0, match.start() - 60), match.start())
            if before and before.group(1)[0].isupper():
                item = _item(before.group(1), later)
                spans.append((before.start(1), match.end(), [item], "author_date", "citation.narrative"))
    return spans


def _items(inside: str, grammar: _Grammar, pack: Language) -> list[CitationItem]:
    """The works in one pair of parentheses; empty when any part is none: a half-read citation would be a guess."""
    items: list[CitationItem] = []
    for part in inside.split(";"):
        match = grammar.item.match(part)
        if match is None:
            later = grammar.later_item.match(part)
            if later is None or not items:
                return []
            items.append(_item(items[-1].author, later))
            continue
        author = match.group("author").strip(" ,.:")
        first = pack.fold(author.split()[0]).strip(".,") if author else ""
        if not author or first in grammar.not_authors or not author[:1].isupper():
            return []
        if not match.group("pages") and not _SHORT_AUTHOR.match(author):
            # "(Mondros Mütarekesi, 1918)" is an event with its year; a work without pages has a bare surname.
            return []
        items.append(_item(author, match))
    return items


def _item(author: str, match: re.Match[str]) -> CitationItem:
    groups = match.groupdict()
    year = groups.get("year") or ""
    return CitationItem(
        author=author.strip(),
        year=year if year[:1].isdigit() else "",
        suffix=(groups.get("suffix") or "").lower(),
        pages=re.sub(r"\s", "", groups.get("pages") or "").rstrip(".,"),
        prefix=(groups.get("prefix") or "").strip(),
    )


def _in_note(text: str, grammar: _Grammar, last: list[CitationItem], taken: list[tuple[int, int]]) -> list[_Found]:
    spans: list[_Found] = []
    earlier = list(last)
    pieces = list(grammar.repeated.finditer(text)) + list(grammar.note.finditer(text))
    for match in sorted(pieces, key=lambda piece: (piece.start(), -piece.end())):
        if any(match.start() < end and match.end() > start for start, end in taken):
            continue
        taken.append(match.span())
        groups = match.groupdict()
        pages = re.sub(r"\s", "", groups.get("pages") or "")
        if "word" in groups:
            named = (groups.get("author") or "").strip()
            known = [item for item in earlier if not named or named in item.author or item.author in named]
            items = [CitationItem(known[-1].author, known[-1].year, known[-1].suffix, pages)] if known else []
            if named and not known:
                items = [CitationItem(named, "", "", pages)]
            spans.append((*match.span(), items, "repeated", "citation.repeated"))
        else:
            year = re.search(_YEAR, groups["title"])
            items = [CitationItem(groups["author"].strip(), year.group() if year else "", "", pages)]
            spans.append((*match.span(), items, "footnote", "citation.footnote"))
        if items:
            earlier.extend(items)
    return spans


_ENTRY = re.compile(
    rf"^\s*(?P<author>[^\W\d_][^(\d]{{2,120}}?)[.,\s]*\(?(?P<year>{_YEAR})(?P<suffix>[a-z])?\)?[.,:]?\s*(?P<title>.{{0,300}})"
)


def _bibliography_entry(text: str, start: int, end: int, pack: Language) -> Work | None:
    match = _ENTRY.match(text)
    if match is None:
        return None
    author = match.group("author").strip(" ,.")
    key = f"{_surname(author, pack)}{match.group('year')}{match.group('suffix') or ''}"
    return Work(key, author, match.group("year"), match.group("suffix") or "", match.group("title").strip(), start, end)


def _surname(author: str, pack: Language) -> str:
    """The word by which a citation and a bibliography entry meet: before the comma, else the last word."""
    name = author.split(",")[0].split("&")[0]
    for joiner in (" ve ", " and ", " vd", " et al"):
        name = name.split(joiner)[0]
    words = name.split() or [author]
    return re.sub(r"[^\w]", "", pack.fold(words[-1]))


def _resolve(
    citations: list[Citation], entries: list[Work], doubts: list[Doubt], pack: Language
) -> tuple[list[Citation], list[Work], list[Doubt]]:
    """Tie every item to a work: to an entry of the bibliography, else to a work known only from its citations."""
    by_key = {entry.id: entry for entry in entries}
    works: dict[str, Work] = {}
    letters: dict[tuple[str, str], set[str]] = defaultdict(set)
    for citation in citations:
        for item in citation.items:
            letters[_surname(item.author, pack), item.year].add(item.suffix)
    for entry in entries:
        letters[_surname(entry.author, pack), entry.year].add(entry.suffix)
    largest = _largest_pages(citations, pack)
    resolved: list[Citation] = []
    for citation in citations:
        items = []
        for item in citation.items:
            surname = _surname(item.author, pack)
            key = f"{surname}{item.year}{item.suffix}"
            works.setdefault(key, by_key.get(key) or Work(key, item.author, item.year, item.suffix))
            items.append(CitationItem(item.author, item.year, item.suffix, item.pages, item.prefix, key))
            doubts.extend(_item_doubts(citation, item, letters[surname, item.year], largest.get(key, [])))
        resolved.append(Citation(citation.start, citation.end, tuple(items), citation.style, citation.rule))
    ordered = sorted(works.values(), key=lambda work: (work.id, work.start or 0))
    return resolved, ordered, doubts


def _numbers(pages: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d{1,6}", pages)]


def _largest_pages(citations: list[Citation], pack: Language) -> dict[str, list[int]]:
    pages: dict[str, list[int]] = defaultdict(list)
    for citation in citations:
        for item in citation.items:
            key = f"{_surname(item.author, pack)}{item.year}{item.suffix}"
            pages[key].extend(_numbers(item.pages))
    return pages


def _item_doubts(citation: Citation, item: CitationItem, letters: set[str], pages: list[int]) -> list[Doubt]:
    doubts = []
    name = f"{item.author} {item.year}{item.suffix}".strip()
    lettered = sorted(letter for letter in letters if letter)
    if not item.suffix and lettered:
        choices = tuple(f"{item.author} {item.year}{letter}" for letter in lettered)
        doubts.append(Doubt(citation.start, citation.end, "citation.letter", choices, {"work": name}))
    for number in _numbers(item.pages):
        others = sorted(page for page in pages if page != number)
        # A page is impossible when it is larger than any book of the kind has and far from all others cited from it.
        if number > 1500 and (not others or number > 3 * others[-1]):
            digits = str(number)
            choices = tuple(sorted({str(int(digits[:i] + digits[i + 1 :])) for i in range(len(digits))}, key=int))
            doubts.append(
                Doubt(citation.start, citation.end, "citation.pages", choices, {"work": name, "pages": item.pages})
            )
    for first, second in re.findall(r"(\d{1,5})[-–—](\d{1,5})", item.pages):
        if len(second) >= len(first) and int(second) < int(first):
            doubts.append(
                Doubt(
                    citation.start,
                    citation.end,
                    "citation.pages",
                    (f"{second}-{first}",),
                    {"work": name, "pages": item.pages},
                )
            )
    return doubts
