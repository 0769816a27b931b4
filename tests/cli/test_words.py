import csv
import json
from pathlib import Path

from command_line import Tanik


def test_a_concordance_puts_matches_under_each_other(tanik: Tanik, study: Path) -> None:
    answer = tanik("concordance", study.name, "bey")
    assert answer.code == 0
    lines = answer.out.splitlines()[1:]
    assert len(lines) == 4
    assert len({line.rindex("  Bey") for line in lines}) == 1


def test_a_concordance_as_json_leads_to_the_words(tanik: Tanik, study: Path, memoir: Path) -> None:
    found = json.loads(tanik("concordance", study.name, "Nuri", "Bey", "--json").out)
    text = " ".join(memoir.read_text(encoding="utf-8").split())
    assert found["total"] == len(found["lines"]) > 1
    for line in found["lines"]:
        assert line["match"].startswith("Nuri Bey")
        assert f"{line['left']} {line['match']}".strip() in text


def test_a_concordance_as_csv(tanik: Tanik, study: Path, tmp_path: Path) -> None:
    out = tmp_path / "lines.csv"
    assert tanik("concordance", study.name, "bey", "--csv", str(out)).code == 0
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["match"] for row in rows} >= {"Bey"}
    assert list(rows[0])[:4] == ["source", "source_name", "start", "end"]


def test_few_lines_are_said_to_be_few(tanik: Tanik, study: Path) -> None:
    assert "--limit" in tanik("concordance", study.name, "bey", "--limit", "1").out


def test_a_word_that_is_nowhere(tanik: Tanik, study: Path) -> None:
    answer = tanik("concordance", study.name, "zürafa")
    assert answer.code == 0
    assert "nowhere" in answer.out


def test_a_query_that_cannot_be_understood(tanik: Tanik, study: Path) -> None:
    answer = tanik("concordance", study.name, '[lemma="a"')
    assert answer.code == 2
    assert "T790" in answer.err


def test_one_answer_at_a_time(tanik: Tanik, study: Path) -> None:
    assert "T205" in tanik("concordance", study.name, "a", "--json", "--csv", "x.csv").err


def test_collocates(tanik: Tanik, study: Path) -> None:
    found = json.loads(tanik("collocates", study.name, "bey", "--least", "1", "--json").out)
    assert "nuri" in [row["word"] for row in found]
    shown = tanik("collocates", study.name, "bey", "--least", "1", "--measure", "mi", "--limit", "2")
    assert "logDice" in shown.out
    assert "--limit" not in shown.out
    assert "No word" in tanik("collocates", study.name, "zürafa").out


def test_dispersion(tanik: Tanik, study: Path) -> None:
    found = json.loads(tanik("dispersion", study.name, "bey", "--pieces", "4", "--json").out)
    assert len(found["parts"]) == 4
    assert found["frequency"] == sum(part["count"] for part in found["parts"])
    assert "DP" in tanik("dispersion", study.name, "bey").out


def test_keywords(tanik: Tanik, study: Path) -> None:
    answer = tanik("keywords", study.name, "--first", "holder=Nuri", "--least", "1", "--json")
    found = {row["word"]: row for row in json.loads(answer.out)}
    assert found["yol"]["f1"] == 1
    assert found["yol"]["f2"] == 0
    assert "T740" in tanik("keywords", study.name, "--first", "colour=red").err
    two = tanik("keywords", study.name, "--first", "holder=Nuri", "--second", "holder=Rasim", "--least", "1")
    assert two.code == 0


def test_in_turkish(tanik: Tanik, study: Path) -> None:
    assert "yerde" in tanik("--lang", "tr", "concordance", study.name, "bey").out
