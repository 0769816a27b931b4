"""Which names mean one thing: states, peoples, organisations, groups, treaties, events, ideas."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tanik.reading.annotations import Entity, EntityKind
from tanik.reading.gazetteer import Gazetteer
from tanik.reading.grouping import plain

if TYPE_CHECKING:
    from tanik.reading.people import People, _Ids


@dataclass(frozen=True, slots=True)
class ThingForm:
    """A form as printed. ``known``: id of a listed entity; ``head``: dictionary form of its head noun."""

    surface: str
    kind: str
    known: str = ""
    head: str = ""
    plural: bool = False
    generic: bool = False
    lead: str = ""


class Things:
    """Collects the forms of things and joins them to entities."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.forms: list[ThingForm] = []
        self.counts: list[int] = []
        self.firsts: list[int] = []
        self._index: dict[ThingForm, int] = {}

    def add(self, form: ThingForm, count: int, first: int) -> int:
        index = self._index.get(form)
        if index is None:
            index = self._index[form] = len(self.forms)
            self.forms.append(form)
            self.counts.append(0)
            self.firsts.append(first)
        self.counts[index] += count
        return index

    def _key(self, form: ThingForm) -> str:
        if form.known:
            return f"known|{form.known}"
        if form.generic:
            return f"generic|{form.head}"
        words = plain(form.lead.replace("-", " ")).split()
        if form.head and form.head != "K":
            return f"{' '.join(words[:-1])}|{plain(form.head)}{'|s' if form.plural else ''}"
        return f"{' '.join(words)}|"

    def entities(self, people: People, ids: _Ids) -> list[str | None]:
        """Make the entities; returns the id of each form's entity."""
        members: dict[str, list[int]] = defaultdict(list)
        for i, form in enumerate(self.forms):
            members[self._key(form)].append(i)
        self._join_states(members)
        self._join_treaties(members)
        self._join_abbreviations(members)
        found: list[str | None] = [None] * len(self.forms)
        for _, group in sorted(members.items(), key=lambda pair: (min(self.firsts[i] for i in pair[1]), pair[0])):
            entity = self._entity(group, ids)
            people.entities.append(entity)
            for i in group:
                found[i] = entity.id
        return found

    def _entity(self, group: list[int], ids: _Ids) -> Entity:
        order = sorted(group, key=lambda i: (-self.counts[i], self.firsts[i], self.forms[i].surface))
        best = next((i for i in order if self.forms[i].known), order[0])
        kind: EntityKind = self.forms[best].kind  # type: ignore[assignment]
        aliases = tuple(dict.fromkeys(" ".join(self.forms[i].surface.split()) for i in order))
        name = " ".join(self.forms[order[0]].lead.split())
        return Entity(ids.make(name), kind, name, aliases, rule=f"thing.{'generic' if self.forms[best].generic else kind}")

    def _join_states(self, members: dict[str, list[int]]) -> None:
        """Russia and Soviet Russia are one where a document speaks of the Soviets."""
        if "known|soviet_russia" in members and "known|russia" in members:
            members["known|soviet_russia"] += members.pop("known|russia")

    def _join_treaties(self, members: dict[str, list[int]]) -> None:
        keys = {key: frozenset(key.split("|")[0].split()) for key in members if self.forms[members[key][0]].kind == "treaty"}
        for key, words in sorted(keys.items(), key=lambda pair: (len(pair[1]), pair[0])):
            larger = [other for other, more in keys.items() if words < more and other in members and words]
            if len(larger) == 1 and key in members:
                members[larger[0]] += members.pop(key)

    def _join_abbreviations(self, members: dict[str, list[int]]) -> None:
        """``TBMM`` and the organisation whose capitals it is made of."""
        capitals: dict[str, list[str]] = defaultdict(list)
        for key, group in members.items():
            form = self.forms[group[0]]
            if form.head != "K" and not form.generic:
                letters = plain("".join(word[0] for word in form.lead.split() if word[0].isupper()))
                capitals[letters].append(key)
        for key in list(members):
            form = self.forms[members[key][0]]
            if form.head == "K":
                fits = capitals.get(plain(form.lead), [])
                if len(fits) == 1 and fits[0] in members:
                    members[fits[0]] += members.pop(key)
