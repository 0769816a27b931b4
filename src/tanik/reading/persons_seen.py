"""Who was named last, and whether ``he`` or ``she`` may mean them.

A reader keeps the persons of the last sentences in mind, the subjects above the others (Grosz, Joshi and Weinstein
1995, Centering; Lappin and Leass 1994, An Algorithm for Pronominal Anaphora Resolution, whose fading weights are taken
up here with weights of our own).
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable

from tanik.languages.pack import Language
from tanik.reading.people import People

MAN, WOMAN = "man", "woman"
_SUBJECT, _OTHER, _FADING, _FORGOTTEN = 1.0, 0.5, 0.65, 0.02
"""What a mention weighs, how its weight fades with each sentence, and below what nobody is meant any more."""
_KNOWN_WELL = 0.3
"""What it adds to be the person whom the document names most; others in proportion."""
_KEPT = 40
"""Persons kept in mind; the cost of a look-up does not grow with the document."""


class Genders:
    """What titles, nouns, given names and pronouns of one language say of a person's gender."""

    def __init__(self, pack: Language) -> None:
        rules = pack.rules("references")
        genders = rules.get("genders", {})
        fold = pack.fold
        self._fold: Callable[[str], str] = fold
        self.not_names = frozenset(fold(word) for word in pack.words("not_names"))
        self._titles: dict[str, str] = {
            fold(word): gender for gender in (MAN, WOMAN) for word in genders.get(f"{gender}_titles", ())
        }
        self._nouns: dict[str, str] = {
            fold(word): gender for gender in (MAN, WOMAN) for word in genders.get(f"{gender}_nouns", ())
        }
        self._women = frozenset(fold(name) for name in genders.get("woman_names", ()))
        self._given = frozenset(fold(name) for name in pack.words("given_names"))
        self._pronouns: dict[str, str] = {
            fold(word): gender for gender, words in rules.get("pronouns", {}).items() for word in words if words
        }

    def of_noun(self, noun: str) -> str:
        """``man``, ``woman`` or empty."""
        return self._nouns.get(noun, "")

    def of_pronoun(self, word: str) -> str:
        """``man``, ``woman``, ``group`` or empty."""
        return self._pronouns.get(word, "")

    def fits(self, gender: str, pronoun: str) -> bool:
        """Whether a person of a gender (empty: unknown) may be meant by a pronoun."""
        wanted = self.of_pronoun(pronoun)
        return wanted in ("", "person") or not gender or gender == wanted

    def of_person(self, name: str, titles: tuple[str, ...]) -> str:
        """The gender that titles and given name show; empty when they do not."""
        for title in titles:
            gender = self._titles.get(self._fold(title).rstrip("."))
            if gender:
                return gender
        for word in name.split():
            key = self._fold(word)
            by_title = self._titles.get(key.rstrip("."), "")
            if by_title:
                return by_title
            if key in self._women:
                return WOMAN
            if self._women and key in self._given:
                return MAN
        return ""


class PersonsSeen:
    """The persons named up to a point of the text, with a weight that fades from sentence to sentence."""

    def __init__(self, people: People, genders: Genders) -> None:
        self._people = people
        self._genders = genders
        self._weights: OrderedDict[str, tuple[float, int]] = OrderedDict()
        self._known: dict[str, str] = {}
        self._sentence = 0
        counts = Counter(mention.entity for mention in people.mentions if people.by_id[mention.entity].kind == "person")
        most = max(counts.values(), default=1)
        self._known_well = {id: _KNOWN_WELL * count / most for id, count in counts.items()}

    def next_sentence(self) -> None:
        self._sentence += 1

    def gender(self, id: str) -> str:
        if id not in self._known:
            entity = self._people.by_id[id]
            self._known[id] = self._genders.of_person(entity.name, entity.titles)
        return self._known[id]

    def learn(self, id: str, gender: str) -> None:
        if gender:
            self._known[id] = gender

    def weight(self, id: str) -> float:
        weight, sentence = self._weights.get(id, (0.0, 0))
        return weight * _FADING ** (self._sentence - sentence)

    def see(self, id: str, *, subject: bool = False, gender: str = "") -> None:
        """A person is named here; ``gender``: the pronoun that meant him or her."""
        if self._people.by_id[id].kind != "person":
            return
        if gender and not self.gender(id):
            self.learn(id, self._genders.of_pronoun(gender))
        weight = self.weight(id) + (_SUBJECT if subject else _OTHER)
        self._weights.pop(id, None)
        self._weights[id] = (weight, self._sentence)
        if len(self._weights) > _KEPT:
            self._weights.popitem(last=False)

    def candidates(self, pronoun: str, but: str | None = None) -> list[tuple[float, str]]:
        """Whom a pronoun may mean, with weights, the likeliest first."""
        found = [
            (self.weight(id) + self._known_well.get(id, 0.0), id)
            for id in self._weights
            if self.weight(id) > _FORGOTTEN
            and id != but
            and id not in self._people.authors
            and self._genders.fits(self.gender(id), pronoun)
        ]
        return sorted(found, key=lambda pair: (-pair[0], pair[1]))

    def last(self, pronoun: str, but: str | None = None) -> str | None:
        """The person whom a pronoun means, None without one; ``but``: taken only when nobody else fits."""
        found = self.candidates(pronoun, but)
        if not found and but is not None:
            found = self.candidates(pronoun)
        return found[0][1] if found else None
