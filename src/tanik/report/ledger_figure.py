"""Promised and delivered as a picture: the amounts of a ledger, each unit with an axis of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tanik.analysis.ledger import DEED_NAMES, DEEDS, UNIT_NAMES, Balance, number_in_words
from tanik.report.answer_figures import FONT, INK, on_paper
from tanik.report.figures import STROKES
from tanik.report.markup import plain, shortened
from tanik.report.telling import Teller

_NAME = 44


def comparable(balances: Sequence[Balance]) -> list[Balance]:
    """The balances with two deeds or more, which is where a picture shows something that a number does not."""
    return [each for each in balances if sum(bool(value) for value in each.sums.values()) > 1]


def deeds(teller: Teller, balances: Sequence[Balance]) -> Any:
    """Bars for what was demanded ... refused, a panel for each giver, receiver and unit; amounts stand at the bars."""
    import altair as alt

    panels = []
    for balance in balances:
        rows: list[dict[str, Any]] = [
            {"d": teller.say(DEED_NAMES[deed]), "v": value, "t": teller.phrase(number_in_words(value))}
            for deed in DEEDS
            if (value := balance.sums.get(deed))
        ]
        unit = teller.say(UNIT_NAMES[balance.unit]) if balance.unit in UNIT_NAMES else balance.unit
        who = " → ".join(name or "?" for name in balance.names)
        most = max(row["v"] for row in rows)
        # Room at the right for the words of the longest bar.
        x = alt.X("v:Q", scale=alt.Scale(domain=[0, most * 1.3], nice=False), axis=None)
        y = alt.Y("d:N", sort=[row["d"] for row in rows], axis=alt.Axis(title=None, domain=False, ticks=False))
        base = alt.Chart(alt.InlineData(values=rows)).encode(x=x, y=y)
        bars = base.mark_bar(fill="#d3e7f7", stroke=STROKES["positive"], height={"band": 0.7})
        words = base.mark_text(font=FONT, fontSize=11, color=INK, align="left", dx=5).encode(text="t:N")
        head = {"text": shortened(plain(f"{who}: {unit}"), _NAME), "fontSize": 11, "fontWeight": "normal",
                "anchor": "start"}  # fmt: skip
        panels.append((bars + words).properties(width=320, height={"step": 24}, title=head))
    return on_paper(teller, alt.vconcat(*panels).resolve_scale(x="independent", y="independent"))
