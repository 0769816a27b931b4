"""The work of one coder as values: what agreement compares and what exchange writes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from tanik.coding.acts import Coder, Coding, StatementValues
from tanik.store.desk import Desk


@dataclass(frozen=True, slots=True)
class ViewedStatement:
    """A statement as somebody sees it. ``status`` proposed: not judged by this coder. ``maker``: of the values."""

    uid: str
    source: str
    status: str
    values: StatementValues
    maker: str
    confidence: float
    judged: bool


@dataclass(frozen=True, slots=True)
class View:
    """Statements in text order (proposed ones too, so that the universe is the same for all) and codings."""

    coder: Coder
    round: int | None
    statements: tuple[ViewedStatement, ...]
    codings: tuple[Coding, ...]

    @property
    def judged(self) -> tuple[ViewedStatement, ...]:
        """Those that this coder judged."""
        return tuple(each for each in self.statements if each.judged)


def view_of(desk: Desk, coder: Coder, round: int | None) -> View:
    """What one coder left in a round (None: outside of rounds)."""
    codings = tuple(each for each in desk.codings() if each.coder == coder and each.round == round)
    return View(coder, round, tuple(viewed(desk, coder, round)), codings)


def viewed(desk: Desk, coder: Coder | None = None, round: int | None = None) -> list[ViewedStatement]:
    """The statements as a coder sees them, or as they stand (None)."""
    rows = desk.statement_rows(coder=coder, round=round)
    found = []
    for uid, group in groupby(rows, key=lambda row: str(row["uid"])):
        each = list(group)
        first = each[0]
        judged = bool(first["judged_by"])
        values = desk.values_of(each)
        found.append(
            ViewedStatement(uid, first["source"], first["status"], values, first["maker"], first["confidence"], judged)
        )
    return found
