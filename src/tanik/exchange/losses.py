"""What an import read, what it kept unread, what it dropped, and why; and what an export could not say.

A report is data: counts, reasons as sentences that can be translated, and places (``project.qde, line 12``), so that
a person can look at each of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from tanik.errors import Phrase

Fate = Literal["dropped", "kept", "changed"]
PLACES = 50
"""Places that are listed of one kind of loss; the count is always of all."""


@dataclass(slots=True)
class Loss:
    """``fate``: *dropped*: it is not in the result; *kept*: carried along, but not used; *changed*: it is there in
    another form. ``what``: the kind of thing (``Coding``, ``attribute “description” of Code``)."""

    fate: Fate
    what: str
    why: Phrase
    count: int = 0
    places: list[str] = field(default_factory=list)


@dataclass(slots=True)
class LossReport:
    """The report of one import or export. ``facts``: what was found out (schema, offsets, members ...), plain JSON."""

    file: str
    format: str
    origin: str = ""
    read: dict[str, int] = field(default_factory=dict)
    losses: list[Loss] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)

    def lose(self, fate: Fate, what: str, why: str, place: str = "", *, count: int = 1, **values: Any) -> None:
        """Note a loss. ``why``: English sentence marked for translation, its ``{names}`` filled from ``values``."""
        reason = Phrase(why, **values)
        for loss in self.losses:
            if loss.fate == fate and loss.what == what and str(loss.why) == str(reason):
                break
        else:
            loss = Loss(fate, what, reason)
            self.losses.append(loss)
        loss.count += count
        if place and len(loss.places) < PLACES:
            loss.places.append(place)

    def as_json(self, translate: Callable[[str], str] = str) -> dict[str, Any]:
        """The report as JSON values, its reasons in the language of ``translate``."""

        def listed(fate: Fate) -> list[dict[str, Any]]:
            return [
                {"what": loss.what, "count": loss.count, "why": loss.why.render(translate), "places": loss.places}
                for loss in self.losses
                if loss.fate == fate
            ]

        return {
            "file": self.file,
            "format": self.format,
            "origin": self.origin,
            "read": dict(self.read),
            "dropped": listed("dropped"),
            "kept": listed("kept"),
            "changed": listed("changed"),
            **self.facts,
        }
