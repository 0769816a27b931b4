"""TEI out. The rule of TEI: ``annotation/@motivation`` is of the closed list, ``@target`` and ``@xml:id`` are there."""

from __future__ import annotations

import re

from hypothesis import given
from lxml import etree

from exchange_samples import projects
from tanik.exchange.project import Project
from tanik.exchange.tei_standoff import NAMESPACE, write_tei
from tanik.exchange.web_annotation_rules import MOTIVATIONS

TEI = {"t": NAMESPACE}
XML = "{http://www.w3.org/XML/1998/namespace}"


@given(projects())
def test_annotations_point_at_the_words_and_nothing_points_nowhere(project: Project) -> None:
    data, _ = write_tei(project, "Tanık 1")
    root = etree.fromstring(data)
    ids = {element.get(f"{XML}id") for element in root.iter() if element.get(f"{XML}id")}
    texts = {ab.get(f"{XML}id"): ab.text or "" for ab in root.iterfind(".//t:ab", TEI)}
    assert sorted(texts.values()) == sorted(source.text or "" for source in project.sources)
    found = root.findall(".//t:annotation", TEI)
    assert len(found) >= len(project.codings) + len(project.statements)
    for annotation in found:
        assert annotation.get("motivation") in MOTIVATIONS
        for text, start, length in re.findall(r"string-range\((\w+),(\d+),(\d+)\)", annotation.get("target")):
            assert int(start) + int(length) <= len(texts[text])
    named = [value for e in root.iter() for key in ("ana", "resp", "ref") for value in (e.get(key) or "").split()]
    assert {value.removeprefix("#") for value in named} <= ids
