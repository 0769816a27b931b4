import pytest

from tanik.translation import CATALOGUES, LANGUAGES, N_, translator, user_language


def test_a_marked_sentence_stays_english() -> None:
    assert N_("Report: {path}") == "Report: {path}"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"TANIK_LANG": "tr", "LANG": "en_US.UTF-8"}, "tr"),
        ({"LC_ALL": "tr_TR.UTF-8", "LANG": "en_US.UTF-8"}, "tr"),
        ({"LANG": "tr_TR.UTF-8"}, "tr"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_the_language_of_the_user(environment: dict[str, str], language: str) -> None:
    assert user_language(environment) == language


def test_the_language_comes_from_the_real_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TANIK_LANG", "tr")
    assert user_language() == "tr"


def test_turkish_is_turkish_and_english_is_the_source() -> None:
    assert translator("tr")("Check the name and the folder.") == "Adına ve klasörüne bakın."
    assert translator("en")("Check the name and the folder.") == "Check the name and the folder."


def test_an_unknown_sentence_stays_as_it_is() -> None:
    assert translator("tr")("No such sentence is in the catalogue.") == "No such sentence is in the catalogue."


def test_every_language_but_the_source_has_its_compiled_catalogue() -> None:
    for language in LANGUAGES:
        assert language == "en" or (CATALOGUES / language / "LC_MESSAGES" / "tanik.mo").exists()
