from __future__ import annotations

from lxml import etree

from exchange_samples import packed, project_xml
from tanik.exchange.refi_schema import check, element_counts, strangers


def test_a_valid_project_and_an_invalid_one() -> None:
    good = etree.fromstring(project_xml().encode())
    assert check(good, "Project")["valid"]
    bad = etree.fromstring(project_xml().replace('isCodable="true"', "", 1).encode())
    problems = check(bad, "Project")["problems"]
    assert [problem["line"] for problem in problems] == [4]
    assert "isCodable" in problems[0]["message"]
    assert packed("") != b""


def test_strange_parts_are_found_with_their_place() -> None:
    xml = project_xml().replace("<Users>", "<Users><Robot/>").replace("<TextSource", '<TextSource colour="red"')
    found = [(each.what, each.element.sourceline) for each in strangers(etree.fromstring(xml.encode()), "Project")]
    assert sorted(found) == [("Robot", 3), ("TextSource/@colour", 6)]


def test_elements_are_counted() -> None:
    assert element_counts(etree.fromstring(b"<a><b/><b/></a>")) == {"a": 1, "b": 2}
