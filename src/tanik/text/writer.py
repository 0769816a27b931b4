"""Writes the clean text piece by piece and keeps the way back to the raw text."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left

from tanik.text import hyphens
from tanik.text.document import OffsetMap, TextDoubt
from tanik.text.layout import Line

_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
SPECIAL = re.compile("[\x00\x02\u00ad\ufffe\ud800-\udfff\ufb00-\ufb06]")
"""Characters that do not go into the text as they are."""


class Writer:
    """``doubts``: replaced characters; ``size``: code points written so far."""

    def __init__(self, hyphen_rule: hyphens.Hyphens, special: bool) -> None:
        self._hyphens = hyphen_rule
        self._special = special
        self._out: list[str] = []
        self._clean = array("q", [0])
        self._raw = array("q", [0])
        self.size = 0
        self.doubts: list[TextDoubt] = []

    def text(self) -> str:
        return "".join(self._out)

    def offsets(self) -> OffsetMap:
        return OffsetMap(self._clean, self._raw)

    def clean(self, raw: int) -> int:
        """The clean offset of a raw offset; the next one that is kept where the character itself is not."""
        i = bisect_left(self._raw, raw)
        if i == len(self._raw) or self._raw[i] != raw:
            i -= 1
        if i < 0:
            return 0
        after = self._clean[i + 1] if i + 1 < len(self._clean) else self.size
        return min(self._clean[i] + raw - self._raw[i], after)

    def separate(self) -> None:
        """The blank line between two paragraphs."""
        if self.size:
            self._literal("\n\n")

    def lines(self, lines: list[Line], page_starts: dict[int, int]) -> tuple[int, int]:
        """Write lines as one run of text; the first offset of every page is noted. The range that was written."""
        begin = self.size
        for index, line in enumerate(lines):
            page_starts.setdefault(line.page, self.size)
            following = lines[index + 1] if index + 1 < len(lines) else None
            self._line(line, following)
        return begin, self.size

    def _line(self, line: Line, following: Line | None) -> None:
        text = line.text
        if following is None:
            self._words(line.start, text)
            return
        halves = hyphens.parts(text, following.text)
        if halves:
            keep = self._hyphens.keeps(*halves)
            self._words(line.start, text[:-1])
            if keep:
                self._at(line.end - 1)
                self._literal("-" if text[-1] in hyphens.SOFT + hyphens.BREAKS else text[-1])
        else:
            self._words(line.start, text)
            if not (following.glued and following.start == line.end) and not _tight(text, following.text):
                self._literal(" ")

    def _words(self, start: int, text: str) -> None:
        if not self._special:
            self._at(start)
            self._literal(text)
            return
        last = 0
        for match in SPECIAL.finditer(text):
            at = match.start()
            if at > last:
                self._at(start + last)
                self._literal(text[last:at])
            self._replace(start, text, at)
            last = at + 1
        if last < len(text):
            self._at(start + last)
            self._literal(text[last:])

    def _replace(self, start: int, text: str, at: int) -> None:
        character = text[at]
        if character in _LIGATURES:
            for letter in _LIGATURES[character]:
                self._at(start + at, own=True)
                self._literal(letter)
        elif character in hyphens.BREAKS:
            halves = hyphens.parts(text[max(0, at - 60) : at + 1], text[at + 1 : at + 60])
            if halves and self._hyphens.keeps(*halves):
                self._at(start + at)
                self._literal("-")
        elif character not in hyphens.SOFT:
            self._at(start + at)
            self.doubts.append(
                TextDoubt(self.size, self.size + 1, "replaced_character", {"character": f"U+{ord(character):04X}"})
            )
            self._literal("\ufffd")

    def _at(self, raw: int, *, own: bool = False) -> None:
        """The next words come from here in the raw text; ``own``: begin a piece of the map in any case."""
        if own or self._raw[-1] + self.size - self._clean[-1] != raw:
            if self._clean[-1] == self.size:
                self._raw[-1] = raw
            else:
                self._clean.append(self.size)
                self._raw.append(raw)

    def _literal(self, text: str) -> None:
        self._out.append(text)
        self.size += len(text)


def _tight(left: str, right: str) -> bool:
    """Whether two lines join without a blank: a dash that stands close to its words, a range of numbers."""
    if left.endswith(("--", "—")):
        word = left.rstrip("-—")
        return bool(word) and not word[-1].isspace() and right[0].isalnum()
    return left.endswith("–") and len(left) > 1 and left[-2].isdigit() and right[0].isdigit()
