"""Who was named last, and whether ``he`` or ``she`` may mean them.

A reader keeps the persons of the last sentences in mind, the subjects above the others (Grosz, Joshi and Weinstein
1995, Centering). Here: a short list of persons by the time they were last named, with what is known of their gender.
"""

from __future__ import annotations

from collections import OrderedDict

from tanik.languages.pack import Language
from tanik.reading.people import People

MAN, WOMAN = "man", "woman"
_KEPT = 40
"""Persons kept in mind; the cost of a look-up does not grow with the document."""


class Genders:
    """What titles, nouns, given names and pronouns of one language say of a person's gender."""

    def __init__(self, pack: Language) -> None:
        rules = pack.rules("references")
        genders = rules.get("genders", {})
        fold = pack.fold
        self._fold = fold
        self._titles = {fold(word): gender for gender in (MAN, WOMAN) for word in genders.get(f"{gender}_titles", ())}
        self._nouns = {fold(word): gender for gender in (MAN, WOMAN) for word in genders.get(f"{gender}_nouns", ())}
        self._women = frozenset(fold(name) for name in genders.get("woman_names", ()))
        self._given = frozenset(fold(name) for name in pack.words("given_names"))
        self._pronouns = {
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
        return not wanted or not gender or gender == wanted

    def of_person(self, name: str, titles: tuple[str, ...]) -> str:
        """The gender that titles and given name show; empty when they do not."""
        for title in titles:
            gender = self._titles.get(self._fold(title).rstrip("."))
            if gender:
                return gender
        for word in name.split():
            key = self._fold(word)
            title = self._titles.get(key.rstrip("."))
            if title:
                return title
            if key in self._women:
                return WOMAN
            if key in self._given:
                return MAN
        return ""


class PersonsSeen:
    """The persons named up to a point of the text."""

    def __init__(self, people: People, genders: Genders) -> None:
        self._people = people
        self._genders = genders
        self._order: OrderedDict[str, bool] = OrderedDict()
        self._known: dict[str, str] = {}

    def gender(self, id: str) -> str:
        if id not in self._known:
            entity = self._people.by_id[id]
            self._known[id] = self._genders.of_person(entity.name, entity.titles)
        return self._known[id]

    def learn(self, id: str, gender: str) -> None:
        if gender:
            self._known[id] = gender

    def see(self, id: str, *, subject: bool = False, gender: str = "") -> None:
        """A person is named here; ``gender``: the pronoun that meant him or her."""
        if self._people.by_id[id].kind != "person":
            return
        if gender and not self.gender(id):
            self.learn(id, self._genders.of_pronoun(gender))
        self._order.pop(id, None)
        self._order[id] = subject
        if len(self._order) > _KEPT:
            self._order.popitem(last=False)

    def last(self, pronoun: str, but: str | None = None) -> str | None:
        """The person whom a pronoun means: of the last two that fit, the one who was a subject; None without one."""
        fits = []
        for id in reversed(self._order):
            if id != but and id not in self._people.authors and self._genders.fits(self.gender(id), pronoun):
                fits.append(id)
                if len(fits) == 2:
                    break
        if len(fits) == 2 and not self._order[fits[0]] and self._order[fits[1]]:
            return fits[1]
        return fits[0] if fits else None
