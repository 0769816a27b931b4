"""Hyphens at line ends: which belong to the word and which only broke it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from tanik.languages import casing

SOFT = "\u00ad\u00ac"
BREAKS = "\ufffe\u0002"
"""PDFium gives one of these for a hyphen at a line end, and no line break."""
_HYPHENS = "-\u2010\u2011" + SOFT + BREAKS
_HEAD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_TAIL = re.compile(r"[^\W_]+$")
_COMPOUND = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+){0,3}")


def parts(left: str, right: str) -> tuple[str, str] | None:
    """The two halves of a word that is broken between two lines, None when no hyphen stands there."""
    if len(left) < 2 or left[-1] not in _HYPHENS:
        return None
    tail = _TAIL.search(left, max(0, len(left) - 40), len(left) - 1)
    head = _HEAD.match(right)
    return (tail.group(), head.group()) if tail and head else None


class Hyphens:
    """Decides for one document, from the words that the document itself prints."""

    def __init__(self, breaks: Iterable[tuple[str, str]], texts: Iterable[str], language: str) -> None:
        self._language = language
        wanted = {form for pair in breaks for form in self._forms(*pair)}
        self._seen: Counter[str] = Counter()
        if wanted:
            printed: Counter[str] = Counter()
            for text in texts:
                printed.update(_COMPOUND.findall(text))
            for form, count in printed.items():
                folded = casing.lower(form, language)
                if folded in wanted:
                    self._seen[folded] += count

    def _forms(self, left: str, right: str) -> tuple[str, str]:
        stem = re.split("['’]", right, maxsplit=1)[0]
        return casing.lower(left + stem, self._language), casing.lower(f"{left}-{stem}", self._language)

    def keeps(self, left: str, right: str) -> bool:
        """Whether the hyphen between the halves is part of the word (``Brest-Litovsk``, ``1917-1925``)."""
        if left[-1].isdigit() or right[0].isdigit():
            return True
        joined, compound = (self._seen[form] for form in self._forms(left, right))
        if joined != compound:
            return compound > joined
        return right[0].isupper() and not left.isupper()
