from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given as for_all

from exchange_samples import canonical, given, projects
from tanik.errors import TanikError
from tanik.exchange.project import Project, ProjectSource
from tanik.exchange.web_annotation import parse_annotations, read_annotations, write_annotations
from tanik.exchange.web_annotation_rules import CONTEXT, problems

THERE = Project(sources=(ProjectSource("e" * 32, "liman.txt", "Vali limanı övdü; liman iyiydi."),))


@for_all(projects(rich=False))
def test_out_and_in_again_keeps_codings_and_statements(project: Project) -> None:
    value, _ = write_annotations(project, "Tanık 1")
    for annotation in value["first"]["items"]:
        assert problems(annotation) == []
    data = json.dumps(value).encode()
    again, _ = read_annotations(given(data, "a.jsonld"), project)
    before = canonical(project)
    assert canonical(again).statements == before.statements
    assert {(c.uid, c.code) for c in again.codings} == {(c.uid, c.code) for c in before.codings}


def annotation(**changes: object) -> dict[str, object]:
    quote = {"type": "TextQuoteSelector", "exact": "liman", "prefix": "; "}
    plain = {
        "@context": CONTEXT,
        "id": "http://example.org/1",
        "type": "Annotation",
        "body": {"type": "TextualBody", "value": "yer", "purpose": "tagging"},
        "creator": {"name": "Ayşe"},
        "target": {"source": "http://example.org/liman.txt", "selector": quote},
    }
    return {**plain, **changes}


def test_another_tools_annotation_is_found_by_its_words() -> None:
    project, _ = read_annotations(given(json.dumps(annotation()).encode(), "a.json"), THERE)
    assert [project.words(p.start, p.end, p.source) for p in project.passages] == ["liman"]
    assert project.passages[0].start == 18
    assert (project.codes[0].name, project.coders[0].name) == ("yer", "Ayşe")


def test_pages_collections_and_lists() -> None:
    page = {"@context": CONTEXT, "type": "AnnotationPage", "items": [annotation(), "http://example.org/2"]}
    collection = {"@context": CONTEXT, "type": "AnnotationCollection", "label": "Notlar", "first": page}
    for value in (page, collection):
        project, report = read_annotations(given(json.dumps(value).encode(), "a.json"), THERE)
        assert len(project.codings) == 1
        assert report.as_json()["dropped"][0]["places"] == ["2"]
    assert parse_annotations(given(json.dumps(collection).encode()))[1] == {
        "label": "Notlar",
        "type": "AnnotationCollection",
    }
    assert len(parse_annotations(given(json.dumps([annotation()]).encode()))[0]) == 1


def test_a_comment_becomes_a_memo_and_a_lost_place_is_told() -> None:
    plain = annotation(body=None, bodyValue="güzel")
    del plain["body"]
    project, _ = read_annotations(given(json.dumps(plain).encode(), "a.json"), THERE)
    assert project.memos[0].text == "güzel"
    assert project.memos[0].subjects == (project.passages[0].uid,)
    elsewhere = replace(THERE, sources=())
    _, report = read_annotations(given(json.dumps(annotation()).encode(), "a.json"), elsewhere)
    assert report.as_json()["dropped"][0]["places"] == ["annotation 1"]


@pytest.mark.parametrize(
    ("data", "id"),
    [
        (b"{", "T660"),
        (b"[" * 60_000, "T660"),
        (b"\xff\xfe\x00", "T660"),
        (b'{"type": "Squirrel"}', "T661"),
        (b"3", "T661"),
        (json.dumps(annotation(target=9)).encode(), "T662"),
    ],
)
def test_bad_files_name_what_is_wrong(data: bytes, id: str) -> None:
    with pytest.raises(TanikError) as caught:
        read_annotations(given(data, "kötü.json"), THERE)
    assert caught.value.id == id
    assert "kötü.json" in str(caught.value)
