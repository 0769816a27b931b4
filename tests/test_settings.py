from pathlib import Path

import pytest

from tanik.errors import SettingError
from tanik.settings import SETTINGS, setting


def test_a_setting_comes_from_its_variable() -> None:
    assert setting("processes", {"TANIK_PROCESSES": "4"}) == 4
    assert setting("language", {"TANIK_LANG": "tr"}) == "tr"


def test_a_setting_has_a_default() -> None:
    assert setting("processes", {}) == 1
    assert setting("language", {"LANG": "tr_TR.UTF-8"}) == "tr"
    assert setting("language", {"LANG": "de_DE.UTF-8"}) == "en"
    assert setting("fault_folder", {}).is_dir()


def test_blanks_count_as_not_set() -> None:
    assert setting("processes", {"TANIK_PROCESSES": "  "}) == 1


def test_a_folder_has_to_be_there(tmp_path: Path) -> None:
    assert setting("fault_folder", {"TANIK_FAULTS": str(tmp_path)}) == tmp_path
    with pytest.raises(SettingError, match="T101"):
        setting("fault_folder", {"TANIK_FAULTS": str(tmp_path / "missing")})


@pytest.mark.parametrize(
    ("name", "variable", "value"),
    [
        ("processes", "TANIK_PROCESSES", "0"),
        ("processes", "TANIK_PROCESSES", "four"),
        ("processes", "TANIK_PROCESSES", "1000"),
        ("language", "TANIK_LANG", "klingon"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(name: str, variable: str, value: str) -> None:
    with pytest.raises(SettingError) as caught:
        setting(name, {variable: value})
    assert variable in str(caught.value)
    assert value in str(caught.value)


def test_an_unknown_setting_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError):
        setting("colour", {})


def test_every_setting_has_a_variable_of_its_own() -> None:
    variables = [each.variable for each in SETTINGS]
    assert len(set(variables)) == len(variables)
    assert all(variable.startswith("TANIK_") for variable in variables)
