"""Dates of a whole document, and one date that a person types."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.errors import SettingError
from tanik.languages.edtf import is_edtf
from tanik.languages.pack import language
from tanik.reading.annotations import DateExpression, Doubt
from tanik.reading.dates import convert_date, find_dates
from tanik.text.document import Document, Paragraph


def document(*paragraphs: str, code: str = "tr", kinds: dict[int, str] | None = None) -> Document:
    parts, at = [], 0
    for index, text in enumerate(paragraphs):
        parts.append(Paragraph(((at, at + len(text)),), kind=(kinds or {}).get(index, "body")))  # type: ignore[arg-type]
        at += len(text) + 1
    return Document(
        id="0" * 16,
        text="\n".join(paragraphs),
        language=code,
        pages=(),
        paragraphs=tuple(parts),
        sentences=(),
        sentence_paragraph=(),
    )


def read(
    *paragraphs: str, code: str = "tr", skip: Sequence[tuple[int, int]] = (), **more: object
) -> tuple[list[tuple[str, str | None]], list[Doubt], list[DateExpression]]:
    made = document(*paragraphs, code=code)
    dates, doubts = find_dates(made, language(code), skip, **more)  # type: ignore[arg-type]
    return [(made.text[date.start : date.end], date.edtf) for date in dates], doubts, dates


def test_years_inside_citations_are_skipped() -> None:
    text = "Heyet 3 Mayıs 1922 tarihinde geldi (Yazar, 1955: 12). Bu 1923 yılında değişti."
    at = text.index("(Yazar")
    found, _, _ = read(text, skip=[(at, text.index(")") + 1)])
    assert found == [("3 Mayıs 1922", "1922-05-03"), ("1923", "1923")]


def test_a_bibliography_has_no_dates() -> None:
    made = document("1923 yılında bitti.", "Yazar, A. (1955), Anılar, İstanbul.", kinds={1: "bibliography"})
    dates, _ = find_dates(made, language("tr"))
    assert [made.text[d.start : d.end] for d in dates] == ["1923"]


def test_a_note_does_not_lead_the_narrative() -> None:
    texts = ("Kurul 5 Haziran 1921 günü toplandı.", "Belge 9 Eylül 1933 tarihlidir.", "Ertesi gün dağıldı.")
    made = document(*texts, kinds={1: "note"})
    dates, _ = find_dates(made, language("tr"))
    assert [d.edtf for d in dates] == ["1921-06-05", "1933-09-09", "1921-06-06"]


def test_a_paragraph_cut_by_a_page_keeps_its_places() -> None:
    text = "Kurul 5 Haziran\f1921 günü toplandı."
    cut = text.index("\f")
    parts = ((0, cut), (cut + 1, len(text)))
    made = Document("0" * 16, text, "tr", (), (Paragraph(parts),), (), ())
    (date,), _ = find_dates(made, language("tr"))
    assert (date.start, date.end, date.edtf) == (text.index("5"), text.index("1921") + 4, "1921-06-05")


def test_the_day_of_a_speech_is_the_day_from_which_yesterday_counts() -> None:
    text = "Sayın Başkan, dün bir haber aldık; 20 Ekim'de söyleyeceğiz. Geçen yıl da söylemiştik."
    found, _, dates = read(text, kind="minutes", written="1950-10-04")
    assert found == [("dün", "1950-10-03"), ("20 Ekim'de", "1950-10-20"), ("Geçen yıl", "1949")]
    assert all(date.anaphoric for date in dates)


def test_when_a_memoir_was_written_says_nothing_about_its_days() -> None:
    found, _, _ = read("7 Ekim 1920 sabahı yola çıktık. 12 Ekim'de vardık.", kind="memoir", written="1950-10-04")
    assert [value for _, value in found] == ["1920-10-07", "1920-10-12"]


def test_a_year_may_follow_when_none_was_told() -> None:
    found, _, _ = read("4 Ağustos'ta görüştüler.", "Yola 11 Mayıs 1920 tarihinde çıkmışlardı.")
    assert found[0] == ("4 Ağustos'ta", "1920-08-04")


def test_a_far_year_that_comes_soon_wins_over_one_told_long_ago() -> None:
    between = "Bu arada uzun uzun beklediler ve hiçbir haber alamadılar. " * 12
    found, _, _ = read(
        "Kurul 3 Ekim 1915 günü kuruldu.", between, "8 Haziran'da döndüler.", "9 Mayıs 1919 günü sustular."
    )
    assert ("8 Haziran'da", "1919-06-08") in found


def test_no_year_at_all_is_a_doubt() -> None:
    found, doubts, _ = read("Toplantı 4 Ağustos günü yapıldı.")
    assert found == [("4 Ağustos", None)]
    assert [(doubt.kind, doubt.values["text"]) for doubt in doubts] == [("date.no_year", "4 Ağustos")]


def test_impossible_days_are_doubts() -> None:
    found, doubts, _ = read("Belge 30 Şubat 1921 tarihlidir, öbürü 20 Şubat 1332 tarihli.")
    assert [value for _, value in found] == [None, None]
    assert [doubt.kind for doubt in doubts] == ["date.impossible", "date.impossible"]


def test_two_calendars_are_two_values_and_a_doubt() -> None:
    _, doubts, (date,) = read("Emir 5 Nisan 1327 tarihlidir.")
    assert (date.calendar, date.edtf, date.alternatives) == ("rumi", "1911-04-18", ("1327-04-05",))
    assert [(doubt.kind, doubt.alternatives) for doubt in doubts] == [("date.calendar", ("1911-04-18", "1327-04-05"))]


def test_a_printed_pair_is_one_date_and_its_contradiction_a_doubt() -> None:
    found, doubts, dates = read("Meclis 4 Aralık 1324 (17 Aralık 1908) günü açıldı.")
    assert found == [("4 Aralık 1324 (17 Aralık 1908)", "1908-12-17")]
    assert (dates[0].calendar, doubts) == ("rumi", [])
    _, doubts, (date,) = read("Meclis 4 Aralık 1324 (19 Aralık 1908) günü açıldı.")
    assert date.edtf == "1908-12-19" and "1908-12-17" in date.alternatives
    assert [doubt.kind for doubt in doubts] == ["date.pair_contradiction"]


def test_a_date_in_apposition_says_what_a_relative_one_means() -> None:
    found, _, _ = read("Kurul 2 Mart 1922'de dağıldı. Üç gün sonra, yani 6 Mart 1922'de yeniden toplandı.")
    assert found[1] == ("Üç gün sonra", "1922-03-06")


def test_an_explanation_may_come_after_the_date() -> None:
    found, _, _ = read("Rapor 3 Şubat 1918 tarihli, yani mütarekeden dokuz ay önceki rapordur. Ertesi gün yazıldı.")
    assert [value for _, value in found] == ["1918-02-03", "1918-02-03", "1918-02-04"]


def test_every_year_has_no_value() -> None:
    found, doubts, _ = read("Her 23 Ekim günü anılır.")
    assert found == [("23 Ekim", None)] and doubts == []


@pytest.mark.parametrize("code", ["tr", "en"])
@given(text=st.text(alphabet="0123456789 ./-–()'’MayMartEkimÇŞıgünsofth,1921\n", max_size=120))
def test_any_text_gives_ordered_spans_and_valid_values(code: str, text: str) -> None:
    made = document(text, code=code)
    dates, doubts = find_dates(made, language(code))
    assert all(0 <= d.start < d.end <= len(text) for d in [*dates, *doubts])
    assert all(a.end <= b.start for a, b in pairwise(dates))
    assert all(is_edtf(value) for d in dates for value in (d.edtf, *d.alternatives) if value is not None)
    assert (dates, doubts) == find_dates(made, language(code))


@pytest.mark.parametrize(
    ("text", "calendar", "edtf", "alternatives", "rule"),
    [
        ("15 Şubat 1332", "rumi", "1917-02-28", (), "rumi.julian_days"),
        ("1 Mart 1333", "rumi", "1917-03-01", (), "rumi.1333"),
        ("21.4.1329", "hijri", "1911-04-21", ("1911-04-20", "1911-04-22"), "hijri.arithmetic"),
        ("21 Rebiülahir 1329 Perşembe", "hijri", "1911-04-20", (), "hijri.weekday"),
        ("25 Ekim 1917", "julian", "1917-11-07", (), "julian"),
        ("1325", "rumi", "1909-03-14/1910-03-13", (), "rumi.julian_days"),
        ("12 Ocak 1336", "rumi", "1920-01-12", ("1921-01-12",), "rumi.civil_year"),
        ("16 Mart 1921", "gregorian", "1921-03-16", (), "gregorian"),
        ("1921-03-16", None, "1921-03-16", (), "gregorian"),
        ("20 Şubat 1332", "rumi", None, (), "rumi.dropped_days"),
    ],
)
def test_convert_date_by_the_calendar_named(
    text: str, calendar: str | None, edtf: str | None, alternatives: tuple[str, ...], rule: str
) -> None:
    result = convert_date(text, calendar=calendar)
    assert (result.input, result.edtf, result.alternatives, result.rule) == (text, edtf, alternatives, rule)
    assert result.calendar == (calendar or "gregorian")


@pytest.mark.parametrize(
    ("text", "code", "calendar", "edtf", "doubt"),
    [
        ("5 Kânunusani 1325", "tr", "rumi", "1910-01-18", ""),
        ("26 Şaban 1255", "tr", "hijri", "1839-11-04", ""),
        ("10 Temmuz 1324", "tr", "rumi", "1908-07-23", "date.calendar"),
        ("3 Mart 1340 (1924)", "tr", "rumi", "1924-03-03", ""),
        ("25 Ekim (7 Kasım) 1917", "tr", "julian", "1917-11-07", ""),
        ("25 October 1917 O.S.", "en", "julian", "1917-11-07", ""),
        ("October 25 (November 7), 1917", "en", "julian", "1917-11-07", ""),
        ("16/28 August 1813", "en", "julian", "1813-08-28", ""),
        ("hicri 1329", "tr", "hijri", "1911-01-02/1911-12-21", ""),
        ("spring of 1920", "en", "gregorian", "1920-21", ""),
        ("1917-25", "tr", "gregorian", "1917/1925", "date.form"),
        ("1920-22", "tr", "gregorian", "1920-22", "date.form"),
    ],
)
def test_convert_date_guesses_the_calendar(text: str, code: str, calendar: str, edtf: str, doubt: str) -> None:
    result = convert_date(text, language=code)
    assert (result.calendar, result.edtf, result.doubt) == (calendar, edtf, doubt)


def test_convert_date_refuses_what_is_no_date() -> None:
    with pytest.raises(SettingError, match="T113"):
        convert_date("yarım ekmek")
    with pytest.raises(SettingError, match="T114"):
        convert_date("1921", calendar="maya")
