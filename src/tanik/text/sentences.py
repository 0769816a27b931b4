"""Where sentences end.

Own rules: a full stop after an abbreviation, an initial (``A. Fuat``), an ordinal (``8. madde``, ``II. Moskova``) or
inside a date (``16. 3. 1921``) ends nothing, and neither does anything inside parentheses; a citation in parentheses
stays with the sentence that it proves; a sentence may end inside a quotation and takes the closing mark with it.
A colon never ends a sentence. One pass, every look back and ahead is bounded.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from functools import cache

from tanik.languages.pack import Language, language

_PARENTHESIS_LIMIT = 1500
_END = re.compile(r"[.!?…]+")
_CLOSING = re.compile(r"(?:\s?[”»]|\s\"(?=\s)|[\"'’“)\]]){0,4}(?:\[\d{1,3}\]|\d{1,3}(?!\d)|[¹²³⁰-⁹]{1,3}|\*{1,3})?")
_BLANK = re.compile(r"\s*")
_OPENING = re.compile(r"[\"“”„«‘’'(\[]{0,3}(?:[–—―-]\s?)?[\"“„«‘'(\[]{0,3}")
_LAST_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+){0,6}$")
_ROMAN = re.compile(r"[IVXLC]{1,6}$")
_YEAR = re.compile(r"(?<!\d)1[0-9]{3}(?!\d)|(?<!\d)20[0-9]{2}(?!\d)")
_PAGE_BEFORE = re.compile(r"(?:\b(?:s|ss|p|pp|sf|syf|no|nr|c|vol)\.?|[:,;/–-])\s?$", re.IGNORECASE)


def split_sentences(text: str, pack: Language) -> list[tuple[int, int]]:
    """The sentences of a paragraph as (start, end) ranges without the blanks around them, in order."""
    cutter = _Cutter(text, pack)
    sentences = []
    start = _BLANK.match(text).end()  # type: ignore[union-attr]
    for match in _END.finditer(text):
        if match.start() < start:
            continue
        end = cutter.end(match.start(), match.end(), start)
        if end is not None:
            sentences.append((start, end))
            start = _BLANK.match(text, end).end()  # type: ignore[union-attr]
    if start < len(text):
        sentences.append((start, start + len(text[start:].rstrip())))
    return sentences


class _Cutter:
    """Decides about one end mark after the other; knows where the parentheses are."""

    def __init__(self, text: str, pack: Language) -> None:
        self.text = text
        self.turkish = pack.code == "tr"
        self.pack = pack
        self.abbreviations = _abbreviations(pack.code)
        self.opens, self.closes = _parentheses(text)

    def end(self, at: int, after: int, start: int) -> int | None:
        """The end of the sentence that began at ``start`` if the mark at ``at``..``after`` ends it."""
        text = self.text
        if self._inside(at):
            return None
        close = _CLOSING.match(text, after).end()  # type: ignore[union-attr]
        if close > after and text[close - 1].isdigit() and text[at - 1 : at].isdigit():
            return None
        begin = _BLANK.match(text, close).end()  # type: ignore[union-attr]
        if begin == len(text):
            return close
        if begin == close and not self._glued(at, close):
            return None
        bracket = self._citation(begin)
        if bracket is not None:
            return self._after_citation(bracket)
        first = _OPENING.match(text, begin).end()  # type: ignore[union-attr]
        following = text[first : first + 1]
        if following.islower():
            return None
        if text[at:after] == "." and not self._full_stop(at, start, begin, following):
            return None
        return close

    def _inside(self, at: int) -> bool:
        i = bisect_right(self.opens, at) - 1
        return i >= 0 and at < self.closes[i] - 1

    def _glued(self, at: int, close: int) -> bool:
        """``etmiştir.Daha``: no blank, but a small letter before and a capital word behind."""
        text = self.text
        return (
            at > 1 and text[at - 2 : at].islower() and text[close].isupper() and text[close + 1 : close + 2].islower()
        )

    def _citation(self, begin: int) -> int | None:
        """The end of a parenthesis that opens at ``begin`` and holds a year or page: a citation."""
        if self.text[begin] != "(":
            return None
        i = bisect_right(self.opens, begin) - 1
        if i < 0 or self.opens[i] != begin or self.closes[i] - begin > 300:
            return None
        return self.closes[i] if _YEAR.search(self.text, begin, self.closes[i]) else None

    def _after_citation(self, bracket: int) -> int | None:
        text = self.text
        if text[bracket : bracket + 1] in tuple(".!?…,;:"):
            return None
        first = _OPENING.match(text, _BLANK.match(text, bracket).end()).end()  # type: ignore[union-attr]
        return None if text[first : first + 1].islower() else bracket

    def _full_stop(self, at: int, start: int, begin: int, following: str) -> bool:
        """Whether a single full stop before something that is no small letter ends the sentence."""
        text = self.text
        if at > start and text[at - 1] in "\"'”’»)]":
            return True
        found = _LAST_WORD.search(text, max(start, at - 40), at)
        if not found:
            return True
        word = found.group()
        if word.isdigit():
            return self._after_number(word, found.start(), start, begin, following)
        if len(word) == 1 and (word.isupper() or found.start() == start):
            return False
        if _ROMAN.match(word):
            return following.isdigit() or not following.isalpha()
        if word in self.abbreviations or self.pack.fold(word) in self.abbreviations:
            return False
        if word.count(".") and all(len(part) <= 1 for part in word.split(".")):
            return self.pack.fold(word) in self.pack.words("final_abbreviations")
        return True

    def _after_number(self, word: str, place: int, start: int, begin: int, following: str) -> bool:
        if place == start:
            return False
        if following.isdigit() and len(word) <= 2:
            return re.match(r"\d{1,2}\.", self.text[begin : begin + 3]) is None and len(word) > 2
        if not self.turkish or len(word) > 2:
            return True
        return bool(_PAGE_BEFORE.search(self.text, max(start, place - 8), place))


def _parentheses(text: str) -> tuple[list[int], list[int]]:
    """The outermost closed parentheses, at most ``_PARENTHESIS_LIMIT`` long: their starts and ends, in order.

    A parenthesis that never closes is dropped, so that one misprint does not swallow the rest of a paragraph.
    """
    stack: deque[int] = deque(maxlen=16)
    opens: list[int] = []
    closes: list[int] = []
    for match in re.finditer(r"[()\[\]]", text):
        at = match.start()
        if match.group() in "([":
            stack.append(at)
        elif stack:
            begin = stack.pop()
            if at - begin <= _PARENTHESIS_LIMIT:
                while opens and opens[-1] > begin:
                    opens.pop()
                    closes.pop()
                opens.append(begin)
                closes.append(at + 1)
    return opens, closes


@cache
def _abbreviations(code: str) -> frozenset[str]:
    return language(code).words("abbreviations")
