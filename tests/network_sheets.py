"""Sheets for the network, made of a few sentences as the rules read them, and a tokenizer that knows only letters."""

from __future__ import annotations

from functools import cache

from reading_samples import document
from tanik.languages.pack import language
from tanik.reading.judgement import Judge, judge
from tanik.reading.neural_sheet import Sheet, Told, make_sheet
from tanik.reading.neural_tokenizer import MARK, Tokenizer
from tanik.reading.people import People
from tanik.reading.reader import read_document
from tanik.reading.settings import ReadingSettings
from tanik.reading.units import PassageMaker

TEXT = (
    "Ahmet Nedim Bey Viyana’ya gitti. Avusturya’nın yorgun olduğunu belirtmektedir.",
    "Rıza Bey heyetin çalışmasını beğendiğini söyledi. Rusya o yıl sessizdi.",
    "Nuri Kavaklı “bu antlaşma büyük bir felakettir” dedi.",
)


def turkish() -> Judge:
    return judge("tr")


@cache
def letters() -> Tokenizer:
    """A piece for every letter and one for the mark of a word."""
    known = "abcçdefgğhıijklmnoöprsştuüvyzABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZ’“”.,:?"
    return Tokenizer([("", 0.0), (MARK, -1.0), *((letter, -2.0) for letter in known)], {}, 0)


@cache
def told(*text: str, author: str | None = None) -> tuple[Told, ...]:
    """The paragraphs as the rules read them."""
    made = document(*text)
    reading = read_document(made, ReadingSettings(kind="study"))
    people = People(entities=reading.entities, by_id={entity.id: entity for entity in reading.entities})
    people.add_mentions(reading.mentions)
    maker = PassageMaker(made, language("tr"), people, reading.citations, reading.quotations)
    return tuple(
        Told(maker.make(n), tuple(s for s in reading.statements if p.start <= s.start < p.end), author)
        for n, p in enumerate(made.paragraphs)
    )


def sheet(*text: str, own: int = 0, kind: str = "study", author: str | None = None) -> Sheet:
    return make_sheet(told(*(text or TEXT), author=author), own, kind, letters(), turkish())


def known(entity: str) -> tuple[str, int]:
    """Kind and mentions of an entity, as a reader of the document would tell them."""
    return "person", len(entity)
