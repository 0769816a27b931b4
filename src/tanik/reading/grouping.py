"""Which names mean one person.

Names are compared as sequences of words: ``N. Ferid`` fits ``Nihat Ferid Akdere``, a surname alone fits the person
who bears it, a courtesy title with a single name fits the person whose last given name that is. Nothing is joined on a
first name alone, and a form that fits two persons joins neither: it is ambiguous, and said to be.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

_RANKED = {"paşa": "paşa", "paşalar": "paşa", "bey": "bey", "beyefendi": "bey", "efendi": "efendi", "hanım": "hanım"}
_GENDERS = {
    **dict.fromkeys(("mr", "sir", "monsieur", "herr", "bey", "beyefendi", "efendi", "paşa", "lord"), "man"),
    **dict.fromkeys(("mrs", "miss", "ms", "lady", "madame", "mme", "mlle", "frau", "hanım", "hanımefendi"), "woman"),
}
_SOUNDS = (
    ("tsch", "c"), ("tch", "c"), ("sch", "s"), ("ch", "c"), ("sh", "s"), ("kh", "h"), ("zh", "j"), ("dj", "c"),
    ("ts", "c"), ("tz", "c"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("iy", "i"), ("ij", "i"), ("yi", "i"),
    ("w", "v"), ("q", "k"), ("x", "ks"), ("y", "i"), ("ff", "f"), ("dt", "t"),
)  # fmt: skip
_DOUBLE = re.compile(r"(.)\1")
_FULL = 2
"""Words of a name that make it full."""
_LONGEST = 5
"""Words that the name of one person has at most."""


def plain(form: str) -> str:
    """Letters of a name without case and accents: the key of equality."""
    form = form.replace("İ", "i").replace("I", "i").replace("ı", "i").lower()
    form = unicodedata.normalize("NFKD", form)
    return "".join(c for c in form if c.isalnum() or c == " ")


def sound(word: str) -> str:
    """A word by rough sound, so that transliterations of one name meet (Shchukin, Şçukin; Zhukova, Jukova)."""
    key = plain(word)
    for written, heard in _SOUNDS:
        key = key.replace(written, heard)
    key = re.sub(r"o[fv]$", "ov", re.sub(r"e[fv]$", "ev", key))
    return _DOUBLE.sub(r"\1", key)


def near(a: str, b: str) -> bool:
    """Whether two keys of four letters or more differ by one letter at most."""
    if a == b:
        return True
    if min(len(a), len(b)) < 4 or max(len(a), len(b)) < 5 or abs(len(a) - len(b)) > 1 or a[0] != b[0]:
        return False
    if len(a) == len(b):
        return sum(x != y for x, y in zip(a, b, strict=True)) == 1
    short, long = sorted((a, b), key=len)
    i = next((i for i in range(len(short)) if short[i] != long[i]), len(short))
    return short[i:] == long[i + 1 :]


@dataclass(slots=True)
class PersonForm:
    """A form of a personal name in a document.

    ``words``: its words as printed (initials with a dot); ``later``: surname in parentheses; ``surface``: the forms
    with titles; ``cited``: the surname stands in a citation; ``given``: its single word is a common given name;
    ``gender``: ``man`` or ``woman`` where titles or names tell it.
    """

    words: tuple[str, ...]
    later: tuple[str, ...] = ()
    ranks: frozenset[str] = frozenset()
    titled: bool = False
    given: bool = False
    cited: bool = False
    count: int = 0
    first: int = 0
    gender: str = ""
    keys: tuple[str, ...] = ()
    sounds: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        everything = (*self.words, *self.later)
        self.keys = tuple(plain(word) for word in everything)
        self.sounds = tuple(sound(word) for word in everything)


@dataclass(slots=True)
class Person:
    """Forms that mean one person; ``name``: the longest words known of it."""

    forms: list[int] = field(default_factory=list)
    name: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    sounds: tuple[str, ...] = ()
    surnames: set[str] = field(default_factory=set)
    ranks: set[str] = field(default_factory=set)
    genders: set[str] = field(default_factory=set)
    last_given: str = ""
    modern: bool = False
    asleep: bool = False
    """Known from a pack of a period and not yet named here by a full name: a surname alone is not enough."""
    nicks: frozenset[str] = frozenset()
    """Sounds of single words that mean the person where nobody else in the document is called so."""


def ranks_of(titles: tuple[str, ...]) -> frozenset[str]:
    """The courtesy titles that part two persons of one given name."""
    return frozenset(_RANKED[title] for title in titles if title in _RANKED)


def gender_of(titles: tuple[str, ...]) -> str:
    """``man``, ``woman`` or empty, by the titles."""
    return next((_GENDERS[title] for title in titles if title in _GENDERS), "")


class Grouping:
    """Joins forms to persons.

    ``seeds``: forms that are one person whatever they look like; ``packed``: the same of a pack, with single names that
    mean that person only where nobody else in the document may be meant. ``fits[i]``: the persons of form ``i`` (none,
    one, or several when it is ambiguous).
    """

    def __init__(
        self,
        forms: list[PersonForm],
        is_given: Callable[[str], bool],
        seeds: Sequence[Sequence[int]] = (),
        packed: Sequence[tuple[Sequence[int], frozenset[str]]] = (),
    ) -> None:
        self.forms = forms
        self.persons: list[Person] = []
        self.fits: list[list[int]] = [[] for _ in forms]
        self._is_given = is_given
        self._by_sound: dict[str, set[int]] = defaultdict(set)
        self._by_initial: dict[str, set[int]] = defaultdict(set)
        for seed in seeds:
            self._seed(seed)
        self._by_nick: dict[str, set[int]] = defaultdict(set)
        for forms_of, nicks in packed:
            self._seed(forms_of, ordered=True)
            person = self.persons[-1]
            person.nicks = nicks
            person.asleep = not any(forms[i].count for i in forms_of)
            for nick in sorted(nicks):
                self._by_nick[nick].add(len(self.persons) - 1)
        order = sorted((i for i in range(len(forms)) if not self.fits[i]), key=lambda i: self._rank(forms[i]))
        for i in order:
            self._place(i)

    def _seed(self, seed: Sequence[int], *, ordered: bool = False) -> None:
        """Make a person of forms that are known to be one (an entry of the authority file); ``ordered``: name first."""
        first, *others = seed if ordered else sorted(seed, key=lambda i: self._rank(self.forms[i]))
        self._new(first)
        for i in others:
            self.fits[i] = [len(self.persons) - 1]
            self._join(i, len(self.persons) - 1)

    @staticmethod
    def _rank(form: PersonForm) -> tuple[bool, int, int, int, int, str]:
        full = sum(len(key) > 1 for key in form.keys)
        # Six words and more are several names in a row (those who signed a motion): they come last and gather nobody.
        return (full > _LONGEST, -full, -len(form.keys), -form.count, form.first, " ".join(form.keys))

    def _place(self, i: int) -> None:
        form = self.forms[i]
        persons = self.persons
        near = [p for p in self._candidates(form) if not form.gender or persons[p].genders <= {form.gender}]
        if sum(len(key) > 1 for key in form.keys) < _FULL:
            near = [p for p in near if not persons[p].asleep]
        exact = [p for p in near if self._same(form, persons[p])]
        found = exact or [p for p in near if self._fits(form, persons[p])]
        if not found:
            found = [p for p in near if self._nearly(form, persons[p])]
            found = found if len(found) == 1 else []
        if not found and len(form.sounds) == 1:
            named = sorted(self._by_nick.get(form.sounds[0], ()))
            others = [p for p in near if form.sounds[0] in persons[p].sounds]  # somebody else here is called so
            found = named if len(named) == 1 and not others else []
        if not found:
            self._new(i)
            return
        self.fits[i] = found
        if len(found) == 1:
            self._join(i, found[0])

    def _candidates(self, form: PersonForm) -> list[int]:
        found: set[int] = set()
        for key, heard in zip(form.keys, form.sounds, strict=True):
            if len(key) > 1:
                found |= self._by_sound.get(heard, set()) | self._by_initial.get(heard[:2], set())
        return sorted(found)

    def _new(self, i: int) -> None:
        form = self.forms[i]
        person = Person(forms=[i], name=(*form.words, *form.later), keys=form.keys, sounds=form.sounds)
        self.fits[i] = [len(self.persons)]
        self.persons.append(person)
        self._learn(len(self.persons) - 1, form)

    def _learn(self, p: int, form: PersonForm) -> None:
        person = self.persons[p]
        person.ranks |= form.ranks
        if form.gender:
            person.genders.add(form.gender)
        words = len(form.words)
        if form.later:
            person.surnames.update(form.sounds[words:])
        elif form.cited and words == 1:
            person.surnames.add(form.sounds[-1])
        elif words >= 2 and not form.ranks and len(form.keys[-1]) > 1:
            person.surnames.add(form.sounds[words - 1])
            person.modern = not self._is_given(form.words[-1])
        if words and len(form.keys[words - 1]) > 1 and (form.later or form.ranks or not person.last_given):
            person.last_given = form.sounds[words - 1]
        for heard in person.sounds:
            self._by_sound[heard].add(p)
            self._by_initial[heard[:2]].add(p)

    def _join(self, i: int, p: int) -> None:
        form, person = self.forms[i], self.persons[p]
        person.forms.append(i)
        person.asleep = False
        if form.later and not set(form.sounds) <= set(person.sounds):
            extra = [k for k in range(len(form.words), len(form.keys)) if form.sounds[k] not in person.sounds]
            everything = (*form.words, *form.later)
            person.name += tuple(everything[k] for k in extra)
            person.keys += tuple(form.keys[k] for k in extra)
            person.sounds += tuple(form.sounds[k] for k in extra)
        self._learn(p, form)

    @staticmethod
    def _same(form: PersonForm, person: Person) -> bool:
        if form.sounds != person.sounds:
            return False
        return len(form.sounds) > 1 or not (form.ranks and person.ranks) or bool(form.ranks & person.ranks)

    @staticmethod
    def _match(a: str, b: str, a_heard: str, b_heard: str) -> bool:
        if len(a) == 1 or len(b) == 1:
            return a[:1] == b[:1] or a_heard[:1] == b_heard[:1]
        return a_heard == b_heard

    def _fits(self, form: PersonForm, person: Person) -> bool:
        if len(form.keys) == 1:
            return self._single_fits(form, person)
        return self._aligned(form, person)

    def _aligned(self, form: PersonForm, person: Person) -> bool:
        """Whether all words of the form stand in the name, in order, the first or the last one at its place."""
        at, full = 0, 0
        places = []
        for key, heard in zip(form.keys, form.sounds, strict=True):
            while at < len(person.keys) and not self._match(key, person.keys[at], heard, person.sounds[at]):
                at += 1
            if at == len(person.keys):
                return False
            full += len(key) > 1 and len(person.keys[at]) > 1
            places.append(at)
            at += 1
        return full > 0 and (places[0] == 0 or places == list(range(places[0], len(person.keys))))

    def _single_fits(self, form: PersonForm, person: Person) -> bool:
        heard = form.sounds[0]
        if len(person.sounds) == 1:
            return heard == person.sounds[0] and (not (form.ranks and person.ranks) or bool(form.ranks & person.ranks))
        if heard in person.surnames and not (form.given and not form.titled):
            return True
        if not form.ranks:
            return form.titled and heard == person.sounds[-1]
        agrees = not person.ranks or bool(form.ranks & person.ranks)
        if agrees and heard in (person.last_given, person.sounds[-1]):
            return True
        return agrees and person.modern and heard == person.sounds[0] and "paşa" not in form.ranks

    def _nearly(self, form: PersonForm, person: Person) -> bool:
        """One letter off in one word of five letters or more, everything else equal."""
        if 1 < len(form.sounds) < len(person.sounds) and not form.later:
            beside = [k for k in range(len(form.sounds)) if form.sounds[k] != person.sounds[k]]
            return len(beside) == 1 and near(form.sounds[beside[0]], person.sounds[beside[0]])
        if len(form.sounds) != len(person.sounds):
            return len(form.sounds) == 1 and not form.given and any(near(form.sounds[0], s) for s in person.surnames)
        if form.ranks and person.ranks and not form.ranks & person.ranks:
            return False
        off = [k for k in range(len(form.sounds)) if form.sounds[k] != person.sounds[k]]
        if len(form.sounds) == 1 and (form.given or form.count > 2):
            return False
        return len(off) == 1 and near(form.sounds[off[0]], person.sounds[off[0]])
