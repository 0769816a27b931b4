from __future__ import annotations

import pytest

from answers_sample import answers, making
from made_tables import table
from tanik.report.blocks import Heading, Table
from tanik.report.publication import Answers, compose


@pytest.mark.parametrize("code", ["tr", "en"])
def test_chapters_in_both_languages(code: str) -> None:
    made = compose(answers(), title="T", language=code)
    ids = [block.id for block in made.blocks if isinstance(block, Heading) and block.level == 1]
    assert ids[0] == "perspectives"
    assert ids[-2:] == ["method", "evidence"]
    assert {"relations", "hindsight", "criticism"} <= set(ids)
    assert len(ids) == len(set(ids))


def test_the_same_answers_give_the_same_publication() -> None:
    one, two = (compose(answers(), title="T", language="en") for _ in range(2))
    assert [b for b in one.blocks if not hasattr(b, "chart")] == [b for b in two.blocks if not hasattr(b, "chart")]
    assert [f.chart.to_json() for f in one.figures()] == [f.chart.to_json() for f in two.figures()]


def test_every_table_has_as_many_cells_as_heads_and_all_its_rows_for_a_file() -> None:
    for each in compose(answers(), title="T", language="tr").tables():
        assert isinstance(each, Table)
        assert all(len(row) == len(each.heads) for row in each.rows)
        assert len(each.raw) >= len(each.rows)


def test_nothing_to_say_is_said_and_nothing_is_drawn() -> None:
    made = compose(Answers(table=table(), making=making(sources=())), title="T", language="en")
    assert made.figures() == ()
    assert [block.id for block in made.blocks if isinstance(block, Heading)] == ["method"]


def test_without_an_appendix() -> None:
    made = compose(answers(), title="T", language="en", appendix=False)
    assert "evidence" not in [block.id for block in made.blocks if isinstance(block, Heading)]
