"""The codebook: codes in a tree, each with its definition and rule of use, and the changes a codebook can go through.

A codebook is a value; a change gives a new one with the next version, and says what becomes of the codings. The parts
of a code follow content analysis: definition, rule of use, counter-example and anchor example (Mayring 2014,
*Qualitative Content Analysis*, ch. 6.5; Schreier 2012, *Qualitative Content Analysis in Practice*, ch. 5).

A coding names its code by ``id``. What was merged or renamed stays known in ``formerly``, so that a topic that a
program proposes under an old id is shown under the present one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from tanik.errors import Phrase, SettingError
from tanik.translation import N_

Applies = Literal["span", "statement"]
APPLIES: tuple[Applies, ...] = ("span", "statement")
BOTH: frozenset[Applies] = frozenset(APPLIES)
MOST_CODES = 20_000
"""No codebook has more; the largest in print have some hundreds."""
DEEPEST = 50
"""Levels of the tree; a deeper one is a mistake."""
_ID = re.compile(r"\w[\w.\-]{0,99}")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class AnchorSpan:
    """The passage of a source that shows a code at its best. Code points, half-open; ``quote`` are its exact words."""

    source: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Code:
    """One category. Texts are by language (``"tr"``, ``"en"`` ...).

    ``id``: unique in the codebook, letters, digits, ``_``, ``-`` and ``.``; ``parent``: id of the code above, or None;
    ``names``: at least one; ``anchor``: an example in words, ``anchor_span``: the same as a place in a source;
    ``colour``: ``#rrggbb`` or ``""``; ``applies``: to spans, to statements (a topic), or to both; ``formerly``: ids
    that were merged into this code or renamed to it; ``retired``: no longer offered, kept for what was coded with it;
    ``uid``: 32 hex characters, the same for ever (derived from codebook and id where a file gives none).
    """

    id: str
    parent: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    definition: Mapping[str, str] = field(default_factory=dict)
    rule: Mapping[str, str] = field(default_factory=dict)
    counter_example: Mapping[str, str] = field(default_factory=dict)
    anchor: Mapping[str, str] = field(default_factory=dict)
    anchor_span: AnchorSpan | None = None
    colour: str = ""
    applies: frozenset[Applies] = BOTH
    literature: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    retired: bool = False
    uid: str = ""

    def name(self, language: str = "en") -> str:
        """The name in a language, else in any, else the id."""
        return self.names.get(language) or next(iter(self.names.values()), self.id)


@dataclass(frozen=True, slots=True)
class Codebook:
    """``name``: short and without blanks (``"viewpoints"``); ``titles``: for people, by language; ``version`` from 1.

    ``codes``: in the order of the file; a parent need not stand before its children. Making one checks it: SettingError
    T485 (an id twice), T486 (an unknown parent), T487 (a cycle, or too deep), T489 (what cannot be).
    """

    name: str
    version: int = 1
    codes: tuple[Code, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    literature: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "codes", tuple(_with_uid(code, self.name) for code in self.codes))
        _check(self)

    def title(self, language: str = "en") -> str:
        return self.titles.get(language) or next(iter(self.titles.values()), self.name)

    def get(self, id: str) -> Code | None:
        """The code with an id, or that took the id's place; None when there is none."""
        former = None
        for code in self.codes:
            if code.id == id:
                return code
            if id in code.formerly:
                former = code
        return former

    def code(self, id: str) -> Code:
        """As :meth:`get`. Raises SettingError T488 when there is none."""
        found = self.get(id)
        if found is None:
            raise SettingError(
                "T488",
                N_("The codebook “{book}” has no code “{code}”."),
                N_("“tanik codebook show” lists its codes with their ids."),
                book=self.name,
                code=id,
            )
        return found

    def children(self, id: str | None) -> tuple[Code, ...]:
        """The codes directly under a code, or the topmost ones (None), in order."""
        return tuple(code for code in self.codes if code.parent == id)

    def walk(self) -> Iterator[tuple[int, Code]]:
        """Every code with its depth (0 at the top), parents before their children."""
        under: dict[str | None, list[Code]] = {}
        for code in self.codes:
            under.setdefault(code.parent, []).append(code)
        stack = [(0, code) for code in reversed(under.get(None, []))]
        while stack:
            depth, code = stack.pop()
            yield depth, code
            stack += [(depth + 1, child) for child in reversed(under.get(code.id, []))]

    def below(self, id: str) -> frozenset[str]:
        """The ids of a code and of everything under it."""
        found, todo = {id}, [id]
        while todo:
            above = todo.pop()
            new = [code.id for code in self.codes if code.parent == above and code.id not in found]
            found.update(new)
            todo += new
        return frozenset(found)

    def present(self) -> Mapping[str, str]:
        """The present id by every id that was ever one of this codebook's."""
        former = {old: code.id for code in self.codes for old in code.formerly}
        return former | {code.id: code.id for code in self.codes}


