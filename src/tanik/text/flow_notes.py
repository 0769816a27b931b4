"""Footnotes that stand in the flow of lines, unmarked by the source.

Three signs are accepted: a line of blanks or a drawn line, and then words to the end of the page; numbered lines at
the foot of a page whose numbers stand as anchors in the text of that page; a numbered line in the middle of a
sentence whose number stands as an anchor shortly before. ``[Footnote 3: …]`` blocks are notes as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from tanik.text.layout import Line

_MARK = re.compile(r"(\d{1,3}|\*{1,3}|[¹²³⁰-⁹]{1,3}|†|‡)[.)]?\s+\S")
_NUMBER = re.compile(r"(\d{1,3})[.)]?\s+[^\W_]")
_BRACKETED = re.compile(r"\[Footnote (\w{1,6}):", re.IGNORECASE)
_REACH = 60
_LONGEST = 12


@dataclass(slots=True)
class FoundNote:
    """``mark`` as printed (``''`` when there is none); ``anchor``: raw offset after the anchor's word, or None."""

    mark: str
    anchor: int | None


def find_notes(lines: list[Line], first: int, paged: bool) -> list[FoundNote]:
    """The notes in the flow. Their lines get ``note`` numbers from ``first`` on."""
    found: list[FoundNote] = []
    if paged:
        index = 0
        for _, group in groupby(lines, key=lambda line: line.page):
            size = sum(1 for _ in group)
            _at_foot(lines[index : index + size], first, found)
            index += size
    else:
        _in_sentences(lines, first, found)
    _bracketed(lines, first, found)
    return found


def _at_foot(page: list[Line], first: int, found: list[FoundNote]) -> None:
    """Notes below a ruled line, or below the first line whose number has an anchor above it."""
    least = max(2, len(page) * 2 // 5)
    for i in range(least, len(page)):
        line = page[i]
        if line.note >= 0:
            return
        number = _NUMBER.match(line.text)
        anchored = number and _anchor(page[:i], number.group(1)) is not None and _ascending(page, i)
        if line.ruled or anchored:
            _take(page, i, first, found)
            return


def _ascending(page: list[Line], begin: int) -> bool:
    numbers = [int(m.group(1)) for line in page[begin:] if (m := _NUMBER.match(line.text))]
    return all(b > a for a, b in pairwise(numbers)) and len(page) - begin <= 0.6 * len(page) + 1


def _take(page: list[Line], begin: int, first: int, found: list[FoundNote]) -> None:
    for i in range(begin, len(page)):
        mark = _MARK.match(page[i].text)
        if i == begin or (mark and _continues(found[-1].mark, mark.group(1))):
            name = mark.group(1) if mark else ""
            found.append(FoundNote(name, _anchor(page[:begin], name)))
        page[i].note = first + len(found) - 1


def _continues(before: str, mark: str) -> bool:
    return not (before.isdigit() and mark.isdigit()) or int(mark) == int(before) + 1


def _anchor(lines: list[Line], mark: str) -> int | None:
    """The raw offset where ``mark`` is glued to the end of a word or closing mark, the last such place."""
    if not mark:
        return None
    pattern = re.compile(r"(?<=[^\W\d_]|[.,;:!?\"”’'»)])" + re.escape(mark) + r"(?![\d\w*])")
    for line in reversed(lines):
        if mark not in line.text:
            continue
        places = list(pattern.finditer(line.text))
        if places:
            return line.start + places[-1].start()
    return None


def _in_sentences(lines: list[Line], first: int, found: list[FoundNote]) -> None:
    i = 1
    while i < len(lines):
        number = _NUMBER.match(lines[i].text)
        if number and not lines[i].glued and lines[i].note < 0 and not lines[i - 1].ended:
            anchor = _anchor(lines[max(0, i - _REACH) : i], number.group(1))
            end = _resumes(lines, i) if anchor is not None else None
            if end is not None:
                found.append(FoundNote(number.group(1), anchor))
                for line in lines[i:end]:
                    line.note = first + len(found) - 1
                i = end
                continue
        i += 1


def _resumes(lines: list[Line], begin: int) -> int | None:
    """The line after a note in mid-sentence: the first that goes on with a small letter after a full stop."""
    for j in range(begin + 1, min(begin + _LONGEST, len(lines))):
        if lines[j - 1].ended and lines[j].small:
            return j
    return None


def _bracketed(lines: list[Line], first: int, found: list[FoundNote]) -> None:
    for i, line in enumerate(lines):
        match = _BRACKETED.match(line.text) if line.text.startswith("[") and line.note < 0 else None
        if match is None:
            continue
        end = next((j for j in _within(lines, i) if lines[j].text.endswith("]")), None)
        if end is not None:
            found.append(FoundNote(match.group(1), _bracket_anchor(lines[max(0, i - _REACH) : i], match.group(1))))
            for note_line in lines[i : end + 1]:
                note_line.note = first + len(found) - 1


def _within(lines: list[Line], begin: int) -> Iterator[int]:
    return iter(range(begin, min(begin + 5 * _LONGEST, len(lines))))


def _bracket_anchor(lines: list[Line], mark: str) -> int | None:
    for line in reversed(lines):
        at = line.text.rfind(f"[{mark}]")
        if at >= 0:
            return line.start + at
    return None
