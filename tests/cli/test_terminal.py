import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.cli.terminal import cut, number, show_json, show_table, width_of
from tanik.cli.wording import speaking


@given(st.text(), st.integers(1, 60))
def test_a_cut_text_fits_on_one_line(text: str, columns: int) -> None:
    shown = cut(text, columns)
    assert width_of(shown) <= columns
    assert len(shown.splitlines()) <= 1


def test_what_fits_is_left_whole() -> None:
    assert cut("Elçi  geldi.\n", 40) == "Elçi geldi."


def test_what_does_not_fit_says_so() -> None:
    assert cut("Elçi dün akşam geldi.", 10) == "Elçi dün…"


def test_numbers_by_language() -> None:
    with speaking("tr"):
        assert number(1670000) == "1.670.000"
    with speaking("en"):
        assert number(1670000) == "1,670,000"


def test_json_keeps_its_letters(capsys: pytest.CaptureFixture[str]) -> None:
    show_json({"ad": "Şükrü"})
    out = capsys.readouterr().out
    assert "Şükrü" in out
    assert json.loads(out) == {"ad": "Şükrü"}


def test_a_table_in_a_pipe_is_whole(capsys: pytest.CaptureFixture[str]) -> None:
    show_table(("name", "words"), [("Elçi", "uzun " * 60), ("Vekil", "kısa")])
    head, rule, first, second = capsys.readouterr().out.splitlines()
    assert head.split() == ["name", "words"]
    assert set(rule) == {"─", " "}
    assert first.count("uzun") == 60
    assert second.index("kısa") == first.index("uzun")
