import json
import os
from pathlib import Path

import pytest

import tanik as library
from command_line import MEMOIR, Tanik
from tanik.study import Study


def test_one_file_makes_its_study_its_report_and_a_summary(tanik: Tanik, memoir: Path) -> None:
    answer = tanik("read", "hatirat.txt")
    assert answer.code == 0, answer.err
    assert (memoir.parent / "hatirat.tanik").exists()
    assert '<html lang="en">' in (memoir.parent / "hatirat.html").read_text(encoding="utf-8")
    for words in ("hatirat.txt", "hatirat.tanik", "hatirat.html", "statements", "tanik doubts", "Nuri Bey"):
        assert words in answer.out


def test_the_files_are_made_where_the_user_is(tanik: Tanik, memoir: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kaynaklar"
    folder.mkdir()
    memoir.rename(folder / memoir.name)
    assert tanik("read", "kaynaklar/hatirat.txt").code == 0
    assert (tmp_path / "hatirat.tanik").exists()
    assert [path.name for path in folder.iterdir()] == ["hatirat.txt"]


def test_it_speaks_turkish(tanik: Tanik, memoir: Path) -> None:
    answer = tanik("read", "hatirat.txt", "--lang", "tr")
    assert "Çalışma: hatirat.tanik" in answer.out
    assert '<html lang="tr">' in memoir.with_suffix(".html").read_text(encoding="utf-8")


def test_what_is_said_of_the_source_is_kept(tanik: Tanik, memoir: Path) -> None:
    words = ("--kind", "memoir", "--author", "Ad Soyad", "--author", "Öteki Ad", "--title", "Günler")
    assert tanik("read", "hatirat.txt", *words, "--written", "1950", "--published", "1955-06").code == 0
    with library.open(memoir.with_suffix(".tanik")) as study:
        (row,) = study.sources().to_pylist()
    assert (row["kind"], row["authors"], row["title"]) == ("memoir", ["Ad Soyad", "Öteki Ad"], "Günler")
    assert (row["written"], row["published"]) == ("1950", "1955-06")


def test_several_files_go_into_one_study(tanik: Tanik, memoir: Path, tmp_path: Path) -> None:
    (tmp_path / "mektup.txt").write_text("Sevgili kardeşim, Ankara'dan yazıyorum.\n", encoding="utf-8")
    answer = tanik("read", "hatirat.txt", "mektup.txt")
    assert answer.code == 0
    assert "study.tanik" in answer.out.splitlines()[0]
    with library.open(tmp_path / "study.tanik", create=False) as study:
        assert study.info().sources == 2


def test_a_description_beside_a_source_is_no_source(tanik: Tanik, memoir: Path) -> None:
    memoir.with_suffix(".yaml").write_text("kind: memoir\nwritten: 1950\n", encoding="utf-8")
    answer = tanik("read", "hatirat.txt", "hatirat.yaml")
    assert answer.code == 0, answer.err
    assert memoir.with_suffix(".tanik").exists()


def test_reading_again_reads_nothing_twice(tanik: Tanik, memoir: Path) -> None:
    tanik("read", "hatirat.txt")
    again = tanik("read", "hatirat.txt")
    assert "Read now: 0" in again.out
    assert "was in the study already" in again.out
    assert "Read now: 1" in tanik("read", "hatirat.txt", "--again").out


def test_the_reading_as_json_lines(tanik: Tanik, memoir: Path) -> None:
    assert tanik("read", "hatirat.txt", "--jsonl", "okuma.jsonl", "--no-report").code == 0
    lines = (memoir.parent / "okuma.jsonl").read_text(encoding="utf-8").splitlines()
    assert "document" in json.loads(lines[0])
    assert {json.loads(line)["type"] for line in lines[1:]} >= {"quote", "entity"}
    assert not memoir.with_suffix(".html").exists()


def test_the_json_lines_of_one_file_are_of_that_file(tanik: Tanik, memoir: Path, tmp_path: Path) -> None:
    (tmp_path / "mektup.txt").write_text("Sevgili kardeşim, Ankara'dan yazıyorum.\n", encoding="utf-8")
    tanik("read", "hatirat.txt", "--study", "s.tanik")
    tanik("read", "mektup.txt", "--study", "s.tanik", "--jsonl", "m.jsonl")
    first = json.loads((tmp_path / "m.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert "Sevgili" in first["text"]


@pytest.mark.parametrize("options", [("--processes", "2"), ("--fast",)])
def test_several_processes_give_the_same(tanik: Tanik, memoir: Path, tmp_path: Path, options: tuple[str, ...]) -> None:
    (tmp_path / "b.txt").write_text(MEMOIR.replace("Nuri", "Hikmet"), encoding="utf-8")
    assert tanik("read", "hatirat.txt", "b.txt", "--study", "one.tanik", "--jsonl", "one.jsonl").code == 0
    many = tanik("read", "hatirat.txt", "b.txt", "--study", "two.tanik", "--jsonl", "two.jsonl", *options)
    assert many.code == 0, many.err
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()


def test_quiet_says_nothing(tanik: Tanik, memoir: Path) -> None:
    answer = tanik("read", "hatirat.txt", "--quiet")
    assert (answer.code, answer.out, answer.err) == (0, "", "")


def test_people_of_the_user_are_used(tanik: Tanik, memoir: Path) -> None:
    (memoir.parent / "people.yaml").write_text(
        "- id: nuri\n  kind: person\n  name: Nuri Kavaklı\n  aliases: [Nuri Bey]\n", encoding="utf-8"
    )
    assert tanik("read", "hatirat.txt", "--people", "people.yaml").code == 0
    assert "Nuri Kavaklı" in tanik("people", "hatirat.tanik").out


def test_stopping_keeps_what_was_read(
    tanik: Tanik, memoir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "b.txt").write_text(MEMOIR.replace("Nuri", "Hikmet"), encoding="utf-8")
    save, saved = Study._save, []

    def save_one_then_stop(self: Study, outcome: object) -> None:
        if saved:
            raise KeyboardInterrupt
        saved.append(outcome)
        save(self, outcome)  # type: ignore[arg-type]

    monkeypatch.setattr(Study, "_save", save_one_then_stop)
    stopped = tanik("read", "hatirat.txt", "b.txt")
    assert stopped.code == 130
    assert "1 of 2" in stopped.err
    assert "again" in stopped.err
    monkeypatch.setattr(Study, "_save", save)
    assert "Read now: 1" in tanik("read", "hatirat.txt", "b.txt").out


def test_the_other_files_are_read_and_the_worst_code_is_given(tanik: Tanik, memoir: Path, tmp_path: Path) -> None:
    (tmp_path / "bos.txt").write_bytes(b"")
    answer = tanik("read", "yok.pdf", "hatirat.txt", "bos.txt")
    assert answer.code == 3
    assert "2 of 3" in answer.err
    assert "yok.pdf" in answer.err
    assert "bos.txt" in answer.err
    with library.open(tmp_path / "study.tanik", create=False) as study:
        assert study.info().read == 1


def test_nothing_read_leaves_no_file(tanik: Tanik, tmp_path: Path) -> None:
    assert tanik("read", "yok.pdf").code == 3
    assert list(tmp_path.iterdir()) == []


def test_a_setting_gives_the_number_of_processes(tanik: Tanik, memoir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TANIK_PROCESSES", "many")
    answer = tanik("read", "hatirat.txt")
    assert answer.code == 2
    assert "TANIK_PROCESSES" in answer.err
    monkeypatch.setenv("TANIK_PROCESSES", str(os.cpu_count()))
    assert tanik("read", "hatirat.txt").code == 0
