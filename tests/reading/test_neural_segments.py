"""Segments: every paragraph is read once, in order, and shown as context at most as far as there is room."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from network_sheets import TEXT, letters, told, turkish
from tanik.reading.neural_segments import Segmenter
from tanik.reading.neural_sheet import Sheet

EVERY = told(*TEXT * 3)


def sheets(own: int, context: int) -> list[Sheet]:
    segmenter = Segmenter("study", letters(), turkish(), own, context)
    found = [sheet for each in EVERY if (sheet := segmenter.add(each)) is not None]
    last = segmenter.finish()
    assert segmenter.finish() is None
    return [*found, last] if last else found


@given(st.integers(1, 900), st.integers(0, 400))
def test_every_paragraph_is_read_once_and_in_order(own: int, context: int) -> None:
    found = sheets(own, context)
    assert [each.passage.index for sheet in found for each in sheet.told[sheet.own :]] == list(range(len(EVERY)))
    for sheet in found:
        shown = [each.passage.index for each in sheet.told]
        assert shown == list(range(shown[0], shown[0] + len(shown)))
        assert sheet.bounds[sheet.own] <= context
        full = sheet.bounds[-1] - sheet.bounds[sheet.own]
        assert sheet is found[-1] or full >= own
        assert sheet.bounds[-2] - sheet.bounds[sheet.own] < own


def test_what_is_shown_before_is_as_much_as_fits() -> None:
    size = Segmenter("study", letters(), turkish()).count(EVERY[0])
    assert [sheet.own for sheet in sheets(1, size - 1)][1] == 0
    assert [sheet.own for sheet in sheets(1, size)][1] == 1


def test_nothing_gives_no_sheet() -> None:
    assert Segmenter("study", letters(), turkish()).finish() is None


def test_pieces_are_counted_as_the_tokenizer_cuts_them() -> None:
    assert Segmenter("study", letters(), turkish()).count(EVERY[1]) == len(letters().encode(TEXT[1]).ids)
