from __future__ import annotations

from pathlib import Path

import pytest

import tanik
from tanik.analysis.answers import TooLittle
from tanik.errors import UsageError
from tanik.study.analyses import Analyses

FIRST = (
    "Nuri Şen, Kâmil Tuna'nın dürüst ve güvenilir bir adam olduğunu söylemiştir (Öz, 1955: 12). "
    "Kâmil Tuna, Bern Hükümeti'ne on milyon frank vaat etmiştir (Öz, 1955: 13).\n"
)
SECOND = "Nuri Şen, 1921 yılında Kâmil Tuna'nın tehlikeli ve güvenilmez bir adam olduğunu yazmıştır (Er, 1960: 4).\n"
PEOPLE = (
    "- {id: nuri, name: Nuri Şen}\n- {id: kamil, name: Kâmil Tuna}\n"
    "- {id: fire, kind: event, name: Büyük Yangın, date: 1930}\n"
)


@pytest.fixture
def analyses(tmp_path: Path) -> Analyses:
    (tmp_path / "bir.txt").write_text(FIRST, encoding="utf-8")
    (tmp_path / "iki.txt").write_text(SECOND, encoding="utf-8")
    (tmp_path / "people.yaml").write_text(PEOPLE, encoding="utf-8")
    with tanik.open(tmp_path / "s.tanik") as study:
        study.use_people(tmp_path / "people.yaml")
        study.add(tmp_path / "bir.txt", kind="study", language="tr", title="Bir", written="1990")
        study.add(tmp_path / "iki.txt", kind="study", language="tr", title="İki", written="1995")
        study.read()
        made = study.analyses
        made.table()
        return made


def test_perspectives_lead_to_statements_of_the_study(analyses: Analyses) -> None:
    found = analyses.perspectives('holder="Nuri Şen" target="Kâmil Tuna"')
    (cell,) = found.cells
    assert cell.names == ("Nuri Şen", "Kâmil Tuna")
    assert (cell.n, cell.sources) == (2, 2)
    assert set(cell.statements) <= set(analyses.table().ids)
    assert analyses.perspectives("holder=Nuri source=Bir").statements == 1


def test_a_filter_that_means_nobody_is_answered(analyses: Analyses) -> None:
    with pytest.raises(UsageError, match="Nuri Şen"):
        analyses.perspectives("holder=Nuru_Şen")


def test_the_ledger_names_ids_of_the_study_and_takes_filters(tmp_path: Path, analyses: Analyses) -> None:
    with tanik.open(tmp_path / "s.tanik") as study:
        (entry,) = study.analyses.ledger().entries
        assert (entry.deed, entry.value, entry.unit, entry.source_name) == ("promise", 10_000_000, "franc", "Bir")
        assert set(entry.statements) <= set(study.statement_table().ids)
        assert study.analyses.ledger("source=İki").entries == ()
        assert len(study.analyses.ledger("source=Bir").entries) == 1


def test_the_other_analyses_answer_or_say_what_is_missing(analyses: Analyses, tmp_path: Path) -> None:
    with tanik.open(tmp_path / "s.tanik") as study:
        door = study.analyses
        assert [event.name for event in door.events()] == ["Büyük Yangın"]
        assert door.event("yangın").edtf == "1930"
        assert isinstance(door.hindsight(), TooLittle)
        assert isinstance(door.event_study(door.event("yangın")), TooLittle)
        assert isinstance(door.map(), TooLittle)
        assert door.divided() == door.turns() == ()
        assert isinstance(door.accords(), TooLittle)
        moments = door.axis()
        assert not isinstance(moments, TooLittle)
        assert any(moment.role == "event" for moment in moments)
        assert not isinstance(door.criticism(), TooLittle)
        assert not isinstance(door.lenses(), TooLittle)
