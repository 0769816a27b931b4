"""Dates that lean on others."""

from __future__ import annotations

import pytest

from tanik.languages.pack import language
from tanik.reading.dates import find_dates
from tanik.text.document import Document, Paragraph


def read(text: str, code: str, **more: str) -> list[tuple[str, str | None, bool]]:
    made = Document("0" * 16, text, code, (), (Paragraph(((0, len(text)),)),), (), ())
    dates, _ = find_dates(made, language(code), **more)  # type: ignore[arg-type]
    return [(text[date.start : date.end], date.edtf, date.anaphoric) for date in dates]


@pytest.mark.parametrize(
    ("text", "span", "edtf"),
    [
        ("Aynı gün döndü.", "Aynı gün", "1922-05-29"),
        ("Aynı günün akşamında döndü.", "Aynı günün akşamında", "1922-05-29"),
        ("O tarihte yalnızdı.", "O tarihte", "1922-05-29"),
        ("Ertesi gün döndü.", "Ertesi gün", "1922-05-30"),
        ("İki hafta sonra döndü.", "İki hafta sonra", "1922-06-12"),
        ("Dört gün evvel yazmıştı.", "Dört gün evvel", "1922-05-25"),
        ("Beş altı gün sonra döndü.", "Beş altı gün sonra", "1922-06-03/1922-06-04"),
        ("Üç ay sonra döndü.", "Üç ay sonra", "1922-08"),
        ("Bir yıl sonra döndü.", "Bir yıl sonra", "1923"),
        ("Dönüşünden bir yıl sonra öldü.", "Dönüşünden bir yıl sonra", "1923"),
        ("3 Haziran'da döndü.", "3 Haziran'da", "1922-06-03"),
        ("30'da döndü.", "30'da", "1922-05-30"),
        ("Ayın 30'unda döndü.", "Ayın 30'unda", "1922-05-30"),
        ("30/31 gecesi döndü.", "30/31 gecesi", "1922-05-30/1922-05-31"),
        ("Dün gelmişti.", "Dün", "1922-05-28"),
        ("Yarın sabah gidecekti.", "Yarın sabah", "1922-05-30"),
        ("Haziran'ın üçüncü günü döndü.", "Haziran'ın üçüncü günü", "1922-06-03"),
        ("Temmuz başında döndü.", "Temmuz başında", "1922-07"),
        ("Bu tarihlerde yalnızdı.", "Bu tarihlerde", "1922-05"),
        (
            "Sözleşmenin imzası üzerinden iki ay geçtiği halde gelmedi.",
            "Sözleşmenin imzası üzerinden iki ay",
            "1922-07",
        ),
    ],
)
def test_turkish(text: str, span: str, edtf: str) -> None:
    found = read(f"Kurul 29 Mayıs 1922 günü kuruldu. {text}", "tr")
    assert found[0] == ("29 Mayıs 1922", "1922-05-29", False)
    assert found[1:] == [(span, edtf, True)]


@pytest.mark.parametrize(
    ("text", "span", "edtf"),
    [
        ("That evening he left.", "That evening", "1922-05-29"),
        ("The next day he left.", "The next day", "1922-05-30"),
        ("The day before he had written.", "The day before", "1922-05-28"),
        ("Two weeks later he left.", "Two weeks later", "1922-06-12"),
        ("He left on the 3rd of June.", "3rd of June", "1922-06-03"),
        ("He left on the 31st, alone.", "31st", "1922-05-31"),
        ("He left in December at last.", "December", "1922-12"),
        ("A year later he died.", "A year later", "1923"),
        ("The letter of the 30th instant came.", "30th instant", "1922-05-30"),
        ("The letter of the 12th ultimo came.", "12th ultimo", "1922-04-12"),
    ],
)
def test_english(text: str, span: str, edtf: str) -> None:
    found = read(f"The board was formed on May 29, 1922. {text}", "en")
    assert found[1:] == [(span, edtf, True)]


@pytest.mark.parametrize(
    ("text", "code", "span", "edtf"),
    [
        ("İhtilalin üçüncü ayında ekmek yoktu.", "tr", "İhtilalin üçüncü ayında", "1918-01"),
        ("Ekim Devrimi’nin ikinci yılında ekmek yoktu.", "tr", "Ekim Devrimi’nin ikinci yılında", "1918"),
        ("Mütareke tarihindeki sınırlar kalacaktı.", "tr", "Mütareke tarihindeki", "1918-10-30"),
        ("Mütarekeden iki hafta sonra gitti.", "tr", "Mütarekeden iki hafta sonra", "1918-11-13"),
        ("In the third month of the revolution bread was gone.", "en", "third month of the revolution", "1918-01"),
    ],
)
def test_events_that_the_pack_knows(text: str, code: str, span: str, edtf: str) -> None:
    assert (span, edtf, True) in read(text, code)


def test_days_that_are_names_of_events() -> None:
    assert read("27 Mayıs rejimi eleştirildi.", "tr") == [("27 Mayıs", "1960-05-27", True)]
    found = read("Kurul 20 Mayıs 1921'de açıldı, 27 Mayıs'ta dağıldı.", "tr")
    assert [value for _, value, _ in found] == ["1921-05-20", "1921-05-27"]


def test_nothing_told_gives_nothing() -> None:
    for text in ("Aynı gün döndü.", "Ertesi gün döndü.", "Dün gelmişti.", "İki hafta sonra döndü.", "27'de döndü."):
        assert read(text, "tr") == []


def test_letters_without_a_known_day() -> None:
    assert read("The notes arrive to-morrow.", "en", kind="dispatch") == [("to-morrow", None, True)]
    known = read("The notes arrive to-morrow.", "en", kind="dispatch", written="1918-05-01")
    assert known == [("to-morrow", "1918-05-02", True)]


def test_an_anniversary_in_a_speech() -> None:
    found = read("Kurumun 25 inci yıldönümünü kutluyoruz.", "tr", kind="speech", written="1948-06-02")
    assert found == [("25 inci yıldönümünü", "1948-06-02", True)]
    assert read("Kurumun 25 inci yıldönümünü kutladılar.", "tr", kind="memoir") == []
