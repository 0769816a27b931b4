"""The pictures: Vega-Lite charts by Altair, drawn to SVG by vl-convert, made part of the page.

Colours are Brewer's PuOr and Blues tints that colour-blind readers can tell apart; the sign and the number stand in
every mark, so that nothing depends on colour. The tables say the same in words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from tanik.analysis.timeline import Lane, TimePoint, lanes, span
from tanik.report.markup import plain, shortened, text
from tanik.report.plan import Plan
from tanik.report.wording import ROLES, SIGNS
from tanik.translation import N_

FILLS = {"positive": "#a6cee8", "negative": "#f9c58b", "mixed": "#d3c4e3", "neutral": "#dcdcdc"}
STROKES = {"positive": "#1b66a6", "negative": "#a65200", "mixed": "#6a51a3", "neutral": "#707070"}
INK = "#010203"
"""Stands for the colour of the text; replaced by ``currentColor`` so that the picture follows light and dark."""
PAPER = "#030201"
LANE_ROWS = 14
"""A lane that needs more rows than this is counted by year instead of drawn point by point."""
NAME = 26
_FONT = "system-ui, Liberation Sans, sans-serif"
_ATTRIBUTES = re.compile(r' (?:aria-[a-z]+|role|xmlns(?::xlink)?|version|class)="[^"]*"')
_LINK = re.compile(r'xlink:href="[^"#]*(#[^"]*)"')
_SIZE = re.compile(r'<svg width="([\d.]+)" height="([\d.]+)"')


def matrix_figure(plan: Plan, holders: Sequence[str], targets: Sequence[str]) -> str:
    """The biggest holders by the biggest targets: area by count, colour and sign by mean, broken edge when unsure."""
    import altair as alt

    labels = _labels(plan, [*holders, *targets])
    values = []
    for found in plan.perspectives.cells.values():
        if found.holder not in holders or found.target not in targets:
            continue
        values.append(
            {
                "h": labels[found.holder],
                "t": labels[found.target],
                "n": found.n,
                "label": f"{SIGNS[found.polarity]}{found.n}",
                "polarity": found.polarity,
                "sure": found.decided,
                "u": f"#c{plan.numbers[found.holder]}-{plan.numbers[found.target]}",
            }
        )
    values.sort(key=lambda value: str(value["u"]))
    most = max(int(str(value["n"])) for value in values)
    base = _chart(values).encode(
        x=alt.X(
            "t:N",
            sort=[labels[key] for key in targets],
            scale=alt.Scale(domain=[labels[key] for key in targets]),
            axis=alt.Axis(orient="top", labelAngle=-38, title=None, grid=True),
        ),
        y=alt.Y(
            "h:N",
            sort=[labels[key] for key in holders],
            scale=alt.Scale(domain=[labels[key] for key in holders]),
            axis=alt.Axis(title=None, grid=True),
        ),
        href="u:N",
    )
    circles = base.mark_circle(opacity=1, strokeWidth=1.6).encode(
        size=alt.Size("n:Q", legend=None, scale=alt.Scale(domain=[0, max(most, 4)], range=[420, 1500])),
        fill=_by_polarity(alt.Fill, FILLS),
        stroke=_by_polarity(alt.Stroke, STROKES),
        strokeDash=alt.condition("datum.sure", alt.value([1, 0]), alt.value([2.5, 2.5])),
        fillOpacity=alt.condition("datum.sure", alt.value(1), alt.value(0.55)),
    )
    signs = base.mark_text(fontSize=12, font=_FONT, color=INK).encode(text="label:N")
    chart = (circles + signs).properties(width={"step": 58}, height={"step": 42})
    caption = plan.words.say(
        N_(
            "The biggest holders (rows) and targets (columns). Area: number of statements, printed inside. Sign and "
            "colour: the mean, + blue for, − orange against, ± violet divided, ○ grey not evaluating. "
            "Broken edge: too few statements to tell the direction from chance."
        )
    )
    return _figure(_svg(chart), caption)


def timeline_figure(plan: Plan) -> str:
    """Everything dated on one axis, in lanes by the role of the date."""
    import altair as alt

    points = plan.timeline.points
    low = min(span(point)[0] for point in points)
    high = max(span(point)[1] for point in points)
    margin = max((high - low) * 0.02, 0.15)
    domain = [low - margin, high + margin]
    panels = []
    for lane in lanes(points, least=(domain[1] - domain[0]) / 90):
        title = plan.words.say(ROLES[lane.role])
        last = lane.role == points_last_role(points)
        panels.append(_lane(plan, lane, domain, title, last))
    chart = alt.vconcat(*panels, spacing=6)
    caption = plan.words.say(
        N_(
            "What was said when, what it refers to, when it was written and which dates the text names. A dot is the "
            "middle of a date, a bar its length; each leads to its place. A lane with very many dates shows their "
            "number by year."
        )
    )
    return _figure(_svg(chart), caption)


def points_last_role(points: Sequence[TimePoint]) -> str:
    """The role of the lowest lane, which alone carries the axis."""
    return [role for role in ROLES if any(point.role == role for point in points)][-1]


def _lane(plan: Plan, lane: Lane, domain: list[float], title: str, last: bool) -> Any:
    import altair as alt

    scale = alt.Scale(domain=domain, nice=False, zero=False)
    axis = alt.Axis(title=None, format="d", labels=last, ticks=last, tickMinStep=1, tickCount=12, grid=True)
    x = alt.X("a:Q", scale=scale, axis=axis)
    named: dict[str, Any] = {
        "title": shortened(title, NAME),
        "titleAngle": 0,
        "titleAlign": "right",
        "titleX": -10,
        "grid": False,
    }
    if lane.height > LANE_ROWS:
        counted: dict[int, int] = {}
        for point in lane.points:
            counted[int(span(point)[0])] = counted.get(int(span(point)[0]), 0) + 1
        values = [{"a": year, "b": year + 1, "n": number} for year, number in sorted(counted.items())]
        chart = _chart(values).mark_bar(color=STROKES["positive"], opacity=0.75)
        chart = chart.encode(x=x, x2="b:Q", y=alt.Y("n:Q", axis=alt.Axis(**named, tickMinStep=1, tickCount=3)))
        return chart.properties(width=640, height=80)
    drawn: list[dict[str, Any]] = []
    for point, row in zip(lane.points, lane.rows, strict=True):
        first, end = span(point)
        drawn.append({"a": first, "b": end, "m": (first + end) / 2, "r": row, "u": _target(plan, point)})
    height = 12 * lane.height + 6
    y = alt.Y(
        "r:Q", axis=alt.Axis(**named, labels=False, ticks=False), scale=alt.Scale(domain=[-0.6, lane.height - 0.4])
    )
    base = _chart(drawn).encode(href="u:N", y=y)
    colour = STROKES["negative"] if lane.role in ("written", "published") else STROKES["positive"]
    bars = base.mark_rule(strokeWidth=4, color=colour, opacity=0.55).encode(x=x, x2="b:Q")
    dots = base.mark_circle(size=26, color=colour, opacity=1).encode(x=alt.X("m:Q", scale=scale, axis=axis))
    return (bars + dots).properties(width=640, height=height)


def _target(plan: Plan, point: TimePoint) -> str:
    """Where a point leads: to the passage of a date, to the row of a statement or of a source."""
    if point.role in ("written", "published"):
        return f"#so{point.item + 1}"
    if point.role == "date":
        return f"#dt{point.item + 1}-{point.index + 1}"
    return f"#st{point.item + 1}-{point.index + 1}"


def _chart(values: Sequence[dict[str, Any]]) -> Any:
    import altair as alt

    return alt.Chart(alt.InlineData(values=list(values)))


def _by_polarity(channel: Any, colours: dict[str, str]) -> Any:
    import altair as alt

    return channel("polarity:N", legend=None, scale=alt.Scale(domain=list(colours), range=list(colours.values())))


def _labels(plan: Plan, keys: Sequence[str]) -> dict[str, str]:
    """A different label for every key: Vega would draw two rows with one label as one row."""
    labels: dict[str, str] = {}
    for key in dict.fromkeys(keys):
        label = shortened(plain(plan.entities.name(key)), NAME) or "?"
        while label in labels.values():
            label += "\u200a"
        labels[key] = label
    return labels


def _svg(chart: Any) -> str:
    """A chart as SVG for the inside of a page: no namespaces, no addresses, colours of the page."""
    import vl_convert

    configured = chart.configure(
        background=PAPER,
        font=_FONT,
        axis={
            "labelColor": INK,
            "titleColor": INK,
            "labelFontSize": 12,
            "titleFontSize": 12,
            "titleFontWeight": "normal",
            "gridColor": INK,
            "gridOpacity": 0.12,
            "domainColor": INK,
            "domainOpacity": 0.4,
            "tickColor": INK,
            "tickOpacity": 0.4,
            "labelLimit": 220,
        },
        view={"stroke": None},
    )
    drawn: str = vl_convert.vegalite_to_svg(configured.to_json())
    drawn = _ATTRIBUTES.sub("", drawn)
    drawn = _LINK.sub(r'tabindex="-1" href="\1"', drawn)
    drawn = drawn.replace(f'fill="{PAPER}"', 'fill="none"').replace(INK, "currentColor")
    return _SIZE.sub(r'<svg aria-hidden="true" width="\1" height="\2"', drawn, count=1)


def _figure(svg: str, caption: str) -> str:
    label = text(caption)
    return (
        f'<figure><div class="scroll wide" role="region" tabindex="0" aria-label="{label}">{svg}</div>'
        f"<figcaption>{label}</figcaption></figure>"
    )
