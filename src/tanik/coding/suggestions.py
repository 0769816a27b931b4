"""Which code for a passage, and which passages for a code: learned from what people have coded so far.

Each *voice* (shared words, one or two sentence encoders) says how near a text is to every coded passage and to the
definitions of the codes. For a code that is the mean of its three nearest passages (fewer than three count as
strangers) and a quarter of its definition. The voices are brought to the same measure (z over the codes) and added.

How well that does is measured with the codings themselves, each passage in turn left out together with all that
overlap it or have the same words: the rate of hits belongs to every list that is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from tanik.coding.vectors import Matrix

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

NEAREST = 3
"""Coded passages of a code that count."""
DEFINITION = 0.25
"""Weight of a definition beside them; both as measured best (docs/suggestions.md)."""
MOST_LEFT_OUT = 1_000
"""So many passages, evenly chosen, are left out in turn to measure the hits."""
_AT_ONCE = 128


class Voice(Protocol):
    """Similarities between numbered texts."""

    def similarity(self, texts: Sequence[int]) -> Matrix:
        """One row for each of the texts named: its similarity to every text."""


class VectorVoice:
    """Centred vectors of length 1, one row for each text."""

    def __init__(self, vectors: Matrix) -> None:
        self._vectors = vectors

    def similarity(self, texts: Sequence[int]) -> Matrix:
        return np.asarray(self._vectors[list(texts)] @ self._vectors.T, np.float32)


class Lesson:
    """What there is to learn from. Texts are numbered: first the coded passages, then the definitions, then the rest.

    ``codes[i]``: the codes of passage ``i``, as numbers below ``code_count``; ``definitions[j]``: the code that text
    ``len(codes) + j`` defines. ``places[i]``: source and place of passage ``i``; ``words[i]``: its words.
    """

    def __init__(
        self,
        codes: Sequence[Sequence[int]],
        definitions: Sequence[int],
        code_count: int,
        places: Sequence[tuple[str, int, int]],
        words: Sequence[str],
    ) -> None:
        self.codes = tuple(tuple(each) for each in codes)
        self.definitions = tuple(definitions)
        self.code_count = code_count
        self.members: list[list[int]] = [[] for _ in range(code_count)]
        for passage, each in enumerate(self.codes):
            for code in each:
                self.members[code].append(passage)
        self._sources: dict[str, int] = {}
        self._source = np.array([self._sources.setdefault(p[0], len(self._sources)) for p in places], np.int64)
        self._start = np.array([place[1] for place in places], np.int64)
        self._end = np.array([place[2] for place in places], np.int64)
        numbers: dict[str, int] = {}
        self._words = np.array([numbers.setdefault(each, len(numbers)) for each in words], np.int64)

    def overlapping(self, source: str, start: int, end: int) -> Mask:
        """Which passages share a letter with a place."""
        here = self._source == self._sources.get(source, -1)
        return np.asarray(here & (self._start < end) & (self._end > start), np.bool_)

    def like_itself(self, passage: int) -> Mask:
        """Which passages overlap this one or have the same words, itself among them."""
        same = self._source == self._source[passage]
        overlap = same & (self._start < self._end[passage]) & (self._end > self._start[passage])
        mask = overlap | (self._words == self._words[passage])
        mask[passage] = True
        return np.asarray(mask, np.bool_)


@dataclass(frozen=True, slots=True)
class Ranked:
    """``scores``: for the order only; they mean nothing by themselves. ``nearest``: of each, the number of the coded
    passage that speaks for it most, -1 where only its definition does.
    """

    scores: Floats
    nearest: Whole

    def order(self) -> Whole:
        """The best first; among equals the first."""
        return np.argsort(-self.scores, kind="stable")


@dataclass(frozen=True, slots=True)
class Hits:
    """How often the first, or one of the first three, was right; ``n``: passages that were left out in turn, of
    ``of`` coded ones. ``codes``: suggested codes; ``like``: whether the nearest coded passage shares a code. Shares
    from 0 to 1. ``by_code``: the same for the passages of each code (number): at 1, at 3, n.
    """

    n: int
    of: int
    codes: tuple[float, float]
    like: tuple[float, float]
    usual: tuple[float, float]
    by_code: dict[int, tuple[float, float, int]]


def rank_codes(voices: Sequence[Voice], lesson: Lesson, text: int, closed: Mask) -> Ranked:
    """The codes for the text with this number. ``closed``: the coded passages that may not speak about it."""
    passages = len(lesson.codes)
    rows = [voice.similarity([text]).copy() for voice in voices]
    scores = np.zeros((1, lesson.code_count))
    for row in rows:
        row[:, :passages][:, closed] = 0
        scores += _standard(_by_code(row, lesson))
    near = np.where(closed, -np.inf, _together(rows, passages)[0])
    nearest = np.full(lesson.code_count, -1, np.int64)
    for code, members in enumerate(lesson.members):
        if members and np.isfinite(best := near[members].max()):
            nearest[code] = members[near[members].tolist().index(best)]
    return Ranked(scores[0], nearest)


def _by_code(rows: Matrix, lesson: Lesson) -> Floats:
    """Nearness of each row's text to each code."""
    passages = len(lesson.codes)
    near = np.maximum(rows[:, :passages], 0)
    scores = np.zeros((len(rows), lesson.code_count))
    for code, these in enumerate(lesson.members):
        if these:
            scores[:, code] = _highest(near[:, these]).sum(axis=1) / NEAREST
    defined = np.zeros_like(scores)
    for at, code in enumerate(lesson.definitions):
        defined[:, code] = np.maximum(defined[:, code], rows[:, passages + at])
    return scores + DEFINITION * defined


