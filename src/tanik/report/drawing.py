"""From a chart to a picture. The renderer is another's program, and some characters that a damaged file may hold end it
at once; so every text of a chart is made showable first.
"""

from __future__ import annotations

import json
from typing import Any

from tanik.report.markup import plain

PRINT = 300
"""Dots an inch of pictures for print."""


def svg(chart: Any) -> str:
    """The chart as SVG."""
    import vl_convert

    drawn: str = vl_convert.vegalite_to_svg(_shown(chart))
    return drawn


def png(chart: Any, ppi: int = PRINT) -> bytes:
    """The chart as PNG; ``ppi``: dots an inch, where a pixel of the chart is a seventy-second of one."""
    import vl_convert

    drawn: bytes = vl_convert.vegalite_to_png(_shown(chart), ppi=ppi)
    return drawn


def pdf(chart: Any) -> bytes:
    """The chart as a PDF page."""
    import vl_convert

    drawn: bytes = vl_convert.vegalite_to_pdf(_shown(chart))
    return drawn


def _shown(chart: Any) -> str:
    return json.dumps(_plain(chart.to_dict(validate=False)))


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value
