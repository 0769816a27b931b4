"""A source and a text that quotes it, made by hand, for tests of the audit and of contradictions."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from tanik.reading.annotations import Citation, CitationItem, Quotation, Reading, Work
from tanik.sources.source import Source
from tanik.text.document import Document, Page, Paragraph

PAGES = (
    "Kış erken geldi ve köprü buz tuttu. Kervan üç gün handa bekledi. Hancı bize sabırlı olmamızı öğütledi, çünkü yol "
    "ancak rüzgâr dinince açılırdı. Ben bu adamın sözüne bir daha güvenmedim.",
    "Bahar gelince elçi şehre indi. Halk onu meydanda karşıladı ve türküler söyledi. Elçi halka verdiği sözü tutmadı, "
    "fakat şehri çok sevdiğini her mektubunda yazdı. Mektuplar hâlâ bendedir.",
    "Yaz ortasında liman kapandı. Tüccar malını iki kat fiyata sattı. Vali ticaretin durmasına razı olmadı ve gemilere "
    "izin verdi. Gemiler eylülde yola çıktı.",
)


@dataclass(frozen=True)
class Made:
    source: Source
    document: Document
    reading: Reading


def memoir(*pages: str, labels: int = 20, name: str = "m", author: str = "Ada Gezer", year: str = "1950") -> Made:
    """A memoir of these pages, printed from page ``labels`` on; 0: it has no pages."""
    text = "\n\n".join(pages)
    starts = [text.index(page) for page in pages]
    edges = [*starts, len(text)]
    places = tuple(Page(a, b, n, str(labels + n - 1)) for n, (a, b) in enumerate(pairwise(edges), 1)) if labels else ()
    paragraphs = tuple(Paragraph(((start, start + len(page)),)) for start, page in zip(starts, pages, strict=True))
    document = Document(name * 16, text, "tr", places, paragraphs, (), ())
    source = Source(name, f"{name}.txt", "memoir", "Yol Defteri", (author,), published=year)
    return Made(source, document, Reading(document.id, "rules", "tr", "memoir"))


def quoting(*quotations: tuple[str, str], author: str = "Gezer", year: str = "1950") -> Made:
    """A study with these quotations, each with the pages it is cited from (``""``: no citation)."""
    text, found, citations = "", [], []
    for words, pages in quotations:
        text += "Yazar şöyle der: “"
        start = len(text)
        text += f"{words}” "
        outer = start - 1, len(text) - 1
        number = None
        if pages:
            cited = f"({author}, {year}: {pages})"
            item = CitationItem(author, year, "", pages, "", f"{author.lower()}{year}")
            citations.append(Citation(len(text), len(text) + len(cited), (item,)))
            text += cited
            number = len(citations) - 1
        text += ".\n"
        found.append(Quotation(start, start + len(words), *outer, citation=number))
    document = Document("q" * 16, text, "tr", (), (Paragraph(((0, len(text)),)),), (), ())
    works = [Work(f"{author.lower()}{year}", author, year)]
    reading = Reading(document.id, "rules", "tr", "study", citations=citations, works=works, quotations=found)
    return Made(Source("q", "q.txt", "study", "İnceleme", ("Can Okur",), published="1999"), document, reading)
