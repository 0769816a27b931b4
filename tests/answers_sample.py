"""Answers over a table made by hand, for the tests of the publication."""

from __future__ import annotations

from typing import Any

from made_tables import table
from tanik.analysis.criticism import criticism
from tanik.analysis.hindsight import hindsight
from tanik.analysis.lenses import lenses
from tanik.analysis.perspective_comparisons import divided
from tanik.analysis.statement_table import StatementTable
from tanik.analysis.tallies import tally
from tanik.analysis.who_whom import who_whom
from tanik.report.method_chapter import Making, SourceLine
from tanik.report.publication import Answers


def made_table() -> StatementTable:
    rows: list[dict[str, Any]] = []
    for n in range(24):
        rows.append(
            {
                **{"holder": "ab"[n % 2], "target": "xy"[n % 3 == 0], "polarity": ("positive", "negative")[n % 4 < 2]},
                **{"source": "st"[n % 2], "page": str(n + 1), "text": f"söz {n} & <b>", "topics": ("friendship",)},
                **{"said": "1921" if n % 2 else "1921-03-16", "written": "1921" if n % 3 else "1955"},
            }
        )
    return table(*rows, a="Ayşe Tan", b="Bora", x="Ceren", y="Bern", s="Günlük", t="Hatırat")


def making(**changed: Any) -> Making:
    usual: dict[str, Any] = {
        "policy": "all",
        "filter": "",
        "sources": (SourceLine("Günlük", "memoir", ("Ayşe Tan",), "1921", None, 1200, 12),),
        "makers": ("rules 1",),
        "coders": ("Ada",),
        "codebooks": (("theory", 2),),
        "judged": {"accepted": 3, "corrected": 0, "rejected": 1, "added": 0},
        "people_file": "people.yaml",
        "tanik": "1.0",
        "study": "x.tanik",
    }
    return Making(**(usual | changed))


def answers(given: StatementTable | None = None) -> Answers:
    given = made_table() if given is None else given
    return Answers(
        table=given,
        making=making(),
        tally=tally(given, ("holder", "target")),
        divided=divided(given),
        network=who_whom(given),
        hindsight=hindsight(given),
        lenses=lenses(given),
        criticism=criticism(given),
    )
