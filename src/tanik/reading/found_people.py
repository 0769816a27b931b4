"""The people and things of a document with their mentions, and the questions that later steps ask of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tanik.reading.annotations import Doubt, Entity, Mention
from tanik.reading.grouping import plain

if TYPE_CHECKING:
    from tanik.reading.references import Reference


@dataclass(slots=True)
class People:
    """What :func:`find_mentions` found.

    ``mentions``: by start, without overlap; ``authors``: ids of the document's authors.
    """

    entities: list[Entity] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    by_id: dict[str, Entity] = field(default_factory=dict)
    references: list[Reference] = field(default_factory=list)
    """Words that mean somebody named before, in text order; see :meth:`referent`."""
    _starts: list[int] = field(default_factory=list)

    def in_range(self, start: int, end: int) -> Sequence[Mention]:
        """The mentions that begin inside a range, in order."""
        return self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def last_person_before(self, offset: int, title: str | None = None) -> Mention | None:
        """The nearest mention of a person that ends before ``offset``; with ``title``, of one who bears that title.

        Looks back over at most 400 mentions, so that the cost does not grow with the document.
        """
        wanted = plain(title) if title else ""
        at = bisect_right(self._starts, offset) - 1
        for i in range(at, max(at - 400, -1), -1):
            mention = self.mentions[i]
            if mention.word_end > offset:
                continue
            entity = self.by_id[mention.entity]
            if entity.kind != "person":
                continue
            if not wanted or any(wanted == plain(each) for each in entity.titles):
                return mention
        return None

    def referent(self, start: int, end: int) -> Reference | None:
        """The first settled reference (``he``, ``Paşa``, ``heyet``) that begins in a range, None without one."""
        at = bisect_left(self.references, start, key=lambda reference: reference.start)
        for reference in self.references[at:]:
            if reference.start >= end:
                return None
            if reference.entity is not None:
                return reference
        return None

    def named(self, form: str) -> str | None:
        """The id of the entity that has this form as its name or unambiguous alias (any case), None without one."""
        if not self._by_form:
            for entity in self.entities:
                for alias in (entity.name, *entity.aliases):
                    self._by_form.setdefault(plain(alias), entity.id)
        return self._by_form.get(plain(form))

    def add_mentions(self, mentions: Sequence[Mention]) -> None:
        """Enter further mentions; one that overlaps a mention found before is left out."""
        if not mentions:
            return
        taken = []
        for mention in mentions:
            at = bisect_right(self._starts, mention.start)
            before = self.mentions[at - 1].word_end if at else 0
            after = self.mentions[at].start if at < len(self.mentions) else mention.word_end
            if before <= mention.start and mention.word_end <= after:
                taken.append(mention)
        self.mentions[:] = sorted([*self.mentions, *taken], key=lambda mention: (mention.start, mention.end))
        self._starts[:] = [mention.start for mention in self.mentions]

    _by_form: dict[str, str] = field(default_factory=dict)
