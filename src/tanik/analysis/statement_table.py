"""The table of statements: what every analysis starts from.

A :class:`StatementTable` has **one row for a statement and one of its targets** (a statement without a target has one
row whose target is missing), in columns of numpy arrays. A statement of two targets stands in two rows with one id, so
count ids (``table.statement``), not rows, where statements are counted.

==================================== ===================================================================================
column                               holds
==================================== ===================================================================================
``statement``                        index into ``ids``, the ids of the statements
``holder``, ``target``               keys of people and things; ``table.name(key)`` is what to show
``polarity``                         positive, negative, mixed, neutral; missing without a target
``strength``, ``confidence``         numbers
``topics``, ``relay``, ``works``     lists: topics; who handed it on, nearest to the page first; works cited for it
``said``, ``refers_to``, ``written`` EDTF with the first and last day of each value (:class:`Times`)
``published``                        likewise
``source``, ``kind``, ``page``       id of the source, its kind, the page as printed
``coder``, ``status``                who made it; one of ``STATUSES``; consensus: the coders settled on it
``depth``                            through how many hands it came; 0: the holder's own page is before us
``start``, ``end``, ``text``         place in the document (code points) and words
==================================== ===================================================================================

A category column (:class:`Named`) is ``codes`` (int32, -1 for missing) into ``values``, sorted texts. So ``table.take``
costs only the rows, and no analysis depends on the order of rows: permuting them changes no result.

Made by :func:`from_rows` (readings in memory), by ``Study.statement_table()`` (a study) or by :func:`build` (anything).
"""

from __future__ import annotations

import math
import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tanik.analysis.table import StatementRow
from tanik.errors import SettingError
from tanik.languages.calendars import gregorian_to_jdn
from tanik.languages.edtf import Bound, parse_edtf

Codes = NDArray[np.int32]
Floats = NDArray[np.float64]
Rows = NDArray[np.intp]
"""Positions of rows in a table."""

POLARITIES = ("positive", "negative", "mixed", "neutral")
STATUSES = ("proposed", "accepted", "corrected", "rejected", "added", "consensus")
_VALUE = {"positive": 1.0, "negative": -1.0, "mixed": 0.0}
_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Named:
    """A column of texts: ``values[codes[i]]`` is the text of row ``i``; code -1: missing."""

    codes: Codes
    values: tuple[str, ...]

    def at(self, row: int) -> str | None:
        code = int(self.codes[row])
        return None if code < 0 else self.values[code]

    def code(self, value: str) -> int:
        """The code of a value; -2, which no row has, when it does not occur."""
        try:
            return self.values.index(value)
        except ValueError:
            return -2


@dataclass(frozen=True, slots=True)
class Sets:
    """A column of lists: ``values[codes[i]]`` is the list of row ``i``; every row has one, maybe empty."""

    codes: Codes
    values: tuple[tuple[str, ...], ...]

    def at(self, row: int) -> tuple[str, ...]:
        return self.values[int(self.codes[row])]

    def having(self, wanted: Iterable[str]) -> NDArray[np.bool_]:
        """Rows whose list has one of the wanted texts."""
        some = frozenset(wanted)
        found = np.fromiter((not some.isdisjoint(value) for value in self.values), np.bool_, len(self.values))
        return np.asarray(found[self.codes], np.bool_)

    def members(self) -> tuple[str, ...]:
        """Every text that some list of the column has, sorted."""
        return tuple(sorted({member for value in self.values for member in value}))


@dataclass(frozen=True, slots=True)
class Times:
    """A column of EDTF dates. ``first``, ``last``: Julian day numbers of each value, infinite where it is open."""

    codes: Codes
    values: tuple[str, ...]
    first: Floats
    last: Floats

    def at(self, row: int) -> str | None:
        code = int(self.codes[row])
        return None if code < 0 else self.values[code]

    def bounds(self) -> tuple[Floats, Floats]:
        """First and last day of every row, both ends inside; nan where there is no date."""
        # One more entry, which code -1 points to.
        first, last = np.append(self.first, math.nan), np.append(self.last, math.nan)
        return first[self.codes], last[self.codes]

    def middle(self) -> Floats:
        """The middle day of every row; nan without a date or with an open one."""
        first, last = self.bounds()
        with np.errstate(invalid="ignore"):
            middle = (first + last) / 2
        return np.where(np.isfinite(middle), middle, math.nan)


