from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from tanik.analysis.who_whom import Tie, WhoWhom
from tanik.errors import UsageError
from tanik.exchange.signed_graph_files import check_signed_ending, write_who_whom

NETWORK = WhoWhom(
    {"a": 'Ayşe "A" <Tan>', "b": "Bern\x00"},
    (Tie("a", "b", 2, 1, 0, 1, 1 / 3, ("1", "2", "3", "4")), Tie("b", "a", 0, 0, 0, 1, None, ("5",))),
)


def test_graphml(tmp_path: Path) -> None:
    write_who_whom(NETWORK, tmp_path / "n.graphml")
    root = etree.parse(tmp_path / "n.graphml").getroot()
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    assert root.xpath("//g:node/g:data/text()", namespaces=space) == ['Ayşe "A" <Tan>', "Bern\ufffd"]
    assert root.xpath("//g:graph/@edgedefault", namespaces=space) == ["directed"]
    first, second = root.xpath("//g:edge", namespaces=space)
    assert {data.get("key"): data.text for data in first}["mean"] == repr(1 / 3)
    assert "mean" not in {data.get("key") for data in second}


def test_gexf(tmp_path: Path) -> None:
    write_who_whom(NETWORK, tmp_path / "n.gexf")
    root = etree.parse(tmp_path / "n.gexf").getroot()
    assert root.xpath("//*[local-name()='edge']/@weight") == ["4", "1"]
    assert root.xpath("//*[local-name()='node']/@label")[0] == 'Ayşe "A" <Tan>'


def test_another_ending_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="T733"):
        check_signed_ending(tmp_path / "n.xls")
    with pytest.raises(OSError, match="No such file"):
        write_who_whom(NETWORK, tmp_path / "missing" / "n.gexf")
    assert list(tmp_path.iterdir()) == []
