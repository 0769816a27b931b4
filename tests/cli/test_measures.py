from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from command_line import Tanik

STATEMENTS = """statement_id,document_id,date,who,what,agreement
1,d1,1921-03-16,Nuri Bey,The road is good,1
2,d1,1921-03-16,Nuri Bey,The road is good,1
3,d2,1921-04-02,Rasim Bey,The road is good,0
4,d2,1921-04-02,Rasim Bey,The price is fair,1
5,d3,1922-01-05,Nuri Bey,The price is fair,1
6,d3,,Nuri Bey,The price is fair,1
7,d3,1922-01-05,Zehra Hanım,,1
"""
USUAL = ("--row", "who", "--column", "what", "--qualifier", "agreement")


@pytest.fixture(autouse=True)
def statements(tmp_path: Path) -> Path:
    path = tmp_path / "statements.csv"
    path.write_text(STATEMENTS, encoding="utf-8")
    return path


def answered(tanik: Tanik, *words: str) -> Any:
    answer = tanik(*words, "--json")
    assert answer.code == 0, answer.err
    return json.loads(answer.out)


def refused(tanik: Tanik, *words: str) -> str:
    answer = tanik(*words)
    assert answer.code == 2, answer.err
    assert answer.out == ""
    return answer.err


def test_a_two_mode_network(tanik: Tanik) -> None:
    found = answered(tanik, "network", "statements.csv", *USUAL, "--type", "two-mode", "--aggregation", "subtract")
    assert found == {
        "type": "two-mode",
        "rows": ["Nuri Bey", "Rasim Bey"],
        "columns": ["The price is fair", "The road is good"],
        "matrix": [[2, 2], [1, -1]],
        "statements": 6,
        "left_out": 1,
        "undated": 0,
    }


@pytest.mark.parametrize(
    ("duplicates", "counted", "tie", "undated"),
    [("include", 6, 0, 0), ("document", 4, 0, 0), ("acrossrange", 4, 0, 0), ("month", 5, 1, 1), ("week", 5, 1, 1)],
)
def test_a_one_mode_network(tanik: Tanik, duplicates: str, counted: int, tie: float, undated: int) -> None:
    words = ("--type", "one-mode", "--aggregation", "subtract", "--duplicates", duplicates)
    found = answered(tanik, "network", "statements.csv", *USUAL, *words)
    assert (found["statements"], found["undated"]) == (counted, undated)
    assert found["rows"] == found["columns"] == ["Nuri Bey", "Rasim Bey"]
    assert found["matrix"] == [[0, tie], [tie, 0]]


def test_what_is_not_asked_for_is_not_needed(tanik: Tanik, statements: Path) -> None:
    statements.write_text("who;what;agreement\nA;x;maybe\nB;x;\n", encoding="utf-8")
    found = answered(tanik, "network", "statements.csv", *USUAL, "--type", "one-mode")
    assert found["matrix"] == [[0, 1], [1, 0]]
    assert answered(tanik, "network", "statements.csv", "--row", "who", "--column", "what")["matrix"] == [[1], [1]]


def test_for_and_against_in_words(tanik: Tanik, statements: Path) -> None:
    statements.write_text("who;what;agreement\nA;x;olumlu\nB;x;olumsuz\nC;x;olumlu\n", encoding="utf-8")
    words = ("--type", "one-mode", "--aggregation")
    congruence = answered(tanik, "network", "statements.csv", *USUAL, *words, "congruence")["matrix"]
    assert congruence == [[0, 0, 1], [0, 0, 0], [1, 0, 0]]
    combined = answered(tanik, "network", "statements.csv", *USUAL, "--aggregation", "combine")["matrix"]
    assert combined == [[1], [2], [1]]


def test_a_scale(tanik: Tanik, statements: Path) -> None:
    statements.write_text("who;what;agreement\nA;x;-4\nA;x;-4\nB;x;2\nB;x;2\nB;x;2\n", encoding="utf-8")
    words = ("--type", "one-mode", "--aggregation", "congruence", "--scale", "-5", "5")
    assert answered(tanik, "network", "statements.csv", *USUAL, *words)["matrix"][0][1] == pytest.approx(2.4)
    assert "Row 2" in refused(tanik, "network", "statements.csv", *USUAL, *words[:-2], "-3", "5")
    assert "T736" in refused(tanik, "network", "statements.csv", *USUAL, *words[:-2], "5", "5")


@pytest.mark.parametrize("language", ["en", "tr"])
def test_a_network_for_people(tanik: Tanik, language: str) -> None:
    words = ("--duplicates", "month", "--normalisation", "activity", "--out", "net.gexf", "--lang", language)
    answer = tanik("network", "statements.csv", *USUAL, *words)
    assert answer.code == 0
    assert "Zehra" not in answer.out
    assert ("0,6667" if language == "tr" else "0.6667") in answer.out
    assert etree.parse("net.gexf").getroot().tag.endswith("gexf")


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (("--row", "whom", "--column", "what"), "Did you mean “who”?"),
        (("--row", "who", "--column", "what", "--aggregation", "subtract"), "--qualifier COLUMN"),
        ((*USUAL, "--aggregation", "congruence"), "ignore, subtract, combine"),
        ((*USUAL, "--type", "one-mode", "--normalisation", "activity"), "no, average, jaccard, cosine"),
        ((*USUAL, "--aggregation", "weigh"), "weigh"),
        ((*USUAL, "--duplicates", "year", "--date", "statement"), "statement_id"),
        ((*USUAL, "--duplicates", "year", "--date", "who"), "Nuri Bey"),
        ((*USUAL, "--out", "net.png"), ".graphml"),
        (("--row", "who", "--column", "what", "--qualifier", "what", "--aggregation", "subtract"), "Row 2"),
    ],
)
def test_networks_that_cannot_be(tanik: Tanik, words: tuple[str, ...], wanted: str) -> None:
    assert wanted in refused(tanik, "network", "statements.csv", *words)


