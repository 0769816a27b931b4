from __future__ import annotations

from typing import Any

import pytest

from tanik.exchange.csl_items import csl_faults, csl_of_source, csl_of_work, lacking
from tanik.reading.annotations import Work
from tanik.sources.source import Source


@pytest.mark.parametrize(
    "item",
    [
        {"id": "a", "type": "article-newspaper", "title": "T", "issued": {"date-parts": [[1920, 4, 23]]}},
        {
            "id": "b",
            "type": "book",
            "author": [{"family": "Işık", "given": "M. K."}],
            "issued": {"date-parts": [[1927, 10], [1927, 11]], "circa": True},
        },
        {"id": 3, "type": "book", "volume": 2, "categories": ["x"], "custom": {"any": "thing"}},
    ],
)
def test_valid_items(item: dict[str, Any]) -> None:
    """The first two are of the kind that jsonschema finds valid against csl-data.json."""
    assert csl_faults([item]) == []


@pytest.mark.parametrize(
    "data",
    [
        [{"type": "book"}],
        [{"id": "c"}],
        [{"id": "c", "type": "newspaper"}],
        [{"id": "d", "type": "book", "issued": {"year": 1920}}],
        [{"id": "d", "type": "book", "issued": {"date-parts": [[1920, 1, 1, 1]]}}],
        [{"id": "d", "type": "book", "author": ["Ada Gezer"]}],
        [{"id": "d", "type": "book", "author": [{"name": "Ada"}]}],
        [{"id": "d", "type": "book", "colour": "red"}],
        [{"id": "d", "type": ["book"]}],
        ["book"],
        {"id": "e", "type": "book"},
    ],
)
def test_invalid_items(data: Any) -> None:
    assert csl_faults(data)


def test_a_source_is_a_valid_item() -> None:
    source = Source("s1", "yol.txt", "memoir", "Yol Defteri", ("Ada Gezer",), "1948", "1950~", "tr")
    item = csl_of_source(source)
    assert csl_faults([item]) == []
    assert item["author"] == [{"family": "Gezer", "given": "Ada"}]
    assert item["issued"] == {"date-parts": [[1950]], "circa": True}
    assert item["type"] == "book"


def test_what_its_bibliography_says_wins_and_what_is_no_csl_is_left_out() -> None:
    csl = {"id": "k", "type": "report", "title": "Rapor", "publisher": "Kitapevi", "files": ["a.pdf"], "volume": None}
    item = csl_of_source(Source("s1", "yol.txt", "study", "Yol", csl=csl))
    assert item == {"id": "s1", "type": "report", "title": "Rapor", "publisher": "Kitapevi"}


def test_a_newspaper_without_a_name_is_a_document() -> None:
    assert csl_of_source(Source("s", "a.html", "press", "Haber"))["type"] == "document"
    named = Source("s", "a.html", "press", "Haber", csl={"container-title": "Yeni Gün"})
    assert csl_of_source(named)["type"] == "article-newspaper"


def test_an_entry_of_a_list_of_works_is_taken_apart() -> None:
    item = csl_of_work(Work("gezer1950a", "Gezer, A. B", "1950", "a", "Yol Defteri. İstanbul: Kitapevi Yayınları."))
    assert csl_faults([item]) == []
    assert (item["title"], item["publisher-place"], item["publisher"]) == (
        "Yol Defteri",
        "İstanbul",
        "Kitapevi Yayınları",
    )
    assert item["author"] == [{"family": "Gezer", "given": "A. B."}]
    assert lacking(item) == []


def test_what_is_not_known_is_named() -> None:
    assert lacking(csl_of_work(Work("tuna", "Tuna", "", ""))) == ["title", "issued"]
