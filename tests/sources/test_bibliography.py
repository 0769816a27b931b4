from __future__ import annotations

import json
from pathlib import Path

import pytest

from tanik.errors import SettingError, SourceMissingError, TanikError
from tanik.sources.bibliography import (
    BibliographyEntry,
    as_json,
    match_entry,
    read_bibliography,
    read_sidecar,
    sidecar_for,
)
from tanik.sources.limits import Limits

BIBTEX = r"""
@book{ornek1955, author = {{\"O}rnek, Ali F{\i}rat and {Bir Kurum} and Can de Veli},
  title = {Uzak {Y}ollar: \.{I}\c{s}te},
  year = 1955, address = {{\.I}stanbul}, pages = {12--20}, file = {:belgeler/hatirat.pdf:PDF}, kind = {memoir},
  written = {1930~}}
@article{yarim, title = {a
@article{ikinci, author={Jane Doe}, title="Views", journal={J}, date={1921-03/1921-05}, langid={turkish}}
@article{ikinci, title="Again"}
@misc{yanlis, title={T}, year={1921?}, kind={roman}, written={dün}}
"""


def write(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding, "surrogatepass"))
    return path


def test_bibtex(tmp_path: Path) -> None:
    problems: list[TanikError] = []
    entries = read_bibliography(write(tmp_path, "k.bib", BIBTEX), report=problems.append)
    assert [entry.key for entry in entries] == ["ornek1955", "ikinci", "yanlis"]
    first, second, third = entries
    assert first.csl["type"] == "book"
    assert first.title == "Uzak Yollar: İşte"
    assert first.authors == ("Ali Fırat Örnek", "Bir Kurum", "Can de Veli")
    assert first.csl["author"][1] == {"literal": "Bir Kurum"}
    assert (first.kind, first.written, first.published) == ("memoir", "1930~", "1955")
    assert first.csl["publisher-place"] == "İstanbul"
    assert first.csl["page"] == "12-20"
    assert first.files == ("hatirat.pdf",)
    assert (second.published, second.language) == ("1921-03/1921-05", "tr")
    assert (third.published, third.kind, third.written) == ("1921?", None, None)
    said = "\n".join(str(problem) for problem in problems)
    assert len(problems) == 4
    assert "yarim" in said
    assert "ikinci" in said
    assert "roman" in said
    assert "dün" in said
    assert all(problem.id == "T353" for problem in problems)


def test_ris(tmp_path: Path) -> None:
    text = (
        "TY  - JOUR\r\nAU  - Doe, Jane\r\nTI  - A title\r\nT2  - The Journal\r\nPY  - 1999\r\nSP  - 3\r\nEP  - 9\r\n"
        "L1  - file:///x/y/doe.pdf\r\nER  - \r\n\r\nçöp\r\nER  - \r\nTY  - PCOMM\r\nID  - mektup1\r\nA1  - Ak, Can\r\n"
        "T1  - Mektup\r\nY1  - 1955/03/02/\r\nER  - \r\n"
    )
    problems: list[TanikError] = []
    first, second = read_bibliography(write(tmp_path, "k.ris", text, "cp1254"), report=problems.append)
    assert first.csl["container-title"] == "The Journal"
    assert (first.csl["page"], first.published, first.files) == ("3-9", "1999", ("doe.pdf",))
    assert (second.key, second.published, second.kind) == ("mektup1", "1955-03-02", "letter")
    assert second.authors == ("Can Ak",)
    assert len(problems) == 1


def test_csl_json(tmp_path: Path) -> None:
    items = [
        {"id": "a", "type": "book", "title": "T", "author": [{"family": "F", "given": "G"}],
         "issued": {"date-parts": [["1955", 3]]}, "note": "Yazma: x\nwritten: 1940\nkind: memoir"},
        5,
        {"title": "yarım \ud800", "custom": {"kind": "minutes", "calendar": "rumi"}, "issued": "1921-03"},
    ]  # fmt: skip
    problems: list[TanikError] = []
    first, second = read_bibliography(write(tmp_path, "k.json", json.dumps(items)), report=problems.append)
    assert (first.kind, first.written, first.published) == ("memoir", "1940", "1955-03")
    assert (second.kind, second.calendar, second.title, second.published) == (
        "minutes",
        "rumi",
        "yarım \ufffd",
        "1921-03",
    )
    assert len(problems) == 1
    assert json.loads(as_json(first))["id"] == "a"


def test_csl_yaml_and_one_item(tmp_path: Path) -> None:
    text = "references:\n- id: x\n  title: Defter\n  author: [Ali Veli]\n  written: 1921\n"
    (entry,) = read_bibliography(write(tmp_path, "k.yaml", text))
    assert (entry.key, entry.authors, entry.written) == ("x", ("Ali Veli",), "1921")
    (entry,) = read_bibliography(write(tmp_path, "bir.json", '{"id": 7, "title": "Tek"}'))
    assert entry.key == "7"