@dataclass(frozen=True, slots=True)
class StatementTable:
    """See the head of this module."""

    ids: tuple[str, ...]
    statement: Codes
    holder: Named
    target: Named
    polarity: Named
    strength: Floats
    topics: Sets
    said: Times
    refers_to: Times
    written: Times
    published: Times
    source: Named
    kind: Named
    page: Named
    relay: Sets
    works: Sets
    depth: Codes
    coder: Named
    status: Named
    confidence: Floats
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    text: NDArray[np.object_]
    names: Mapping[str, str]
    """What to show for a key: of people and things, of sources, of works."""
    aliases: Mapping[str, tuple[str, ...]]
    """Other names of people and things by key, for finding them."""

    def __len__(self) -> int:
        return len(self.statement)

    def name(self, key: str) -> str:
        return self.names.get(key) or key.removeprefix("?:")

    def take(self, rows: NDArray[Any]) -> StatementTable:
        """The table of these rows (positions or a mask), in this order. Ids and values stay what they were."""
        changed: dict[str, Any] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, Named | Sets | Times):
                changed[field.name] = replace(value, codes=value.codes[rows])
            elif isinstance(value, np.ndarray):
                changed[field.name] = value[rows]
        return replace(self, **changed)

    def statements(self) -> int:
        """How many statements (ids) the rows belong to."""
        return int(distinct(self.statement).size)

    def ids_of(self, rows: NDArray[Any] | None = None) -> tuple[str, ...]:
        """The ids behind these rows (all without), each once, in the order of ``ids``."""
        indexes = distinct(self.statement if rows is None else self.statement[rows])
        return tuple(self.ids[index] for index in indexes.tolist())

    def values(self) -> Floats:
        """What a row says for or against: 1, -1, 0 for mixed; nan when it does not evaluate."""
        of = np.array(
            [{"positive": 1.0, "negative": -1.0, "mixed": 0.0}.get(v, math.nan) for v in self.polarity.values]
        )
        return np.asarray(np.append(of, math.nan)[self.polarity.codes], np.float64)

    def places(self) -> NDArray[np.int64]:
        """A number for each row that is the same for rows that rest on one passage of one source.

        Two rows with one place are not two independent witnesses, whoever coded them.
        """
        lengths = self.end - self.start
        sizes = [int(each.max()) + 2 if len(each) else 1 for each in (self.source.codes, self.start, lengths)]
        if math.prod(sizes) >= 1 << 62 or (len(self) and min(self.start.min(), lengths.min()) < -1):
            return joined_codes(self.source.codes, self.start, self.end)
        packed = (self.source.codes.astype(np.int64) + 1) * sizes[1] + self.start + 1
        return np.unique(packed * sizes[2] + lengths + 1, return_inverse=True)[1].reshape(-1).astype(np.int64)

    def witnessed(self, rows: NDArray[Any]) -> tuple[Rows, Floats]:
        """Evaluating rows of ``rows``, one for a holder, target and passage, and their values, averaged if several.

        What tests that deal statements out again need: the same passage coded twice is no second witness. The row is
        the one with the lowest statement.
        """
        values = self.values()
        rows = np.asarray(rows, np.intp)
        rows = rows[~np.isnan(values[rows])]
        rows = rows[np.lexsort((values[rows], self.statement[rows]))]
        if not len(rows):
            return rows, np.zeros(0)
        key = joined_codes(self.holder.codes[rows], self.target.codes[rows], self.places()[rows])
        firsts = np.unique(key, return_index=True)[1]
        means = np.bincount(key, weights=values[rows]) / np.bincount(key)
        return rows[firsts], means


def distinct(codes: NDArray[Any]) -> NDArray[Any]:
    """The different codes, sorted. By sorting: several times faster on whole numbers than the hashing of numpy."""
    found = np.sort(codes, axis=None)
    if not found.size:
        return found
    different: NDArray[Any] = found[np.concatenate([[True], found[1:] != found[:-1]])]
    return different


def joined_codes(*columns: NDArray[Any]) -> NDArray[np.int64]:
    """A whole number from 0 for each row, the same for rows that are alike in all columns, in the order of these."""
    found = np.zeros(len(columns[0]), np.int64)
    for column in columns:
        present, codes = np.unique(column, return_inverse=True)
        found = np.unique(found * max(len(present), 1) + codes.reshape(-1), return_inverse=True)[1].reshape(-1)
    return found.astype(np.int64)


