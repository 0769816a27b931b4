"""What a language knows of names: titles, given names, states, places and the nouns that head a name.

A :class:`Gazetteer` is made once for a language from its data files. :meth:`Gazetteer.classify` looks at one word form
and says what it may be; everything that depends on neighbours is left to :mod:`tanik.reading.names`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from tanik.languages.pack import Language, language
from tanik.reading.authority import EMPTY_AUTHORITY, Authority, AuthorityEntry

GIVEN, AFTER, BEFORE, OFFICE, ADJECTIVE, STOP, INITIAL, NUMBER, ABBREVIATION, KNOWN = (1 << i for i in range(10))
ORGANISATION, GROUP, TREATY, EVENT, IDEA, STATE, WORD, LEAD = (1 << i for i in range(10, 18))
HEAD = ORGANISATION | GROUP | TREATY | EVENT | IDEA | STATE
USER = "user:"
"""Mark of the ids of the user's authority file among the listed ones."""
TITLE = AFTER | BEFORE | OFFICE

_CASE = (
    r"(?:[yn]?[ıiuü]n?|n?[dt][ae]n?(?:k[iü](?:l[ae]r)?(?:[ıi]n?|[ea]|n[ıi]n?|nd[ae]n?)?)?"
    r"|[yn]?[ae]|y?l[ae]|n?c[ae]|s[ae])"
)
_COPULA = r"(?:y?[dt][ıiuü]r?(?:l[ae]r)?|y?m[ıiuü]ş|y?s[ae]|y?ken|[dt][ıiuü]rl?[ae]?r?)"
_TURKISH_SUFFIX = re.compile(
    rf"(?P<plural>l[ae]r)?(?P<own>[ıiuü]?[mn][ıiuü]z|s?[ıiuü]|[ıiuü]m)?(?P<case>{_CASE})?(?P<copula>{_COPULA})?"
)
_ENGLISH_SUFFIX = re.compile(r"(?P<plural>s|es)?(?P<own>\b)(?P<case>)(?P<copula>)")
_TURKISH_ISM = re.compile(rf"(?P<stem>\w{{3,30}}?izm)(?P<own>i|leri)?(?P<case>{_CASE})?{_COPULA}?$")
_ENGLISH_ISM = re.compile(r"(?P<stem>\w{4,30}ism)(?P<own>\b)(?P<case>\b)$")
_SOFT = {"k": "ğ", "ç": "c", "t": "d", "p": "b"}
_NUMBER = re.compile(r"\d{1,4}|[ivxlc]{1,6}|\d{1,3}(?:'|’)?(?:inci|nci|ıncı|ncı|üncü|ncü|uncu)", re.IGNORECASE)
_CARRIED = re.compile(r"l[ıiuü]ğ[ıiuü]n[dt][ae]n?$")
_LONGEST = 64
"""Letters of the longest stem looked for: a line without blanks must not cost its square."""
_VOWELS = frozenset("aeıioöuü")


@dataclass(frozen=True, slots=True)
class Known:
    """An entry of the lists of states, peoples and places; ``small``: also written without capitals."""

    id: str
    kind: str
    name: str
    small: bool = False


@dataclass(slots=True)
class WordClass:
    """What a word form may be.

    ``end``: length of its form without case ending; ``key``: that form folded; ``stem``: dictionary form of a head;
    ``own``: 0 no possessive ending, 1 one, 2 one that may as well be the accusative; ``bare``: length without it;
    ``case``: True when a case ending or apostrophe follows, so that no name goes on after the word.
    """

    roles: int
    end: int
    key: str
    stem: str
    capital: bool
    upper: bool
    plural: bool
    own: int
    bare: int
    case: bool


