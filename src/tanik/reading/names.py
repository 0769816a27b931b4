"""Names in a run of words: where a person, an organisation, a people, a treaty begins and ends.

A *run* is a chain of words that may belong to one name: capitalised words, and lower-case nouns that head a name
(``Ankara hükümeti``). Every word of a run gets a one-letter tag, and regular expressions over the tags cut the run into
pieces: the same idea as chunking by tag patterns (Abney 1991, Parsing by chunks). A distinct run is cut once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tanik.reading import gazetteer as g
from tanik.reading.gazetteer import Gazetteer, WordClass

SPACE, DOT, LINK, OPEN, CLOSE, OF = range(6)


@dataclass(slots=True)
class RunWord:
    """A word of a run: range in the run's text, its class, and what stands before it (one of the gap codes)."""

    start: int
    stop: int
    word: WordClass
    gap: int


@dataclass(slots=True)
class Run:
    """A distinct run of words. ``opens``: it stands at the start of a sentence; ``article``: after “the”.

    ``gaps``: the gap code before each word. ``words`` are there only while the run is being cut: a large document has
    a hundred thousand runs.
    """

    text: str
    gaps: bytes
    opens: bool
    article: bool
    words: Sequence[RunWord] = ()
    count: int = 0
    first: int = 0
    votes: int = 0
    places: int = 0


@dataclass(slots=True)
class Piece:
    """A part of a run that names something.

    ``start``/``end``: nominative form; ``stop``: end of its last word; ``kind``: an entity kind, or ``person?`` and
    ``name?`` where the document has to decide; ``core``: the words of a personal name (text), ``later``: surname in
    parentheses; ``titles``: folded; ``office``: range of an office before the name is ``start`` to ``name_start``.
    """

    kind: str
    start: int
    end: int
    stop: int
    name_start: int
    core: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    known: str = ""
    head: str = ""
    plural: bool = False
    hidden: bool = False
    extra: tuple[str, ...] = ()


@dataclass(slots=True)
class _Item:
    tag: str
    start: int
    end: int
    stop: int
    key: str
    word: WordClass | None
    known: str = ""


_NAME = r"(?:Z|I+[GUQ][GUQ]?|R[GQ]|[GU]B[GQ]|[GUQ][GUQI]{0,3}R?)"
_LATER = r"(?:\([GUQ]{1,2}\)[GUQ]?)?"
_BEFORE = r"(?:(?:[UGQNPKHh#RW]{0,5}?[Oo]|[Bb]){1,4})"
_PERSON = (
    re.compile(rf"(?P<office>{_BEFORE}?)(?P<name>{_NAME}{_LATER})(?P<after>A+)"),
    re.compile(rf"(?P<office>{_BEFORE})(?P<name>{_NAME}{_LATER})(?P<after>)"),
    re.compile(
        rf"(?P<office>)(?P<name>Z|I+[GUQ][GUQ]?{_LATER}|RG|GR|[GU]BG|G[GUQI]*[GUQ]{_LATER}|(?=[UQI]*G)[GUQI]{{1,3}}\([GUQ]{{1,2}}\))(?P<after>)"
    ),
)
_LABELLED = re.compile(r"(?P<office>O(?:~[UGQPN]{1,3}){0,2})\((?P<name>[GUQ]{1,2})(?P<after>)\)")
_MAYBE = re.compile(r"[UGQ]{2,4}|[UGQ]")
_THING = re.compile(r"s?[UGQNnPKR#hWwA+O]{0,7}?H(?:[hW]{0,2}H){0,2}")
_BARE = re.compile(r"s?[UGQNPKR#]{1,3}h")
_OF = re.compile(r"[UGQNPKhH#]{0,4}[hH](?:~[UGQNPKhHnW#]{1,4}){1,2}")
_MINE = re.compile("[ıiuü]?m[ıiuü]z|")
_OFFICE = re.compile(r"B?s?[UGNPKHh#RW]{0,4}?O(?![UGQI(])|BO")
_OTTOMAN = re.compile(r"(?:iye|iyye|iyesi|usan|umi|umisi|sus|ayun|vekile|eniye|ilat)$")
_FOLK = re.compile(r".{3,}(?:ist|ç[ıiuü]|c[ıiuü]|[bcçdfgğhjklmnprsştvyz]l[ıiuü])l[ae]r")
_FOLK_EN = re.compile(r".{3,}(?:ists|ians|viks|ites)")


