"""The authority file: what it accepts, and how it says what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from tanik.errors import SettingError
from tanik.reading.authority import EMPTY_AUTHORITY, Authority, alias_key, read_authority


def write(folder: Path, text: str) -> Path:
    path = folder / "people.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def fails(path: Path) -> SettingError:
    with pytest.raises(SettingError) as caught:
        read_authority(path)
    assert str(path) in str(caught.value)
    return caught.value


def test_entries_are_read_with_all_their_fields(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        """
- id: ayse_tan
  name: Ayşe Tan
  aliases: [A. Tan, Ayşe (Tan) Hanım, A. Tan]
  context_aliases: Hanım
  born: 1888
  offices:
    - {office: elçi, place: Bern, from: 1926, to: 1930}
    - mebus
  wikidata: Q42
  same_as: ["https://example.org/tan"]
- {id: bern, kind: place, name: Bern}
""",
    )
    authority = read_authority(path)
    entry = authority.by_id("ayse_tan")
    assert entry is not None
    assert (entry.kind, entry.born, entry.context_aliases) == ("person", "1888", ("Hanım",))
    assert entry.forms == ("Ayşe Tan", "A. Tan", "Ayşe (Tan) Hanım")
    assert [(office.office, office.begin) for office in entry.offices] == [("elçi", "1926"), ("mebus", "")]
    assert authority.entries[1].kind == "place"


def test_empty_file_and_fingerprint(tmp_path: Path) -> None:
    assert read_authority(write(tmp_path, "# nobody yet\n")) == EMPTY_AUTHORITY
    some = read_authority(write(tmp_path, "- {id: a, name: Ali Veli}\n"))
    assert some.fingerprint() != Authority().fingerprint()
    assert hash(some) == hash(read_authority(write(tmp_path, "- {id: a, name: Ali Veli}\n")))


@pytest.mark.parametrize(
    ("text", "id", "words"),
    [
        ("- {id: a, name: Ali}\n- {id: a, name: Veli}\n", "T405", "entries 1 and 2"),
        ("- {id: a, name: Ali, kind: persn}\n", "T406", "persn"),
        ("- {id: a, name: Ali Veli}\n- {id: b, name: B, aliases: [ALİ  VELİ]}\n", "T407", "both a and b"),
        ("- {id: a, name: [Ali\n", "T402", "line"),
        ("- {id: a, name: !!python/object:os.system x}\n", "T402", "line 1"),
        ("people: {}\n", "T403", "not a list"),
        ("- Ali Veli\n", "T404", "Entry 1"),
        ("- {name: Ali}\n", "T404", "missing"),
        ("- {id: a, name: Ali, alias: B}\n", "T404", "alias"),
        ("- {id: a, name: Ali, aliases: [[B]]}\n", "T404", "aliases"),
        ("- {id: a, name: Ali, born: [1888]}\n", "T404", "born"),
        ("- {id: a, name: Ali, offices: [{place: Bern}]}\n", "T404", "office"),
        ("- {id: a, name: Ali, offices: 5}\n", "", ""),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, id: str, words: str) -> None:
    path = write(tmp_path, text)
    if not id:
        assert read_authority(path).entries[0].offices[0].office == "5"
        return
    error = fails(path)
    assert error.id == id
    assert words in str(error)


def test_file_that_cannot_be_read(tmp_path: Path) -> None:
    assert fails(tmp_path / "nobody.yaml").id == "T401"
    path = tmp_path / "latin.yaml"
    path.write_bytes("- {id: a, name: Ayşe}".encode("cp1254"))
    assert fails(path).id == "T402"


def test_alias_key_does_not_depend_on_the_keyboard() -> None:
    assert alias_key("IŞIK  HANIM") == alias_key("ışık hanım") == alias_key("İşik Hanim")
    assert alias_key("Kâzım’ın") == alias_key("kazim'in")
