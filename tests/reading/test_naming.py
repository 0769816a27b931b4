"""Ids and printed forms of names."""

from __future__ import annotations

from tanik.reading.gazetteer import gazetteer
from tanik.reading.naming import Ids, clean, name_case


def test_ids_are_plain_and_unique() -> None:
    ids = Ids(["ali_veli"])
    assert [ids.make("Ali Veli"), ids.make("ALİ VELİ")] == ["ali_veli_2", "ali_veli_3"]
    assert [ids.make("Çağrı"), ids.make("…")] == ["cagri", "entity"]


def test_capitals_and_blanks() -> None:
    assert name_case("VELİ", gazetteer("tr")) == "Veli"
    assert name_case("IŞIK", gazetteer("tr")) == "Işık"
    assert [name_case(word, gazetteer("tr")) for word in ("A.", "Veli")] == ["A.", "Veli"]
    assert clean(" Ali\n Veli ") == "Ali Veli"
