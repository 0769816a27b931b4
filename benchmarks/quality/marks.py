"""The marks a reading must not fall under: a TOML file, one table a text, one least value a row."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from pathlib import Path

from benchmarks.quality.scoring import Rows, is_measured, value

Marks = dict[str, dict[str, float]]
SLACK = 0.005
"""A mark is set this far under what was measured: small repairs elsewhere may cost that much, not more."""


@dataclass(frozen=True, slots=True)
class Shortfall:
    text: str
    row: str
    reached: float
    mark: float


def load_marks(path: Path) -> Marks:
    with path.open("rb") as file:
        table = tomllib.load(file)
    return {text: {row: float(least) for row, least in rows.items()} for text, rows in table.items()}


def shortfalls(results: dict[str, Rows], marks: Marks) -> list[Shortfall]:
    """Every row of a scored text that lies under its mark; a row that the scorer does not give counts as 0."""
    found = []
    for text, rows in results.items():
        for row, mark in marks.get(text, {}).items():
            reached = value(rows[row]) if row in rows else 0.0
            # One in a million: a mark is written in decimals, a score is a quotient.
            if reached < mark - 1e-6:
                found.append(Shortfall(text, row, reached, mark))
    return found


def raised(results: dict[str, Rows], marks: Marks) -> Marks:
    """The marks after a good day: measured minus ``SLACK``, cut to three decimals, never under the old mark."""
    new: Marks = {text: dict(rows) for text, rows in marks.items()}
    for text, rows in results.items():
        table = new.setdefault(text, {})
        for row, cells in rows.items():
            if not is_measured(cells):
                continue
            reached = max(0.0, math.floor((value(cells) - SLACK) * 1000 + 1e-9) / 1000)
            table[row] = max(table.get(row, 0.0), reached)
    return new


def write_marks(path: Path, marks: Marks) -> None:
    lines = [
        "# The least a reading must reach, by text and row (f1 or share, see benchmarks/quality).",
        "# Written by `python -m benchmarks.quality --raise`; the marks only go up.",
    ]
    for text, rows in marks.items():
        lines += ["", f'["{text}"]', *(f'"{row}" = {least:.3f}' for row, least in rows.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
