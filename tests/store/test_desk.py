from __future__ import annotations

import pytest

from tanik.coding.acts import Coder
from tanik.coding.codebook import Code, Codebook
from tanik.errors import StudyDamagedError, TanikError, UsageError
from tanik.store import Store

AYLA = Coder("Ayla", "person")


def test_sources_are_found_by_what_people_call_them(filled: Store) -> None:
    desk = filled.desk
    assert desk.source("abcd") == desk.source("yol.txt") == desk.source("Yol") == "abcd"
    assert desk.source("abc") is None
    assert desk.source("yok") is None


def test_an_ambiguous_beginning_is_refused(filled: Store) -> None:
    for uid in ("ab" * 16, "ab" * 3 + "cd" * 13):
        with filled.desk.acting(AYLA, "memo.add") as act:
            act.put_memo(uid, "study", "x", None)
    with pytest.raises(UsageError, match="T542"):
        filled.desk.full_uids("memo", "ababab")
    assert filled.desk.full_uids("memo", "abababc") == ["ab" * 3 + "cd" * 13]
    with pytest.raises(TanikError, match="T541"):
        filled.desk.full_uids("memo", "ab")


def test_codebooks_keep_every_version(filled: Store) -> None:
    desk = filled.desk
    for version in (1, 4):
        with desk.acting(AYLA, "codebook.use") as act:
            desk.put_codebook(act, Codebook("k", version, (Code(f"c{version}"),)))
    assert desk.codebooks()["k"].version == desk.last_version("k") == 4
    assert desk.book_version("k", 1).codes[0].id == "c1"
    assert desk.code("c4", None) == ("k", 4, "c4")
    with pytest.raises(TanikError, match="T541"):
        desk.book_version("k", 2)


def test_values_that_are_no_values_are_damage(filled: Store) -> None:
    for odd in ("{", "{}", "[]", '{"document": 1}'):
        with pytest.raises(StudyDamagedError, match="T504"):
            filled.desk.unpack_values(odd, "judgement:x")


def test_subjects_are_looked_up(filled: Store) -> None:
    desk = filled.desk
    uid = desk.statement_uids(1)[0]
    assert desk.subject(f"statement:{uid[:6]}") == f"statement:{uid}"
    assert desk.subject("source:yol.txt") == "source:abcd"
    assert desk.subject("entity:Rıza Bey") == "entity:abcd/riza"
    assert desk.subject("finding:7") == "finding:7"
    assert desk.place_of("statement", uid)["quote"] == "küçük ama güvenli"
    assert desk.place_of("source", "abcd") == {}
