"""Files in and out of a study: which is what, nothing half, and a short run of broken files."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

import tanik
from exchange_samples import canonical, packed, project_xml, qualcoder_file, selection, spot, taguette_file
from tanik.errors import SourceMissingError, StudyError, TanikError, UnknownFormatError, UsageError
from tanik.study.exchanging import EXPORTS, read_foreign

RUNS = 200


@pytest.fixture
def qdpx(tmp_path: Path) -> Path:
    path = tmp_path / "liman.qdpx"
    path.write_bytes(packed(project_xml(selection(1, *spot("limanı övdü")) + selection(2, *spot("uzun")))))
    return path


def test_every_kind_of_file_is_known_by_its_content(tmp_path: Path, qdpx: Path) -> None:
    (tmp_path / "deneme.qda").mkdir()
    qualcoder_file(tmp_path / "deneme.qda" / "data.qda")
    qdc = tmp_path / "k.qdc"
    qdc.write_text('<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes/></CodeBook>', encoding="utf-8")
    for path, format in (
        (qdpx, "qdpx"),
        (qdc, "qdc"),
        (taguette_file(tmp_path / "t.sqlite3"), "taguette"),
        (tmp_path / "deneme.qda", "qualcoder"),
        (tmp_path / "deneme.qda" / "data.qda", "qualcoder"),
    ):
        project, report, sha256 = read_foreign(path)
        assert report.format == format
        assert len(sha256) == 64
        assert report.read == project.counts()


def test_an_unpacked_project_is_read_from_its_folder(tmp_path: Path) -> None:
    (tmp_path / "p" / "sources").mkdir(parents=True)
    (tmp_path / "p" / "project.qde").write_text(project_xml(selection(1, 0, 4)), encoding="utf-8")
    (tmp_path / "p" / "sources" / "liman.txt").write_text("Vali geldi.", encoding="utf-8")
    assert read_foreign(tmp_path / "p")[0].passages[0].end == 4


def test_what_it_is_not(tmp_path: Path) -> None:
    with pytest.raises(SourceMissingError):
        read_foreign(tmp_path / "yok.qdpx")
    for name, id in (("a.bin", "T651"), ("b.sqlite3", "T653")):
        path = tmp_path / name
        if id == "T653":
            import sqlite3

            connection = sqlite3.connect(path)
            connection.execute("CREATE TABLE x (y)")
            connection.commit()
            connection.close()
        else:
            path.write_bytes(b"abc")
        with pytest.raises(UnknownFormatError) as caught:
            read_foreign(path)
        assert caught.value.id == id


@pytest.mark.parametrize("to", EXPORTS)
def test_every_format_is_written_whole_and_never_over_the_study(tmp_path: Path, qdpx: Path, to: str) -> None:
    with tanik.open(tmp_path / "a.tanik") as study:
        study.exchange.take(qdpx)
        report = study.exchange.give(tmp_path / f"out.{to}", to)
        assert (tmp_path / f"out.{to}").stat().st_size > 0
        assert report.format == to
        json.dumps(report.as_json())
        with pytest.raises(StudyError):
            study.exchange.give(tmp_path / "a.tanik", to)
        with pytest.raises(UsageError):
            study.exchange.give(tmp_path / "x", "docx")
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_out_of_one_study_into_another(tmp_path: Path, qdpx: Path) -> None:
    with tanik.open(tmp_path / "a.tanik") as study:
        study.exchange.take(qdpx)
        study.exchange.give(tmp_path / "b.qdpx", "qdpx")
        first = study.exchange.project()
    with tanik.open(tmp_path / "b.tanik") as other:
        other.exchange.take(tmp_path / "b.qdpx")
        assert canonical(other.exchange.project()) == canonical(first)


def test_a_mapping_makes_statements(tmp_path: Path, qdpx: Path) -> None:
    mapping = tmp_path / "m.yaml"
    mapping.write_text("targets: {codes: {övgü: liman}}\ndefault: {holder: yazar}\n", encoding="utf-8")
    with tanik.open(tmp_path / "a.tanik") as study:
        report = study.exchange.take(qdpx, mapping=mapping)
        assert report.read["statements"] == 2
        assert {row["holder_name"] for row in study.statements().to_pylist()} == {"yazar"}


def broken(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    piece = chance.choice(
        (b"", b"\x00", b"<a>", b"-1", b"&x;", b'"', b"\xff\xfe", b"99999999999999999999", data[at : at + 60])
    )
    return data[:at] + piece + data[at + chance.randrange(30) :]


def test_broken_files_are_errors_with_a_sentence_and_leave_the_study_alone(tmp_path: Path) -> None:
    """A short run; 24,000 mutations of real files were tried once, see docs/exchange.md."""
    chance = random.Random(7)
    xml = project_xml(selection(1, *spot("limanı övdü")))
    whole = [packed(xml), xml.encode(), taguette_file(tmp_path / "t.sqlite3").read_bytes()]
    names = ["a.qdpx", "a.qde", "a.sqlite3"]
    told = 0
    with tanik.open(tmp_path / "a.tanik") as study:
        for number in range(RUNS):
            which = number % 3
            path = tmp_path / names[which]
            data = whole[which]
            if which == 0 and number % 2:
                path.write_bytes(packed(broken(xml.encode(), chance).decode("utf-8", "replace")))
            else:
                path.write_bytes(broken(data, chance))
            before = len(list(study._store.events()))
            try:
                study.exchange.take(path, incomplete=True)
            except TanikError as error:
                told += 1
                assert "a." in str(error)
                assert len(list(study._store.events())) == before
        study.check()
    assert 0 < told < RUNS
