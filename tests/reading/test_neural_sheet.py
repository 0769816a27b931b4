"""Sheets: pieces that hold a range, marks within their columns, windows that cover everything once."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from network_sheets import TEXT, letters, sheet, told, turkish
from tanik.reading.neural_sheet import (
    CASES,
    ENTITY_KINDS,
    FAMILIES,
    KINDS,
    ROWS,
    SIZES,
    before,
    family_number,
    first_rows,
    kind_number,
    make_sheet,
    owned,
    windows,
)

WHOLE = sheet()


def text_of(paragraph: int, start: int, end: int) -> str:
    return WHOLE.told[paragraph].passage.text[start:end]


def marks(column: int, first: int, last: int) -> set[int]:
    """What a column says over a range of pieces, counted from the column's own first row."""
    return set((WHOLE.marks[first:last, column] - first_rows()[column]).tolist())


@pytest.mark.parametrize(
    ("kind", "counts_as"),
    [("study", "study"), ("letter", "memoir"), ("press", "memoir"), ("", "other"), ("x", "other")],
)
def test_a_kind_of_source_counts_as_one_that_was_learnt(kind: str, counts_as: str) -> None:
    assert KINDS[kind_number(kind)] == counts_as


@pytest.mark.parametrize(
    ("rule", "family"),
    [("statement.quote", "quote"), ("statement.say.that", "say"), ("statement.odd", ""), ("say", "")],
)
def test_a_rule_belongs_to_a_family(rule: str, family: str) -> None:
    assert FAMILIES[family_number(rule)] == family


def test_marks_lie_in_the_rows_of_their_column() -> None:
    lowest = np.array(first_rows())
    assert (WHOLE.marks >= lowest).all()
    assert (WHOLE.marks < lowest + np.array(SIZES)).all()
    assert lowest[-1] + SIZES[-1] == ROWS


def test_pieces_are_bounded_by_their_paragraphs() -> None:
    assert WHOLE.bounds[0] == 0 and WHOLE.bounds[-1] == len(WHOLE.ids)
    for number, (low, high) in enumerate(pairwise(WHOLE.bounds)):
        assert set(WHOLE.paragraph[low:high].tolist()) == {number}
        assert marks(2, low, low + 1) == {1} and marks(2, low + 1, high) == {0}


@given(st.data())
def test_the_pieces_of_a_range_hold_its_letters_and_no_more(data: st.DataObject) -> None:
    paragraph = data.draw(st.integers(0, len(TEXT) - 1))
    size = len(TEXT[paragraph])
    start = data.draw(st.integers(0, size - 1))
    end = data.draw(st.integers(start + 1, size))
    first, last = WHOLE.pieces(paragraph, start, end)
    assert WHOLE.bounds[paragraph] <= first < last <= WHOLE.bounds[paragraph + 1]
    # Every piece of this tokenizer is one letter or a mark of no letter, so the count is that of the letters.
    held = "".join(text_of(paragraph, WHOLE.starts[n], WHOLE.ends[n]) for n in range(first, last))
    wanted = text_of(paragraph, start, end).replace(" ", "")
    assert held == wanted or not wanted


def test_a_mention_bears_its_kind_and_case() -> None:
    by_words = {text_of(int(WHOLE.paragraph[s.first]), s.place.start, s.place.end): s for s in WHOLE.seen}
    here = by_words["Avusturya"]
    assert marks(6, here.first, here.last) == {ENTITY_KINDS.index(here.place.kind)}
    assert marks(7, here.first, here.last) == {CASES.index("genitive")}
    assert marks(8, here.first, here.last) == {1}
    assert here.sentence == 1 and by_words["Rıza Bey"].sentence == 2
    assert [s.first for s in WHOLE.seen] == sorted(s.first for s in WHOLE.seen)


def test_mentions_of_the_author_are_marked_as_such() -> None:
    name = WHOLE.seen[0].place.entity
    of_author = sheet(author=name)
    first = of_author.seen[0]
    column = of_author.marks[first.first : first.last, 8] - first_rows()[8]
    assert set(column.tolist()) == {2}


def test_a_quotation_is_marked_between_its_marks() -> None:
    start = TEXT[2].index("bu antlaşma")
    first, last = WHOLE.pieces(2, start, start + len("bu antlaşma büyük bir felakettir"))
    assert marks(5, first, last) == {1}
    assert marks(5, WHOLE.bounds[2], first - 2) == {0}


def test_the_rules_statements_stand_on_the_sheet_where_they_are() -> None:
    every = [(s.start, s.end) for each in told(*TEXT) for s in each.statements]
    assert len({(r.paragraph, r.start, r.end) for r in WHOLE.ruled}) == len(WHOLE.ruled) == len(set(every)) > 0
    for ruled in WHOLE.ruled:
        paragraph = WHOLE.told[ruled.paragraph].passage.paragraph
        assert {(s.start, s.end) for s in ruled.statements} == {
            (paragraph.start + ruled.start, paragraph.start + ruled.end)
        }
        begin = 2 * family_number(ruled.statements[0].rule) + 1
        assert marks(3, ruled.first, ruled.first + 1) == {begin}
        assert marks(3, ruled.first + 1, ruled.last) == {begin + 1}


def test_a_paragraph_without_letters_has_no_pieces() -> None:
    empty = make_sheet((), 0, "study", letters(), turkish())
    assert len(empty.ids) == 0 and empty.seen == [] and empty.bounds == [0]


@given(st.integers(0, 3000), st.integers(2, 300), st.data())
def test_windows_cover_everything_and_share_what_was_asked(size: int, width: int, data: st.DataObject) -> None:
    overlap = data.draw(st.integers(0, width - 1))
    found = windows(size, width, overlap)
    assert found[0][0] == 0 and found[-1][1] == size
    assert all(b - a <= width for a, b in found)
    assert all(one[1] - other[0] == overlap for one, other in pairwise(found))


@given(st.integers(1, 3000), st.integers(2, 300), st.data())
def test_each_piece_is_owned_by_one_window_that_saw_it(size: int, width: int, data: st.DataObject) -> None:
    found = windows(size, width, data.draw(st.integers(0, width // 2)))
    parts = owned(found)
    assert parts[0][0] == 0 and parts[-1][1] == size
    assert all(one[1] == other[0] for one, other in pairwise(parts))
    assert all(a <= c <= d <= b for (a, b), (c, d) in zip(found, parts, strict=True))


def test_mentions_before_a_piece_are_counted() -> None:
    assert before(WHOLE.seen, 0) == 0
    assert before(WHOLE.seen, len(WHOLE.ids)) == len(WHOLE.seen)
    assert before(WHOLE.seen, WHOLE.seen[1].first) == 1
