"""Sheets: a stretch of a document as word pieces, marked with what the rules found there.

The rules' reading is input to the network: every piece bears marks (quotation, mention and its case, statement, sign
of attribution, evaluative word ...), each the number of a row in a table of learned vectors.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from tanik.reading.annotations import Statement
from tanik.reading.judgement import Judge
from tanik.reading.neural_tokenizer import Tokenizer
from tanik.reading.units import Passage, Place, to_local

Numbers = npt.NDArray[np.int64]
KINDS = ("study", "memoir", "minutes", "dispatch", "other")
ENTITY_KINDS = ("", "person", "group", "organisation", "state", "place", "ideology", "treaty", "event", "work")
CASES = (
    "", "nominative", "genitive", "accusative", "dative", "locative", "ablative", "instrumental", "equative", "copula",
    "other",
)  # fmt: skip
FAMILIES = ("quote", "according", "voice", "continued", "list", "block", "say", "think", "want", "feel", "judge", "")
_PARAGRAPHS = ("body", "heading", "note", "list", "block", "bibliography")
_VALUES = ("", "positive", "negative", "need", "shifter")
SIZES = (
    len(KINDS),
    len(_PARAGRAPHS),
    2,
    2 * len(FAMILIES) + 1,
    2,
    4,
    len(ENTITY_KINDS),
    len(CASES),
    3,
    len(_VALUES),
    2,
)
"""Rows of each column of marks; a column's numbers begin after those of the columns before it."""
_FIRST = tuple(int(n) for n in np.cumsum((0, *SIZES))[:-1])
ROWS = sum(SIZES)
_MEMOIR_LIKE = frozenset({"memoir", "speech", "letter", "press"})


def first_rows() -> list[int]:
    """The row of each column that says nothing."""
    return list(_FIRST)


def kind_number(kind: str) -> int:
    """Which of :data:`KINDS` a kind of source counts as."""
    if kind in _MEMOIR_LIKE:
        return 1
    return KINDS.index(kind) if kind in KINDS else len(KINDS) - 1


def family_number(rule: str) -> int:
    """Which of :data:`FAMILIES` the rule of a statement belongs to."""
    name = rule.split(".")[1] if "." in rule else ""
    return FAMILIES.index(name) if name in FAMILIES else len(FAMILIES) - 1


@dataclass(frozen=True, slots=True)
class Told:
    """One paragraph as the rules have read it. ``author``: whose voice it is, or None."""

    passage: Passage
    statements: tuple[Statement, ...]
    author: str | None


@dataclass(frozen=True, slots=True)
class Seen:
    """A mention on a sheet: pieces ``[first, last)``, sentence number on the sheet, the place itself."""

    first: int
    last: int
    sentence: int
    place: Place


@dataclass(frozen=True, slots=True)
class Ruled:
    """Statements of the rules that share one span: pieces ``[first, last)``, local offsets, paragraph on the sheet."""

    first: int
    last: int
    start: int
    end: int
    paragraph: int
    statements: tuple[Statement, ...]


@dataclass(slots=True)
class Sheet:
    """``own``: the first paragraph that is to be read here; those before it are context only."""

    kind: int
    told: list[Told]
    own: int
    ids: Numbers
    marks: Numbers
    paragraph: Numbers
    starts: Numbers
    ends: Numbers
    bounds: list[int]
    """The first piece of each paragraph, and the number of pieces."""
    sentences: list[tuple[int, int, int]] = field(default_factory=list)
    """(paragraph, start, end), in order."""
    seen: list[Seen] = field(default_factory=list)
    ruled: list[Ruled] = field(default_factory=list)

    def pieces(self, paragraph: int, start: int, end: int) -> tuple[int, int]:
        """The pieces ``[first, last)`` that hold letters of a local range; at least one where the paragraph has any."""
        low, high = self.bounds[paragraph], self.bounds[paragraph + 1]
        first = low + int(np.searchsorted(self.ends[low:high], start, side="right"))
        last = low + int(np.searchsorted(self.starts[low:high], end, side="left"))
        first = min(first, max(low, high - 1))
        return first, max(last, first + 1)

    def sentence(self, paragraph: int, offset: int) -> int:
        """Number of the sentence in which a local offset lies (or the one before it)."""
        return max(bisect_right(self.sentences, (paragraph, offset, 1 << 60)) - 1, 0)


