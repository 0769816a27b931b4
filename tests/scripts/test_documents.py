import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from tanik.cli.main import COMMANDS
from tanik.settings import SETTINGS

ROOT = Path(__file__).resolve().parents[2]
Script = Callable[[str], ModuleType]


def test_the_documents_say_what_the_program_does(script: Script) -> None:
    assert script("documents").outdated() == []


def test_an_outdated_document_is_noticed(script: Script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = script("documents")
    monkeypatch.setattr(module, "DOCS", tmp_path)
    (tmp_path / "errors.md").write_text("old", encoding="utf-8")
    assert len(module.outdated()) == len(module.PAGES)


def test_one_id_is_one_kind_of_error(script: Script) -> None:
    kinds: dict[str, set[str]] = {}
    for site in script("documents").all_sites():
        kinds.setdefault(site.id, set()).add(site.kind)
    assert {id: found for id, found in kinds.items() if len(found) > 1} == {}


def test_every_error_has_a_sentence_that_can_be_translated(script: Script) -> None:
    assert [site for site in script("documents").all_sites() if not site.sentences] == []


def test_every_error_says_what_to_do_next(script: Script) -> None:
    # Being stopped by the user needs no advice.
    assert [site for site in script("documents").all_sites() if not site.hint and site.kind != "Stopped"] == []


def test_every_id_in_the_code_is_seen(script: Script) -> None:
    seen = {site.id for site in script("documents").all_sites()}
    written = {
        id
        for path in (ROOT / "src").rglob("*.py")
        for id in re.findall(r'"(T[1-9]\d\d)"', path.read_text(encoding="utf-8"))
    }
    assert written == seen


def test_the_finder_of_errors_understands_every_way_of_making_one(script: Script) -> None:
    source = (
        "def wrong(sentence):\n    return SourceError('T398', sentence, N_('Do.'))\n"
        "FORM = ('T399', N_('No date.'), N_('Write.'))\n"
        "wrong(N_('First.'))\nwrong(N_('Second.'))\n"
    )
    source += (
        "def one_of(id, sentence):\n    raise SettingError(id, sentence, N_('One of.'))\none_of('T397', N_('No.'))\n"
    )
    sites = {site.id: site for site in script("documents").raise_sites("a.py", source)}
    assert sites["T398"].sentences == ("First.", "Second.")
    assert sites["T399"].hint == "Write."
    assert (sites["T397"].kind, sites["T397"].hint) == ("SettingError", "One of.")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented_in_both_languages(command: str) -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert f"### tanik {command} (en)" in page
    assert f"### tanik {command} (tr)" in page


def test_every_setting_is_documented() -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert [each.variable for each in SETTINGS if each.variable not in page] == []


def links(page: str) -> list[str]:
    return [target.partition("#")[0] for target in re.findall(r"\]\(([^)\s]+)\)", page) if ":" not in target]


@pytest.mark.parametrize(
    "page",
    sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("*.md"))
    + sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md")),
)
def test_no_link_leads_nowhere(page: str) -> None:
    path = ROOT / page
    targets = links(path.read_text(encoding="utf-8"))
    assert [target for target in targets if target and not (path.parent / target).exists()] == []


def test_the_readme_shows_commands_that_exist() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = set(re.findall(r"^(?:\$ )?tanik (\w+)", readme, flags=re.MULTILINE))
    assert shown == set(COMMANDS)
    for script_name in re.findall(r"\./scripts/(\w+)", readme):
        assert (ROOT / "scripts" / script_name).exists()
