"""Who speaks of whom, and how: networks out of the statements of a study.

The *who-whom* network is directed and signed: a tie leads from a holder to a target and carries the statements behind
it. Discourse networks (:mod:`tanik.analysis.networks`) are made of the same statements by :func:`columns_of`.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np

from tanik.analysis.statement_columns import Day, StatementColumns
from tanik.analysis.statement_table import POLARITIES, Rows, StatementTable
from tanik.errors import SettingError
from tanik.languages.edtf import parse_edtf

Mode = Literal["holder", "target", "topic", "source"]
_QUALIFIER = {"positive": 1, "negative": -1, "mixed": 0, "neutral": 0}


@dataclass(frozen=True, slots=True)
class Tie:
    """``holder`` and ``target``: keys; counts of statements by polarity; ``mean``: of those that evaluate (mixed is 0),
    from −1 to 1, None when none does; ``ids``: the statements.
    """

    holder: str
    target: str
    positive: int
    negative: int
    mixed: int
    neutral: int
    mean: float | None
    ids: tuple[str, ...]

    @property
    def statements(self) -> int:
        return self.positive + self.negative + self.mixed + self.neutral


@dataclass(frozen=True, slots=True)
class WhoWhom:
    """``names``: what to show for each key that occurs; ``ties``: most statements first."""

    names: dict[str, str]
    ties: tuple[Tie, ...]


def who_whom(table: StatementTable, *, least: int = 1) -> WhoWhom:
    """The signed network of a table; ``least``: statements that a tie needs. Rows without a target are left out."""
    there = np.flatnonzero((table.target.codes >= 0) & (table.holder.codes >= 0) & (table.polarity.codes >= 0))
    wide = max(len(table.target.values), 1)
    pair = table.holder.codes[there].astype(np.int64) * wide + table.target.codes[there]
    order = np.argsort(pair, kind="stable")
    there, pair = there[order], pair[order]
    edges = np.flatnonzero(np.diff(pair, prepend=-1))
    ties = []
    for first, stop in pairwise([*edges.tolist(), len(pair)]):
        tie = _tie(table, there[first:stop])
        if tie.statements >= least:
            ties.append(tie)
    ties.sort(key=lambda tie: (-tie.statements, tie.holder, tie.target))
    keys = sorted({key for tie in ties for key in (tie.holder, tie.target)})
    return WhoWhom({key: table.name(key) for key in keys}, tuple(ties))


def _tie(table: StatementTable, rows: Rows) -> Tie:
    holder, target = table.holder.at(int(rows[0])), table.target.at(int(rows[0]))
    assert holder is not None
    assert target is not None
    # A statement names a target once; should two rows say the same of it, it is still one statement.
    seen = sorted({(int(table.statement[row]), table.polarity.at(int(row)) or "neutral") for row in rows})
    counts = {polarity: sum(said == polarity for _, said in seen) for polarity in POLARITIES}
    judging = counts["positive"] + counts["negative"] + counts["mixed"]
    mean = (counts["positive"] - counts["negative"]) / judging if judging else None
    return Tie(holder, target, **counts, mean=mean, ids=table.ids_of(rows))


def columns_of(table: StatementTable, row: Mode, column: Mode) -> StatementColumns:
    """The statements of a study as the table of a discourse network.

    The qualifier is 1 for, −1 against, 0 mixed or neutral; a statement of several topics stands once for each; its
    document is its source and its date the day on which it was said, as far as that is known.
    """
    days = {edtf: _day(edtf) for edtf in table.said.values}
    rows: list[str] = []
    columns: list[str] = []
    qualifiers: list[int] = []
    documents: list[str] = []
    dates: list[Day | None] = []
    for n in range(len(table)):
        polarity, said = table.polarity.at(n), table.said.at(n)
        for one in _values(table, row, n):
            for other in _values(table, column, n):
                rows.append(one)
                columns.append(other)
                qualifiers.append(_QUALIFIER.get(polarity or "", 0))
                documents.append(table.source.at(n) or "")
                dates.append(None if said is None else days[said])
    return StatementColumns(rows, columns, qualifiers, documents, dates)


def _values(table: StatementTable, mode: Mode, row: int) -> tuple[str, ...]:
    if mode == "topic":
        return table.topics.at(row)
    key = getattr(table, mode).at(row)
    return () if key is None else (key,)


def _day(edtf: str) -> Day | None:
    """Year, month and day of a date that begins and ends there, as far as both agree."""
    try:
        value = parse_edtf(edtf)
    except SettingError:
        return None  # a reading may carry a value that is no EDTF
    first, last = value.lower, value.upper
    if not isinstance(first, tuple) or not isinstance(last, tuple) or first[0] != last[0]:
        return None
    if first[1] != last[1]:
        return first[0], 0, 0
    return first if first == last else (first[0], first[1], 0)
