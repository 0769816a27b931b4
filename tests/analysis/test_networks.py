"""Networks against a second, slow computation written straight from the definitions, and against published numbers."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.analysis.networks import AGGREGATIONS, NORMALISATIONS, Choice, Network, network, pattern
from tanik.analysis.statement_columns import StatementColumns
from tanik.errors import UsageError

Row = tuple[str, str, int, str, tuple[int, int, int]]


def columns(rows: Sequence[Row]) -> StatementColumns:
    names, concepts, values, documents, dates = zip(*rows, strict=True) if rows else ((), (), (), (), ())
    return StatementColumns(names, concepts, values, documents, dates)


def said(name: str, concept: str, *values: int) -> list[Row]:
    return [(name, concept, value, "d", (1921, 3, 16)) for value in values]


# The two organisations of DNA's manual (section on one-mode networks), concept by concept; source: leifeld/dna,
# dna-manual.Rnw, where the edge is 7 (ignore), 2 (congruence), 5 (conflict) and -3 (subtract).
MANUAL = [
    *said("S", "economy", 0, 0),
    *said("S", "legislation", 1, 1),
    *said("S", "co2", 0),
    *said("C", "real", 1),
    *said("C", "co2", 1),
    *said("C", "economy", 1, 1),
    *said("C", "gases", 1),
    *said("C", "legislation", 1),
]


def choices() -> list[Choice]:
    return [
        Choice(kind, aggregation, normalisation, duplicates)
        for kind in ("one-mode", "two-mode")
        for aggregation in AGGREGATIONS[kind]
        for normalisation in NORMALISATIONS[kind]
        for duplicates in ("include", "document", "week", "month", "year", "acrossrange")
    ]


rows = st.lists(
    st.tuples(
        st.sampled_from(["Ali", "Şükrü", "İnci", "Zeki", "Ömer"]),
        st.sampled_from(["aid", "border", "straits"]),
        st.sampled_from([0, 1]),
        st.sampled_from(["one", "two", "three"]),
        st.tuples(st.sampled_from([1920, 1921]), st.integers(1, 12), st.integers(1, 28)),
    ),
    max_size=25,
)
scaled = st.lists(
    st.tuples(st.sampled_from("ABCD"), st.sampled_from("xy"), st.integers(-3, 3), st.just("d"), st.just((1921, 1, 1))),
    min_size=1,
    max_size=15,
)


# -- the second computation


def slow(rows: Sequence[Row], choice: Choice) -> dict[tuple[str, str], float]:
    cube = _cube(_distinct(rows, choice), choice.scale)
    return _slow_one(*cube, choice) if choice.kind == "one-mode" else _slow_two(*cube, choice)


def _distinct(rows: Sequence[Row], choice: Choice) -> list[Row]:
    def place(row: Row) -> object:
        import datetime

        year, month, _ = row[4]
        week = datetime.date(*row[4]).isocalendar()[:2]
        return {
            "document": row[3],
            "week": week,
            "month": (year, month),
            "year": year,
            "acrossrange": 0,
            "include": object(),
        }[choice.duplicates]

    kept: dict[object, Row] = {}
    for row in sorted(rows, key=lambda each: (each[4], each[2])):
        key = (row[0], row[1], place(row), row[2] if choice.aggregation != "ignore" else None)
        kept.setdefault(key, row)
    return list(kept.values())


def _cube(rows: Sequence[Row], scale: tuple[int, int] | None) -> tuple[dict[tuple[str, str, int], int], list[int]]:
    x: dict[tuple[str, str, int], int] = defaultdict(int)
    for name, concept, value, _, _ in rows:
        x[name, concept, value] += 1
    values = sorted({value for _, _, value, _, _ in rows} | set(scale or ()))
    return x, [0, 1] if set(values) <= {0, 1} else values


def _slow_one(x: dict[tuple[str, str, int], int], K: list[int], choice: Choice) -> dict[tuple[str, str], float]:  # noqa: N803
    names = sorted({name for name, _, _ in x})
    concepts = {concept for _, concept, _ in x}
    reach = K[-1] - K[0]
    total = {name: sum(n for (who, _, _), n in x.items() if who == name) for name in names}
    found = {}
    for i, i2 in itertools.product(names, names):
        if i == i2:
            continue
        congruence = conflict = jaccard = 0.0
        for j in concepts:
            for k, k2 in itertools.product(K, K):
                apart = abs(k - k2) / reach if reach else 0
                congruence += x.get((i, j, k), 0) * x.get((i2, j, k2), 0) * (1 - apart)
                conflict += x.get((i, j, k), 0) * x.get((i2, j, k2), 0) * apart
            for k in K:
                mine, theirs = x.get((i, j, k), 0), x.get((i2, j, k), 0)
                jaccard += mine * theirs if mine and theirs else mine + theirs
        value = {
            "ignore": congruence + conflict,
            "congruence": congruence,
            "conflict": conflict,
            "subtract": congruence - conflict,
        }[choice.aggregation]
        found[i, i2] = (
            value
            / {
                "no": 1,
                "average": (total[i] + total[i2]) / 2,
                "cosine": total[i] * total[i2],
                "jaccard": jaccard,
            }[choice.normalisation]
        )
    return found


def _slow_two(x: dict[tuple[str, str, int], int], K: list[int], choice: Choice) -> dict[tuple[str, str], float]:  # noqa: N803
    names, concepts = {name for name, _, _ in x}, {concept for _, concept, _ in x}
    found = {}
    for i, j in itertools.product(names, concepts):
        there = [k for k in K if x.get((i, j, k))]
        if choice.aggregation == "combine":
            value: float = int("".join(str(int(k in there)) for k in K), 2)
            row = sum(any(x.get((i, c, k)) for k in K) for c in concepts)
            column = sum(any(x.get((n, j, k)) for k in K) for n in names)
        else:
            sign = {0: -1, 1: 1} if K == [0, 1] else {k: k for k in K}
            value = sum(x.get((i, j, k), 0) * (1 if choice.aggregation == "ignore" else sign[k]) for k in K)
            row = sum(n for (who, _, _), n in x.items() if who == i)
            column = sum(n for (_, what, _), n in x.items() if what == j)
        found[i, j] = value / {"no": 1, "activity": row, "prominence": column}[choice.normalisation]
    return found


def cells(result: Network) -> dict[tuple[str, str], float]:
    pairs = itertools.product(enumerate(result.rows), enumerate(result.columns))
    matrix = result.matrix()
    return {(r, c): matrix[i][j] for (i, r), (j, c) in pairs if result.kind == "two-mode" or i != j}


@given(rows=rows, choice=st.sampled_from(choices()))
def test_every_choice_equals_the_definitions(rows: list[Row], choice: Choice) -> None:
    assert cells(network(columns(rows), choice)) == pytest.approx(slow(rows, choice), abs=1e-9)


@given(
    rows=scaled,
    choice=st.sampled_from(choices()),
    scale=st.sampled_from([None, (-3, 3), (-5, 5)]),
)
def test_a_scale_equals_the_definitions(rows: list[Row], choice: Choice, scale: tuple[int, int] | None) -> None:
    wanted = Choice(choice.kind, choice.aggregation, choice.normalisation, choice.duplicates, scale)
    assert cells(network(columns(rows), wanted)) == pytest.approx(slow(rows, wanted), abs=1e-9)


# -- published numbers


@pytest.mark.parametrize(("aggregation", "tie"), [("ignore", 7), ("congruence", 2), ("conflict", 5), ("subtract", -3)])
def test_the_tie_of_the_manual(aggregation: str, tie: int) -> None:
    assert network(columns(MANUAL), Choice("one-mode", aggregation)).value("S", "C") == tie  # type: ignore[arg-type]


def test_the_scale_of_the_manual() -> None:
    # Manual, congruence networks: two statements at -4 and three at +2 on a scale from -5 to +5 are 2.4 and 3.6.
    rows = columns([*said("A", "x", -4, -4), *said("B", "x", 2, 2, 2)])
    scale = (-5, 5)
    assert network(rows, Choice("one-mode", "congruence", scale=scale)).value("A", "B") == pytest.approx(2.4)
    assert network(rows, Choice("one-mode", "conflict", scale=scale)).value("A", "B") == pytest.approx(3.6)
    # Without the ends of the scale the range is what occurs, and the two are as far apart as can be.
    assert network(rows, Choice("one-mode", "conflict")).value("A", "B") == 6


def test_average_activity_of_the_manual() -> None:
    # A states 20 concepts and B 60: divided by 40.
    rows = columns([*said("A", "x", *[1] * 20), *said("B", "x", *[1] * 60)])
    assert network(rows, Choice("one-mode", "congruence", "average")).value("A", "B") == 20 * 60 / 40


def test_with_ignore_duplicates_do_not_look_at_the_qualifier() -> None:
    rows = columns([*said("A", "x", 0, 1), *said("B", "x", 1)])
    assert network(rows, Choice(duplicates="document")).statements == 2
    assert network(rows, Choice(aggregation="subtract", duplicates="document")).statements == 3


def test_months_and_weeks_belong_to_their_year() -> None:
    rows = columns([("A", "x", 1, "d", (year, 3, 16)) for year in (1920, 1921)])
    for rule in ("week", "month"):
        assert network(rows, Choice(duplicates=rule)).value("A", "x") == 2  # type: ignore[arg-type]


def test_what_has_no_exact_date_counts_and_is_told() -> None:
    rows = StatementColumns(["A"] * 4, ["x"] * 4, dates=[(1921, 3, 0), (1921, 3, 0), None, None])
    by_month = network(rows, Choice(duplicates="month"))
    assert (by_month.statements, by_month.undated) == (3, 2)
    by_week = network(rows, Choice(duplicates="week"))
    assert (by_week.statements, by_week.undated) == (4, 4)


def test_patterns() -> None:
    assert [pattern(values, (0, 1)) for values in ([], [1], [0], [0, 1])] == [0, 1, 2, 3]
    assert [pattern([value], (-1, 0, 1)) for value in (1, 0, -1)] == [1, 2, 4]


# -- what must always hold


@given(rows=rows, choice=st.sampled_from(choices()), random=st.randoms(use_true_random=False))
def test_the_order_of_statements_changes_nothing(rows: list[Row], choice: Choice, random: object) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = network(columns(rows), choice), network(columns(shuffled), choice)
    assert (one.rows, one.columns, one.matrix()) == (other.rows, other.columns, other.matrix())
    assert one.statements == other.statements


@given(rows=rows, choice=st.sampled_from([each for each in choices() if each.kind == "one-mode"]))
def test_one_mode_is_symmetric_without_a_diagonal(rows: list[Row], choice: Choice) -> None:
    matrix = network(columns(rows), choice).matrix()
    size = range(len(matrix))
    assert all(matrix[i][j] == matrix[j][i] for i in size for j in size)
    assert all(matrix[i][i] == 0 for i in size)


@given(rows=rows)
def test_parts_add_up_to_the_whole(rows: list[Row]) -> None:
    table = columns(rows)
    ignore, congruence, conflict, subtract = (
        cells(network(table, Choice("one-mode", name))) for name in AGGREGATIONS["one-mode"]
    )
    assert all(congruence[pair] + conflict[pair] == ignore[pair] for pair in ignore)
    assert all(congruence[pair] - conflict[pair] == subtract[pair] for pair in ignore)
    assert sum(map(sum, network(table, Choice()).matrix())) == len(rows)


@given(rows=rows)
def test_shares_of_a_row_or_column_are_one(rows: list[Row]) -> None:
    by_row = network(columns(rows), Choice(normalisation="activity")).matrix()
    by_column = network(columns(rows), Choice(normalisation="prominence")).matrix()
    assert all(sum(row) == pytest.approx(1) for row in by_row)
    assert all(sum(column) == pytest.approx(1) for column in zip(*by_column, strict=True))


@given(rows=rows)
def test_cosine_lies_between_no_and_full_agreement(rows: list[Row]) -> None:
    for aggregation, low in (("ignore", 0), ("congruence", 0), ("conflict", 0), ("subtract", -1)):
        matrix = network(columns(rows), Choice("one-mode", aggregation, "cosine")).matrix()  # type: ignore[arg-type]
        assert all(low <= value <= 1 for row in matrix for value in row)


def test_who_shares_nothing_stays() -> None:
    rows = columns([*said("A", "x", 1), *said("B", "x", 1), *said("C", "y", 0)])
    result = network(rows, Choice("one-mode", "congruence"))
    assert result.rows == ("A", "B", "C")
    assert result.matrix() == [[0, 1, 0], [1, 0, 0], [0, 0, 0]]
    assert network(rows.swapped(), Choice("one-mode", "ignore")).rows == ("x", "y")


def test_no_statements_are_an_empty_network() -> None:
    for kind in ("one-mode", "two-mode"):
        assert network(StatementColumns([], [], []), Choice(kind, "subtract")).matrix() == []


# -- what does not go together


@pytest.mark.parametrize(
    "choice",
    [
        Choice("one-mode", "combine"),
        Choice("two-mode", "congruence"),
        Choice("two-mode", "ignore", "jaccard"),
        Choice("one-mode", "ignore", "prominence"),
    ],
)
def test_choices_that_do_not_exist(choice: Choice) -> None:
    with pytest.raises(UsageError) as caught:
        network(columns(MANUAL), choice)
    assert caught.value.id == "T724"


def test_agreement_needs_a_qualifier() -> None:
    with pytest.raises(UsageError) as caught:
        network(StatementColumns(["A"], ["x"]), Choice("one-mode", "congruence"))
    assert caught.value.id == "T725"


def test_too_many_values_to_combine() -> None:
    with pytest.raises(UsageError) as caught:
        network(columns(said("A", "x", *range(60))), Choice("two-mode", "combine"))
    assert caught.value.id == "T726"


def test_a_table_that_is_too_large_is_refused_but_not_its_ties() -> None:
    names = [str(n) for n in range(7000)]
    result = network(StatementColumns(names, names), Choice())
    assert len(result.values) == 7000
    with pytest.raises(UsageError) as caught:
        result.matrix()
    assert caught.value.id == "T729"


def test_columns_of_different_lengths() -> None:
    with pytest.raises(ValueError, match="lengths"):
        StatementColumns(["A"], ["x", "y"])
