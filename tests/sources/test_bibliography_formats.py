from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.sources.bibliography_formats import (
    csl_date,
    csl_name,
    edtf_of,
    from_bibtex,
    from_csl_data,
    from_csl_json,
    from_ris,
    full_name,
)

_WORD = st.text(st.sampled_from("abçğıöşüÂİIŞ'.-"), min_size=1, max_size=8)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Su Deniz Ak", {"family": "Ak", "given": "Su Deniz"}),
        ("Ak,  Su\n Deniz", {"family": "Ak", "given": "Su Deniz"}),
        ("Ak,", {"family": "Ak"}),
        ("Ak", {"family": "Ak"}),
        ("{Yol ve Köprü Derneği}", {"literal": "Yol ve Köprü Derneği"}),
        ("{Ak}, Su", {"family": "Ak", "given": "Su"}),
    ],
)
def test_names(text: str, name: dict[str, str]) -> None:
    assert csl_name(text) == name


@given(st.lists(_WORD, min_size=1, max_size=4))
def test_a_name_reads_as_it_was_written(words: list[str]) -> None:
    assert full_name(csl_name("  ".join(words))) == " ".join(words)
    turned = csl_name(f"{words[-1]}, {' '.join(words[:-1])}")
    assert turned == csl_name(" ".join(words))


def test_a_full_name_has_all_its_parts() -> None:
    name = {"family": "Ak", "given": "Su", "non-dropping-particle": "van", "suffix": "Jr.", "dropping-particle": "x"}
    assert full_name(name) == "Su van Ak Jr."
    assert full_name({"literal": "Yol Derneği", "family": "Ak"}) == "Yol Derneği"
    assert full_name({}) == ""


@pytest.mark.parametrize(
    ("text", "date", "edtf"),
    [
        ("1931", {"date-parts": [[1931]]}, "1931"),
        (" 1931-5 ", {"date-parts": [[1931, 5]]}, "1931-05"),
        ("1931-05-06", {"date-parts": [[1931, 5, 6]]}, "1931-05-06"),
        ("1931/1933-02", {"date-parts": [[1931], [1933, 2]]}, "1931/1933-02"),
        ("-0044-03", {"date-parts": [[-44, 3]]}, "-0044-03"),
        ("0044", {"date-parts": [[44]]}, "0044"),
        ("1931~", {"edtf": "1931~"}, "1931~"),
        ("193X", {"edtf": "193X"}, "193X"),
        ("1931 baharı", {"date-parts": [[1931]], "literal": "1931 baharı"}, "1931"),
        ("güz", {"literal": "güz"}, None),
        ("", {"literal": ""}, None),
    ],
)
def test_dates(text: str, date: dict[str, Any], edtf: str | None) -> None:
    assert csl_date(text) == date
    assert edtf_of(date) == edtf


@given(st.integers(-9999, 9999), st.integers(1, 12), st.integers(1, 28), st.integers(1, 3))
def test_a_date_comes_back(year: int, month: int, day: int, parts: int) -> None:
    sign = "-" if year < 0 else ""
    written = "-".join([f"{sign}{abs(year):04d}", f"{month:02d}", f"{day:02d}"][:parts])
    assert csl_date(written) == {"date-parts": [[year, month, day][:parts]]}
    assert edtf_of(csl_date(written)) == written


@pytest.mark.parametrize(
    ("parts", "edtf"),
    [
        ([["1931", "5"]], "1931-05"),
        ([[1931, 0, 0]], "1931"),  # zeros stand for what is not said
        ([[1931, None, 6]], "1931"),  # without a month there is no day
        ([[1931, "May", 6]], "1931"),
        ([[1931], [1933], [1935]], "1931/1933"),
        ([["--5"]], None),
        ([["²"]], None),
        ([["9" * 5000]], None),
        ([[]], None),
        ([1931], None),
        (1931, None),
        ({"yıl": 1931}, None),
    ],
)
def test_date_parts_of_other_programs(parts: Any, edtf: str | None) -> None:
    assert edtf_of({"date-parts": parts}) == edtf


