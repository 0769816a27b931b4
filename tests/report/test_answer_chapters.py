from __future__ import annotations

from answers_sample import answers, made_table
from made_tables import table
from tanik.analysis.answers import TooLittle
from tanik.analysis.criticism import criticism
from tanik.analysis.hindsight import hindsight
from tanik.analysis.lenses import lenses
from tanik.analysis.tallies import tally
from tanik.report.answer_chapters import checks, criticised, hindsights, perspectives, seen_through, who_speaks
from tanik.report.blocks import Figure, Note, Paragraph, Table
from tanik.report.telling import Teller


def test_perspectives_with_interval_and_the_ids_behind_each_row() -> None:
    given = answers()
    assert given.tally is not None
    blocks = perspectives(Teller(made_table(), "en"), given.tally, given.divided)
    counted = next(block for block in blocks if isinstance(block, Table) and block.id == "perspectives")
    assert sum(int(str(row[2])) for row in counted.rows) == 24
    assert all(row["statements"] for row in counted.raw)
    notes = [part for block in blocks if isinstance(block, Paragraph) for part in block.parts if isinstance(part, Note)]
    assert len(notes) == 2


def test_a_network_has_a_picture_and_notes() -> None:
    given = answers()
    assert given.network is not None
    blocks = who_speaks(Teller(made_table(), "tr"), given.network)
    assert [block.id for block in blocks if isinstance(block, Figure)] == ["relations"]


def test_too_little_is_a_sentence_and_never_a_picture() -> None:
    empty = table()
    teller = Teller(empty, "en")
    for chapter, answer in (
        (hindsights, hindsight(empty)),
        (criticised, criticism(empty)),
        (seen_through, lenses(empty)),
    ):
        assert isinstance(answer, TooLittle)
        blocks = chapter(teller, answer)  # type: ignore[operator]
        assert [type(block) for block in blocks][1:] == [Paragraph]
        assert blocks[1].text
    blocks = perspectives(teller, tally(empty, ("holder", "target")), ())
    assert not any(isinstance(block, Figure | Table) for block in blocks)


def test_quotations_are_counted_by_result() -> None:
    rows = [{"verdict": "exact", "id": 1}, {"verdict": "exact", "id": 2}, {"verdict": "absent", "id": 3}]
    [_, counted] = checks(Teller(made_table(), "en"), (), rows)
    assert isinstance(counted, Table)
    assert [row[1] for row in counted.rows] == ["2", "1"]
    assert len(counted.raw) == 3
