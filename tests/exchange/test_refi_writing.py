"""REFI-QDA projects out: valid, and the same project when read again."""

from __future__ import annotations

from dataclasses import fields

from hypothesis import given as for_all

from exchange_samples import FOR, canonical, given, packed, project_xml, projects, selection
from tanik.exchange.project import Project, ProjectCode, ProjectCoding, ProjectLink
from tanik.exchange.refi_reading import read_project
from tanik.exchange.refi_writing import write_project


@for_all(projects())
def test_out_and_in_again_is_the_same_and_valid(project: Project) -> None:
    data, _ = write_project(project, "Tanık 1")
    again, report = read_project(given(data))
    before, after = canonical(project), canonical(again)
    for field in fields(Project):
        assert getattr(before, field.name) == getattr(after, field.name), field.name
    assert report.facts["schema"]["valid"], report.facts["schema"]
    assert write_project(project, "Tanık 1")[0] == data


def test_another_tools_project_goes_out_as_it_came() -> None:
    picture = '<PictureSource guid="BBBBBBBB-0000-0000-0000-000000000002" name="foto" path="internal://foto.png"/>'
    xml = project_xml(selection(1, 0, 4) + selection(2, 5, 9), sources=picture)
    members = {"sources/liman.txt": b"Vali R\xc4\xb1za Bey", "sources/foto.png": b"\x89PNG"}
    project, before = read_project(given(packed(xml, members)))
    again, after = read_project(given(write_project(project, "Tanık 1")[0]))
    assert before.facts["elements"] == after.facts["elements"]
    assert canonical(project) == canonical(again)


def test_what_the_format_cannot_hold_is_told() -> None:
    code = ProjectCode("a" * 32, "a\x00b")
    link = ProjectLink("b" * 32, "supports", "a" * 32, "a" * 32, note="çünkü", coder="c" * 32)
    coding = ProjectCoding("d" * 32, "e" * 32, "f" * 32)
    project, _ = read_project(given(packed(project_xml(selection(1, 0, 4)))))
    passage = project.passages[0].uid
    lost = Project(
        codes=(code,),
        sources=project.sources,
        passages=project.passages,
        codings=(*project.codings, ProjectCoding(coding.uid, passage, coding.code)),
        links=(link,),
    )
    data, report = write_project(lost, "Tanık 1")
    told = report.as_json()
    assert [(loss["what"], loss["count"]) for loss in told["dropped"]] == [("Coding", 2), ("Link", 1), ("Link", 1)]
    assert [loss["what"] for loss in told["changed"]] == ["Code/@name"]
    assert read_project(given(data))[1].facts["schema"]["valid"]
    assert FOR.encode() not in data
