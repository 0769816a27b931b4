from __future__ import annotations

from typing import Any

import pytest

from tanik.errors import UsageError
from tanik.exchange.csl_styles import STYLES, bibliography, citations

BOOK: dict[str, Any] = {
    "id": "Gezer", "type": "book", "title": "Yol Defteri", "author": [{"family": "Gezer", "given": "Ada Işık"}],
    "issued": {"date-parts": [[1950]]}, "publisher": "Kitapevi", "publisher-place": "Ankara", "year-suffix": "a",
}  # fmt: skip
ARTICLE: dict[str, Any] = {
    "id": "çetin", "type": "article-journal", "title": "ikinci sefer",
    "author": [{"family": "Çetin", "given": "İnci"}, {"family": "Öz", "given": "Can"}],
    "issued": {"date-parts": [[2010]]}, "container-title": "Dergi", "volume": "3", "issue": "2", "page": "11-30",
}  # fmt: skip
LETTER: dict[str, Any] = {
    "id": "letter", "type": "personal_communication", "title": "Kardeşine mektup",
    "author": [{"family": "Şen", "given": "Nuri"}], "issued": {"date-parts": [[1921, 9, 9]]},
}  # fmt: skip
ANONYMOUS: dict[str, Any] = {"id": "zabit", "type": "document", "title": "Zabıt", "issued": {"date-parts": [[1920]]}}
WORKS = [BOOK, ARTICLE, LETTER, ANONYMOUS]


@pytest.mark.parametrize(
    ("style", "language", "book", "article"),
    [
        (
            "apa",
            "tr",
            "Gezer, A. I. (1950a). Yol Defteri. Ankara: Kitapevi.",
            "Çetin, İ. ve Öz, C. (2010). ikinci sefer. Dergi, 3(2), 11-30.",
        ),
        (
            "apa",
            "en",
            "Gezer, A. I. (1950a). Yol Defteri. Kitapevi.",
            "Çetin, İ., & Öz, C. (2010). ikinci sefer. Dergi, 3(2), 11–30.",
        ),
        (
            "chicago",
            "tr",
            "Gezer, Ada Işık. Yol Defteri. Ankara: Kitapevi, 1950.",
            "Çetin, İnci, ve Can Öz. “ikinci sefer”. Dergi 3, sy. 2 (2010): 11-30.",
        ),
        (
            "chicago",
            "en",
            "Gezer, Ada Işık. Yol Defteri. Ankara: Kitapevi, 1950.",
            "Çetin, İnci, and Can Öz. “ikinci sefer”. Dergi 3, no. 2 (2010): 11–30.",
        ),
        (
            "chicago-author-date",
            "tr",
            "Gezer, Ada Işık. 1950a. Yol Defteri. Ankara: Kitapevi.",
            "Çetin, İnci, ve Can Öz. 2010. “ikinci sefer”. Dergi 3 (2): 11-30.",
        ),
        (
            "mla",
            "tr",
            "Gezer, Ada Işık. Yol Defteri. Kitapevi, 1950.",
            "Çetin, İnci, ve Can Öz. “ikinci sefer”. Dergi, c. 3, sy. 2, 2010, ss. 11-30.",
        ),
        (
            "mla",
            "en",
            "Gezer, Ada Işık. Yol Defteri. Kitapevi, 1950.",
            "Çetin, İnci, and Can Öz. “ikinci sefer”. Dergi, vol. 3, no. 2, 2010, pp. 11–30.",
        ),
        (
            "isnad",
            "tr",
            "Gezer, Ada Işık. Yol Defteri. Ankara: Kitapevi, 1950.",
            "Çetin, İnci - Öz, Can. “ikinci sefer”. Dergi 3/2 (2010), 11-30.",
        ),
        (
            "isnad-author-date",
            "tr",
            "Gezer, Ada Işık. Yol Defteri. Ankara: Kitapevi, 1950a.",
            "Çetin, İnci - Öz, Can. “ikinci sefer”. Dergi 3/2 (2010), 11-30.",
        ),
    ],
)
def test_entries_of_every_style(style: str, language: Any, book: str, article: str) -> None:
    found = dict(bibliography([BOOK, ARTICLE], style, language))
    assert (found["Gezer"], found["çetin"]) == (book, article)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("language", ["tr", "en"])
def test_every_work_has_its_entry_in_alphabetical_order(style: str, language: Any) -> None:
    found = bibliography(WORKS, style, language)
    assert [id for id, _ in found] == ["çetin", "Gezer", "letter", "zabit"]
    assert all(entry.strip(" .,") for _, entry in found)
    assert dict(found)["zabit"].count("Zabıt") == 1
    assert all("Eylül 9" not in entry and "09" not in entry for _, entry in found if language == "tr")


@pytest.mark.parametrize(
    ("style", "first", "second"),
    [
        ("apa", "(Gezer, 1950a, s. 12)", "(Gezer, 1950a, ss. 14–15)"),
        ("chicago", "Ada Işık Gezer, Yol Defteri (Ankara: Kitapevi, 1950), 12.", "Gezer, 14–15."),
        ("isnad", "Ada Işık Gezer, Yol Defteri (Ankara: Kitapevi, 1950), 12.", "Gezer, Yol Defteri, 14–15."),
        ("chicago-author-date", "(Gezer 1950a, 12)", "(Gezer 1950a, 14–15)"),
        ("isnad-author-date", "(Gezer, 1950a, 12)", "(Gezer, 1950a, 14–15)"),
    ],
)
def test_citations_and_their_short_form(style: str, first: str, second: str) -> None:
    assert citations(WORKS, [("Gezer", "12"), ("Gezer", "14-15")], style, "tr") == [first, second]


def test_html_has_titles_in_italics_and_escapes_letters() -> None:
    item = {**BOOK, "title": "Yol & <Defter>"}
    ((_, entry),) = bibliography([item], "chicago", "tr", "html")
    assert "<i>Yol &amp; &lt;Defter&gt;</i>" in entry


def test_a_style_that_is_not_offered_is_refused() -> None:
    with pytest.raises(UsageError) as caught:
        bibliography([BOOK], "vancouver")
    assert caught.value.id == "T775"
    with pytest.raises(KeyError):
        citations([BOOK], [("nobody", "")], "apa")


def test_odd_dates_and_names_are_survived() -> None:
    odd = [
        {"id": "1", "type": "book", "title": "A", "issued": {"literal": "bilinmiyor"}, "author": []},
        {
            "id": "2",
            "type": "book",
            "title": "B",
            "issued": {"date-parts": [["1920"]]},
            "author": [{"literal": "TBMM"}],
        },
    ]
    found = dict(bibliography(odd, "chicago", "tr"))
    assert "1920" in found["2"]
    assert "A" in found["1"]
