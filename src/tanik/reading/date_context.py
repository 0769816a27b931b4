"""What has been told so far: the value of a date and the context in which the next one is read.

The context goes through the text with the reader. It holds the last date that was told (a pair of days), the year of
the narrative, the day on which a speech or letter is given, and where in the text the full dates stand.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from tanik.errors import SettingError
from tanik.languages.calendars import gregorian_to_jdn, jdn_to_gregorian
from tanik.languages.edtf import parse_edtf

Groups = dict[str, str | None]

NARRATIVE_PARAGRAPHS = 6
"""So many paragraphs later ``the same day`` no longer points back."""

_AROUND, _OTHER_TIME = 5, 731
"""So many full dates before and after say what time is narrated; so many days away is another time."""

_FAR, _NEAR = 240, 90
"""Days: a date without year leaves the year that is told only when far from there and near the turn of the year."""


@dataclass(slots=True)
class Value:
    """The value of one expression. ``doubts``: kind and alternatives of what could not be settled."""

    edtf: str | None
    rule: str
    calendar: str = "gregorian"
    alternatives: tuple[str, ...] = ()
    anaphoric: bool = False
    doubts: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    narrative: bool = True
    """Whether what follows may refer back to it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an expression stands in the text of its paragraph."""

    text: str
    start: int
    end: int

    @property
    def words(self) -> str:
        return self.text[self.start : self.end]

    @property
    def left(self) -> str:
        return self.text[max(0, self.start - 24) : self.start]

    @property
    def right(self) -> str:
        return self.text[self.end : self.end + 40]


class Context:
    """What has been told so far in one document.

    ``anchors``: (offset, JDN) of the dates written in full, in text order; ``paragraph`` and ``offset``: where the
    reader is.
    """

    def __init__(
        self, today: str | None = None, year: int | None = None, anchors: Sequence[tuple[int, int]] = ()
    ) -> None:
        self.today: tuple[int, int] | None = None
        self.told: tuple[int, int] | None = None
        self.told_edtf: str | None = None
        self.told_paragraph = 0
        self.told_offset = 0
        self.year: int | None = year
        self.spoken = False
        self.letter = False
        self.ottoman = False
        self.paragraph = 0
        self.offset = 0
        self._anchors = anchors
        if today:
            self._begin(today)

    def _begin(self, today: str) -> None:
        try:
            value = parse_edtf(today)
        except SettingError:
            return
        if isinstance(value.lower, tuple) and isinstance(value.upper, tuple):
            if value.exact:
                jdn = gregorian_to_jdn(*value.exact)
                self.today = (jdn, jdn)
                self.spoken = True
            if value.lower[0] == value.upper[0]:
                self.year = value.lower[0]

    def tell(self, edtf: str) -> None:
        """Remember a date that was told."""
        value = parse_edtf(edtf)
        if not (isinstance(value.lower, tuple) and isinstance(value.upper, tuple)):
            return
        first, last = gregorian_to_jdn(*value.lower), gregorian_to_jdn(*value.upper)
        if last - first > 366:
            return
        near = self.told_day if self.recent() else None
        if near is not None and last - first > 31 and first <= near[0] and near[1] <= last:
            return
        self.told, self.told_edtf, self.year = (first, last), edtf, value.lower[0]
        self.told_paragraph, self.told_offset = self.paragraph, self.offset

    def recent(self, paragraphs: int = NARRATIVE_PARAGRAPHS) -> bool:
        """Whether something was told in this paragraph or one of the last ones."""
        return self.told is not None and self.paragraph - self.told_paragraph <= paragraphs

    @property
    def told_day(self) -> tuple[int, int] | None:
        """The last date told, when it was a day or a few."""
        return self.told if self.told is not None and self.told[1] - self.told[0] <= 3 else None

    @property
    def base(self) -> tuple[int, int] | None:
        """The day from which ``yesterday`` counts."""
        if self.spoken:
            return self.today
        return self.told_day if self.recent(3 * NARRATIVE_PARAGRAPHS) else None

    def year_of(self, month: int, day: int | None) -> int | None:
        """The year of a day without year: that of what was told, or of the turn of the year beside it."""
        near = self._near()
        if near is None:
            return self.year
        first, last = near
        year = jdn_to_gregorian(first)[0]
        if last - first > 60:
            return year
        middle = (first + last) // 2

        def away(candidate: int) -> int:
            return abs(gregorian_to_jdn(candidate, month, min(day or 15, 28)) - middle)

        other = min((year - 1, year + 1), key=away)
        return other if away(year) > _FAR and away(other) < _NEAR else year

    def _near(self) -> tuple[int, int] | None:
        """The date beside which a day without year belongs: what was told, or a full date that follows more closely."""
        if self.spoken:
            return self.told if self.recent(0) else self.today
        if self.told is not None and self.told_paragraph == self.paragraph:
            return self.told
        index = bisect_left(self._anchors, (self.offset, 0))
        if index < len(self._anchors):
            offset, jdn = self._anchors[index]
            nearer = self.told is not None and 2 * (offset - self.offset) < self.offset - self.told_offset
            if nearer or (self.told is None and self.year is None):
                return jdn, jdn
        return self._narrative(index) if self.told is not None else None

    def _narrative(self, index: int) -> tuple[int, int] | None:
        """What was told, unless all around is of another time: a glance at 1812 does not move a story of 1917."""
        around = sorted(jdn for _, jdn in self._anchors[max(0, index - _AROUND) : index + _AROUND])
        if self.told is None or len(around) < _AROUND:
            return self.told
        median = around[len(around) // 2]
        return (median, median) if abs(self.told[0] - median) > _OTHER_TIME else self.told
