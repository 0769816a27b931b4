from __future__ import annotations

import pytest

from made_tables import table
from tanik.analysis.event_study import EventStudy, event_study
from tanik.analysis.events import Event
from tanik.analysis.ledger import Balance
from tanik.analysis.perspective_comparisons import PerspectiveMap, perspective_map
from tanik.analysis.tallies import tally
from tanik.report import answer_figures
from tanik.report.drawing import svg
from tanik.report.event_figure import event_change
from tanik.report.ledger_figure import comparable, deeds
from tanik.report.map_figure import perspective_map as map_figure
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


@pytest.mark.parametrize("language", ["tr", "en"])
def test_the_map_names_holders_and_targets(language: str) -> None:
    found = perspective_map(MADE)
    assert isinstance(found, PerspectiveMap)
    drawn = svg(map_figure(Teller(MADE, language), found))
    assert drawn.count(">Ayşe Tan<") == 2  # the letters and the white behind them
    assert ("%" in drawn) and ("eksen" in drawn) == (language == "tr")


def test_before_and_after_an_event_beside_other_days() -> None:
    found = event_study(MADE, Event("e", "Antlaşma", "1921-03", 2422719.0, 2422749.0))
    assert isinstance(found, EventStudy)
    drawn = svg(event_change(Teller(MADE, "tr"), found))
    assert f"önce ({found.before.n})" in drawn
    assert f"sonra ({found.after.n})" in drawn


def test_promised_and_delivered_side_by_side() -> None:
    one = Balance("a", "b", ("Ayşe Tan", "?"), "gold_rouble", "money", {"promise": 10e6, "delivery": 6.5e6}, {})
    alone = Balance("a", "b", ("Ayşe Tan", "?"), "rifle", "things", {"promise": 5.0}, {})
    assert comparable([one, alone]) == [one]
    drawn = svg(deeds(Teller(MADE, "tr"), [one]))
    assert "6,5 milyon" in drawn
    assert "Ayşe Tan → ?" in drawn
