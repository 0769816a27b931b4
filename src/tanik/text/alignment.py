"""How places lead from one version of a text to the next: paragraphs are matched, then the words inside them.

Paragraphs that are the same in both versions and unique there are fixed points (the *patience* method, B. Cohen 2010,
after the longest increasing subsequence of Fredman 1975); between them, what is left is compared word by word by the
same method. The cost grows with the length of the texts (times its logarithm), never with its square.

A place moves when its words are found again: the same, or corrected inside while both its ends stand. Words that are
gone do not move.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

_WORDS = re.compile(r"\w+|[^\w\s]")
Piece = tuple[int, int]


class Alignment:
    """Places of the old text in the new one. ``blocks``: (old start, new start, length) of equal stretches."""

    def __init__(self, old: str, new: str, blocks: Iterable[tuple[int, int, int]]) -> None:
        self._old, self._new = old, new
        self._blocks = list(blocks)
        self._starts = [block[0] for block in self._blocks]

    def at(self, offset: int, *, end: bool = False) -> int | None:
        """The new offset of the letter at an old offset (``end``: of the end of a range); None when it is gone."""
        letter = offset - 1 if end else offset
        place = bisect_right(self._starts, letter) - 1
        if place < 0:
            return None
        old, new, length = self._blocks[place]
        return new + letter - old + end if letter < old + length else None

    def move(self, start: int, end: int) -> tuple[int, int] | None:
        """The new place of a range, None when an end of it is gone or it would change its size beyond recognition."""
        if start >= end:
            return None
        reach = (end - start) // 2
        first, last = self._edge(start, reach, end=False), self._edge(end, reach, end=True)
        if first is None or last is None or first >= last:
            return None
        size = end - start
        if not size // 2 <= last - first <= 2 * size + 20:
            return None
        return first, last

    def _edge(self, offset: int, reach: int, *, end: bool) -> int | None:
        """The new offset of an end of a range; where its words were corrected, the end of what stands there now.

        At most ``reach`` letters of the range may have been corrected at this end.
        """
        exact = self.at(offset, end=end)
        if exact is not None:
            return exact
        place = bisect_right(self._starts, offset - 1 if end else offset)
        old_from, new_from = (0, 0) if place == 0 else self._end_of(self._blocks[place - 1])
        old_to, new_to = len(self._old), len(self._new)
        if place < len(self._blocks):
            old_to, new_to, _ = self._blocks[place]
        changed = self._new[new_from:new_to]
        if len(changed) > 2 * (old_to - old_from) + 20:
            return None
        if end:
            if offset - old_from > reach:
                return None
            whole = not self._old[offset:old_to].strip()
            return new_from + (len(changed.rstrip()) if whole else 0)
        if old_to - offset > reach:
            return None
        whole = not self._old[old_from:offset].strip()
        return new_to - (len(changed.lstrip()) if whole else 0)

    @staticmethod
    def _end_of(block: tuple[int, int, int]) -> tuple[int, int]:
        return block[0] + block[2], block[1] + block[2]


def align(old: str, old_paragraphs: Sequence[Piece], new: str, new_paragraphs: Sequence[Piece]) -> Alignment:
    """The alignment of two versions of a text with their paragraphs (ranges in text order)."""
    if old == new:
        return Alignment(old, new, [(0, 0, len(old))] if old else [])
    before = _whole(old, old_paragraphs)
    after = _whole(new, new_paragraphs)
    keys = [old[a:b].strip() for a, b in before], [new[a:b].strip() for a, b in after]
    blocks: list[tuple[int, int, int]] = []
    for a1, a2, b1, b2 in _gaps(*keys):
        if a2 - a1 == 1 and b2 - b1 == 1 and keys[0][a1] == keys[1][b1]:
            (start, end), (other, _) = _stripped(old, before[a1]), _stripped(new, after[b1])
            blocks.append((start, other, end - start))
        elif a2 > a1 and b2 > b1:
            blocks += _words(old, (before[a1][0], before[a2 - 1][1]), new, (after[b1][0], after[b2 - 1][1]))
    return Alignment(old, new, _joined(old, new, blocks))


def _whole(text: str, paragraphs: Sequence[Piece]) -> list[Piece]:
    """The paragraphs and what lies between them, without overlaps, so that no letter is left out."""
    pieces: list[Piece] = []
    at = 0
    for start, end in sorted(paragraphs):
        start, end = max(start, at), min(end, len(text))
        if start >= end:
            continue
        if text[at:start].strip():
            pieces.append((at, start))
        pieces.append((start, end))
        at = end
    if text[at:].strip():
        pieces.append((at, len(text)))
    return pieces


def _stripped(text: str, piece: Piece) -> Piece:
    start, end = piece
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return start, start + len(words.strip())


def _gaps(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """The two lists cut into equal items (one each) and what lies between: (old from, to, new from, to)."""
    pairs = _fixed(old, new)
    # Equal neighbours of a fixed point are fixed too, though they may occur often.
    found: list[tuple[int, int]] = []
    a = b = 0
    for x, y in [*pairs, (len(old), len(new))]:
        back = 0
        while a < x - back and b < y - back and old[x - back - 1] == new[y - back - 1]:
            back += 1
        x0, y0 = x - back, y - back
        while a < x0 and b < y0 and old[a] == new[b]:
            found.append((a, b))
            a, b = a + 1, b + 1
        found += [(x0 + step, y0 + step) for step in range(back)]
        if x < len(old):
            found.append((x, y))
        a, b = x + 1, y + 1
    gaps: list[tuple[int, int, int, int]] = []
    a = b = 0
    for x, y in [*found, (len(old), len(new))]:
        if a < x or b < y:
            gaps.append((a, x, b, y))
        if x < len(old) and y < len(new):
            gaps.append((x, x + 1, y, y + 1))
        a, b = x + 1, y + 1
    return gaps


def _fixed(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Items that occur once in each list, as the longest series of pairs that goes forward in both."""
    once_old, once_new = Counter(old), Counter(new)
    where = {item: place for place, item in enumerate(new) if once_new[item] == 1}
    pairs = [(place, where[item]) for place, item in enumerate(old) if once_old[item] == 1 and item in where]
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, place) in enumerate(pairs):
        at = bisect_left(tails, place)
        before.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(place)
            ends.append(index)
        else:
            tails[at], ends[at] = place, index
    found: list[tuple[int, int]] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]