def _highest(near: Matrix) -> Matrix:
    """The NEAREST highest of each row."""
    return near if near.shape[1] <= NEAREST else np.partition(near, -NEAREST, axis=1)[:, -NEAREST:]


def _standard(scores: Floats) -> Floats:
    """Mean 0 and spread 1 in each row; nothing but zeros where all are equal."""
    if not scores.size:
        return scores
    away = scores - scores.mean(axis=1, keepdims=True)
    spread = away.std(axis=1, keepdims=True)
    return np.asarray(away / np.where(spread > 1e-9, spread, np.inf), np.float64)


def _together(rows: Sequence[Matrix], texts: int | None = None) -> Floats:
    """The similarities of all voices in one measure, to the first ``texts``."""
    return np.asarray(sum(_standard(row[:, :texts].astype(np.float64)) for row in rows), np.float64)


def rank_passages(voices: Sequence[Voice], examples: Sequence[int], definitions: Sequence[int], among: Whole) -> Ranked:
    """The texts ``among`` by nearness to a code: to its coded passages ``examples`` and its ``definitions``, all given
    by number; ``nearest`` names one of ``examples``.
    """
    total = np.zeros(len(among))
    closeness = np.full(len(among), -np.inf)
    nearest = np.full(len(among), -1, np.int64)
    if not len(among):
        return Ranked(total, nearest)
    tops = [np.zeros((len(among), NEAREST), np.float32) for _ in voices]
    for first in range(0, len(examples), _AT_ONCE):
        these = examples[first : first + _AT_ONCE]
        rows = [voice.similarity(these)[:, among] for voice in voices]
        for at, row in enumerate(rows):
            tops[at] = _highest(np.concatenate((tops[at], np.maximum(row.T, 0)), axis=1))
        near = sum((row / max(float(row.std()), 1e-9) for row in rows), np.zeros((len(these), len(among))))
        best = near.argmax(axis=0)
        value = near[best, np.arange(len(among))]
        nearest = np.where(value > closeness, np.array(these, np.int64)[best], nearest)
        closeness = np.maximum(closeness, value)
    for voice, top in zip(voices, tops, strict=True):
        scores = top.sum(axis=1) / NEAREST
        if definitions:
            scores = scores + DEFINITION * voice.similarity(definitions)[:, among].max(axis=0)
        total += _standard(scores[None].astype(np.float64))[0]
    return Ranked(total, nearest)


def measure_hits(voices: Sequence[Voice], lesson: Lesson) -> Hits | None:
    """Leave every coded passage out in turn, and see what would be suggested for it. None when fewer than two passages
    are coded, or there are fewer than two codes.
    """
    passages = len(lesson.codes)
    if passages < 2 or lesson.code_count < 2:
        return None
    count = min(passages, MOST_LEFT_OUT)
    chosen = [at * passages // count for at in range(count)]
    right = np.zeros((count, 2, 2))
    for first in range(0, count, _AT_ONCE):
        these = chosen[first : first + _AT_ONCE]
        right[first : first + len(these)] = _hits_of(voices, lesson, these)
    rates = right.mean(axis=0)
    by_code: dict[int, tuple[float, float, int]] = {}
    for code in range(lesson.code_count):
        of_code = [at for at, passage in enumerate(chosen) if code in lesson.codes[passage]]
        if of_code:
            at_1, at_3 = right[of_code, 0].mean(axis=0)
            by_code[code] = (float(at_1), float(at_3), len(of_code))
    usual = _usual(lesson, chosen)
    (code_1, code_3), (like_1, like_3) = rates.tolist()
    return Hits(count, passages, (code_1, code_3), (like_1, like_3), usual, by_code)


def _hits_of(voices: Sequence[Voice], lesson: Lesson, these: Sequence[int]) -> Floats:
    """For each passage: [[code first, among three], [nearest passage shares one, one of three nearest does]]."""
    closed = np.stack([lesson.like_itself(passage) for passage in these])
    passages = len(lesson.codes)
    scores = np.zeros((len(these), lesson.code_count))
    rows = [voice.similarity(these).copy() for voice in voices]
    for row in rows:
        row[:, :passages][closed] = 0
        scores += _standard(_by_code(row, lesson))
    near = np.where(closed, -np.inf, _together(rows, passages))
    found = np.zeros((len(these), 2, 2))
    for at, passage in enumerate(these):
        own = set(lesson.codes[passage])
        order = np.argsort(-scores[at], kind="stable")[:3].tolist()
        by_code = [code in own for code in order]
        neighbours = [i for i in np.argsort(-near[at], kind="stable")[:3].tolist() if np.isfinite(near[at, i])]
        by_passage = [not own.isdisjoint(lesson.codes[i]) for i in neighbours]
        found[at] = [[by_code[0], any(by_code)], [any(by_passage[:1]), any(by_passage)]]
    return found


def _usual(lesson: Lesson, chosen: Sequence[int]) -> tuple[float, float]:
    """The hits of always naming the codes that are used most: what a suggestion has to beat."""
    used = np.bincount([code for codes in lesson.codes for code in codes], minlength=lesson.code_count)
    order = np.argsort(-used, kind="stable").tolist()
    at_1 = sum(order[0] in lesson.codes[each] for each in chosen)
    at_3 = sum(any(code in lesson.codes[each] for code in order[:3]) for each in chosen)
    return at_1 / len(chosen), at_3 / len(chosen)
