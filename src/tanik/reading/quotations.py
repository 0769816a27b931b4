"""Quotations: what stands between quotation marks, and in blocks and lists set off as someone's words.

Old print mixes, repeats and forgets marks. So the role of a mark is taken from its neighbours first (an opening mark
stands before a word and after a blank) and from its shape second; what does not fit is a doubt with a span, and the
other quotations of the document are still found.

Needs: paragraphs, citations. Gives: quotations (without speakers), doubts ``quotation.unclosed``,
``quotation.unopened``, ``quotation.marks``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tanik.languages.pack import Language
from tanik.reading.annotations import Doubt, Quotation
from tanik.text.document import Document, Paragraph

_MARKS = re.compile(r"[“”„‟\"«»‹›]|''|(?<![\w])[‘'](?=[^\W_])|(?<=[\w.,!?…;])[’'](?![\w])")
_OPENING = "“„«‹‟"
_CLOSING = "”»›"
_SINGLE = "‘’'"
_LONGEST_PARAGRAPHS = 40
"""An open quotation that has not ended after so many paragraphs never will: the mark is stray."""
_LONGEST_SINGLE = 1200
CONTINUED = "quotation.continued"
"""The rule of the parts of a quotation behind its first paragraph."""


@dataclass(slots=True)
class _Open:
    at: int  # document offset of the mark
    after: int  # document offset of the first inside character
    mark: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    text: str
    opens: bool
    closes: bool


def find_quotations(document: Document, pack: Language) -> tuple[list[Quotation], list[Doubt]]:
    """Every quotation of the document in text order, nested ones after the one that holds them."""
    found: list[Quotation] = []
    doubts: list[Doubt] = []
    carried: list[_Open] = []
    for index, paragraph in enumerate(document.paragraphs):
        if paragraph.kind == "bibliography":
            continue
        text = paragraph.text(document.text)
        if paragraph.kind == "note" or paragraph.kind == "heading":
            leftover, pairs, stray = _pair(text, paragraph, index, [])
            found.extend(pairs)
            doubts.extend(stray)
            doubts.extend(_unclosed(document, leftover))
            continue
        if carried and index - carried[0].paragraph > _LONGEST_PARAGRAPHS:
            doubts.extend(_unclosed(document, carried))
            carried = []
        if not carried and not _MARKS.search(text):
            continue
        before = carried
        carried, pairs, stray = _pair(text, paragraph, index, before)
        if before and before[0] in carried and pairs and not _continues(text):
            # A new quotation begins while the old one is open and the paragraph does not repeat the opening mark:
            # the old one was never closed in print.
            doubts.extend(_unclosed(document, [before[0]]))
            carried = [mark for mark in carried if mark is not before[0]]
        found.extend(pairs)
        doubts.extend(stray)
    doubts.extend(_unclosed(document, carried))
    found.sort(key=lambda quotation: (quotation.outer_start, -quotation.outer_end))
    return _nested(found), doubts


def _continues(text: str) -> bool:
    return text[:1] in '“"„«' or bool(re.match(r"\s*[“\"„«]", text))


def _marks(text: str) -> Iterator[_Mark]:
    """Marks with the roles their neighbours allow."""
    for match in _MARKS.finditer(text):
        start, end = match.span()
        before = text[start - 1] if start else " "
        after = text[end] if end < len(text) else " "
        opens = (before.isspace() or before in "([{-–—/:“\"‘'") and not after.isspace()
        closes = not before.isspace() and before not in "([{" and (after.isspace() or not after.isalnum())
        mark = match.group()
        if opens == closes:
            if mark in _OPENING:
                opens, closes = True, False
            elif mark in _CLOSING:
                opens, closes = False, True
            else:
                # A straight mark between two letters ("piyade"den): it closes what is open.
                opens, closes = opens, True
        yield _Mark(start, end, mark, opens, closes)


def _pair(
    text: str, paragraph: Paragraph, index: int, carried: list[_Open]
) -> tuple[list[_Open], list[Quotation], list[Doubt]]:
    """Pair the marks of one paragraph; returns what stays open, the quotations, and stray marks."""
    stack = list(carried)
    pairs: list[Quotation] = []
    doubts: list[Doubt] = []
    first = True
    for mark in _marks(text):
        single = mark.text in _SINGLE
        at = paragraph.locate(mark.start)
        repeats = first and mark.start <= 1 and bool(carried) and mark.opens
        first = False
        if repeats:
            continue  # English print repeats the opening mark at each paragraph of a long quotation.
        if mark.opens and not (mark.closes and stack):
            stack.append(_Open(at, paragraph.locate(mark.end), mark.text, index))
            continue
        partner = _partner(stack, mark, single)
        if partner is None:
            if not single:
                doubts.append(Doubt(at, paragraph.locate(mark.end, end=True), "quotation.unopened"))
            continue
        opened = stack[partner]
        del stack[partner:]
        end = paragraph.locate(mark.start, end=True)
        if single and end - opened.after > _LONGEST_SINGLE:
            continue
        pairs.append(Quotation(opened.after, end, opened.at, paragraph.locate(mark.end, end=True)))
        if not single and not _fit(opened.mark, mark.text):
            doubts.append(
                Doubt(
                    opened.at,
                    paragraph.locate(mark.end, end=True),
                    "quotation.marks",
                    (),
                    {"open": opened.mark, "close": mark.text},
                )
            )
    stack = [mark for mark in stack if mark.mark not in _SINGLE]
    return _repair(stack, carried, pairs, doubts, text), pairs, doubts


def _partner(stack: list[_Open], mark: _Mark, single: bool) -> int | None:
    """The innermost open mark of the same family."""
    for i in range(len(stack) - 1, -1, -1):
        if (stack[i].mark in _SINGLE) == single:
            return i
        if not single:
            continue
        return None
    return None


def _fit(opened: str, closed: str) -> bool:
    return (opened, closed) in {
        ("“", "”"),
        ("„", "“"),
        ("„", "”"),
        ('"', '"'),
        ("«", "»"),
        ("»", "«"),
        ("''", "''"),
        ("‹", "›"),
    }


def _repair(
    stack: list[_Open], carried: list[_Open], pairs: list[Quotation], doubts: list[Doubt], text: str
) -> list[_Open]:
    """An outer mark stays open although the paragraph's last closing mark was taken by an inner one of the same kind.

    ``“A “B C”`` has one mark too many: the outer pair is the likelier quotation and the inner mark is the stray one.
    """
    old = {id(mark) for mark in carried}
    fresh = [mark for mark in stack if id(mark) not in old]
    if not fresh or not pairs:
        return stack
    opened = fresh[-1]
    inner = [pair for pair in pairs if pair.outer_start > opened.at]
    if not inner:
        return stack
    last = max(inner, key=lambda pair: pair.outer_end)
    # Only when the inner pair is itself a clause: a short inner term is properly nested and the outer one goes on.
    if last.end - last.start < 60 or text.endswith(":"):
        return stack
    pairs.remove(last)
    pairs.append(Quotation(opened.after, last.end, opened.at, last.outer_end))
    doubts.append(Doubt(last.outer_start, last.start, "quotation.unclosed"))
    return [mark for mark in stack if mark is not opened]


def _unclosed(document: Document, stack: list[_Open]) -> list[Doubt]:
    doubts = []
    for mark in stack:
        end = min(mark.after + 80, len(document.text))
        doubts.append(Doubt(mark.at, end, "quotation.unclosed"))
    return doubts


def _nested(quotations: list[Quotation]) -> list[Quotation]:
    """Set the depth of each quotation: how many others hold it."""
    holders: list[Quotation] = []
    for quotation in quotations:
        while holders and holders[-1].outer_end < quotation.outer_end:
            holders.pop()
        quotation.depth = len(holders)
        holders.append(quotation)
    return quotations


def parted(document: Document, quotations: Sequence[Quotation]) -> list[Quotation]:
    """Quotations that go on over several paragraphs as one quotation a paragraph, in text order.

    The parts behind the first have the rule ``quotation.continued``; notes between them are left out. A reader
    cites and codes paragraph by paragraph, and a letter given in full is one long quotation.
    """
    starts = [paragraph.start for paragraph in document.paragraphs]
    found: list[Quotation] = []
    for quotation in quotations:
        at = bisect_right(starts, quotation.start) - 1
        if at < 0 or quotation.end <= document.paragraphs[at].end:
            found.append(quotation)
            continue
        found += _parts(document, quotation, at) or [quotation]
    found.sort(key=lambda quotation: (quotation.outer_start, -quotation.outer_end))
    return found


def _parts(document: Document, quotation: Quotation, at: int) -> list[Quotation]:
    parts: list[Quotation] = []
    for paragraph in document.paragraphs[at:]:
        if paragraph.start >= quotation.end:
            break
        start, end = max(quotation.start, paragraph.start), min(quotation.end, paragraph.end)
        words = document.text[start:end]
        if paragraph.kind in ("note", "bibliography") or not words.strip():
            continue
        start, end = start + len(words) - len(words.lstrip()), start + len(words.rstrip())
        parts.append(replace(quotation, start=start, end=end, outer_start=start, outer_end=end))
    for part in parts[1:]:
        part.rule = CONTINUED
    if parts:
        parts[0].outer_start = quotation.outer_start
        if parts[-1].end == quotation.end:
            parts[-1].outer_end = quotation.outer_end
    return parts
