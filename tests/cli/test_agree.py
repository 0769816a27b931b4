from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from command_line import Tanik
from tanik.cli.agree import GAPS, LEVELS, WEIGHTS
from tanik.cli.agree_values import NAMES
from tanik.coding import agreement, ratings, weights

TABLE = "unit,Ada,Oya,Can,Ece\n1,1,1,,1\n2,2,2,3,2\n3,3,3,3,3\n4,3,3,3,3\n5,2,2,2,2\n6,1,2,3,4\n7,4,4,4,4\n8,1,1,2,1\n"
TABLE += "9,2,2,2,2\n10,,5,5,5\n11,,,1,1\n12,,,3,\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "ratings.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def answer(tanik: Tanik, *words: str) -> dict[str, Any]:
    said = tanik("agree", *words, "--json")
    assert said.code == 0, said.err
    found: dict[str, Any] = json.loads(said.out)
    return found


def test_one_object_for_each_coefficient(tanik: Tanik, table: Path) -> None:
    found = answer(tanik, table.name, "--level", "nominal")
    assert tuple(found) == agreement.COEFFICIENTS
    for each in found.values():
        assert {"value", "se", "ci", "units", "undefined", "universe"} <= set(each)
    alpha = found["krippendorff_alpha"]
    assert alpha["value"] == pytest.approx(0.743421, abs=1e-6)
    assert alpha["se"] == pytest.approx(0.14548, abs=6e-6)
    assert alpha["ci"] == pytest.approx([0.423, 1.0], abs=6e-4)
    assert alpha["units"] == 11
    assert alpha["undefined"] is None
    assert alpha["universe"] == {
        "units": 12,
        "rated": 12,
        "pairable": 11,
        "values": 41,
        "coders": 4,
        "categories": 5,
        "gaps": "rated",
    }
    assert found["cohen_kappa"]["value"] is None
    assert found["cohen_kappa"]["undefined"]["id"] == "two_coders_only"
    assert found["cohen_kappa"]["maximum"] is None


def test_levels_weights_and_bootstrap(tanik: Tanik, table: Path) -> None:
    assert answer(tanik, table.name, "--level", "ordinal")["krippendorff_alpha"]["value"] == pytest.approx(0.815388)
    weighted = answer(tanik, table.name, "--weights", "quadratic")
    assert weighted["gwet_ac2"]["value"] == pytest.approx(0.914, abs=6e-6)
    assert weighted["gwet_ac1"]["value"] == pytest.approx(0.77544, abs=6e-6)
    assert weighted["fleiss_kappa"]["value"] == pytest.approx(0.76117, abs=6e-6)
    assert weighted["fleiss_kappa_weighted"]["value"] == pytest.approx(0.86494, abs=6e-6)
    words = (table.name, "--bootstrap", "300", "--seed", "5")
    drawn = answer(tanik, *words)
    assert drawn == answer(tanik, *words)
    assert drawn["gwet_ac1"]["ci_method"] == "bootstrap_percentile"
    assert drawn["gwet_ac1"]["bootstrap"]["samples"] == 300
    assert drawn["gwet_ac1"]["bootstrap"]["seed"] == 5
    assert drawn["gwet_ac1"]["value"] == weighted["gwet_ac1"]["value"]


def test_categories_gaps_and_missing_words(tanik: Tanik, tmp_path: Path) -> None:
    (tmp_path / "words.csv").write_text("a,b\nlow,low\nhigh,low\nNA,high\nhigh,high\n", encoding="utf-8")
    words = ("words.csv", "--level", "ordinal", "--categories", "low, middle, high", "--missing", "NA")
    found = answer(tanik, *words)
    assert found["krippendorff_alpha"]["universe"]["categories"] == 3
    assert found["krippendorff_alpha"]["units"] == 3
    assert found["brennan_prediger"]["value"] == pytest.approx((2 / 3 - 1 / 3) / (2 / 3))
    pairable = answer(tanik, *words, "--gaps", "pairable")
    assert pairable["gwet_ac1"]["value"] == pairable["gwet_ac1"]["by_pairable_units"]
    assert pairable["gwet_ac1"]["value"] != found["gwet_ac1"]["value"]


def test_a_table_for_people(tanik: Tanik, table: Path) -> None:
    said = tanik("agree", table.name, "--bootstrap", "100", "--seed", "9").out
    for part in ("12 units, 4 coders, 5 categories, 41 values", "11 of the 12 units", "nominal", "seed 9", "0.743"):
        assert part in said
    assert "bootstrap over units" in said
    assert "undefined: It compares two coders" in said
    turkish = tanik("agree", table.name, "--lang", "tr").out
    assert "0,743" in turkish
    assert "Krippendorff" in turkish
    assert "coders" not in turkish
    assert "interval" not in turkish


def test_notes_of_two_coders(tanik: Tanik, tmp_path: Path) -> None:
    (tmp_path / "two.csv").write_text("a;b\n1;1\n1;2\n2;2\n1;\n1;\n3;3\n1;1\n", encoding="utf-8")
    said = tanik("agree", "two.csv", "--weights", "linear").out
    assert "at most" in said
    assert "by rated units" in said
    assert "weighted (linear)" in said


@pytest.mark.parametrize(
    ("content", "words", "code", "told"),
    [
        ("a\n1\n", (), 3, "T701"),
        ("a,b\n1,2,3\n", (), 3, "Row 2"),
        ("a,b\n1,2\n1,x\n", ("--level", "interval"), 3, "Row 3, column “b”: “x”"),
        ("", (), 3, "T703"),
        ("a,b\n", (), 3, "T706"),
        ("a,b\n1,2\n", ("--confidence", "2"), 2, "T711"),
        ("a,b\n1,2\n", ("--bootstrap", "-1"), 2, "T712"),
        ("a,b\n1,2\n", ("--level", "loud"), 2, "loud"),
        ("a,b\n1,2\n", ("--categories", "x,y", "--level", "ratio"), 2, "T709"),
        ("\x00\x01\x02\x03\x00\x01", (), 3, "T307"),
    ],
)
def test_bad_input(tanik: Tanik, tmp_path: Path, content: str, words: tuple[str, ...], code: int, told: str) -> None:
    (tmp_path / "bad.csv").write_text(content, encoding="utf-8")
    said = tanik("agree", "bad.csv", *words)
    assert said.code == code
    assert told in said.err


def test_no_such_file_and_a_folder(tanik: Tanik, tmp_path: Path) -> None:
    missing = tanik("agree", "nowhere.csv")
    assert (missing.code, "T713" in missing.err) == (3, True)
    (tmp_path / "folder").mkdir()
    folder = tanik("agree", "folder")
    assert (folder.code, "T714" in folder.err) == (3, True)


def test_a_file_that_may_not_be_read(tanik: Tanik, table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "no", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    said = tanik("agree", table.name)
    assert (said.code, "T715" in said.err) == (3, True)


def test_windows_letters_are_read(tanik: Tanik, tmp_path: Path) -> None:
    (tmp_path / "w.csv").write_bytes("a,b\nolumlu görüş,olumlu görüş\nkarşı çıkış,olumlu görüş\n".encode("cp1254"))
    assert answer(tanik, "w.csv")["percent_pooled"]["value"] == 0.5


def test_the_words_of_the_command_are_those_of_the_library() -> None:
    assert ratings.LEVELS == LEVELS
    assert weights.WEIGHTS == WEIGHTS
    assert GAPS == ("rated", "pairable")
    assert set(NAMES) | {"cohen_kappa_weighted"} == set(agreement.COEFFICIENTS)
