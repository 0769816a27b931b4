from __future__ import annotations

import math

from made_tables import table
from tanik.analysis.answers import Sentence, decimal
from tanik.analysis.records import flat, flat_rows, tree
from tanik.analysis.tallies import tally


def test_rows_are_flat_and_all_have_the_same_columns() -> None:
    made = table({"holder": "a", "target": "x", "polarity": "positive"}, {"holder": "b", "target": "x"})
    cells = tally(made, ("holder", "target")).cells
    rows = flat_rows(cells)
    assert [list(row) for row in rows] == [list(rows[0])] * 2
    assert rows[0]["pooled_method"] == "beta-binomial"
    assert rows[1]["pooled_low"] is None
    assert rows[0]["statements"] == ("1",)
    assert flat(cells[0])["mean"] == 1.0
    assert flat_rows([]) == []


def test_answers_become_json_in_the_language_asked_for() -> None:
    value = {"says": (Sentence("It is {n}.", n=decimal(0.5, 1)),), "last": math.inf, "cells": ()}
    found = tree(value, lambda text: {"{whole}.{part}": "{whole},{part}"}.get(text, text))
    assert found == {"says": ["It is 0,5."], "last": None, "cells": []}
