"""Which date a text gives an event: only where the words leave no doubt that the date is the event's.

In parentheses right behind the name, as an adjective before it (``16 Mart 1921 tarihli Antlaşma``), with ``of`` or
``signed on`` between (``the Treaty of 16 March 1921``), or with a verb of happening behind the date. The words are data
(``languages/*/contradictions.toml``).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tanik.analysis.entities import Entities, Item
from tanik.languages.pack import Language, language
from tanik.reading.annotations import DateExpression

KINDS = frozenset({"treaty", "event"})
_OPENED = re.compile(r"[^\W_]{0,6}\s{0,2}\(\s{0,2}")
_CLOSED = re.compile(r"[^\W\d_]{0,6}\s{0,2}\)")
_ENDING = re.compile(r"(?:[’'][^\W\d_]{1,6})?\s+([^\W\d_]+)")
_FARTHEST = 30
"""Letters between a name and its date."""


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """``event``: key of the entity; ``item``, ``start``, ``end``: of the words from name to date; ``edtf``."""

    event: str
    item: int
    start: int
    end: int
    edtf: str


def dated_events(items: Sequence[Item], entities: Entities) -> list[DatedEvent]:
    """Every event with its date, in the order of the sources and of the text."""
    return [found for number, item in enumerate(items) for found in _of_item(number, item, entities)]


def _of_item(number: int, item: Item, entities: Entities) -> Iterator[DatedEvent]:
    dates = sorted((date for date in item.reading.dates if date.edtf), key=lambda date: date.start)
    if not dates:
        return
    pack = language(item.reading.language)
    starts = [date.start for date in dates]
    text = item.document.text
    for mention in item.reading.mentions:
        row = entities.rows.get(entities.key(number, mention.entity))
        if row is None or row.kind not in KINDS:
            continue
        at = bisect_left(starts, mention.word_end)
        behind = dates[at] if at < len(dates) and starts[at] - mention.word_end <= _FARTHEST else None
        before = dates[at - 1] if at and mention.start - dates[at - 1].end in range(_FARTHEST) else None
        if behind is not None and _is_behind(text, mention.word_end, behind, pack):
            yield DatedEvent(row.key, number, mention.start, behind.end, behind.edtf or "")
        elif before is not None and text[before.end : mention.start].strip() in _words(pack, "before_name"):
            yield DatedEvent(row.key, number, before.start, mention.word_end, before.edtf or "")


def _is_behind(text: str, end: int, date: DateExpression, pack: Language) -> bool:
    between = text[end : date.start]
    if _OPENED.fullmatch(between):
        return _CLOSED.match(text, date.end) is not None
    if pack.lower(between.strip()) in _words(pack, "behind_name"):
        return True
    verb = _ENDING.match(text, date.end)
    stems = tuple(_words(pack, "happened"))
    return not between.strip() and verb is not None and bool(stems) and pack.lower(verb.group(1)).startswith(stems)


def _words(pack: Language, name: str) -> frozenset[str]:
    return frozenset(pack.rules("contradictions").get(name, ()))
