from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.coding.codebook import AnchorSpan, Code, Codebook
from tanik.coding.codebook_files import (
    SHIPPED,
    dump_codebook,
    from_plain,
    parse_codebook,
    read_codebook,
    shipped,
    to_plain,
    write_codebook,
)
from tanik.errors import SettingError
from tanik.languages.pack import language

FILE = """
id: liman
version: 2
name: {tr: Liman, en: Harbour}
codes:
  - id: hava
    name: {tr: Hava, en: Weather}
    definition: gökyüzünün hali
    colour: "#336699"
    children:
      - id: sis
        name: no
        applies: statement
"""


def test_a_file_with_children() -> None:
    book = parse_codebook(FILE, "liman.yaml")
    assert (book.name, book.version, book.title("tr")) == ("liman", 2, "Liman")
    assert book.code("sis").parent == "hava"
    assert book.code("sis").name("tr") == "no"  # the Norwegian problem: it is a word here
    assert book.code("sis").applies == {"statement"}
    assert book.code("hava").definition == {"tr": "gökyüzünün hali", "en": "gökyüzünün hali"}


def test_topics_are_codes_for_statements() -> None:
    book = parse_codebook("topics:\n  - id: a\n    name: {tr: A}\n", "k.yaml", "k")
    assert book.name == "k"
    assert book.codes[0].applies == {"statement"}


BAD = {
    "[" * 50_000: "T483",
    "{" * 50_000: "T484",
    "a: " + "{a: " * 50_000: "T483",
    "a: &x [1]\nb: *x": "T483",
    "codes: &c\n  - id: a": "T483",
    "".join("  " * n + f"- id: c{n}\n" + "  " * n + "  children:\n" for n in range(400)): "T483",
    "codes:\n - id: a\n - id: a": "T485",
    "codes:\n - id: a\n   parent: z": "T486",
    "codes:\n - id: a\n   parent: b\n - id: b\n   parent: a": "T487",
    "codes:\n - ad: a": "T484",
    "codes:\n - name: {tr: a}": "T484",
    "codes: 3": "T484",
    "- a": "T484",
    "": "T484",
    "a: 1\n---\nb: 2": "T484",
    "id: a\nid: b": "T484",
    "? [a]\n: b": "T484",
    "codes:\n - id: a\n   colour: red": "T489",
    "codes:\n - id: a\n   applies: [page]": "T484",
    "version: bir": "T484",
    "codes: [": "T482",
    'name: "\\ud800x': "T482",
}


@pytest.mark.parametrize("content", BAD, ids=lambda text: ascii(text[:30]))
def test_a_bad_file_is_a_sentence_with_its_place(content: str) -> None:
    began = time.perf_counter()
    with pytest.raises(SettingError) as caught:
        parse_codebook(content, "kötü.yaml")
    assert caught.value.id == BAD[content]
    assert time.perf_counter() - began < 2
    if caught.value.id in ("T482", "T483", "T484"):
        assert caught.value.values["line"]


def test_a_bomb_of_aliases_is_not_opened() -> None:
    bomb = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
    with pytest.raises(SettingError, match="T483"):
        parse_codebook(bomb, "b.yaml")


def test_a_file_that_is_not_there_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="T480"):
        read_codebook(tmp_path / "yok.yaml")
    (tmp_path / "x.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingError, match="T481"):
        read_codebook(tmp_path / "x.yaml")
    (tmp_path / "b.yaml").write_bytes(b" " * 4_000_001)
    with pytest.raises(SettingError, match="T481"):
        read_codebook(tmp_path / "b.yaml")


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20).map(str.strip).filter(bool)
TEXTS = st.dictionaries(st.sampled_from(["tr", "en", "de"]), WORDS, max_size=2)
CODES = st.builds(
    Code,
    id=st.from_regex(r"[a-zçğışöü][a-z0-9_]{0,8}", fullmatch=True),
    names=TEXTS,
    definition=TEXTS,
    rule=TEXTS,
    counter_example=TEXTS,
    anchor=TEXTS,
    anchor_span=st.none() | st.builds(AnchorSpan, WORDS, st.integers(0, 9), st.integers(9, 99), WORDS),
    colour=st.sampled_from(["", "#00ff99"]),
    applies=st.sampled_from([frozenset({"span"}), frozenset({"statement"}), frozenset({"span", "statement"})]),
    literature=st.lists(WORDS, max_size=2, unique=True).map(tuple),
    retired=st.booleans(),
)


@given(st.lists(CODES, max_size=5, unique_by=lambda code: code.id), TEXTS)
def test_written_and_read_it_is_the_same(codes: list[Code], titles: dict[str, str]) -> None:
    book = Codebook("kitap", 7, tuple(codes), titles)
    assert parse_codebook(dump_codebook(book), "k") == book
    assert from_plain(to_plain(book)) == book


@pytest.mark.parametrize("name", SHIPPED)
def test_the_codebooks_of_tanik_are_whole(name: str, tmp_path: Path) -> None:
    book = shipped(name)
    for code in book.codes:
        leaf = not book.children(code.id)
        for texts in (code.names, code.definition, *((code.rule, code.counter_example, code.anchor) if leaf else ())):
            assert set(texts) == {"tr", "en"}, code.id
    write_codebook(book, tmp_path / "k.yaml")
    assert read_codebook(tmp_path / "k.yaml") == book


def test_the_topics_are_those_that_the_reader_knows() -> None:
    ids = {code.id for code in shipped("viewpoints").codes}
    assert ids == set(language("tr").rules("topics")) == set(language("en").rules("topics"))


def test_the_terms_of_theory_name_their_literature() -> None:
    book = shipped("theory")
    assert [code.id for code in book.children(None)] == ["realism", "geopolitics", "liberalism_and_ideology"]
    assert all(code.literature for code in book.codes)


def test_only_two_codebooks_come_with_tanik() -> None:
    with pytest.raises(KeyError):
        shipped("../theory")
