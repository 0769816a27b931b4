from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.coding import suggestions
from tanik.coding.suggestions import Lesson, VectorVoice, measure_hits, rank_codes, rank_passages
from tanik.coding.vectors import Matrix, centred


def lesson(codes: Sequence[Sequence[int]], count: int, definitions: Sequence[int] = ()) -> Lesson:
    """Passages that lie behind each other in one source, each with its own words."""
    places = [("s", 10 * at, 10 * at + 5) for at in range(len(codes))]
    return Lesson(codes, definitions, count, places, [f"words {at}" for at in range(len(codes))])


def voice(*rows: Sequence[float]) -> VectorVoice:
    given = np.array(rows, np.float32)
    return VectorVoice(centred(given, given.mean(axis=0)))


def points(*places: tuple[int, float]) -> list[list[float]]:
    """Vectors near one of three corners: (corner, how far off)."""
    return [[(axis == corner) + off * axis for axis in range(3)] for corner, off in places]


CORNERS = points((0, 0.1), (0, 0.2), (0, 0.05), (1, 0.1), (1, 0.2), (1, 0.0), (2, 0.1), (2, 0.2), (2, 0.0))
CODED = [[0], [0], [0], [1], [1], [1], [2], [2], [2]]


def test_the_code_of_the_nearest_passages_comes_first() -> None:
    near = voice(*CORNERS, *points((1, 0.12)))
    found = rank_codes([near], lesson(CODED, 3), 9, np.zeros(9, bool))
    assert found.order()[0] == 1
    assert found.nearest[1] in (3, 4, 5)
    assert set(found.nearest) <= set(range(9))


def test_a_code_without_a_passage_is_known_by_its_definition() -> None:
    near = voice(*CORNERS[:6], *points((0, 0.1), (1, 0.1), (2, 0.1)), *points((2, 0.05)))
    found = rank_codes([near], lesson(CODED[:6], 3, (0, 1, 2)), 9, np.zeros(6, bool))
    assert found.order()[0] == 2
    assert found.nearest[2] == -1


def test_closed_passages_say_nothing() -> None:
    near = voice(*CORNERS, *points((1, 0.12)))
    closed = np.array([1 in codes for codes in CODED])
    found = rank_codes([near], lesson(CODED, 3), 9, closed)
    assert found.order()[0] != 1
    assert found.nearest[1] == -1


def test_overlap_and_same_words() -> None:
    places = [("a", 0, 10), ("a", 9, 20), ("a", 20, 30), ("b", 0, 10)]
    made = Lesson([[0]] * 4, (), 1, places, ["x", "y", "z", "z"])
    assert made.like_itself(0).tolist() == [True, True, False, False]
    assert made.like_itself(2).tolist() == [False, False, True, True]
    assert made.overlapping("a", 10, 21).tolist() == [False, True, True, False]
    assert not made.overlapping("c", 0, 99).any()


def test_passages_for_a_code() -> None:
    near = voice(*CORNERS[:3], *points((1, 0.1)), *points((2, 0.1), (0, 0.15), (1, 0.3), (0, 0.07)))
    found = rank_passages([near], [0, 1, 2], [], np.array([4, 5, 6, 7]))
    assert set(found.order()[:2].tolist()) == {1, 3}
    assert set(found.nearest.tolist()) <= {0, 1, 2}
    by_definition = rank_passages([near], [], [3], np.array([4, 5, 6, 7]))
    assert by_definition.order()[0] == 2
    assert set(by_definition.nearest.tolist()) == {-1}


def test_passages_do_not_depend_on_how_many_examples_are_compared_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(1)
    near = voice(*rng.normal(size=(40, 6)).tolist())
    whole = rank_passages([near], list(range(11)), [11], np.arange(12, 40))
    monkeypatch.setattr(suggestions, "_AT_ONCE", 11)
    assert rank_passages([near], list(range(11)), [11], np.arange(12, 40)).scores == pytest.approx(whole.scores)
    monkeypatch.setattr(suggestions, "_AT_ONCE", 4)
    assert rank_passages([near], list(range(11)), [11], np.arange(12, 40)).scores == pytest.approx(whole.scores)


def test_hits_when_everything_is_clear() -> None:
    found = measure_hits([voice(*CORNERS)], lesson(CODED, 3))
    assert found is not None
    assert (found.n, found.of) == (9, 9)
    assert found.codes == (1.0, 1.0)
    assert found.like == (1.0, 1.0)
    assert found.by_code == {0: (1, 1, 3), 1: (1, 1, 3), 2: (1, 1, 3)}
    assert found.usual == (pytest.approx(1 / 3), 1.0)


def test_hits_when_codes_have_nothing_to_do_with_the_words() -> None:
    rng = np.random.default_rng(7)
    codes = [[int(code)] for code in rng.integers(0, 10, 300)]
    found = measure_hits([voice(*rng.normal(size=(300, 20)).tolist())], lesson(codes, 10))
    assert found is not None
    assert found.codes[0] < 0.2
    assert found.like[0] < 0.2


def test_a_passage_may_not_give_itself_away() -> None:
    # Every passage is coded twice, once under each of its neighbour's code: only its own twin would be right.
    places = [("s", at // 2 * 10, at // 2 * 10 + 5) for at in range(12)]
    codes = [[at // 2] for at in range(12)]
    rows = np.repeat(np.eye(6), 2, axis=0).tolist()
    made = Lesson(codes, (), 6, places, [f"words {at // 2}" for at in range(12)])
    found = measure_hits([voice(*rows)], made)
    assert found is not None
    assert found.like == (0.0, 0.0)


def test_what_cannot_be_measured_is_none() -> None:
    assert measure_hits([voice([1.0, 0.0])], lesson([[0]], 2)) is None
    assert measure_hits([voice([1.0, 0.0], [0.0, 1.0])], lesson([[0], [0]], 1)) is None


def test_no_more_than_so_many_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggestions, "MOST_LEFT_OUT", 3)
    found = measure_hits([voice(*CORNERS)], lesson(CODED, 3))
    assert found is not None
    assert (found.n, found.of) == (3, 9)
    assert sum(n for *_, n in found.by_code.values()) == 3


@given(st.integers(0, 2**32 - 1), st.integers(1, 3), st.integers(2, 12))
def test_the_order_of_the_codings_does_not_matter(seed: int, voices: int, size: int) -> None:
    rng = np.random.default_rng(seed)
    codes = [sorted(set(rng.integers(0, 4, 2).tolist())) for _ in range(size)]
    made: list[Matrix] = [rng.normal(size=(size + 1, 5)).astype(np.float32) for _ in range(voices)]
    order = rng.permutation(size)
    turned = [codes[at] for at in order]
    first = rank_codes([VectorVoice(m) for m in made], lesson(codes, 4), size, np.zeros(size, bool))
    second = rank_codes([VectorVoice(m[[*order, size]]) for m in made], lesson(turned, 4), size, np.zeros(size, bool))
    assert second.scores == pytest.approx(first.scores, abs=1e-4)
