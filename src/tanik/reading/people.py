"""People and things: who and what a document names, grouped into entities without being told.

The way: collect runs of words that may be names (:mod:`~tanik.reading.scan`), cut each distinct run into pieces
(:mod:`~tanik.reading.names`), decide with the whole document in view what the doubtful pieces are, join the forms of
one person (:mod:`~tanik.reading.grouping`) and of one thing (:mod:`~tanik.reading.things`), and give every occurrence
its entity. A user's authority file wins over everything found.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from simplemma.strategies.dictionaries import LOW_MEMORY_DICTIONARY_FACTORY

from tanik.reading.annotations import Doubt, Entity, Mention
from tanik.reading.authority import EMPTY_AUTHORITY, Authority, AuthorityEntry
from tanik.reading.found_people import People as People
from tanik.reading.gazetteer import USER, Gazetteer, gazetteer_with
from tanik.reading.grouping import Grouping, PersonForm, gender_of, plain, ranks_of, sound
from tanik.reading.names import Parser, Piece, Run
from tanik.reading.naming import Ids, clean, name_case
from tanik.reading.scan import Scan
from tanik.reading.things import ThingForm, Things
from tanik.text.document import Document
from tanik.text.tokens import Lexicon

LABELLED = frozenset(("minutes", "speech"))
FIRST_PERSON = frozenset(("memoir", "speech", "letter"))
_SELF = {"tr": "ben", "en": "I"}
_AUTHOR = {"tr": "Yazar", "en": "The author"}


def find_mentions(
    document: Document,
    lexicon: Lexicon,
    authority: Authority = EMPTY_AUTHORITY,
    *,
    skip: Sequence[tuple[int, int]] = (),
    cited: Sequence[str] = (),
    kind: str | None = None,
    authors: Sequence[str] = (),
) -> People:
    """The entities of a document and where it mentions them.

    ``lexicon``: of the document's language; ``skip``: ranges without mentions (citations); ``cited``: authors of
    citations as printed there; ``kind``: source kind (``memoir``, ``speech`` and ``letter`` speak in the first person
    of their author); ``authors``: full names of the document's authors.
    """
    code = lexicon.language.code
    words = gazetteer_with(code, authority)
    scan = Scan(document, words, sorted(skip))
    reader = _Reader(document, words, scan, authority)
    reader.collect()
    reader.add_given(cited, authors)
    people = reader.resolve(kind, authors)
    people._starts.extend(mention.start for mention in people.mentions)
    return people


@cache
def _dictionary(code: str) -> Mapping[str, str]:
    """Word forms with their dictionary forms; empty for a language that simplemma does not know."""
    try:
        known: Mapping[str, str] = LOW_MEMORY_DICTIONARY_FACTORY.get_dictionary(code)
    except ValueError:
        return {}
    return known


@dataclass(slots=True)
class _Surface:
    """A form as printed, of one person form or thing form."""

    text: str
    count: int
    first: int


_POSSESSED = re.compile(r"[ıiuü](?:n[ıiuüdae]\w{0,4})?$")


class _Reader:
    """The state of one call of :func:`find_mentions`."""

    def __init__(self, document: Document, words: Gazetteer, scan: Scan, authority: Authority) -> None:
        self.document = document
        self.words = words
        self.scan = scan
        self.authority = authority
        self.parser = Parser(words, scan.common, self._inflected)
        self.pieces: list[list[Piece]] = []
        self.forms: list[PersonForm] = []
        self.surfaces: list[dict[str, _Surface]] = []
        self._form_index: dict[tuple[tuple[str, ...], tuple[str, ...], frozenset[str], bool, str], int] = {}
        self.things = Things(words, {plain(word) for word in scan.common})
        self.slots: list[list[tuple[str, int]]] = []
        self.titles: list[dict[str, int]] = []
        self.kind: str | None = None
        joining = words.pack.rules("names").get("joining", {})
        self._members_of = frozenset(joining.get("members_of", ()))
        self._unnamed: dict[str, Entity] = {}
        """Persons of the authority file that no form of the text names alone; a shared form may still mean them."""
        self._foreign = re.compile(rf"\w{{3,}}(?:{'|'.join(words.pack.rules('names').get('surname_endings', ()))})")
        self.users: dict[str, int] = {}
        self.seeds: list[list[int]] = []
        self.packed: list[tuple[list[int], frozenset[str]]] = []
        self.offices: dict[str, set[int]] = {}
        self._office_index: dict[str, int] = {}

    def collect(self) -> None:
        """Cut the runs; enter strong persons and things; decide the doubtful pieces with all of them in view."""
        strong: set[str] = set()
        counts: dict[str, list[int]] = {}
        for run in self.scan.runs:
            run.words = self.scan.words(run)
            pieces = self.parser.pieces(run)
            run.words = ()
            self.pieces.append(pieces)
            for piece in pieces:
                if piece.kind == "person":
                    strong.update(sound(word) for word in (*piece.core[-1:], *piece.later) if len(plain(word)) > 2)
                elif piece.kind in ("person?", "opens?"):
                    tally = counts.setdefault(plain(" ".join(piece.core)), [0, 0, 0, 0])
                    tally[0 if piece.kind == "person?" else 1] += run.count
                    tally[2] += run.votes if piece.start == 0 else 0
                    if piece.start == 0:
                        tally[3] += run.count if run.article else run.places
        self.strong = strong
        self.counts = counts

    def _is_person(self, piece: Piece) -> bool:
        key = plain(" ".join(piece.core))
        inside, opening, votes, places = self.counts[key]
        words = piece.core
        last = sound(words[-1])
        lower = self.words.pack.lower
        common = any(lower(word) in self.scan.common or self.words.pack.fold(word) in self.words.stop for word in words)
        given = self.words.pack.fold(words[0]) in self.words.given
        if last in self.strong and (len(words) == 1 or not common):
            return not (len(words) == 1 and given and inside + opening > 0 and lower(words[0]) in self.scan.common)
        if common or len(key) < 4 or (len(words) == 1 and "-" in words[0]):
            return False
        if self._inflected(lower(words[-1])):
            return False
        if votes > 0 and len(words) > 1:
            return True
        if not self.words.turkish and not given:
            return votes > 0 or (inside > places and not self._known(lower(words[-1])))
        if len(words) == 1:
            if given:
                return False
            return (votes > 0 and inside + opening > 0) or (
                inside > 0 and self._foreign.fullmatch(plain(words[-1])) is not None
            )
        return votes > 0 or self._foreign.fullmatch(plain(words[-1])) is not None or (inside > 0 and given)

    def _is_thing(self, piece: Piece) -> bool:
        """``Ayşe Tan Vakfı``: what begins like a person and ends in a common noun with a possessive ending."""
        if len(piece.core) < 2 or not self.words.turkish:
            return False
        last = self.words.pack.lower(piece.core[-1])
        if piece.core[0].endswith("."):
            return self._inflected(last)
        return _POSSESSED.search(last) is not None and self._inflected(last)

    def _known(self, word: str) -> bool:
        """Whether the dictionary has a lower-case word."""
        return word in _dictionary(self.words.pack.code)

    def _inflected(self, word: str) -> bool:
        """Whether the dictionary knows a lower-case word as a form of another word."""
        known = _dictionary(self.words.pack.code)
        return known.get(word, word) != word

    def add_given(self, cited: Sequence[str], authors: Sequence[str]) -> None:
        """Enter the persons known from outside the running text: the authority's, cited authors, the document's."""
        self.seeds = self._add_users()
        for name in cited:
            surname = name.split(",")[0]
            for part in re.split(r"\s*(?:&|;|/|\bve\b|\band\b)\s*", surname):
                words = tuple(re.findall(r"[^\W\d_][\w'\u2019-]*\.?", part))
                if words:
                    self.strong.add(sound(words[-1]))
                    self._person_form(words, (), (), True, part.strip(), 1, 0)
        for name in authors:
            words = tuple(name.split())
            self.strong.add(sound(words[-1]))
            self._person_form(words, (), (), False, name, 1, 0)

    def _form_of(self, piece: Piece) -> int:
        return self._person_form(piece.core, piece.later, piece.titles, False, "", 0, 0)

    def _person_form(
        self,
        words: tuple[str, ...],
        later: tuple[str, ...],
        titles: tuple[str, ...],
        cited: bool,
        surface: str,
        count: int,
        first: int,
    ) -> int:
        ranks, titled = ranks_of(titles), bool(titles)
        gender = gender_of(titles) or self.words.gender(words)
        key = (tuple(plain(word) for word in words), tuple(plain(word) for word in later), ranks, titled, gender)
        index = self._form_index.get(key)
        if index is None:
            index = self._form_index[key] = len(self.forms)
            given = len(words) == 1 and self.words.pack.fold(words[0]) in self.words.given
            self.forms.append(PersonForm(words, later, ranks, titled, given, first=first, gender=gender))
            self.surfaces.append({})
            self.titles.append({})
        form = self.forms[index]
        form.cited |= cited
        form.count += count
        if surface:
            seen = self.surfaces[index].setdefault(surface, _Surface(surface, 0, first))
            seen.count += count
        return index

    def _enter(self) -> None:
        """Give every piece of every run its form."""
        self._note_offices()
        for run, pieces in zip(self.scan.runs, self.pieces, strict=True):
            slots = []
            for piece in pieces:
                slot = self._slot(run, piece)
                slots.append(slot)
            self.slots.append(slots)

    def _slot(self, run: Run, piece: Piece) -> tuple[str, int]:
        kind = piece.kind
        if kind in ("person?", "opens?"):
            if not self._is_person(piece):
                return ("", -1)
            kind = "person"
        surface = run.text[piece.start : piece.end]
        if kind == "person" and not piece.titles and not piece.later and not piece.known and self._is_thing(piece):
            return ("", -1)
        if kind == "person" and piece.known:
            index = self.users[piece.known.removeprefix(USER)]
            self._note_surface(index, run, piece)
            return ("p", index)
        if kind == "person" and not piece.extra:
            index = self._person_form(piece.core, piece.later, piece.titles, False, "", run.count, run.first)
            self._note_surface(index, run, piece)
            return ("p", index)
        if kind == "office":
            return self._office_slot(run, piece)
        if piece.head and surface[-1:] in "ğbcd" and self.words.pack.fold(surface)[:-1].endswith(piece.head[:-1]):
            surface = surface[:-1] + piece.head[-1]  # the softened consonant of a dative
        form = ThingForm(
            surface=f"the {surface}" if run.article and piece.start == 0 else surface,
            kind=kind,
            known=piece.known,
            head=piece.head,
            plural=piece.plural,
            generic="generic" in piece.extra,
            lead=run.text[piece.start : piece.end],
        )
        return ("t", self.things.add(form, run.count, run.first))

    def _note_surface(self, index: int, run: Run, piece: Piece) -> None:
        for title in piece.titles:
            self.titles[index][title] = self.titles[index].get(title, 0) + run.count
        for text in dict.fromkeys((run.text[piece.start : piece.end], run.text[piece.name_start : piece.end])):
            seen = self.surfaces[index].setdefault(text, _Surface(text, 0, run.first))
            seen.count += run.count

    def _add_users(self) -> list[list[int]]:
        """Enter the persons of the authority file; returns the forms of each entry."""
        seeds: list[list[int]] = []
        taken: set[int] = set()
        for entry in self.authority.entries:
            if entry.kind != "person":
                continue
            if entry.pack:
                self._add_packed(entry, taken)
                continue
            seed = []
            for form in entry.forms:
                index = self._users_form(form)
                if index not in taken:
                    taken.add(index)
                    seed.append(index)
            if seed:
                self.users[entry.id] = seed[0]
                seeds.append(seed)
        return seeds

    def _add_packed(self, entry: AuthorityEntry, taken: set[int]) -> None:
        """A person of a pack: full names and names with a title are forms; a single word only a hint."""
        seed, nicks = [], set()
        for form in entry.forms:
            words = [word for word in form.split() if self.words.pack.fold(word).rstrip(".") not in self.words.titles]
            if len(words) == 1 and form == words[0]:
                nicks.add(sound(form))
                words = ["", form]
            last = self.words.pack.lower(words[-1]) if words else ""
            if len(words) > 1 and last not in self.scan.common and not self._inflected(last):
                self.strong.add(sound(last))
            if not words or not words[0]:
                continue
            index = self._users_form(form, strong=False)
            if index not in taken:
                taken.add(index)
                seed.append(index)
        if seed:
            self.users[entry.id] = seed[0]
            self.packed.append((seed, frozenset(nicks)))

    def _users_form(self, form: str, *, strong: bool = True) -> int:
        inside = re.findall(r"\(([^()]*)\)", form)
        later = tuple(" ".join(inside).split())
        words = [word for word in re.sub(r"\([^()]*\)", " ", form).split() if word]
        folded = [self.words.pack.fold(word).rstrip(".") for word in words]
        titles = tuple(key for key in folded if key in self.words.titles and len(folded) > 1)
        core = tuple(word for word, key in zip(words, folded, strict=True) if key not in titles) or tuple(words)
        if strong:
            self.strong.update(sound(word) for word in (core[-1], *later) if len(plain(word)) > 2)
        return self._person_form(core, later, titles, False, "", 0, 0)

    def _office_slot(self, run: Run, piece: Piece) -> tuple[str, int]:
        surface = clean(run.text[piece.start : piece.end])
        if plain(surface) in self.offices:
            return ("o", self._office_index.setdefault(plain(surface), len(self._office_index)))
        if self.kind not in LABELLED or not piece.extra or piece.head in self._members_of:
            return ("", -1)
        form = ThingForm(surface=surface, kind="person", head=piece.head, lead=surface)
        return ("t", self.things.add(form, run.count, run.first))

    def _note_offices(self) -> None:
        """Which offices stand before which names, so that the office alone can find its holder."""
        for run, pieces in zip(self.scan.runs, self.pieces, strict=True):
            for piece in pieces:
                if piece.kind == "person" and piece.name_start > piece.start:
                    office = plain(clean(run.text[piece.start : piece.name_start]))
                    self.offices.setdefault(office, set()).add(self._form_of(piece))

    def resolve(self, kind: str | None, authors: Sequence[str]) -> People:
        self.kind = kind
        self._enter()
        given = self.words.given
        fold = self.words.pack.fold
        grouping = Grouping(self.forms, lambda word: fold(word) in given, self.seeds, self.packed)
        people = People()
        ids = Ids(entry.id for entry in self.authority.entries)
        person_ids = self._person_entities(grouping, people, ids)
        self._authors(grouping, person_ids, people, ids, kind, authors)
        self._holders(grouping, person_ids)
        things, thing_ids = self.things.entities(ids)
        people.entities += things
        for entity in people.entities:
            if entity.authority is not None and entity.kind != "person":
                self._take_over(entity, entity.authority)
        self._mentions(people, grouping, person_ids, thing_ids)
        met = dict.fromkeys(mention.entity for mention in people.mentions)
        people.entities += [self._unnamed[id] for id in met if id in self._unnamed]
        people.by_id.update((entity.id, entity) for entity in people.entities)
        return people

    def _person_entities(self, grouping: Grouping, people: People, ids: Ids) -> list[str]:
        ambiguous: dict[int, list[str]] = {}
        for i, fits in enumerate(grouping.fits):
            if len(fits) > 1:
                for p in fits:
                    ambiguous.setdefault(p, []).extend(self.surfaces[i])
        made: list[str] = []
        users = {grouping.fits[index][0]: id for id, index in self.users.items()}
        for p, person in enumerate(grouping.persons):
            surfaces = sorted(
                (surface for i in person.forms for surface in self.surfaces[i].values()),
                key=lambda surface: (-surface.count, surface.first, surface.text),
            )
            texts = tuple(dict.fromkeys(clean(surface.text) for surface in surfaces))
            name = " ".join(name_case(word, self.words) for word in person.name)
            if len(person.name) == 1 and texts and person.ranks:
                name = next((text for text in texts if plain(text).split()[-1] in person.ranks), name)
            titles: dict[str, int] = {}
            for i in person.forms:
                for title, count in self.titles[i].items():
                    titles[title] = titles.get(title, 0) + count
            entity = Entity(
                id=users.get(p) or ids.make(name),
                kind="person",
                name=name,
                aliases=texts,
                context_aliases=tuple(dict.fromkeys(ambiguous.get(p, ()))),
                titles=tuple(sorted(titles, key=lambda title: (-titles[title], title))),
                rule="person",
            )
            made.append(self._take_over(entity, users.get(p)))
            if texts:
                people.entities.append(entity)
            else:
                self._unnamed[entity.id] = entity
        return made

    def _take_over(self, entity: Entity, id: str | None) -> str:
        """Give an entity what the user's entry says of it."""
        entry = self.authority.by_id(id) if id else None
        if entry is not None:
            entity.id, entity.kind, entity.name, entity.authority = entry.id, entry.kind, entry.name, entry.id
            if not entry.pack:  # a pack's names are of all texts; those of this text are enough
                entity.aliases = tuple(dict.fromkeys((*entry.aliases, *entity.aliases)))
            entity.context_aliases = tuple(dict.fromkeys((*entry.context_aliases, *entity.context_aliases)))
            entity.titles = tuple(dict.fromkeys((*entry.titles, *entity.titles)))
        return entity.id

    def _holders(self, grouping: Grouping, person_ids: list[str]) -> None:
        """The one person that the document names with an office, for each office used without a name."""
        self.holders: list[str | None] = []
        for office in self._office_index:
            owners = {tuple(grouping.fits[i]) for i in self.offices[office]}
            only = next(iter(owners)) if len(owners) == 1 else ()
            self.holders.append(person_ids[only[0]] if len(only) == 1 else None)

    def _authors(
        self,
        grouping: Grouping,
        person_ids: list[str],
        people: People,
        ids: Ids,
        kind: str | None,
        authors: Sequence[str],
    ) -> None:
        me = _SELF["tr" if self.words.turkish else "en"]
        by_id = {entity.id: entity for entity in people.entities}
        for name in authors:
            words = tuple(name.split())
            key = tuple(plain(word) for word in words)
            index = self._form_index.get((key, (), frozenset(), False, self.words.gender(words)))
            if index is not None and grouping.fits[index]:
                people.authors.append(person_ids[grouping.fits[index][0]])
        if kind in FIRST_PERSON:
            if not people.authors:
                name = _AUTHOR["tr" if self.words.turkish else "en"]
                people.entities.append(Entity(ids.make("author"), "person", name, rule="author"))
                by_id[people.entities[-1].id] = people.entities[-1]
                people.authors.append(people.entities[-1].id)
            first = by_id[people.authors[0]]
            first.aliases = (*first.aliases, me)

    def _mentions(self, people: People, grouping: Grouping, person_ids: list[str], thing_ids: list[str]) -> None:
        scan, mentions = self.scan, people.mentions
        recent: dict[int, int] = {}
        doubted: set[int] = set()
        clock = 0
        paragraphs = self.document.paragraphs
        for occurrence, which in enumerate(scan.which):
            slots = self.slots[which]
            if not slots:
                continue
            base = scan.starts[occurrence]
            odd = scan.odd.get(occurrence)
            for piece, (sort, index) in zip(self.pieces[which], slots, strict=True):
                if index < 0 or piece.hidden:
                    continue
                start, end, stop = piece.start, piece.end, piece.stop
                if odd is None:
                    start, end, stop = base + start, base + end, base + stop
                else:
                    paragraph = paragraphs[odd[0]]
                    start = paragraph.locate(odd[1] + start)
                    end, stop = (paragraph.locate(odd[1] + at, end=True) for at in (end, stop))
                if sort == "p":
                    fits = grouping.fits[index]
                    clock += 1
                    best = fits[0] if len(fits) == 1 else max(fits, key=lambda p: (recent.get(p, -1), -p))
                    recent[best] = clock
                    entity: str | None = person_ids[best]
                    if len(fits) > 1 and index not in doubted:
                        doubted.add(index)
                        people.doubts.append(Doubt(start, end, "person.ambiguous", tuple(person_ids[p] for p in fits)))
                else:
                    entity = self.holders[index] if sort == "o" else thing_ids[index]
                if entity is not None:
                    mentions.append(Mention(start, end, stop, entity, sort))
        mentions.sort(key=lambda mention: mention.start)
