"""The query language over words: a subset of CQL, the corpus query language of CWB and Sketch Engine.

::

    query    = choice [ "within" ("s" | "p") ]
    choice   = sequence { "|" sequence }
    sequence = item { item }
    item     = ( token | "(" choice ")" ) [ "?" | "*" | "+" | "{" n [ "," [ m ] ] "}" ]
    token    = "regex" [flags] | "[" [ test ] "]"
    test     = test "|" test | test "&" test | "!" test | "(" test ")" | name ("=" | "!=") "regex" [flags]
    flags    = "%" { "c" | "l" }
    name     = word | lemma | code | holder | source

A regular expression (RE2) must fit the whole word. Upper and lower case are the same by the rules of the language
(Turkish: ``ısparta`` finds ISPARTA, not İSPARTA), circumflex and kinds of apostrophe too, unless ``%c`` is written;
with ``%l`` letters stand for themselves. ``[]`` is any word. What repeats without limit repeats at most 50 times. A
match never leaves its paragraph; ``within s`` keeps it in one sentence.

Words without quotation marks and brackets are the simple form: each is found as word or as dictionary form, and
``*`` stands for any letters, ``?`` for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from tanik.errors import Phrase, UsageError
from tanik.translation import N_

MOST_REPEATS = 50
_DEEPEST = 50
_LONGEST = 2_000
Name = Literal["word", "lemma", "code", "holder", "source"]


@dataclass(frozen=True, slots=True)
class Test:
    """One condition on a token. ``case``: letters as written; ``literal``: no regular expression."""

    __test__ = False  # no test class for pytest

    name: Name
    pattern: str
    case: bool = False
    literal: bool = False


@dataclass(frozen=True, slots=True)
class Not:
    part: Condition


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple[Condition, ...]


Condition = Test | Not | All | AnyOf


@dataclass(frozen=True, slots=True)
class Token:
    """One word; ``condition`` None: whatever word."""

    condition: Condition | None


@dataclass(frozen=True, slots=True)
class Sequence:
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    item: Item
    least: int
    most: int


Item = Token | Sequence | Choice | Repeat


@dataclass(frozen=True, slots=True)
class Query:
    """``within``: ``"s"`` (one sentence) or ``"p"`` (one paragraph)."""

    item: Item
    within: Literal["s", "p"] = "p"


_SIGN = re.compile(
    r"""\s*(?:(?P<string>"(?:[^"\\]|\\.)*"(?:%[a-z]+)?)|(?P<count>\{\s*\d{1,6}\s*(?:,\s*\d{0,6}\s*)?\})"""
    r"""|(?P<name>[a-z_]+)|(?P<sign>!=|[][()|&!=?*+])|(?P<other>\S))"""
)


def parse_query(text: str) -> Query:
    """A query in its simple form or in the query language. UsageError T790 says where it cannot be understood."""
    if not text.strip():
        raise _wrong(text, 0, N_("it is empty"))
    if len(text) > _LONGEST:
        raise _wrong(text[:40] + " …", _LONGEST, N_("it is too long"))
    if '"' not in text and "[" not in text:
        return Query(Sequence(tuple(Token(_simple(word)) for word in text.split())))
    return _Parser(text).query()


