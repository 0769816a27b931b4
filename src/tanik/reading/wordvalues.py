"""Stem tables: which class and strength a word has by its beginning, each word type looked at once.

A stem's end is free (``dost`` finds ``dostluğu``), ``$`` closes it, and a stem may have several words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


class Value(NamedTuple):
    """A hit: offsets in the folded text, the class of the stem, its strength, the stem."""

    start: int
    end: int
    group: str
    strength: float
    stem: str


class StemTable:
    """Looks up words and word groups by stem. ``entries``: (stem, class, strength)."""

    def __init__(self, entries: Iterable[tuple[str, str, float]]) -> None:
        self._free: dict[str, list[tuple[str, str, float]]] = {}
        self._whole: dict[str, list[tuple[str, str, float]]] = {}
        self._longest = 0
        for stem, group, strength in entries:
            first = stem.split(" ")[0]
            rest = stem[len(first) :]
            whole = first.endswith("$") or bool(rest)
            table = self._whole if whole else self._free
            first = first.rstrip("$")
            table.setdefault(first, []).append((stem.rstrip("$") if rest else "", group, strength))
            self._longest = max(self._longest, len(first))
        self._known: dict[str, tuple[tuple[str, str, float, str], ...]] = {}

    def find(self, folded: str, start: int = 0, end: int | None = None) -> Iterator[Value]:
        """All hits in ``folded[start:end]``, in order; a word may belong to several classes."""
        stop = len(folded) if end is None else end
        known = self._known
        for match in _WORD.finditer(folded, start, stop):
            word = match.group()
            hits = known.get(word)
            if hits is None:
                hits = known[word] = self._hits(word)
            for group_stem, group, strength, stem in hits:
                if not group_stem:
                    yield Value(match.start(), match.end(), group, strength, stem)
                elif folded.startswith(group_stem, match.start()):
                    yield Value(match.start(), match.start() + len(group_stem), group, strength, group_stem)

    def _hits(self, word: str) -> tuple[tuple[str, str, float, str], ...]:
        base = re.split("['’]", word)[0]
        found: list[tuple[str, str, float, str]] = []
        groups: set[str] = set()
        for whole in dict.fromkeys((word, base)):
            for rest, group, strength in self._whole.get(whole, ()):
                found.append((rest, group, strength, whole))
                if not rest:
                    groups.add(group)
        for length in range(min(len(base), self._longest), 1, -1):
            for _, group, strength in self._free.get(base[:length], ()):
                if group not in groups:
                    found.append(("", group, strength, base[:length]))
                    groups.add(group)
        return tuple(found)
