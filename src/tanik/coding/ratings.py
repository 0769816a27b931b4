"""The values that several coders gave to the same units: the table from which every coefficient of agreement starts.

A *unit* is a row, a *coder* a column; an empty cell is missing. A value is a category by its text, and at the levels
``ordinal``, ``interval`` and ``ratio`` also a number.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from tanik.errors import SettingError, SourceError
from tanik.translation import N_

Level = Literal["nominal", "ordinal", "interval", "ratio"]
LEVELS: tuple[Level, ...] = ("nominal", "ordinal", "interval", "ratio")
"""Stevens' levels of measurement: named, ordered, with distances, with a true zero."""

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]

MISSING = -1

_NUMBER = re.compile(r"[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d+)?")
_WHOLE = re.compile(r"([+-]?\d+)\.0+")


@dataclass(frozen=True, eq=False)
class Ratings:
    """Who gave which value to which unit.

    ``codes``: units by coders, the position of the value in ``categories``, -1 where it is missing.
    ``categories``: in their order: that of the numbers where all are numbers, that which was declared, else of letters.
    ``values``: the number of every category, or None where not every category is a number.
    ``declared``: the order of the categories was given by the user and means something.
    """

    coders: tuple[str, ...]
    codes: Integers
    categories: tuple[str, ...]
    level: Level = "nominal"
    values: Floats | None = None
    declared: bool = False

    @property
    def ordered(self) -> bool:
        """True when it is known which category is more and which is less."""
        return self.values is not None or self.declared

    @property
    def scores(self) -> Floats:
        """A number for every category: its own, or its place in the order."""
        return self.values if self.values is not None else np.arange(1.0, len(self.categories) + 1)

    def between(self, first: int, second: int) -> Ratings:
        """The same table with two coders only; the categories stay."""
        codes = self.codes[:, [first, second]]
        coders = (self.coders[first], self.coders[second])
        return Ratings(coders, codes, self.categories, self.level, self.values, self.declared)


def number_of(text: str) -> float | None:
    """``"2"``, ``"2.5"`` and ``"2,5"`` as numbers; None for anything else, infinity and "nan" among it."""
    if not _NUMBER.fullmatch(text):
        return None
    number = float(text.replace(",", "."))
    return number if math.isfinite(number) else None


def ratings(
    rows: Iterable[Sequence[Any]],
    *,
    coders: Sequence[str] | None = None,
    level: Level = "nominal",
    categories: Sequence[Any] | None = None,
    lines: Sequence[int] | None = None,
) -> Ratings:
    """A table of ratings from rows of values; None, ``""`` and NaN are missing.

    ``coders``: names of the columns. ``categories``: all categories that could be chosen, in their order (one that
    nobody chose still counts for Brennan-Prediger and Gwet). ``lines``: the line in the file of every row, for
    messages. Raises ``SettingError`` T700 for an unknown level, T709 for a declared category that is no number where
    the level asks for one, and ``SourceError`` T701 for fewer than two coders, T702 for rows of different lengths, T704
    for a value that is no number, T705 for a value that is none of the declared categories.
    """
    check_level(level)
    texts = [[_text(value) for value in row] for row in rows]
    width = len(coders) if coders is not None else max(map(len, texts), default=0)
    names = tuple(coders) if coders is not None else tuple(f"{i + 1}" for i in range(width))
    places = list(lines) if lines is not None else list(range(1, len(texts) + 1))
    if width < 2:
        raise SourceError(
            "T701",
            N_("Agreement needs at least two coders; this table has {coders}."),
            N_("Give one column for each coder and one row for each unit, with the coders' names in the first row."),
            coders=width,
        )
    for row, line in zip(texts, places, strict=True):
        check_width(len(row), width, line)
    texts = _whole_numbers(texts)
    known = None if categories is None else _declared(categories, level)
    numeric = level in ("interval", "ratio") or (level == "ordinal" and known is None)
    if numeric:
        _check_numbers(texts, names, places, level)
    key: Callable[[str], Any] = _number if numeric else str
    order, values = _order({key(value): value for row in reversed(texts) for value in reversed(row) if value}, known)
    at = {key(category): place for place, category in enumerate(order)}
    if known is not None:
        _check_known(texts, names, places, {key(category) for category in known}, key)
    codes = np.array([[at[key(value)] if value else MISSING for value in row] for row in texts], dtype=np.int64)
    return Ratings(names, codes.reshape(len(texts), width), order, level, values, known is not None)