@given(st.fixed_dictionaries({}, optional={"date-parts": _JSON, "edtf": _JSON, "raw": _JSON}) | _JSON)
def test_no_date_brings_an_error(date: Any) -> None:
    found = edtf_of(date)
    assert found is None or isinstance(found, str)


def bibtex(fields: str) -> dict[str, Any]:
    (item,), problems = from_bibtex(f"@article{{k, {fields}}}")
    assert problems == []
    return item


def test_bibtex_fields() -> None:
    item = bibtex(
        r'title = "K{\i}{\c{s}} {G}ezisi", journaltitle = {Dergi}, number = 4, pages = {3 -- 9}, month = mar, '
        "year = {1931}, annote = {bir}, note = {iki}, langid = {English}, editor = {Ak, Su and others}"
    )
    assert item == {
        "id": "k",
        "type": "article-journal",
        "title": "Kış Gezisi",
        "container-title": "Dergi",
        "issue": "4",
        "page": "3-9",
        "issued": {"date-parts": [[1931, 3]]},
        "note": "iki",
        "language": "en",
        "editor": [{"family": "Ak", "given": "Su"}],
    }


@pytest.mark.parametrize(
    ("month", "edtf"),
    [
        ("mar", "1931-03"),
        ("{March}", "1931-03"),
        ("3", "1931-03"),
        ("{Mart}", "1931-03"),
        ("{²}", "1931"),
        ("{}", "1931"),
    ],
)
def test_bibtex_months(month: str, edtf: str) -> None:
    assert edtf_of(bibtex(f"year = 1931, month = {month}")["issued"]) == edtf


def test_bibtex_names_of_institutions_stay_whole() -> None:
    item = bibtex(
        r"author = {Ak, Su AND {Yol and K{\"o}pr{\"u} and Han Derneği} and {Can} {Ak}}, translator = {{Han and Yol}}, "
        r"editor = {Can" + "\n and\n Ak}"
    )
    assert item["author"] == [
        {"family": "Ak", "given": "Su"},
        {"literal": "Yol and Köprü and Han Derneği"},
        {"family": "Ak", "given": "Can"},
    ]
    assert item["translator"] == [{"literal": "Han and Yol"}]
    assert item["editor"] == [{"family": "Can"}, {"family": "Ak"}]


def test_bibtex_files() -> None:
    assert bibtex("file = {Yol.pdf:C\\:\\\\defter\\\\yol.pdf:application/pdf;not.html:/x/not.html:text/html}")[
        "files"
    ] == ["Yol.pdf", "yol.pdf", "not.html"]
    assert "files" not in bibtex("file = {yol}")


def test_bibtex_own_fields() -> None:
    assert bibtex("kind = {memoir}, written = {1931~}, calendar = {}")["custom"] == {
        "kind": "memoir",
        "written": "1931~",
    }


def test_bibtex_problems_do_not_cost_the_others() -> None:
    items, problems = from_bibtex(
        "@book{a, title={Bir}}\n@book{a, title={Öteki}}\n@book{b, title={Yarım\n@book{c, title={Üç}}"
    )
    assert [item["id"] for item in items] == ["a", "c"]
    assert (str(problems[0][0]), problems[0][1]) == ("this key was used before", "@book{a, title={Öteki}}")
    assert len(problems) == 2
    assert problems[1][1].startswith("@book{b")


def ris(*rows: str) -> dict[str, Any]:
    (item,), problems = from_ris("\n".join(["TY  - JOUR", *rows, "ER  - "]))
    assert problems == []
    return item


def test_ris_fields() -> None:
    item = ris(
        "ID  - k1", "AU  - Ak, Su", "AU  - Deniz, Can", "A2  - Han, Ece", "TI  - Kış Gezisi", "JO  - Dergi",
        "DA  - 1931/05/06/bahar", "SP  - 3", "EP  - 3", "UR  - https://example.org/a", "N1  - bir", "N1  - iki",
        "L1  - file:///d/yol.pdf", "LA  - Türkçe",
    )  # fmt: skip
    assert item == {
        "id": "k1",
        "type": "article-journal",
        "title": "Kış Gezisi",
        "container-title": "Dergi",
        "author": [{"family": "Ak", "given": "Su"}, {"family": "Deniz", "given": "Can"}],
        "editor": [{"family": "Han", "given": "Ece"}],
        "issued": {"date-parts": [[1931, 5, 6]]},
        "page": "3",
        "URL": "https://example.org/a",
        "note": "bir\niki",
        "files": ["yol.pdf"],
        "language": "tr",
    }


