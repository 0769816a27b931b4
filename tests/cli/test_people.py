import json
from pathlib import Path

from command_line import MEMOIR, Tanik


def test_people_with_what_they_are(tanik: Tanik, study: Path) -> None:
    answer = tanik("people", study.name)
    assert answer.code == 0
    assert "Rasim Bey" in answer.out
    assert "person" in answer.out


def test_one_person_of_two_sources_is_one_row(tanik: Tanik, memoir: Path, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(MEMOIR + "\nRasim Bey yine geldi.\n", encoding="utf-8")
    tanik("read", "hatirat.txt", "b.txt", "--no-report", "--quiet")
    rows = json.loads(tanik("people", "study.tanik", "--json").out)
    rasim = [row for row in rows if row["name"] == "Rasim Bey"]
    assert len(rasim) == 1
    assert rasim[0]["items"] == [0, 1]
    assert [row["mentions"] for row in rows] == sorted((row["mentions"] for row in rows), reverse=True)


def test_nobody_is_said_too(tanik: Tanik, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("hava güzeldi.\n", encoding="utf-8")
    tanik("read", "a.txt", "--no-report", "--quiet", "--kind", "study")
    assert "Nobody" in tanik("people", "a.tanik").out


def test_packs_are_shown_without_a_study(tanik: Tanik) -> None:
    (pack,) = json.loads(tanik("people", "--packs", "--json").out)
    assert pack["name"] == "diplomacy_1914_1930"
    assert pack["entries"] > 400
    assert "pack:diplomacy_1914_1930" in tanik("people", "--packs").out


def test_no_study_and_no_packs_is_said(tanik: Tanik) -> None:
    answer = tanik("people")
    assert answer.code == 2
    assert "T465" in answer.err


def test_a_pack_is_read_with_and_a_file_beside_it(tanik: Tanik, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Hariciye Vekili 5 Temmuz 1921 günü Hasan Tan Bey’i gördü.\n", encoding="utf-8")
    (tmp_path / "people.yaml").write_text("- id: tan\n  name: Hasan Tan\n", encoding="utf-8")
    quiet = ("--no-report", "--quiet", "--kind", "study", "--language", "tr")
    answer = tanik("read", "a.txt", *quiet, "--people", "people.yaml", "--people", "pack:diplomacy_1914_1930")
    assert answer.code == 0
    rows = {row["key"] for row in json.loads(tanik("people", "a.tanik", "--json").out)}
    assert {"@tan", "@yusuf_kemal_tengirsek"} <= rows
    assert "T463" in tanik("read", "a.txt", *quiet, "--people", "pack:nothing").err
    assert "T466" in tanik("read", "a.txt", *quiet, "--people", "people.yaml", "--people", "people.yaml").err


def test_two_names_are_proposed_and_accepted_as_one(tanik: Tanik, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Hasan Nedim Bey geldi.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Hasan Nedim Karasu Bey gitti.\n", encoding="utf-8")
    tanik("read", "a.txt", "b.txt", "--no-report", "--quiet", "--kind", "study")
    assert "surname" in tanik("people", "study.tanik", "--same").out
    names = ("Hasan Nedim", "Hasan Nedim Karasu")
    assert tanik("people", "study.tanik", "--accept", *names).code == 0
    written = (tmp_path / "people.yaml").read_text(encoding="utf-8")
    assert "hasan_nedim_karasu" in written
    assert "T467" in tanik("people", "study.tanik", "--accept", *names).err
    assert "T468" in tanik("people", "study.tanik", "--accept", "Kimse", "Hasan Nedim").err
    assert (tmp_path / "people.yaml").read_text(encoding="utf-8") == written
    tanik("read", "a.txt", "b.txt", "--no-report", "--quiet", "--people", "people.yaml")
    rows = json.loads(tanik("people", "study.tanik", "--json").out)
    assert [row["items"] for row in rows if row["kind"] == "person"] == [[0, 1]]