def make_sheet(told: Sequence[Told], own: int, kind: str, tokenizer: Tokenizer, judge: Judge) -> Sheet:
    """A sheet of the paragraphs ``told``, of which those from ``own`` on are to be read."""
    ids: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    owner: list[int] = []
    bounds = [0]
    for number, each in enumerate(told):
        pieces = tokenizer.encode(each.passage.text)
        ids += pieces.ids
        starts += pieces.starts
        ends += pieces.ends
        owner += [number] * len(pieces.ids)
        bounds.append(len(ids))
    marks = np.zeros((len(ids), len(SIZES)), np.int64)
    sheet = Sheet(
        kind_number(kind), list(told), own, np.array(ids, np.int64), marks, np.array(owner, np.int64),
        np.array(starts, np.int64), np.array(ends, np.int64), bounds,
    )  # fmt: skip
    for number, each in enumerate(told):
        for unit in each.passage.units:
            sheet.sentences += [(number, a, b) for a, b in unit.sentences]
    for number in range(len(told)):
        _mark(sheet, number, judge)
    marks += np.array(_FIRST, np.int64)
    return sheet


def _mark(sheet: Sheet, number: int, judge: Judge) -> None:
    told = sheet.told[number]
    passage, marks = told.passage, sheet.marks
    low, high = sheet.bounds[number], sheet.bounds[number + 1]
    if low == high:
        return
    marks[low:high, 0] = sheet.kind
    marks[low:high, 1] = _PARAGRAPHS.index(passage.paragraph.kind)
    marks[low, 2] = 1
    for statement in told.statements:
        _mark_statement(sheet, number, statement)
    for quote in passage.quotes:
        first, last = sheet.pieces(number, quote.start, max(quote.end, quote.start + 1))
        nested = quote.quotation.depth > 0
        marks[first:last, 5] = 3 if nested else 1 if quote.quotation.kind == "direct" else 2
    for place in passage.places:
        first, last = sheet.pieces(number, place.start, place.end)
        marks[first:last, 6] = ENTITY_KINDS.index(place.kind) if place.kind in ENTITY_KINDS else 0
        marks[first:last, 7] = CASES.index(place.case) if place.case in CASES else len(CASES) - 1
        marks[first:last, 8] = 2 if place.entity == told.author else 1 if place.proper else 0
        sheet.seen.append(Seen(first, last, sheet.sentence(number, place.start), place))
    for value in judge.values(passage.folded, 0, len(passage.folded)):
        if value.group in _VALUES:
            first, last = sheet.pieces(number, value.start, value.end)
            marks[first:last, 9] = _VALUES.index(value.group)
    for citation in passage.citations:
        first, last = sheet.pieces(number, citation.start, citation.end)
        marks[first:last, 10] = 1
    spans: dict[tuple[int, int], list[Statement]] = {}
    for statement in told.statements:
        spans.setdefault((statement.start, statement.end), []).append(statement)
    for (start, end), group in sorted(spans.items()):
        a, b = to_local(passage.paragraph, start), to_local(passage.paragraph, end)
        first, last = sheet.pieces(number, a, b)
        sheet.ruled.append(Ruled(first, last, a, b, number, tuple(group)))


def _mark_statement(sheet: Sheet, number: int, statement: Statement) -> None:
    paragraph = sheet.told[number].passage.paragraph
    family = family_number(statement.rule)
    first, last = sheet.pieces(number, to_local(paragraph, statement.start), to_local(paragraph, statement.end))
    sheet.marks[first:last, 3] = 2 * family + 2
    sheet.marks[first, 3] = 2 * family + 1
    for start, end in statement.evidence[1:]:
        if paragraph.start <= start and end <= paragraph.end:
            first, last = sheet.pieces(number, to_local(paragraph, start), to_local(paragraph, end))
            sheet.marks[first:last, 4] = 1


def windows(size: int, width: int, overlap: int) -> list[tuple[int, int]]:
    """Ranges of at most ``width`` pieces that cover ``size`` pieces, each sharing ``overlap`` with the next."""
    found, at = [], 0
    while True:
        found.append((at, min(size, at + width)))
        if at + width >= size:
            return found
        at += width - overlap


def owned(ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The part of each window whose vectors are used: shared pieces are parted in the middle."""
    cuts = [0] + [(a[1] + b[0]) // 2 for a, b in itertools.pairwise(ranges)] + [ranges[-1][1]]
    return list(itertools.pairwise(cuts))


def before(seen: Sequence[Seen], piece: int) -> int:
    """How many mentions of a sheet begin before a piece."""
    return bisect_left([each.first for each in seen], piece)
