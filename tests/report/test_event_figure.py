from __future__ import annotations

from made_tables import table
from tanik.analysis.event_study import EventStudy, event_study
from tanik.analysis.events import Event
from tanik.report.drawing import svg
from tanik.report.event_figure import event_change
from tanik.report.telling import Teller

ROWS = [
    {"holder": h, "target": t, "polarity": "positive" if n % 3 else "negative", "said": said}
    for n, (h, t, said) in enumerate(
        (h, t, said) for h in "abcd" for t in "xyzw" for said in ("1920-12", "1921-01", "1921-05") if h != t
    )
]
MADE = table(*ROWS, a="Ayşe Tan", x="Yeni <b>Ufuk</b>")


def test_before_and_after_an_event_beside_other_days() -> None:
    found = event_study(MADE, Event("e", "Antlaşma", "1921-03", 2422719.0, 2422749.0))
    assert isinstance(found, EventStudy)
    drawn = svg(event_change(Teller(MADE, "tr"), found))
    assert f"önce ({found.before.n})" in drawn
    assert f"sonra ({found.after.n})" in drawn
