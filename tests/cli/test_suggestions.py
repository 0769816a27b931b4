from __future__ import annotations

import json
from pathlib import Path

import pytest

from command_line import Tanik
from suggestion_samples import BREAD, SEA, WordEncoder, bare, encoder, made, place_of

__all__ = ("bare", "encoder")


@pytest.fixture
def harbour(tmp_path: Path) -> str:
    """The name of a study in which passages are coded."""
    made(tmp_path).close()
    return "liman.tanik"


def test_codes_for_a_passage(tanik: Tanik, harbour: str, encoder: WordEncoder) -> None:
    answer = tanik("suggest", harbour, "--source", "liman.txt", "--words", SEA[-1])
    assert answer.code == 0, answer.err
    assert answer.out.splitlines()[2].split()[:3] == ["1", "sea", "Sea"]
    assert "of 7 coded passages" in answer.out
    assert "43 % and 100 %" in answer.out
    assert "shared words, USE" in answer.out
    assert "is installed" not in answer.out


def test_the_same_as_json_by_its_place(tanik: Tanik, harbour: str, bare: None, tmp_path: Path) -> None:
    with made(tmp_path, coded=False) as study:
        _, start, end = place_of(study, BREAD[-1])
    found = json.loads(tanik("suggest", harbour, "--passage", f"liman.txt:{start}-{end}", "--json").out)
    assert found["suggestions"][0]["code"] == "bread"
    assert found["hit_rate"]["n"] == 7
    shown = tanik("suggest", harbour, "--passage", f"liman.txt:{start}-{end}", "--limit", "1")
    assert "No sentence model is installed" in shown.out
    assert "bread" in shown.out
    assert "road" not in shown.out
    asked = tanik("suggest", harbour, "--passage", f"liman.txt:{start}-{end}", "--model", "words")
    assert "No sentence model is installed" not in asked.out


def test_codes_for_a_statement(tanik: Tanik, harbour: str, bare: None, tmp_path: Path) -> None:
    with made(tmp_path, coded=False) as study:
        source, start, end = place_of(study, SEA[-1])
        uid = study.coding.add_statement(source, start, end, holder="Kaptan", new_entities=True).uid
    found = json.loads(tanik("suggest", harbour, "--statement", uid[:8], "--json").out)
    assert found["suggestions"][0]["code"] == "sea"
    assert "T694" in tanik("suggest", harbour, "--statement", uid, "--passage", "liman.txt:1-5").err


def test_passages_for_a_code(tanik: Tanik, harbour: str, encoder: WordEncoder) -> None:
    answer = tanik("similar", harbour, "--code", "sea", "--limit", "1")
    assert answer.code == 0, answer.err
    lines = answer.out.splitlines()
    assert lines[0].startswith("1. liman.txt")
    assert SEA[-1] in lines[1]
    assert lines[2].startswith("   ← “")
    assert "of its 3 coded passages" in answer.out
    assert json.loads(tanik("similar", harbour, "--code", "sea", "--json").out)["among"] == 3
    assert "T694" in tanik("similar", harbour, "--code", "sea", "--words", "a").err


def test_passages_like_one(tanik: Tanik, harbour: str, bare: None) -> None:
    answer = tanik("similar", harbour, "--source", "liman.txt", "--words", "Köprü yıkılınca yol kapandı.")
    assert "Yolun köprüsü" in answer.out
    assert "the nearest coded passage" in answer.out


def test_in_turkish(tanik: Tanik, harbour: str, bare: None) -> None:
    answer = tanik("--lang", "tr", "suggest", harbour, "--source", "liman.txt", "--words", SEA[-1])
    assert "Deniz" in answer.out
    assert "%43" in answer.out


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--passage", "12-20"),
        ("--source", "liman.txt"),
        ("--passage", "liman.txt:1-5", "--source", "liman.txt", "--words", "a"),
    ],
)
def test_which_passage(tanik: Tanik, harbour: str, options: tuple[str, ...]) -> None:
    for command in ("suggest", "similar"):
        answer = tanik(command, harbour, *options)
        assert answer.code == 2
        assert "T695" in answer.err


def test_nothing_coded_and_nothing_to_compare(tanik: Tanik, tmp_path: Path, bare: None) -> None:
    with made(tmp_path, coded=False) as study:
        assert len(study.coding.codings()) == 0
    answer = tanik("suggest", "liman.tanik", "--source", "liman.txt", "--words", SEA[0])
    assert "(its definition)" in answer.out
    assert "Too little is coded" in answer.out
    (tmp_path / "bir.txt").write_text(SEA[0], encoding="utf-8")
    assert tanik("read", "bir.txt", "--quiet").code == 0
    assert "no other passage" in tanik("similar", "bir.tanik", "--passage", "bir.txt:0-20").out


def test_the_index(tanik: Tanik, harbour: str, encoder: WordEncoder) -> None:
    answer = tanik("index", harbour)
    assert answer.code == 0
    assert answer.out.startswith("6 passages are indexed (use test); ")
    found = json.loads(tanik("index", harbour, "--json").out)
    assert (found["made"], found["passages"]) == (0, 6)


def test_the_index_of_words_alone(tanik: Tanik, harbour: str, bare: None) -> None:
    assert "no sentence model" in tanik("index", harbour).out


def test_another_coder_in_a_round(tanik: Tanik, harbour: str, bare: None) -> None:
    answer = tanik("suggest", harbour, "--passage", "liman.txt:0-30", "--coder", "Ayşe", "--json")
    assert json.loads(answer.out)["learned_from"] == 7