@pytest.mark.parametrize(
    ("date", "edtf"), [("1931///", "1931"), ("1931/05//", "1931-05"), ("1931", "1931"), ("?", None)]
)
def test_ris_dates(date: str, edtf: str | None) -> None:
    assert edtf_of(ris(f"PY  - {date}")["issued"]) == edtf


def test_ris_records_are_read_one_by_one() -> None:
    record = "TY  - BOOK\rTI  - {}\rER  - \r"
    items, problems = from_ris("\ufeff" + record.format("Bir") + "TI  - başsız\rER  - \r\r" + record.format("İki"))
    assert [(item["title"], item["type"]) for item in items] == [("Bir", "book"), ("İki", "book")]
    assert len({item["id"] for item in items}) == 2
    assert [where for _, where in problems] == ["TI  - başsız"]
    assert from_ris("") == ([], [])


def test_csl_shapes() -> None:
    entry = {"id": "a", "title": "Kış"}
    for shape in (entry, [entry], {"references": [entry]}, {"items": [entry]}):
        assert from_csl_json(json.dumps(shape)) == ([entry], [])
    items, problems = from_csl_json('[{"title": "Kış"}, 5, {"volume": "3"}]')
    assert items == [{"id": "csl-1", "title": "Kış"}]
    assert [where[:2] for _, where in problems] == ["2:", "3:"]
    assert from_csl_json("{")[0] == []
    assert from_csl_json("{")[1][0][1] == "JSON"


def test_csl_values_in_other_forms() -> None:
    (item,), _ = from_csl_data(
        {
            "title": ["Kış Gezisi", "Kış"],  # as Crossref gives it
            "note": 1931,
            "language": {"x": 1},
            "author": ["Su Ak", {"family": "Deniz"}, 5, ""],
            "editor": "Ak, Su",
            "issued": 1931,
            "kind": "letter",
            "custom": {"calendar": "rumi"},
            "file": "/defter/yol.pdf;/defter/ek.txt",
        }
    )
    assert item == {
        "id": "csl-1",
        "title": "Kış Gezisi",
        "note": "1931",
        "author": [{"family": "Ak", "given": "Su"}, {"family": "Deniz"}],
        "editor": [{"family": "Ak", "given": "Su"}],
        "issued": {"date-parts": [[1931]]},
        "files": ["yol.pdf", "ek.txt"],
        "custom": {"kind": "letter", "calendar": "rumi"},
    }


_FIELDS = ["id", "title", "author", "editor", "issued", "language", "note", "file", "custom", "kind", "references", "x"]


@given(st.lists(st.dictionaries(st.sampled_from(_FIELDS), _JSON, max_size=5) | _JSON, max_size=4))
def test_every_entry_of_any_json_is_an_item_or_a_problem(data: list[Any]) -> None:
    items, problems = from_csl_json(json.dumps(data))
    assert len(items) + len(problems) == len(data)
    json.dumps(items, ensure_ascii=False).encode()
    for item in items:
        assert isinstance(item["id"], str)
        assert all(isinstance(item.get(name, ""), str) for name in ("title", "language", "note"))
        assert all(isinstance(full_name(name), str) for name in item.get("author", []))
        edtf_of(item.get("issued"))


def test_long_values_cost_their_length_only() -> None:
    started = time.perf_counter()
    from_csl_data([{"id": "a", "file": "a" * 200_000}])
    bibtex(f"author = {{Ak{' ' * 50_000}Su}}, pages = {{3{' ' * 50_000}9}}, file = {{{'a' * 50_000}}}")
    assert time.perf_counter() - started < 2
