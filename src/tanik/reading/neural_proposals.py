"""Proposals: stretches that may be statements, from the rules and from the network, with what the network says of each.

The network tags every piece (outside, begins, inside); the best path gives its spans. The rules' spans stand beside
them. For each span the network says how sure it is of a statement, of each candidate as holder and as target, and of
the four polarities towards each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from tanik.reading.judgement import Judge
from tanik.reading.neural_candidates import HINTS, HOW, CandidateFinder, Choice, Floats, Span
from tanik.reading.neural_sheet import FAMILIES, KINDS, Numbers, Ruled, Sheet, family_number, owned, windows

WINDOW, OVERLAP = 254, 64
_FEWEST = 3
"""Pieces of the shortest span the network proposes."""


class Brain(Protocol):
    """What a proposal needs of the network. Arrays are float32."""

    def vectors(self, ids: Numbers, marks: Numbers) -> tuple[Floats, Floats]:
        """For one window of at most ``WINDOW`` pieces: vectors [n, hidden] and log probabilities of tags [n, 3].

        The tags are: outside, begins, inside.
        """

    def roles(self, vectors: Floats, choice: Choice) -> tuple[float, Floats, Floats, Floats]:
        """Logits: statement, holder [c], target [c], polarity [c, 4] of the candidates of a choice."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """``signs``: numbers for the judge; per entity its probability as holder (they sum to 1), as target, and the four
    polarities towards it. ``ruled``: the rules' statements of this very span, else None."""

    span: Span
    ruled: Ruled | None
    signs: tuple[float, ...]
    entities: tuple[str, ...]
    holders: tuple[float, ...]
    targets: tuple[float, ...]
    how: tuple[tuple[float, ...], ...]
    hints: tuple[tuple[float, ...], ...] = ()
    """What the rules say of each entity (see :data:`~tanik.reading.neural_candidates.HINTS`)."""
    told: tuple[int, ...] = ()
    """The polarity towards each entity by the rules: its number, 4 where they say nothing."""
    lexical: int = 3
    """The polarity of the words by the evaluative words alone."""


def sheet_vectors(brain: Brain, sheet: Sheet) -> tuple[Floats, Floats]:
    """Vectors and tags of a whole sheet, window by window; of shared pieces those far from a window's end are taken."""
    ranges = windows(len(sheet.ids), WINDOW, OVERLAP)
    vectors, tags = [], []
    for (a, b), (c, d) in zip(ranges, owned(ranges), strict=True):
        some, logs = brain.vectors(sheet.ids[a:b], sheet.marks[a:b])
        vectors.append(some[c - a : d - a])
        tags.append(logs[c - a : d - a])
    return np.concatenate(vectors), np.concatenate(tags)


def propose(
    brain: Brain, sheet: Sheet, judge: Judge, known: Callable[[str], tuple[str, int]], cited: dict[int, str | None]
) -> list[Proposal]:
    """The proposals of the paragraphs that a sheet is to read, in order."""
    if not len(sheet.ids):
        return []
    vectors, logs = sheet_vectors(brain, sheet)
    finder = CandidateFinder(sheet, judge, known, cited)
    spans = [
        (Span(r.first, r.last, r.paragraph, r.start, r.end, r.statements), r)
        for r in sheet.ruled
        if r.paragraph >= sheet.own
    ]
    mine = decode(sheet, logs)
    held = {(r.first, r.last) for _, r in spans}
    tagged = [s for s in mine if s.paragraph >= sheet.own]
    both: list[tuple[Span, Ruled | None]] = [*spans, *((s, None) for s in tagged if (s.first, s.last) not in held)]
    found = []
    for span, ruled in sorted(both, key=lambda each: (each[0].first, each[0].last)):
        choice = finder.choice(span)
        if choice.entities:
            found.append(_proposal(brain, sheet, vectors, logs, choice, ruled, tagged, finder))
    return found


