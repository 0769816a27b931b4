"""Quoted words found again in a text: one pass for all quotations, then an alignment word by word.

The pass compares stems of two and three words in a row (w-shingling: A. Z. Broder, 1997, "On the resemblance and
containment of documents"), so that its cost is linear in the text and does not grow with the number of quotations
beyond what they share. Where they agree, quotation and text are aligned by dynamic programming (S. B. Needleman and
C. D. Wunsch, 1970, J. Mol. Biol. 48:443-453), the ends of the text being free.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tanik.analysis.quoted_words import Segment, Token, likeness, tokens
from tanik.text.document import Document

DifferenceKind = Literal["spelling", "ending", "joined", "scan", "letters", "changed", "added", "left_out"]
TOLERATED: frozenset[DifferenceKind] = frozenset({"spelling", "ending", "joined", "scan"})
"""Differences that leave a quotation exact."""

_WORTH = {"same": 3.0, "spelling": 3.0, "joined": 3.0, "ending": 2.0, "letters": 1.5, "other": -1.0}
_LIKE = {"same": 1.0, "spelling": 1.0, "joined": 1.0, "ending": 0.8, "letters": 0.6, "other": 0.0}
_ADDED, _LEFT_OUT = -1.5, -1.0
_BUCKET = 8
_CANDIDATES = 4
_GAP = 400
"""Words that an ellipsis may stand for."""
_CELLS = 60_000
"""The largest table of an alignment with a whole page."""


@dataclass(frozen=True, slots=True)
class SourceWords:
    """A text as words, the ``body`` of them before its notes, which would cut a sentence in two.

    ``unsure``: numbers of the words that were read badly from a picture.
    """

    tokens: tuple[Token, ...]
    body: int
    unsure: frozenset[int]


@dataclass(frozen=True, slots=True)
class Difference:
    """One word, or a run of words, that is not the same. ``quoted``, ``source``: spans, empty where there is none.

    ``added``: only the quotation has it; ``left_out``: only the source has it, and no ellipsis says so.
    """

    kind: DifferenceKind
    quoted: tuple[int, int]
    source: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """Where a quotation stands in a text: ``start``, ``end`` in code points; ``likeness``: 0 to 1, by its words."""

    start: int
    end: int
    likeness: float
    differences: tuple[Difference, ...]

    @property
    def exact(self) -> bool:
        return all(difference.kind in TOLERATED for difference in self.differences)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A quotation to be found; ``pages``: the spans of the pages on which it should stand, none when unknown."""

    segments: tuple[Segment, ...]
    pages: tuple[tuple[int, int], ...] = ()

    @property
    def words(self) -> int:
        return sum(len(segment.words) for segment in self.segments)


def source_words(document: Document) -> SourceWords:
    """The words of a document in the order in which they are read."""
    body: list[Token] = []
    notes: list[Token] = []
    for paragraph in document.paragraphs:
        into = notes if paragraph.kind == "note" else body
        for start, end in paragraph.parts:
            into.extend(tokens(document.text, start, end))
    words = (*body, *notes)
    return SourceWords(words, len(body), _unsure(words, document.unsure))


def _unsure(words: Sequence[Token], spans: Sequence[tuple[int, int, float]]) -> frozenset[int]:
    if not spans:
        return frozenset()
    order = sorted(range(len(words)), key=lambda n: words[n].start)
    found, at = set(), 0
    for start, end, _ in sorted(spans):
        while at < len(order) and words[order[at]].end <= start:
            at += 1
        step = at
        while step < len(order) and words[order[step]].start < end:
            found.add(order[step])
            step += 1
    return frozenset(found)


def find_quotations(source: SourceWords, wanted: Sequence[Wanted]) -> list[Found | None]:
    """The best place of every quotation, None where there is none that is more than chance.

    A place on the pages of a quotation wins over a better one elsewhere, unless that is better by far; and elsewhere
    the words must be more alike, because there is more text in which chance may find something.
    """
    candidates = _candidates(source, wanted)
    starts = [token.start for token in source.tokens[: source.body]] if any(one.pages for one in wanted) else []
    return [_best(source, one, candidates[number], starts) for number, one in enumerate(wanted)]


def _anchor(wanted: Wanted) -> int:
    """The segment by which a quotation is searched: the longest."""
    sizes = [len(segment.words) for segment in wanted.segments]
    return sizes.index(max(sizes)) if sizes else 0


