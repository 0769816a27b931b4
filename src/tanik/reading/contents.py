"""Contents: which words carry the view that a sign of attribution announces.

The content is the clause without the verb of saying and without the holder; it is split where one verb governs a
list of clauses (``-dığını, -dığını ve -acağını belirtmektedir``), since a statement is one holder and one point.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from tanik.languages.pack import Language, language
from tanik.reading.units import QUOTED

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_EDGE = " \t\n,;:.!?…–—-\u00a0"
_LEADING = re.compile(r"[\s,;:.!?…–—)\]]+")
_FEWEST_WORDS = 3
_ATTRIBUTE = re.compile(r"[dt][ıiuü]ğ[ıiuü]$|[ae]ca[ğ][ıi]$|ece[ğ]i$")


class ContentFinder:
    """Cuts content clauses in one language."""

    def __init__(self, pack: Language) -> None:
        rules = pack.rules("reporting")
        self._ends = re.compile("|".join(f"(?:{e})" for e in rules.get("content", {}).get("endings", ["$^"])))
        self._between = frozenset(rules.get("between", {}).get("words", ()))
        self._pointing = frozenset(rules.get("pointing", {}).get("words", ()))
        self._openers = tuple(sorted(rules.get("openers", {}).get("words", ()), key=len, reverse=True))
        self._joints = frozenset(rules.get("content", {}).get("joints", ["ve", "fakat", "ancak", "ama", "hatta"]))
        self._particles = frozenset(rules.get("content", {}).get("particles", ["da", "de", "ise", "ki"]))
        self._known: dict[str, bool] = {}

    def closes(self, word: str) -> bool:
        """Whether a folded word ends a content clause."""
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = bool(self._ends.search(word))
        return found

    def trim(self, folded: str, start: int, end: int) -> tuple[int, int]:
        """Take blanks, punctuation, particles and sentence openers from both ends."""
        while True:
            lead = _LEADING.match(folded, start, end)
            if lead:
                start = lead.end()
            word = _WORD.match(folded, start, end)
            if word and word.group() in self._particles | self._joints:
                start = word.end()
                continue
            opener = next(
                (
                    o
                    for o in self._openers
                    if folded.startswith(o, start) and not folded[start + len(o) : start + len(o) + 1].isalnum()
                ),
                None,
            )
            if opener is None or start + len(opener) >= end:
                break
            start += len(opener)
        while end > start and folded[end - 1] in _EDGE:
            end -= 1
        return start, end

    def without_between(self, folded: str, start: int, end: int) -> int:
        """The end of the content when words such as ``açıkça`` stand before the verb."""
        words = list(_WORD.finditer(folded, start, end))
        while len(words) > 2 and words[-1].group() in self._between:
            words.pop()
        return words[-1].end() if words else end

    def is_clause(self, folded: str, start: int, end: int) -> bool:
        """Whether one of the last words before the verb closes a content clause."""
        words = [match.group() for match in _WORD.finditer(folded, max(start, end - 60), end)]
        if words and self.closes(words[-1]):
            return True
        # Further back a bare "-dığı" only describes the noun after it ("yaptığı mülakatı").
        return any(self.closes(word) and not _ATTRIBUTE.search(word) for word in words[-3:-1])

    def empty(self, folded: str, start: int, end: int) -> bool:
        """Whether the words only point back (``bu durumu``) and carry no view themselves."""
        words = [m.group() for m in _WORD.finditer(folded, start, end)]
        return sum(word not in self._pointing for word in words) < 2

    def split(self, folded: str, start: int, end: int) -> list[tuple[int, int]]:
        """The clauses of a list that one verb governs; short pieces stay with their neighbour."""
        cuts = []
        words = list(_WORD.finditer(folded, start, end))
        for match, following in pairwise(words):
            if not self.closes(match.group()):
                continue
            gap = folded[match.end() : following.start()]
            if "," in gap or following.group() in self._joints:
                cuts.append(match.end())
        pieces = []
        at = start
        for cut in [*cuts, end]:
            piece = self.trim(folded, at, cut)
            if piece[1] > piece[0]:
                pieces.append(piece)
            at = cut
        return self._merge(folded, pieces)

    @staticmethod
    def _merge(folded: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
        merged: list[tuple[int, int]] = []
        for piece in pieces:
            words = len(_WORD.findall(folded[piece[0] : piece[1]]))
            if merged and min(words, len(_WORD.findall(folded[merged[-1][0] : merged[-1][1]]))) < _FEWEST_WORDS:
                merged[-1] = (merged[-1][0], piece[1])
            else:
                merged.append(piece)
        return merged


def mostly_quoted(skeleton: str, start: int, end: int) -> bool:
    """Whether a stretch is little more than a quotation, which is a statement of its own."""
    quoted = skeleton.count(QUOTED, start, end)
    letters = sum(1 for c in skeleton[start:end] if c.isalnum())
    return quoted > 0 and letters < 0.4 * (quoted + letters)


@cache
def content_finder(code: str) -> ContentFinder:
    return ContentFinder(language(code))
