from __future__ import annotations

import pytest

from made_tables import table
from tanik.analysis.perspective_comparisons import PerspectiveMap, perspective_map
from tanik.report.drawing import svg
from tanik.report.map_figure import perspective_map as map_figure
from tanik.report.telling import Teller

ROWS = [
    {"holder": h, "target": t, "polarity": "positive" if n % 3 else "negative", "said": said}
    for n, (h, t, said) in enumerate(
        (h, t, said) for h in "abcd" for t in "xyzw" for said in ("1920-12", "1921-01", "1921-05") if h != t
    )
]
MADE = table(*ROWS, a="Ayşe Tan", x="Yeni <b>Ufuk</b>")


@pytest.mark.parametrize("language", ["tr", "en"])
def test_the_map_names_holders_and_targets(language: str) -> None:
    found = perspective_map(MADE)
    assert isinstance(found, PerspectiveMap)
    drawn = svg(map_figure(Teller(MADE, language), found))
    assert drawn.count(">Ayşe Tan<") == 2  # the letters and the white behind them
    assert ("%" in drawn) and ("eksen" in drawn) == (language == "tr")
