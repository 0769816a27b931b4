from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.text.document import Document, OffsetMap, Page, Paragraph


@st.composite
def scattered(draw: st.DrawFn) -> tuple[str, Paragraph]:
    """A text and a paragraph whose parts lie in it, with other words between them."""
    gaps = draw(st.lists(st.integers(0, 4), min_size=1, max_size=5))
    sizes = [draw(st.integers(1, 6)) for _ in gaps]
    parts, at = [], 0
    for gap, size in zip(gaps, sizes, strict=True):
        parts.append((at + gap, at + gap + size))
        at += gap + size
    # Every character is another one, so that a wrong place shows.
    return "".join(chr(0x4E00 + i) for i in range(at + 3)), Paragraph(tuple(parts))


@given(scattered())
def test_locate_leads_every_character_back_to_its_place(case: tuple[str, Paragraph]) -> None:
    text, paragraph = case
    words = paragraph.text(text)
    assert words.split(" ") == [text[start:end] for start, end in paragraph.parts]
    for offset, character in enumerate(words):
        place = paragraph.locate(offset)
        if character == " ":
            assert place in [start for start, _ in paragraph.parts[1:]]
        else:
            assert text[place] == character


@given(scattered(), st.data())
def test_a_range_of_words_keeps_its_first_and_last_character(case: tuple[str, Paragraph], data: st.DataObject) -> None:
    text, paragraph = case
    words = paragraph.text(text)
    kept = [i for i, character in enumerate(words) if character != " "]
    first = data.draw(st.sampled_from(kept))
    last = data.draw(st.sampled_from([i for i in kept if i >= first]))
    start, end = paragraph.locate(first), paragraph.locate(last + 1, end=True)
    assert (text[start], text[end - 1]) == (words[first], words[last])
    assert [c for c in words[first : last + 1] if c != " "] == [
        text[i] for i in range(start, end) if any(a <= i < b for a, b in paragraph.parts)
    ]


def test_the_end_of_a_part_is_not_the_start_of_the_next() -> None:
    text = "Heyet yola * not çıktı."
    paragraph = Paragraph(((0, 10), (17, 23)))
    assert paragraph.text(text) == "Heyet yola çıktı."
    assert (paragraph.start, paragraph.end) == (0, 23)
    assert paragraph.locate(10, end=True) == 10
    assert paragraph.locate(10) == 17
    assert paragraph.locate(17, end=True) == 23
    assert paragraph.locate(99) == 23


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 5)), max_size=8))
def test_offset_map_is_exact_over_kept_pieces(pieces: list[tuple[int, int]]) -> None:
    """``pieces``: raw characters left out, then kept."""
    raw = clean = 0
    raw_starts, clean_starts, places = [0], [0], []
    for dropped, kept in pieces:
        raw += dropped
        if dropped and clean == clean_starts[-1]:
            raw_starts[-1] = raw
        elif dropped:
            raw_starts.append(raw)
            clean_starts.append(clean)
        places += range(raw, raw + kept)
        raw, clean = raw + kept, clean + kept
    way = OffsetMap(clean_starts, raw_starts)
    assert [way.raw(i) for i in range(clean)] == places
    assert [way.raw_end(i + 1) for i in range(clean)] == [place + 1 for place in places]


def test_raw_end_stops_before_what_was_left_out() -> None:
    way = OffsetMap([0, 3], [0, 10])  # three letters, seven left out, the rest
    assert (way.raw(3), way.raw_end(3)) == (10, 3)
    assert (OffsetMap().raw(5), OffsetMap().raw_end(5), OffsetMap().raw_end(0)) == (5, 5, 0)


def paged(*pages: Page) -> Document:
    return Document("0", "x" * 30, "tr", pages, (), (), ())


def test_page_at() -> None:
    document = paged(Page(0, 10, 1, "xii"), Page(10, 10, 2), Page(10, 25, 3))
    names = {offset: page.name for offset in (0, 9, 10, 24, 29) if (page := document.page_at(offset))}
    # The empty page has no words; what lies behind the last page belongs to it.
    assert names == {0: "xii", 9: "xii", 10: "3", 24: "3", 29: "3"}
    assert paged().page_at(3) is None
    late = paged(Page(4, 30, 7)).page_at(1)
    assert late is not None
    assert late.number == 7


def test_a_document_never_changes() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        paged().text = ""  # type: ignore[misc]
