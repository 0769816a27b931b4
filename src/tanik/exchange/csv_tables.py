"""Tables of numbers or codings that a user has in a spreadsheet, read strictly: nothing in them is guessed at silently.

Delimiter (comma, semicolon or tab) by the first line, encoding as for sources. Errors name the row as a spreadsheet
numbers it (the first line is row 1) and the column by its name.
"""

from __future__ import annotations

import csv
import difflib
import io
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tanik.errors import DamagedSourceError, EmptySourceError, Phrase, SourceMissingError, UsageError
from tanik.sources.encodings import decode
from tanik.sources.given import Given
from tanik.translation import N_

Day = tuple[int, int, int]

_WHOLE = re.compile(r"-?[0-9]{1,15}(?:\.0{1,6})?")
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:[.,][0-9]{1,15})?(?:[eE]-?[0-9]{1,2})?")
_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:[T ][0-9:.+Z-]*)?)?)?")
_DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
_YES = frozenset(["yes", "true", "agree", "agreement", "evet", "doğru", "katılıyor"])
_NO = frozenset(["no", "false", "disagree", "disagreement", "hayır", "yanlış", "katılmıyor"])
_POLARITY = {
    **dict.fromkeys(["positive", "for", "olumlu", "lehte", "+"], 1),
    **dict.fromkeys(["negative", "against", "olumsuz", "aleyhte", "-", "−"], -1),
    **dict.fromkeys(["neutral", "mixed", "yansız", "karışık", "tarafsız"], 0),
}


@dataclass(frozen=True, slots=True)
class CsvTable:
    """``heads``: names of the columns; ``rows``: cells without blanks around them; ``numbers``: row numbers."""

    path: Path
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]

    def first_of(self, names: Sequence[str]) -> str | None:
        """The first of these columns that the table has."""
        return next((name for name in names if name in self.heads), None)

    def column(self, name: str) -> list[str]:
        """The cells of a column. UsageError (T721) with the nearest names when there is none."""
        place = self._place(name)
        return [row[place] for row in self.rows]

    def whole(self, name: str) -> list[int]:
        """A column of counts: whole numbers from 0. UsageError (T723, T735) naming the cell otherwise."""
        return [int(float(value)) for value in self._checked(name, _WHOLE.fullmatch, N_SHOULD_BE_WHOLE)]

    def numbers_of(self, name: str) -> list[float]:
        """A column of numbers from 0, with a decimal point or comma."""
        texts = self._checked(name, _NUMBER.fullmatch, N_SHOULD_BE_NUMBER)
        return [float(text.replace(",", ".")) for text in texts]

    def _place(self, name: str) -> int:
        if name in self.heads:
            return self.heads.index(name)
        near = _nearest(name, self.heads)
        raise UsageError(
            "T721",
            N_("The table {path} has no column “{column}”; its columns are: {columns}."),
            N_("Did you mean “{near}”?") if near else N_("Write the name as it stands in the first line of the table."),
            path=self.path,
            column=name,
            columns=", ".join(self.heads),
            near=near,
        )

    def _checked(self, name: str, fits: Callable[[str], object], wanted: str) -> list[str]:
        texts = self.column(name)
        for text, number in zip(texts, self.numbers, strict=True):
            if not fits(text):
                raise UsageError(
                    "T723",
                    N_("Row {row}, column “{column}” of {path}: “{value}” is no number that can be used here."),
                    wanted,
                    row=number,
                    column=name,
                    path=self.path,
                    value=_shown(text),
                )
            if text.startswith("-") and text.strip("-0.,"):
                raise UsageError(
                    "T735",
                    N_("Row {row}, column “{column}” of {path}: {value} is negative, but a count cannot be."),
                    N_("Correct the cell; nothing was computed."),
                    row=number,
                    column=name,
                    path=self.path,
                    value=text,
                )
        return texts

    def qualifiers(self, name: str) -> list[int | None]:
        """A column of yes and no, of signs of polarity, or of whole numbers; None where a cell is empty.

        Yes is 1 and no is 0; for, against and neutral are 1, -1 and 0. UsageError (T730) for anything else and for
        words of both kinds in one column.
        """
        values = [_qualifier(text) for text in self.column(name)]
        kinds: dict[str, str] = {}
        for (kind, _), text, number in zip(values, self.column(name), self.numbers, strict=True):
            kinds.setdefault(kind, text)
            if kind == "?" or len(kinds.keys() - {"empty"}) > 1:
                raise UsageError(
                    "T730",
                    N_(
                        "Row {row}, column “{column}” of {path}: “{value}” does not say whether this is for or against."
                    ),
                    N_("Write 1 or 0, yes or no, positive or negative, or whole numbers of one scale, all alike."),
                    row=number,
                    column=name,
                    path=self.path,
                    value=_shown(text),
                )
        return [value for _, value in values]

    def polar(self, name: str) -> bool:
        """Whether the column says for and against in words, which is a scale from -1 to 1 whatever occurs in it."""
        return any(_qualifier(text)[0] == "polarity" for text in self.column(name))

    def dates(self, name: str) -> list[Day | None]:
        """A column of dates: 1921-03-16, 1921-03, 1921 or 16.03.1921; None where a cell is empty.

        A month or day that is not given is 0. UsageError (T731) for anything else.
        """
        found = []
        for text, number in zip(self.column(name), self.numbers, strict=True):
            day = _day(text) if text else None
            if text and day is None:
                raise UsageError(
                    "T731",
                    N_("Row {row}, column “{column}” of {path}: “{value}” is no date that can be used here."),
                    N_("Write dates as 1921-03-16, 1921-03, 1921 or 16.03.1921, or leave the cell empty."),
                    row=number,
                    column=name,
                    path=self.path,
                    value=_shown(text),
                )
            found.append(day)
        return found


