from __future__ import annotations

from pathlib import Path

import pytest

from tanik.languages.pack import FOLDERS, Language, language


@pytest.fixture
def pack(tmp_path: Path) -> Language:
    (tmp_path / "titles.txt").write_text("# source: ours\nBey\n\nPaşa  \n", encoding="utf-8")
    (tmp_path / "states.tsv").write_text("# id\tname\nturkey\t Türkiye \n", encoding="utf-8")
    (tmp_path / "months.toml").write_text('names = ["ocak"]\n', encoding="utf-8")
    return Language("tr", tmp_path)


def test_lists_tables_and_rules(pack: Language) -> None:
    assert pack.words("titles") == {"Bey", "Paşa"}
    assert pack.table("states") == (("turkey", "Türkiye"),)
    assert pack.rules("months") == {"names": ["ocak"]}


def test_what_a_pack_lacks_is_empty(pack: Language) -> None:
    assert (pack.words("none"), pack.table("none"), pack.rules("none")) == (frozenset(), (), {})


def test_folding_is_the_key_of_look_ups(pack: Language) -> None:
    assert pack.fold("İnkılâp’ın") == "inkılap'ın"


def test_an_unknown_language_is_read_with_the_english_pack() -> None:
    assert language("und").folder == language("en").folder
    assert language("und").code == "en"
    assert language("tr") is language("tr")


@pytest.mark.parametrize("code", sorted(FOLDERS))
def test_every_file_of_a_pack_says_its_source(code: str) -> None:
    for path in sorted(language(code).folder.glob("*.t[xso][tvm]*")):
        assert path.read_text(encoding="utf-8").startswith("#"), f"{path.name} does not say where it comes from"


def test_a_plug_in_gives_another_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tanik.languages import pack as module

    (tmp_path / "titles.txt").write_text("# source: ours\nHerr\n", encoding="utf-8")
    monkeypatch.setattr(module, "provided", lambda name: {"de": tmp_path})
    module.language_codes.cache_clear()
    module.language.cache_clear()
    try:
        assert module.language_codes() == ("tr", "en", "de")
        assert module.language("de").words("titles") == {"Herr"}
    finally:
        module.language_codes.cache_clear()
        module.language.cache_clear()
