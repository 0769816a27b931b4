"""Dispersion: whether a word is used throughout the texts or only in some places.

With ``f`` occurrences in ``n`` parts, ``v_i`` of them in part ``i``, which holds the share ``s_i`` of all words:

- ``range``: parts in which it occurs at all;
- ``juilland_d``: ``1 - V / sqrt(n - 1)``, where ``V`` is the coefficient of variation (population) of the relative
  frequencies of the parts (Juilland and Chang-Rodríguez 1964); 1 is even;
- ``dp``: ``sum(|v_i / f - s_i|) / 2`` (Gries 2008); 0 is even;
- ``dp_norm``: ``dp / (1 - min(s_i))`` (Lijffijt and Gries 2012), which can reach 1.

A value that does not exist (no occurrence, a single part) is None.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tanik.analysis.word_index import Corpus, Whole
from tanik.analysis.word_search import Matches


@dataclass(frozen=True, slots=True)
class Part:
    """``words``: words of the part; ``per_million``: occurrences in a million of its words, None without words."""

    name: str
    words: int
    count: int
    per_million: float | None


@dataclass(frozen=True, slots=True)
class Dispersion:
    frequency: int
    range: int
    parts: tuple[Part, ...]
    juilland_d: float | None
    dp: float | None
    dp_norm: float | None


def dispersion(counts: Sequence[int], sizes: Sequence[int], names: Sequence[str] = ()) -> Dispersion:
    """``counts[i]`` occurrences in part ``i`` of ``sizes[i]`` words. Parts without words are left out.

    ValueError when a part has more occurrences than words or the lists differ in length.
    """
    if len(counts) != len(sizes) or any(not 0 <= count <= size for count, size in zip(counts, sizes, strict=True)):
        raise ValueError("every part has a count from 0 to the number of its words")
    named = list(names) or [str(n + 1) for n in range(len(sizes))]
    parts = tuple(
        Part(name, size, count, count / size * 1e6)
        for name, size, count in zip(named, sizes, counts, strict=True)
        if size
    )
    frequency, words = sum(part.count for part in parts), sum(part.words for part in parts)
    present = sum(part.count > 0 for part in parts)
    if not frequency or len(parts) < 2:
        return Dispersion(frequency, present, parts, None, None, None)
    relative = [part.count / part.words for part in parts]
    mean = math.fsum(relative) / len(parts)
    variation = math.sqrt(math.fsum((each - mean) ** 2 for each in relative) / len(parts)) / mean
    shares = [part.words / words for part in parts]
    dp = math.fsum(abs(part.count / frequency - share) for part, share in zip(parts, shares, strict=True)) / 2
    return Dispersion(
        frequency,
        present,
        parts,
        1 - variation / math.sqrt(len(parts) - 1),
        dp,
        dp / (1 - min(shares)),
    )


def dispersion_of(corpus: Corpus, matches: Matches, pieces: int | None = None) -> Dispersion:
    """The dispersion of matches over the sources, or over so many pieces of equal length of the whole corpus.

    Words are tokens with a letter; a match counts where it begins.
    """
    words = corpus.letters
    part: Whole
    if pieces is None:
        part, names = corpus.document.astype(np.int64), list(corpus.sources)
    else:
        number: Whole = np.cumsum(words, dtype=np.int64) - words
        part = np.minimum(number * pieces // max(1, int(words.sum())), pieces - 1)
        names = [str(n + 1) for n in range(pieces)]
    # A match may begin with a sign that is no word; then it is a word that bears it, so that counts stay within sizes.
    starts = np.zeros(len(corpus), dtype=bool)
    starts[matches.first] = True
    sizes = np.bincount(part[words | starts], minlength=len(names))
    counts = np.bincount(part[starts], minlength=len(names))
    return dispersion(counts.tolist(), sizes.tolist(), names)
