"""The who-whom network as a file for other programs: directed GraphML and GEXF.

A node has a ``label``; a tie has ``weight`` (statements), ``mean`` (from −1 to 1, absent when nothing evaluates) and
the counts ``positive``, ``negative``, ``mixed`` and ``neutral``. The same network gives the same bytes.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

from tanik.analysis.who_whom import Tie, WhoWhom
from tanik.errors import UsageError
from tanik.exchange.graph_files import printable
from tanik.translation import N_

_COUNTS = ("positive", "negative", "mixed", "neutral")


def write_who_whom(network: WhoWhom, path: Path) -> None:
    """Write the network as ``.graphml`` or ``.gexf``; the file appears whole or not at all.

    UsageError (T733) for another ending, OSError when it cannot be written.
    """
    writer = check_signed_ending(path)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with draft.open("w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
            writer(network, stream)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def check_signed_ending(path: Path) -> Callable[[WhoWhom, TextIO], None]:
    """What writes a file with this ending; UsageError (T733) when nothing does."""
    writer = WRITERS.get(path.suffix.lower())
    if writer is None:
        raise UsageError(
            "T733",
            N_("The ending of {path} names no format for networks."),
            N_("Choose one of these endings: {endings}."),
            path=path,
            endings=", ".join((*WRITERS, ".csv")),
        )
    return writer


def write_graphml(network: WhoWhom, stream: TextIO) -> None:
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    stream.write('<key id="label" for="node" attr.name="label" attr.type="string"/>\n')
    for name, kind in (("weight", "int"), ("mean", "double"), *((each, "int") for each in _COUNTS)):
        stream.write(f'<key id="{name}" for="edge" attr.name="{name}" attr.type="{kind}"/>\n')
    stream.write('<graph id="who-whom" edgedefault="directed">\n')
    ids = {key: f"n{number}" for number, key in enumerate(network.names)}
    for key, id in ids.items():
        stream.write(f'<node id="{id}"><data key="label">{escape(printable(network.names[key]))}</data></node>\n')
    for number, tie in enumerate(network.ties):
        stream.write(f'<edge id="e{number}" source="{ids[tie.holder]}" target="{ids[tie.target]}">')
        stream.writelines(f'<data key="{name}">{value}</data>' for name, value in _values(tie))
        stream.write("</edge>\n")
    stream.write("</graph>\n</graphml>\n")


def write_gexf(network: WhoWhom, stream: TextIO) -> None:
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n')
    stream.write("<meta><creator>Tanık</creator></meta>\n")
    stream.write('<graph mode="static" defaultedgetype="directed">\n<attributes class="edge">\n')
    for name, kind in (("mean", "double"), *((each, "integer") for each in _COUNTS)):
        stream.write(f'<attribute id="{name}" title="{name}" type="{kind}"/>\n')
    stream.write("</attributes>\n<nodes>\n")
    ids = {key: f"n{number}" for number, key in enumerate(network.names)}
    for key, id in ids.items():
        stream.write(f'<node id="{id}" label={quoteattr(printable(network.names[key]))}/>\n')
    stream.write("</nodes>\n<edges>\n")
    for number, tie in enumerate(network.ties):
        ends = f'source="{ids[tie.holder]}" target="{ids[tie.target]}"'
        stream.write(f'<edge id="{number}" {ends} weight="{tie.statements}"><attvalues>')
        stream.writelines(
            f'<attvalue for="{name}" value="{value}"/>' for name, value in _values(tie) if name != "weight"
        )
        stream.write("</attvalues></edge>\n")
    stream.write("</edges>\n</graph>\n</gexf>\n")


WRITERS: dict[str, Callable[[WhoWhom, TextIO], None]] = {".graphml": write_graphml, ".gexf": write_gexf}


def _values(tie: Tie) -> list[tuple[str, float | int]]:
    mean = [] if tie.mean is None else [("mean", tie.mean)]
    return [("weight", tie.statements), *mean, *((name, getattr(tie, name)) for name in _COUNTS)]
