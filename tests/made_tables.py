"""Tables of statements made by hand, and a strategy for any."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tanik.analysis.statement_table import StatementTable, build

DAYS = ("1919", "1920-05", "1921-03-16", "1921", "1922/1924", "1955", "../1925", "not a date")


def table(*rows: dict[str, Any], **names: str) -> StatementTable:
    """A table of rows as dictionaries; what a row leaves out is plain: its number as id and place, source ``s``."""
    usual = {"target": None, "polarity": None, "topics": (), "source": "s", "status": "proposed", "coder": "rules"}
    usual |= {"relay": (), "works": (), "kind": "memoir", "page": None, "text": "", "strength": 0.0, "confidence": 0.5}
    usual |= dict.fromkeys(("said", "refers_to", "written", "published"))
    full = []
    for at, row in enumerate(rows):
        place = {"id": str(at + 1), "start": at * 10, "end": at * 10 + 5, "polarity": row.get("target") and "neutral"}
        full.append({**usual, **place, **row})
    columns: dict[str, list[Any]] = {name: [row[name] for row in full] for name in (*usual, "id", "start", "end")}
    columns["holder"] = [row["holder"] for row in full]
    return build(columns, names=names)


ROW = st.fixed_dictionaries(
    {
        "id": st.integers(1, 25).map(str),
        "holder": st.sampled_from("abc"),
        "target": st.sampled_from(["x", "y", None]),
        "polarity": st.sampled_from(["positive", "negative", "mixed", "neutral"]),
        "topics": st.sampled_from([(), ("aid",), ("aid", "law")]),
        "source": st.sampled_from(["s", "t", "u"]),
        "said": st.sampled_from([None, *DAYS]),
        "refers_to": st.sampled_from([None, *DAYS]),
        "written": st.sampled_from([None, *DAYS]),
        "relay": st.sampled_from([(), ("a",), ("b", "c")]),
        "works": st.sampled_from([(), ("w",), ("v", "w")]),
        "status": st.sampled_from(["proposed", "accepted", "rejected"]),
        "coder": st.sampled_from(["rules", "ayse"]),
        "start": st.integers(0, 6),
        "end": st.integers(7, 9),
    }
)
TABLES = st.lists(ROW, max_size=40).map(lambda rows: table(*rows))