def build(
    columns: Mapping[str, Sequence[Any]],
    *,
    names: Mapping[str, str] | None = None,
    aliases: Mapping[str, tuple[str, ...]] | None = None,
) -> StatementTable:
    """A table out of columns of equal length, by the names of :class:`StatementTable` (``id`` for the ids).

    ``id`` and ``holder`` are needed; what else is missing is empty. ``topics``, ``relay``, ``works`` hold sequences of
    texts. A date that is no EDTF counts as missing. ValueError for columns of different lengths.
    """
    size = len(columns["id"])
    if wrong := sorted(name for name, column in columns.items() if len(column) != size):
        raise ValueError(f"columns of another length than the ids: {', '.join(wrong)}")
    ids = tuple(sorted({str(id) for id in columns["id"]}, key=natural))
    index = {id: n for n, id in enumerate(ids)}
    nothing: list[Any] = [None] * size
    texts = np.empty(size, object)
    texts[:] = [value or "" for value in columns.get("text", nothing)]
    targets = columns.get("target", nothing)
    polarity = [p if t is not None else None for p, t in zip(columns.get("polarity", nothing), targets, strict=True)]
    relay = columns.get("relay", [()] * size)
    of = {name: named(columns.get(name, nothing)) for name in ("source", "kind", "page", "coder")}
    when = {name: times(columns.get(name, nothing)) for name in ("said", "refers_to", "written", "published")}
    lists = {name: sets(columns.get(name, [()] * size)) for name in ("topics", "works")}
    others: dict[str, Any] = {**of, **when, **lists}
    return StatementTable(
        ids=ids,
        statement=np.fromiter((index[str(id)] for id in columns["id"]), np.int32, size),
        holder=named(columns["holder"]),
        target=named(targets),
        polarity=named(polarity),
        strength=np.array([value or 0.0 for value in columns.get("strength", nothing)], np.float64),
        relay=sets(relay),
        depth=np.array(columns.get("depth", [len(each) for each in relay]), np.int32),
        status=named(columns.get("status", ["proposed"] * size)),
        confidence=np.array([0.5 if v is None else v for v in columns.get("confidence", nothing)], np.float64),
        start=np.array(columns.get("start", range(size)), np.int64).reshape(size),
        end=np.array(columns.get("end", range(1, size + 1)), np.int64).reshape(size),
        text=texts,
        names=dict(names or {}),
        aliases=dict(aliases or {}),
        **others,
    )


def from_rows(
    rows: Sequence[StatementRow],
    *,
    published: Mapping[str, str | None] | None = None,
    aliases: Mapping[str, tuple[str, ...]] | None = None,
) -> StatementTable:
    """The table of rows in memory. ``published``: EDTF by source; ``aliases``: other names by key."""
    names: dict[str, str] = {}
    for row in rows:
        names.setdefault(row.holder, row.holder_name)
        names.setdefault(row.source, row.source_name)
        if row.target is not None:
            names.setdefault(row.target, row.target_name)
    columns: dict[str, list[Any]] = {
        name: [getattr(row, field) for row in rows]
        for name, field in {
            **{
                name: name for name in ("id", "holder", "target", "polarity", "strength", "topics", "said", "refers_to")
            },
            **{name: name for name in ("written", "source", "page", "relay", "works", "confidence", "start", "end")},
            **{"kind": "kind", "depth": "relay_depth", "coder": "rule", "text": "text"},
        }.items()
    }
    columns["kind"] = [kind or None for kind in columns["kind"]]
    columns["published"] = [(published or {}).get(row.source) for row in rows]
    columns["coder"] = ["tanik"] * len(rows)
    return build(columns, names=names, aliases=aliases)


def named(values: Sequence[str | None]) -> Named:
    """A column of texts; None and "" are missing."""
    present = tuple(sorted({value for value in values if value}))
    index = {value: code for code, value in enumerate(present)}
    return Named(np.fromiter((index.get(value or "", -1) for value in values), np.int32, len(values)), present)


def sets(values: Sequence[Sequence[str]]) -> Sets:
    """A column of lists."""
    lists = [tuple(value) for value in values]
    present = tuple(sorted(set(lists)))
    return Sets(_coded(lists, present), present)


def times(values: Sequence[str | None]) -> Times:
    """A column of EDTF dates; what is no EDTF is missing."""
    days = {value: bounds for value in sorted({value for value in values if value}) if (bounds := day_bounds(value))}
    column = named([value if value in days else None for value in values])
    return times_of(column)


def times_of(column: Named) -> Times:
    """A column of texts as dates; what is no EDTF becomes missing."""
    days = [day_bounds(value) for value in column.values]
    fine = np.array([-1, *(n if bounds else -1 for n, bounds in enumerate(days))], np.int32)
    return Times(
        fine[column.codes + 1],
        column.values,
        np.array([bounds[0] if bounds else math.nan for bounds in days], np.float64),
        np.array([bounds[1] if bounds else math.nan for bounds in days], np.float64),
    )


def day_bounds(edtf: str) -> tuple[float, float] | None:
    """First and last Julian day number of an EDTF value, infinite where open; None when it is no EDTF."""
    try:
        value = parse_edtf(edtf)
    except SettingError:
        # A reading may carry a value that is no EDTF; it is shown, but has no place in time.
        return None
    return _day(value.lower), _day(value.upper)


def _day(bound: Bound) -> float:
    return float(gregorian_to_jdn(*bound)) if isinstance(bound, tuple) else float(bound)


def _coded(values: Sequence[Hashable], present: Sequence[Hashable]) -> Codes:
    index = {value: code for code, value in enumerate(present)}
    return np.fromiter((index[value] for value in values), np.int32, len(values))


def natural(id: str) -> tuple[tuple[int, int, str], ...]:
    """``2`` before ``10`` and ``1-9`` before ``1-10``."""
    return tuple((0, int(part), part) if part.isdecimal() else (1, 0, part) for part in _DIGITS.split(id) if part)