def _simple(word: str) -> Condition:
    jokers = "*" in word or "?" in word
    pattern = "".join({"*": ".*", "?": "."}.get(c, re.escape(c)) for c in word) if jokers else word
    return AnyOf((Test("word", pattern, literal=not jokers), Test("lemma", pattern, literal=not jokers)))


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.signs = list(self._signs())
        self.at = 0
        self.depth = 0

    def _signs(self) -> Iterator[tuple[str, str, int]]:
        for match in _SIGN.finditer(self.text):
            kind = match.lastgroup
            assert kind is not None
            if kind == "other":
                raise _wrong(self.text, match.start(kind), N_("this sign is not known"))
            yield kind, match[kind], match.start(kind)
        yield "end", "", len(self.text)

    def query(self) -> Query:
        item = self.choice()
        within: Literal["s", "p"] = "p"
        if self.take("name", "within"):
            kind, value, _ = self.signs[self.at]
            if kind != "name" or value not in ("s", "p"):
                raise self.wrong(N_("after “within” comes s (sentence) or p (paragraph)"))
            self.at += 1
            within = "s" if value == "s" else "p"
        if self.signs[self.at][0] != "end":
            raise self.wrong(N_("nothing was expected here"))
        return Query(item, within)

    def choice(self) -> Item:
        self.deeper()
        options = [self.sequence()]
        while self.take("sign", "|"):
            options.append(self.sequence())
        self.depth -= 1
        return options[0] if len(options) == 1 else Choice(tuple(options))

    def sequence(self) -> Item:
        items: list[Item] = []
        while (item := self.item()) is not None:
            items.append(item)
        if not items:
            raise self.wrong(N_("a word was expected here"))
        return items[0] if len(items) == 1 else Sequence(tuple(items))

    def item(self) -> Item | None:
        kind = self.signs[self.at][0]
        item: Item
        if kind == "string":
            item = Token(self.test("word"))
        elif self.take("sign", "["):
            item = Token(None if self.signs[self.at][:2] == ("sign", "]") else self.either())
            self.need("]")
        elif self.take("sign", "("):
            item = self.choice()
            self.need(")")
        else:
            return None
        return self.repeated(item)

    def repeated(self, item: Item) -> Item:
        kind, value, _ = self.signs[self.at]
        counts = {"?": (0, 1), "*": (0, MOST_REPEATS), "+": (1, MOST_REPEATS)}.get(value) if kind == "sign" else None
        if kind == "count":
            least, comma, most = (part.strip() for part in value[1:-1].partition(","))
            counts = int(least), int(most) if most else MOST_REPEATS if comma else int(least)
        if counts is None:
            return item
        if not counts[0] <= counts[1] <= MOST_REPEATS:
            raise self.wrong(N_("a word can be repeated at most 50 times"))
        self.at += 1
        return Repeat(item, *counts)

    def either(self) -> Condition:
        self.deeper()
        parts = [self.both()]
        while self.take("sign", "|"):
            parts.append(self.both())
        self.depth -= 1
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def both(self) -> Condition:
        parts = [self.one()]
        while self.take("sign", "&"):
            parts.append(self.one())
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def one(self) -> Condition:
        if self.take("sign", "!"):
            self.deeper()
            part = self.one()
            self.depth -= 1
            return Not(part)
        if self.take("sign", "("):
            inside = self.either()
            self.need(")")
            return inside
        kind, value, _ = self.signs[self.at]
        if kind != "name" or value not in get_args(Name):
            raise self.wrong(N_("here comes word, lemma, code, holder or source"))
        self.at += 1
        differs = self.take("sign", "!=")
        if not differs:
            self.need("=")
        name: Name = next(each for each in get_args(Name) if each == value)
        test = self.test(name)
        return Not(test) if differs else test

    def test(self, name: Name) -> Test:
        kind, value, _ = self.signs[self.at]
        if kind != "string":
            raise self.wrong(N_("here comes a word in straight quotation marks"))
        body, _, flags = value.rpartition('"')
        if set(flags[1:]) - {"c", "l"}:
            raise self.wrong(N_("after the quotation marks only %c and %l are known"))
        self.at += 1
        return Test(name, body[1:].replace('\\"', '"'), case="c" in flags, literal="l" in flags)

    def take(self, kind: str, value: str) -> bool:
        if self.signs[self.at][:2] == (kind, value):
            self.at += 1
            return True
        return False

    def need(self, value: str) -> None:
        if not self.take("sign", value):
            place = {"]": N_("a closing ] is missing"), ")": N_("a closing ) is missing"), "=": N_("an = is missing")}
            raise self.wrong(place[value])

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self.wrong(N_("there are too many brackets in brackets"))

    def wrong(self, what: str) -> UsageError:
        return _wrong(self.text, self.signs[self.at][2], what)


def _wrong(query: str, at: int, what: str) -> UsageError:
    return UsageError(
        "T790",
        N_("The query {query} cannot be understood at character {at}: {what}."),
        N_('Examples: peace treaty   "treat.*"   [lemma="sign"] []{{0,3}} [lemma="treaty"]   (see docs/words.md).'),
        query=query,
        at=at + 1,
        what=Phrase(what),
    )
