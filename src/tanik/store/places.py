"""Where an offset stands, for the columns ``page`` and ``paragraph`` of the rows."""

from __future__ import annotations

from bisect import bisect_right

from tanik.text.document import Document


class Places:
    """Page names and paragraph numbers of one document, looked up by offset in logarithmic time."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._pages = document.pages
        self._page_starts = [page.start for page in document.pages]
        parts = sorted(
            (start, number)
            for number, paragraph in enumerate(document.paragraphs, start=1)
            for start, _ in paragraph.parts
        )
        self._part_starts = [start for start, _ in parts]
        self._numbers = [number for _, number in parts]

    def words(self, start: int, end: int) -> str:
        """The exact words of a span. Raises ValueError when it does not lie in the text."""
        if not 0 <= start <= end <= len(self._text):
            raise ValueError(f"span {start}-{end} is outside the text of {len(self._text)} characters")
        return self._text[start:end]

    def page(self, offset: int) -> str | None:
        """What is printed on the page, else its number in the file; None when the source has no pages."""
        if not self._pages:
            return None
        return self._pages[max(bisect_right(self._page_starts, offset) - 1, 0)].name

    def paragraph(self, offset: int) -> int | None:
        """The number of the paragraph, from 1; None when the document has none."""
        if not self._numbers:
            return None
        return self._numbers[max(bisect_right(self._part_starts, offset) - 1, 0)]

    def span(self, start: int, end: int) -> tuple[int, int, str, str | None, int | None]:
        """The columns start, stop, quote, page and paragraph."""
        return start, end, self.words(start, end), self.page(start), self.paragraph(start)
