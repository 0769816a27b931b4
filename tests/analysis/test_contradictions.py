from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_tables import ROW, table
from quoting import PAGES, memoir, quoting
from tanik.analysis.audit import audit
from tanik.analysis.contradictions import (
    Contradiction,
    amount_contradictions,
    date_contradictions,
    ordered,
    quotation_contradictions,
    view_contradictions,
)
from tanik.analysis.dated_events import DatedEvent
from tanik.analysis.entities import Entities, EntityRow
from tanik.analysis.ledger import Entry

ITEMS = [memoir(*PAGES), memoir(*PAGES, name="n", author="Naci Tuna")]
ENTITIES = Entities({"treaty:x": EntityRow("treaty:x", "treaty", "Liman Antlaşması")}, {})


def dated(*days: str) -> list[Contradiction]:
    events = [DatedEvent("treaty:x", n % 2, n, n + 5, day) for n, day in enumerate(days)]
    return date_contradictions(ITEMS, events, ENTITIES)


def test_two_dates_of_one_event() -> None:
    (found,) = dated("1921-03-16", "1921-03-18")
    assert (found.kind, found.subject) == ("date", ("Liman Antlaşması",))
    assert {found.one.says, found.other.says} == {"1921-03-16", "1921-03-18"}
    assert found.weight == pytest.approx(2 / 32)
    assert found.one.page == "20"


@pytest.mark.parametrize("days", [("1921", "1921-03-16"), ("1921-03-16", "1921-03-16"), ("1921-03", "1921"), ("1921",)])
def test_a_coarse_date_contradicts_no_finer_one(days: tuple[str, ...]) -> None:
    assert dated(*days) == []


def test_the_further_apart_the_heavier() -> None:
    (near,), (far,) = dated("1921-03-16", "1921-03-18"), dated("1921", "1925")
    assert far.weight > near.weight


def entry(value: float, item: int = 0, **more: Any) -> Entry:
    usual: dict[str, Any] = {
        "item": item, "source": "s", "source_name": "S", "page": None, "start": int(value), "end": int(value) + 4,
        "printed": str(value), "deed": "promise", "deed_start": 0, "deed_end": 1, "giver": "a", "giver_name": "A",
        "receiver": "b", "receiver_name": "B", "value": value, "upto": None, "unit": "rouble", "kind": "money",
        "about": False, "date": "1921", "holder": None, "holder_name": "", "statements": (), "doubts": (),
        "sentence": "",
    }  # fmt: skip
    return Entry(**{**usual, **more})


def test_two_amounts_of_one_deed() -> None:
    (found,) = amount_contradictions(ITEMS, [entry(5), entry(10, 1), entry(5, 1)])
    assert (found.kind, found.opposition, found.certainty) == ("amount", 0.5, 1.0)
    assert amount_contradictions(ITEMS, [entry(5, about=True), entry(10)])[0].certainty == 0.8


@pytest.mark.parametrize(
    "other",
    [{"deed": "delivery"}, {"giver": "c"}, {"unit": "lira"}, {"date": "1922"}, {"date": None}, {"doubts": ("unit",)}],
)
def test_amounts_of_another_deed_or_in_doubt_contradict_nothing(other: dict[str, Any]) -> None:
    assert amount_contradictions(ITEMS, [entry(5), entry(10, **other)]) == []


def test_amounts_that_overlap_agree() -> None:
    assert amount_contradictions(ITEMS, [entry(5, upto=8.0), entry(7)]) == []


def test_an_altered_quotation() -> None:
    quoted = quoting(
        ("Elçi halka verdiği sözü tuttu, fakat şehri çok sevdi", "21"), ("Kervan üç gün handa bekledi", "20")
    )
    items = [quoted, ITEMS[0]]
    (found,) = quotation_contradictions(items, audit(items).quotations)
    assert found.kind == "quotation"
    assert "tuttu" in {found.one.says, found.other.says}.pop() or "tuttu" in found.one.says + found.other.says


def view(polarity: str, holder: str = "a", **more: Any) -> dict[str, Any]:
    return {"holder": holder, "target": "x", "polarity": polarity, **more}


def test_one_holder_for_and_against() -> None:
    made = table(view("positive", said="1921"), view("negative", said="1921"), view("negative", said="1951"))
    (found,) = view_contradictions(made)
    assert (found.kind, found.one.statement, found.other.statement) == ("one_holder", "1", "2")
    assert found.nearness == 1.0
    assert found.weight == pytest.approx(0.5 * 0.5)
    (late,) = view_contradictions(table(view("positive", said="1921"), view("negative", said="1951")))
    assert late.weight < found.weight


def test_two_holders_in_one_period() -> None:
    made = table(
        view("positive", said="1921"), view("negative", "b", said="1921-06"), view("negative", "c", said="1950")
    )
    (found,) = view_contradictions(made)
    assert (found.kind, found.subject) == ("two_holders", ("a", "b", "x"))


def test_what_went_through_many_hands_weighs_less() -> None:
    near = view_contradictions(table(view("positive"), view("negative")))
    far = view_contradictions(table(view("positive"), view("negative", relay=("p", "q"))))
    assert far[0].weight < near[0].weight


def test_neutral_and_mixed_views_contradict_nothing() -> None:
    assert view_contradictions(table(view("positive"), view("neutral"), view("mixed"))) == []


@given(st.lists(ROW, max_size=25), st.randoms())
def test_the_order_of_statements_changes_nothing(rows: list[dict[str, Any]], random: Any) -> None:
    shuffled = rows.copy()
    random.shuffle(shuffled)
    one, other = (ordered(view_contradictions(table(*each))) for each in (rows, shuffled))
    assert [(each.kind, each.weight, each.subject) for each in one] == [
        (each.kind, each.weight, each.subject) for each in other
    ]


def test_the_heaviest_comes_first_and_each_once() -> None:
    found = dated("1921-03-16", "1921-03-18", "1921-05-01", "1925")
    assert len(found) == 3
    assert [each.weight for each in ordered(found + found)] == sorted({each.weight for each in found}, reverse=True)