def check_level(level: str) -> None:
    """Raises ``SettingError`` T700 unless ``level`` is one of ``LEVELS``."""
    if level not in LEVELS:
        raise SettingError(
            "T700",
            N_("“{level}” is no level of measurement."),
            N_("Write nominal (names), ordinal (an order), interval (distances) or ratio (distances and a true zero)."),
            level=level,
        )


def check_width(found: int, width: int, line: int) -> None:
    """Raises ``SourceError`` T702 unless a row has a cell for every column."""
    if found != width:
        raise SourceError(
            "T702",
            N_("Row {line} of the table has {found} cells, but the first row names {width} columns."),
            N_("Every row needs one cell for each column; leave a cell empty where a coder gave no value."),
            line=line,
            found=found,
            width=width,
        )


def _text(value: Any) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, float | np.floating) and float(value).is_integer():
        return str(int(value))
    return str(value).strip()


def _whole_numbers(texts: list[list[str]]) -> list[list[str]]:
    """In a table of numbers ``1.0`` is ``1``: programs write a column of whole numbers with gaps like that."""
    if any(value and number_of(value) is None for row in texts for value in row):
        return texts
    return [
        [found[1] if (found := _WHOLE.fullmatch(value)) else value for value in row] if "." in "".join(row) else row
        for row in texts
    ]


def _declared(categories: Sequence[Any], level: Level) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(text for each in categories if (text := _text(each))))
    wrong = [name for name in names if number_of(name) is None]
    if wrong and level in ("interval", "ratio"):
        raise SettingError(
            "T709",
            N_("The category “{category}” is no number, and the level {level} needs numbers."),
            N_("Name numbers as categories, or use --level ordinal for an order in words."),
            category=wrong[0],
            level=level,
        )
    return tuple(sorted(names, key=_number)) if level in ("interval", "ratio") else names


def _check_numbers(texts: list[list[str]], names: Sequence[str], lines: Sequence[int], level: Level) -> None:
    for row, line in zip(texts, lines, strict=True):
        for column, value in zip(names, row, strict=True):
            if value and number_of(value) is None:
                raise SourceError(
                    "T704",
                    N_("Row {line}, column “{column}”: “{value}” is no number, and the level {level} needs numbers."),
                    N_(
                        "Correct the cell, or leave it empty if the value is missing. For names use --level nominal; "
                        "for an order in words add the categories from low to high: --categories low,middle,high"
                    ),
                    line=line,
                    column=column,
                    value=value,
                    level=level,
                )


def _check_known(
    texts: list[list[str]], names: Sequence[str], lines: Sequence[int], known: Set[Any], key: Callable[[str], Any]
) -> None:
    for row, line in zip(texts, lines, strict=True):
        for column, value in zip(names, row, strict=True):
            if value and key(value) not in known:
                raise SourceError(
                    "T705",
                    N_("Row {line}, column “{column}”: “{value}” is none of the categories you named."),
                    N_("Correct the cell, or add the category to --categories."),
                    line=line,
                    column=column,
                    value=value,
                )


def _number(text: str) -> float:
    number = number_of(text)
    assert number is not None
    return number


def _order(found: dict[Any, str], known: tuple[str, ...] | None) -> tuple[tuple[str, ...], Floats | None]:
    """The categories in their order and, where all are different numbers, their numbers."""
    names = sorted(found.values()) if known is None else list(known)
    numbers = [number for name in names if (number := number_of(name)) is not None]
    if not names or len(set(numbers)) < len(names):
        return tuple(names), None
    if known is None:
        names.sort(key=_number)
        numbers.sort()
    elif numbers != sorted(numbers):
        return tuple(names), None  # the user's order is another than that of the numbers
    return tuple(names), np.array(numbers)