@dataclass(frozen=True, slots=True)
class Change:
    """What a change leads to. ``moved``: new id by the old id of a code, for every coding made with the old one."""

    book: Codebook
    act: str
    moved: Mapping[str, str] = field(default_factory=dict)


def code_uid(book: str, id: str) -> str:
    """The uid of a code whose file gives none: the same wherever the same codebook is read."""
    return hashlib.sha256(f"code\x1f{book}\x1f{id}".encode("utf-8", "replace")).hexdigest()[:32]


def free_id(taken: Iterable[str], name: str) -> str:
    """An id made from a name that is not ``taken``: ``"Güç dengesi"`` gives ``"güç_dengesi"``, or ``güç_dengesi.2``."""
    base = "_".join(re.findall(r"\w+", name.replace("İ", "i").lower()))[:90]
    used, number, id = set(taken), 1, base or "code"
    while id in used:
        number += 1
        id = f"{base or 'code'}.{number}"
    return id


# Changes. Each gives the next version; none loses a coding.


def add(book: Codebook, code: Code, *, after: str | None = None) -> Change:
    """Put a code in, at the end or right behind the code ``after``."""
    if book.get(code.id) is not None:
        raise _double(book.name, code.id)
    codes = list(book.codes)
    at = len(codes) if after is None else codes.index(book.code(after)) + 1
    codes.insert(at, code)
    return Change(_next(book, codes), "add")


def rename(book: Codebook, id: str, names: Mapping[str, str] | None = None, *, new_id: str | None = None) -> Change:
    """Give a code other names (by language; the others stay), or another id, under which its codings go on."""
    code = book.code(id)
    fresh = replace(code, names={**code.names, **(names or {})})
    if new_id is None or new_id == code.id:
        return Change(_swap(book, {code.id: fresh}), "rename")
    if new_id not in code.formerly and book.get(new_id) is not None:
        raise _double(book.name, new_id)
    former = tuple(one for one in (*code.formerly, code.id) if one != new_id)
    fresh = replace(fresh, id=new_id, formerly=former)
    codes = [replace(each, parent=new_id) if each.parent == code.id else each for each in book.codes]
    codes = [fresh if each.id == code.id else each for each in codes]
    return Change(_next(book, codes), "rename", {code.id: new_id})


def edit(book: Codebook, code: Code) -> Change:
    """Put another definition, rule, example, colour ... in the place of what a code had; its id stays."""
    present = book.code(code.id)
    return Change(_swap(book, {present.id: replace(code, uid=present.uid, formerly=present.formerly)}), "edit")


def move(book: Codebook, id: str, parent: str | None) -> Change:
    """Hang a code, with everything under it, under another one, or at the top (None)."""
    code = book.code(id)
    above = None if parent is None else book.code(parent).id
    if above is not None and above in book.below(code.id):
        raise _cycle(book.name, code.id)
    return Change(_swap(book, {code.id: replace(code, parent=above)}), "move")


def merge(book: Codebook, ids: Sequence[str], into: str) -> Change:
    """Make one code of several: their codings become codings with ``into``, their children come under it."""
    target = book.code(into)
    gone = {book.code(id).id for id in ids} - {target.id}
    if not gone:
        raise _impossible(book.name, Phrase(N_("a code cannot be merged with itself")))
    former = list(target.formerly)
    for code in book.codes:
        if code.id in gone:
            former += [code.id, *code.formerly]
    parent = target.parent
    parents = {code.id: code.parent for code in book.codes}
    while parent in gone:
        parent = parents[parent]
    fresh = replace(target, parent=parent, formerly=tuple(dict.fromkeys(former)))
    codes = [
        fresh if code.id == target.id else replace(code, parent=target.id) if code.parent in gone else code
        for code in book.codes
        if code.id not in gone
    ]
    return Change(_next(book, codes), "merge", dict.fromkeys(sorted(gone), target.id))


def split(book: Codebook, id: str, parts: Sequence[Code], *, rest: str | None = None) -> Change:
    """Divide a code: the new codes ``parts`` stand under it.

    Its codings stay with it, or all go to the part ``rest``; which coding goes to which part is said to the study.
    """
    code = book.code(id)
    if not parts:
        raise _impossible(book.name, Phrase(N_("a code is split into at least one new code")))
    for part in parts:
        if book.get(part.id) is not None:
            raise _double(book.name, part.id)
    if rest is not None and rest not in {part.id for part in parts}:
        raise _impossible(book.name, Phrase(N_("“{code}” is none of the new codes"), code=rest))
    codes = list(book.codes)
    at = codes.index(code) + 1
    codes[at:at] = [replace(part, parent=code.id) for part in parts]
    return Change(_next(book, codes), "split", {} if rest is None else {code.id: rest})


