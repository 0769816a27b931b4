"""Every study ever written opens for ever: one file of each released schema lies in ``old_studies``.

A file there is never made again. When the schema changes, a study of the schema before it is added.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import tanik
from tanik.store.migrations import SCHEMA

FOLDER = Path(__file__).parent / "old_studies"


@pytest.fixture(params=range(1, SCHEMA + 1))
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy: opening may bring the file to the present schema."""
    return Path(shutil.copy(FOLDER / f"schema_{request.param}.tanik", tmp_path / "old.tanik"))


def test_it_opens_and_is_sound(old: Path) -> None:
    with tanik.open(old, create=False) as study:
        study.check()
        info = study.info()
    assert info.schema == SCHEMA
    assert info.id == "1c1490ded9fc4ea8baf4071552d2150b"
    assert (info.sources, info.read, info.people_file, info.languages) == (2, 2, "people.yaml", ("tr",))
    assert (info.statements, info.quotations, info.citations, info.works, info.dates) == (2, 2, 2, 2, 2)


def test_its_sources_and_texts_are_there(old: Path) -> None:
    with tanik.open(old, create=False) as study:
        (first, text, reading), (second, log, _) = study.documents()
    assert (first.name, first.kind, first.authors, first.title) == (
        "kiyi.txt",
        "study",
        ("Ayla Can",),
        "Kıyıda Bir Yıl",
    )
    assert (second.kind, second.written, second.language) == ("letter", "1921-05-05", "en")
    assert text.text.startswith("Kıyıda Bir Yıl")
    assert "kinder than the shore" in log.text
    assert reading is not None and [date.edtf for date in reading.dates] == ["1921-05-03"]


def test_its_statements_and_judgements_are_there(old: Path) -> None:
    with tanik.open(old, create=False) as study:
        rows = study.statements().to_pylist()
        (entry,) = study.people().entries
    found = [(row["text"], row["holder_name"], row["citation"], row["status"]) for row in rows]
    assert found == [
        ("çok dikkatli bir denizci", "Rıza Kara", "(Tan, 1960a: 12)", "accepted"),
        ("liman güvenli değildi", "Rıza Kara", None, "rejected"),
        ("yolculuğun uzun sürdüğünü", "Nermin", "(Tan, 1960b: 14)", "proposed"),
    ]
    assert (entry.id, entry.name, entry.aliases) == ("riza_kara", "Rıza Kara", ("Rıza Bey",))


def test_reading_it_with_the_rules_of_today_keeps_what_people_judged(old: Path) -> None:
    with tanik.open(old, create=False) as study:
        study.read(again=True)
        study.check()
        status = {row["text"]: row["status"] for row in study.statements().to_pylist()}
        acts = [event.act for event in study._store.events()]
    assert status["çok dikkatli bir denizci"] == "accepted"
    assert status["liman güvenli değildi"] == "rejected"
    assert acts[0] == "study.create"
    assert acts.count("row.accept") == acts.count("row.reject") == 1


def test_there_is_one_of_every_schema() -> None:
    assert sorted(path.name for path in FOLDER.iterdir()) == [f"schema_{n}.tanik" for n in range(1, SCHEMA + 1)]


def test_what_people_coded_noted_linked_and_claimed_in_schema_2_is_there(tmp_path: Path) -> None:
    old = Path(shutil.copy(FOLDER / "schema_2.tanik", tmp_path / "old.tanik"))
    with tanik.open(old, create=False) as study:
        (coding,) = study.coding.codings()
        (memo,) = study.coding.memos()
        (link,) = study.coding.links()
        verified = study.checks.findings.verify(keep=False)
        assert (coding.code, coding.quote, coding.coder.name) == ("security", "çok dikkatli bir denizci", "Ada")
        assert [(book.name, book.version) for book in study.coding.codebooks] == [("theory", 1)]
        assert memo.text == "Bunu deniz günlüğüyle karşılaştır."
        assert (link.kind, link.note) == ("contradicts", "İki ayrı yolculuk olabilir.")
        assert [outcome.finding.id for outcome in verified.outcomes] == ["riza"]
        assert len(study.coding.log()) > len(study.coding.log(acts_only=True)) > 3
        study.coding.as_coder("Ada").undo(3)
        assert study.coding.codings() == study.coding.memos() == study.coding.links() == []
