"""A table of ratings as people keep it: text with a head line, cells between commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from tanik.coding.ratings import Level, Ratings, check_level, check_width, ratings
from tanik.errors import EmptySourceError, SourceError
from tanik.translation import N_

UNIT_HEADS = frozenset(
    (
        *("", "unit", "units", "id", "unit_id", "unit id", "item", "items", "subject", "case", "row", "no", "nr", "#"),
        *("birim", "birimler", "kimlik", "sıra", "satır"),
    )
)
"""Names of a first column that names the units and is no coder; programs leave its head empty when it is an index."""

_DELIMITERS = ",;\t"


def read_ratings(
    text: str,
    *,
    level: Level = "nominal",
    categories: Sequence[str] | None = None,
    missing: Sequence[str] = (),
) -> Ratings:
    """The ratings of a table in text form. Rows are units, columns coders, an empty cell is missing.

    The first row names the columns. ``missing``: further words that stand for a missing value, such as ``NA``. The
    delimiter is that of the first row; with semicolons or tabs a number may have a decimal comma. Lines are counted as
    an editor counts them. Raises ``SourceError`` T701-T707 with row and column, ``SettingError`` T700.
    """
    check_level(level)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    rows = _rows(text)
    if not rows:
        raise EmptySourceError(
            "T703",
            N_("The table is empty."),
            N_("The first row names the coders; every further row is a unit, with one value for each coder."),
        )
    heads = [cell.strip() for cell in rows[0][1]]
    if len(rows) == 1:
        raise EmptySourceError(
            "T706",
            N_("The table has a first row with the names of the coders, but no unit below it."),
            N_("Every further row is a unit, with one value for each coder."),
        )
    for line, cells in rows[1:]:
        check_width(len(cells), len(heads), line)
    skip = 1 if heads[0].casefold() in UNIT_HEADS else 0
    coders = _named(heads[skip:], skip)
    gaps = frozenset(word.strip() for word in missing)
    body = [["" if cell.strip() in gaps else cell for cell in cells[skip:]] for _, cells in rows[1:]]
    return ratings(body, coders=coders, level=level, categories=categories, lines=[line for line, _ in rows[1:]])


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """The rows that have cells, each with the line on which it ends."""
    head = text[: text.find("\n")] if "\n" in text else text
    delimiter = max(_DELIMITERS, key=lambda sign: (head.count(sign), -_DELIMITERS.index(sign)))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found = []
    try:
        for cells in reader:
            if cells:
                found.append((reader.line_num, cells))
    except csv.Error as error:
        raise SourceError(
            "T707",
            N_("Row {line} of the table cannot be read: {reason}."),
            N_("Save the table again as CSV; a cell that holds quotation marks needs them doubled."),
            line=reader.line_num,
            reason=error,
        ) from error
    return found


def _named(heads: list[str], skipped: int) -> tuple[str, ...]:
    for position, name in enumerate(heads):
        if name and name in heads[:position]:
            raise SourceError(
                "T708",
                N_("Two columns of the table have the same name, “{column}”."),
                N_("Every coder needs a name of their own in the first row."),
                column=name,
            )
    return tuple(name or str(position + 1 + skipped) for position, name in enumerate(heads))
