from __future__ import annotations

import csv
from pathlib import Path

import pytest
from lxml import etree

from tanik.analysis.networks import Choice, Network, network
from tanik.analysis.statement_columns import StatementColumns
from tanik.errors import UsageError
from tanik.exchange.graph_files import check_ending, write_network

# A name may be on both sides, hold what XML reserves or forbids, and look like a formula.
NAMES = ["Şükrü & <Oğulları>", "=Ali", "peace", "\x01"]
TABLE = StatementColumns([NAMES[0], NAMES[1], NAMES[1], NAMES[3]], ["peace", "peace", "war", "peace"], [1, 0, 1, 1])
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
GEXF = "{http://gexf.net/1.3}"


@pytest.fixture(params=["one-mode", "two-mode"])
def made(request: pytest.FixtureRequest) -> Network:
    return network(TABLE, Choice(request.param, "subtract"))


def ties(of: Network) -> set[tuple[str, str, float]]:
    return {
        (of.rows[s], of.columns[t], v)
        for s, t, v in zip(of.sources.tolist(), of.targets.tolist(), of.values.tolist(), strict=True)
        if of.kind == "two-mode" or s < t
    }


def readable(name: str) -> str:
    return name.replace("\x01", "\ufffd")


def test_graphml(made: Network, tmp_path: Path) -> None:
    write_network(made, tmp_path / "a.GraphML")
    root = etree.parse(str(tmp_path / "a.GraphML")).getroot()
    keys = {key.get("id"): (key.get("for"), key.get("attr.type")) for key in root.iter(f"{GRAPHML}key")}
    assert keys == {"label": ("node", "string"), "mode": ("node", "string"), "weight": ("edge", "double")}
    label = {node.get("id"): node.findtext(f"{GRAPHML}data[@key='label']") for node in root.iter(f"{GRAPHML}node")}
    assert len(label) == len(made.rows) + (len(made.columns) if made.kind == "two-mode" else 0)
    found = {
        (label[e.get("source")], label[e.get("target")], float(e.findtext(f"{GRAPHML}data")))
        for e in root.iter(f"{GRAPHML}edge")
    }
    assert found == {(readable(s), readable(t), v) for s, t, v in ties(made)}


def test_gexf(made: Network, tmp_path: Path) -> None:
    write_network(made, tmp_path / "a.gexf")
    root = etree.parse(str(tmp_path / "a.gexf")).getroot()
    assert root.get("version") == "1.3"
    label = {node.get("id"): node.get("label") for node in root.iter(f"{GEXF}node")}
    modes = [value.get("value") for value in root.iter(f"{GEXF}attvalue")]
    assert modes.count("column") == (len(made.columns) if made.kind == "two-mode" else 0)
    found = {(label[e.get("source")], label[e.get("target")], float(e.get("weight"))) for e in root.iter(f"{GEXF}edge")}
    assert found == {(readable(s), readable(t), v) for s, t, v in ties(made)}


def test_csv_of_all_cells(made: Network, tmp_path: Path) -> None:
    write_network(made, tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        heads, *rows = csv.reader(file)
    assert [head.lstrip("'") for head in heads] == ["", *made.columns]
    assert [row[0].lstrip("'") for row in rows] == list(made.rows)
    assert [[float(cell) for cell in row[1:]] for row in rows] == made.matrix()
    assert "=Ali" not in (row[0] for row in rows)


def test_csv_of_ties(made: Network, tmp_path: Path) -> None:
    write_network(made, tmp_path / "a.edges.csv")
    with (tmp_path / "a.edges.csv").open(encoding="utf-8-sig", newline="") as file:
        heads, *rows = csv.reader(file)
    assert heads == ["source", "target", "weight"]
    assert {(s.lstrip("'"), t.lstrip("'"), float(v)) for s, t, v in rows} == ties(made)


@pytest.mark.parametrize("ending", ["graphml", "gexf", "csv", "edges.csv"])
def test_the_same_network_gives_the_same_bytes_and_nothing_else(made: Network, tmp_path: Path, ending: str) -> None:
    for name in ("a", "b"):
        write_network(made, tmp_path / f"{name}.{ending}")
    assert (tmp_path / f"a.{ending}").read_bytes() == (tmp_path / f"b.{ending}").read_bytes()
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("name", ["a.xlsx", "a", ".gexf"])
def test_another_ending(name: str) -> None:
    with pytest.raises(UsageError) as caught:
        check_ending(Path(name))
    assert caught.value.id == "T733"
    assert ".graphml, .gexf, .edges.csv, .csv" in caught.value.render()


def test_an_empty_network(tmp_path: Path) -> None:
    empty = network(StatementColumns([], []), Choice())
    for ending in ("graphml", "gexf", "csv", "edges.csv"):
        write_network(empty, tmp_path / f"a.{ending}")
    assert etree.parse(str(tmp_path / "a.gexf")).getroot().tag == f"{GEXF}gexf"
