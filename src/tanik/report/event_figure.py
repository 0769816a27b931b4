"""Before and after an event as a picture, beside the same study of other days."""

from __future__ import annotations

from typing import Any

from tanik.analysis.event_study import EventStudy
from tanik.analysis.tallies import Cell
from tanik.report.answer_figures import FEW, FONT, GREY, INK, WIDTH, on_paper
from tanik.report.figures import STROKES
from tanik.report.telling import Teller
from tanik.translation import N_

_BARS = 20


def event_change(teller: Teller, study: EventStudy) -> Any:
    """The means before and after with their intervals; under them, with placebo days, how they would have changed."""
    import altair as alt

    rows: list[dict[str, Any]] = [
        _side(teller.say(name), teller, cell)
        for name, cell in ((N_("before"), study.before), (N_("after"), study.after))
        if cell.pooled is not None
    ]
    scale = alt.Scale(domain=[-1, 1], nice=False)
    title = teller.say(N_("Mean (−1 against, +1 for)"))
    y = alt.Y("c:N", sort=[row["c"] for row in rows], axis=alt.Axis(title=None, domain=False, ticks=False, grid=True))
    base = alt.Chart(alt.InlineData(values=rows))
    lines = base.mark_rule(strokeWidth=2.2, color=STROKES["positive"]).encode(
        x=alt.X("l:Q", scale=scale), x2="h:Q", y=y
    )
    points = base.mark_point(size=80, filled=True, opacity=1, stroke=STROKES["positive"], strokeWidth=1.6).encode(
        x=alt.X("m:Q", scale=scale, axis=alt.Axis(title=title, tickCount=5, format=".1~f")),
        y=y,
        fill=alt.condition("datum.few", alt.value("#ffffff"), alt.value(STROKES["positive"])),
    )
    zero = alt.Chart(alt.InlineData(values=[{"z": 0}])).mark_rule(color=INK).encode(x=alt.X("z:Q", scale=scale))
    top = (zero + lines + points).properties(width=WIDTH - 80, height={"step": 40})
    if not study.placebo:
        return on_paper(teller, top)
    return on_paper(teller, alt.vconcat(top, _placebo(teller, study)).resolve_scale(x="independent"))


def _side(name: str, teller: Teller, cell: Cell) -> dict[str, Any]:
    assert cell.pooled is not None
    label = f"{name} ({teller.number(cell.n)})"
    few = cell.passages < FEW
    return {"c": label, "m": cell.pooled.value, "l": cell.pooled.low, "h": cell.pooled.high, "few": few}


def _placebo(teller: Teller, study: EventStudy) -> Any:
    import altair as alt

    counts = [0] * _BARS
    for each in study.placebo:
        counts[min(_BARS - 1, int((each.difference + 2) / 4 * _BARS))] += 1
    bars = [
        {"l": -2 + 4 * n / _BARS, "h": -2 + 4 * (n + 1) / _BARS, "n": counted}
        for n, counted in enumerate(counts)
        if counted
    ]
    scale = alt.Scale(domain=[-2, 2], nice=False)
    axis = alt.Axis(title=teller.say(N_("Change of the mean on other days; line: the event")), tickCount=5)
    height = alt.Y("n:Q", axis=alt.Axis(title=teller.say(N_("days")), tickCount=4, format="d", tickMinStep=1))
    drawn = (
        alt.Chart(alt.InlineData(values=bars))
        .mark_rect(fill="#d3e7f7", stroke=GREY, strokeWidth=0.6)
        .encode(x=alt.X("l:Q", scale=scale, axis=axis), x2="h:Q", y=height, y2=alt.datum(0))
    )
    change = study.test.observed
    mark = alt.Chart(alt.InlineData(values=[{"d": change}]))
    line = mark.mark_rule(color=STROKES["negative"], strokeWidth=2.4, strokeDash=[6, 3]).encode(
        x=alt.X("d:Q", scale=scale)
    )
    name = mark.mark_text(font=FONT, fontSize=11, color=INK, baseline="bottom", dy=-2).encode(
        x=alt.X("d:Q", scale=scale), y=alt.value(0), text=alt.value(teller.decimal(change))
    )
    return (drawn + line + name).properties(width=WIDTH - 80, height=120)
