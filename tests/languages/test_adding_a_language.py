"""docs/languages.md, followed with a made-up language: one file is a beginning, and each file more finds more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reading_samples import quoted, reading
from tanik.languages import pack as packs

FILES = {
    "given_names.txt": "# made up for this test\nOrmo\nLiva\n",
    "titles.tsv": "# made up for this test\nsar\tbefore\n",
    "states.tsv": "# made up for this test\nvelia\tVelia\tstate\tVelians\tgroup\tVelian\n",
    "quotations.toml": '# made up\n[speech]\nverbs = ["dir"]\ndeterminers = ["lo"]\nsubject_pronouns = ["el", "ela"]\n',
    "references.toml": '# made\n[pronouns]\nman = ["el"]\nwoman = ["ela"]\n[genders]\nwoman_names = ["Liva"]\n',
    "reporting.toml": '# made up\n[verbs]\nsay = ["dir$"]\n[holders]\npronouns = ["el"]\n[order]\nverb = "second"\n',
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(packs, "provided", lambda name: {"qx": tmp_path})
    packs.language_codes.cache_clear()
    packs.language.cache_clear()
    yield tmp_path
    packs.language_codes.cache_clear()
    packs.language.cache_clear()
    _forget()


def _forget() -> None:
    """What is kept of a language in this process; a user's process has one pack for each code."""
    from tanik.reading import contents, cues, gazetteer, judgement, speakers
    from tanik.text import tokens

    for kept in (
        contents.content_finder,
        cues.cue_finder,
        gazetteer.gazetteer,
        judgement.judge,
        speakers.speaker_finder,
    ):
        kept.cache_clear()
    tokens.lexicon.cache_clear()


TEXT = ("“Na velo sor,” dir sar Ormo Tavik.", "“Velia na sor nami,” dir Liva Rud.", "“Sor,” dir ela.")


def test_one_empty_folder_is_a_language(folder: Path) -> None:
    _forget()
    made, found = reading(*TEXT, language="qx")
    assert found.language == "qx"
    assert {words for words, (kind, _) in quoted(made, found).items()} == {"Na velo sor,", "Velia na sor nami,", "Sor,"}


def test_each_file_finds_more(folder: Path) -> None:
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    _forget()
    made, found = reading(*TEXT, language="qx")
    assert quoted(made, found)["Na velo sor,"] == ("direct", "Ormo Tavik")
    assert quoted(made, found)["Velia na sor nami,"] == ("direct", "Liva Rud")
    assert quoted(made, found)["Sor,"] == ("direct", "Liva Rud")
    assert {entity.name for entity in found.entities if entity.kind == "state"} == {"Velia"}
