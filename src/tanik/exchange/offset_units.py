"""In which unit another tool counts characters, found out by trying.

REFI-QDA 1.5 (section 10.2) speaks of code points and of the first and last character; the tools do otherwise: end
exclusive nearly everywhere, UTF-16 units on Windows, UTF-8 bytes in some, a byte order mark counted or not, CRLF as
two characters or as one. All combinations are tried on all selections of a project together. Two kinds of evidence
count: the words that a selection carries as its name, and whether it begins and ends where words do. Code points, end
exclusive, without the mark, line ends as they are stored, is taken unless another way fits clearly better.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, product
from typing import Literal

Unit = Literal["code points", "utf-16", "utf-8"]
Ends = Literal["as stored", "one", "two"]

UNITS: tuple[Unit, ...] = ("code points", "utf-16", "utf-8")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_HIGH = re.compile("[^\x00-\x7f]")
_END = re.compile("\n")
_BOTH = re.compile("\r\n")
_SAMPLE = 400
"""Selections of one text that are tried; more say nothing new."""


@dataclass(frozen=True, slots=True)
class Convention:
    """``line_ends``: *as stored*, or every line end counted as one or two units; ``inclusive``: the end is the last
    character, not the one after it; ``mark``: a byte order mark counts as a character."""

    unit: Unit = "code points"
    line_ends: Ends = "as stored"
    mark: bool = False
    inclusive: bool = False


STANDARD = Convention()


@dataclass(frozen=True, slots=True)
class GivenSelection:
    """A selection as a file has it; ``words``: the quotation that came with it, or empty."""

    start: int
    end: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class StoredText:
    """A text as a file has it: line ends unchanged, no byte order mark, but ``mark`` where the file began with one."""

    text: str
    mark: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """``fits``: selections of ``tried`` whose words or word boundaries agree under ``convention``; ``standard``: how
    many agree under :data:`STANDARD`."""

    convention: Convention
    tried: int
    fits: int
    standard: int


def plain_text(stored: StoredText) -> str:
    """The text with ``\\n`` as its only line end."""
    return stored.text.replace("\r\n", "\n").replace("\r", "\n")


class Ruler:
    """Turns positions of one convention into code points of the text with ``\\n`` as its only line end."""

    def __init__(self, stored: StoredText, convention: Convention) -> None:
        self.text = plain_text(stored)
        self._inclusive = convention.inclusive
        self._shift = _MARK[convention.unit] if convention.mark and stored.mark else 0
        wide = _wide_letters(self.text, convention.unit) + _wide_ends(stored.text, self.text, convention.line_ends)
        wide.sort()
        self._places = [place for place, _ in wide]
        self._extra = list(accumulate((width - 1 for _, width in wide), initial=0))
        # Where each wide character ends, in units.
        self._ends = [place + 1 + extra for place, extra in zip(self._places, self._extra[1:], strict=True)]
        self._length = len(self.text) + self._extra[-1]

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """The half-open span, None when it does not lie in the text."""
        first, last = self.point(start), self.point(end)
        if first is None or last is None:
            return None
        if self._inclusive:
            last = min(last + 1, len(self.text))
        return (first, last) if first <= last else None

    def point(self, position: int) -> int | None:
        """The character that holds a position; the length of the text for its end; None outside."""
        at = position - self._shift
        if position < 0 or at > self._length:
            return None
        number = bisect_right(self._ends, at)
        place = max(at - self._extra[number], 0)
        # A position inside of a wide character means that character.
        return min(place, self._places[number]) if number < len(self._places) else place


_MARK = {"code points": 1, "utf-16": 1, "utf-8": 3}


def _wide_letters(text: str, unit: Unit) -> list[tuple[int, int]]:
    """Place and width of the letters that take more than one unit."""
    if unit == "utf-16":
        return [(found.start(), 2) for found in _ASTRAL.finditer(text)]
    if unit == "utf-8" and not text.isascii():
        return [(found.start(), len(found.group().encode("utf-8", "surrogatepass"))) for found in _HIGH.finditer(text)]
    return []


def _wide_ends(stored: str, text: str, ends: Ends) -> list[tuple[int, int]]:
    """Place and width of the line ends that count as two."""
    if ends == "two":
        return [(found.start(), 2) for found in _END.finditer(text)]
    if ends == "as stored":
        return [(found.start() - number, 2) for number, found in enumerate(_BOTH.finditer(stored))]
    return []


def find_convention(texts: Sequence[tuple[StoredText, Sequence[GivenSelection]]]) -> Verdict:
    """The convention under which the selections of a project fit their texts best; ``texts``: each with its own."""
    standard = _score(texts, STANDARD)
    best = Verdict(STANDARD, standard.tried, standard.agree, standard.agree)
    best_score = standard
    for convention in _conventions(texts):
        score = _score(texts, convention)
        if _better(score, standard) and score.value > best_score.value:
            best = Verdict(convention, score.tried, score.agree, standard.agree)
            best_score = score
    return best


def _conventions(texts: Sequence[tuple[StoredText, Sequence[GivenSelection]]]) -> Iterator[Convention]:
    """Only those that make a difference for these texts, simplest first."""
    chosen = [each for each, selections in texts if selections]
    units = [unit for unit in UNITS if unit == "code points" or any(_wide(each.text, unit) for each in chosen)]
    marks = (False, True) if any(each.mark for each in chosen) else (False,)
    breaks = any("\n" in each.text or "\r" in each.text for each in chosen)
    returns = any("\r\n" in each.text for each in chosen)
    ends: tuple[Ends, ...] = ("as stored",)
    if breaks:
        ends = ("as stored", "one") if returns else ("as stored", "two")
    for inclusive, mark, line_ends, unit in product((False, True), marks, ends, units):
        yield Convention(unit, line_ends, mark, inclusive)


def _wide(text: str, unit: Unit) -> bool:
    return not text.isascii() if unit == "utf-8" else any(letter > "\uffff" for letter in text)


@dataclass(slots=True)
class _Score:
    tried: int = 0
    agree: int = 0
    worded: int = 0
    """Selections whose own words are found exactly there."""
    value: float = 0.0


def _better(score: _Score, standard: _Score) -> bool:
    """Whether leaving the standard is justified: words that now agree, or clearly more word boundaries."""
    if score.worded != standard.worded:
        return score.worded > standard.worded
    gain = score.agree - standard.agree
    return gain >= max(2, score.tried // 20) and score.agree >= 0.8 * score.tried


def _score(texts: Sequence[tuple[StoredText, Sequence[GivenSelection]]], convention: Convention) -> _Score:
    score = _Score()
    for stored, selections in texts:
        if not selections:
            continue
        ruler = Ruler(stored, convention)
        step = max(1, len(selections) // _SAMPLE)
        for selection in selections[::step]:
            score.tried += 1
            _try(ruler, selection, score)
    return score


def _try(ruler: Ruler, selection: GivenSelection, score: _Score) -> None:
    span = ruler.span(selection.start, selection.end)
    if span is None:
        score.value -= 3
        return
    start, end = span
    words = ruler.text[start:end]
    if _same_words(words, selection.words):
        score.worded += 1
        score.agree += 1
        score.value += 10
        return
    first, last = _clean_cut(ruler.text, start), _clean_cut(ruler.text, end)
    if start < end and first and last:
        score.agree += 1
    score.value += first + last - 0.25 * (words[:1].isspace() + words[-1:].isspace())


def _same_words(words: str, given: str) -> bool:
    """Whether a name is the quotation; tools cut long ones short, and join its lines by blanks."""
    said = " ".join(given.split()).rstrip("….").rstrip()
    found = " ".join(words.split()).rstrip("….").rstrip()
    if len(said) < 4 or not found or words != words.strip():
        return False
    return found == said or (len(said) >= 20 and found.startswith(said))


def _clean_cut(text: str, at: int) -> bool:
    """Whether a place does not lie inside a word."""
    return not (0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum())
