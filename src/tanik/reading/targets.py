"""Targets by role: which of the things in reach a view is about.

Candidates are what the words of the view name, what the sentence and the sentences before it name, what the last
views were about, and what the whole document speaks of most. Each has features (where it is named, in which case,
of what kind, beside which postposition ...), and a log-linear weight of each feature, learned from hand-made readings
(``target_weights.tsv`` of the language pack; ``training/weights.py``), adds up to its share. The weights can be read
and changed by hand.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from operator import attrgetter

from tanik.languages.pack import Language
from tanik.reading.annotations import Entity
from tanik.reading.naming import Ids
from tanik.reading.people import People
from tanik.reading.phrases import Phrase, phrase_finder
from tanik.reading.units import Passage, Place
from tanik.reading.wordvalues import Value

_REACH = 14
"""Names of the paragraph before that are still in reach."""
_FAR = 6_000
"""Letters of the paragraph that are looked back over: a paragraph without end costs no more than others."""
_start = attrgetter("start")
_OFTEN = 3
_SECOND, _THIRD = 0.25, 0.35
"""Shares from which a view has a second and a third target; a first one needs ``_FIRST``."""
_FIRST = 0.05
"""So many of the most named things of a document are in reach everywhere."""


@dataclass(slots=True)
class Reach:
    """What was named and judged before: the last places of the paragraph before, the targets of the last views."""

    places: list[tuple[str, str, str, bool]] = field(default_factory=list)
    """(entity, kind, case, proper), nearest last."""
    targets: list[tuple[str, ...]] = field(default_factory=list)
    """Of the views before, the last one last; two are kept."""

    def judged(self, targets: tuple[str, ...]) -> None:
        self.targets = [*self.targets[-1:], targets]

    def leave(self, places: Sequence[Place]) -> None:
        """A paragraph ends; its last places stay in reach."""
        if places:
            self.places = [(p.entity, p.kind, p.case, p.proper) for p in places[-_REACH:]]


@dataclass(slots=True)
class Scope:
    """The words of one view and what is known of it."""

    passage: Passage
    start: int
    end: int
    sentence: tuple[int, int]
    holder: str
    author: str | None
    quoted: bool
    reach: Reach
    values: Sequence[Value] = ()
    """The evaluative words of the view."""


PHRASE = "~"
"""Begins the key of a candidate that is a phrase and no entity yet."""


_KINDS = {"things": "group"}


class TargetRanker:
    """Ranks the targets of one document. ``weights``: by feature; None: the language pack's."""

    def __init__(self, pack: Language, people: People, weights: dict[str, float] | None = None) -> None:
        if weights is None:
            weights = {row[0]: float(row[1]) for row in pack.table("target_weights")}
        self.weights = weights
        self._people = people
        self._beside = frozenset(pack.rules("judgement").get("beside", {}).get("words", ()))
        counts = Counter(mention.entity for mention in people.mentions)
        order = sorted(counts, key=lambda entity: (-counts[entity], entity))
        self._often = order[:_OFTEN]
        self._phrases = phrase_finder(pack.code)
        self._kinds = {row[0]: row[1] for row in pack.table("generic_things")}
        self._heads: Counter[str] = Counter()
        self.phrases: dict[str, list[Phrase]] = {}
        """The phrases met, by key."""
        self._fold = pack.fold
        self._made: dict[str, str] = {}
        self._ids = Ids(people.by_id)
        self._standing = {entity: _standing(i, counts[entity]) for i, entity in enumerate(order)}

    def chosen(self, scope: Scope) -> list[str]:
        """The ids of one to three targets, the likeliest first; empty when nothing in reach can be one."""
        ranked = self.ranked(scope)
        keys = [key for (share, key), least in zip(ranked, (_FIRST, _SECOND, _THIRD), strict=False) if share >= least]
        scope.reach.judged(tuple(keys))
        return list(dict.fromkeys(self._entity(scope, key) for key in keys))

    def _entity(self, scope: Scope, key: str) -> str:
        """The id of a candidate; a phrase becomes an entity when it is first chosen."""
        if not key.startswith(PHRASE):
            return key
        phrases = self.phrases[key]
        forms = dict.fromkeys(form for phrase in phrases for form in (phrase.short, phrase.name, phrase.core))
        known = self._made.get(key)
        if known is None:
            id = next((id for form in forms if (id := self._people.named(form))), None)
            if id is not None:
                self._made[key] = id
                return id
            known = self._made[key] = self._ids.make(phrases[0].short)
            kind = self.kind_of(phrases[0])
            made = Entity(known, _KINDS.get(kind, kind), phrases[0].short, rule="thing.phrase")  # type: ignore[arg-type]
            self._people.entities.append(made)
            self._people.by_id[known] = made
        entity = self._people.by_id[known]
        if entity.rule == "thing.phrase":
            entity.aliases = tuple(dict.fromkeys((*entity.aliases, *forms)))
        return known

    def ranked(self, scope: Scope) -> list[tuple[float, str]]:
        """(share between 0 and 1, entity id), the likeliest first."""
        weights = self.weights
        base = weights.get("bias", 0.0)
        found = []
        for at, (entity, features) in enumerate(self.candidates(scope).items()):
            total = base
            for feature in features:
                total += weights.get(feature, 0.0)
            found.append((1 / (1 + math.exp(-max(min(total, 30.0), -30.0))), at, entity))
        found.sort(key=lambda item: (-item[0], item[1]))
        return [(share, entity) for share, _, entity in found]

    def candidates(self, scope: Scope) -> dict[str, list[str]]:
        """The things in reach, each with its features, in order of nearness."""
        inside: dict[str, list[Place]] = {}
        beside: dict[str, list[Place]] = {}
        before: dict[str, list[Place]] = {}
        first, last = scope.sentence
        places = scope.passage.places
        for place in islice(places, bisect_left(places, scope.start - _FAR, key=_start), None):
            if place.start >= last:
                break
            if place.entity == scope.holder:
                continue
            if scope.start <= place.start < scope.end:
                if inside and not place.proper and place.case == "copula":
                    continue  # "X is an enemy" speaks of X
                inside.setdefault(place.entity, []).append(place)
            elif place.start >= first:
                beside.setdefault(place.entity, []).append(place)
            else:
                before.setdefault(place.entity, []).append(place)
        many = min(len(inside), 4)
        found: dict[str, list[str]] = {}
        for rank, (entity, places) in enumerate(inside.items()):
            found[entity] = self._named(scope, "in", rank, many, places)
        for rank, (entity, places) in enumerate(reversed(beside.items())):
            if entity not in found:
                found[entity] = self._named(scope, "beside", rank, many, places)
        for rank, (entity, places) in enumerate(sorted(before.items(), key=lambda item: -item[1][-1].start)[:_REACH]):
            if entity not in found:
                features = self._named(scope, "before", rank, many, places[-1:])
                gap = first - places[-1].word_end
                features.append("before:near" if gap < 120 else "before:far" if gap > 400 else "before:mid")
                found[entity] = features
            else:
                found[entity].append("also:before")
        self._common(scope, many, inside, found)
        self._from_reach(scope, many, found)
        self._marks(scope, many, found)
        return found

    def _named(self, scope: Scope, where: str, rank: int, many: int, places: Sequence[Place]) -> list[str]:
        kind = places[0].kind
        features = [where, f"{where}:{kind}", f"{where}:rank{min(rank, 4)}", f"{where}:of{many}"]
        if not places[0].proper:
            features += (f"{where}:generic", f"{where}:generic:{places[0].case}")
        if len(places) > 1:
            features.append(f"{where}:twice")
        cases = dict.fromkeys(place.case for place in places)
        features += [f"{where}:{case}" for case in cases]
        if where == "in":
            for place in places[:3]:
                word = scope.passage.skeleton[place.word_end : place.word_end + 20].lstrip(" ,").split(" ", 1)[0]
                if word in self._beside:
                    features.append(f"in:{word}")
                if scope.end - place.word_end < 4:
                    features.append("in:last")
                if place.start - scope.start < 4:
                    features.append("in:first")
        return features

    def _common(self, scope: Scope, many: int, inside: dict[str, list[Place]], found: dict[str, list[str]]) -> None:
        """The noun phrases of the view."""
        phrases = self._phrases.find(scope.passage, scope.start, scope.end)
        covered = {place.start: place.word_end for places in inside.values() for place in places}
        for entity, places in inside.items():
            held = [q for q in phrases for p in places if q.start <= p.start and p.word_end < q.word_end]
            if held:
                found[entity].append(f"in:part:{'genitive' if held[0].possessed else 'bare'}")
                found[entity] += [f"in:part:{place.case}" for place in places[:1]]
        for rank, phrase in enumerate(phrases):
            if covered.get(phrase.start) == phrase.word_end:
                continue
            key = PHRASE + self._fold(phrase.short)
            self.phrases.setdefault(key, []).append(phrase)
            self._heads[phrase.head] += 1
            if key in found:
                found[key].append("np:twice")
                continue
            found[key] = self._phrase_features(scope, phrase, rank, len(phrases), many)

    def _phrase_features(self, scope: Scope, phrase: Phrase, rank: int, count: int, many: int) -> list[str]:
        kind = self.kind_of(phrase)
        features = [
            "np", f"np:{phrase.case}", f"np:own{phrase.own}", f"np:words{min(phrase.words, 4)}", f"np:of{many}",
            f"np:rank{min(rank, 4)}", f"np:count{min(count, 6)}", f"np:{kind}",
            f"np:seen{min(self._heads[phrase.head], 4)}",
        ]  # fmt: skip
        for name, holds in (
            ("plural", phrase.plural), ("described", phrase.described), ("possessed", phrase.possessed),
            ("pointing", phrase.pointing), ("first", phrase.start - scope.start < 4),
            ("last", scope.end - phrase.word_end < 4),
        ):  # fmt: skip
            if holds:
                features.append(f"np:{name}")
        word = scope.passage.skeleton[phrase.word_end : phrase.word_end + 20].lstrip(" ,").split(" ", 1)[0]
        if word in self._beside:
            features.append(f"np:next:{word}")
        for value in scope.values:
            if phrase.start <= value.start < phrase.word_end:
                features.append(f"np:{value.group}")
        return features

    def kind_of(self, phrase: Phrase) -> str:
        """The kind of thing that a phrase names, by its noun."""
        return self._kinds.get(phrase.head) or ("things" if phrase.plural else "ideology")

    def _from_reach(self, scope: Scope, many: int, found: dict[str, list[str]]) -> None:
        seen: dict[str, tuple[int, str, str, bool]] = {}
        for rank, (entity, kind, case, proper) in enumerate(reversed(scope.reach.places)):
            if entity != scope.holder:
                seen.setdefault(entity, (rank, kind, case, proper))
        for entity, (rank, kind, case, proper) in seen.items():
            if entity in found:
                continue
            features = [
                "earlier",
                f"earlier:{kind}",
                f"earlier:{case}",
                f"earlier:rank{min(rank, 4)}",
                f"earlier:of{many}",
            ]
            if not proper:
                features.append("earlier:generic")
            found[entity] = features
        for past in scope.reach.targets:
            for entity in past:
                if entity not in found and entity != scope.holder:
                    found[entity] = ["past", f"past:of{many}", f"past:{self._kind(entity)}"]
        for entity in self._often:
            if entity not in found and entity != scope.holder:
                found[entity] = ["often", f"often:of{many}", f"often:{self._kind(entity)}"]

    def _kind(self, entity: str) -> str:
        if entity.startswith(PHRASE):
            return "np"
        known = self._people.by_id.get(entity)
        return known.kind if known is not None else "none"

    def _marks(self, scope: Scope, many: int, found: dict[str, list[str]]) -> None:
        """Features that do not depend on the place of the mention."""
        past = scope.reach.targets
        own = scope.holder == scope.author
        for entity, features in found.items():
            where = features[0]
            features.append(self._standing.get(entity, "standing:rare"))
            if past and entity in past[-1]:
                features += ("last", f"last:{where}", f"last:of{many}")
            if len(past) > 1 and entity in past[0]:
                features += ("last2", f"last2:{where}")
            if entity == scope.author:
                features += ("author", f"author:{where}")
            if scope.quoted:
                features.append(f"quoted:{where}")
            if own:
                features.append(f"own:{where}")


def _standing(rank: int, count: int) -> str:
    if rank < _OFTEN:
        return "standing:top"
    if rank < 10:
        return "standing:high"
    return "standing:known" if count > 2 else "standing:rare"
