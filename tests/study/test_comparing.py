from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from coded_study import coded_round, made, source_of
from tanik.errors import UsageError
from tanik.study import Study


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    with made(tmp_path) as opened:
        yield opened


def test_documents_without_proposals(study: Study) -> None:
    number = coded_round(study)
    polarity = study.rounds.agreement(number, "polarity")
    assert [row.values for row in polarity.rows] == [("positive", "negative", "negative")]
    assert polarity.rows[0].what == "Komiser"
    assert study.rounds.agreement(number, "polarity", coders=["Deniz", "Ali"]).coefficients["percent_pooled"].value == 1
    spans = study.rounds.agreement(number, "span", bootstrap=20, seed=1)
    assert spans.spans is not None
    assert spans.spans.length == len(study.coding.text(source_of(study)))
    assert 0.9 < (spans.coefficients["u_alpha"].value or 0) < 1
    code = study.rounds.agreement(number, "code", code="x", with_gamma=True)
    assert code.coefficients["u_alpha"].value == pytest.approx(1)
    assert code.coefficients["gamma"].value == pytest.approx(1)
    machine = study.rounds.agreement(number, "statement", coders=["Ali"], machine=True)
    assert machine.coders[1].startswith("tanik")
    assert len(machine.rows) > 1


def test_fields_that_cannot_be_compared(study: Study) -> None:
    round = study.rounds.open("r", ["Ayşe", "Deniz"], sample=1)
    study.rounds.close(round.id)
    for field, code in (("nonsense", None), ("holder", "x"), ("span", None)):
        with pytest.raises(UsageError) as caught:
            study.rounds.agreement(round.id, field, code=code)
        assert caught.value.id == "T578"
