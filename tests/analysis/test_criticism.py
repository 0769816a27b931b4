from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from made_tables import TABLES, table
from tanik.analysis.answers import TooLittle
from tanik.analysis.criticism import (
    Criticism,
    criticism,
    dependence,
    leave_one_out,
    mean_polarity,
    nearness,
    reliance,
    saturation,
)

COPIED = "Elçi o gün kapıda uzun uzun bekletildiğini bize anlattı"


def view(source: str, polarity: str = "positive", **more: object) -> dict[str, object]:
    return {"holder": "a", "target": "x", "polarity": polarity, "source": source, **more}


def test_each_number_names_what_it_rests_on() -> None:
    found = reliance(table(view("s"), view("s", relay=("b",)), view("t", works=("w",))))
    shares = {(each.by, each.key): round(each.cell.share, 2) for each in found}
    assert shares["source", "s"] == 0.67
    assert shares["witness", "b"] == shares["work", "w"] == 0.33
    assert shares["witness", None] == 0.67
    assert shares["depth", "1"] == 0.33


def test_a_number_again_without_each_source() -> None:
    found = leave_one_out(table(view("s"), view("s"), view("t", "negative")), mean_polarity)
    assert [(each.source, each.value, each.left) for each in found] == [("s", -1.0, 1), ("t", 1.0, 2)]
    by = {each.source: each for each in found}
    assert by["s"].change == pytest.approx(-1 - 1 / 3)
    assert by["t"].change == pytest.approx(1 - 1 / 3)


def test_sources_that_share_words_or_works_depend_on_one_another() -> None:
    found = dependence(
        table(
            view("s", text=f"{COPIED}, dedi.", works=("w", "v")),
            view("t", text=f"Öyle ki {COPIED.upper()}!", works=("w",)),
            view("u", text="Bambaşka bir sözdür bu, kimseden alınmış değildir"),
        )
    )
    (pair,) = found
    assert (pair.sources, pair.passages, pair.cited, pair.nearness) == (("s", "t"), (("1", "2"),), ("w",), 0.5)


def test_the_nearest_source_stands_first_and_the_undated_last() -> None:
    found = nearness(
        table(
            view("s", said="1921", written="1955"),
            view("t", said="1921-03", written="1921-04", relay=("b",)),
            view("u"),
        )
    )
    assert [each.source for each in found] == ["t", "s", "u"]
    assert found[1].years == pytest.approx(34, abs=0.1)
    assert (found[0].depth, found[2].years) == (1.0, None)


def test_saturation_counts_what_each_further_source_brings() -> None:
    found = saturation(
        table(
            view("s", written="1920"),
            view("t", written="1930", topics=("aid",)),
            view("u", written="1940"),
            view("u", "negative", written="1940"),
        )
    )
    assert [(step.source, step.new, step.all) for step in found.steps] == [("s", 1, 1), ("t", 1, 2), ("u", 1, 3)]
    assert found.curve[-1] == found.low[-1] == found.high[-1] == 3
    assert 1 <= found.curve[0] <= 2
    assert list(found.curve) == sorted(found.curve)


def test_one_source_is_too_little_for_criticism() -> None:
    found = criticism(table(view("s")))
    assert isinstance(found, TooLittle)
    assert (found.found, found.needed) == (1, 2)


@given(TABLES)
def test_order_and_empty_sources_change_nothing(found) -> None:
    order = list(range(len(found)))
    random.Random(6).shuffle(order)
    mixed = found.take(np.array(order, np.intp))
    more = replace(found, source=replace(found.source, values=(*found.source.values, "zzz")))
    whole = criticism(found, orders=5)
    assert criticism(mixed, orders=5) == whole
    assert criticism(more, orders=5) == whole
    if isinstance(whole, Criticism):
        assert whole.saturation.steps[-1].all == sum(step.new for step in whole.saturation.steps)
        assert sum(r.cell.n for r in whole.reliance if r.by == "source") == found.statements() or any(
            len({found.source.at(n) for n in range(len(found)) if found.statement[n] == s}) > 1 for s in found.statement
        )
