"""Test files of every format, built on the spot."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

SYLLABLES = """
    ba be bı çe ço dı gö ğa ha iş kı ku la lü me mi nö öz pa rü sa şe şı te tı üç va ye yı zü
""".split()  # noqa: SIM905 - reads better


def prose(words: int, seed: int = 1) -> list[str]:
    """Invented Turkish-looking words with sentence ends; the same for the same seed."""
    source = random.Random(seed)
    found: list[str] = []
    start = True
    for i in range(words):
        word = "".join(source.choice(SYLLABLES) for _ in range(source.randint(1, 5)))
        if start:
            word = {"i": "İ", "ı": "I"}.get(word[0], word[0].upper()) + word[1:]
        start = i % 11 == 10
        found.append(word + ("." if start else ""))
    return found


@dataclass
class Book:
    """A typeset PDF and the truth about it."""

    data: bytes = b""
    words: list[str] = field(default_factory=list)
    notes: list[tuple[int, str, str]] = field(default_factory=list)
    """Number, word that calls it, words."""
    hyphens: int = 0
    pages: int = 0


@dataclass
class Layout:
    size: float = 10.0
    columns: int = 1
    hyphenate: bool = False
    first_page: int = 1
    header: str = ""
    page_numbers: bool = True
    note_every: int = 0
    """A footnote at every n-th word."""
    heading: str = ""
    paragraph: int = 120
    """Words of a paragraph."""
    by_rows: bool = False
    """Draw two columns line by line across the page, as some programs do."""


class Typesetter:
    """Sets words into justified lines on A5 pages with Bitstream Vera, which reportlab brings."""

    WIDTH, HEIGHT, MARGIN = 420.0, 595.0, 50.0

    def __init__(self, layout: Layout) -> None:
        import reportlab
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont
        from reportlab.pdfgen.canvas import Canvas

        folder = Path(reportlab.__file__).parent / "fonts"
        for name in ("Vera", "VeraBd"):
            pdfmetrics.registerFont(TTFont(name, str(folder / f"{name}.ttf")))
        self.layout = layout
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=(self.WIDTH, self.HEIGHT), invariant=True)
        self.measure = pdfmetrics.stringWidth
        self.book = Book()
        gap = 20.0
        self.column_width = (self.WIDTH - 2 * self.MARGIN - gap * (layout.columns - 1)) / layout.columns
        self.step = self.column_width + gap

    def set(self, words: list[str]) -> Book:
        self.book.words = list(words)
        lines = self._lines(words)
        while lines:
            lines = self._page(lines)
        self.canvas.save()
        self.book.data = self.buffer.getvalue()
        return self.book

    def _lines(self, words: list[str]) -> list[tuple[list[tuple[str, int]], bool, bool]]:
        """Lines as (words with note number or 0, last of paragraph, first of paragraph)."""
        lines, line, width, number = [], [], 0.0, 0
        space = self.measure(" ", "Vera", self.layout.size)
        first = True
        for i, word in enumerate(words):
            note = 0
            if self.layout.note_every and i % self.layout.note_every == self.layout.note_every // 2:
                number += 1
                note = number
                text = " ".join(prose(9, seed=1000 + number))
                self.book.notes.append((number, word, text))
            size = self.measure(word, "Vera", self.layout.size) + (8 if note else 0)
            limit = self.column_width - (12 if first else 0)
            if line and width + size > limit:
                head = self._split(word, limit - width) if self.layout.hyphenate and not note else ""
                if head:
                    line.append((head + "-", 0))
                    self.book.hyphens += 1
                lines.append((line, False, first))
                rest = word[len(head) :]
                line, width, first = [(rest, note)], self.measure(rest, "Vera", self.layout.size) + space, False
            else:
                line.append((word, note))
                width += size + space
            if (i + 1) % self.layout.paragraph == 0:
                lines.append((line, True, first))
                line, width, first = [], 0.0, True
        if line:
            lines.append((line, True, first))
        return lines

    def _split(self, word: str, room: float) -> str:
        for size in range(len(word) - 3, 2, -1):
            if self.measure(word[:size] + "-", "Vera", self.layout.size) <= room and word[:size].isalpha():
                return word[:size]
        return ""

    def _page(self, lines: list) -> list:
        layout, canvas = self.layout, self.canvas
        self.book.pages += 1
        number = layout.first_page + self.book.pages - 1
        canvas.setFont("Vera", 8)
        if layout.header:
            canvas.drawCentredString(self.WIDTH / 2, self.HEIGHT - 30, layout.header)
        top = self.HEIGHT - self.MARGIN - 15
        if layout.heading and self.book.pages == 1:
            canvas.setFont("VeraBd", 15)
            canvas.drawString(self.MARGIN, top, layout.heading)
            top -= 34
        pitch = layout.size * 1.4
        columns = []
        for _ in range(layout.columns):
            notes: list[int] = []
            taken = []
            while lines:
                new = [n for _, n in lines[0][0] if n]
                foot = self.MARGIN + 14 + 10.5 * 2 * (len(notes) + len(new))
                if top - pitch * (len(taken) + 1) < foot and taken:
                    break
                notes += new
                taken.append(lines.pop(0))
            columns.append((taken, notes))
        depth = max(len(taken) for taken, _ in columns)
        for row in range(depth) if layout.by_rows else ():
            for i, (taken, _) in enumerate(columns):
                if row < len(taken):
                    self._line(taken[row], self.MARGIN + i * self.step, top - pitch * (row + 1))
        for i, (taken, notes) in enumerate(columns):
            x = self.MARGIN + i * self.step
            for row, line in enumerate(taken if not layout.by_rows else ()):
                self._line(line, x, top - pitch * (row + 1))
            self._notes(notes, x)
        if layout.page_numbers:
            canvas.setFont("Vera", 8)
            canvas.drawCentredString(self.WIDTH / 2, 26, str(number))
        canvas.showPage()
        return lines

    def _line(self, line: tuple, x: float, y: float) -> None:
        words, last, first = line
        size, canvas = self.layout.size, self.canvas
        x += 12 if first else 0
        room = self.column_width - (12 if first else 0)
        natural = sum(self.measure(w, "Vera", size) + (self.measure(str(n), "Vera", 6) if n else 0) for w, n in words)
        gaps = max(len(words) - 1, 1)
        space = self.measure(" ", "Vera", size) if last else (room - natural) / gaps
        for i, (word, note) in enumerate(words):
            text = word + (" " if i < len(words) - 1 and not note else "")
            canvas.setFont("Vera", size)
            canvas.drawString(x, y, text)
            x += self.measure(word, "Vera", size)
            if note:
                canvas.setFont("Vera", 6)
                canvas.drawString(x, y + 4, str(note))
                x += self.measure(str(note), "Vera", 6)
            x += space

    def _notes(self, numbers: list[int], x: float) -> None:
        y = self.MARGIN + 10.5 * 2 * len(numbers) - 10
        canvas = self.canvas
        if numbers:
            canvas.line(x, y + 12, x + 60, y + 12)
        by_number = {number: text for number, _, text in self.book.notes}
        for number in numbers:
            canvas.setFont("Vera", 5)
            canvas.drawString(x, y + 3, str(number))
            words = by_number[number].split()
            half = len(words) // 2 + 1
            canvas.setFont("Vera", 0.75 * self.layout.size)
            canvas.drawString(x + 8, y, " ".join(words[:half]))
            canvas.drawString(x, y - 10.5, " ".join(words[half:]))
            y -= 21


@pytest.fixture
def typeset() -> Callable[[list[str], Layout], Book]:
    return lambda words, layout: Typesetter(layout).set(words)


@pytest.fixture
def layout() -> type[Layout]:
    return Layout


@pytest.fixture
def invented() -> Callable[..., list[str]]:
    return prose


@pytest.fixture
def zipped() -> Callable[[dict[str, str | bytes]], bytes]:
    def build(members: dict[str, str | bytes]) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in members.items():
                archive.writestr(name, content)
        return buffer.getvalue()

    return build