def remove(book: Codebook, id: str, *, into: str | None = None) -> Change:
    """Take a code away; its children come under its parent.

    With ``into`` its codings go to that code; without, the code stays as *retired*: it is offered no more, and what was
    coded with it keeps it.
    """
    code = book.code(id)
    if into is not None:
        target = book.code(into)
        if target.id == code.id:
            raise _impossible(book.name, Phrase(N_("a code cannot be merged with itself")))
        lifted = [replace(each, parent=code.parent) if each.parent == code.id else each for each in book.codes]
        change = merge(Codebook(book.name, book.version, tuple(lifted), book.titles, book.literature), [id], into)
        return Change(change.book, "remove", change.moved)
    codes = [
        replace(each, retired=True)
        if each.id == code.id
        else replace(each, parent=code.parent)
        if each.parent == code.id
        else each
        for each in book.codes
    ]
    return Change(_next(book, codes), "remove")


def take_over(book: Codebook, newer: Codebook) -> Change:
    """Put a codebook from a file in the place of the one of the same name.

    A code that the file no longer has is kept as retired, unless one of its codes names it in ``formerly``.
    """
    former = {old: code.id for code in newer.codes for old in code.formerly}
    here = {code.id for code in newer.codes}
    gone = [code for code in book.codes if code.id not in here]
    kept = [
        replace(code, retired=True, parent=code.parent if code.parent in here else None)
        for code in gone
        if code.id not in former
    ]
    uids = {code.id: code.uid for code in book.codes}
    codes = [replace(code, uid=uids.get(code.id, code.uid)) for code in newer.codes]
    fresh = Codebook(book.name, book.version + 1, (*codes, *kept), newer.titles, newer.literature)
    return Change(fresh, "use", {code.id: former[code.id] for code in gone if code.id in former})


def _swap(book: Codebook, fresh: Mapping[str, Code]) -> Codebook:
    return _next(book, [fresh.get(code.id, code) for code in book.codes])


def _next(book: Codebook, codes: Iterable[Code]) -> Codebook:
    return Codebook(book.name, book.version + 1, tuple(codes), book.titles, book.literature)


# Checks


def _with_uid(code: Code, book: str) -> Code:
    return code if code.uid else replace(code, uid=code_uid(book, code.id))


def _check(book: Codebook) -> None:
    if not _ID.fullmatch(book.name):
        raise _impossible(book.name, Phrase(N_("“{name}” cannot be its short name"), name=book.name))
    if book.version < 1:
        raise _impossible(book.name, Phrase(N_("a version is a whole number from 1")))
    if len(book.codes) > MOST_CODES:
        raise _impossible(book.name, Phrase(N_("it has more than {most} codes"), most=MOST_CODES))
    parents: dict[str, str | None] = {}
    for code in book.codes:
        _check_code(book.name, code)
        if code.id in parents:
            raise _double(book.name, code.id)
        parents[code.id] = code.parent
    for code in book.codes:
        if code.parent is not None and code.parent not in parents:
            raise SettingError(
                "T486",
                N_("In the codebook “{book}” the code “{code}” stands under “{parent}”, which does not exist."),
                N_("Write the id of another code as its parent, or leave the parent out."),
                book=book.name,
                code=code.id,
                parent=code.parent,
            )
    _check_depth(book.name, parents)


def _check_depth(book: str, parents: Mapping[str, str | None]) -> None:
    depths: dict[str, int] = {}
    for id in parents:
        way: list[str] = []
        at: str | None = id
        while at is not None and at not in depths:
            way.append(at)
            if len(way) > DEEPEST:
                raise _cycle(book, id)
            at = parents[at]
        base = 0 if at is None else depths[at]
        for steps, each in enumerate(reversed(way), 1):
            depths[each] = base + steps
            if base + steps > DEEPEST:
                raise _cycle(book, id)


def _check_code(book: str, code: Code) -> None:
    if not _ID.fullmatch(code.id):
        raise _impossible(book, Phrase(N_("“{id}” cannot be the id of a code"), id=code.id[:60]))
    if code.colour and not _COLOUR.fullmatch(code.colour):
        raise _impossible(
            book, Phrase(N_("“{colour}” is no colour for the code “{code}”"), colour=code.colour[:60], code=code.id)
        )
    if not code.applies or not code.applies <= BOTH:
        raise _impossible(
            book, Phrase(N_("the code “{code}” applies to spans, to statements or to both"), code=code.id)
        )


def _double(book: str, id: str) -> SettingError:
    return SettingError(
        "T485",
        N_("The codebook “{book}” has the code “{code}” twice."),
        N_("Give one of them another id."),
        book=book,
        code=id,
    )


def _cycle(book: str, id: str) -> SettingError:
    return SettingError(
        "T487",
        N_("In the codebook “{book}” the code “{code}” stands under itself, or more than {deepest} levels deep."),
        N_("Look at the parents of this code: one of them has to stand at the top."),
        book=book,
        code=id,
        deepest=DEEPEST,
    )


def _impossible(book: str, problem: Phrase) -> SettingError:
    return SettingError(
        "T489",
        N_("The codebook “{book}” cannot be like this: {problem}."),
        N_("An id has letters, digits, “_”, “-” and “.”; a colour is written as #rrggbb."),
        book=book[:60],
        problem=problem,
    )
