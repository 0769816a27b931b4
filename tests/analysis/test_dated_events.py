from __future__ import annotations

import pytest

from quoting import Made
from tanik.analysis.dated_events import dated_events
from tanik.analysis.entities import entities_from
from tanik.reading.annotations import DateExpression, Entity, Mention, Reading
from tanik.sources.source import Source
from tanik.text.document import Document, Paragraph


def made(text: str, date: str, edtf: str, name: str = "Liman Antlaşması", language: str = "tr") -> Made:
    """One sentence with an event and a date."""
    document = Document("d" * 16, text, language, (), (Paragraph(((0, len(text)),)),), (), ())
    reading = Reading(document.id, "rules", language, "study")
    at = text.index(name)
    reading.entities.append(Entity("e", "treaty", name))
    reading.mentions.append(Mention(at, at + len(name), at + len(name), "e"))
    start = text.index(date)
    reading.dates.append(DateExpression(start, start + len(date), edtf))
    return Made(Source("s", "s.txt"), document, reading)


@pytest.mark.parametrize(
    ("text", "language", "name", "date"),
    [
        ("Sonra Liman Antlaşması (5 Mayıs 1921) imzalandı.", "tr", "Liman Antlaşması", "5 Mayıs 1921"),
        ("5 Mayıs 1921 tarihli Liman Antlaşması açıktır.", "tr", "Liman Antlaşması", "5 Mayıs 1921"),
        ("5 Mayıs 1921 Liman Antlaşması açıktır.", "tr", "Liman Antlaşması", "5 Mayıs 1921"),
        ("Liman Antlaşması 5 Mayıs 1921’de imzalanmıştır.", "tr", "Liman Antlaşması", "5 Mayıs 1921"),
        ("The Harbour Treaty of 5 May 1921 was short.", "en", "Harbour Treaty", "5 May 1921"),
        ("The Harbour Treaty was signed on 5 May 1921.", "en", "Harbour Treaty", "5 May 1921"),
    ],
)
def test_a_date_that_is_the_events(text: str, language: str, name: str, date: str) -> None:
    items = [made(text, date, "1921-05-05", name, language)]
    (found,) = dated_events(items, entities_from(items))
    words = text[found.start : found.end]
    assert (found.edtf, found.item) == ("1921-05-05", 0)
    assert name in words
    assert date in words


@pytest.mark.parametrize(
    "text",
    [
        "Liman Antlaşması üzerine 5 Mayıs 1921 günü konuşuldu.",
        "Liman Antlaşması 5 Mayıs 1921’de tartışıldı.",
        "5 Mayıs 1921’de vali Liman Antlaşması için geldi.",
        "Liman Antlaşması (bkz. mektup, 5 Mayıs 1921) açıktır.",
    ],
)
def test_a_date_that_may_be_anythings_is_none(text: str) -> None:
    items = [made(text, "5 Mayıs 1921", "1921-05-05")]
    assert dated_events(items, entities_from(items)) == []
