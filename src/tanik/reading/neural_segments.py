"""Segments: a document goes through the network sheet by sheet, so that memory does not grow with its length."""

from __future__ import annotations

from tanik.reading.judgement import Judge
from tanik.reading.neural_sheet import Sheet, Told, make_sheet
from tanik.reading.neural_tokenizer import Tokenizer

OWN = 1200
"""Pieces after which a sheet is full (its last paragraph stays whole)."""
CONTEXT = 300
"""Pieces of whole paragraphs before, at most, that a sheet shows as context."""
LONGEST = 20_000
"""Pieces of the longest paragraph that the network reads; a longer one is left to the rules."""


class Segmenter:
    """Gathers paragraphs into sheets, in order."""

    def __init__(self, kind: str, tokenizer: Tokenizer, judge: Judge, own: int = OWN, context: int = CONTEXT) -> None:
        self._kind = kind
        self._tokenizer = tokenizer
        self._judge = judge
        self._full, self._room = own, context
        self._context: list[tuple[Told, int]] = []
        self._own: list[tuple[Told, int]] = []

    def add(self, told: Told) -> Sheet | None:
        """Take the next paragraph; gives a sheet when one is full."""
        self._own.append((told, self.count(told)))
        return self.finish() if sum(size for _, size in self._own) >= self._full else None

    def finish(self) -> Sheet | None:
        """The sheet of what is left, None when nothing is."""
        if not self._own:
            return None
        told = [each for each, _ in self._context + self._own]
        sheet = make_sheet(told, len(self._context), self._kind, self._tokenizer, self._judge)
        kept: list[tuple[Told, int]] = []
        room = self._room
        for each, size in reversed(self._context + self._own):
            room -= size
            if room < 0:
                break
            kept.insert(0, (each, size))
        self._context, self._own = kept, []
        return sheet

    def count(self, told: Told) -> int:
        """How many pieces a paragraph has."""
        return len(self._tokenizer.encode(told.passage.text).ids)
