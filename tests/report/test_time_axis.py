from __future__ import annotations

import pytest

from made_tables import table
from tanik.analysis.event_study import axis
from tanik.analysis.events import Event
from tanik.report.blocks import Figure, Note, Paragraph
from tanik.report.drawing import svg
from tanik.report.telling import Teller
from tanik.report.time_axis import on_one_axis, time_axis

EVENTS = (
    Event("e", "Uzun Adlı Antlaşma", "1921-03-16", 2422765.0, 2422765.0),
    Event("f", "Öteki <b>", "1921", 2422691.0, 2423055.0),
)
MADE = table(
    {"holder": "a", "target": "x", "polarity": "positive", "said": "1921-03-16", "text": "söz"},
    {"holder": "a", "target": "x", "polarity": "negative", "said": "1920", "written": "1955"},
    {"holder": "b", "target": "x", "polarity": "negative", "said": "../1925"},
    a="Ayşe Tan",
)


@pytest.mark.parametrize(("code", "events", "said"), [("tr", "olaylar", "söylendi"), ("en", "events", "said")])
def test_statements_and_events_stand_in_lanes_with_their_names(code: str, events: str, said: str) -> None:
    blocks = on_one_axis(Teller(MADE, code), axis(MADE, EVENTS))
    drawn = svg(blocks[-1].chart)  # type: ignore[union-attr]
    for part in (events, said, "Uzun Adlı Antlaşma", "Öteki &lt;b&gt;", "1955"):
        assert part in drawn
    assert any(isinstance(part, Note) for part in blocks[1].parts)  # type: ignore[union-attr]


def test_an_interval_is_as_long_as_its_date() -> None:
    moments = axis(MADE, EVENTS)
    spec = time_axis(Teller(MADE, "en"), [each for each in moments if each.first > 0 and each.role == "said"]).to_dict()  # type: ignore[union-attr]
    rows = {round(row["b"] - row["a"], 1) for data in spec["datasets"].values() for row in data}
    assert rows == {0.0, 1.0}


def test_too_little_is_a_sentence() -> None:
    blocks = on_one_axis(Teller(table(), "en"), axis(table()))
    assert not any(isinstance(block, Figure) for block in blocks)
    assert isinstance(blocks[1], Paragraph)
    assert blocks[1].text
