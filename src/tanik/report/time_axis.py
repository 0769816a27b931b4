"""Statements and events on one axis of time: when views were held and written, and what happened.

A partial date is drawn as the interval in which it lies. Statements of one date stand together; the size is their
number, the colour what they say on the whole.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Literal

from tanik.analysis.answers import TooLittle
from tanik.analysis.event_study import Moment
from tanik.languages.calendars import jdn_to_gregorian
from tanik.report.answer_figures import FONT, INK, on_paper
from tanik.report.blocks import Block, Figure, Heading, paragraph
from tanik.report.figures import STROKES
from tanik.report.markup import plain, shortened
from tanik.report.telling import Teller
from tanik.report.wording import ROLES
from tanik.translation import N_

_Role = Literal["said", "refers_to", "written", "published", "event"]
_WIDTH, _PITCH = 560, 15
_EVENT = N_("events")
_THEN: tuple[_Role, ...] = ("said", "refers_to", "event")
_LATER: tuple[_Role, ...] = ("written", "published")


def on_one_axis(teller: Teller, moments: Sequence[Moment] | TooLittle) -> list[Block]:
    """The chapter: nothing of a date that is open on a side is drawn; TooLittle is a sentence."""
    say = teller.say
    head = Heading(say(N_("On one axis of time")), id="axis")
    if isinstance(moments, TooLittle):
        return [head, paragraph(teller.phrase(moments.sentence))]
    shown = [each for each in moments if math.isfinite(each.first) and math.isfinite(each.last)]
    said = [each for each in shown if each.role == "said"]
    if not shown:
        return []
    caption = say(
        N_(
            "When views were held, what they refer to, when they were written, and the events of the file of people. A "
            "bar is the interval of a partial date; the size of a point is the number of statements; blue: more for, "
            "orange: more against. Writing and publication have an axis of their own."
        )
    )
    first = max(said, key=lambda each: (each.n, -each.first), default=None)
    parts: list[Any] = []
    if first is not None:
        sentence = N_("Of no date are so many views as of {date} ({n} statements)")
        parts = [say(sentence, date=first.edtf, n=teller.number(first.n)), *teller.notes(first.statements, 2), "."]
    text = [paragraph(*parts)] if parts else []
    return [head, *text, Figure("axis", caption, time_axis(teller, shown), caption)]


def time_axis(teller: Teller, moments: Sequence[Moment]) -> Any:
    """The chart: a lane for each role of a date and one for events, the names of which stand beside them."""
    import altair as alt

    panels = []
    # What was written decades later would squeeze what it tells of into a corner: it has an axis of its own.
    for roles in (_THEN, _LATER):
        shown = [each for each in moments if each.role in roles]
        if not shown:
            continue
        low, high = min(_year(each.first) for each in shown), max(_year(each.last + 1) for each in shown)
        margin = max((high - low) * 0.04, 0.3)
        for role in roles:
            if lane := [each for each in shown if each.role == role]:
                name = teller.say(_EVENT if role == "event" else ROLES[role])
                panels.append(_lane(lane, name, (low - margin, high + margin)))
    return on_paper(teller, alt.vconcat(*panels, spacing=4))


def _lane(moments: Sequence[Moment], name: str, domain: Sequence[float]) -> Any:
    import altair as alt

    scale = alt.Scale(domain=list(domain), nice=False, zero=False)
    axis = alt.Axis(title=None, format="d", tickMinStep=1, tickCount=12)
    events = moments[0].role == "event"
    rows: list[dict[str, Any]] = []
    ends: list[float] = []
    # A letter of an event's name is about so many years wide.
    letter = 6.3 * (domain[1] - domain[0]) / _WIDTH
    for each in moments:
        begin, end = _year(each.first), _year(each.last + 1)
        label = shortened(plain(each.name), 30) if events else ""
        need = max(end, (begin + end) / 2 + letter * (len(label) + 2)) if label else end
        row = next((n for n, free in enumerate(ends) if free <= begin), len(ends))
        ends[row : row + 1] = [need + 0.01]
        leaning = each.positive - each.negative
        colour = STROKES["positive" if leaning > 0 else "negative" if leaning < 0 else "neutral"]
        rows.append(
            {
                **{"a": begin, "b": end, "m": (begin + end) / 2, "r": row, "n": max(each.n, 1)},
                **{"c": INK if events else colour, "t": label},
            }
        )
    title = alt.Axis(title=name, titleAngle=0, titleAlign="right", titleX=-8, labels=False, ticks=False, grid=False)
    y = alt.Y("r:Q", axis=title, scale=alt.Scale(domain=[-0.6, len(ends) - 0.4], nice=False, zero=False))
    base = alt.Chart(alt.InlineData(values=rows)).encode(y=y, color=alt.Color("c:N", scale=None))
    most = max(row["n"] for row in rows)
    size = alt.Size("n:Q", legend=None, scale=alt.Scale(domain=[0, max(most, 4)], range=[16, 190]))
    begin_at, middle = alt.X("a:Q", scale=scale, axis=axis), alt.X("m:Q", scale=scale, axis=axis)
    layers = [
        base.mark_rule(strokeWidth=3, opacity=0.45).encode(x=begin_at, x2="b:Q"),
        base.mark_point(shape="diamond" if events else "circle", filled=True, opacity=0.9).encode(x=middle, size=size),
    ]
    if events:
        words = base.mark_text(font=FONT, fontSize=11, align="left", dx=7, color=INK)
        layers.append(words.encode(x=middle, text="t:N", color=alt.value(INK)))
    return alt.layer(*layers).properties(width=_WIDTH, height=_PITCH * len(ends) + 8)


def _year(jdn: float) -> float:
    """A Julian day number as a year with its part."""
    year, month, day = jdn_to_gregorian(int(jdn))
    return year + (month - 1) / 12 + (day - 1) / 372
