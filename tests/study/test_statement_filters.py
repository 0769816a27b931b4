from __future__ import annotations

from typing import Any

import pytest

from tanik.study.statement_filters import Filter, named

ROW: dict[str, Any] = {
    **{"holder_name": "Rıza Bey", "target_name": None, "topics": ["yol"], "source": "k", "polarity": "mixed"},
    **{"page": "12", "confidence": 0.7, "status": "proposed"},
}


@pytest.mark.parametrize(
    ("filters", "passes"),
    [
        ({}, True),
        ({"holder": "riza"}, True),
        ({"holder": "ıza"}, False),
        ({"target": "x"}, False),
        ({"topic": "yol"}, True),
        ({"topic": "hava"}, False),
        ({"source": "K"}, True),
        ({"polarity": "positive"}, False),
        ({"page": "12"}, True),
        ({"confidence": 0.7}, True),
        ({"confidence": 0.71}, False),
        ({"status": "accepted"}, False),
    ],
)
def test_a_filter_leaves_what_it_says(filters: dict[str, Any], passes: bool) -> None:
    assert Filter(**filters).lets(ROW, "k") is passes


def test_every_word_begins_a_word() -> None:
    assert named("Ali Fuat Örnek", "ÖRN ali")
    assert not named(None, "a")
    assert named(None, None)
