"""What is written on the terminal: lines, tables and numbers, and nothing that a pipe could not take."""

from __future__ import annotations

import json
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

import click

from tanik.cli.wording import language, say

_GAP = 2


def prepare() -> None:
    """Let no character of a name or a text stop the program on a terminal that cannot show it."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def tell(sentence: str, **values: Any) -> None:
    """A sentence to the user, in the user's language."""
    click.echo(say(sentence, **values))


def warn(text: str) -> None:
    """Text that is already in the user's language, on the error stream."""
    click.echo(text, err=True)


def show_json(value: Any) -> None:
    """One JSON value with real letters, for other programs."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def number(value: int) -> str:
    """``12.345`` in Turkish, ``12,345`` in English."""
    text = f"{value:,}"
    return text.replace(",", ".") if language() == "tr" else text


def percent(value: float, places: int = 0) -> str:
    """``%25,5`` in Turkish, ``25.5%`` in English; ``value`` out of a hundred."""
    text = f"{value:.{places}f}".replace("-", "−")
    return f"%{text.replace('.', ',')}" if language() == "tr" else f"{text}%"


def width_of(text: str) -> int:
    """Columns of a text on the terminal: wide letters take two, combining marks none."""
    columns = 0
    for letter in text:
        if not unicodedata.combining(letter):
            columns += 2 if unicodedata.east_asian_width(letter) in "WF" else 1
    return columns


def cut(text: str, columns: int) -> str:
    """The text in at most so many columns, on one line, with ``…`` where something was left out."""
    line = " ".join(text.split())
    if width_of(line) <= columns:
        return line
    while line and width_of(line) > columns - 1:
        line = line[:-1]
    return line.rstrip() + "…"


def show_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table under translated heads; the last column takes what room is left, cut on a terminal, whole in a pipe."""
    names = [say(head) for head in heads]
    body = [[" ".join(cell.split()) for cell in row] for row in rows]
    widths = [max([width_of(name), *(width_of(row[i]) for row in body)]) for i, name in enumerate(names)]
    room = shutil.get_terminal_size((100, 24)).columns if sys.stdout.isatty() else None
    if room:
        widths = _fitted(widths, room)
    for row in [names, ["─" * width for width in widths[:-1]] + ["─" * min(widths[-1], 40)], *body]:
        click.echo(_line(row, widths, fit=room is not None))


def _fitted(widths: list[int], room: int) -> list[int]:
    # Narrow the widest column first, never under 12, until the row fits or nothing gives any more.
    fitted = list(widths)
    excess = sum(fitted) + _GAP * (len(fitted) - 1) - room
    while excess > 0 and max(fitted) > 12:
        fitted[fitted.index(max(fitted))] -= 1
        excess -= 1
    return fitted


def _line(cells: Sequence[str], widths: Sequence[int], *, fit: bool) -> str:
    shown = [cut(cell, width) if fit else cell for cell, width in zip(cells, widths, strict=True)]
    padded = [cell + " " * (width - width_of(cell)) for cell, width in zip(shown, widths, strict=True)]
    return (" " * _GAP).join(padded).rstrip()
