from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tanik.errors import DamagedSourceError
from tanik.sources.given import Given
from tanik.sources.rtf import read_rtf

HEAD = (
    r"{\rtf1\ansi\ansicpg1254\uc1{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset162 B;}}"
    r"{\stylesheet{\s0 Normal;}{\s1 heading 1;}}"
)


def read(body: str) -> object:
    return read_rtf(Given((HEAD + body + "}").encode("latin-1"), "a.rtf"))


def test_turkish_letters_in_every_spelling() -> None:
    found = read(r"\f0 \'dd\'fey \u351?\u287 ? \f1\'fd\'fe\par \endash \u8217\'92  tek{\b  kal\u305\'fdn}\par")
    assert found.text == "İşy şğ ış\n–’ tek kalın\n"
    assert found.encoding == "cp1254"


def test_font_charset_overrides_the_code_page() -> None:
    data = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset162 B;}}{\f1 \'fe}{\f0 \'fe}\par}"
    assert read_rtf(Given(data.encode(), "a.rtf")).text == "şþ\n"


def test_astral_characters_from_two_halves() -> None:
    assert read(r"a\u-10240?\u-9216?b\par").text == "a\U00010000b\n"
    lone = read(r"a\u-10176?b\par")
    assert lone.text == "a\ufffdb\n"


def test_notes_stand_where_they_are_called() -> None:
    found = read(
        r"\pard Geldi{\super\chftn}{\footnote\pard\plain {\super\chftn} Dip not.\par \u304?kinci.}"
        r" ve{\footnote\ftnalt Son.} gitti.\par Sonra.\par"
    )
    assert found.text == "Geldi ve gitti.\nDip not. İkinci.\nSonra.\nSon.\n"
    assert [(n.mark, n.kind, found.text[: n.anchor]) for n in found.notes] == [
        ("1", "footnote", "Geldi"),
        ("2", "endnote", "Geldi ve"),
    ]


def test_headings_lists_tables_and_hidden_words() -> None:
    found = read(
        r"\pard\s1 Ba\u351?l\u305?k\par\pard\outlinelevel1 Alt\par\pard{\listtext\'b7\tab}madde\par"
        r"\pard\intbl Ad\cell Y\u305?l\cell\row"
        r"\pard a{\v gizli}{\*\bkmkstart x}{\*\unknown y}b"
        r"{\field{\*\fldinst HYPERLINK}{\fldrslt ba\'f0}}\par"
    )
    assert found.text == "Başlık\nAlt\nmadde\nAd | Yıl\nabbağ\n"
    assert [h.level for h in found.headings] == [1, 2]
    assert [b.kind for b in found.blocks] == ["list", "row"]


def test_metadata() -> None:
    found = read(r"{\info{\title Defter}{\author E. \'d6rnek}}x\par")
    assert found.metadata == {"title": "Defter", "author": "E. Örnek"}


def test_broken_off() -> None:
    with pytest.raises(DamagedSourceError):
        read_rtf(Given(HEAD.encode(), "a.rtf"))
    assert read_rtf(Given((HEAD + r"yar\u305?m").encode(), "a.rtf")).text == "yarım\n"
    assert read_rtf(Given((HEAD + "yarim").encode(), "a.rtf")).doubts[0].kind == "broken_off"


def test_deep_nesting_and_long_runs() -> None:
    start = time.process_time()
    assert read("{" * 100_000 + "x" + "}" * 100_000 + r"\par").text == "x\n"
    assert len(read("a" * 5_000_000 + r"\par").text) == 5_000_001
    assert time.process_time() - start < 20


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("\\{}'*uabcd0123456789 \n-par"), max_size=80))
def test_any_soup_is_read_or_refused(body: str) -> None:
    try:
        found = read(body)
    except DamagedSourceError:
        return
    found.text.encode("utf-8")
    assert all(0 <= n.start <= n.end <= len(found.text) for n in found.notes)
