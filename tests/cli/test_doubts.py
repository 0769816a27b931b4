import json
from pathlib import Path

from command_line import Tanik


def doubtful(tanik: Tanik, tmp_path: Path) -> Path:
    (tmp_path / "kusku.txt").write_text(
        "Nuri Bey o gün bize şunları söyledi: “Kapı açıktır, fakat giren yoktur.\n\nBaşka bir gün geldi.\n",
        encoding="utf-8",
    )
    tanik("read", "kusku.txt", "--no-report", "--quiet")
    return tmp_path / "kusku.tanik"


def test_a_doubt_with_its_place_its_words_and_what_to_do(tanik: Tanik, tmp_path: Path) -> None:
    answer = tanik("doubts", doubtful(tanik, tmp_path).name)
    assert answer.code == 0
    assert "kusku.txt" in answer.out
    assert "Kapı açıktır" in answer.out
    assert "1 × " in answer.out


def test_the_same_as_json(tanik: Tanik, tmp_path: Path) -> None:
    (row, *_) = json.loads(tanik("doubts", doubtful(tanik, tmp_path).name, "--json").out)
    text = (tmp_path / "kusku.txt").read_text(encoding="utf-8")
    assert text[row["start"] : row["end"]] == row["text"]
    assert row["source_name"] == "kusku.txt"


def test_no_doubts_is_said_too(tanik: Tanik, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Hava güzeldi.\n", encoding="utf-8")
    tanik("read", "a.txt", "--no-report", "--quiet", "--encoding", "utf-8", "--language", "tr", "--kind", "memoir")
    answer = tanik("doubts", "a.tanik")
    assert answer.code == 0
    assert "no doubts" in answer.out
    assert json.loads(tanik("doubts", "a.tanik", "--json").out) == []