def _proposal(
    brain: Brain,
    sheet: Sheet,
    vectors: Floats,
    logs: Floats,
    choice: Choice,
    ruled: Ruled | None,
    tagged: Sequence[Span],
    finder: CandidateFinder,
) -> Proposal:
    keep, holder, target, how = brain.roles(vectors, choice)
    names = tuple(dict.fromkeys(choice.entities))
    number = {name: i for i, name in enumerate(names)}
    rows = np.array([number[name] for name in choice.entities])
    shares = np.exp(holder - holder.max())
    holders = np.zeros(len(names), np.float64)
    np.add.at(holders, rows, shares)
    holders /= holders.sum()
    best: dict[int, int] = {}
    for row, name in enumerate(rows.tolist()):
        if name not in best or target[row] > target[best[name]]:
            best[name] = row
    order = [best[i] for i in range(len(names))]
    chances = 1 / (1 + np.exp(-target[order].astype(np.float64)))
    ways = how[order].astype(np.float64)
    ways = np.exp(ways - ways.max(1, keepdims=True))
    ways /= ways.sum(1, keepdims=True)
    signs = _signs(sheet, logs, choice.span, keep, ruled, tagged, finder, holders, chances, names)
    hints = np.zeros((len(names), len(HINTS)), np.float32)
    np.maximum.at(hints, rows, choice.features[:, list(HINTS)])
    how_features = choice.features[order, -HOW:]
    return Proposal(
        choice.span, ruled, signs, names, tuple(holders.tolist()), tuple(chances.tolist()),
        tuple(tuple(row) for row in ways.tolist()), tuple(tuple(row) for row in hints.tolist()),
        tuple(how_features[:, :5].argmax(1).tolist()), int(how_features[0, 5:9].argmax()),
    )  # fmt: skip


def _signs(
    sheet: Sheet, logs: Floats, span: Span, keep: float, ruled: Ruled | None, tagged: Sequence[Span],
    finder: CandidateFinder, holders: np.ndarray, chances: np.ndarray, names: tuple[str, ...],
) -> tuple[float, ...]:  # fmt: skip
    inner = np.exp(logs[span.first : span.last].astype(np.float64))
    covered = 1 - inner[:, 0]
    after = float(np.exp(logs[span.last, 2])) if span.last < len(logs) else 0.0
    begins = inner[:, 1]
    same = max((_overlap(each, span) for each in tagged), default=0.0)
    near, overlap = finder.rules_near(span)
    family = [0.0] * (len(FAMILIES) + 1)
    family[family_number(ruled.statements[0].rule) if ruled else len(FAMILIES)] = 1.0
    kind = [0.0] * len(KINDS)
    kind[sheet.kind] = 1.0
    told = {s.holder for s in near.statements} if near and overlap >= 0.3 else set()
    agreed = sum(h for h, name in zip(holders.tolist(), names, strict=True) if name in told)
    length = span.last - span.first
    return (
        float(ruled is not None),
        max(s.confidence for s in ruled.statements) if ruled else 0.0,
        overlap,
        same,
        float(covered.mean()),
        float(covered.min()),
        float(begins[0]),
        float(begins[1:].max(initial=0.0)),
        after,
        keep,
        float(np.log(length)),
        float(length < 6),
        float(holders.max()),
        agreed,
        float(chances.max()),
        *family,
        *kind,
    )


def _overlap(a: Span, b: Span) -> float:
    shared = min(a.last, b.last) - max(a.first, b.first)
    return shared / (max(a.last, b.last) - min(a.first, b.first)) if shared > 0 else 0.0


def decode(sheet: Sheet, logs: Floats) -> list[Span]:
    """The best path of tags, as spans: inside follows begins or inside, and a paragraph's end ends a span."""
    rows = logs.astype(np.float64).tolist()
    first_of = set(sheet.bounds)
    low = float("-inf")
    score = [0.0, low, low]
    back: list[tuple[int, int]] = []
    for at, row in enumerate(rows):
        outside = max(range(3), key=score.__getitem__)
        inside = 2 if score[2] >= score[1] else 1
        going = low if at in first_of else score[inside] + row[2]
        back.append((outside, inside))
        score = [score[outside] + row[0], score[outside] + row[1], going]
    tag = max(range(3), key=score.__getitem__)
    tags = []
    for outside, inside in reversed(back):
        tags.append(tag)
        tag = inside if tag == 2 else outside
    tags.reverse()
    return [span for first, last in _runs(tags) if (span := _span(sheet, first, last)) is not None]


def _runs(tags: Sequence[int]) -> list[tuple[int, int]]:
    found = []
    at = 0
    while at < len(tags):
        stop = at + 1
        if tags[at] == 1:
            while stop < len(tags) and tags[stop] == 2:
                stop += 1
            found.append((at, stop))
        at = stop
    return found


def _span(sheet: Sheet, first: int, last: int) -> Span | None:
    """Pieces as a span of whole words."""
    if last - first < _FEWEST:
        return None
    paragraph = int(sheet.paragraph[first])
    text = sheet.told[paragraph].passage.text
    start, end = int(sheet.starts[first]), int(sheet.ends[last - 1])
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in ".!?…)"):
        end -= 1
    if end - start < 8:
        return None
    a, b = sheet.pieces(paragraph, start, end)
    return Span(a, b, paragraph, start, end)
