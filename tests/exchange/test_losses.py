from __future__ import annotations

import json

from tanik.exchange.losses import PLACES, LossReport


def test_losses_of_one_kind_are_counted_together_and_places_are_bounded() -> None:
    report = LossReport("a.qdpx", "qdpx")
    for number in range(PLACES + 10):
        report.lose("dropped", "Coding", "its code {name} is unknown", f"line {number}", name="x")
    report.lose("kept", "Graph", "no room")
    plain = report.as_json()
    assert plain["dropped"][0]["count"] == PLACES + 10
    assert len(plain["dropped"][0]["places"]) == PLACES
    assert json.loads(json.dumps(plain)) == plain


def test_reasons_are_said_in_the_language_of_the_user() -> None:
    report = LossReport("a", "b")
    report.lose("changed", "x", "it is {colour}", colour="blue")
    assert report.as_json(lambda text: text.replace("it is", "o"))["changed"][0]["why"] == "o blue"
