from __future__ import annotations

import random

import numpy as np
from hypothesis import given

from made_tables import TABLES, table
from tanik.analysis.answers import TooLittle
from tanik.analysis.event_study import EventStudy, axis, event_study
from tanik.analysis.events import Event
from tanik.analysis.statement_table import day_bounds


def event(edtf: str) -> Event:
    bounds = day_bounds(edtf)
    assert bounds
    return Event("@e", "Zafer", edtf, *bounds)


def view(polarity: str, said: str, **more: object) -> dict[str, object]:
    return {"holder": "a", "target": "x", "polarity": polarity, "said": said, **more}


def test_before_and_after_an_event_and_what_may_be_either() -> None:
    rows = [view("negative", f"1921-0{month}") for month in (1, 2, 3, 4)]
    rows += [view("positive", f"1921-{month:02d}") for month in (9, 10, 11, 12)]
    rows += [view("mixed", "1921"), view("negative", "1919"), {"holder": "a", "target": "x", "said": "1921-02"}]
    found = event_study(table(*rows), event("1921-08-30"))
    assert isinstance(found, EventStudy)
    assert (found.before.n, found.after.n, found.undecided) == (4, 4, ("9",))
    assert found.test.observed == 2
    assert found.test.p == 2 / 70
    assert found.placebo_share is None, "on no other day do statements lie on both sides"
    assert "Zafer" in str(found.says[0])


def test_a_drift_that_every_day_shows_is_no_trace_of_the_event() -> None:
    rows = [
        view("positive" if month % 2 else "negative", f"{year}-{month:02d}") for year in range(1900, 1930)
        for month in range(1, 13)
    ]  # fmt: skip
    found = event_study(table(*rows), event("1915-06-15"), months=6)
    assert isinstance(found, EventStudy)
    assert len(found.placebo) > 100
    assert found.placebo_share is not None
    assert found.placebo_share > 0.5
    window = 6 * 31
    assert all(abs(each.day - found.event.first) > window - 10 for each in found.placebo)


def test_a_side_without_statements_is_too_little() -> None:
    found = event_study(table(view("positive", "1920"), view("positive", "1922")), event("1921"), months=24)
    assert isinstance(found, TooLittle)
    assert (found.found, found.needed) == (1, 3)


def test_statements_and_events_stand_on_one_axis() -> None:
    found = axis(table(view("positive", "1921", written="1955"), view("negative", "1921")), [event("1930")])
    assert not isinstance(found, TooLittle)
    assert [(each.role, each.edtf, each.n) for each in found] == [
        ("said", "1921", 2), ("event", "1930", 0), ("written", "1955", 1),
    ]  # fmt: skip
    assert (found[0].positive, found[0].negative, found[0].statements) == (1, 1, ("1", "2"))
    assert isinstance(axis(table({"holder": "a"}), [event("1930")]), TooLittle)


@given(TABLES)
def test_no_study_depends_on_the_order_of_the_rows(found) -> None:
    order = list(range(len(found)))
    random.Random(5).shuffle(order)
    mixed = found.take(np.array(order, np.intp))
    assert axis(mixed) == axis(found)
    when = event("1921-02")
    assert str(event_study(mixed, when, months=60, draws=50, days=20)) == str(
        event_study(found, when, months=60, draws=50, days=20)
    )
