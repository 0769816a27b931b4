"""Amounts: how much of what, with the words as printed, the number and the unit in one form.

A number in digits or words directly before what it counts (or behind a sign such as £). What is counted, and how
numbers are written, is data: ``languages/*/amounts.toml``. Numbers that count nothing known (years, pages) are no
amounts; a number of millions or with a half that follows an amount takes over its unit, and "six and a half" after "ten
million roubles" its millions too; ``inherited`` says so.

Needs: nothing but the text. Linear in its length.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

from tanik.languages.pack import language

_TOKEN = re.compile(r"\d[\d.,\u00a0\u202f]*|[^\W\d_]+(?:['’][^\W\d_]+)*|[£$₺]")
_RANGE = re.compile(r"\s?[-–]\s?")
_GAP = re.compile(r"[\s\u00ad]{0,3}-?[\s\u00ad]{0,3}")
_LARGEST = 10**15


@dataclass(frozen=True, slots=True)
class Amount:
    """``start``, ``end``: code points; ``value``: the number; ``upto``: the upper end of ``5-6 million``.

    ``unit``: of the language data, in one form for all languages (``gold_rouble``); ``kind``: money, arms, weight,
    supplies, people; ``inherited``: ``unit`` or ``scale`` (and unit) are those of the amount before; ``about``: the
    text says about, at least ...; ``vague``: it says a few thousand, so that ``value`` is the size only.
    """

    start: int
    end: int
    value: float
    upto: float | None
    unit: str
    kind: str
    inherited: Literal["", "unit", "scale"] = ""
    about: bool = False
    vague: bool = False


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Number:
    """``first``, ``after``: tokens it is made of; ``large``: it has a scale word or a half."""

    first: int
    after: int
    value: float
    upto: float | None
    large: bool


class AmountFinder:
    """Finds the amounts of texts in one language."""

    def __init__(self, code: str) -> None:
        self._pack = language(code)
        rules: dict[str, Any] = self._pack.rules("amounts")
        numbers = rules.get("numbers", {})
        self._decimal = str(numbers.get("decimal", "."))
        self._words: dict[str, int] = numbers.get("words", {})
        self._scales: dict[str, int] = numbers.get("scales", {})
        self._half, self._half_alone, self._joiners, self._articles, self._about, self._between, self._vague = (
            tuple(numbers.get(name, ()))
            for name in ("half", "half_alone", "joiners", "articles", "about", "between", "vague")
        )
        self._signs: dict[str, str] = rules.get("signs", {})
        units = rules.get("units", {})
        self._kind = {unit: kind for kind, group in units.items() for unit in group}
        forms = [(form, unit) for group in units.values() for unit, found in group.items() for form in found]
        self._forms: dict[str, list[tuple[str, str]]] = {}
        for form, unit in sorted(forms, key=lambda pair: (-len(pair[0]), pair)):
            self._forms.setdefault(form[:2], []).append((form, unit))

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[Amount]:
        """The amounts of ``text[start:end]``, in order, with offsets into ``text``."""
        stop = len(text) if end is None else end
        folded = self._pack.fold(text[start:stop])
        if len(folded) != stop - start:
            folded = text[start:stop].lower().ljust(stop - start)[: stop - start]
        tokens = [_Token(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(folded)]
        found: list[Amount] = []
        at = 0
        while at < len(tokens):
            number = self._number(folded, tokens, at)
            if number is None:
                at += 1
                continue
            amount = self._amount(folded, tokens, number, found[-1] if found else None)
            if amount is not None:
                found.append(amount)
            at = number.after
        return [replace(each, start=each.start + start, end=each.end + start) for each in found]

    def _amount(self, folded: str, tokens: list[_Token], number: _Number, before: Amount | None) -> Amount | None:
        first, last = tokens[number.first], tokens[number.after - 1]
        before_it = folded[max(0, first.start - 16) : first.start].rstrip()
        about = before_it.endswith(self._about)
        vague = self._scale(first.text) is not None and before_it.endswith(self._vague)
        begin = first.start
        unit, end, value = "", last.end, number.value
        inherited: Literal["", "unit", "scale"] = ""
        if number.first and tokens[number.first - 1].text in self._signs and tokens[number.first - 1].end == begin:
            unit, begin = self._signs[tokens[number.first - 1].text], begin - 1
        else:
            unit, end = self._unit(folded, tokens, number.after)
            end = end or last.end
        if not unit and before is not None and number.large and begin - before.end < 200:
            unit, inherited = before.unit, "unit"
            if value < 1000 and before.value >= 1_000_000:
                value, inherited = value * (10**9 if before.value >= 10**9 else 10**6), "scale"
        if not unit:
            return None
        return Amount(begin, end, value, number.upto, unit, self._kind.get(unit, ""), inherited, about, vague)

    def _unit(self, folded: str, tokens: list[_Token], at: int) -> tuple[str, int]:
        """The unit that follows a number and where its word ends; "" and 0 when none does."""
        for skipped in range(3):
            if at + skipped >= len(tokens):
                break
            token = tokens[at + skipped]
            if folded[tokens[at + skipped - 1].end : token.start].strip(" \n\u00a0-"):
                break  # something stands between: a comma, a parenthesis
            for form, unit in self._forms.get(token.text[:2], ()):
                plain = form.rstrip("$")
                if not folded.startswith(plain, token.start):
                    continue
                end = token.start + len(plain)
                while end < len(folded) and (folded[end].isalnum() or folded[end] in "'’"):
                    end += 1
                whole = end == token.start + len(plain) or folded[token.start + len(plain)] in "'’"
                if whole or not form.endswith("$"):
                    return unit, end
            if token.text not in self._between:
                break
        return "", 0

    def _number(self, folded: str, tokens: list[_Token], at: int) -> _Number | None:
        """The number that begins at a token: digits and words of number as far as they belong together."""
        total = current = 0.0
        upto: float | None = None
        seen = large = False
        least = ceiling = math.inf
        """The next word of number has to be smaller: twenty five, not five twenty."""
        place = at
        while place < len(tokens):
            token = tokens[place]
            if place > at and not _GAP.fullmatch(folded[tokens[place - 1].end : token.start]):
                break
            if token.text[0].isdigit():
                if seen:
                    if upto is None and place == at + 1 and _RANGE.fullmatch(folded[tokens[at].end : token.start]):
                        upto = self._digits(token.text)
                        place += 1
                        continue
                    break
                value = self._digits(token.text)
                if value is None:
                    return None
                current, seen, least = value, True, 0.0
            elif (step := self._step(tokens, place, seen)) is not None:
                what, value, used = step
                if what == "word" and value >= least:
                    if current >= value or not _RANGE.fullmatch(folded[tokens[place - 1].end : token.start]):
                        break
                    upto = value
                elif what == "word":
                    current, least = current + value, min(least, _rank(value))
                elif what == "half":
                    current, large = current + 0.5, True
                elif value >= ceiling:
                    break  # a thousand thousand is no number
                else:
                    ceiling = value if value > 100 else ceiling
                    large, least = large or value > 100, 100.0
                    current = (current or 1.0) * value
                    upto = upto * value if upto is not None else None
                    if value > 100:
                        total, current = total + current, 0.0
                seen = True
                place += used - 1
            else:
                break
            place += 1
        if not seen or not 0 < total + current < _LARGEST:
            return None
        return _Number(at, place, total + current, upto, large)

    def _step(self, tokens: list[_Token], at: int, seen: bool) -> tuple[str, float, int] | None:
        """What a word adds to a number: its kind, its value, and how many tokens it takes."""
        word = tokens[at].text
        if word in self._words:
            return "word", float(self._words[word]), 1
        if (scale := self._scale(word)) is not None:
            return "scale", float(scale), 1
        if word in self._half and seen:
            return "half", 0.5, 1
        following = [token.text for token in tokens[at + 1 : at + 3]]
        if word in self._half_alone and not seen:
            skip = 1 if following and following[0] in self._articles else 0
            if len(following) > skip and self._scale(following[skip]) is not None:
                return "half", 0.5, 1 + skip
        if word in self._joiners and seen:
            if word == "and" and following[:1] and following[0] in self._articles and following[1:] == ["half"]:
                return "half", 0.5, 3
            if word == "and" and following[:1] and (following[0] in self._words or self._scale(following[0])):
                return "word", 0.0, 1
        if word in self._articles and not seen and following and self._scale(following[0]) is not None:
            return "word", 0.0, 1
        return None

    def _scale(self, word: str) -> int | None:
        """The value of a word of scale, also with a case ending if the word is long enough to be sure."""
        stem = re.split("['’]", word)[0]
        if stem in self._scales:
            return self._scales[stem]
        return next((value for form, value in self._scales.items() if len(form) > 4 and stem.startswith(form)), None)

    def _digits(self, text: str) -> float | None:
        """``1.250.000``, ``6,5``, ``10 000`` as the language writes them; None for what is neither."""
        plain = text.rstrip(".,\u00a0\u202f").replace("\u00a0", "").replace("\u202f", "")
        group = "." if self._decimal == "," else ","
        if re.fullmatch(rf"\d{{1,3}}(?:{re.escape(group)}\d{{3}})+(?:{re.escape(self._decimal)}\d+)?", plain):
            plain = plain.replace(group, "")
        plain = plain.replace(self._decimal, ".")
        return float(plain) if re.fullmatch(r"\d{1,15}(?:\.\d{1,9})?", plain) else None


def _rank(value: float) -> float:
    """What may follow a word of number: after tens the ones, after ones nothing."""
    return 10.0 if value >= 20 or value == 10 else 1.0 if value else math.inf


@cache
def amount_finder(code: str) -> AmountFinder:
    return AmountFinder(code)


def find_amounts(text: str, code: str, skip: Sequence[tuple[int, int]] = ()) -> list[Amount]:
    """The amounts of a text, without those inside one of the ranges of ``skip`` (dates, citations)."""
    found = amount_finder(code).find(text)
    return [each for each in found if not any(a < each.end and each.start < b for a, b in skip)]
