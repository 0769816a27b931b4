from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import tanik
from exchange_samples import TEXT, given, packed, project_xml, selection, spot
from tanik.coding.acts import Coder
from tanik.exchange.losses import LossReport
from tanik.exchange.project import Project, ProjectCode, ProjectLink, ProjectMemo, ProjectStatement, StatementTarget
from tanik.exchange.refi_reading import read_project
from tanik.study import Study
from tanik.study.taking_in import take_in

ANN = Coder("Ayşe", "person")


def sample() -> Project:
    chosen = selection(1, *spot("limanı övdü")) + selection(2, *spot("uzun"))
    project, _ = read_project(given(packed(project_xml(chosen))))
    source, coding = project.sources[0], project.codings[0]
    aim = StatementTarget("liman", "positive", 0.5)
    head = ("a" * 32, source.uid, *spot("Vali Rıza Bey"), "Rıza Bey", (aim,), ("savaş",), "quote", "1921-03")
    statement = ProjectStatement(*head, relay=("Orhan",), coder=project.coders[0].uid)
    memos = (
        ProjectMemo("b" * 32, "iyi", "", (coding.uid, source.uid)),
        ProjectMemo("d" * 32, "genel", of_project=True),
    )
    supports = ProjectLink("c" * 32, "Supports", coding.uid, "a" * 32)
    links = (supports, ProjectLink("e" * 32, "is a", coding.uid, "a" * 32))
    return replace(project, statements=(statement,), memos=memos, links=links)


def take(study: Study, project: Project) -> LossReport:
    report = LossReport("liman.qdpx", "qdpx", "A tool")
    take_in(study._store.desk, ANN, project, report, "", "tr")
    return report


def test_everything_is_in_the_study_as_one_act(tmp_path: Path) -> None:
    with tanik.open(tmp_path / "a.tanik") as study:
        report = take(study, sample())
        study.check()
        assert [(each.quote, each.code, each.coder.name) for each in study.coding.codings()] == [
            ("limanı övdü", "övgü", "Ann"),
            ("uzun", "övgü", "Ann"),
        ]
        (row,) = study.statements().to_pylist()
        assert (row["holder_name"], row["target_name"], row["polarity"], row["said"]) == (
            "Rıza Bey", "liman", "positive", "1921-03",
        )  # fmt: skip
        assert (row["topics"], row["relay_names"], row["text"]) == (["savaş"], ["Orhan"], "Vali Rıza Bey")
        assert {memo.subject.partition(":")[0] for memo in study.coding.memos()} == {"coding", "source", "study"}
        assert [link.kind for link in study.coding.links()] == ["supports"]
        assert [loss["what"] for loss in report.as_json()["kept"]] == ["link"]
        acts = [event.act for event in study._store.events()]
        assert acts == ["study.create", "project.import"]


def test_one_undo_takes_back_what_was_made_of_it(tmp_path: Path) -> None:
    with tanik.open(tmp_path / "a.tanik") as study:
        take(study, sample())
        study.coding.as_coder("Ayşe").undo()
        assert study.coding.codings() == []
        assert study.statements().num_rows == 0
        study.coding.as_coder("Ayşe").redo()
        assert len(study.coding.codings()) == 2


def test_taking_it_again_changes_nothing(tmp_path: Path) -> None:
    with tanik.open(tmp_path / "a.tanik") as study:
        take(study, sample())
        before = study.exchange.project()
        report = take(study, sample())
        assert study.exchange.project() == before
        kept = {loss["what"]: loss["count"] for loss in report.as_json()["kept"]}
        assert kept["coding"] == 2
        assert kept["source"] == kept["statement"] == 1


def test_a_fault_in_the_middle_leaves_the_study_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with tanik.open(tmp_path / "a.tanik") as study:
        from tanik.study import taking_in

        monkeypatch.setattr(taking_in.Taking, "_links", lambda self: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            take(study, sample())
        assert study.sources().num_rows == 0
        assert len(study.coding.codebooks) == 0
        assert [event.act for event in study._store.events()] == ["study.create"]


def test_values_that_cannot_be_are_told(tmp_path: Path) -> None:
    project = sample()
    source = replace(project.sources[0], data=(("kind", "novel"), ("written", "dün"), ("title", "Liman")))
    statement = replace(project.statements[0], said="dün")
    with tanik.open(tmp_path / "a.tanik") as study:
        report = take(study, replace(project, sources=(source,), statements=(statement,)))
        dropped = [loss["what"] for loss in report.as_json()["dropped"]]
        assert dropped == ["source/kind", "source/written", "statement/date"]
        assert study.sources().to_pylist()[0]["title"] == "Liman"


def test_codes_of_the_study_are_found_by_their_uid(tmp_path: Path) -> None:
    with tanik.open(tmp_path / "a.tanik") as study:
        take(study, sample())
        more = ProjectCode("f" * 32, "yeni", parent=sample().codes[0].uid)
        report = take(study, replace(sample(), codes=(*sample().codes, more)))
        assert [code.name("tr") for book in study.coding.codebooks for code in book.codes] == [
            "övgü", "liman", "yergi", "yeni",
        ]  # fmt: skip
        assert [loss["what"] for loss in report.as_json()["changed"]] == ["code"]
        assert TEXT in {source.text for source in study.exchange.project().sources}
