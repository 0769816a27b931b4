from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sample_study import Writer, memoir, study
from tanik.analysis.table import rows_from
from tanik.analysis.timeline import ROLES, TimePoint, decimal_year, lanes, span, timeline
from tanik.report.items import ReportItem
from tanik.sources.source import Source


def test_said_refers_to_and_written_stay_apart() -> None:
    items = [study(), memoir()]
    found = timeline(items, rows_from(items))
    count = {role: sum(point.role == role for point in found.points) for role in ROLES}
    assert count == {"said": 6, "refers_to": 1, "written": 1, "published": 2, "date": 5}
    assert found.unplaced == ((0, 3),)
    assert [point.order for point in found.points] == sorted(point.order for point in found.points)


def test_a_statement_about_three_targets_is_one_point() -> None:
    made = Writer([(1, "body", "Öyle.")], "tr", "study")
    made.says("Öyle", "x", {"a": "neutral", "b": "neutral", "c": "neutral"}, said="1921")
    item = ReportItem(Source("s", "s"), made.document, made.reading)
    assert len(timeline([item], rows_from([item])).points) == 1


def test_a_value_that_is_no_edtf_or_open_on_both_sides_has_no_place() -> None:
    made = Writer([(1, "body", "Bir iki üç.")], "tr", "study")
    made.dates("Bir", "in the year of the flood")
    made.dates("iki", "../..")
    made.dates("üç", "1920/..")
    item = ReportItem(Source("s", "s", written="yesterday"), made.document, made.reading)
    found = timeline([item], [])
    assert found.unplaced == ((0, 0), (0, 1))
    (point,) = found.points
    assert (point.first, point.last, span(point)) == (1920.0, None, (1920.0, 1920.0))


@pytest.mark.parametrize(
    ("bound", "end", "year"),
    [
        ((1921, 1, 1), False, 1921.0),
        ((1921, 12, 31), True, 1922.0),
        ((1921, 7, 1), False, 1921.5),
        (math.inf, True, None),
    ],
)
def test_days_as_decimal_years(bound: tuple[int, int, int] | float, end: bool, year: float | None) -> None:
    found = decimal_year(bound, end=end)
    assert found == (pytest.approx(year) if year is not None else None)


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 60)), min_size=1, max_size=60), st.floats(0, 20))
def test_lanes_pack_without_overlap(raw: list[tuple[int, int]], least: float) -> None:
    points = sorted(
        (TimePoint("date", "", float(a), float(a + size), 0, at) for at, (a, size) in enumerate(raw)),
        key=lambda point: point.order,
    )
    (lane,) = lanes(points, least)
    assert lane.points == tuple(points)
    ends: dict[int, float] = {}
    for point, row in zip(lane.points, lane.rows, strict=True):
        first, last = span(point)
        assert ends.get(row, -math.inf) < first
        ends[row] = max(last, first + least)
    assert lane.height == len(ends)
