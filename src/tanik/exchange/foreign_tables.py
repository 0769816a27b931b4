"""Tables of another tool's database as an importer sees them; who opens the file is not its business."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from tanik.exchange.losses import LossReport
from tanik.exchange.offset_units import GivenSelection
from tanik.translation import N_


class Tables(Protocol):
    """``rows`` gives None for a column that the table does not have, and no rows for a table that is not there."""

    @property
    def names(self) -> frozenset[str]: ...

    def rows(self, table: str, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]: ...


def words(value: Any) -> str:
    """A value as text; what is no text or number is empty."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) else ""


def key(value: Any) -> str:
    """A value that names a row: whole numbers and texts, else empty."""
    return str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""


def selection(start: Any, end: Any, quoted: str, report: LossReport, what: str, place: str) -> GivenSelection | None:
    """A selection, or None (reported) when its positions are no whole numbers."""
    if type(start) is not int or type(end) is not int:
        report.lose("dropped", what, N_("its positions are no whole numbers"), place)
        return None
    return GivenSelection(start, end, quoted)


def moment(value: Any) -> str:
    """``2026-11-22 14:08:07.86`` as ``2026-11-22T14:08:07.86Z``; what is no such time as it is."""
    text = words(value).strip()
    head, _, tail = text.partition(" ")
    if len(head) == 10 and len(tail) >= 8 and head[4:5] == "-" and tail[2:3] == ":":
        return f"{head}T{tail}" if tail.endswith("Z") or "+" in tail else f"{head}T{tail}Z"
    return text
