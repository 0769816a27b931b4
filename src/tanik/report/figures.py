"""The pictures: Vega-Lite charts by Altair, drawn to SVG by vl-convert, made part of the page.

Colours are Brewer's PuOr and Blues tints that colour-blind readers can tell apart; the sign and the number stand in
every mark, so that nothing depends on colour. The tables say the same in words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from tanik.analysis.timeline import Lane, Role, TimePoint, lanes, span
from tanik.report.markup import plain, shortened, text
from tanik.report.plan import Plan
from tanik.report.wording import ROLES, SIGNS
from tanik.translation import N_

FILLS = {"positive": "#8fc1e6", "negative": "#f5b26b", "mixed": "#d6c8e8", "neutral": "#e0e0e0"}
PALE = {"positive": "#d3e7f7", "negative": "#fbdfc0", "mixed": "#e6dcf2", "neutral": "#ebebeb"}
"""Of cells whose direction is open; all are light enough for dark figures on them, on white and on black paper."""
STROKES = {"positive": "#1b66a6", "negative": "#a65200", "mixed": "#6a51a3", "neutral": "#707070"}
INK = "#010203"
"""Stands for the colour of the text; replaced by ``currentColor`` so that the picture follows light and dark."""
PAPER = "#030201"
DARK = "#141414"
LABEL = N_("Chart; the same is in the table below it")
LANE_ROWS, FULL_ROWS = 60, 14
"""A lane that needs more rows is counted by year instead of drawn date by date; up to the second rows are high."""
NAME = 26
FAR = 3
"""Far dates are left to the list when they make the axis more than so many times as long."""
WRITTEN: tuple[Role, ...] = ("written", "published")
_FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
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
                "f": (FILLS if found.decided else PALE)[found.polarity],
                "e": STROKES[found.polarity],
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
            axis=alt.Axis(title=None, grid=True, minExtent=7 * max(len(labels[key]) for key in holders)),
        ),
        href="u:N",
    )
    circles = base.mark_circle(opacity=1, strokeWidth=1.6).encode(
        size=alt.Size("n:Q", legend=None, scale=alt.Scale(domain=[0, max(most, 4)], range=[420, 1500])),
        fill=alt.Fill("f:N", scale=None),
        stroke=alt.Stroke("e:N", scale=None),
        strokeDash=alt.condition("datum.sure", alt.value([1, 0]), alt.value([2.5, 2.5])),
    )
    signs = base.mark_text(fontSize=12, font=_FONT, color=DARK).encode(text="label:N")
    chart = (circles + signs).properties(width={"step": 58}, height={"step": 42})
    caption = plan.words.say(
        N_(
            "The biggest holders (rows) and targets (columns). Area: number of statements, printed inside. Sign and "
            "colour: the mean, + blue for, − orange against, ± violet divided, ○ grey not evaluating. "
            "Broken edge: too few statements to tell the direction from chance."
        )
    )
    return _figure(_svg(chart), plan.words.say(LABEL), caption)


def timeline_figure(plan: Plan) -> str:
    """What happened and was said on one axis, when it was written on another, in lanes by the role of the date."""
    written = [point for point in plan.timeline.points if point.role in WRITTEN]
    others = [point for point in plan.timeline.points if point.role not in WRITTEN]
    figures = []
    if others:
        caption = N_(
            "What was said when, what it refers to and which dates the text names. A dot is the middle of a date, a "
            "bar its length; each leads to its place. A lane with very many dates shows their number by year."
        )
        figures.append(_timeline(plan, others, caption))
    if written:
        caption = N_("When the sources were written and published, on an axis of their own.")
        figures.append(_timeline(plan, written, caption))
    return "\n".join(figures)


def _timeline(plan: Plan, points: Sequence[TimePoint], caption: str) -> str:
    import altair as alt

    low, high = _domain(points)
    inside = [point for point in points if low <= span(point)[0] and span(point)[1] <= high]
    margin = max((high - low) * 0.02, 0.15)
    domain = [low - margin, high + margin]
    drawn = lanes(inside, least=(domain[1] - domain[0]) / 90)
    panels = [_lane(plan, lane, domain, last=lane is drawn[-1]) for lane in drawn]
    sentences = [plan.words.say(caption)]
    if len(inside) < len(points):
        left = N_("{n} dates far before or after are in the list only.")
        sentences.append(plan.words.say(left, n=plan.words.number(len(points) - len(inside))))
    return _figure(_svg(alt.vconcat(*panels, spacing=6)), plan.words.say(LABEL), " ".join(sentences))


def _domain(points: Sequence[TimePoint]) -> tuple[float, float]:
    """The years to draw: all of them, or the middle 9 of 10 dates when a few far ones would squeeze the rest."""
    spans = [span(point) for point in points]
    firsts, lasts = sorted(first for first, _ in spans), sorted(last for _, last in spans)
    low, high = firsts[0], lasts[-1]
    cut = len(points) * 5 // 100
    near = firsts[cut], lasts[-1 - cut]
    return near if cut and near[0] < near[1] and (high - low) > FAR * (near[1] - near[0]) else (low, high)


def _lane(plan: Plan, lane: Lane, domain: list[float], *, last: bool) -> Any:
    import altair as alt

    scale = alt.Scale(domain=domain, nice=False, zero=False)
    axis = alt.Axis(title=None, format="d", labels=last, ticks=last, tickMinStep=1, tickCount=12, grid=True)
    x = alt.X("a:Q", scale=scale, axis=axis)
    title = shortened(plan.words.say(ROLES[lane.role]), NAME)
    named: dict[str, Any] = {"title": title, "titleAngle": 0, "titleAlign": "right", "titleX": -10, "grid": False}
    if lane.height > LANE_ROWS:
        counted: dict[int, int] = {}
        for point in lane.points:
            counted[int(span(point)[0])] = counted.get(int(span(point)[0]), 0) + 1
        values = [{"a": year, "b": year + 1, "n": number} for year, number in sorted(counted.items())]
        chart = _chart(values).mark_bar(color=STROKES["positive"], opacity=0.75, clip=True)
        named["titleX"] = -34
        counts = alt.Axis(**named, tickMinStep=1, tickCount=3, format="d")
        return chart.encode(x=x, x2="b:Q", y=alt.Y("n:Q", axis=counts), y2=alt.datum(0)).properties(
            width=640, height=80
        )
    drawn: list[dict[str, Any]] = []
    for point, row in zip(lane.points, lane.rows, strict=True):
        first, end = span(point)
        drawn.append({"a": first, "b": end, "m": (first + end) / 2, "r": row, "u": _target(plan, point)})
    y = alt.Y(
        "r:Q",
        axis=alt.Axis(**named, labels=False, ticks=False),
        scale=alt.Scale(domain=[-0.6, lane.height - 0.4], nice=False, zero=False),
    )
    pitch = 12 if lane.height <= FULL_ROWS else 6
    base = _chart(drawn).encode(href="u:N", y=y)
    colour = STROKES["negative"] if lane.role in WRITTEN else STROKES["positive"]
    bars = base.mark_rule(strokeWidth=pitch / 3, color=colour, opacity=0.55).encode(x=x, x2="b:Q")
    dots = base.mark_circle(size=26 if pitch == 12 else 14, color=colour, opacity=1).encode(
        x=alt.X("m:Q", scale=scale, axis=axis)
    )
    return (bars + dots).properties(width=640, height=pitch * lane.height + 6)


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
        padding={"left": 20, "top": 5, "right": 30, "bottom": 5},
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
    drawn: str = vl_convert.vegalite_to_svg(configured.to_json(validate=False))
    drawn = _ATTRIBUTES.sub("", drawn)
    drawn = _LINK.sub(r'tabindex="-1" href="\1"', drawn)
    drawn = drawn.replace(f'fill="{PAPER}"', 'fill="none"').replace(INK, "currentColor")
    return _SIZE.sub(r'<svg aria-hidden="true" width="\1" height="\2"', drawn, count=1)


def _figure(svg: str, label: str, caption: str) -> str:
    return (
        f'<figure><div class="scroll" role="region" tabindex="0" aria-label="{text(label)}">{svg}</div>'
        f"<figcaption>{text(caption)}</figcaption></figure>"
    )
