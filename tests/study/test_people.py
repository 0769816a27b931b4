"""The people of a study: what is kept of files and packs, who may be one, and how two become one."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.analysis.entities import EntityRow
from tanik.analysis.same_people import SamePair
from tanik.errors import SettingError, UsageError
from tanik.reading.authority import AuthorityEntry, Office, read_authority
from tanik.study import Study
from tanik.study.people import accept, entry_from, pairs_of, people_setting

PACK = "pack:diplomacy_1914_1930"
OWN = "- id: kaptan\n  name: Kaptan Orhan\n  aliases: [Orhan Reis]\n"
WORDS = st.text(st.sampled_from("abçğış Ö1-'"), max_size=8)
LISTS = st.lists(WORDS, max_size=3).map(tuple)
OFFICES = st.builds(Office, WORDS, WORDS, WORDS, WORDS, LISTS)
ENTRIES = st.builds(
    AuthorityEntry, WORDS, st.sampled_from(["person", "group", "state"]), WORDS, LISTS, LISTS, LISTS,
    born=WORDS, died=WORDS, date=WORDS, offices=st.lists(OFFICES, max_size=2).map(tuple),
)  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "kisiler.yaml"
    path.write_text(OWN, encoding="utf-8")
    return path


def ids(setting: dict[str, object], pack: bool) -> list[str]:
    entries = setting["entries"]
    assert isinstance(entries, list)
    return [entry["id"] for entry in entries if bool(entry["pack"]) == pack]


def pair(first: str, second: str, aliases: tuple[str, ...] = ()) -> SamePair:
    return SamePair(EntityRow("1", "person", first, aliases), EntityRow("2", "person", second), (), 0.7)


@given(ENTRIES)
def test_an_entry_comes_back_from_the_study_as_it_was(entry: AuthorityEntry) -> None:
    assert entry_from(json.loads(json.dumps(asdict(entry)))) == entry


def test_a_file_is_kept_with_its_text(file: Path) -> None:
    kept = people_setting([file], None)
    assert (kept["name"], kept["text"], ids(kept, pack=False)) == ("kisiler.yaml", OWN, ["kaptan"])
    assert ids(kept, pack=True) == []


def test_a_pack_alone_is_put_beside_the_file_of_before(file: Path) -> None:
    before = people_setting([file], None)
    both = people_setting([PACK], before)
    assert both["name"] == f"kisiler.yaml + {PACK}"
    assert both["text"] == OWN
    assert ids(both, pack=False) == ["kaptan"] and len(ids(both, pack=True)) > 100
    assert both == people_setting([file, PACK], None) == people_setting([PACK], both)


def test_a_new_file_takes_the_place_of_the_old_one_and_of_its_packs(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "baska.yaml"
    other.write_text("- id: nermin\n  name: Nermin Tan\n", encoding="utf-8")
    kept = people_setting([other], people_setting([file, PACK], None))
    assert (kept["name"], ids(kept, pack=False), ids(kept, pack=True)) == ("baska.yaml", ["nermin"], [])


def test_packs_without_a_file_have_only_their_own_name() -> None:
    kept = people_setting([PACK], None)
    assert (kept["name"], kept["text"], ids(kept, pack=False)) == (PACK, "", [])
    assert people_setting([PACK], kept) == kept


def test_another_pack_takes_the_place_of_the_one_of_before() -> None:
    old = AuthorityEntry("eski_kimse", "person", "Eski Kimse", pack="eski")
    kept = people_setting([PACK], {"name": "pack:eski", "text": "", "entries": [asdict(old)]})
    assert kept == people_setting([PACK], None)


def test_two_files_are_refused_by_name(file: Path) -> None:
    with pytest.raises(UsageError, match="T466"):
        people_setting([file, PACK, "baska.yaml"], None)


def test_two_become_one_entry_after_what_stood_in_the_file(file: Path) -> None:
    id = accept(pair("Hasan Nedim", "Hasan Nedim Karasu", ("H. Nedim",)), file)
    assert file.read_text(encoding="utf-8").startswith(OWN)
    entries = {entry.id: entry for entry in read_authority(file).entries}
    assert list(entries) == ["kaptan", id]
    assert entries[id].name == "Hasan Nedim Karasu"
    assert set(entries[id].aliases) == {"Hasan Nedim", "H. Nedim"}


def test_the_file_is_made_when_there_is_none(tmp_path: Path) -> None:
    path = tmp_path / "yeni.yaml"
    id = accept(pair("Ali Tan", "Ali Tan Bey"), path)
    assert [entry.id for entry in read_authority(path).entries] == [id]


def test_an_id_of_the_file_is_not_given_twice(tmp_path: Path) -> None:
    path = tmp_path / "kisiler.yaml"
    path.write_text("- id: ali_tan_bey\n  name: Başka Biri\n", encoding="utf-8")
    id = accept(pair("Ali Tan", "Ali Tan Bey"), path)
    assert id != "ali_tan_bey"
    assert {entry.id for entry in read_authority(path).entries} == {"ali_tan_bey", id}


def test_a_person_whom_the_file_has_is_left_to_the_user(file: Path) -> None:
    with pytest.raises(SettingError, match="T467") as told:
        accept(pair("ORHAN REİS", "Orhan Deniz"), file)
    assert "kaptan" in str(told.value)
    assert file.read_text(encoding="utf-8") == OWN


def test_persons_of_two_sources_who_may_be_one_are_paired(study: Study, tmp_path: Path) -> None:
    for name, words in (("a", "Hasan Nedim Bey geldi."), ("b", "Hasan Nedim Karasu Bey gitti."), ("c", "Kar yağdı.")):
        path = tmp_path / f"{name}.txt"
        path.write_text(words + "\n", encoding="utf-8")
        study.add(path, kind="study", title=name)
    assert pairs_of(study) == []  # nothing is read yet
    study.read()
    (found,) = pairs_of(study)
    assert all(row.name.startswith("Hasan Nedim") for row in (found.first, found.second))
    assert "Karasu" in found.first.name + found.second.name
    assert "later_surname" in found.reasons
