from __future__ import annotations

import pytest
from answers_sample import answers, made_table

from tanik.report import answer_figures as figures
from tanik.report.drawing import svg
from tanik.report.telling import Teller


@pytest.mark.parametrize("code", ["tr", "en"])
def test_means_name_their_pairs_and_their_number(code: str) -> None:
    given = answers()
    assert given.tally is not None
    cells = [cell for cell in given.tally.cells if cell.pooled is not None]
    drawn = svg(figures.means(Teller(made_table(), code), cells))
    assert "Ayşe Tan" in drawn
    assert f"({cells[0].n})" in drawn


def test_the_axis_is_in_the_language_of_the_reader() -> None:
    given = answers()
    assert given.tally is not None
    cells = [cell for cell in given.tally.cells if cell.pooled is not None]
    assert "aleyhte" in svg(figures.means(Teller(made_table(), "tr"), cells))
    assert "against" in svg(figures.means(Teller(made_table(), "en"), cells))


def test_bands_left_out_and_saturation_are_drawn() -> None:
    given, teller = answers(), Teller(made_table(), "en")
    assert "n = " in svg(figures.bands(teller, given.hindsight.bands))  # type: ignore[union-attr]
    rows = [row for row in given.criticism.without if row.value is not None]  # type: ignore[union-attr]
    assert "Günlük" in svg(figures.left_out(teller, rows, 0.0))
    assert svg(figures.saturated(teller, given.criticism.saturation)).startswith("<svg")  # type: ignore[union-attr]
