"""A table of coded statements as columns, and which of them repeat one another."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

Duplicates = Literal["include", "document", "week", "month", "year", "acrossrange"]
Day = tuple[int, int, int]
"""Year, month, day; a month or day of 0 is not known."""
_LAST: Day = (10_000, 0, 0)


@dataclass(frozen=True, slots=True)
class StatementColumns:
    """Statements as columns of equal length.

    ``rows``, ``columns``: names of the two modes, such as holder and concept, never empty. ``qualifiers``: whole
    numbers, 0 and 1 for no and yes or any scale. ``documents``, ``dates``: needed only by the duplicate rules that use
    them; a date may be None.
    """

    rows: Sequence[str]
    columns: Sequence[str]
    qualifiers: Sequence[int] | None = None
    documents: Sequence[str] | None = None
    dates: Sequence[Day | None] | None = None

    def __post_init__(self) -> None:
        lengths = {
            len(each)
            for each in (self.rows, self.columns, self.qualifiers, self.documents, self.dates)
            if each is not None
        }
        if len(lengths) > 1:
            raise ValueError(f"columns of different lengths: {sorted(lengths)}")

    def __len__(self) -> int:
        return len(self.rows)

    def swapped(self) -> StatementColumns:
        """The same statements with rows and columns exchanged: the one-mode network of the other mode."""
        return StatementColumns(self.columns, self.rows, self.qualifiers, self.documents, self.dates)


def distinct(statements: StatementColumns, rule: Duplicates, *, with_qualifier: bool) -> tuple[list[int], int]:
    """Positions of the statements that count, and how many of them have no date that could show a repetition.

    Of statements with the same row and column (and qualifier, ``with_qualifier``) in one document, week, month or
    year, or anywhere (``acrossrange``), one counts: the earliest, where dates are given, and of those the one with the
    lowest qualifier, so that the order of the table decides nothing. Weeks are those of ISO 8601, Monday to Sunday,
    and belong to a year, as months do. Linear in the number of statements.
    """
    if rule == "include":
        return list(range(len(statements))), 0
    place = _places(statements, rule)
    qualifiers, dates = statements.qualifiers, statements.dates
    first: dict[Hashable, int] = {}
    undated: list[int] = []

    def rank(n: int) -> tuple[Day, int]:
        day = dates[n] if dates is not None else None
        return day or _LAST, qualifiers[n] if qualifiers is not None else 0

    for n, (row, column) in enumerate(zip(statements.rows, statements.columns, strict=True)):
        where = place(n)
        if where is None:
            undated.append(n)
            continue
        key = row, column, where, qualifiers[n] if with_qualifier and qualifiers is not None else None
        known = first.setdefault(key, n)
        if known != n and rank(n) < rank(known):
            first[key] = n
    return sorted([*first.values(), *undated]), len(undated)


def _places(statements: StatementColumns, rule: Duplicates) -> Callable[[int], Hashable]:
    """What a statement shares with one that it may repeat; None when that is not known."""
    if rule == "acrossrange":
        return lambda n: ""
    if rule == "document":
        documents = statements.documents
        if documents is None:
            raise ValueError("duplicates by document need the documents")
        return lambda n: documents[n]
    dates = statements.dates
    if dates is None:
        raise ValueError("duplicates by time need the dates")
    return lambda n: period(dates[n], rule)


def period(day: Day | None, rule: Duplicates) -> tuple[int, ...] | None:
    """The ``week``, ``month`` or ``year`` of a date; None when the date does not say so much."""
    if day is None:
        return None
    if rule == "year":
        return day[:1]
    if rule == "month":
        return day[:2] if day[1] else None
    return tuple(date(*day).isocalendar()[:2]) if day[1] and day[2] else None
