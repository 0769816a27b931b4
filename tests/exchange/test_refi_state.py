from __future__ import annotations

from lxml import etree

from exchange_samples import given
from tanik.exchange.losses import LossReport
from tanik.exchange.refi_state import Reading, bare_xml, children, read_values, text_of


def test_an_element_is_kept_without_foreign_namespaces() -> None:
    root = etree.fromstring(b'<q:a xmlns:q="urn:old" xmlns:z="urn:z" n="1"><q:b>x</q:b></q:a>')
    assert bare_xml(root) == '<a xmlns="urn:QDA-XML:project:1.0" n="1"><b>x</b></a>'


def test_small_things() -> None:
    root = etree.fromstring(b"<a><b>x</b><c/></a>")
    assert [child.tag for child in children(root)] == ["b", "c"]
    assert text_of(root, "b") == "x"
    assert text_of(root, "d") == ""
    state = Reading(given(b""), LossReport("f", "qdpx"), "p.qde")
    assert read_values(etree.fromstring(b"<a><VariableValue/></a>"), state) == ()
    assert state.report.as_json()["dropped"][0]["places"] == ["p.qde:1"]
