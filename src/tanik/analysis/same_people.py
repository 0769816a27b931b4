"""“The same person?”: pairs of persons that may be one, each with the reasons for it.

Nothing is joined here: a person decides. A surname that two persons share is no reason by itself; it takes a title, an
initial, a spelling or the law of surnames (1934, when ``Ferid Bey`` became ``Ferid Akdere``) as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tanik.analysis.entities import EntityRow
from tanik.reading.grouping import near, plain, sound

REASONS = ("spelling", "initials", "later_surname", "one_letter", "surname_and_title", "first_names_and_title")
_MOST_PAIRS = 1000
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class SamePair:
    """Two rows that may be one person. ``reasons``: of :data:`REASONS`, and ``title``, ``time``; ``weight`` 0 to 1."""

    first: EntityRow
    second: EntityRow
    reasons: tuple[str, ...]
    weight: float


_WEIGHTS = {
    "spelling": 0.8,
    "initials": 0.6,
    "later_surname": 0.7,
    "one_letter": 0.5,
    "surname_and_title": 0.5,
    "first_names_and_title": 0.5,
}


def same_people(rows: Iterable[EntityRow], years: dict[int, int] | None = None) -> list[SamePair]:
    """Pairs of persons, the likeliest first; ``years``: year of each item, where it is known.

    Linear in the number of persons but for those who share a sound; at most a thousand pairs.
    """
    persons = [row for row in rows if row.kind == "person"]
    words = [_words(row) for row in persons]
    by_sound: dict[str, list[int]] = defaultdict(list)
    for i, names in enumerate(words):
        for key in sorted({sound(word) for word in names if len(plain(word)) >= _SHORTEST}):
            by_sound[key].append(i)
    seen: set[tuple[int, int]] = set()
    pairs: list[SamePair] = []
    for group in by_sound.values():
        for at, i in enumerate(group[:200]):
            for j in group[at + 1 : 200]:
                if (i, j) not in seen:
                    seen.add((i, j))
                    pair = _pair(persons[i], persons[j], words[i], words[j], years or {})
                    if pair is not None:
                        pairs.append(pair)
    pairs.sort(key=lambda pair: (-pair.weight, pair.first.name, pair.second.name))
    return pairs[:_MOST_PAIRS]


def _words(row: EntityRow) -> list[str]:
    titles = {plain(title) for title in row.titles}
    found = [word for word in row.name.replace("(", " ").replace(")", " ").split() if plain(word) not in titles]
    return found or row.name.split()


def _pair(
    a: EntityRow, b: EntityRow, a_words: Sequence[str], b_words: Sequence[str], years: dict[int, int]
) -> SamePair | None:
    short, long = sorted((list(a_words), list(b_words)), key=len)
    titles = {plain(title) for title in a.titles} & {plain(title) for title in b.titles}
    reason = _reason(short, long, bool(titles))
    if reason is None:
        return None
    reasons, weight = [reason], _WEIGHTS[reason]
    if titles and "title" not in reason:
        reasons.append("title")
        weight += 0.1
    if _same_time(a, b, years):
        reasons.append("time")
        weight += 0.1
    return SamePair(a, b, tuple(reasons), round(min(weight, 1.0), 2))


def _reason(short: list[str], long: list[str], titled: bool) -> str | None:
    a, b = [plain(word) for word in short], [plain(word) for word in long]
    heard_a, heard_b = [sound(word) for word in short], [sound(word) for word in long]
    if len(a) == len(b):
        if heard_a == heard_b:
            return "spelling" if a != b or len(a) > 1 else None
        if len(a) > 1:
            equal = [x == y for x, y in zip(heard_a, heard_b, strict=True)]
            initial = [x[:1] == y[:1] and 1 in (len(x), len(y)) for x, y in zip(a, b, strict=True)]
            if all(e or i for e, i in zip(equal, initial, strict=True)) and any(equal):
                return "initials"
            off = [k for k, same in enumerate(equal) if not same]
            if len(off) == 1 and near(heard_a[off[0]], heard_b[off[0]]):
                return "one_letter"
        return None
    if len(a) > 1 and heard_b[: len(a)] == heard_a:
        return "later_surname" if len(b) == len(a) + 1 else None
    if len(a) == 1 and titled:
        if heard_b[-1] == heard_a[0]:
            return "surname_and_title"
        if heard_a[0] in heard_b[:-1] and len(b) > 1:
            return "first_names_and_title"
    return None


def _same_time(a: EntityRow, b: EntityRow, years: dict[int, int]) -> bool:
    """Whether the sources of the two were written within a generation of each other."""
    first = [years[item] for item in a.items if item in years]
    second = [years[item] for item in b.items if item in years]
    return bool(first and second) and min(abs(x - y) for x in first for y in second) <= _GENERATION


_GENERATION = 30
