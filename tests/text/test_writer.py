from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.text.hyphens import Hyphens, parts
from tanik.text.layout import Line
from tanik.text.writer import SPECIAL, Writer

LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st"}


def lines_of(raw: str) -> list[Line]:
    """The lines of a raw text, without blanks around them."""
    found, at = [], 0
    for row in raw.split("\n"):
        if row.strip():
            found.append(Line(row.strip(), at + len(row) - len(row.lstrip()), 0))
        at += len(row) + 1
    return found


def writer_for(raw: str) -> Writer:
    lines = lines_of(raw)
    broken = [halves for a, b in pairwise(lines) if (halves := parts(a.text, b.text))]
    return Writer(Hyphens(broken, (line.text for line in lines), "tr"), SPECIAL.search(raw) is not None)


def written(raw: str) -> Writer:
    writer = writer_for(raw)
    writer.lines(lines_of(raw), {})
    return writer


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("  Kâtip defteri \n  açtı. ", "Kâtip defteri açtı."),
        ("defter ka-\npandı", "defter kapandı"),
        ("defter ka\u00ad\npandı", "defter kapandı"),
        ("Doğu-\nBatı yolu", "Doğu-Batı yolu"),
        ("1912-\n1913 kışı", "1912-1913 kışı"),
        ("Doğu\u00ad\nBatı", "Doğu-Batı"),  # a sign of a broken word becomes the plain hyphen
        ("1912–\n1913", "1912–1913"),
        ("kış –\n1913", "kış – 1913"),
        ("geldi—\nsonra gitti", "geldi—sonra gitti"),
        ("geldi —\nsonra gitti", "geldi — sonra gitti"),
        ("geldi --\nsonra gitti", "geldi -- sonra gitti"),
        ("—\nsonra gitti", "— sonra gitti"),
        ("geldi--\n(sonra)", "geldi-- (sonra)"),
        ("a\ufb02or \ufb05ok", "aflor stok"),
    ],
)
def test_how_lines_are_joined(raw: str, clean: str) -> None:
    assert written(raw).text() == clean


def test_a_hyphen_before_another_paragraph_stays() -> None:
    writer = writer_for("defter ka-\npandı")
    first, second = lines_of("defter ka-\npandı")
    writer.lines([first], {})
    writer.separate()
    assert writer.lines([second], {}) == (12, 17)
    assert writer.text() == "defter ka-\n\npandı"


def test_ranges_pages_and_separators() -> None:
    writer = writer_for("")
    lines = lines_of("bir\niki\nüç")
    lines[1].page = lines[2].page = 1
    starts: dict[int, int] = {}
    writer.separate()  # nothing stands before the first paragraph
    assert writer.lines(lines[:2], starts) == (0, 7)
    writer.separate()
    assert writer.lines(lines[2:], starts) == (9, 11)
    assert (writer.text(), writer.size) == ("bir iki\n\nüç", 11)
    assert starts == {0: 0, 1: 4}


def test_pieces_of_one_line_are_glued_only_where_they_touch() -> None:
    touching, apart = Line("üç", 3, 0), Line("üç", 4, 0)
    touching.glued = apart.glued = True
    for line, clean in ((touching, "ikiüç"), (apart, "iki üç")):
        writer = writer_for("")
        writer.lines([Line("iki", 0, 0), line], {})
        assert writer.text() == clean


def test_what_is_no_character_is_marked_and_doubted() -> None:
    writer = written("bir\x00iki \udc9füç")
    assert writer.text() == "bir\ufffdiki \ufffdüç"
    assert [(d.start, d.end, d.kind, d.values["character"]) for d in writer.doubts] == [
        (3, 4, "replaced_character", "U+0000"),
        (8, 9, "replaced_character", "U+DC9F"),
    ]


@pytest.mark.parametrize("before", ["", "ka"])
def test_a_place_at_a_ligature_is_its_first_letter(before: str) -> None:
    writer = written(before + "\ufb03ce")
    assert writer.text() == before + "ffice"
    at = len(before)
    assert [writer.offsets().raw(at + i) for i in range(5)] == [at, at, at, at + 1, at + 2]
    assert [writer.clean(at + i) for i in range(3)] == [at, at + 3, at + 4]


def test_a_place_that_is_left_out_is_the_next_one_kept() -> None:
    writer = written("  gön\u00adder   \n  ilen")
    assert writer.text() == "gönder ilen"
    assert writer.clean(0) == 0
    assert writer.clean(5) == writer.clean(6) == 3  # the soft hyphen, and the letter behind it
    assert writer.clean(12) == writer.clean(15) == 7  # blanks around the line end
    assert writer.clean(99) == writer.size


_RAW = st.text(st.sampled_from("aşBİ1 \n-–.\u00ad\ufffe\x02\x00\ufb01\ufb03"), max_size=60)


@given(_RAW)
def test_every_letter_is_written_once_and_knows_its_place(raw: str) -> None:
    writer = written(raw)
    clean, way = writer.text(), writer.offsets()
    assert writer.size == len(clean)
    letters = [(i, c) for i, c in enumerate(clean) if c.isalnum()]
    expected = [(i, c) for i, sign in enumerate(raw) for c in LIGATURES.get(sign, sign) if c.isalnum()]
    assert [(way.raw(i), c) for i, c in letters] == expected
    for i, character in letters:
        if raw[way.raw(i)] == character:
            assert writer.clean(way.raw(i)) == i
        else:
            back = writer.clean(way.raw(i))
            assert clean[back : i + 1] in ("f", "fi", "ff", "ffi")
    places = [writer.clean(i) for i in range(len(raw) + 1)]
    assert places == sorted(places)


def test_one_line_with_many_broken_words_costs_its_length_only() -> None:
    raw = ("yol " * 250 + "defter ka\x02pandı ") * 4_000
    writer = Writer(Hyphens([], [], "tr"), True)
    started = time.perf_counter()
    writer.lines([Line(raw, 0, 0)], {})
    assert time.perf_counter() - started < 1
    assert writer.text() == raw.replace("\x02", "")
