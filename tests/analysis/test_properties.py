"""What holds for every analysis, whatever the statements: order, empty sources, statements twice, sums of filters."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_tables import ROW, TABLES, table
from tanik.analysis.criticism import Criticism, criticism
from tanik.analysis.event_study import EventStudy, event_study
from tanik.analysis.events import Event
from tanik.analysis.filters import parse_filter
from tanik.analysis.hindsight import Hindsight, hindsight
from tanik.analysis.lenses import lenses
from tanik.analysis.perspective_comparisons import accords, divided, perspective_map, turns
from tanik.analysis.statement_table import StatementTable
from tanik.analysis.tallies import tally
from tanik.analysis.who_whom import who_whom
from tanik.errors import UsageError

EVENT = Event("treaty", "Antlaşma", "1921-02", 2422691.0, 2422718.0)
ANALYSES: tuple[Callable[[StatementTable], object], ...] = (
    lambda made: tally(made, ("holder", "target")),
    divided,
    turns,
    accords,
    perspective_map,
    lambda made: hindsight(made, draws=50),
    lambda made: event_study(made, EVENT, months=60, draws=50, days=20),
    lambda made: criticism(made, orders=5),
    lenses,
    lambda made: who_whom(made).ties,
)


@pytest.mark.parametrize("analysis", ANALYSES)
@given(made=TABLES, shuffle=st.randoms())
def test_neither_the_order_nor_an_empty_source_changes_anything(
    analysis: Callable[[StatementTable], object], made: StatementTable, shuffle: random.Random
) -> None:
    order = list(range(len(made)))
    shuffle.shuffle(order)
    mixed = made.take(np.array(order, np.intp))
    more = replace(made, source=replace(made.source, values=(*made.source.values, "zzz")))
    assert str(analysis(mixed)) == str(analysis(more)) == str(analysis(made))


FILTERS = st.sampled_from(
    [
        "holder=a",
        "target=x|y",
        "topic=aid",
        "source=s",
        "polarity=positive",
        "said=1921",
        "depth=0",
        "relay=b",
        "work=w",
    ]
)


@given(TABLES, FILTERS)
def test_a_filter_and_its_exclusion_add_up_to_the_whole(made: StatementTable, text: str) -> None:
    within, without = parse_filter(text), parse_filter(text.replace("=", "!=", 1))
    try:
        parts = [each.mask(made) for each in (within, without)]
    except UsageError as error:
        assert error.id == "T741"
        return
    everything = parse_filter("").mask(made)
    assert not (parts[0] & parts[1]).any()
    assert ((parts[0] | parts[1]) == everything).all()


def _twice(rows: list[dict[str, Any]]) -> StatementTable:
    return table(*rows, *({**row, "id": f"again {row['id']}"} for row in rows))


@given(st.lists(ROW, max_size=25))
def test_every_statement_twice_on_its_passage_changes_no_mean_and_makes_nothing_surer(
    rows: list[dict[str, Any]],
) -> None:
    once, twice = table(*rows), _twice(rows)
    assert [one.opposed for one in divided(once)] == pytest.approx([two.opposed for two in divided(twice)])
    spans = [hindsight(each, draws=50) for each in (once, twice)]
    if all(isinstance(each, Hindsight) for each in spans):
        for band, again in zip(spans[0].bands, spans[1].bands, strict=True):  # type: ignore[union-attr]
            _no_surer(band.cell, again.cell)
    studies = [event_study(each, EVENT, months=60, draws=50, days=20) for each in (once, twice)]
    assert isinstance(studies[0], EventStudy) == isinstance(studies[1], EventStudy)
    if isinstance(studies[0], EventStudy) and isinstance(studies[1], EventStudy):
        _no_surer(studies[0].before, studies[1].before)
        _no_surer(studies[0].after, studies[1].after)
        assert studies[1].test.p == pytest.approx(studies[0].test.p)
    sources = [criticism(each, orders=5) for each in (once, twice)]
    if isinstance(sources[0], Criticism) and isinstance(sources[1], Criticism):
        assert [step.all for step in sources[1].saturation.steps] == [step.all for step in sources[0].saturation.steps]
        for one, two in zip(sources[0].without, sources[1].without, strict=True):
            assert (two.value is None) == (one.value is None)
            assert one.value is None or two.value == pytest.approx(one.value)
    ties = [who_whom(each).ties for each in (once, twice)]
    means = [{(tie.holder, tie.target): tie.mean for tie in each} for each in ties]
    assert means[0] == pytest.approx(means[1])


def _no_surer(one: Any, two: Any) -> None:
    if one is None or one.pooled is None:
        assert two is None or two.pooled is None
        return
    assert two.mean == pytest.approx(one.mean)
    assert two.pooled.high - two.pooled.low >= one.pooled.high - one.pooled.low - 1e-9
