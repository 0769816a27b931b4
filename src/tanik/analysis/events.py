"""Events as marks on the axis of time: those of the authority file, and those that a user names with a date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tanik.analysis.statement_table import day_bounds
from tanik.errors import UsageError
from tanik.reading.authority import Authority, alias_key
from tanik.translation import N_

_KINDS = frozenset({"event", "treaty"})


@dataclass(frozen=True, slots=True)
class Event:
    """``first``, ``last``: Julian day numbers, infinite where the date is open. ``key``: as entities have it."""

    key: str
    name: str
    edtf: str
    first: float
    last: float


def events_of(authority: Authority) -> tuple[Event, ...]:
    """The events and treaties of an authority file that have a date, in the order of time."""
    found = []
    for entry in authority.entries:
        # A file made before there was "date" may say the beginning and the end of an event in these two.
        when = entry.date or "/".join(filter(None, (entry.born, entry.died)))
        bounds = day_bounds(when) if entry.kind in _KINDS and when else None
        if bounds:
            found.append(Event(f"@{entry.id}", entry.name, when, *bounds))
    return in_order(found)


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    return tuple(sorted(events, key=lambda event: (event.first, event.last, event.name)))


def event_of(text: str, known: Sequence[Event]) -> Event:
    """An event as a user writes it: ``NAME=EDTF``, or the name of a known one.

    UsageError T748 for a name without a date, T743 for a date that is none.
    """
    name, sign, when = text.rpartition("=")
    if sign:
        bounds = day_bounds(when.strip())
        if bounds is None or not name.strip():
            raise UsageError(
                "T743",
                N_("“{period}” is no period: it cannot be read as a date, or it ends before it begins."),
                N_("Write 1921, 1920/1922, 1921-03/1921-10, 1919-05-19/.. or ../1925."),
                period=when,
            )
        return Event(name.strip(), name.strip(), when.strip(), *bounds)
    asked = alias_key(text)
    fitting = [event for event in known if asked in alias_key(event.name)]
    whole = [event for event in known if alias_key(event.name) == asked or event.key in (text, f"@{text}")]
    if len(chosen := whole or fitting) == 1:
        return chosen[0]
    raise UsageError(
        "T748",
        N_("“{event}” is not exactly one event with a date. Known: {known}."),
        N_('Give it a date in the file of people ("date: 1921-03-16"), or write it here: "{event}=1921-03-16".'),
        event=text,
        known=", ".join(event.name for event in known) or "–",
    )