def _candidates(source: SourceWords, wanted: Sequence[Wanted]) -> list[list[int]]:
    """For every quotation the words of the text (by number) at which its longest segment may begin, likeliest first."""
    numbers: dict[str, int] = {}
    index: dict[tuple[int, ...], list[tuple[int, int]]] = defaultdict(list)
    for n, one in enumerate(wanted):
        if not one.segments:
            continue
        stems = [
            numbers.setdefault(word.stem, len(numbers) + 1) for word in one.segments[_anchor(one)].words if word.stem
        ]
        for size in (1,) if len(stems) == 1 else (2, 3):
            for at in range(len(stems) - size + 1):
                index[tuple(stems[at : at + size])].append((n, at))
    votes: list[Counter[int]] = [Counter() for _ in wanted]
    seen = [numbers.get(token.stem, 0) for token in source.tokens]
    before = earlier = 0
    for at, now in enumerate([*seen, 0]):
        if at and before:
            # The shingles that begin at the word before, or at the one before that.
            shingles = ((at - 1, (before,)), (at - 1, (before, now)), (at - 2, (earlier, before, now)))
            for place, shingle in shingles:
                for n, offset in index.get(shingle, ()):
                    votes[n][(place - offset + _BUCKET * 64) // _BUCKET] += len(shingle)
        earlier, before = before, now
    return [
        [(bucket - 64) * _BUCKET for bucket, _ in sorted(each.items(), key=lambda pair: (-pair[1], pair[0]))]
        for each in votes
    ]


def _best(source: SourceWords, wanted: Wanted, candidates: list[int], starts: list[int]) -> Found | None:
    if not wanted.segments:
        return None
    size = len(wanted.segments[_anchor(wanted)].words)
    slack = max(_BUCKET, size // 3)
    tried = candidates[:_CANDIDATES]
    on_page: list[int] = []
    if wanted.pages and len(candidates) > _CANDIDATES:
        on_page = [at for at in candidates[_CANDIDATES:] if _touches(source, at, wanted.pages)][:_CANDIDATES]
    found = [
        each
        for at in dict.fromkeys((*tried, *on_page))
        if (each := _place(source, wanted, at - slack, at + _BUCKET + size + slack)) is not None
    ]
    there = [each for each in found if _on_pages(each, wanted.pages) and _enough(each, wanted.words, near=True)]
    if wanted.pages and not there:
        there = _whole_pages(source, wanted, starts)
    elsewhere = [each for each in found if _enough(each, wanted.words, near=False)]
    best = max(elsewhere, key=_rank, default=None)
    if there:
        here = max(there, key=_rank)
        return best if best is not None and best.likeness > here.likeness + 0.3 else here
    return best


def _rank(found: Found) -> tuple[float, int]:
    return found.likeness, -found.start


def _touches(source: SourceWords, at: int, pages: Sequence[tuple[int, int]]) -> bool:
    place = source.tokens[min(max(at, 0), len(source.tokens) - 1)].start
    return any(start - 200 <= place < end for start, end in pages)


def _on_pages(found: Found, pages: Sequence[tuple[int, int]]) -> bool:
    return any(found.start < end and found.end > start for start, end in pages)


def _enough(found: Found, words: int, *, near: bool) -> bool:
    """Whether so much likeness is more than chance: more is asked of few words, and of places nobody named."""
    if words <= 2:
        return found.likeness >= (0.75 if near else 0.99)
    if near:
        return found.likeness >= (0.6 if words < 6 else 0.5)
    return found.likeness >= (0.8 if words < 6 else 0.7)


def _whole_pages(source: SourceWords, wanted: Wanted, starts: list[int]) -> list[Found]:
    """The quotation compared with every word of its pages, for one that is altered in every third word."""
    size = len(wanted.segments[_anchor(wanted)].words)
    found = []
    for start, end in wanted.pages:
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        if last > first and size * (last - first) <= _CELLS:
            each = _place(source, wanted, first, last)
            if each is not None and _enough(each, wanted.words, near=True):
                found.append(each)
    return found


def _place(source: SourceWords, wanted: Wanted, first: int, last: int) -> Found | None:
    """Align the longest segment with the words ``first`` to ``last``, then the others before and behind it."""
    anchor = _anchor(wanted)
    middle = _align(wanted.segments[anchor].words, source, max(first, 0), last)
    if middle is None:
        return None
    parts = {anchor: middle}
    edge = middle.last + 1
    for n in range(anchor + 1, len(wanted.segments)):
        part = _align(wanted.segments[n].words, source, edge, edge + _GAP)
        if part is not None and part.worth > 0:
            parts[n], edge = part, part.last + 1
    edge = middle.first
    for n in range(anchor - 1, -1, -1):
        part = _align(wanted.segments[n].words, source, max(edge - _GAP, 0), edge)
        if part is not None and part.worth > 0:
            parts[n], edge = part, part.first
    like = sum(part.like for part in parts.values())
    differences: list[Difference] = []
    for n, segment in enumerate(wanted.segments):
        differences += parts[n].differences if n in parts else [_all_added(segment)]
    tokens = source.tokens
    start = min(tokens[part.first].start for part in parts.values())
    end = max(tokens[part.last].end for part in parts.values())
    return Found(start, end, like / wanted.words, tuple(differences))


def _all_added(segment: Segment) -> Difference:
    return Difference("added", (segment.words[0].start, segment.words[-1].end), (0, 0))


@dataclass(frozen=True, slots=True)
class _Aligned:
    """``first``, ``last``: numbers of words; ``like``: sum over the quoted words; ``worth``: of the whole alignment."""

    first: int
    last: int
    like: float
    worth: float
    differences: list[Difference]


_Step = tuple[int, int]


def _align(quoted: Sequence[Token], source: SourceWords, first: int, last: int) -> _Aligned | None:
    """Align the quoted words with the words ``first`` to ``last`` (not included), both ends free in the text."""
    text = source.tokens[first:last]
    if not text:
        return None
    rows, columns = len(quoted), len(text)
    above = [0.0] * (columns + 1)
    before: list[float] = []
    steps: list[list[_Step]] = []
    for i in range(1, rows + 1):
        now, row = _row(quoted, text, i, before, above)
        steps.append(row)
        before, above = above, now
    worth = max(above)
    at = above.index(worth)
    path = _trace(steps, rows, at)
    return _read(path, quoted, source, first, worth)


def _row(
    quoted: Sequence[Token], text: Sequence[Token], i: int, before: list[float], above: list[float]
) -> tuple[list[float], list[_Step]]:
    """One row of the table: the best worth for the first ``i`` quoted words, ending before each word of the text."""
    word = quoted[i - 1].key
    joined = quoted[i - 2].key + word if i > 1 else ""
    now, row = [above[0] + _ADDED], [(1, 0)]
    left = now[0]
    for j in range(1, len(text) + 1):
        other = text[j - 1].key
        best, step = above[j - 1] + _WORTH[likeness(word, other)], (1, 1)
        if above[j] + _ADDED > best:
            best, step = above[j] + _ADDED, (1, 0)
        if left + _LEFT_OUT > best:
            best, step = left + _LEFT_OUT, (0, 1)
        if i > 1 and joined == other and before[j - 1] + 2 * _WORTH["joined"] > best:
            best, step = before[j - 1] + 2 * _WORTH["joined"], (2, 1)
        if j > 1 and len(word) > len(other) and word == text[j - 2].key + other:
            parted = above[j - 2] + _WORTH["joined"]
            if parted > best:
                best, step = parted, (1, 2)
        now.append(best)
        row.append(step)
        left = best
    return now, row


def _trace(steps: list[list[_Step]], i: int, j: int) -> list[tuple[int, int, _Step]]:
    """The way back, from its beginning: (quoted words before, words of the text before, step)."""
    path = []
    while i > 0:
        down, across = steps[i - 1][j]
        i, j = i - down, j - across
        path.append((i, j, (down, across)))
    return path[::-1]


def _read(
    path: list[tuple[int, int, _Step]], quoted: Sequence[Token], source: SourceWords, first: int, worth: float
) -> _Aligned | None:
    paired = [n for n, (_, _, (down, across)) in enumerate(path) if down and across]
    if not paired:
        return None
    text = source.tokens
    like = 0.0
    differences: list[Difference] = []
    for n, (i, j, (down, across)) in enumerate(path):
        j += first
        if down and across:
            kind, alike = _pair(quoted, source, i, j, down, across)
            like += alike
            if kind is None:
                continue
            spans = (quoted[i].start, quoted[i + down - 1].end), (text[j].start, text[j + across - 1].end)
        elif down:
            kind, spans = "added", ((quoted[i].start, quoted[i].end), (0, 0))
        elif n > paired[-1] or n < paired[0]:
            continue
        else:
            kind, spans = "left_out", ((0, 0), (text[j].start, text[j].end))
        _append(differences, Difference(kind, *spans), text)
    begin = first + path[paired[0]][1]
    _, j, (_, across) = path[paired[-1]]
    return _Aligned(begin, first + j + across - 1, like, worth, differences)


def _pair(
    quoted: Sequence[Token], source: SourceWords, i: int, j: int, down: int, across: int
) -> tuple[DifferenceKind | None, float]:
    """What the difference of two aligned words is called (None: they are the same), and how like they are."""
    if (down, across) != (1, 1):
        return "joined", _LIKE["joined"] * down
    how = likeness(quoted[i].key, source.tokens[j].key)
    alike = _LIKE[how]
    if how == "same":
        return None, alike
    if how in ("ending", "letters") and j in source.unsure:
        return "scan", alike
    if how == "ending":
        # Only the last word is fitted to the sentence that quotes; another ending inside is an alteration.
        return ("ending" if i == len(quoted) - 1 else "letters"), alike
    return ("changed" if how == "other" else how), alike


def _append(differences: list[Difference], now: Difference, text: Sequence[Token]) -> None:
    """Add a difference; runs of left out or added words are one difference."""
    before = differences[-1] if differences else None
    if before is None or before.kind != now.kind or now.kind not in ("added", "left_out"):
        differences.append(now)
        return
    if now.kind == "added":
        differences[-1] = Difference("added", (before.quoted[0], now.quoted[1]), (0, 0))
    else:
        differences[-1] = Difference("left_out", (0, 0), (before.source[0], now.source[1]))
