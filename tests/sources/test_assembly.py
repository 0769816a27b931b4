from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tanik.sources.assembly import CELL, Assembly, NoteMark, PageStart


def test_footnotes_follow_their_paragraph_and_endnotes_close() -> None:
    assembly = Assembly()
    assembly.note("a", "Dip not.", mark="1")
    assembly.note("b", "Son not.", mark="2", kind="endnote")
    assembly.note("c", "Çağrılmayan.", mark="9")
    assembly.block(["Bir ", NoteMark("a"), "iki", NoteMark("b"), "."])
    assembly.block(["Üç"], heading=2)
    found = assembly.finish("x", "m")
    assert found.text == "Bir iki.\nDip not.\nÜç\nSon not.\nÇağrılmayan.\n"
    assert [(n.mark, n.anchor, found.text[n.start : n.end]) for n in found.notes] == [
        ("1", 4, "Dip not."),
        ("2", 7, "Son not."),
        ("9", None, "Çağrılmayan."),
    ]
    assert [(found.text[h.start : h.end], h.level) for h in found.headings] == [("Üç", 2)]


def test_pages_cover_the_text() -> None:
    assembly = Assembly()
    assembly.block(["önce"])
    assembly.block([PageStart("xii"), "bir ", PageStart(), "iki"])
    found = assembly.finish("x", "m")
    assert [(found.text[p.start : p.end], p.number, p.label) for p in found.pages] == [
        ("önce\n", 1, None),
        ("bir ", 2, "xii"),
        ("iki\n", 3, None),
    ]


def test_blanks_optional_hyphens_and_controls() -> None:
    assembly = Assembly()
    assembly.block(["  a\t\t b ", "\u00adc\u200b", " d \n e ", "\x01"])
    found = assembly.finish("x", "m")
    assert found.text == "a b c d\ne \ufffd\n"
    assert [(d.kind, found.text[d.start : d.end]) for d in found.doubts] == [("control_character", "\ufffd")]


def test_rows_have_no_bars_beside_nothing() -> None:
    assembly = Assembly()
    assembly.block([CELL, "a", CELL, " ", CELL, "b", CELL], kind="row")
    assert assembly.finish("x", "m").text == "a | b\n"


@given(
    st.lists(
        st.lists(
            st.one_of(
                st.text(max_size=12),
                st.sampled_from("abc").map(NoteMark),
                st.sampled_from(["1", None]).map(PageStart),
            ),
            max_size=5,
        ),
        max_size=8,
    )
)
def test_every_place_is_inside(blocks: list[list[str | NoteMark | PageStart]]) -> None:
    assembly = Assembly()
    for key in "abcd":
        assembly.note(key, f"not {key}", mark=key)
    for i, block in enumerate(blocks):
        assembly.block(block, heading=i % 3)
    found = assembly.finish("x", "m")
    size = len(found.text)
    assert len(found.notes) == 4
    for note in found.notes:
        assert found.text[note.start : note.end] == f"not {note.mark}"
        assert note.anchor is None or 0 <= note.anchor <= note.start
    at = 0
    for page in found.pages:
        assert page.start == at
        at = page.end
    assert at == (size if found.pages else 0)
    assert all(found.text[h.start : h.end] == found.text[h.start : h.end].strip(" \n") for h in found.headings)
