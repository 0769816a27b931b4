"""What must be corrected, and whether the confidence can be believed."""

import pytest
from benchmarks.quality.effort import calibration_error, price, reliability

STATEMENTS = [(0.95, True), (0.92, True), (0.55, True), (0.52, False), (0.25, False)]


def test_a_reliability_diagram_counts_every_statement_once() -> None:
    rows = reliability(STATEMENTS)
    assert sum(number for _, _, number in rows) == len(STATEMENTS)
    assert rows[-1] == (pytest.approx(0.935), 1.0, 2)
    assert rows[1] == (pytest.approx(0.535), 0.5, 2)


def test_the_mean_distance_weighs_by_number() -> None:
    assert calibration_error([(0.8, 0.8, 10), (0.5, 0.9, 10)]) == pytest.approx(0.2)
    assert calibration_error([]) == 0.0


def test_a_threshold_costs_recall() -> None:
    rows = price(STATEMENTS, wanted=6)
    assert rows[0] == (0.0, pytest.approx(0.6), pytest.approx(0.5))
    assert rows[-1] == (0.9, 1.0, pytest.approx(2 / 6))
    recalls = [recall for _, _, recall in rows]
    assert recalls == sorted(recalls, reverse=True)
