from __future__ import annotations

from tanik.coding.acts import Coder, Coding, EntityName, Span, StatementValues, TargetValues
from tanik.coding.adjudication import (
    chosen_coding,
    chosen_version,
    coding_disagreements,
    coding_majority,
    coding_units,
    differing,
    majority,
)
from tanik.coding.comparison import Seen, View, field_table, units_of

HOLDER, TREATY = EntityName("p", "Nazım"), EntityName("t", "the treaty")


def values(polarity: str = "positive", start: int = 0, end: int = 9, said: str | None = None) -> StatementValues:
    targets = (TargetValues(TREATY, polarity),)  # type: ignore[arg-type]
    return StatementValues(start, end, "x" * (end - start), HOLDER, targets, said=said)


def unit_of(*versions: tuple[str, StatementValues, bool] | None):  # type: ignore[no-untyped-def]
    views = [
        View(str(n), () if version is None else (Seen(version[0], "s", version[1], version[2], added=True),))
        for n, version in enumerate(versions)
    ]
    (unit,) = units_of(views)
    return unit, field_table([unit], views, "statement").rows[0].values


def test_more_than_half_decide_field_by_field() -> None:
    unit, existence = unit_of(
        ("a", values("positive", said="1921"), True),
        ("b", values("positive", end=8, said="1921"), True),
        ("c", values("negative", said="1920"), True),
    )
    assert set(differing(unit, existence)) == {"span", "polarity", "said"}
    result = majority(unit, existence)
    assert result is not None
    assert result.values == values("positive", said="1921")
    assert result.uid == "a"
    assert result.others == ("b", "c")


def test_a_tie_stays_open() -> None:
    assert majority(*unit_of(("a", values("positive"), True), ("b", values("negative"), True))) is None
    assert majority(*unit_of(("a", values(), True), None)) is None


def test_one_voice_is_no_majority() -> None:
    unit, _ = unit_of(("a", values(), True), None)
    assert majority(unit, ("yes", None)) is None


def test_most_see_no_statement() -> None:
    result = majority(*unit_of(("a", values(), True), None, None))
    assert result is not None
    assert result.values is None
    assert result.uid == "a"


def test_one_version_is_taken() -> None:
    unit, _ = unit_of(("a", values("positive"), True), ("b", values("negative"), True))
    taken = chosen_version(unit, 1)
    assert (taken.uid, taken.values, taken.others) == ("b", values("negative"), ("a",))
    unit, _ = unit_of(("a", values("positive"), True), None)
    taken = chosen_version(unit, 1)
    assert (taken.uid, taken.values, taken.others) == ("a", None, ())


def coding(uid: str, start: int, end: int, code: str = "x") -> Coding:
    span = Span("s", "d", start, end, "q" * (end - start))
    return Coding(uid, span, code, "book", 1, Coder("a", "person"), 1, "2026-01-01T00:00:00Z")


def test_codings_of_a_code_meet_by_overlap() -> None:
    units = coding_units([[coding("a1", 0, 10), coding("a2", 20, 30)], [coding("b1", 2, 10), coding("b2", 0, 10, "y")]])
    together = [(unit.code, tuple(one.uid if one else None for one in unit.codings)) for unit in units]
    assert together == [("x", ("a1", "b1")), ("y", (None, "b2")), ("x", ("a2", None))]
    found = list(coding_disagreements(units, ("A", "B"), frozenset({"b2"})))
    assert [(one.fields, one.decided) for one in found] == [
        (("span",), False),
        (("coding",), True),
        (("coding",), False),
    ]


def test_majority_of_codings() -> None:
    (unit,) = coding_units([[coding("a", 0, 10)], [coding("b", 0, 10)], [coding("c", 0, 9)]])
    assert coding_majority(unit) == {"a": "stands", "b": "falls", "c": "falls"}
    (unit,) = coding_units([[coding("a", 0, 10)], [], []])
    assert coding_majority(unit) == {"a": "falls"}
    (unit,) = coding_units([[coding("a", 0, 10)], []])
    assert coding_majority(unit) is None
    assert chosen_coding(unit, 0) == {"a": "stands"}
    assert chosen_coding(unit, 1) == {"a": "falls"}
    (unit,) = coding_units([[coding("a", 0, 10)], [coding("b", 1, 10)]])
    assert coding_majority(unit) is None
