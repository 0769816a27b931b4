"""What every chapter of a publication needs: words and numbers of its language, and notes that prove a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from tanik.analysis.answers import Estimate
from tanik.analysis.statement_table import StatementTable
from tanik.errors import Phrase
from tanik.report.blocks import Note
from tanik.report.markup import shortened
from tanik.report.wording import SIGNS
from tanik.translation import N_, translator

QUOTED = 180
"""Characters of a passage in a note, at most."""


class Teller:
    """Speaks of a table of statements in one language and remembers which passages it has named (``used``)."""

    def __init__(self, table: StatementTable, language: str) -> None:
        self.table = table
        self.language = language
        self.translate = translator(language)
        self.used: dict[str, None] = {}
        first = np.full(len(table.ids), -1, np.intp)
        first[table.statement[::-1]] = np.arange(len(table))[::-1]
        self._row = {id: int(first[number]) for number, id in enumerate(table.ids) if first[number] >= 0}

    def say(self, sentence: str, **values: Any) -> str:
        text = self.translate(sentence)
        return text.format(**values) if values else text

    def phrase(self, phrase: Phrase) -> str:
        return phrase.render(self.translate)

    def decimal(self, value: float | None, places: int = 2) -> str:
        """``0,25`` in Turkish, ``0.25`` in English; a dash for None."""
        if value is None or not np.isfinite(value):
            return "–"
        text = f"{value:.{places}f}".replace("-", "−")
        return text.replace(".", ",") if self.language == "tr" else text

    def percent(self, value: float, places: int = 0) -> str:
        """``%25`` in Turkish, ``25%`` in English; ``value`` out of a hundred."""
        text = self.decimal(value, places)
        return f"%{text}" if self.language == "tr" else f"{text}%"

    def number(self, value: int) -> str:
        text = f"{value:,}"
        return text.replace(",", ".") if self.language == "tr" else text

    def interval(self, estimate: Estimate | None) -> str:
        """``0.2 (−0.1 to 0.5)``, a dash for None."""
        if estimate is None:
            return "–"
        return self.between(estimate.value, estimate.low, estimate.high)

    def between(self, value: float | None, low: float | None, high: float | None) -> str:
        if value is None:
            return "–"
        if low is None or high is None:
            return self.decimal(value)
        words = N_("{value} ({low} to {high})")
        return self.say(words, value=self.decimal(value), low=self.decimal(low), high=self.decimal(high))

    def notes(self, ids: Iterable[str], most: int = 3) -> list[Note]:
        """Notes for the first of these statements: who, in which source, on which page, with the words."""
        return [self.note(id) for id in list(ids)[:most] if id in self._row]

    def note(self, id: str) -> Note:
        """The note of one statement."""
        self.used[id] = None
        row = self._row[id]
        text = shortened(str(self.table.text[row]), QUOTED)
        return Note(f"{self.place(id)}: “{text}”", self.span(id))

    def place(self, id: str) -> str:
        """``Ayşe Tan, Moscow Days, p. 12``."""
        row = self._row[id]
        source = self.table.name(self.table.source.at(row) or "")
        page = self.table.page.at(row)
        where = f"{source}, {self.say(N_('p. {page}'), page=page)}" if page else source
        return f"{self.table.name(self.table.holder.at(row) or '')}, {where}"

    def span(self, id: str) -> tuple[str, int, int]:
        row = self._row[id]
        return self.table.source.at(row) or "", int(self.table.start[row]), int(self.table.end[row])

    def words(self, id: str) -> str:
        """The words of the passage."""
        return str(self.table.text[self._row[id]])

    def signs(self, id: str) -> str:
        """The targets of a statement with their signs: ``+ Bern, − Genf``."""
        rows = np.flatnonzero(self.table.statement == self.table.statement[self._row[id]])
        pairs = [(self.table.polarity.at(int(row)), self.table.target.at(int(row))) for row in rows]
        return ", ".join(f"{SIGNS[how]} {self.table.name(whom)}" for how, whom in pairs if whom and how in SIGNS)

    def listed(self, names: Sequence[str], most: int = 6) -> str:
        """``a, b, c …``."""
        return ", ".join(names[:most]) + (" …" if len(names) > most else "")
