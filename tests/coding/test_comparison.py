from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from tanik.coding.acts import EntityName, StatementValues, TargetValues
from tanik.coding.comparison import NO, YES, Seen, View, field_table, names_of, pieces, shown, units_of

NAZIM, CEMILE, TREATY = EntityName("p1", "Nazım"), EntityName("p2", "Cemile"), EntityName("t1", "the treaty")


def values(start: int, end: int, holder: EntityName = NAZIM, **others: str) -> StatementValues:
    targets = tuple(TargetValues(TREATY, polarity) for polarity in others.get("polarity", "").split() if polarity)
    topics = tuple(others.get("topics", "").split())
    return StatementValues(start, end, "x" * (end - start), holder, targets, topics)  # type: ignore[arg-type]


def seen(uid: str, start: int, end: int, *, stands: bool = True, added: bool = True, **others: str) -> Seen:
    return Seen(uid, "s", values(start, end, **others), stands, added)


def test_the_same_proposal_is_one_unit() -> None:
    views = [
        View("a", (seen("u1", 0, 9, added=False), seen("u2", 20, 30, added=False, stands=False)), complete=False),
        View("b", (seen("u1", 0, 4, added=False),), complete=False),
    ]
    units = units_of(views)
    assert [unit.seen for unit in units] == [
        (views[0].statements[0], views[1].statements[0]),
        (views[0].statements[1], None),
    ]
    rows = field_table(units, views, "statement").rows
    # Nobody judged the second for b: that is a gap, not a no.
    assert [row.values for row in rows] == [(YES, YES), (NO, None)]


def test_what_coders_found_is_paired_by_overlap() -> None:
    views = [
        View("a", (seen("a1", 0, 10), seen("a2", 12, 30))),
        View("b", (seen("b1", 8, 30), seen("b2", 40, 50))),
        View("machine", (seen("m1", 13, 29, added=False),), machine=True),
    ]
    units = units_of(views)
    together = [tuple(one.uid if one else None for one in unit.seen) for unit in units]
    assert together == [("a1", None, None), ("a2", "b1", "m1"), (None, "b2", None)]
    rows = field_table(units, views, "statement").rows
    assert [row.values for row in rows] == [(YES, NO, NO), (YES, YES, YES), (NO, YES, NO)]


def test_what_was_not_given_to_a_coder_is_a_gap() -> None:
    views = [View("a", (seen("a1", 0, 10),)), View("b", (), sources=frozenset({"other"}))]
    assert field_table(units_of(views), views, "statement").rows[0].values == (YES, None)


def test_polarity_is_of_a_target() -> None:
    views = [View("a", (seen("u", 0, 9, polarity="positive"),)), View("b", (seen("u", 0, 9, polarity="negative"),))]
    (row,) = field_table(units_of(views), views, "polarity").rows
    assert row.values == ("positive", "negative")
    assert row.what == "the treaty"
    assert row.disagree
    views[1] = View("b", (seen("u", 0, 9),))
    (row,) = field_table(units_of(views), views, "polarity").rows
    assert row.values == ("positive", None)
    assert not row.disagree


def test_topics_together_and_each_by_itself() -> None:
    views = [View("a", (seen("u", 0, 9, topics="x y"),)), View("b", (seen("u", 0, 9, topics="y x"),))]
    units = units_of(views)
    assert field_table(units, views, "topic").rows[0].values == ("x + y", "x + y")
    assert field_table(units, views, "topic", "z").rows[0].values == (NO, NO)
    assert field_table(units, views, "topic", "x").unit.values == {"code": "x"}


def test_unit_and_universe_are_named() -> None:
    views = [View("a", (seen("u", 0, 9), seen("v", 10, 12))), View("b", (seen("u", 0, 9),))]
    table = field_table(units_of(views), views, "holder")
    assert table.universe.values == {"both": 1, "units": 2}
    assert "holder" in str(table.unit)


def test_values_are_shown_by_name() -> None:
    names = names_of(units_of([View("a", (seen("u", 0, 9, polarity="mixed"),))]))
    assert shown("p1", "holder", names) == "Nazım"
    assert shown("t1 + p1", "target", names) == "the treaty + Nazım"
    assert shown("p1 < p9", "relay", names) == "Nazım < p9"
    assert shown("p1", "said", names) == "p1"
    assert shown(None, "holder", names) is None


spans = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)), max_size=8)


@given(st.lists(spans, min_size=2, max_size=3))
def test_every_statement_is_in_one_unit_whatever_the_order(found: list[list[tuple[int, int]]]) -> None:
    views = [
        View(str(coder), tuple(seen(f"{coder}-{n}", start, start + size) for n, (start, size) in enumerate(each)))
        for coder, each in enumerate(found)
    ]
    units = units_of(views)
    uids = [one.uid for unit in units for one in unit.seen if one]
    assert sorted(uids) == sorted(one.uid for view in views for one in view.statements)
    keys = {unit.key for unit in units}
    assert len(keys) == len(units)
    for order in itertools.permutations(views):
        assert {unit.key for unit in units_of(order)} == keys


@given(spans)
def test_pieces_cut_no_span(found: list[tuple[int, int]]) -> None:
    whole = [(start, start + size) for start, size in found]
    cut = pieces(whole, 0, 60)
    assert [start for start, _ in cut[1:]] == [end for _, end in cut[:-1]]
    assert (cut[0][0], cut[-1][1]) == (0, 60)
    for start, end in whole:
        assert sum(first <= start and end <= last for first, last in cut) == 1