N_SHOULD_BE_WHOLE = N_("A whole number from 0 is expected, without separators of thousands, such as 1250.")
N_SHOULD_BE_NUMBER = N_("A number from 0 is expected, without separators of thousands, such as 1250 or 0.5.")


def read_csv_table(path: Path) -> CsvTable:
    """The table of a CSV file with names in its first line.

    SourceMissingError (T301), EmptySourceError (T720) without a line of data, DamagedSourceError (T722) when a row
    does not fit the first line or the quotes do not, UsageError (T734) when two columns have one name.
    """
    if not path.is_file():
        raise SourceMissingError(
            "T301", N_("There is no file “{path}”."), N_("Check the name and the folder."), path=str(path)
        )
    text = decode(Given(path.read_bytes(), path.name)).text.removeprefix("\ufeff")
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    rows: list[tuple[str, ...]] = []
    numbers: list[int] = []
    number = 0
    try:
        for number, cells in enumerate(lines, start=1):
            if any(cell.strip() for cell in cells):
                rows.append(tuple(unicodedata.normalize("NFC", cell).strip() for cell in cells))
                numbers.append(number)
    except csv.Error as error:
        raise _misfit(path, number + 1, N_("a cell is too long or a quotation mark is not closed")) from error
    if len(rows) < 2:
        raise EmptySourceError(
            "T720",
            N_("The table {path} is empty."),
            N_("A first line with the names of the columns and at least one row under it are expected."),
            path=path,
        )
    heads = rows[0]
    for row, place in zip(rows[1:], numbers[1:], strict=True):
        if len(row) != len(heads):
            raise _misfit(path, place, N_("it has more or fewer cells than the first line"))
    _check_heads(path, heads)
    return CsvTable(path, heads, tuple(rows[1:]), tuple(numbers[1:]))


def _misfit(path: Path, row: int, reason: str) -> DamagedSourceError:
    return DamagedSourceError(
        "T722",
        N_("Row {row} of {path} cannot be read: {reason}."),
        N_("Open the table in a spreadsheet, correct the row, and save it as CSV again."),
        row=row,
        path=path,
        reason=Phrase(reason),
    )


def _check_heads(path: Path, heads: Sequence[str]) -> None:
    for name in heads:
        if name and heads.count(name) > 1:
            raise UsageError(
                "T734",
                N_("The table {path} has two columns named “{column}”."),
                N_("Give each column a name of its own."),
                path=path,
                column=name,
            )


def _delimiter(text: str) -> str:
    first = re.sub(r'"[^"]*"', "", text.lstrip("\r\n").split("\n", 1)[0])
    return max(",;\t", key=first.count)


def _nearest(name: str, heads: Sequence[str]) -> str:
    folded = {head.casefold(): head for head in heads}
    found = difflib.get_close_matches(name.casefold(), list(folded), n=1, cutoff=0.5)
    return folded[found[0]] if found else ""


def _qualifier(text: str) -> tuple[str, int | None]:
    word = text.translate({ord("İ"): "i", ord("I"): "ı"}).lower() if text.isupper() else text.lower()
    if not word:
        return "empty", None
    if _WHOLE.fullmatch(text):
        return "number", int(float(text))
    if word in _YES or text.lower() in _YES:
        return "truth", 1
    if word in _NO or text.lower() in _NO:
        return "truth", 0
    for each in (word, text.lower()):
        if each in _POLARITY:
            return "polarity", _POLARITY[each]
    return "?", None


def _day(text: str) -> Day | None:
    if found := _ISO.fullmatch(text):
        year, month, day = (int(part or 0) for part in found.groups())
    elif found := _DOTTED.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
        if not month or not day:
            return None
    else:
        return None
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return None if found.re is _ISO and "00" in (found[2], found[3]) else (year, month, day)


def _shown(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
