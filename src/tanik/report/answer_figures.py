"""The pictures of a publication, drawn for print: on white, readable without colour, with the numbers' intervals.

Each is an Altair chart with its data inside. Colours are those of :mod:`tanik.report.figures`; hollow points and thin
lines stand for few statements.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from tanik.analysis.criticism import Saturation, Without
from tanik.analysis.findings import Outcome
from tanik.analysis.hindsight import Band
from tanik.analysis.lenses import LensCell
from tanik.analysis.tallies import Cell
from tanik.report.figures import STROKES
from tanik.report.markup import plain, shortened
from tanik.report.telling import Teller
from tanik.translation import N_

FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
INK, GREY = "#141414", "#767676"
WIDTH = 420
"""Pixels of a picture with lines of its own; it stays readable at the width of a telephone."""
TURKISH_NUMBERS = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", ""]}
FEW = 5
"""A mean of fewer passages is drawn hollow."""
LENS_COLOURS = ("#1b66a6", "#6a51a3", "#4d4d4d", "#8fc1e6", "#a65200", "#f5b26b", "#d6b3e0")
STEP = 38
"""Pixels of a line with its name over it."""
_NAME = 34


def on_paper(teller: Teller, chart: Any) -> Any:
    """A chart with the type and the lines of print, and numbers as its language writes them."""
    written = {"locale": {"number": TURKISH_NUMBERS}} if teller.language == "tr" else {}
    return chart.configure(
        **written,
        font=FONT,
        background="#ffffff",
        view={"stroke": None},
        axis={"labelColor": INK, "titleColor": INK, "labelFontSize": 11, "titleFontSize": 11, "labelLimit": 260,
              "titleFontWeight": "normal", "gridColor": "#dddddd", "domainColor": GREY, "tickColor": GREY},
        legend={"labelFontSize": 11, "titleFontSize": 11, "labelLimit": 260, "titleFontWeight": "normal"},
    )  # fmt: skip


def means(teller: Teller, cells: Sequence[Cell]) -> Any:
    """Cells as points with intervals on an axis from against to for, one line for each."""
    rows = []
    for cell in cells:
        assert cell.pooled is not None
        name = shortened(plain(" → ".join(cell.names)), _NAME + 20)
        rows.append(
            {
                **{"c": f"{name}  ({teller.number(cell.n)})", "m": cell.pooled.value},
                **{"l": cell.pooled.low, "h": cell.pooled.high, "few": cell.passages < FEW},
                "k": "positive" if cell.pooled.low > 0 else "negative" if cell.pooled.high < 0 else "neutral",
            }
        )
    return _points(teller, rows)


def verdicts(teller: Teller, outcomes: Sequence[Outcome], names: Sequence[str]) -> Any:
    """The numbers of findings with their intervals; only those whose number lies between −1 and 1."""
    kinds = {"supported": "positive", "opposed": "negative"}
    rows = [
        {
            **{"c": shortened(plain(name), _NAME + 30), "m": outcome.measure.value},
            **{"l": outcome.measure.low, "h": outcome.measure.high, "few": outcome.verdict == "too_little_evidence"},
            "k": kinds.get(outcome.verdict, "neutral"),
            "t": _threshold(outcome),
        }
        for outcome, name in zip(outcomes, names, strict=True)
    ]
    return _points(teller, rows, N_("share (0 to 1), difference or trend (−1 to 1); bar: what it must pass"))


def _threshold(outcome: Outcome) -> float:
    """What the number of a finding must pass: half of the passages, a tenth where they should be divided, else 0."""
    finding = outcome.finding
    if finding.expect != "direction":
        return 0.0
    if finding.at_least is not None:
        return finding.at_least
    return 0.1 if finding.direction == "divided" else 0.5


def _points(teller: Teller, rows: Sequence[dict[str, Any]], under: str = N_("← against    for →")) -> Any:
    """``under``: what stands under the axis; ``t`` of a row: a threshold, drawn as a bar."""
    import altair as alt

    scale = alt.Scale(domain=[-1, 1], nice=False)
    # Wide blanks: a run of usual ones would be drawn as one.
    title = teller.say(under).replace("    ", "\u2003" * 4)
    x = alt.X("m:Q", scale=scale, axis=alt.Axis(title=title, tickCount=5, format=".1~f"))
    y = _lines_of([row["c"] for row in rows])
    colour = alt.Color("k:N", scale=alt.Scale(domain=list(STROKES), range=list(STROKES.values())), legend=None)
    base = alt.Chart(alt.InlineData(values=list(rows)))
    lines = base.mark_rule(strokeWidth=2.2).encode(x=alt.X("l:Q", scale=scale), x2="h:Q", y=y, color=colour)
    points = base.mark_point(size=70, filled=True, opacity=1, strokeWidth=1.6).encode(
        x=x, y=y, stroke=colour, fill=alt.condition("datum.few", alt.value("#ffffff"), colour)
    )
    zero = (
        alt.Chart(alt.InlineData(values=[{"z": 0}]))
        .mark_rule(color=INK, strokeWidth=1)
        .encode(x=alt.X("z:Q", scale=scale))
    )
    bars = base.mark_tick(color=INK, thickness=2.4, size=14).encode(x=alt.X("t:Q", scale=scale), y=y)
    thresholds = [bars] if any("t" in row for row in rows) else []
    drawn = alt.layer(zero, lines, _named(base, "c", y), *thresholds, points)
    return on_paper(teller, drawn.properties(width=WIDTH, height={"step": STEP}))


def _lines_of(names: Sequence[str]) -> Any:
    """The axis of pictures with a line for each name; the name stands over its line, where there is room for it."""
    import altair as alt

    return alt.Y("c:N", sort=list(names), axis=alt.Axis(title=None, labels=False, ticks=False, domain=False, grid=True))


def _named(base: Any, field: str, y: Any) -> Any:
    import altair as alt

    text = base.encode(x=alt.value(2), y=y, text=f"{field}:N")
    style = {"font": FONT, "fontSize": 11, "align": "left", "baseline": "bottom", "dy": -7}
    # White behind the letters, so that the line of zero does not cross them.
    return text.mark_text(**style, stroke="#ffffff", strokeWidth=4) + text.mark_text(**style, color=INK)


def bands(teller: Teller, found: Sequence[Band]) -> Any:
    """The mean of what was said by the years between saying and writing, with its interval."""
    import altair as alt

    rows: list[dict[str, Any]] = [
        {
            **{"b": band_name(teller, band), "m": band.cell.pooled.value, "l": band.cell.pooled.low},
            **{"h": band.cell.pooled.high, "n": f"n = {teller.number(band.cell.n)}", "few": band.cell.passages < FEW},
        }
        for band in found
        if band.cell is not None and band.cell.pooled is not None
    ]
    scale = alt.Scale(domain=[-1, 1], nice=False)
    axis = alt.Axis(title=teller.say(N_("Years between the view and its writing")), labelAngle=0)
    x = alt.X("b:N", sort=[row["b"] for row in rows], axis=axis)
    y = alt.Y("m:Q", scale=scale, axis=alt.Axis(title=teller.say(N_("Mean (−1 against, +1 for)")), tickCount=5))
    base = alt.Chart(alt.InlineData(values=rows))
    lines = base.mark_rule(strokeWidth=2.2, color=STROKES["positive"]).encode(
        x=x, y=alt.Y("l:Q", scale=scale), y2="h:Q"
    )
    points = base.mark_point(size=80, filled=True, opacity=1, stroke=STROKES["positive"], strokeWidth=1.6).encode(
        x=x, y=y, fill=alt.condition("datum.few", alt.value("#ffffff"), alt.value(STROKES["positive"]))
    )
    counts = base.mark_text(font=FONT, fontSize=11, color=INK, baseline="bottom").encode(
        x=x, y=alt.datum(1, scale=scale), text="n:N"
    )
    zero = alt.Chart(alt.InlineData(values=[{"z": 0}])).mark_rule(color=INK).encode(y=alt.Y("z:Q", scale=scale))
    return on_paper(teller, (zero + lines + points + counts).properties(width={"step": 90}, height=220))


def band_name(teller: Teller, band: Band) -> str:
    """``0–1``, ``more than 25``."""
    low = band.low if band.low is not None and math.isfinite(band.low) else None
    high = band.high if band.high is not None and math.isfinite(band.high) else None
    if low is None and high is None:
        return teller.say(N_("not known"))
    if high is None:
        return teller.say(N_("more than {years}"), years=teller.decimal(low, 0))
    return f"{teller.decimal(low or 0, 0)}–{teller.decimal(high, 0)}"


def lens_shares(teller: Teller, cells: Sequence[LensCell], names: dict[str, str]) -> Any:
    """How the statements of each group divide over the lenses: bars side by side with their counts."""
    import altair as alt

    rows: list[dict[str, Any]] = [
        {"g": shortened(plain(" · ".join(cell.names)), _NAME - 10), "l": names[cell.lens], "n": len(cell.statements)}
        for cell in cells
        if cell.statements
    ]
    groups = list(dict.fromkeys(row["g"] for row in rows))
    shown = [name for name in names.values() if any(row["l"] == name for row in rows)]
    x = alt.X("l:N", sort=shown, axis=alt.Axis(title=None, labelAngle=-35, orient="top", grid=True))
    y = alt.Y("g:N", sort=groups, axis=alt.Axis(title=None, grid=True))
    base = alt.Chart(alt.InlineData(values=rows)).encode(x=x, y=y)
    most = max((int(row["n"]) for row in rows), default=1)
    circles = base.mark_circle(opacity=1, color="#d3e7f7", stroke=STROKES["positive"]).encode(
        size=alt.Size("n:Q", legend=None, scale=alt.Scale(domain=[0, max(most, 4)], range=[120, 1000]))
    )
    numbers = base.mark_text(font=FONT, fontSize=11, color=INK).encode(text="n:Q")
    return on_paper(teller, (circles + numbers).properties(width={"step": 46}, height={"step": 36}))


def left_out(teller: Teller, rows: Sequence[Without], whole: float) -> Any:
    """The mean without each source; a line marks the mean with all. The axis shows only where the means lie."""
    import altair as alt

    values: list[dict[str, Any]] = [
        {"c": shortened(plain(row.name), _NAME + 30), "v": row.value, "w": whole}
        for row in rows
        if row.value is not None
    ]
    means = [whole, *(row["v"] for row in values)]
    room = max(0.1, 0.15 * (max(means) - min(means)))
    scale = alt.Scale(domain=[max(-1.0, min(means) - room), min(1.0, max(means) + room)], nice=True)
    y = _lines_of([row["c"] for row in values])
    title = teller.say(N_("Mean without the source (line: with all)"))
    base = alt.Chart(alt.InlineData(values=values))
    moves = base.mark_rule(strokeWidth=2, color=GREY).encode(x=alt.X("w:Q", scale=scale), x2="v:Q", y=y)
    points = base.mark_point(filled=True, size=70, opacity=1, color=STROKES["positive"]).encode(
        x=alt.X("v:Q", scale=scale, axis=alt.Axis(title=title, tickCount=5, format=".2~f")), y=y
    )
    mark = alt.Chart(alt.InlineData(values=[{"w": whole}])).mark_rule(color=INK).encode(x=alt.X("w:Q", scale=scale))
    drawn = mark + moves + _named(base, "c", y) + points
    return on_paper(teller, drawn.properties(width=WIDTH, height={"step": STEP}))


def saturated(teller: Teller, found: Saturation) -> Any:
    """Points of view known after each source: in random orders (band and line), in the order of writing (points)."""
    import altair as alt

    curve = [
        {"n": n, "c": c, "l": low, "h": high}
        for n, (c, low, high) in enumerate(zip(found.curve, found.low, found.high, strict=True), 1)
    ]
    steps = [{"n": n, "all": step.all} for n, step in enumerate(found.steps, 1)]
    x = alt.X(
        "n:Q",
        axis=alt.Axis(title=teller.say(N_("Sources read")), format="d", tickMinStep=1),
        scale=alt.Scale(nice=False),
    )
    y = alt.Y("c:Q", axis=alt.Axis(title=teller.say(N_("Different points of view"))))
    base = alt.Chart(alt.InlineData(values=curve))
    band = base.mark_area(color="#d3e7f7", opacity=1).encode(x=x, y=alt.Y("l:Q"), y2="h:Q")
    line = base.mark_line(color=STROKES["positive"]).encode(x=x, y=y)
    order = alt.Chart(alt.InlineData(values=steps)).mark_point(
        filled=True, color=STROKES["negative"], size=45, opacity=1
    )
    return on_paper(teller, (band + line + order.encode(x=x, y="all:Q")).properties(width=WIDTH - 40, height=220))
