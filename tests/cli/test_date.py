import json

import pytest

from command_line import Tanik


def test_a_date_as_json(tanik: Tanik) -> None:
    answer = tanik("date", "15 Şubat 1332", "--calendar", "rumi", "--json")
    value = json.loads(answer.out)
    assert value["input"] == "15 Şubat 1332"
    assert value["calendar"] == "rumi"
    assert value["edtf"] == "1917-02-28"
    assert value["alternatives"] == []
    assert set(value) == {"input", "calendar", "edtf", "alternatives", "rule"}


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("10–24 Temmuz 1921", "1921-07-10/1921-07-24"),
        ("spring of 1920", "1920-21"),
        ("March 16, 1921", "1921-03-16"),
        ("1921", "1921"),
    ],
)
def test_a_date_of_either_language(tanik: Tanik, language: str, words: str, edtf: str) -> None:
    assert json.loads(tanik("date", words, "--json", "--lang", language).out)["edtf"] == edtf


def test_a_doubt_is_told(tanik: Tanik) -> None:
    answer = tanik("date", "15 Şubat 1332")
    assert "1917-02-28" in answer.out
    assert "1332-02-15" in answer.out
    assert "Doubtful" in answer.out
    assert "doubt" in json.loads(tanik("date", "15 Şubat 1332", "--json").out)


def test_no_date_is_an_error(tanik: Tanik) -> None:
    answer = tanik("date", "yarın")
    assert answer.code == 2
    assert "yarın" in answer.err


def test_an_unknown_calendar_is_an_error(tanik: Tanik) -> None:
    assert tanik("date", "1921", "--calendar", "maya").code == 2