def _words(old: str, here: Piece, new: str, there: Piece) -> list[tuple[int, int, int]]:
    """Equal words of two stretches."""
    mine = [match.span() for match in _WORDS.finditer(old, *here)]
    yours = [match.span() for match in _WORDS.finditer(new, *there)]
    a_words, b_words = [old[a:b] for a, b in mine], [new[a:b] for a, b in yours]
    blocks: list[tuple[int, int, int]] = []
    for a1, a2, b1, b2 in _by_context(a_words, b_words):
        if a2 - a1 == 1 and b2 - b1 == 1 and a_words[a1] == b_words[b1]:
            blocks.append((mine[a1][0], yours[b1][0], len(a_words[a1])))
    return blocks


def _by_context(old: list[str], new: list[str]) -> list[tuple[int, int, int, int]]:
    """As :func:`_gaps` for words: first fixed by three words in a row, then word by word in what is left."""
    triples = [" ".join(words[n : n + 3]) for words in (old,) for n in range(len(words))]
    others = [" ".join(new[n : n + 3]) for n in range(len(new))]
    gaps: list[tuple[int, int, int, int]] = []
    for a1, a2, b1, b2 in _gaps(triples, others):
        if a2 - a1 == 1 and b2 - b1 == 1 and triples[a1] == others[b1]:
            gaps.append((a1, a2, b1, b2))
        else:
            gaps += [(a1 + p, a1 + q, b1 + r, b1 + s) for p, q, r, s in _gaps(old[a1:a2], new[b1:b2])]
    return gaps


def _joined(old: str, new: str, blocks: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Blocks that follow each other with the same blanks between become one."""
    joined: list[tuple[int, int, int]] = []
    for a, b, length in sorted(blocks):
        if joined:
            x, y, size = joined[-1]
            gap = a - x - size
            if gap == b - y - size and gap >= 0 and old[x + size : a] == new[y + size : b]:
                joined[-1] = (x, y, a + length - x)
                continue
        joined.append((a, b, length))
    return joined
