from __future__ import annotations

from made_tables import table
from tanik.analysis.ledger import Balance
from tanik.report.drawing import svg
from tanik.report.ledger_figure import comparable, deeds
from tanik.report.telling import Teller


def test_promised_and_delivered_side_by_side() -> None:
    one = Balance("a", "b", ("Ayşe Tan", "?"), "gold_rouble", "money", {"promise": 10e6, "delivery": 6.5e6}, {})
    alone = Balance("a", "b", ("Ayşe Tan", "?"), "rifle", "things", {"promise": 5.0}, {})
    assert comparable([one, alone]) == [one]
    drawn = svg(deeds(Teller(table({"holder": "a"}), "tr"), [one]))
    assert "6,5 milyon" in drawn
    assert "Ayşe Tan → ?" in drawn