def test_format_by_content(tmp_path: Path) -> None:
    (entry,) = read_bibliography(write(tmp_path, "kaynaklar", "@book{a, title={B}}"))
    assert entry.title == "B"
    with pytest.raises(SettingError) as caught:
        read_bibliography(write(tmp_path, "kaynaklar.doc", "merhaba"))
    assert caught.value.id == "T352"


@pytest.mark.parametrize(
    ("name", "text"), [("a.json", "{"), ("a.json", "[" * 100_000), ("a.ris", "çöp"), ("a.bib", "@book{x")]
)
def test_nothing_readable(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(SettingError) as caught:
        read_bibliography(write(tmp_path, name, text))
    assert caught.value.id == "T350"


def test_missing_and_large(tmp_path: Path) -> None:
    with pytest.raises(SourceMissingError):
        read_bibliography(tmp_path / "yok.bib")
    with pytest.raises(SettingError) as caught:
        read_bibliography(write(tmp_path, "a.bib", "x" * 50), limits=Limits(bibliography_bytes=49))
    assert caught.value.id == "T351"


def test_matching() -> None:
    def entry(key: str, *files: str) -> BibliographyEntry:
        return BibliographyEntry(key, files=files)

    entries = [
        entry("a", "Hatırat.pdf"),
        entry("hatirat"),
        entry("Ornek-1955"),
        entry("b", "x.pdf"),
        entry("c", "x.pdf"),
    ]
    assert match_entry(entries, Path("d/hatırat.pdf")) is entries[0]
    assert match_entry(entries, Path("Hatırat.txt")) is entries[0]
    assert match_entry(entries, Path("HATIRAT.txt")) is entries[1]
    assert match_entry(entries, Path("ornek_1955.docx")) is entries[2]
    assert match_entry(entries, Path("x.pdf")) is None
    assert match_entry(entries, Path("y.pdf")) is None


def test_sidecar(tmp_path: Path) -> None:
    source = write(tmp_path, "hatirat.pdf", "x")
    assert sidecar_for(source) is None
    path = write(
        tmp_path,
        "hatirat.yaml",
        'kind: memoir\nauthors:\n  - Örnek, Ali Fuat\n  - {literal: Bir Kurum}\ntitle: "Yollar: 1"\n'
        "written: 1955\npublished: 1960-03-02\nlanguage: tr\ncalendar: rumi\njournal: Dergi\nplace:\n",
    )
    assert sidecar_for(source) == path
    entry = read_sidecar(path)
    assert (entry.kind, entry.written, entry.published, entry.language) == ("memoir", "1955", "1960-03-02", "tr")
    assert (entry.calendar, entry.key, entry.title) == ("rumi", "hatirat", "Yollar: 1")
    assert entry.authors == ("Ali Fuat Örnek", "Bir Kurum")
    assert entry.csl["issued"] == {"date-parts": [[1960, 3, 2]]}
    assert "publisher-place" not in entry.csl
    exact = write(tmp_path, "hatirat.pdf.yaml", "title: T")
    assert sidecar_for(source) == exact
    assert read_sidecar(exact).key == "hatirat.pdf"


@pytest.mark.parametrize(
    ("text", "id", "said"),
    [
        ("kind: memoir\nkind: study\n", "T354", "line 2"),
        ("a: &x [1]\nb: *x\n", "T354", "aliases"),
        ("title: [a\n", "T354", "line"),
        ("[" * 100_000, "T354", "line"),
        ("- bir\n- iki\n", "T355", "field: value"),
        ("baslik: x\n", "T355", "baslik"),
        ("kind: roman\n", "T355", "memoir"),
        ("title: [a, b]\n", "T355", "title"),
        ("author: {a: [b]}\n", "T355", "author"),
        ("written: dün\n", "T356", "dün"),
        ("published: 1921-13\n", "T356", "1921-13"),
        ("!!python/object/apply:os.system ['x']\n", "T355", "field: value"),
    ],
)
def test_sidecars_that_are_not_understood(tmp_path: Path, text: str, id: str, said: str) -> None:
    with pytest.raises(SettingError) as caught:
        read_sidecar(write(tmp_path, "hatirat.yaml", text))
    assert caught.value.id == id
    assert said in str(caught.value)
    assert "hatirat.yaml" in str(caught.value)


def test_sidecar_too_large(tmp_path: Path) -> None:
    with pytest.raises(SettingError) as caught:
        read_sidecar(write(tmp_path, "a.yaml", "x" * 30), limits=Limits(sidecar_bytes=29))
    assert caught.value.id == "T351"


def test_no_sidecar_beside_a_folder_or_the_longest_name(tmp_path: Path) -> None:
    assert sidecar_for(Path()) is None
    assert sidecar_for(tmp_path / ("a" * 251 + ".txt")) is None
