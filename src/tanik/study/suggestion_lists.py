"""What suggestions look like when they come out. No similarity stands in them: only an order, and a reason."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HitRate:
    """How often a suggestion was right when every coded passage in turn was left out: the first one (``at_1``), one of
    the first three (``at_3``), 0 to 1. ``n``: passages left out, of ``of`` coded ones. ``usual_1``, ``usual_3``: the
    same for always naming the codes that are used most.
    """

    at_1: float
    at_3: float
    n: int
    of: int
    usual_1: float | None = None
    usual_3: float | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: the coded passage that is nearest (its place and words), and the words that it shares; without a ``source``
    only the definition of the code speaks for it.
    """

    source: str | None = None
    start: int | None = None
    end: int | None = None
    quote: str = ""
    page: str | None = None
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CodeSuggestion:
    """``names``: of the code, by language."""

    rank: int
    codebook: str
    code: str
    names: dict[str, str]
    reason: Reason


@dataclass(frozen=True, slots=True)
class PassageSuggestion:
    """``codes``: what people coded on this passage already."""

    rank: int
    source: str
    start: int
    end: int
    quote: str
    page: str | None
    paragraph: int | None
    codes: tuple[str, ...]
    reason: Reason


@dataclass(frozen=True, slots=True)
class CodeList:
    """``voices``: what was compared: ``words``, and the sentence encoders with their version. ``hit_rate`` is None
    when there is too little to measure it by. ``learned_from``: coded passages.
    """

    suggestions: tuple[CodeSuggestion, ...]
    voices: tuple[str, ...]
    learned_from: int
    hit_rate: HitRate | None


@dataclass(frozen=True, slots=True)
class PassageList:
    """As :class:`CodeList`. ``hit_rate``: of a code: how often a passage of it would have been given this code; of a
    passage: how often the nearest coded passage has one of its codes. ``among``: passages that were compared.
    """

    suggestions: tuple[PassageSuggestion, ...]
    voices: tuple[str, ...]
    learned_from: int
    among: int
    hit_rate: HitRate | None
