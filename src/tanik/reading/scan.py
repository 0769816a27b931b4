"""Runs of words that may be names, collected over a whole document: each distinct run is kept once."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence

from tanik.reading.gazetteer import (
    ABBREVIATION,
    ADJECTIVE,
    HEAD,
    KNOWN,
    NUMBER,
    OFFICE,
    STOP,
    TITLE,
    Gazetteer,
    WordClass,
)
from tanik.reading.names import CLOSE, DOT, LINK, OF, OPEN, SPACE, Run, RunWord
from tanik.text.document import Document

_WORD = re.compile(r"[^\W_]+(?:[-'\u2019\u2018\u02bc][^\W_]+){0,4}")
_GAPS = {
    "tr": {" ": SPACE, ". ": DOT, ".": DOT, " ve ": LINK, " & ": LINK, " oğlu ": SPACE, ") ": CLOSE, ".) ": CLOSE},
    "en": {
        " ": SPACE,
        ". ": DOT,
        ".": DOT,
        " of ": OF,
        " of the ": OF,
        " in ": OF,
        " for ": OF,
        " and ": LINK,
        ") ": CLOSE,
    },
}
_LATER = re.compile(r"[^\W\d_]{2,24}(?:[ -][^\W\d_]{2,24})?\)")
_NO_SURNAME = HEAD | STOP | KNOWN | ADJECTIVE | TITLE | ABBREVIATION
_LABEL_END = re.compile(r"\s{0,2}[-\u2013\u2014:]")
_NEVER = r"(?!)"
_LONGEST = 14
_BREAKS = frozenset(".!?…:;\n\u2022")
_SKIPPED = frozenset(" \t\"'\u201c\u201d\u2018\u2019\u00ab\u00bb([-\u2013\u2014*_#")


class Scan:
    """Where runs stand: ``starts[i]`` (document offset) of occurrence ``i`` of run ``runs[which[i]]``, in text order.

    ``odd``: occurrences inside a paragraph of several parts: occurrence -> (paragraph number, offset in its text).
    ``common``: the lower-case word forms of the document.
    """

    def __init__(self, document: Document, gazetteer: Gazetteer, skip: Sequence[tuple[int, int]]) -> None:
        self.document = document
        self.gazetteer = gazetteer
        self.runs: list[Run] = []
        self.starts = array("q")
        self.which = array("l")
        self.odd: dict[int, tuple[int, int]] = {}
        self._index: dict[str, int] = {}
        self._classes: dict[str, WordClass | None] = {}
        self._gaps = _GAPS["tr" if gazetteer.turkish else "en"]
        self._skip = skip
        self._next_skip = 0
        self._signs = _Signs(gazetteer)
        for number, paragraph in enumerate(document.paragraphs):
            if paragraph.kind != "bibliography":
                self._paragraph(number)
        self.common = {word for word in self._classes if not word[0].isupper()}
        self._index.clear()

    def words(self, run: Run) -> list[RunWord]:
        """The words of a run, with their classes."""
        words: list[RunWord] = []
        for match in _WORD.finditer(run.text):
            word = self._classes[match.group()]
            if word is not None and len(words) < len(run.gaps):
                words.append(RunWord(match.start(), match.end(), word, run.gaps[len(words)]))
        return words

    def _skipped(self, offset: int) -> bool:
        skip, i = self._skip, self._next_skip
        while i < len(skip) and skip[i][1] <= offset:
            i += 1
        self._next_skip = i
        return i < len(skip) and skip[i][0] <= offset

    def _paragraph(self, number: int) -> None:
        paragraph = self.document.paragraphs[number]
        text = paragraph.text(self.document.text)
        single = len(paragraph.parts) == 1
        base = paragraph.start
        self._next_skip = bisect_right(self._skip, base, key=lambda part: part[1])
        classes, classify = self._classes, self.gazetteer.classify
        run: list[tuple[int, int, WordClass, int]] = []
        last_end = -9
        opened = False
        for match in _WORD.finditer(text):
            surface = match.group()
            try:
                word = classes[surface]
            except KeyError:
                word = classes[surface] = classify(surface)
            if word is None:
                continue
            start, end = match.span()
            gap = -1
            if run and start - last_end < 9:
                gap = self._gap(text, run, last_end, start, opened, word)
            if gap < 0 and run:
                self._close(number, text, run, base if single else -1)
                run = []
                opened = False
            if gap == OPEN:
                opened = True
            elif gap == CLOSE:
                opened = False
            if self._skip and self._skipped(base + start if single else paragraph.locate(start)):
                continue
            run.append((start, end, word, max(gap, 0)))
            last_end = end
        if run:
            self._close(number, text, run, base if single else -1)

    def _gap(
        self, text: str, run: list[tuple[int, int, WordClass, int]], end: int, start: int, opened: bool, word: WordClass
    ) -> int:
        before = run[-1][2]
        between = text[end:start]
        if between == " (" and not opened and before.capital and not before.case and word.capital:
            return OPEN if self._is_surname(text, start) else -1
        if before.case or len(run) >= _LONGEST:
            return -1
        gap = self._gaps.get(between, -1)
        if gap == DOT and not (
            len(before.key) == 1 or before.roles & NUMBER or (before.roles & TITLE and len(before.key) < 6)
        ):
            return -1
        if gap == CLOSE and not opened:
            return -1
        if opened and gap not in (CLOSE, SPACE):
            return -1
        if gap == LINK and not (before.capital and word.capital):
            return -1
        return gap

    def _is_surname(self, text: str, start: int) -> bool:
        """Whether the words in a parenthesis may be the surname that a person took later."""
        match = _LATER.match(text, start)
        if match is None or _LABEL_END.match(text, match.end()):
            return False
        words = [self.gazetteer.classify(word) for word in match.group()[:-1].replace("-", " ").split()]
        return all(word is not None and word.capital and not word.roles & _NO_SURNAME for word in words)

    def _close(self, number: int, text: str, run: list[tuple[int, int, WordClass, int]], base: int) -> None:
        while run and not run[0][2].capital and run[0][2].roles & ~(TITLE | STOP) == 0 and not run[0][2].roles & OFFICE:
            run = run[1:]
        if not run:
            return
        start, end = run[0][0], run[-1][1]
        opens = _opens(text, start)
        article = not self.gazetteer.turkish and text[max(start - 4, 0) : start].lower() == "the "
        surface = text[start : end + 1] if text[end : end + 1] == ")" else text[start:end]
        key = f"{'.' if opens else ','}{'t' if article else ' '}{surface}"
        index = self._index.get(key)
        if index is None:
            gaps = bytes(each[3] for each in run)
            index = self._index[key] = len(self.runs)
            first = base + start if base >= 0 else self.document.paragraphs[number].locate(start)
            self.runs.append(Run(surface, gaps, opens, article, first=first))
        found = self.runs[index]
        found.count += 1
        if len(run) < 4 and not run[0][2].roles and self._signs.person(text, start, end):
            found.votes += 1
        if self._signs.place(text, start, end):
            found.places += 1
        if base < 0:
            self.odd[len(self.starts)] = (number, start)
            self.starts.append(self.document.paragraphs[number].locate(start))
        else:
            self.starts.append(base + start)
        self.which.append(index)


def _opens(text: str, start: int) -> bool:
    """Whether a word stands at the start of a sentence, heading or list item."""
    at = start - 1
    while at >= 0 and text[at] in _SKIPPED:
        at -= 1
    return at < 0 or text[at] in _BREAKS


class _Signs:
    """What stands around a name and says that it means a person, or a place."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        rules = gazetteer.pack.rules("names")
        self._after = re.compile("|".join(rules.get("person_after", ())) or _NEVER)
        self._before = re.compile("|".join(rules.get("person_before", ())) or _NEVER)
        self._place_after = re.compile("|".join(rules.get("place_after", ())) or _NEVER)
        self._place = re.compile("|".join(rules.get("place_before", ())) or _NEVER)

    def person(self, text: str, start: int, end: int) -> bool:
        return (
            self._after.match(text, _stem_end(text, start, end)) is not None
            or self._before.search(text, max(start - 8, 0), start) is not None
        )

    def place(self, text: str, start: int, end: int) -> bool:
        return (
            self._place.search(text, max(start - 12, 0), start) is not None
            or self._place_after.match(text, _stem_end(text, start, end)) is not None
        )


def _stem_end(text: str, start: int, end: int) -> int:
    """Where the case ending after an apostrophe begins, else ``end``."""
    for at in range(end - 1, max(start, end - 7), -1):
        if text[at] in "'\u2019":
            return at
    return end