def test_no_column_of_documents(tanik: Tanik, statements: Path) -> None:
    statements.write_text("who,what,book\nA,x,b\n", encoding="utf-8")
    words = ("network", "statements.csv", "--row", "who", "--column", "what", "--duplicates", "document")
    assert "T738" in refused(tanik, *words)
    assert answered(tanik, *words, "--document", "book")["statements"] == 1


def test_no_statement_that_can_be_counted(tanik: Tanik, statements: Path) -> None:
    statements.write_text("who,what\nA,\n,x\n", encoding="utf-8")
    assert "T737" in refused(tanik, "network", "statements.csv", "--row", "who", "--column", "what")
    statements.write_text("who,what\n", encoding="utf-8")
    assert tanik("network", "statements.csv", "--row", "who", "--column", "what").code == 3


def test_keyness(tanik: Tanik, tmp_path: Path) -> None:
    (tmp_path / "counts.csv").write_text("word,f1,f2\nbarış,52,57\nsavaş,5,0\n", encoding="utf-8")
    first, second = answered(tanik, "keyness", "counts.csv", "--n1", "50000", "--n2", "75000")
    assert (first["word"], second["word"]) == ("barış", "savaş")
    assert first["g2_two_term"] == pytest.approx(2.6517101638888807)
    assert first["g2_four_cell"] == pytest.approx(2.6540642606010696)
    assert first["percent_diff"] == pytest.approx(36.8421052631579)
    assert second["percent_diff"] is None
    assert {"test", "effect", "log_ratio"} <= first.keys()
    shown = tanik("keyness", "counts.csv", "--n1", "50000", "--n2", "75000").out.splitlines()
    assert [line.split()[0] for line in shown[2:]] == ["savaş", "barış"]


@pytest.mark.parametrize(
    ("table", "words", "wanted"),
    [
        ("word,f1,f2\na,1,2\n", ("--n1", "0", "--n2", "5"), "--n1"),
        ("word,f1,f2\na,1,2\nb,9,2\n", ("--n1", "8", "--n2", "5"), "Row 3"),
        ("word,f1,f2\na,1,-2\n", ("--n1", "8", "--n2", "5"), "T735"),
        ("word,f1,f2\na,one,2\n", ("--n1", "8", "--n2", "5"), "T723"),
        ("word,F1,f2\na,1,2\n", ("--n1", "8", "--n2", "5"), "Did you mean “F1”?"),
    ],
)
def test_keyness_that_cannot_be(tanik: Tanik, tmp_path: Path, table: str, words: tuple[str, ...], wanted: str) -> None:
    (tmp_path / "counts.csv").write_text(table, encoding="utf-8")
    assert wanted in refused(tanik, "keyness", "counts.csv", *words)


def test_collocation(tanik: Tanik, tmp_path: Path) -> None:
    heads, row = "o11,o12,o21,o22", "55,304,6085,903324"
    (tmp_path / "a.csv").write_text(f"{heads}\n{row}\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text(f"word,{heads}\nknew that,{row}\nnever,0,1,1,8\n", encoding="utf-8")
    (found,) = answered(tanik, "collocation", "a.csv")
    assert "word" not in found
    assert found["log_dice"] == pytest.approx(8.11535768, abs=1e-7)
    assert {"mi", "t_score", "z_score", "log_likelihood", "chi2", "dice"} <= found.keys()
    named = answered(tanik, "collocation", "b.csv")
    assert [each["word"] for each in named] == ["knew that", "never"]
    assert named[1]["mi"] is None
    assert "knew that" in tanik("collocation", "b.csv").out
    assert row.replace(",", " ") in tanik("collocation", "a.csv").out
    (tmp_path / "c.csv").write_text(f"word,{heads}\nx,0,0,0,0\n", encoding="utf-8")
    assert "“x”" in refused(tanik, "collocation", "c.csv")


def test_correspondence_analysis(tanik: Tanik, tmp_path: Path) -> None:
    # Greenacre (1984), smoking among the staff of a company.
    table = ",none,light,medium,heavy\nSM,4,2,3,2\nJM,4,3,7,4\nSE,25,10,12,4\nJE,18,24,33,13\nSC,10,6,7,2\n"
    (tmp_path / "a.csv").write_text(table, encoding="utf-8")
    found = answered(tanik, "ca", "a.csv")
    assert found["eigenvalues"] == pytest.approx([0.0747591058857557, 0.0100171805122288, 0.000413574079856225])
    assert (found["rows"][0], found["columns"][0]) == ("SM", "none")
    assert found["row_mass"][0] == pytest.approx(0.0569948187)
    assert found["col_principal"][0][:2] == pytest.approx([-0.393308448578719, -0.03049207110918736])
    assert "87.76%" in tanik("ca", "a.csv").out
    (tmp_path / "b.csv").write_text("x,y\na,1\nb,2\n", encoding="utf-8")
    assert "T727" in refused(tanik, "ca", "b.csv")
    (tmp_path / "c.csv").write_text("who,x,y\na,1,0\nb,2,0\n", encoding="utf-8")
    assert "“y”" in refused(tanik, "ca", "c.csv")
