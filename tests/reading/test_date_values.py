"""Written dates: one expression a line, its span and its value."""

from __future__ import annotations

import pytest

from tanik.languages.pack import language
from tanik.reading.dates import find_dates
from tanik.text.document import Document, Paragraph


def read(text: str, code: str) -> list[tuple[str, str | None]]:
    made = Document("0" * 16, text, code, (), (Paragraph(((0, len(text)),)),), (), ())
    return [(text[date.start : date.end], date.edtf) for date in find_dates(made, language(code))[0]]


@pytest.mark.parametrize(
    ("text", "span", "edtf"),
    [
        ("Heyet 16 Mart 1921 tarihinde geldi.", "16 Mart 1921", "1921-03-16"),
        ("Heyet 9 Mayıs 1922’de geldi.", "9 Mayıs 1922’de", "1922-05-09"),
        ("Heyet 16.3.1921 günü geldi.", "16.3.1921", "1921-03-16"),
        ("Heyet 16/3/1921'de geldi.", "16/3/1921'de", "1921-03-16"),
        ("Heyet 16.III.1921 günü geldi.", "16.III.1921", "1921-03-16"),
        ("Görüşmeler 10–24 Nisan 1921 arasında sürdü.", "10–24 Nisan 1921", "1921-04-10/1921-04-24"),
        ("Bunlar 5 ve 6 Mayıs 1922 tarihli.", "5 ve 6 Mayıs 1922", "1922-05-05/1922-05-06"),
        ("Görüştüler: 22-23 Şubat 1922 gecesi.", "22-23 Şubat 1922 gecesi", "1922-02-22/1922-02-23"),
        ("Savaş 23 Ağustos-12 Eylül 1922 arasıydı.", "23 Ağustos-12 Eylül 1922", "1922-08-23/1922-09-12"),
        ("Bu, 20 Aralık – 5 Ocak 1923 arasıydı.", "20 Aralık – 5 Ocak 1923", "1922-12-20/1923-01-05"),
        (
            "8 Haziran 1922'den 8 Temmuz 1922'ye kadar sürdü.",
            "8 Haziran 1922'den 8 Temmuz 1922'ye kadar",
            "1922-06-08/1922-07-08",
        ),
        ("1.7.1922-31.12.1922 dönemi", "1.7.1922-31.12.1922", "1922-07-01/1922-12-31"),
        ("Kurul Mayıs 1922 içinde dağıldı.", "Mayıs 1922", "1922-05"),
        ("Bu 1924 Eylülündeki durumdu.", "1924 Eylülündeki", "1924-09"),
        ("Kurul 1922 senesi Mayıs'ının 9. günü dağıldı.", "1922 senesi Mayıs'ının 9. günü", "1922-05-09"),
        (
            "Kurul 1922 yılı Mayıs ayının on dokuzuncu günü dağıldı.",
            "1922 yılı Mayıs ayının on dokuzuncu günü",
            "1922-05-19",
        ),
        ("Kurul 1922 yazında dağıldı.", "1922 yazında", "1922-22"),
        ("Kurul 1922 yılı kışında dağıldı.", "1922 yılı kışında", "1922-24"),
        ("Kurul 1922 yılında dağıldı.", "1922", "1922"),
        ("Kurul 1922'de dağıldı.", "1922'de", "1922"),
        ("Kurul 1922’nin başında dağıldı.", "1922’nin", "1922"),
        ("Kurulun ömrü (1920-1938) uzundu.", "1920-1938", "1920/1938"),
        ("Bu 1877-78 savaşıydı.", "1877-78", "1877/1878"),
        ("1729’dan 1830’a kadar sürdü.", "1729’dan 1830’a kadar", "1729/1830"),
        ("Kurul 1930'lu yıllarda dağıldı.", "1930'lu", "1930/1939"),
        ("19. yüzyılda dağıldı.", "19. yüzyılda", "1801/1900"),
        ("Telgraf 2 Teşrinievvel [Ekim] 1919 tarihli.", "2 Teşrinievvel [Ekim] 1919", "1919-10-02"),
        ("5 TEMMUZ 1922 tarihli emir", "5 TEMMUZ 1922", "1922-07-05"),
        ("Perşembe 21 Rebiülahir 1329 günü", "21 Rebiülahir 1329", "1911-04-20"),
        ("Dosya 3 Mart 1340 (1924) tarihli.", "3 Mart 1340 (1924)", "1924-03-03"),
    ],
)
def test_turkish(text: str, span: str, edtf: str) -> None:
    assert read(text, "tr") == [(span, edtf)]


@pytest.mark.parametrize(
    ("text", "span", "edtf"),
    [
        ("They came on March 16, 1921.", "March 16, 1921", "1921-03-16"),
        ("They came on 16th March 1921 at last.", "16th March 1921", "1921-03-16"),
        ("They came on the 3rd of May, 1922.", "3rd of May, 1922", "1922-05-03"),
        ("The talks of July 10-24, 1921 failed.", "July 10-24, 1921", "1921-07-10/1921-07-24"),
        ("It lasted from 23 August to 12 September 1921.", "23 August to 12 September 1921", "1921-08-23/1921-09-12"),
        ("It was signed in May, 1922.", "May, 1922", "1922-05"),
        ("It was signed in the summer of 1920.", "summer of 1920", "1920-22"),
        ("It was signed in 1922.", "1922", "1922"),
        ("It was early 1918 when he left.", "early 1918", "1918"),
        ("The war of 1877-78 was lost.", "1877-78", "1877/1878"),
        ("The Sultan from 1861 to 1876 built it.", "1861 to 1876", "1861/1876"),
        ("It was common in the 1920s.", "1920s", "1920/1929"),
        ("Since the nineteenth century it was so.", "nineteenth century", "1801/1900"),
        ("Dated 1921-03-16 in the file.", "1921-03-16", "1921-03-16"),
    ],
)
def test_english(text: str, span: str, edtf: str) -> None:
    assert read(text, "en") == [(span, edtf)]


@pytest.mark.parametrize(
    "text",
    [
        "Orada 1500 kişi vardı.",
        "Kanunun 1924 sayılı eki.",
        "Belge No: 1918 kayıptır.",
        "Kendisi 1.920 lira aldı.",
        "Arşiv, D. 1335/4-2, F. 18'den alındı.",
        "Saat 16.30'da geldi.",
        "Toplantı üç saat sürdü.",
        "Sonraki yıllarda unutuldu.",
        "Ankara, Yayınevi, 1957, s. 12.",
        "Mart ayazı sert olur.",
        "Bugün artık kimse hatırlamıyor.",
    ],
)
def test_turkish_numbers_and_words_that_are_no_dates(text: str) -> None:
    assert read(text, "tr") == []


@pytest.mark.parametrize(
    "text",
    [
        "There were 1500 men.",
        "See page 1918 of the file.",
        "He may come; march on.",
        "It cost $1914 in all.",
        "Oxford: Blackwell Press, 1957, p. 3.",
        "At 10.30 he rose.",
        "For a century it was the capital.",
    ],
)
def test_english_numbers_and_words_that_are_no_dates(text: str) -> None:
    assert read(text, "en") == []


def test_a_medieval_narrative_keeps_its_years() -> None:
    found = read("Kale 5 Mayıs 1204 tarihinde alındı. Halk 1299 yılında döndü.", "tr")
    assert [value for _, value in found] == ["1204-05-12", "1299"]
