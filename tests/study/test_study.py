from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import tanik
from tanik.errors import SettingError, StudyError, StudyMissingError, UsageError
from tanik.exchange.reading_jsonl import read_reading_jsonl
from tanik.store.migrations import SCHEMA
from tanik.study import Study

PEOPLE = """
- id: riza_kara
  kind: person
  name: Rıza Kara
  aliases: [Rıza Bey]
  offices:
    - {office: elçi, place: Bern, from: 1926, to: 1930}
"""


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.yaml"
    path.write_text(PEOPLE, encoding="utf-8")
    return path


def test_the_way_from_a_file_to_a_table(study: Study, text: Path) -> None:
    study.add(text, kind="study", published="1990")
    summary = study.read()
    assert (summary.read, summary.kept, summary.failed) == (1, 0, ())
    assert summary.words > 30
    rows = study.statements().to_pylist()
    assert rows
    ((_, document, reading),) = study.documents()
    assert reading is not None
    assert all(document.text[row["start"] : row["end"]] == row["text"] for row in rows)
    assert len({row["id"] for row in rows}) == len(reading.statements)
    assert {row["published"] for row in rows} == {"1990"}


def test_tables_become_pandas(study: Study, text: Path) -> None:
    study.add(text)
    study.read()
    frame = study.statements().to_pandas()
    assert list(frame.columns[:5]) == ["id", "source", "kind", "page", "paragraph"]
    assert len(frame) == study.statements().num_rows


def test_what_is_of_today_is_not_read_again(study: Study, text: Path) -> None:
    study.add(text)
    study.read()
    assert (study.read().read, study.read().kept) == (0, 1)
    assert study.read(again=True).read == 1


def test_a_new_description_is_read_again(study: Study, text: Path) -> None:
    study.add(text, kind="study")
    study.read()
    study.add(text, kind="memoir", authors="Nermin Tan")
    assert study.read().read == 1
    ((_, _, reading),) = study.documents()
    assert reading is not None and reading.kind == "memoir"


