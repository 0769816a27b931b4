from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.coding.span_agreement import Marked, span_agreement
from tanik.coding.span_overlap import span_f1
from tanik.coding.unitizing import Unit, cu_alpha, ku_alpha, u_alpha, u_alpha_binary

ONE = [Marked("a", 2, 10, "x"), Marked("a", 14, 20, "y"), Marked("b", 3, 9, "x")]
TWO = [Marked("a", 4, 8, "x"), Marked("a", 15, 17, "x"), Marked("b", 3, 9, "x")]
LENGTHS = {"a": 24, "b": 12}


def test_the_same_numbers_as_on_one_continuum() -> None:
    found = span_agreement({"one": ONE, "two": TWO}, LENGTHS).coefficients
    line = [
        [Unit(m.start + 24 * (m.source == "b"), m.end + 24 * (m.source == "b"), m.category) for m in each]
        for each in (ONE, TWO)
    ]
    assert found["u_alpha"].value == pytest.approx(u_alpha(line, 0, 36).value)
    assert found["u_alpha_binary"].value == pytest.approx(u_alpha_binary(line, 0, 36).value)
    assert found["cu_alpha"].value == pytest.approx(cu_alpha(line, 0, 36).value)
    assert found["ku_alpha:x"].value == pytest.approx(ku_alpha(line, 0, 36)["x"].value)
    places = [[(unit.start, unit.end) for unit in each] for each in line]
    assert found["span_f1"].value == span_f1(*places).f1


def test_a_bootstrap_draws_pieces() -> None:
    found = span_agreement({"one": ONE, "two": TWO}, LENGTHS, bootstrap=200, seed=4)
    alpha = found.coefficients["u_alpha"]
    assert found.pieces == 3
    assert alpha.bootstrap is not None
    assert alpha.bootstrap.samples == 200
    assert alpha.ci is not None
    assert alpha.ci[0] <= alpha.ci[1]
    assert alpha.ci_method == "bootstrap_percentile"
    assert found == span_agreement({"one": ONE, "two": TWO}, LENGTHS, bootstrap=200, seed=4)


def test_codes_that_overlap_are_compared_one_by_one() -> None:
    crossing = [*ONE, Marked("a", 0, 5, "z")]
    found = span_agreement({"one": crossing, "two": TWO}, LENGTHS).coefficients
    assert found["u_alpha"].undefined is not None
    assert found["u_alpha"].undefined.id == "codes_overlap"
    assert found["overlap_f1"].value is not None


def test_spans_of_one_code_that_overlap_are_one() -> None:
    twice = [Marked("a", 2, 6, "x"), Marked("a", 4, 10, "x")]
    once = [Marked("a", 2, 10, "x")]
    found = span_agreement({"one": twice, "two": once}, LENGTHS)
    assert found.spans == (1, 1)
    assert found.coefficients["u_alpha"].value == pytest.approx(1)


def test_nothing_marked() -> None:
    found = span_agreement({"one": [], "two": []}, LENGTHS, bootstrap=10).coefficients
    assert {one.undefined.id for one in found.values() if one.undefined} == {"no_units"}
    assert all(one.value is None for one in found.values())
    assert span_agreement({"one": [], "two": []}, {}).coefficients["u_alpha"].value is None


def test_gamma_when_asked_for() -> None:
    found = span_agreement({"one": ONE, "two": ONE}, LENGTHS, with_gamma=True).coefficients
    assert found["gamma"].value == pytest.approx(1)
    assert found["gamma"].details["exact"] == 1
    assert found["gamma_k:y"].value == pytest.approx(1)


marks = st.lists(
    st.builds(
        lambda s, start, size: Marked(s, start, min(start + size, 30), "x"),
        st.sampled_from("ab"),
        st.integers(0, 29),
        st.integers(1, 8),
    ),
    max_size=8,
)


@given(marks, marks)
def test_bounds_and_symmetry(one: list[Marked], two: list[Marked]) -> None:
    lengths = {"a": 30, "b": 30}
    found = span_agreement({"one": one, "two": two}, lengths).coefficients
    turned = span_agreement({"two": two, "one": one}, lengths).coefficients
    for name, coefficient in found.items():
        assert coefficient.value is None or coefficient.value <= 1 + 1e-9
        other = turned[name].value
        assert other == (None if coefficient.value is None else pytest.approx(coefficient.value, abs=1e-9))
