"""The judge: calibration, choice among spans that claim the same words, targets, thresholds."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanik.reading.judge import Arbiter, Scale
from tanik.reading.neural_candidates import Span
from tanik.reading.neural_proposals import Proposal

WIDE = 12


def weights(**changed: object) -> dict[str, object]:
    made: dict[str, object] = {
        "keep": {"mean": [0.0] * WIDE, "scale": [1.0] * WIDE, "weights": [1.0] + [0.0] * (WIDE - 1), "bias": 0.0},
        "threshold": 0.4,
        "holder": {"chance": 1.0, "hints": [0.0, 0.0]},
        "target": {"chance": 1.0, "holder": 0.0, "hints": [0.0, 0.0], "bias": 0.0, "threshold": 0.5},
        "polarity": {"chance": 1.0, "told": 0.0, "lexical": 0.0, "bias": [0.0, 0.0, 0.0, 0.0]},
        "calibration": {"at": [0.0, 1.0], "share": [0.0, 1.0]},
    }
    return made | changed


def proposal(first: int, last: int, sign: float, **changed: object) -> Proposal:
    made: dict[str, object] = {
        "span": Span(first, last, 0, first, last),
        "ruled": None,
        "signs": (sign, 0.0, 0.0, 0.0, 0.0, 0.0),
        "entities": ("ayse", "heyet"),
        "holders": (0.8, 0.2),
        "targets": (0.1, 0.7),
        "how": ((0.7, 0.1, 0.1, 0.1), (0.1, 0.6, 0.1, 0.2)),
        "hints": ((0.0,), (0.0,)),
        "told": (4, 4),
    }
    return Proposal(**(made | changed))  # type: ignore[arg-type]


def test_a_scale_joins_its_points_by_lines() -> None:
    scale = Scale((0.2, 0.6), (0.1, 0.5))
    assert scale(0.0) == 0.1
    assert scale(0.4) == pytest.approx(0.3)
    assert scale(0.9) == 0.5


@given(st.lists(st.floats(0, 1), min_size=2, max_size=6, unique=True), st.floats(0, 1), st.floats(0, 1))
def test_a_surer_score_is_never_less_confident(points: list[float], one: float, other: float) -> None:
    at = tuple(sorted(points))
    scale = Scale(at, tuple(sorted(p / 2 for p in points)))
    low, high = sorted((one, other))
    assert scale(low) <= scale(high) + 1e-9


def test_the_surer_of_two_claims_stays() -> None:
    found = Arbiter(weights()).decide([proposal(0, 10, 1.0), proposal(2, 9, 2.0), proposal(12, 20, 0.5)])
    assert [(v.proposal.span.first, v.proposal.span.last) for v in found] == [(2, 9), (12, 20)]


def test_what_is_unlikely_is_dropped() -> None:
    assert Arbiter(weights()).decide([proposal(0, 10, -1.0)]) == []
    assert len(Arbiter(weights(threshold=0.2)).decide([proposal(0, 10, -1.0)])) == 1


def test_holder_target_and_polarity_are_the_likeliest() -> None:
    (verdict,) = Arbiter(weights()).decide([proposal(0, 10, 3.0)])
    assert verdict.holders == ("ayse",)
    assert [(t.entity, t.polarity) for t in verdict.targets] == [("heyet", "negative")]
    assert verdict.confidence == pytest.approx(0.8 / (1 + math.exp(-3)), abs=0.001)


def test_what_the_rules_say_weighs_as_much_as_was_learnt() -> None:
    heard = {"chance": 1.0, "told": 3.0, "lexical": 0.0, "bias": [0.0, 0.0, 0.0, 0.0]}
    (verdict,) = Arbiter(weights(polarity=heard)).decide([proposal(0, 10, 3.0, told=(4, 3))])
    assert verdict.targets[0].polarity == "neutral"
    trusting = {"chance": 1.0, "hints": [5.0, 0.0]}
    (verdict,) = Arbiter(weights(holder=trusting)).decide([proposal(0, 10, 3.0, hints=((0.0,), (1.0,)))])
    assert verdict.holders == ("heyet",)


def test_in_a_study_the_weights_are_their_own() -> None:
    study = {"chance": 1.0, "hints": [0.0, 5.0]}
    signs = (3.0, 1.0, 0.0, 0.0, 0.0, 0.0)
    hints = ((0.0,), (1.0,))
    (verdict,) = Arbiter(weights(holder=study)).decide([proposal(0, 10, 3.0, signs=signs, hints=hints)])
    assert verdict.holders == ("heyet",)
    (verdict,) = Arbiter(weights(holder=study)).decide([proposal(0, 10, 3.0, hints=hints)])
    assert verdict.holders == ("ayse",)


def test_there_is_a_target_even_when_none_is_sure() -> None:
    (verdict,) = Arbiter(
        weights(target={"chance": 1.0, "holder": 0.0, "hints": [0.0, 0.0], "bias": 0.0, "threshold": 0.99})
    ).decide([proposal(0, 10, 3.0)])
    assert [t.entity for t in verdict.targets] == ["heyet"]


def test_a_higher_threshold_keeps_a_part_of_what_a_lower_one_keeps() -> None:
    each = [proposal(20 * n, 20 * n + 10, sign) for n, sign in enumerate((-3.0, -1.0, 0.0, 1.0, 4.0))]
    kept = [{v.proposal.span.first for v in Arbiter(weights(), least).decide(each)} for least in (0.0, 0.3, 0.6, 1.0)]
    assert kept[0] > kept[1] > kept[2] > kept[3] == set()
