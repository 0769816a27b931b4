from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from reading_samples import reading
from tanik.errors import SettingError
from tanik.languages.edtf import is_edtf
from tanik.languages.pack import language
from tanik.reading.authority import Authority, AuthorityEntry, Office
from tanik.reading.authority_packs import joined, pack_authority, packs
from tanik.reading.offices import Offices

DIPLOMACY = "diplomacy_1914_1930"


@pytest.fixture(scope="module")
def diplomacy() -> Authority:
    return joined(Authority(), [pack_authority(DIPLOMACY)])


def made(folder: Path) -> Path:
    pack = folder / "roads"
    pack.mkdir()
    (pack / "pack.yaml").write_text(
        "name: roads\ntitle: Roads\nversion: '1'\nsource: own\nfiles: [offices.csv, persons.csv]\n", encoding="utf-8"
    )
    (pack / "offices.csv").write_text("key,name,place,forms\nroad,Yollar Vekili,Bern,Yol Vekili\n", encoding="utf-8")
    (pack / "persons.csv").write_text(
        "id,name,aliases,titles,offices\nselim,Selim Rıza Toprak,Selim Rıza;Toprak,Bey,road 1931/1934\n",
        encoding="utf-8",
    )
    return folder


def test_a_pack_with_its_offices(tmp_path: Path) -> None:
    folder = made(tmp_path)
    assert [pack.title for pack in packs(folder)] == ["Roads"]
    (entry,) = pack_authority("roads", folder).entries
    assert entry.pack == "roads"
    assert entry.offices == (Office("Yollar Vekili", "Bern", "1931", "1934", ("Yol Vekili",)),)


def test_no_such_pack() -> None:
    with pytest.raises(SettingError) as caught:
        pack_authority("no_such_pack")
    assert caught.value.id == "T463"


def test_the_users_own_entry_wins(tmp_path: Path) -> None:
    pack = pack_authority("roads", made(tmp_path))
    own = AuthorityEntry("mine", "person", "Selim Rıza Toprak", aliases=("Selimcik",))
    (entry,) = joined(Authority((own,)), [pack]).entries
    assert (entry.id, entry.aliases, entry.pack) == ("mine", ("Selimcik",), "")
    assert entry.offices[0].office == "Yollar Vekili"


def test_a_name_that_the_user_gives_to_somebody_else_is_none_of_the_packs(tmp_path: Path) -> None:
    pack = pack_authority("roads", made(tmp_path))
    own = AuthorityEntry("other", "person", "Hasan Toprak", aliases=("Toprak",))
    entries = joined(Authority((own,)), [pack]).entries
    assert [entry.id for entry in entries] == ["other", "selim"]
    assert entries[1].aliases == ("Selim Rıza",)


def test_a_surname_alone_is_not_the_packs_person_where_somebody_else_bears_it(tmp_path: Path) -> None:
    authority = joined(Authority(), [pack_authority("roads", made(tmp_path))])
    _, found = reading("Hasan Toprak Bey geldi. Toprak bir mektup yazdı.", authority=authority)
    assert not any(entity.authority for entity in found.entities)


def test_a_full_name_wakes_the_packs_person(tmp_path: Path) -> None:
    authority = joined(Authority(), [pack_authority("roads", made(tmp_path))])
    _, found = reading("Selim Rıza Bey geldi. Toprak bir mektup yazdı.", authority=authority)
    (person,) = [entity for entity in found.entities if entity.kind == "person"]
    assert person.authority == "selim"
    assert "Toprak" in person.aliases


def test_the_shipped_pack_is_large_and_well_formed(diplomacy: Authority) -> None:
    kinds = Counter(entry.kind for entry in diplomacy.entries)
    assert len(diplomacy.entries) >= 400
    assert kinds["person"] > 200 and kinds["treaty"] > 30 and kinds["event"] > 30 and kinds["organisation"] > 40
    assert all(not entry.wikidata and not entry.viaf and not entry.isam for entry in diplomacy.entries)
    for entry in diplomacy.entries:
        for office in entry.offices:
            span = f"{office.begin}/{office.end}"
            assert is_edtf(span), (entry.id, span)
        if entry.born and entry.died:
            assert entry.born[:4] < entry.died[:4], entry.id


@pytest.mark.parametrize(
    ("office", "date", "who"),
    [
        ("Hariciye Vekili", "1920-11", "bekir_sami_kunduh"),
        ("Hariciye Vekili", "1921-07", "yusuf_kemal_tengirsek"),
        ("Hariciye Vekili", "1923", "ismet_inonu"),
        ("Hariciye Komiseri", "1921", "chicherin"),
        ("Sadrazam", "1915", ""),
        ("Harbiye Nazırı", "1915", "enver_pasa"),
    ],
)
def test_offices_of_the_shipped_pack(diplomacy: Authority, office: str, date: str, who: str) -> None:
    found = [entry.id for entry in Offices(diplomacy, language("tr")).holders(office, date)]
    assert found == ([who] if who else [])  # a single word may mean any holder, of any time


def test_without_a_pack_the_reading_is_as_before() -> None:
    sentence = "Selim Rıza Bey 1921’de geldi."
    assert reading(sentence)[1] == reading(sentence, authority=Authority())[1]
