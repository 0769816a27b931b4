import sys
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType

import pytest

from tanik.errors import MissingPartError
from tanik.hooks import HOOKS, provided
from tanik.languages import pack


@pytest.fixture
def plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A module ``tanik_test_plugin`` with a good and a wrong part; the folder it gives."""
    module = ModuleType("tanik_test_plugin")
    module.folder = tmp_path  # type: ignore[attr-defined]
    module.wrong = "no folder"  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "tanik_test_plugin", module)
    return tmp_path


def point(name: str, target: str) -> EntryPoint:
    return EntryPoint(name=name, value=f"tanik_test_plugin:{target}", group="tanik.languages")


def test_a_part_is_found_by_its_name(plugin: Path) -> None:
    assert provided("languages", installed=lambda group: [point("de", "folder")]) == {"de": plugin}


def test_the_order_of_installation_does_not_matter(plugin: Path) -> None:
    points = [point("fr", "folder"), point("de", "folder"), point("de", "wrong")]
    assert list(provided("languages", installed=lambda group: points)) == ["de", "fr"]
    assert list(provided("languages", installed=lambda group: points[::-1])) == ["de", "fr"]


def test_a_plugin_that_cannot_be_loaded_is_named(plugin: Path) -> None:
    with pytest.raises(MissingPartError, match=r"T102.*de.*nowhere"):
        provided("languages", installed=lambda group: [point("de", "nowhere")])


def test_a_plugin_that_gives_something_else_is_named(plugin: Path) -> None:
    with pytest.raises(MissingPartError, match=r"T103.*de"):
        provided("languages", installed=lambda group: [point("de", "wrong")])


def test_nothing_is_installed_here() -> None:
    assert all(provided(hook.name) == {} for hook in HOOKS)


def test_a_language_of_a_plugin_is_used_where_tanik_has_none(plugin: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (plugin / "months.txt").write_text("Januar\n", encoding="utf-8")
    monkeypatch.setattr(pack, "provided", lambda name: {"de": plugin, "tr": plugin})
    pack.language.cache_clear()
    try:
        assert pack.language("de").words("months") == {"Januar"}
        assert pack.language("tr").folder.name == "turkish"
        assert pack.language("xx").code == "en"
    finally:
        pack.language.cache_clear()
