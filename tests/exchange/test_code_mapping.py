from __future__ import annotations

from pathlib import Path

import pytest

from exchange_samples import TEXT
from tanik.errors import SettingError, SourceMissingError
from tanik.exchange.code_mapping import apply_mapping, read_mapping
from tanik.exchange.losses import LossReport
from tanik.exchange.project import Passage, Project, ProjectCode, ProjectCoding, ProjectSource

MAPPING = """
holders: {under: [Kişiler]}
targets:
  codes: {liman: Trabzon limanı, "yolun uzunluğu": {target: yol, polarity: negative}}
polarity: {positive: [övgü], negative: [yergi]}
topics: {codes: [ticaret]}
mode: {quote: [kelimesi kelimesine]}
"""
NAMES = ("Kişiler", "Rıza Bey", "liman", "övgü", "yergi", "ticaret", "yolun uzunluğu", "kelimesi kelimesine")
UIDS = {name: f"{number:032x}" for number, name in enumerate(NAMES)}


def project(*passages: tuple[tuple[int, int], tuple[str, ...]]) -> Project:
    codes = tuple(ProjectCode(UIDS[n], n, UIDS["Kişiler"] if n == "Rıza Bey" else None) for n in NAMES)
    spots, codings = [], []
    for number, ((start, end), names) in enumerate(passages):
        uid = f"{number + 100:032x}"
        spots.append(Passage(uid, "s" * 32, start, end))
        codings += [ProjectCoding(f"{number}{n:031x}", uid, UIDS[name], "c" * 32) for n, name in enumerate(names)]
    source = ProjectSource("s" * 32, "liman.txt", TEXT)
    return Project(codes=codes, sources=(source,), passages=tuple(spots), codings=tuple(codings))


def mapped(tmp_path: Path, given: Project, more: str = "") -> tuple[Project, LossReport]:
    path = tmp_path / "m.yaml"
    path.write_text(MAPPING + more, encoding="utf-8")
    report = LossReport("f", "qdpx")
    return apply_mapping(given, read_mapping(path), report), report


def test_codes_on_one_selection_are_a_statement(tmp_path: Path) -> None:
    given = project(((0, 10), ("Rıza Bey", "liman", "övgü", "ticaret", "kelimesi kelimesine")))
    found, report = mapped(tmp_path, given)
    (statement,) = found.statements
    assert (statement.holder, statement.mode, statement.topics) == ("Rıza Bey", "quote", ("ticaret",))
    assert [(target.name, target.polarity) for target in statement.targets] == [("Trabzon limanı", "positive")]
    assert found.codings == given.codings
    assert report.as_json()["dropped"] == []
    assert {entity.name for entity in found.entities} == {"Rıza Bey", "Trabzon limanı"}


def test_polarity_of_its_own_both_polarities_and_no_holder(tmp_path: Path) -> None:
    given = project(
        ((0, 4), ("Rıza Bey", "yolun uzunluğu", "övgü")),
        ((5, 9), ("Rıza Bey", "liman", "övgü", "yergi")),
        ((9, 12), ("liman",)),
    )
    found, _ = mapped(tmp_path, given)
    assert [target.polarity for each in found.statements for target in each.targets] == ["negative", "mixed"]
    with_default, _ = mapped(tmp_path, given, "default: {holder: yazar, polarity: neutral}\nkeep: false\n")
    assert [each.holder for each in with_default.statements] == ["Rıza Bey", "Rıza Bey", "yazar"]
    assert with_default.codings == ()


def test_selections_that_overlap_can_be_joined(tmp_path: Path) -> None:
    given = project(((0, 10), ("Rıza Bey",)), ((5, 20), ("liman",)), ((21, 25), ("liman",)))
    assert mapped(tmp_path, given)[0].statements == ()
    found, _ = mapped(tmp_path, given, "join: overlap\n")
    assert [(each.start, each.end) for each in found.statements] == [(0, 20)]


def test_a_name_that_no_code_has_is_told(tmp_path: Path) -> None:
    _, report = mapped(tmp_path, Project())
    assert report.as_json()["dropped"][0]["count"] == 7


@pytest.mark.parametrize(
    "text",
    [
        "- a",
        "x: 1",
        "holders: 3",
        "targets: {codes: {a: {polarity: great}}}",
        "polarity: {up: [a]}",
        "join: far",
        "a: [",
        "mode: 3",
        "default: {polarity: great}",
        "polarity: {positive: {a: b}}",
    ],
)
def test_a_mapping_that_cannot_be_understood(tmp_path: Path, text: str) -> None:
    path = tmp_path / "m.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingError) as caught:
        read_mapping(path)
    assert caught.value.id == "T670"
    with pytest.raises(SourceMissingError):
        read_mapping(tmp_path / "yok.yaml")
