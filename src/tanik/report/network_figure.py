"""A network as a picture: names as points, ties as lines, everything by Vega-Lite.

Who-whom: an arrow leads from a holder to a target, blue for, orange and broken against, violet divided, grey not
evaluating; its width shows the number of statements. One-mode: blue lines for agreement, orange and broken ones for
disagreement; camps have points of different shape. Nothing depends on colour alone.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from tanik.analysis.layout import MOST, Places, layout, parted
from tanik.analysis.networks import Network
from tanik.analysis.who_whom import Tie, WhoWhom
from tanik.errors import UsageError
from tanik.report.drawing import pdf, png, svg
from tanik.translation import N_

FORMATS = (".svg", ".png", ".pdf")
SIZE = 720
"""Least width and height of the picture in pixels; PNG has three times as many. A fuller picture is larger."""
MOST_TIES = 160
"""Lines that are drawn, the strongest."""
_INCH = 216
_FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
_BLUE, _ORANGE, _VIOLET, _GREY, _INK = "#1b66a6", "#a65200", "#6a51a3", "#707070", "#141414"
_LETTER = 6.2
_LONGEST = 30
_SHAPES = ("circle", "square", "diamond", "triangle-up", "cross")
_CLEAR = 0.25
"""A mean nearer to 0 than this is divided."""


@dataclass(frozen=True, slots=True)
class Line:
    """``start``, ``end``: numbers of nodes; ``weight``: from 0 to 1; ``colour``; ``against``: drawn broken."""

    start: int
    end: int
    weight: float
    colour: str
    against: bool
    directed: bool = False


def who_whom_chart(network: WhoWhom, title: str = "", legend: str = "") -> Any:
    """The signed network as an Altair chart: its ``MOST_TIES`` strongest ties. ValueError without ties."""
    ties = network.ties[:MOST_TIES]
    keys = sorted({key for tie in ties for key in (tie.holder, tie.target)})
    place = {key: n for n, key in enumerate(keys)}
    most = max((tie.statements for tie in ties), default=1)
    lines = [
        Line(place[tie.holder], place[tie.target], math.sqrt(tie.statements / most), *_sign(tie), directed=True)
        for tie in ties
    ]
    size = [0] * len(keys)
    for tie in ties:
        size[place[tie.holder]] += tie.statements
        size[place[tie.target]] += tie.statements
    return _chart([network.names[key] for key in keys], size, lines, [0] * len(keys), (title, legend))


def one_mode_chart(
    network: Network,
    camps: Sequence[Sequence[str]] = (),
    title: str = "",
    legend: str = "",
    name: Callable[[str], str] = str,
) -> Any:
    """A one-mode network as an Altair chart; names of different ``camps`` have points of different shape.

    Drawn are the strongest ``MOST_TIES`` ties. ValueError without ties.
    """
    ties = zip(network.sources.tolist(), network.targets.tolist(), network.values.tolist(), strict=True)
    strongest = sorted((tie for tie in ties if tie[0] < tie[1]), key=lambda tie: (-abs(tie[2]), tie))[:MOST_TIES]
    tied = sorted({node for tie in strongest for node in tie[:2]})
    place = {node: n for n, node in enumerate(tied)}
    most = max((abs(value) for _, _, value in strongest), default=1.0)
    lines = [
        Line(place[s], place[t], math.sqrt(abs(v) / most), _ORANGE if v < 0 else _BLUE, v < 0) for s, t, v in strongest
    ]
    size = [0] * len(tied)
    for line in lines:
        size[line.start] += 1
        size[line.end] += 1
    camp = {member: n for n, members in enumerate(camps) for member in members}
    names = [network.rows[node] for node in tied]
    return _chart([name(each) for each in names], size, lines, [camp.get(each, 0) for each in names], (title, legend))


def _sign(tie: Tie) -> tuple[str, bool]:
    if tie.mean is None:
        return _GREY, False
    if abs(tie.mean) < _CLEAR:
        return _VIOLET, False
    return (_BLUE, False) if tie.mean > 0 else (_ORANGE, True)


def _chart(
    names: Sequence[str], size: Sequence[int], lines: Sequence[Line], camps: Sequence[int], title: tuple[str, str]
) -> Any:
    import altair as alt

    if not names:
        raise ValueError("there is nothing to draw")
    if len(names) > MOST:
        raise UsageError(
            "T795",
            N_("{found} names cannot be drawn so that they can be read."),
            N_("Choose fewer statements with a filter, or only ties of several statements with --least."),
            found=len(names),
        )
    most = max(size)
    radius = [4 + 11 * math.sqrt(each / most) if most else 5.0 for each in size]
    labels = [each if len(each) <= _LONGEST else each[: _LONGEST - 1].rstrip() + "…" for each in names]
    at = _places(labels, radius, lines)
    wide, high = (max(SIZE, 2 * float(np.abs(at[:, axis]).max()) + 130) for axis in (0, 1))
    axes = {
        channel: of(f"{channel}:Q", scale=alt.Scale(domain=[-far / 2, far / 2], nice=False, zero=False), axis=None)
        for channel, of, far in (("x", alt.X, wide), ("y", alt.Y, high))
    }
    layers = [*_ties(lines, at, radius, axes), *_names(labels, at, radius, camps, axes)]
    head = {"text": title[0], "subtitle": title[1], "subtitleColor": _GREY} if title[0] else ""
    whole = alt.layer(*layers).properties(width=wide, height=high, title=head)
    return whole.configure(font=_FONT, background="#ffffff", view={"stroke": None}).configure_title(
        fontSize=15, subtitleFontSize=12, anchor="start", fontWeight="normal"
    )


def _places(labels: Sequence[str], radius: Sequence[float], lines: Sequence[Line]) -> Places:
    """Where the points stand, in pixels around the middle, so that no point or name covers another."""
    # Who agrees or speaks of one another stands near; in a network of agreement disagreement brings nobody nearer.
    near = [(line.start, line.end) for line in lines if line.directed or not line.against]
    at = layout(len(labels), near or [(line.start, line.end) for line in lines]) * (SIZE / 2 - 40)
    boxes = np.array([[max(len(t) * _LETTER, 2 * r) + 8, 2 * r + 24] for t, r in zip(labels, radius, strict=True)])
    at = parted(at, boxes)
    return np.asarray(at - (at.max(axis=0) + at.min(axis=0)) / 2, np.float64)


def _ties(lines: Sequence[Line], at: Places, radius: Sequence[float], axes: dict[str, Any]) -> list[Any]:
    import altair as alt

    paths = [_path(line, at, radius) for line in sorted(lines, key=lambda line: line.weight)]
    drawn = [
        alt.Chart(alt.InlineData(values=[path for path in paths if path["against"] == against]))
        .mark_rule(strokeDash=[5, 4] if against else [1, 0], opacity=0.65, strokeCap="round")
        .encode(
            **axes,
            x2="x2:Q",
            y2="y2:Q",
            stroke=alt.Stroke("c:N", scale=None),
            strokeWidth=alt.StrokeWidth("w:Q", scale=None),
        )
        for against in (False, True)
        if any(path["against"] == against for path in paths)
    ]
    if arrows := [path["arrow"] for path in paths if path["arrow"]]:
        shape = alt.Chart(alt.InlineData(values=arrows)).mark_point(shape="triangle-up", filled=True, opacity=0.9)
        drawn.append(
            shape.encode(
                **axes,
                angle=alt.Angle("angle:Q", scale=None),
                size=alt.Size("s:Q", scale=None),
                color=alt.Color("c:N", scale=None),
            )
        )
    return drawn


def _names(
    labels: Sequence[str], at: Places, radius: Sequence[float], camps: Sequence[int], axes: dict[str, Any]
) -> list[Any]:
    import altair as alt

    points, written = [], []
    for label, (x, y), r, camp in zip(labels, at.tolist(), radius, camps, strict=True):
        points.append({"x": x, "y": y, "s": r**2 * math.pi, "shape": _SHAPES[camp % len(_SHAPES)]})
        written.append({"x": x, "y": y - r - 9, "t": label})
    nodes = (
        alt.Chart(alt.InlineData(values=points))
        .mark_point(filled=True, fill="#ffffff", stroke=_INK, strokeWidth=1.4, opacity=1)
        .encode(**axes, size=alt.Size("s:Q", scale=None), shape=alt.Shape("shape:N", scale=None))
    )
    text = alt.Chart(alt.InlineData(values=written)).encode(**axes, text="t:N")
    # White behind the letters, so that a line under them does not hide them.
    halo = text.mark_text(font=_FONT, fontSize=12, align="center", stroke="#ffffff", strokeWidth=4, opacity=0.85)
    return [nodes, halo, text.mark_text(font=_FONT, fontSize=12, align="center", color=_INK)]


def _path(line: Line, at: Places, radius: Sequence[float]) -> dict[str, Any]:
    """A line from edge to edge of its points; of two that lead both ways each keeps to its right."""
    (x, y), (x2, y2) = (map(float, at[line.start]), map(float, at[line.end]))
    length = math.hypot(x2 - x, y2 - y) or 1.0
    dx, dy = (x2 - x) / length, (y2 - y) / length
    width = 1 + 5 * line.weight
    side = 3.0 if line.directed else 0.0
    head = (5 + width) if line.directed else 0.0
    start, stop = radius[line.start], length - radius[line.end] - head
    begin = (x + dx * start + dy * side, y + dy * start - dx * side)
    finish = (x + dx * stop + dy * side, y + dy * stop - dx * side)
    arrow = None
    if line.directed:
        tip = (finish[0] + dx * head / 2, finish[1] + dy * head / 2)
        angle = math.degrees(math.atan2(dx, dy))
        arrow = {"x": tip[0], "y": tip[1], "angle": angle, "s": 40 + 16 * width, "c": line.colour}
    return {
        **{"x": begin[0], "y": begin[1], "x2": finish[0], "y2": finish[1]},
        **{"c": line.colour, "w": width, "against": line.against, "arrow": arrow},
    }


def write_picture(chart: Any, path: Path) -> None:
    """A chart as SVG, PNG (216 dots an inch) or PDF. UsageError T796 for another ending."""
    ending = check_picture(path)
    if ending == ".svg":
        data = svg(chart).encode()
    elif ending == ".png":
        data = png(chart, _INCH)
    else:
        data = pdf(chart)
    path.write_bytes(data)


def check_picture(path: Path) -> str:
    """The ending of a picture; UsageError (T796) when it is none, to be asked before a long computation."""
    ending = path.suffix.lower()
    if ending not in FORMATS:
        raise UsageError(
            "T796",
            N_("The ending of {path} names no format for pictures."),
            N_("Choose one of these endings: {endings}."),
            path=path,
            endings=", ".join(FORMATS),
        )
    return ending
