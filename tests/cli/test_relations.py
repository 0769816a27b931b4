import json
from pathlib import Path

from command_line import Tanik


def test_who_speaks_of_whom(tanik: Tanik, study: Path) -> None:
    rows = json.loads(tanik("relations", study.name, "--json").out)
    pairs = {(row["holder_name"], row["target_name"]): row for row in rows}
    assert pairs["Nuri Bey", "Rasim Bey"]["positive"] == 1
    assert pairs["Nuri Bey", "Rasim Bey"]["ids"]
    assert "Rasim Bey" in tanik("relations", study.name).out


def test_files_and_pictures(tanik: Tanik, study: Path, tmp_path: Path) -> None:
    picture, out = tmp_path / "n.svg", tmp_path / "n.graphml"
    answer = tanik("relations", study.name, "--picture", str(picture), "--out", str(out))
    assert answer.code == 0
    assert "Nuri Bey" in picture.read_text(encoding="utf-8")
    assert "directed" in out.read_text(encoding="utf-8")
    table = tmp_path / "n.csv"
    assert tanik("relations", study.name, "--out", str(table)).code == 0
    assert "holder_name" in table.read_text(encoding="utf-8-sig")


def test_who_agrees_with_whom(tanik: Tanik, study: Path, tmp_path: Path) -> None:
    options = ("--type", "one-mode", "--camps", "2", "--backbone")
    found = json.loads(tanik("relations", study.name, *options, "--json").out)
    assert found["type"] == "one-mode"
    assert len(found["matrix"]) == len(found["rows"])
    assert {"camps", "backbone"} <= set(found)
    assert tanik("relations", study.name, *options, "--out", str(tmp_path / "n.gexf")).code == 0
    two = json.loads(tanik("relations", study.name, "--type", "two-mode", "--json").out)
    assert "Nuri Bey" in two["rows"]
    assert "Rasim Bey" in two["columns"]


def test_only_some_statements(tanik: Tanik, study: Path) -> None:
    rows = json.loads(tanik("relations", study.name, "--filter", "holder=Nuri", "--json").out)
    assert {row["holder_name"] for row in rows} == {"Nuri Bey"}
    assert "T741" in tanik("relations", study.name, "--filter", "holder=Zürafa").err


def test_what_does_not_go_together(tanik: Tanik, study: Path) -> None:
    assert "T797" in tanik("relations", study.name, "--camps", "2").err
    assert "T797" in tanik("relations", study.name, "--type", "two-mode", "--picture", "n.svg").err
    assert "T796" in tanik("relations", study.name, "--picture", "n.gif").err
    assert "T733" in tanik("relations", study.name, "--out", "n.xyz").err
