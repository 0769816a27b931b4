"""The map of perspectives as a picture: holders and targets as a correspondence analysis places them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from tanik.analysis.layout import Places, parted
from tanik.analysis.perspective_comparisons import PerspectiveMap
from tanik.report.answer_figures import FONT, GREY, INK, on_paper
from tanik.report.figures import STROKES
from tanik.report.markup import plain, shortened
from tanik.report.telling import Teller
from tanik.translation import N_

MOST = 11
"""Holders, and targets, that are drawn: those of most statements."""
Box = tuple[float, float, float, float]
_LONGEST = 24
_LETTER = 5.8
_WIDE, _HIGH = 400.0, 360.0


def perspective_map(teller: Teller, found: PerspectiveMap) -> Any:
    """Holders (filled circles) and targets (hollow diamonds) on the first two axes, ``MOST`` of each.

    Both axes have one scale. Distances from the middle are drawn as their square roots. No name covers another; a
    thin line leads to a name that is not beside its point.
    """
    import altair as alt

    points = found.points
    holders, names, at, texts, origin, (wide, high) = _laid_out(found)
    across, up = (alt.Scale(domain=[-far / 2, far / 2], nice=False, zero=False) for far in (wide, high))
    x, y = alt.X("x:Q", axis=None, scale=across), alt.Y("y:Q", axis=None, scale=up)
    rows: list[dict[str, Any]] = [
        {"x": px, "y": py, "x2": tx, "y2": ty, "t": name, "tx": tx, "ty": ty, "holder": n < holders}
        for n, ((px, py), (tx, ty), name) in enumerate(zip(at.tolist(), texts.tolist(), names, strict=True))
    ]
    base = alt.Chart(alt.InlineData(values=rows))
    leads = base.mark_rule(color=GREY, strokeWidth=0.6).encode(x=x, y=y, x2="x2:Q", y2="y2:Q")
    shown = base.mark_point(size=55, filled=True, opacity=1, strokeWidth=1.4).encode(
        x=x,
        y=y,
        shape=alt.condition("datum.holder", alt.value("circle"), alt.value("diamond")),
        fill=alt.condition("datum.holder", alt.value(STROKES["positive"]), alt.value("#ffffff")),
        stroke=alt.condition("datum.holder", alt.value(STROKES["positive"]), alt.value(STROKES["negative"])),
    )
    text = alt.Chart(alt.InlineData(values=[{"x": r["tx"], "y": r["ty"], "t": r["t"]} for r in rows])).encode(
        x=x, y=y, text="t:N"
    )
    halo = text.mark_text(font=FONT, fontSize=11, stroke="#ffffff", strokeWidth=3.5)
    cross = [
        alt.Chart(alt.InlineData(values=[{"x": float(origin[0])}])).mark_rule(color="#dddddd").encode(x=x),
        alt.Chart(alt.InlineData(values=[{"y": float(origin[1])}])).mark_rule(color="#dddddd").encode(y=y),
    ]
    shares = points.percent[:2]
    title = {
        "text": " · ".join(
            teller.say(N_("axis {n}: {share} of the inertia"), n=n, share=teller.percent(share))
            for n, share in enumerate(shares, 1)
        ),
        "fontSize": 11,
        "fontWeight": "normal",
        "color": INK,
        "anchor": "start",
    }
    drawn = alt.layer(*cross, leads, shown, halo, text.mark_text(font=FONT, fontSize=11, color=INK))
    return on_paper(teller, drawn.properties(width=wide, height=high, title=title))


def _laid_out(found: PerspectiveMap) -> tuple[int, list[str], Places, Places, Places, tuple[float, float]]:
    """How many of the names are holders, the names, their points and texts, the origin, and the size, in pixels."""
    points = found.points
    kept = [_weightiest(points.rows.mass), _weightiest(points.columns.mass)]
    sides = ((points.rows, found.holder_names, kept[0]), (points.columns, found.target_names, kept[1]))
    places = np.array([[*side.principal[n][:2], 0.0][:2] for side, _, here in sides for n in here], np.float64)
    names = [shortened(plain(all[n]), _LONGEST) for _, all, here in sides for n in here]
    far = np.hypot(places[:, 0], places[:, 1])[:, None]
    # Square roots of the distances from the middle: one name far out would press all others into one spot.
    places = np.where(far > 0, places / np.sqrt(np.maximum(far, 1e-12)), 0.0)
    span = np.maximum(np.ptp(places, axis=0), 1e-9)
    pixels = float(min((_WIDE - 120) / span[0], (_HIGH - 60) / span[1]))
    middle = (places.max(axis=0) + places.min(axis=0)) / 2
    at = parted((places - middle) * pixels, np.full((len(names), 2), 11.0))
    widths = np.array([len(name) * _LETTER + 4 for name in names])
    texts = _placed(at, widths.tolist())
    half = (np.abs(texts) + np.column_stack((widths / 2, np.full(len(names), 12.0)))).max(axis=0)
    wide, high = (2 * float(max(far, least / 2)) for far, least in zip(half, (_WIDE, _HIGH), strict=True))
    return len(kept[0]), names, at, texts, -middle * pixels, (wide, high)


def _weightiest(mass: Sequence[float]) -> list[int]:
    return sorted(sorted(range(len(mass)), key=lambda n: (-mass[n], n))[:MOST])


def _placed(at: Places, widths: Sequence[float]) -> Places:
    """Where the middle of each name stands: beside its point or as near to it as no point and no name is covered."""
    taken = [(x - 6, y - 6, x + 6, y + 6) for x, y in at.tolist()]
    found = []
    for (x, y), wide in zip(at.tolist(), widths, strict=True):
        spots = [
            (x + dx * (wide / 2 + 8 * ring), y + dy * (4 + 8 * ring))
            for ring in range(1, 13)
            for dx, dy in ((0, 1), (1, 0), (-1, 0), (0, -1), (0.6, 1), (-0.6, 1), (0.6, -1), (-0.6, -1))
        ]
        boxes = [(a - wide / 2, b - 7, a + wide / 2, b + 7) for a, b in spots]
        free = [n for n, box in enumerate(boxes) if not any(_meet(box, other) for other in taken)]
        best = free[0] if free else 0
        taken.append(boxes[best])
        found.append(spots[best])
    return np.array(found, np.float64)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
