"""What an analysis gives back besides its numbers: intervals with a named method, sentences, and "too little"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tanik.errors import Phrase
from tanik.translation import N_

METHODS: dict[str, str] = {
    "wilson": N_(
        "95 percent score interval of a share (Wilson 1927). Statements on the same passage count once for its "
        "width; statements on different passages are taken as independent."
    ),
    "beta-binomial": N_(
        "Mean drawn towards the mean of all cells by beta-binomial empirical Bayes (intraclass correlation by the "
        "analysis of variance), with its 95 percent interval; a cell with few statements is drawn most. Statements on "
        "the same passage count once for its width; statements on different passages are taken as independent."
    ),
    "permutation": N_(
        "Share of all orders (or of {draws} orders drawn with seed {seed}) that give a difference at least as large."
    ),
    "bounds": N_("Least and greatest value that the partial dates allow; no probability."),
    "count": N_("A count, without an interval."),
}
"""The methods of intervals by name, each in a sentence for the user."""


class Sentence(Phrase):
    """A sentence for the user whose values may be phrases too, such as a :func:`decimal`."""

    def render(self, translate: Callable[[str], str] = str) -> str:
        values = {
            name: value.render(translate) if isinstance(value, Phrase) else value for name, value in self.values.items()
        }
        return translate(self.text).format(**values)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sentence) and (self.text, str(self)) == (other.text, str(other))

    def __hash__(self) -> int:
        return hash((self.text, str(self)))


def decimal(value: float, places: int = 2, *, signed: bool = False) -> Phrase:
    """A number with the sign of decimals of the language in which it is shown."""
    text = f"{value:{'+' if signed else ''}.{places}f}".replace("-", "−")
    whole, _, part = text.partition(".")
    return Phrase(N_("{whole}.{part}"), whole=whole, part=part) if part else Phrase("{whole}", whole=whole)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with its interval. ``n``: independent passages behind it; ``method``: key of ``METHODS``."""

    value: float
    low: float
    high: float
    method: str
    n: int


@dataclass(frozen=True, slots=True)
class TooLittle:
    """There is not enough to answer: ``found`` of ``needed``, and a sentence that says of what."""

    found: int
    needed: int
    sentence: Sentence


def not_enough(found: int, needed: int, sentence: str) -> TooLittle:
    """``sentence`` may name ``{found}`` and ``{needed}``."""
    return TooLittle(found, needed, Sentence(sentence, found=found, needed=needed))
