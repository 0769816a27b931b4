"""Ids and printed forms of names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tanik.reading.gazetteer import Gazetteer
from tanik.reading.grouping import plain

_SLUG = re.compile(r"[^a-z0-9]+")


class Ids:
    """Makes ids of names: ASCII, small letters, each once."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken: set[str] = set(taken)

    def make(self, name: str) -> str:
        slug = _SLUG.sub("_", plain(name).encode("ascii", "ignore").decode()).strip("_")[:60] or "entity"
        id, number = slug, 1
        while id in self._taken:
            number += 1
            id = f"{slug}_{number}"
        self._taken.add(id)
        return id


def clean(surface: str) -> str:
    """A form with single blanks."""
    return " ".join(surface.split())


def name_case(word: str, words: Gazetteer) -> str:
    """A word of a name printed in capitals as a name: ``VELİ`` as ``Veli``."""
    if len(word) > 2 and word.isupper() and "." not in word:
        return word[0] + words.pack.lower(word[1:])
    return word
