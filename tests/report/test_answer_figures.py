from __future__ import annotations

import pytest

from made_tables import table
from tanik.analysis.tallies import tally
from tanik.report import answer_figures
from tanik.report.drawing import svg
from tanik.report.telling import Teller

ROWS = [
    {"holder": h, "target": t, "polarity": "positive" if n % 3 else "negative", "said": said}
    for n, (h, t, said) in enumerate(
        (h, t, said) for h in "abcd" for t in "xyzw" for said in ("1920-12", "1921-01", "1921-05") if h != t
    )
]
MADE = table(*ROWS, a="Ayşe Tan", x="Yeni <b>Ufuk</b>")


@pytest.mark.parametrize(("language", "half"), [("tr", "0,5"), ("en", "0.5")])
def test_means_have_the_decimals_of_the_language_and_names_over_their_lines(language: str, half: str) -> None:
    drawn = svg(answer_figures.means(Teller(MADE, language), tally(MADE, ("holder", "target")).cells))
    assert f">{half}<" in drawn
    assert "Ayşe Tan → Yeni &lt;b&gt;Ufuk" in drawn
