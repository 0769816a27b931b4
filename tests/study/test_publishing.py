from __future__ import annotations

from pathlib import Path

from coded_study import coded_round, made
from tanik.report.blocks import Table


def test_the_method_tells_how_far_the_coders_of_closed_rounds_agree(tmp_path: Path) -> None:
    with made(tmp_path) as study:
        assert study.publishing.answers(checked=False).making.agreement == ()
        open_round = study.rounds.open("second", ["Ayşe", "Deniz"], sample=1)
        number = coded_round(study)
        rows = study.publishing.answers(checked=False).making.agreement
        assert {row[0] for row in rows} == {number}
        assert open_round.id != number
        polarity = next(row for row in rows if row[1] == "polarity")
        expected = study.rounds.agreement(number, "polarity").coefficients["krippendorff_alpha"].value
        assert polarity[2:] == ("krippendorff_alpha", expected, 1)
        tables = [b for b in study.publishing.publication("tr", checked=False).blocks if isinstance(b, Table)]
        assert any(each.id == "agreement" for each in tables)
