"""The example study: its files are well, and reading it shows what its README promises."""

from __future__ import annotations

import runpy
import zipfile
from collections import Counter
from pathlib import Path

import pytest
import yaml

from tanik.reading.annotations import Reading
from tanik.reading.authority import read_authority
from tanik.reading.reader import read_document
from tanik.reading.settings import ReadingSettings
from tanik.sources.bibliography import read_sidecar, sidecar_for
from tanik.sources.catalogue import extract
from tanik.text.build import build_document
from tanik.text.document import Document

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "moskova"
TEXTS = sorted(path for path in (EXAMPLE / "texts").iterdir() if path.suffix != ".yaml")


@pytest.fixture(scope="module")
def read() -> dict[str, tuple[Document, Reading]]:
    people = read_authority(EXAMPLE / "people.yaml")
    found = {}
    for path in TEXTS:
        sidecar = sidecar_for(path)
        assert sidecar is not None, path.name
        said = read_sidecar(sidecar)
        document = build_document(extract(path))
        settings = ReadingSettings(kind=said.kind, authors=said.authors, written=said.written, authority=people)
        found[path.name] = (document, read_document(document, settings))
    return found


def doubts(read: dict[str, tuple[Document, Reading]], name: str, kind: str) -> list[str]:
    document, reading = read[name]
    return [document.text[doubt.start : doubt.end] for doubt in reading.doubts if doubt.kind == kind]


def holders(read: dict[str, tuple[Document, Reading]], name: str) -> Counter[str]:
    """How many statements each holder has, by the id of the authority file."""
    _, reading = read[name]
    known = {entity.id: entity.authority or entity.id for entity in reading.entities}
    return Counter(known[statement.holder] for statement in reading.statements)


def test_every_text_is_read_and_named_in_the_readme(read: dict[str, tuple[Document, Reading]]) -> None:
    readme = (EXAMPLE / "README.md").read_text(encoding="utf-8")
    assert len(read) == 9
    assert all(f"`{name}`" in readme for name in read)
    for name, (document, _) in read.items():
        assert len(document.text.split()) > 180, name


def test_the_languages_are_recognised(read: dict[str, tuple[Document, Reading]]) -> None:
    english = {"three-missions.md", "notebook-from-moscow.txt"}
    for name, (document, _) in read.items():
        assert document.language == ("en" if name in english else "tr"), name


def test_the_memoir_keeps_its_printed_pages(read: dict[str, tuple[Document, Reading]]) -> None:
    document, _ = read["sefaret-defteri.pdf"]
    assert [page.name for page in document.pages] == ["41", "42", "43", "44", "45"]
    assert "yaşlılığımın kuşkusuyla" in document.text, "a word parted at the end of a line"
    assert "Akdere, Sefaret Defteri" not in document.text, "a running head is no text"


def test_footnotes_are_notes(read: dict[str, tuple[Document, Reading]]) -> None:
    document, reading = read["yardim-ve-antlasma.docx"]
    assert len(document.notes) == 4
    assert {"footnote", "repeated"} <= {citation.style for citation in reading.citations}


def test_the_built_files_are_those_of_the_drafts(tmp_path: Path) -> None:
    build = runpy.run_path(str(EXAMPLE / "build.py"))
    build["build"](tmp_path)
    for path in sorted(tmp_path.iterdir()):
        committed = EXAMPLE / "texts" / path.name
        if path.suffix == ".pdf":
            assert path.read_bytes()[:1000] == committed.read_bytes()[:1000]
            continue
        # Compared by content: another zlib may pack the same words otherwise.
        assert _unpacked(path) == _unpacked(committed), path.name


def _unpacked(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_people_and_codebook_are_well_formed() -> None:
    people = read_authority(EXAMPLE / "people.yaml")
    assert len(people.entries) > 35
    topics = yaml.safe_load((EXAMPLE / "codebook.yaml").read_text(encoding="utf-8"))["topics"]
    assert len({topic["id"] for topic in topics}) == len(topics) == 17
    for topic in topics:
        assert set(topic["name"]) == set(topic["definition"]) == {"tr", "en"}, topic["id"]


def test_statements_of_every_polarity_in_every_kind(read: dict[str, tuple[Document, Reading]]) -> None:
    polarities: Counter[str] = Counter()
    for name, (_, reading) in read.items():
        assert len(reading.statements) >= 5, name
        polarities.update(target.polarity for statement in reading.statements for target in statement.targets)
    assert min(polarities[polarity] for polarity in ("positive", "negative", "neutral")) >= 20
    assert polarities["mixed"]


def test_the_secretary_and_his_colleague_speak_in_the_memoir(read: dict[str, tuple[Document, Reading]]) -> None:
    found = holders(read, "sefaret-defteri.pdf")
    assert found["nihat_ferid"] >= 10
    assert found["sabri_cemal"] >= 3


def test_a_year_letter_that_fits_two_works_is_a_doubt(read: dict[str, tuple[Document, Reading]]) -> None:
    assert "(Akdere, 1955: 42)" in doubts(read, "liderler.txt", "citation.letter")


def test_impossible_pages_are_doubts(read: dict[str, tuple[Document, Reading]]) -> None:
    assert "(Cebesoy, 1982: 281-280)" in doubts(read, "liderler.txt", "citation.pages")
    assert "(Tengirşek, 1981: 2018)" in doubts(read, "yardim-ve-antlasma.docx", "citation.pages")


def test_a_quotation_without_end_and_one_without_speaker_are_doubts(
    read: dict[str, tuple[Document, Reading]],
) -> None:
    assert doubts(read, "yeni-ufuk.html", "quotation.unclosed")
    assert any("iki kere çıkar" in words for words in doubts(read, "liderler.txt", "quotation.speaker"))


def test_one_treaty_with_two_dates_is_a_doubt(read: dict[str, tuple[Document, Reading]]) -> None:
    assert doubts(read, "yardim-ve-antlasma.docx", "event.two_dates")


def test_a_year_of_another_calendar_is_a_doubt(read: dict[str, tuple[Document, Reading]]) -> None:
    assert "16 Mart 1337" in doubts(read, "sefaret-defteri.pdf", "date.calendar")


def test_minutes_give_each_speaker_a_voice(read: dict[str, tuple[Document, Reading]]) -> None:
    assert {"huseyin_rasih", "hoca_tahir", "doktor_munir"} <= set(holders(read, "encumen-zabti.txt"))
