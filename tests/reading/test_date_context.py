"""The context in which a date is read."""

from __future__ import annotations

from tanik.languages.calendars import gregorian_to_jdn
from tanik.reading.date_context import Context


def test_the_turn_of_the_year() -> None:
    context = Context()
    context.tell("1919-12-27")
    assert context.year_of(1, 4) == 1920
    assert context.year_of(12, 30) == 1919
    assert context.year_of(6, 1) == 1919
    context.tell("1920-01-10")
    assert context.year_of(12, 30) == 1919


def test_a_whole_year_does_not_hide_the_day_inside_it() -> None:
    context = Context()
    context.tell("1921-03-16")
    context.tell("1921")
    assert context.told_edtf == "1921-03-16"
    context.tell("1922")
    assert context.told_edtf == "1922"
    assert context.told_day is None


def test_a_long_span_tells_no_day() -> None:
    context = Context()
    context.tell("1917/1925")
    assert context.told is None and context.year is None
    context.tell("1917-01-01/..")
    assert context.told is None


def test_what_was_told_fades() -> None:
    context = Context()
    context.tell("1921-03-16")
    context.paragraph = 6
    assert context.recent()
    context.paragraph = 7
    assert not context.recent()
    assert context.base is not None
    context.paragraph = 40
    assert context.base is None


def test_a_glance_at_another_century_does_not_move_the_narrative() -> None:
    anchors = [(100 * i, gregorian_to_jdn(1917, 11, i)) for i in range(1, 11)]
    context = Context(anchors=anchors)
    context.paragraph, context.offset = 1, 550
    context.tell("1812-08-28")
    context.paragraph, context.offset = 2, 560
    assert context.year_of(11, 8) == 1917


def test_a_speech_has_its_own_day_and_a_bad_date_none() -> None:
    spoken = Context("1950-10-04")
    assert spoken.spoken and spoken.base is not None
    assert spoken.year_of(11, 3) == 1950
    assert not Context("1950").spoken and Context("1950").year == 1950
    assert Context("soon").year is None
    assert Context("../1950").year is None
