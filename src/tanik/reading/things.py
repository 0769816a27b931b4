"""Which names mean one thing: states, peoples, organisations, groups, treaties, events, ideas."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from tanik.reading.annotations import Entity, EntityKind
from tanik.reading.gazetteer import USER, Gazetteer
from tanik.reading.grouping import plain
from tanik.reading.naming import Ids


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


_STATE_OF = {"turkey_people": "turks", "russia_people": "russians"}
_BLOCS = frozenset(("west", "east", "entente", "central_powers"))
_SOVIET = {"bolsheviks": "soviets", "communists": "soviets", "soviet_russia": "soviets"}


class Things:
    """Collects the forms of things and joins them to entities."""

    def __init__(self, gazetteer: Gazetteer, common: set[str]) -> None:
        self.common = common
        self.gazetteer = gazetteer
        joining: dict[str, list[str]] = gazetteer.pack.rules("names").get("joining", {})
        self._links, self._powers, self._worlds, self._leaders, self._members, self._collectives = (
            frozenset(joining.get(name, ()))
            for name in ("links", "powers", "worlds", "leaders", "members", "collectives")
        )
        self.forms: list[ThingForm] = []
        self.counts: list[int] = []
        self.firsts: list[int] = []
        self._index: dict[ThingForm, int] = {}
        self.soviet = False

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
        """Forms with one key are one thing: same modifiers (``Türk-Rus``, ``Rus-Türk``), same or like head noun."""
        gazetteer = self.gazetteer
        if form.known:
            return f"known|{_STATE_OF.get(form.known, form.known)}"
        if form.generic:
            return f"generic|{form.head}"
        fold = gazetteer.pack.fold
        words = [fold(word).split("'")[0] for word in form.lead.replace("-", " ").split()]
        if not form.head or form.head == "K":
            return f"{plain(' '.join(words))}|"
        head = gazetteer.same.get(form.head, form.head)
        modifiers = [self._modifier(word) for word in words[:-1] if word not in self._links]
        if form.kind not in ("organisation", "group", "state"):
            modifiers = sorted({self._power(word) for word in modifiers})
        if len(modifiers) == 1 and modifiers[0] in _BLOCS and head in self._worlds:
            return f"known|{modifiers[0]}"
        if len(modifiers) == 1 and head in self._powers and modifiers[0] in gazetteer.states:
            return f"known|{modifiers[0]}"
        if len(modifiers) == 1 and head in self._members and modifiers[0] in gazetteer.folks:
            return f"known|{modifiers[0]}"
        if head in self._leaders:
            modifiers = [_SOVIET.get(word, word) for word in modifiers]
        many = form.plural and form.kind == "group" and head not in self._collectives
        return f"{' '.join(modifiers)}|{plain(head)}{'|s' if many else ''}"

    def _power(self, word: str) -> str:
        """Between powers, the people and the state are one, and Russia is Soviet where a document speaks of Soviets."""
        power = {"turks": "turkey", "russians": "russia"}.get(word, word)
        return "soviet_russia" if self.soviet and power == "russia" else power

    def _modifier(self, word: str) -> str:
        known = self.gazetteer.adjectives.get(word) or self.gazetteer.known.get(word)
        if known is None:
            return plain(word)
        return _STATE_OF.get(known.id, known.id)

    def entities(self, ids: Ids) -> tuple[list[Entity], list[str]]:
        """The entities, by first mention, and the id of each form's entity."""
        members: dict[str, list[int]] = defaultdict(list)
        self.soviet = any(form.known == "soviet_russia" for form in self.forms)
        for i, form in enumerate(self.forms):
            members[self._key(form)].append(i)
        self._join_openings(members)
        self._join_states(members)
        self._join_treaties(members)
        self._join_abbreviations(members)
        self._join_generics(members)
        made: list[Entity] = []
        found = [""] * len(self.forms)
        for _, group in sorted(members.items(), key=lambda pair: (min(self.firsts[i] for i in pair[1]), pair[0])):
            entity = self._entity(group, ids)
            made.append(entity)
            for i in group:
                found[i] = entity.id
        return made, found

    def _entity(self, group: list[int], ids: Ids) -> Entity:
        order = sorted(group, key=lambda i: (-self.counts[i], self.firsts[i], self.forms[i].surface))
        best = next((i for i in order if self.forms[i].known), order[0])
        kind: EntityKind = self.forms[best].kind  # type: ignore[assignment]
        if kind == "person" and all(self.forms[i].plural for i in group):
            kind = "group"
        aliases = tuple(dict.fromkeys(" ".join(self.forms[i].surface.split()) for i in order))
        name = " ".join(self.forms[order[0]].lead.split())
        known = self.forms[best].known
        if known.startswith(USER):
            id = known.removeprefix(USER)
            return Entity(id, kind, name, aliases, authority=id, rule="thing.authority")
        return Entity(
            ids.make(name), kind, name, aliases, rule=f"thing.{'generic' if self.forms[best].generic else kind}"
        )

    def _join_openings(self, members: dict[str, list[int]]) -> None:
        """A common word that opens a sentence is no part of the name after it, if that stands alone elsewhere."""
        for key in list(members):
            first, _, rest = key.partition(" ")
            if (
                rest in members
                and rest != key
                and first.isalpha()
                and first in self.common
                and members[key][0] != members[rest][0]
            ):
                members[rest] += members.pop(key)

    def _join_states(self, members: dict[str, list[int]]) -> None:
        """Russia and Soviet Russia are one where a document speaks of the Soviets."""
        if "known|soviet_russia" in members and "known|russia" in members:
            members["known|soviet_russia"] += members.pop("known|russia")

    def _join_treaties(self, members: dict[str, list[int]]) -> None:
        """Treaties of one year are one; a treaty without a year joins the only one that has all its words."""
        words: dict[str, set[str]] = {}
        years: dict[str, str] = {}
        for key, group in list(members.items()):
            if self.forms[group[0]].kind != "treaty" or key.startswith(("known|", "generic|")):
                continue
            parts = set(key.split("|")[0].split())
            year = next((part for part in sorted(parts) if len(part) == 4 and part.isdigit()), "")
            if year and year in years:
                members[years[year]] += members.pop(key)
                words[years[year]] |= parts
                continue
            if year:
                years[year] = key
            words[key] = parts
        for key, parts in sorted(words.items(), key=lambda pair: (-len(pair[1]), pair[0])):
            larger = [other for other, more in words.items() if parts < more and other in members]
            dated = [other for other in years.values() if len(words[other] & parts) > 1 or words[other] > parts]
            larger = dated if len(dated) == 1 and dated[0] in members else larger
            if len(larger) == 1 and parts and key not in years.values():
                members[larger[0]] += members.pop(key)
                words[larger[0]] |= parts

    def _join_generics(self, members: dict[str, list[int]]) -> None:
        """``the government`` is the one government a document names, or the one it names far more than others."""
        totals: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for key, group in members.items():
            if not key.startswith("generic|"):
                heads = {self._head(self.forms[i]) for i in group} - {""}
                for head in sorted(heads):
                    totals[head].append((sum(self.counts[i] for i in group), key))
        for key in [key for key in members if key.startswith("generic|")]:
            form = self.forms[members[key][0]]
            named = sorted(totals.get(self.gazetteer.same.get(form.head, form.head), ()), reverse=True)
            if form.kind not in ("organisation", "group") or not named or form.plural:
                continue
            count, owner = named[0]
            if count > 1 and count * 10 >= 7 * sum(each for each, _ in named):
                members[owner] += members.pop(key)

    def _head(self, form: ThingForm) -> str:
        if form.generic or form.kind not in ("organisation", "group"):
            return ""
        head = form.head
        if form.known:
            word = self.gazetteer.classify(form.surface.split()[-1])
            head = word.stem if word is not None else ""
        return self.gazetteer.same.get(head, head)

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
