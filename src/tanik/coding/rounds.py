"""Rounds of coding: who judges which documents or statements, drawn so that the drawing can be repeated.

A round is blind: until it is closed nobody sees what the others did. With ``repeats`` the same coders judge the units
of an earlier round again, which measures how far a coder agrees with his or her own first coding (Krippendorff 2018:
stability).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tanik.coding.acts import Coder

RoundUnit = Literal["document", "statement"]
RoundShows = Literal["proposals", "nothing"]


@dataclass(frozen=True, slots=True)
class Round:
    """``unit``: what is given out; ``proposals``: the coders see what the readings proposed; ``repeats``: number of the
    round that is done again; ``size``: how many units there were to choose from; ``seed``: of the drawing, None when
    all were taken. Times are UTC, ISO 8601.
    """

    id: int
    uid: str
    name: str
    open: bool
    unit: RoundUnit
    proposals: bool
    repeats: int | None
    size: int
    seed: int | None
    opened_by: Coder
    opened: str
    closed: str | None
    coders: tuple[Coder, ...]


@dataclass(frozen=True, slots=True)
class Assignment:
    """``item``: id of a source or uid of a statement; ``done``: judged, or (a document) said to be finished."""

    coder: Coder
    item: str
    done: bool


def draw(items: Sequence[str], size: int, seed: int) -> list[str]:
    """``size`` of the items (all if there are no more), in their own order.

    Every item has the same chance. The same seed draws the same ones, whatever their order, on every computer: the
    items whose SHA-256 with the seed comes first.
    """
    ranked = sorted(dict.fromkeys(items), key=lambda item: hashlib.sha256(f"{seed}\x1f{item}".encode()).digest())
    drawn = set(ranked[:size])
    return [item for item in dict.fromkeys(items) if item in drawn]


def deal(items: Sequence[str], coders: Sequence[Coder], each: int | None = None) -> dict[Coder, list[str]]:
    """Which coder gets which items: all (None), or every item goes to ``each`` coders.

    All pairs of neighbours in the list share about as many items, and no coder has more than one item above another.
    """
    number = len(coders) if each is None else min(each, len(coders))
    dealt: dict[Coder, list[str]] = {coder: [] for coder in coders}
    for place, item in enumerate(items):
        first = place * number if number < len(coders) else 0
        for step in range(number):
            dealt[coders[(first + step) % len(coders)]].append(item)
    return dealt
