"""Networks as files for other programs: GraphML, GEXF, and CSV as a table or as a list of ties.

GraphML: http://graphml.graphdrawing.org/specification.html; GEXF 1.3: https://gexf.net. Both are undirected; the weight
of a tie is its value, below 0 in ``subtract`` networks. The same network gives the same bytes.
"""

from __future__ import annotations

import csv
import re
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

from tanik.analysis.networks import Network
from tanik.errors import UsageError
from tanik.translation import N_

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_network(network: Network, path: Path) -> None:
    """Write a network in the format that the ending of ``path`` names; the file appears whole or not at all.

    ``.graphml``, ``.gexf``, ``.edges.csv`` (a tie a line) or ``.csv`` (all cells). UsageError (T733) for another
    ending, OSError when it cannot be written.
    """
    writer = _writer(path)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        encoding = "utf-8-sig" if path.suffix.lower() == ".csv" else "utf-8"
        with draft.open("w", encoding=encoding, errors="backslashreplace", newline="") as stream:
            writer(network, stream)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def check_ending(path: Path) -> None:
    """UsageError (T733) when no format has this ending; to be asked before a long computation."""
    _writer(path)


def _writer(path: Path) -> Callable[[Network, TextIO], None]:
    name = path.name.lower()
    for ending, writer in WRITERS.items():
        if name.endswith(ending) and name != ending:
            return writer
    raise UsageError(
        "T733",
        N_("The ending of {path} names no format for networks."),
        N_("Choose one of these endings: {endings}."),
        path=path,
        endings=", ".join(WRITERS),
    )


def write_graphml(network: Network, stream: TextIO) -> None:
    """GraphML. A node has ``label`` and ``mode`` (``row`` or ``column``), a tie ``weight``."""
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    stream.write(
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns '
        'http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
    )
    stream.write('<key id="label" for="node" attr.name="label" attr.type="string"/>\n')
    stream.write('<key id="mode" for="node" attr.name="mode" attr.type="string"/>\n')
    stream.write('<key id="weight" for="edge" attr.name="weight" attr.type="double"/>\n')
    stream.write('<graph id="network" edgedefault="undirected">\n')
    for id, label, mode in _nodes(network):
        name = escape(printable(label))
        stream.write(f'<node id="{id}"><data key="label">{name}</data><data key="mode">{mode}</data></node>\n')
    for number, (source, target, value) in enumerate(_ties(network)):
        stream.write(f'<edge id="e{number}" source="{source}" target="{target}">')
        stream.write(f'<data key="weight">{value!r}</data></edge>\n')
    stream.write("</graph>\n</graphml>\n")


def write_gexf(network: Network, stream: TextIO) -> None:
    """GEXF 1.3. A node has the attribute ``mode`` (``row`` or ``column``)."""
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    stream.write('<gexf xmlns="http://gexf.net/1.3" version="1.3">\n')
    stream.write("<meta><creator>Tanık</creator></meta>\n")
    stream.write('<graph mode="static" defaultedgetype="undirected">\n')
    stream.write('<attributes class="node"><attribute id="mode" title="mode" type="string"/></attributes>\n<nodes>\n')
    for id, label, mode in _nodes(network):
        stream.write(f'<node id="{id}" label={quoteattr(printable(label))}><attvalues>')
        stream.write(f'<attvalue for="mode" value="{mode}"/></attvalues></node>\n')
    stream.write("</nodes>\n<edges>\n")
    for number, (source, target, value) in enumerate(_ties(network)):
        stream.write(f'<edge id="{number}" source="{source}" target="{target}" weight="{value!r}"/>\n')
    stream.write("</edges>\n</graph>\n</gexf>\n")


def write_matrix_csv(network: Network, stream: TextIO) -> None:
    """All cells: names of the columns in the first line, of the rows in the first column."""
    writer = csv.writer(stream)
    writer.writerow(["", *map(_cell, network.columns)])
    for name, values in zip(network.rows, network.matrix(), strict=True):
        writer.writerow([_cell(name), *values])


def write_edges_csv(network: Network, stream: TextIO) -> None:
    """A tie a line: ``source``, ``target``, ``weight``; one-mode ties once."""
    writer = csv.writer(stream)
    writer.writerow(["source", "target", "weight"])
    for source, target, value in zip(*_arrays(network), strict=True):
        if network.kind == "two-mode" or source < target:
            writer.writerow([_cell(network.rows[source]), _cell(network.columns[target]), value])


WRITERS: dict[str, Callable[[Network, TextIO], None]] = {
    ".graphml": write_graphml,
    ".gexf": write_gexf,
    ".edges.csv": write_edges_csv,
    ".csv": write_matrix_csv,
}


def _nodes(network: Network) -> Iterator[tuple[str, str, str]]:
    """Id, label and mode. A name may be row and column of a two-mode network; those are two nodes."""
    for number, name in enumerate(network.rows):
        yield f"r{number}", name, "row"
    if network.kind == "two-mode":
        for number, name in enumerate(network.columns):
            yield f"c{number}", name, "column"


def _ties(network: Network) -> Iterator[tuple[str, str, float]]:
    two = network.kind == "two-mode"
    for source, target, value in zip(*_arrays(network), strict=True):
        if two or source < target:
            yield f"r{source}", f"{'c' if two else 'r'}{target}", value


def _arrays(network: Network) -> tuple[list[int], list[int], list[float]]:
    return network.sources.tolist(), network.targets.tolist(), network.values.tolist()


def printable(text: str) -> str:
    """The text without signs that XML cannot hold; each becomes ``\ufffd``."""
    return _NOT_XML.sub("\ufffd", text)


def _cell(name: str) -> str:
    # A spreadsheet would run a name that begins like a formula; the apostrophe makes it text.
    return f"'{name}" if name.startswith(_FORMULA) else name
