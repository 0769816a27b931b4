from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given

from made_tables import TABLES, table
from tanik.analysis.answers import TooLittle
from tanik.analysis.events import Event
from tanik.analysis.hindsight import Hindsight, hindsight, span_years
from tanik.analysis.statement_table import day_bounds
from tanik.analysis.uncertainty import Permutation


def view(polarity: str, said: str | None, written: str, **more: object) -> dict[str, object]:
    return {"holder": "a", "target": "x", "polarity": polarity, "said": said, "written": written, **more}


def event(edtf: str) -> Event:
    bounds = day_bounds(edtf)
    assert bounds
    return Event("@e", "Bozgun", edtf, *bounds)


NEAR = [view("positive", "1921-03", "1921-06") for _ in range(4)]
FAR = [view("negative", "1921-03", "1955") for _ in range(4)]


def test_near_and_far_of_one_holder_and_target_are_compared() -> None:
    found = hindsight(table(*NEAR, *FAR), events=[event("1930")])
    assert isinstance(found, Hindsight)
    counts = [(band.low, band.high, band.cell.n if band.cell else 0) for band in found.bands]
    assert counts == [(None, 1.0, 4), (1.0, 5.0, 0), (5.0, 20.0, 0), (20.0, None, 4)]
    assert isinstance(found.within, Permutation)
    assert (found.within.observed, found.within.p) == (-2.0, pytest.approx(2 / 70))
    assert [row.between for row in found.rows] == [()] * 4 + [("@e",)] * 4
    (lived,) = found.lived
    assert lived.before is not None
    assert lived.after is not None
    assert (lived.before.mean, lived.after.mean) == (1, -1)
    assert "less favourable" in str(found.says[1])
    assert "cannot show" in str(found.says[-1])


def test_a_partial_date_gives_a_least_and_a_most_distance_and_may_fit_no_band() -> None:
    rows = [view("positive", "1950", "1955") for _ in range(6)]
    least, most = span_years(table(*rows))
    assert least[0] == pytest.approx(4, abs=0.01)
    assert most[0] == pytest.approx(6, abs=0.01)
    found = hindsight(table(*rows))
    assert isinstance(found, Hindsight)
    assert len(found.undecided) == 6
    assert isinstance(found.within, TooLittle)


def test_what_a_view_refers_to_stands_in_for_when_it_was_said() -> None:
    rows = [view("positive", None, "1955", refers_to="1921") for _ in range(6)]
    found = hindsight(table(*rows))
    assert isinstance(found, Hindsight)
    assert found.rows[0].event_time == "1921"


def test_between_different_holders_nothing_is_claimed() -> None:
    found = hindsight(table(*NEAR, *({**row, "holder": "b"} for row in FAR)))
    assert isinstance(found, Hindsight)
    assert isinstance(found.overall, Permutation)
    assert isinstance(found.within, TooLittle)


def test_without_dates_there_is_too_little() -> None:
    found = hindsight(table(*({"holder": "a"} for _ in range(9))))
    assert isinstance(found, TooLittle)
    assert (found.found, found.needed) == (0, 6)
    with pytest.raises(ValueError, match="said"):
        hindsight(table(), end="said")


@given(TABLES)
def test_bands_and_undecided_are_all_statements_with_both_dates(found) -> None:
    order = list(range(len(found)))
    random.Random(4).shuffle(order)
    results = [hindsight(each, draws=50) for each in (found, found.take(np.array(order, np.intp)))]
    assert str(results[0]) == str(results[1])
    first = results[0]
    if isinstance(first, Hindsight):
        in_bands = {id for band in first.bands if band.cell for id in band.cell.statements}
        assert in_bands | set(first.undecided) == {row.statement for row in first.rows}
        assert all(row.least <= row.most for row in first.rows)


def test_no_difference_and_too_few_values_are_said_as_that() -> None:
    alike = [view("positive", "1921-03", "1921-06"), *(view("positive", "1921-03", "1955") for _ in range(5))]
    found = hindsight(table(*alike))
    assert isinstance(found, Hindsight)
    assert isinstance(found.within, Permutation)
    assert found.within.orders == 6
    assert "as they do from near" in str(found.says[1])
    assert "could not be told from chance" in str(found.says[2])