def test_new_rules_read_everything_again(study: Study, text: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tanik.reading import reader

    study.add(text)
    study.read()
    monkeypatch.setattr(reader, "MAKER", "tanik-rules 99")
    assert study.read().read == 1
    assert study.info().makers == ("tanik-rules 99",)


def test_people_are_kept_in_the_study_and_win(study: Study, text: Path, people: Path) -> None:
    study.add(text, kind="study")
    study.read()
    assert study.read(people=people).read == 1
    people.unlink()
    assert study.info().people_file == "people.yaml"
    (entry,) = study.people().entries
    assert (entry.id, entry.aliases, entry.offices[0].begin) == ("riza_kara", ("Rıza Bey",), "1926")
    assert study.read().kept == 1
    names = {row["authority"]: row["name"] for row in study.entities().to_pylist()}
    assert names["riza_kara"] == "Rıza Kara"


def test_people_that_are_wrong_change_nothing(study: Study, people: Path) -> None:
    people.write_text(PEOPLE + PEOPLE, encoding="utf-8")
    with pytest.raises(SettingError):
        study.use_people(people)
    assert study.people().entries == ()


def test_what_a_person_rejected_stays_away(study: Study, text: Path) -> None:
    study.add(text, kind="study")
    study.read()
    first = study.statements().to_pylist()[0]
    study.reject("statement", first["id"], "Ayla")
    study.read(again=True)
    ((_, _, reading),) = study.documents()
    assert reading is not None
    assert (first["start"], first["end"], first["holder"]) not in {
        (s.start, s.end, s.holder) for s in reading.statements
    }
    assert study.info().statements == len(reading.statements)
    study.check()


def test_what_a_person_accepted_stays_with_its_maker(study: Study, text: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tanik.reading import reader

    study.add(text, kind="study")
    study.read()
    first = study.statements().to_pylist()[0]
    study.accept("statement", first["id"], "Ayla")
    monkeypatch.setattr(reader, "MAKER", "tanik-rules 99")
    study.read()
    kept = {row["id"]: (row["status"], row["maker"]) for row in study.statements().to_pylist()}
    assert kept[first["id"]] == ("accepted", first["maker"])


def test_info_counts(study: Study, texts: list[Path]) -> None:
    study.add_all(texts[:2])
    study.read()
    info = study.info()
    assert (info.sources, info.read, info.schema) == (2, 2, SCHEMA)
    assert info.bytes > 4096
    assert info.words == sum(row["words"] for row in study.sources().to_pylist())
    assert info.statements == len({row["id"] for row in study.statements().to_pylist()})
    assert info.people_file is None


@pytest.mark.parametrize(
    "name", ["statements", "quotations", "citations", "dates", "entities", "works", "doubts", "sources"]
)
def test_tables_have_the_same_columns_full_or_empty(tmp_path: Path, study: Study, text: Path, name: str) -> None:
    study.add(text)
    study.read()
    with tanik.open(tmp_path / "empty.tanik") as empty:
        assert getattr(empty, name)().schema == getattr(study, name)().schema
        assert getattr(empty, name)().num_rows == 0


def test_a_report_is_written(study: Study, text: Path, tmp_path: Path) -> None:
    study.add(text, title="Yol Anıları")
    study.read()
    study.report(tmp_path / "yol.html", "tr")
    page = (tmp_path / "yol.html").read_text(encoding="utf-8")
    assert "Yol Anıları" in page
    assert "çok dikkatli bir denizci" in page
    study.report(tmp_path / "en.html", language="en", title="My title")
    assert "My title" in (tmp_path / "en.html").read_text(encoding="utf-8")


def test_nothing_read_is_nothing_to_report(study: Study, text: Path, tmp_path: Path) -> None:
    study.add(text)
    with pytest.raises(StudyError) as caught:
        study.report(tmp_path / "yol.html")
    assert caught.value.id == "T533"
    assert not (tmp_path / "yol.html").exists()


def test_a_reading_is_written_as_lines(study: Study, texts: list[Path], tmp_path: Path) -> None:
    study.add_all(texts[:2])
    study.read()
    ((source, document, reading), _) = study.documents()
    study.write_jsonl(tmp_path / "r.jsonl", source.id)
    text, back = read_reading_jsonl(tmp_path / "r.jsonl")
    assert text == document.text
    assert reading is not None and back.statements == reading.statements
    study.write_jsonl(tmp_path / "all.jsonl")
    lines = (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()
    assert sum('"type": "document"' in line for line in lines) == 2


def test_a_study_that_is_not_there_is_not_made_unasked(tmp_path: Path) -> None:
    with pytest.raises(StudyMissingError):
        tanik.open(tmp_path / "a.tanik", create=False)
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_language_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(SettingError):
        tanik.open(tmp_path / "a.tanik", language="xx")
    assert list(tmp_path.iterdir()) == []


def test_no_process_cannot_read(study: Study) -> None:
    with pytest.raises(UsageError):
        study.read(processes=0)


def test_importing_tanik_is_light() -> None:
    heavy = ("pyarrow", "pandas", "lxml", "altair", "sqlite3")
    code = f"import sys, tanik\nprint([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_opening_a_study_needs_no_reader_and_no_tables(tmp_path: Path) -> None:
    heavy = ("pyarrow", "pandas", "lxml", "altair", "pypdfium2", "tanik.reading.reader")
    code = (
        f"import sys, tanik\ntanik.open(sys.argv[1]).info()\nprint([name for name in {heavy!r} if name in sys.modules])"
    )
    path = str(tmp_path / "a.tanik")
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_results_are_never_written_over_the_study_or_its_sources(study: Study, text: Path) -> None:
    study.add(text)
    study.read()
    before = text.read_bytes()
    for place in (study.path, text, text.parent / "." / text.name):
        with pytest.raises(StudyError, match="T534"):
            study.report(place)
        with pytest.raises(StudyError, match="T534"):
            study.write_jsonl(place)
    assert text.read_bytes() == before
    study.check()
