"""The grammar of dates: the patterns of a language pack, compiled, and one pass over a text that finds where they fit.

One regular expression (a tree of all words that can begin a date) looks at every place once; only where it finds
something are the patterns tried, each anchored there and each with bounded repetitions. So the cost is linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from tanik.languages import casing
from tanik.languages.pack import Language

_PIECE = re.compile(r"\{(\w+)(?::(\w+))?\}")
_ROMAN = re.compile(r"(X{0,3})(IX|IV|V?I{0,3})")


@dataclass(frozen=True, slots=True)
class Pattern:
    """``shape``: how the groups are read; ``before``: what must stand left; ``extend``: what belongs to it there."""

    rule: str
    shape: str
    shift: int
    regex: re.Pattern[str]
    before: re.Pattern[str] | None
    extend: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Fit:
    """A place where a pattern fits. ``start``: with the words to its left that belong to it."""

    pattern: Pattern
    start: int
    end: int
    groups: dict[str, str | None]


class Grammar:
    """The dates of one language: where they may begin, how they go on, what their words mean."""

    def __init__(self, language: Language) -> None:
        rules = language.rules("dates")
        self.language = language
        self.months: dict[str, tuple[str, int]] = {}
        for calendar in ("gregorian", "ottoman", "hijri"):
            for number, names in enumerate(rules["months"].get(calendar, []), 1):
                self.months.update({self.key(name): (calendar, number) for name in names})
        self.seasons = {self.key(word): int(code) for code, words in rules["seasons"].items() for word in words}
        self.weekdays = {self.key(name): i for i, name in enumerate(rules["weekdays"]["names"])}
        self.units: dict[str, str] = rules["units"]
        self.markers = {name: tuple(marks) for name, marks in rules["calendars"].items()}
        self.counted = frozenset(rules["years"]["counted"])
        self.numbered = frozenset(rules["years"]["numbered"])
        self.numbers = _number_words(rules["numbers"])
        self._endings: list[str] = sorted(rules["numbers"].get("endings", []), key=len, reverse=True)
        self.anchors = {self.key(name): str(a["date"]) for a in rules.get("date_anchors", []) for name in a["names"]}
        self.known_days = {_month_day(day): int(year) for day, year in rules.get("known_days", {}).items()}
        self.apposition = re.compile(rules["pieces"]["apposition"])
        self._sets_year = re.compile(rules["pieces"]["sets_year"])
        self.that_is = re.compile(rules["pieces"]["that_is"])
        self.every = re.compile(rules["pieces"]["every"])
        self._compile(rules)

    def key(self, word: str) -> str:
        return casing.fold_circumflex(casing.fold_apostrophes(self.language.lower(word)))

    def month(self, word: str) -> tuple[str, int]:
        """Calendar (gregorian, ottoman, hijri) and number of a month name; Roman and Arabic numbers too."""
        if word.isascii() and word.isupper() and (roman := roman_number(word)):
            return "gregorian", roman
        if word.isdigit():
            return "gregorian", int(word)
        return self.months[self.key(word)]

    def number(self, word: str) -> int | None:
        """The number of digits or of words (``on dokuz``, ``nineteenth``)."""
        if word.isdigit():
            return int(word)
        if word.isascii() and word.isupper() and (roman := roman_number(word)):
            return roman
        key = self.key(word).replace("-", " ")
        if key in self.numbers:
            return self.numbers[key]
        for ending in self._endings:
            if key.endswith(ending) and key[: -len(ending)] in self.numbers:
                return self.numbers[key[: -len(ending)]]
        return None

    def sets_year(self, left: str, words: str, right: str) -> bool:
        """Whether a year says when what follows took place (``1921 yılında``, ``In 1905``), not of what it speaks."""
        return self._sets_year.search(f"{left}\x00{words}\x00{right}") is not None

    def find(self, text: str) -> Iterator[Fit]:
        """Every place where a pattern fits, in order, without overlaps."""
        at = 0
        for cue in self._cue.finditer(text):
            start = cue.start()
            if start < at:
                continue
            token = cue.group()
            for pattern in self._by_token.get(token) or self._by_digits[min(len(token), 4)]:
                match = pattern.regex.match(text, start)
                if match is None:
                    continue
                if pattern.before is not None and not pattern.before.search(text, max(0, start - 30), start):
                    continue
                before, at = at, match.end()
                yield Fit(pattern, _extended(pattern, text, start, before), at, match.groupdict())
                break

    def _compile(self, rules: dict[str, Any]) -> None:
        lower_months = bool(rules["months"].get("lower_case", True))
        month_forms = _forms(_all_names(rules["months"]), self.language, lower=lower_months)
        season_forms = _forms(sorted(self.seasons), self.language)
        weekday_forms = _forms(rules["weekdays"]["names"], self.language)
        number_forms = _forms(sorted(self.numbers), self.language)
        event_forms = _forms([name for a in rules.get("date_anchors", []) for name in a["names"]], self.language)
        pieces = {
            **rules["pieces"],
            "month": _tree(month_forms),
            "season": _tree(season_forms),
            "weekday": _tree(weekday_forms),
            "words": _tree(number_forms),
            "event": _tree(event_forms),
        }
        starts: dict[str, list[Pattern]] = {}
        numbered: list[tuple[dict[str, Any], Pattern]] = []
        self._by_token: dict[str, list[Pattern]] = {}
        for row in rules["patterns"]:
            pattern = Pattern(
                row["rule"],
                row["shape"],
                int(row.get("shift", 0)),
                re.compile(_fill(row["regex"], pieces)),
                re.compile(row["before"]) if "before" in row else None,
                re.compile(row["extend"]) if "extend" in row else None,
            )
            if row["start"] == "number":
                numbered.append((row, pattern))
            elif row["start"] == "word":
                for word in row["words"]:
                    self._by_token.setdefault(word, []).append(pattern)
            else:
                starts.setdefault(row["start"], []).append(pattern)
        self._by_digits = {
            digits: [p for row, p in numbered if _may_begin(row["regex"], digits)] for digits in range(1, 5)
        }
        words = list(self._by_token)
        seasons = season_forms if starts.get("season") else []
        kinds = ((month_forms, "month"), (number_forms, "count"), (event_forms, "event"), (seasons, "season"))
        for forms, name in kinds:
            for form in forms:
                self._by_token.setdefault(form, []).extend(starts.get(name, []))
        follow = rules["numbers"]["followed_by"]
        plain = _tree([*month_forms, *words, *(event_forms if starts.get("event") else []), *seasons])
        self._cue = re.compile(rf"(?<![^\W_])(?:\d{{1,4}}(?!\d)|{plain}|{_tree(number_forms)}{follow})")


def roman_number(word: str) -> int | None:
    """A Roman number up to 39, None for other words."""
    match = _ROMAN.fullmatch(word)
    if match is None or not word:
        return None
    ones = match[2]
    value = {"IX": 9, "IV": 4}.get(ones, 5 * ones.count("V") + ones.count("I"))
    return 10 * len(match[1]) + value


@cache
def grammar(language: Language) -> Grammar:
    """The grammar of a language pack, compiled once."""
    return Grammar(language)


def _extended(pattern: Pattern, text: str, start: int, least: int) -> int:
    if pattern.extend is not None:
        match = pattern.extend.search(text, max(least, start - 60), start)
        if match is not None:
            return match.start()
    return start


def _may_begin(regex: str, digits: int) -> bool:
    """Whether a pattern can begin with a number of so many digits: years have four, days one or two."""
    if regex.startswith(("{year", "(?P<dec>")):
        return digits == 4
    return digits <= (2 if regex.startswith(("{day", "(?P<cent>")) else 3)


def _all_names(months: dict[str, Any]) -> list[str]:
    return [
        name for calendar in ("gregorian", "ottoman", "hijri") for names in months.get(calendar, []) for name in names
    ]


def _forms(names: Sequence[str], language: Language, *, lower: bool = True) -> list[str]:
    """Names as written, with and without circumflex, in capitals, with a capital, and in lower case."""
    forms: dict[str, None] = {}
    for name in names:
        for spelling in (name, casing.fold_circumflex(name)):
            forms[spelling] = forms[language.upper(spelling)] = None
            forms[casing.capitalise(spelling, language.code)] = None
            forms[" ".join(casing.capitalise(word, language.code) for word in spelling.split())] = None
            if lower:
                forms[language.lower(spelling)] = None
    return list(forms)


def _tree(words: Sequence[str]) -> str:
    """A regular expression that matches the longest of the words, by a tree of their letters."""
    if not words:
        return r"(?!)"
    root: dict[str, Any] = {}
    for word in words:
        node = root
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _branch(root)


def _branch(node: dict[str, Any]) -> str:
    ends = "" in node
    options = [re.escape(letter) + _branch(child) for letter, child in node.items() if letter]
    if not options:
        return ""
    if len(options) == 1 and not ends:
        return options[0]
    return f"(?:{'|'.join(options)}){'?' if ends else ''}"


def _fill(template: str, pieces: dict[str, str]) -> str:
    """``{name}`` and ``{name:group}`` replaced by the pieces, which may name other pieces."""
    for _ in range(4):
        filled = _PIECE.sub(lambda m: _piece(m, pieces), template)
        if filled == template:
            break
        template = filled
    return template


def _piece(match: re.Match[str], pieces: dict[str, str]) -> str:
    name, group = match[1], match[2]
    if name.isdigit():
        return match[0]
    return f"(?P<{group}>{pieces[name]})" if group else f"(?:{pieces[name]})"


def _number_words(rules: dict[str, Any]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    units, tens, joiner = rules["units"], rules["tens"], rules["joiner"]
    for i, unit in enumerate(units, 1):
        numbers[unit] = i
    for i, ten in enumerate(tens, 1):
        numbers[ten] = 10 * i
        for j, unit in enumerate(units, 1):
            numbers.setdefault(f"{ten}{joiner}{unit}", 10 * i + j)
    numbers[rules["hundred"]] = 100
    numbers.update({word: int(value) for word, value in rules.get("more", {}).items()})
    return {word.replace("-", " "): value for word, value in numbers.items()} | numbers


def _month_day(text: str) -> tuple[int, int]:
    month, day = text.split("-")
    return int(month), int(day)
