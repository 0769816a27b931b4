"""One event, two dates: what a text dates in two ways that cannot both be right.

A date belongs to an event when it stands in parentheses right behind the event's name (``Sakarya Savaşı (23 Ağustos-12
Eylül 1921)``) or in front of it as the adjective of a treaty (``16 Mart 1921 tarihli Moskova Antlaşması``). A coarser
date that holds the finer one (``1921`` and ``16 Mart 1921``) is no contradiction.

Needs: mentions, dates. Gives: doubts ``event.two_dates``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from tanik.languages.edtf import contains, parse_edtf
from tanik.reading.annotations import DateExpression, Doubt
from tanik.reading.people import People
from tanik.text.document import Document

EVENT_KINDS = frozenset({"treaty", "event", "ideology"})
_OPENED = re.compile(r"^[^\W_]{0,6}\s{0,2}\(\s{0,2}$")
_CLOSED = re.compile(r"^[^\W\d_]{0,6}\s{0,2}\)")


def find_two_dates(document: Document, people: People, dates: Sequence[DateExpression]) -> list[Doubt]:
    """A doubt at every second date of an event that contradicts the first one."""
    text = document.text
    starts = [date.start for date in dates]
    dated: dict[str, list[DateExpression]] = defaultdict(list)
    for mention in people.mentions:
        if people.by_id[mention.entity].kind not in EVENT_KINDS:
            continue
        at = bisect_left(starts, mention.word_end)
        if at == len(dates) or dates[at].start - mention.word_end > 12:
            continue
        date = dates[at]
        if (
            date.edtf
            and _OPENED.match(text[mention.word_end : date.start])
            and _CLOSED.match(text[date.end : date.end + 10])
        ):
            dated[mention.entity].append(date)
    doubts = []
    for entity, found in sorted(dated.items()):
        first = found[0]
        for other in found[1:]:
            assert first.edtf and other.edtf
            if not _agree(first.edtf, other.edtf):
                name = people.by_id[entity].name
                doubts.append(
                    Doubt(other.start, other.end, "event.two_dates", (first.edtf, other.edtf), {"event": name})
                )
    return doubts


def _agree(one: str, other: str) -> bool:
    first, second = parse_edtf(one), parse_edtf(other)
    return contains(first, second) or contains(second, first)