class Parser:
    """Cuts runs into pieces. ``common``: the words that the document has in lower case."""

    def __init__(self, gazetteer: Gazetteer, common: set[str], inflected: Callable[[str], bool]) -> None:
        self.inflected = inflected
        self.gazetteer = gazetteer
        self.common = common
        self.fold = gazetteer.pack.fold

    def pieces(self, run: Run) -> list[Piece]:
        """The named pieces of a run, in order, without overlap (hidden ones lie inside others)."""
        items = self._items(run)
        tags = "".join(item.tag for item in items)
        found: list[Piece] = []
        at = 0
        while (
            run.opens and tags[at : at + 1] in ("#", "R") and at + 1 < len(run.words) and run.words[at + 1].gap == DOT
        ):
            if tags[at + 1] in "hHGQ":
                break
            at += 1
        while at < len(items):
            piece, next_at = self._piece_at(run, items, tags, at, found)
            if piece is not None:
                found.append(piece)
            at = max(next_at, at + 1)
        return found

    def _items(self, run: Run) -> list[_Item]:
        words = run.words
        items: list[_Item] = []
        i = 0
        while i < len(words):
            here = words[i]
            if i and here.gap in (LINK, OF):
                items.append(_Item("+" if here.gap == LINK else "~", here.start, here.start, here.start, "", None))
            if here.gap == OPEN and i:
                items.append(_Item("(", here.start, here.start, here.start, "", None))
            taken, key = self._known_at(words, i)
            if taken:
                last = words[i + taken - 1]
                tag = "Z" if self._is_users_person(key) else "P"
                items.append(
                    _Item(
                        tag,
                        here.start,
                        last.start + last.word.end,
                        last.stop,
                        key,
                        last.word,
                        self.gazetteer.known[key].id,
                    )
                )
                i += taken
            else:
                tag = self._tag(run, i, items)
                items.append(_Item(tag, here.start, here.start + here.word.end, here.stop, here.word.key, here.word))
                i += 1
            if (i < len(words) and words[i].gap == CLOSE) or (i == len(words) and self._opened(items)):
                end = items[-1].stop
                items.append(_Item(")", end, end + 1, end + 1, "", None))
        return items

    @staticmethod
    def _opened(items: list[_Item]) -> bool:
        return sum(item.tag == "(" for item in items) > sum(item.tag == ")" for item in items)

    def _known_at(self, words: Sequence[RunWord], i: int) -> tuple[int, str]:
        """How many words from ``i`` make a known name of two words or more, and the key of that name."""
        key, best, best_key = words[i].word.key, 0, ""
        if key not in self.gazetteer.starts:
            return 0, ""
        links = {SPACE: " ", DOT: ". ", LINK: " ve " if self.gazetteer.turkish else " and ", OF: " of "}
        for j in range(i + 1, min(len(words), i + self.gazetteer.longest)):
            if words[j].gap not in links or words[j - 1].word.case:
                break
            key += links[words[j].gap] + words[j].word.key
            known = self.gazetteer.known.get(key)
            if known is not None and (known.small or words[i].word.capital):
                best, best_key = j - i + 1, key
        return best, best_key

    def _is_users_person(self, key: str) -> bool:
        known = self.gazetteer.known[key]
        return known.kind == "person" and known.id.startswith(g.USER)

    def _tag(self, run: Run, i: int, items: list[_Item]) -> str:
        word = run.words[i].word
        roles = word.roles
        before = items[-1].tag if items else ""
        following = run.words[i + 1] if i + 1 < len(run.words) else None
        if not word.capital:
            return self._small_tag(word, before)
        if word.key in self.gazetteer.known and self._is_users_person(word.key):
            return "Z"
        if roles & g.STOP and i == 0 and run.opens:
            return "S"
        if roles & g.INITIAL:
            return self._initial_tag(word, i, following)
        if roles & g.AFTER and ((before and before in "GUQ)ARZ") or not roles & (g.BEFORE | g.OFFICE | g.GIVEN)):
            return "A" if before else "-"
        if roles & (g.BEFORE | g.OFFICE) and not roles & g.HEAD and word.plural:
            return "-"
        if roles & (g.BEFORE | g.OFFICE) and not word.plural:
            return "O" if roles & g.OFFICE and (word.own or not roles & g.BEFORE) else "B"
        if roles & g.GIVEN:
            if roles & (g.HEAD | g.KNOWN | g.ADJECTIVE):
                follows = following is not None and following.word.capital and not word.own and following.gap == SPACE
                if not (follows and following is not None and not following.word.roles & (g.HEAD | g.KNOWN)):
                    return "Q" if roles & g.KNOWN and before in ("G", "I", "Q") else self._thing_tag(word)
            return "G"
        if roles & g.ABBREVIATION and len(word.key) > 3 and self._in_capitals(run, i):
            return "U"
        return self._thing_tag(word, before) if roles & ~(g.STOP | g.LEAD) else "U" if not self._common(run, i) else "s"

    @staticmethod
    def _in_capitals(run: Run, i: int) -> bool:
        """Whether a neighbour is a long word in capitals too: a heading or a label, where capitals say nothing."""
        beside = [*run.words[max(i - 1, 0) : i], *run.words[i + 1 : i + 2]]
        return any(other.word.upper and len(other.word.key) > 4 for other in beside)

    def _initial_tag(self, word: WordClass, i: int, following: RunWord | None) -> str:
        """``I.`` is a number in Turkish and a pronoun in English; a letter without dot is no initial."""
        if word.key == "ı" or (not self.gazetteer.turkish and word.key == "i"):
            return "R" if self.gazetteer.turkish and following is not None and following.gap == DOT else "S"
        if following is not None and (word.key, following.word.key) in (("t", "c"), ("t", "b")):
            return "#"
        if following is None or following.gap != DOT:
            return "S"
        return "I" if following is not None and following.gap == DOT else "U" if i else "S"

    def _thing_tag(self, word: WordClass, before: str = "") -> str:
        roles = word.roles
        if roles & g.HEAD:
            return "H" if word.own or (roles & g.GROUP and word.plural) else "h"
        if roles & g.ADJECTIVE:
            return "N"
        if word.key in self.gazetteer.known:
            return "U" if word.upper and len(word.key) > 2 and before and before in "GQ" else "P"
        if roles & g.NUMBER:
            return "R" if word.capital else "#"
        if roles & g.ABBREVIATION:
            return "U" if word.upper and before and before in "GQIU" else "K"
        if roles & g.WORD:
            return "W"
        return "U"

    def _small_tag(self, word: WordClass, before: str) -> str:
        roles = word.roles
        if roles & g.AFTER and before and before in "GUQ)A":
            return "A"
        if roles & g.HEAD and (word.own or word.plural or not roles & g.OFFICE):
            return "H" if word.own or (roles & g.GROUP and word.plural) else "h"
        if roles & g.OFFICE:
            return "o" if not word.plural else "h"
        if roles & g.BEFORE:
            return "b"
        if roles & g.NUMBER:
            return "#"
        if roles & g.ADJECTIVE:
            return "n"
        return "w" if roles & g.WORD else "-"

    def _common(self, run: Run, i: int) -> bool:
        """Whether a capitalised word at the start of a sentence is a common word."""
        if i == 0 and run.opens:
            word = self.gazetteer.pack.lower(run.text[run.words[0].start : run.words[0].stop])
            return word in self.common or (self.gazetteer.turkish and "'" not in word and self.inflected(word))
        return False

    def _piece_at(
        self, run: Run, items: list[_Item], tags: str, at: int, found: list[Piece]
    ) -> tuple[Piece | None, int]:
        thing = self._thing(run, items, tags, at)
        label = _LABELLED.match(tags, at) if not self.gazetteer.turkish else None
        if label is not None:
            return self._person(run, items, label), label.end()
        for rule, pattern in enumerate(_PERSON):
            match = pattern.match(tags, at)
            if match is None:
                continue
            if (
                rule == 1
                and tags[match.end() : match.end() + 1] in ("O", "h", "H")
                and match.end() - match.start("name") < 3
            ):
                return None, match.end() + 1
            person = self._person(run, items, match)
            if thing is not None and thing[1] > match.end() and (rule == 0 or tags[match.end()] in "Hh"):
                person.hidden = True
                found.append(person)
                return thing
            if rule == 2 and thing is not None and thing[1] == match.end():
                return thing
            return person, match.end()
        if thing is not None:
            return thing
        office = _OFFICE.match(tags, at)
        if office is not None and self.gazetteer.turkish:
            return self._office(run, items, office), office.end()
        ottoman = self._ottoman(run, items, tags, at)
        if ottoman is not None:
            return ottoman, at + 2
        match = _MAYBE.match(tags, at)
        if match is not None:
            return self._maybe(run, items, at, match.end()), match.end()
        return self._alone(run, items[at]), at + 1

    def _person(self, run: Run, items: list[_Item], match: re.Match[str]) -> Piece:
        name = items[match.start("name") : match.end("name")]
        text = run.text
        core: list[str] = []
        later: list[str] = []
        inside = False
        for item in name:
            if item.tag in "()":
                inside = item.tag == "("
                continue
            form = text[item.start : item.end] + ("." if item.tag in "IR" else "")
            (later if inside else core).append(form)
        titled = [
            *items[match.start("office") : match.end("office")],
            *items[match.start("after") : match.end("after")],
        ]
        titles = tuple(item.word.stem for item in titled if item.word is not None and item.tag in "ABOob")
        first, last = items[match.start()], items[match.end() - 1]
        if first.tag in "ob":
            first = name[0]
        stop = last.stop
        kind = "person"
        end = last.end
        if match["after"] and last.word is not None:
            plural = 3 if last.key.endswith(("lar", "ler")) else 0
            end = last.start + last.word.bare - plural if plural or last.word.own == 2 else end
        known = self.gazetteer.known[name[0].key].id if name[0].tag == "Z" else ""
        return Piece(kind, first.start, end, stop, name[0].start, tuple(core), tuple(later), titles, known)

    def _thing(self, run: Run, items: list[_Item], tags: str, at: int) -> tuple[Piece, int] | None:
        match = _OF.match(tags, at) if not self.gazetteer.turkish else None
        match = match or _THING.match(tags, at)
        if match is None or match.end() - at < 2:
            match = _BARE.match(tags, at)
            if match is not None and kind_of(items[match.end() - 1].word.roles) == "group":  # type: ignore[union-attr]
                return None
            if match is None or not all(_is_capital(item) for item in items[at : match.end()]):
                return None
        inside = tags[at : match.end()]
        if inside[0] == "#" and run.opens and match.end() - at > 2 and at == 0 and run.words[1].gap == DOT:
            return None
        start = at
        plus = inside.rfind("+")
        if plus >= 0 and (inside[plus - 1] in "PNKA" or inside[0] in "+") and len(inside) - plus < 4:
            return None
        modifiers = items[start : match.end() - 1]
        head = items[match.end() - 1].word
        assert head is not None
        if (
            kind_of(head.roles) == "group"
            and not head.capital
            and not re.search("[NPKnh]", inside[:-1])
            and head.own != 1
        ):
            return None
        if not any(i.word is not None and (i.word.capital or i.tag in "n#") for i in modifiers) or inside[0] in "oAb+O":
            return None
        end = match.end()
        if head.own == 2 and head.capital and tags[end : end + 1] == "U" and _OTTOMAN.search(items[end].key):
            end += 1
        return self._thing_piece(run, items, start, end), end

    def _office(self, run: Run, items: list[_Item], match: re.Match[str]) -> Piece:
        """An office without a name (``Sivas Valisi``, ``Sayın Başkan``): it may stand for whoever holds it."""
        first, last = items[match.start()], items[match.end() - 1]
        assert last.word is not None
        whole = match.end() - match.start() > 1 or not last.word.own
        return Piece(
            "office", first.start, last.end, last.stop, first.start, head=last.word.stem, extra=("whole",) * whole
        )

    def _ottoman(self, run: Run, items: list[_Item], tags: str, at: int) -> Piece | None:
        """``Heyeti Umumiye``: a head noun in Persian construction with the adjective that follows it."""
        if tags[at : at + 2] not in ("HU", "hU"):
            return None
        word = items[at].word
        if word is None or not word.capital or word.own != 2 or not _OTTOMAN.search(items[at + 1].key):
            return None
        return self._thing_piece(run, items, at, at + 2)

    def _thing_piece(self, run: Run, items: list[_Item], start: int, end: int) -> Piece:
        head = items[end - 1]
        of = next((k for k in range(start + 1, end) if items[k].tag == "~"), None)
        if of is not None:
            head = items[of - 1]
        elif head.tag == "U":
            head = items[end - 2]
        word = head.word
        assert word is not None
        kind = kind_of(word.roles)
        first = items[start].start
        return Piece(
            kind, first, items[end - 1].end, items[end - 1].stop, items[start].start, head=word.stem, plural=word.plural
        )

    def _maybe(self, run: Run, items: list[_Item], at: int, end: int) -> Piece:
        lower = self.gazetteer.pack.lower
        while end - at > 1 and items[at].tag == "U" and lower(run.text[items[at].start : items[at].end]) in self.common:
            at += 1
        core = tuple(run.text[item.start : item.end] for item in items[at:end])
        last = items[end - 1]
        if end - at == 1 and last.word is not None:
            folk = _FOLK if self.gazetteer.turkish else _FOLK_EN
            if folk.fullmatch(last.key):
                return Piece("group", last.start, last.end, last.stop, last.start, plural=True)
        opens = run.opens and at == 0
        kind = "person?" if not opens else "opens?"
        return Piece(kind, items[at].start, last.end, last.stop, items[at].start, core)

    def _alone(self, run: Run, item: _Item) -> Piece | None:
        word = item.word
        if word is None or item.tag in "Ss#RBbo-AI":
            return None
        known = self.gazetteer.known.get(item.key)
        if known is not None and (run.text[item.start].isupper() or known.small):
            return Piece(known.kind, item.start, item.end, item.stop, item.start, known=known.id)
        if item.tag == "K":
            return Piece("organisation", item.start, item.end, item.stop, item.start, head="K")
        folk = self.gazetteer.adjectives.get(item.key)
        if folk is not None and word.capital and word.case and self.gazetteer.turkish:
            return Piece(folk.kind, item.start, item.end, item.stop, item.start, known=folk.id)
        idea = self.gazetteer.ideas.get(item.key) or self.gazetteer.ideas.get(word.stem)
        if idea is not None or (word.roles & g.WORD):
            whole = (
                _MINE.fullmatch(item.key, word.bare)
                or item.tag == "P"
                or not item.key[: word.bare].startswith(word.stem)
            )
            end = item.end if whole else item.start + word.bare
            return Piece(idea or "ideology", item.start, end, item.stop, item.start, head=word.stem, extra=("generic",))
        return None


def _is_capital(item: _Item) -> bool:
    return item.word is not None and (item.word.capital or item.tag == "#")


def kind_of(roles: int) -> str:
    """The entity kind that a head noun makes."""
    for flag, kind in (
        (g.TREATY, "treaty"),
        (g.STATE, "state"),
        (g.ORGANISATION, "organisation"),
        (g.GROUP, "group"),
        (g.EVENT, "event"),
    ):
        if roles & flag:
            return kind
    return "ideology"