class Gazetteer:
    """The lists of one language, folded and indexed."""

    def __init__(self, pack: Language, authority: Authority = EMPTY_AUTHORITY) -> None:
        self.pack = pack
        self.turkish = pack.code == "tr"
        fold = pack.fold
        self.given = frozenset(fold(name) for name in pack.words("given_names"))
        self._women = frozenset(
            fold(name) for name in pack.rules("references").get("genders", {}).get("woman_names", ())
        )
        self.stop = frozenset(fold(word) for word in pack.words("not_names"))
        self.titles: dict[str, int] = {}
        for form, role in (row[:2] for row in pack.table("titles")):
            flag = {"after": AFTER, "before": BEFORE, "office": OFFICE}[role]
            form = fold(form).rstrip(".")
            self.titles[form] = self.titles.get(form, 0) | flag
        self.known: dict[str, Known] = {}
        self.same = {fold(other): fold(row[0]) for row in pack.table("synonyms") for other in row[1].split("|")}
        self.adjectives: dict[str, Known] = {}
        self._stems: dict[str, tuple[str, int]] = {}
        self.ideas: dict[str, str] = {}
        self._suffix = _TURKISH_SUFFIX if self.turkish else _ENGLISH_SUFFIX
        self._ism = _TURKISH_ISM if self.turkish else _ENGLISH_ISM
        self._read_heads()
        self._read_names()
        for entry in authority.entries:
            self._read_entry(entry)
        self.states = frozenset(known.id for known in self.known.values() if known.kind == "state")
        self.folks = frozenset(known.id for known in self.adjectives.values() if known.kind == "group")
        self.longest = max((key.count(" ") + 1 for key in self.known), default=1)
        self.starts = frozenset(key.split(" ")[0].rstrip(".") for key in self.known)

    def gender(self, words: Sequence[str]) -> str:
        """What the given name that opens a name of several words tells; empty without a list of women's names."""
        first = self.pack.fold(words[0])
        if len(words) < 2 or not self._women or first not in self.given:
            return ""
        return "woman" if first in self._women else "man"

    def _read_names(self) -> None:
        fold = self.pack.fold
        for row in self.pack.table("states"):
            id, names, kind, people, people_kind, adjectives = (*row, "", "", "", "", "")[:6]
            forms = [name for name in names.split("|") if name]
            folk = [name for name in people.split("|") if name]
            state = Known(id, kind, (forms or folk)[0])
            group = (
                state if people_kind == kind or not forms else Known(f"{id}_people", people_kind, (folk or forms)[0])
            )
            if kind in ("ideology", "event"):
                state = Known(id, kind, forms[0], small=True)
            for name in forms:
                self.known.setdefault(fold(name), state)
                if state.small:
                    for word in fold(name).split(" "):
                        self._add_stem(word, LEAD)
            for name in folk:
                self.known.setdefault(fold(name), group)
            for word in adjectives.split("|"):
                if word:
                    self.adjectives.setdefault(fold(word), group if folk else state)
        for row in self.pack.table("places"):
            forms = row[0].split("|")
            place = Known(fold(forms[0]), "place", forms[0])
            for name in forms:
                self.known.setdefault(fold(name), place)
        for key in [*self.known, *self.adjectives]:
            self._add_stem(key, KNOWN)

    def _read_entry(self, entry: AuthorityEntry) -> None:
        """Take over an entry of the user: its forms win, and listed forms of the same thing follow them."""
        if entry.pack and not self._new_to_language(entry):
            return
        known = Known(f"{USER}{entry.id}", entry.kind, entry.name)
        for form in entry.forms:
            key = " ".join(self.pack.fold(form.replace("(", " ").replace(")", " ")).split())
            listed = self.known.get(key)
            if listed is not None and not listed.id.startswith(USER):
                self.known = {
                    each: known if each_known == listed else each_known for each, each_known in self.known.items()
                }
                self.adjectives = {each: known if of == listed else of for each, of in self.adjectives.items()}
            self.known[key] = Known(known.id, known.kind, known.name, small=not form[:1].isupper())
            if entry.pack:
                self._add_stem(key, KNOWN)
                continue
            for word in key.split(" "):
                self._stems.setdefault(word, (word, KNOWN | LEAD))

    def _new_to_language(self, entry: AuthorityEntry) -> bool:
        """Whether a pack's entry is to be entered: persons are joined elsewhere; what the language lists stays so.

        Further names of a listed thing become names of it.
        """
        if entry.kind == "person":
            return False
        keys = [self.pack.fold(form) for form in entry.forms]
        listed = next((self.known[key] for key in keys if key in self.known), None)
        if listed is None:
            return True
        for key, form in zip(keys, entry.forms, strict=True):
            if key not in self.known and form[:1].isupper():
                self.known[key] = listed
                self._add_stem(key, KNOWN)
        return False

    def _read_heads(self) -> None:
        fold = self.pack.fold
        for name, flag in (
            ("organisation_heads", ORGANISATION),
            ("group_heads", GROUP),
            ("treaty_heads", TREATY),
            ("event_heads", EVENT),
            ("state_heads", STATE),
        ):
            for word in sorted(self.pack.words(name)):  # a set has another order in every process
                self._add_stem(fold(word), flag)
        for form, flag in self.titles.items():
            self._add_stem(form, flag)
        for row in self.pack.table("ideologies"):
            if row[1] == "head":
                self._add_stem(fold(row[0]), IDEA)
            else:
                self._add_idea(fold(row[0]), "ideology")
        for row in self.pack.table("generic_things"):
            self._add_idea(fold(row[0]), row[1])

    def _add_idea(self, form: str, kind: str) -> None:
        self.ideas[form] = kind
        if " " in form:
            self.known.setdefault(form, Known(form.replace(" ", "_"), kind, form, small=True))
            for word in form.split(" ")[:-1]:
                self._add_stem(word, LEAD)
            self._add_stem(form, LEAD)
        elif form in self._stems or not self._strip(form)[1] & HEAD:
            self._add_stem(form, WORD)

    def _add_stem(self, form: str, flag: int) -> None:
        word = form.split(" ")[-1]
        if " " in form:
            flag &= LEAD
            stem, roles, *_, nominative = self._strip(word)
            if nominative == len(word) and (roles or stem != word):
                return
        old = self._stems.get(word)
        # A softened ending of another word (flags -1) gives way to a word of its own.
        self._stems[word] = (word, (old[1] if old and old[1] > 0 else 0) | flag)
        if self.turkish and word[-1:] in _SOFT and len(word) > 3:
            self._stems.setdefault(word[:-1] + _SOFT[word[-1]], (word, -1))

    def classify(self, text: str) -> WordClass | None:
        """The class of a word form; None for a lower-case word that can neither be nor head a name."""
        capital = text[0].isupper()
        folded = self.pack.fold(text if self.turkish else text.replace("İ", "I"))  # keeps the length
        cut = self._apostrophe(folded)
        base = folded if cut is None else folded[:cut]
        end = len(base)
        stem, roles, plural, own, bare, nominative = self._strip(base)
        case = nominative < end
        end = nominative
        if cut is not None:
            case, own = True, min(own, 1)
        key = folded[:end]
        digit = base[0].isdigit()
        if not capital and not digit and not roles & ~KNOWN and not self._is_adjective(base):
            return None
        upper = text[: len(base)].isupper() and sum(c.isalpha() for c in base) > 1
        roles |= self._more_roles(key, stem, base, capital, upper, digit)
        if not roles and not capital:
            return None
        return WordClass(roles, end, key, stem, capital, upper, plural, own, bare, case)

    def _more_roles(self, key: str, stem: str, base: str, capital: bool, upper: bool, digit: bool) -> int:
        roles = 0
        if digit or (upper and _NUMBER.fullmatch(base.replace("ı", "i"))):
            roles |= NUMBER
        if capital:
            if key in self.given:
                roles |= GIVEN
            if base in self.stop or key in self.stop or (self.turkish and _CARRIED.search(base)):
                roles |= STOP
            if len(base) == 1:
                roles |= INITIAL
            if upper and len(base) <= 6:
                roles |= ABBREVIATION
        if self._is_adjective(key):
            roles |= ADJECTIVE
        if capital and (key in self.known or key in self.starts):
            roles |= KNOWN
        return roles

    def _is_adjective(self, key: str) -> bool:
        if key in self.adjectives:
            return True
        if "-" in key:
            return all(part in self.adjectives or part in self.known for part in key.split("-"))
        return len(key) > 6 and key.endswith(("ist", "istic") if self.turkish else ("ist", "istic", "ian"))

    def _apostrophe(self, folded: str) -> int | None:
        at = folded.find("'")
        if at <= 0 or folded[at + 2 : at + 3] == "-":
            return None
        if self.turkish:
            return at if at > 1 else None
        return at if folded[at + 1 :] in ("s", "") else None

    def _strip(self, base: str) -> tuple[str, int, bool, int, int, int]:
        """Stem, roles, plural, own, length without and with possessive ending of a word built on a known stem."""
        stems = self._stems
        for length in range(min(len(base), _LONGEST), 1, -1):
            found = stems.get(base[:length])
            if found is None:
                continue
            word, flags = found
            rest = base[length:]
            if flags < 0:
                flags = stems[word][1]
                if not rest or rest[0] not in _VOWELS:
                    continue
            if not rest:
                return word, flags, False, 0, length, length
            match = self._suffix.fullmatch(rest)
            if match is None or (length < 4 and len(rest) > 4):
                continue
            bare = length + match.end("plural") if match["plural"] else length
            if not match["own"]:
                return word, flags, bool(match["plural"]), 0, bare, bare
            own = 2 if len(match["own"]) == 1 and not match["case"] else 1
            return word, flags, bool(match["plural"]), own, bare, length + match.end("own")
        ism = self._ism.match(base)
        if ism is not None:
            end = ism.end("stem")
            ending = len(ism["own"] or "")
            own = 0 if not ending else 2 if ending == 1 and not ism["case"] else 1
            return base[:end], WORD, False, own, end, end + ending
        return base, 0, False, 0, len(base), len(base)


@lru_cache(maxsize=4)
def _with_authority(code: str, authority: Authority) -> Gazetteer:
    return Gazetteer(language(code), authority)


def gazetteer_with(code: str, authority: Authority) -> Gazetteer:
    """The gazetteer of a language with a user's authority file; made once for each."""
    return _with_authority(code, authority) if authority.entries else gazetteer(code)


@cache
def gazetteer(code: str) -> Gazetteer:
    """The gazetteer of a language code, made once in a process."""
    return Gazetteer(language(code))
