"""Polarity by weights: how a view speaks of its targets, from what the evaluative words say and what stands beside.

Each feature of a view (the net value of its evaluative words, negation, necessity, the words themselves by their
dictionary form, the verb that governs it) has one weight for each polarity, learned from hand-made readings
(``polarity_weights.tsv`` of the language pack; ``training/weights.py``). The polarity with the highest sum wins. A
language without the table keeps the judgement of :mod:`tanik.reading.judgement`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from tanik.languages.pack import Language, language
from tanik.reading.annotations import Polarity
from tanik.reading.judgement import Judge, Judgement, Tally, judge
from tanik.reading.units import Passage
from tanik.text.lemmas import lemma
from tanik.text.morphology import forms

CLASSES: tuple[Polarity, ...] = ("positive", "negative", "mixed", "neutral")
_WORD = re.compile(r"[^\W\d_]+")
_BEFORE, _AFTER = 40, 60
"""Letters looked at on both sides of a view."""
_WORDS = 100_000
"""Words whose feature is kept at hand."""
Weights = dict[str, tuple[float, float, float, float]]


@lru_cache(maxsize=1 << 16)
def stem(word: str, code: str) -> str:
    """The dictionary form of a folded word; a Turkish verb without ``-mak``, an unknown Turkish word as it is."""
    if code == "tr":
        found = forms(word)
        return found[0].lemma.removesuffix("mak").removesuffix("mek") if found else word
    return lemma(word, code)


class PolarityModel:
    """Judges views in one language. ``weights``: by feature; None: the language pack's."""

    def __init__(self, pack: Language, weights: Weights | None = None) -> None:
        self._code = pack.code
        self._judge: Judge = judge(pack.code)
        if weights is None:
            weights = {
                row[0]: (float(row[1]), float(row[2]), float(row[3]), float(row[4]))
                for row in pack.table("polarity_weights")
            }
        self.weights = weights
        self._last: tuple[Passage, int, int, bool, bool, set[str], Judgement] | None = None
        self._named: dict[str, str] = {}
        """The feature of each word met."""

    def judged(self, passage: Passage, start: int, end: int, quoted: bool, own: bool) -> Judgement:
        """How the words speak; ``quoted``: in quotation marks, ``own``: in the voice of the document's author."""
        if not self.weights:
            return self._judge.polarity(passage.folded, start, end)
        features = self.features(passage, start, end, quoted, own)
        assert self._last is not None
        plain = self._last[6]
        weights = self.weights
        totals = list(weights.get("bias", (0.0, 0.0, 0.0, 0.0)))
        for feature in features:
            row = weights.get(feature)
            if row is not None:
                for i in range(4):
                    totals[i] += row[i]
        best = max(range(4), key=lambda i: (totals[i], -i))
        return Judgement(CLASSES[best], plain.strength if CLASSES[best] == plain.polarity else min(plain.strength, 1.0))

    def features(self, passage: Passage, start: int, end: int, quoted: bool, own: bool) -> set[str]:
        """The features of a view, each once; those of the view asked for last are kept."""
        last = self._last
        if last and last[0] is passage and last[1:5] == (start, end, quoted, own):
            return last[5]
        tally = self._judge.tally(passage.folded, start, end)
        plain = tally.judged()
        found = self._features(passage, start, end, quoted, own, tally, plain)
        self._last = (passage, start, end, quoted, own, found, plain)
        return found

    def _features(
        self, passage: Passage, start: int, end: int, quoted: bool, own: bool, tally: Tally, plain: Judgement
    ) -> set[str]:
        folded = passage.folded
        found = {f"rule:{plain.polarity}", "quoted" if quoted else "told", "own" if own else "other"}
        self._from_values(tally, found)
        words = self._common(passage, start, end)
        count = len(_WORD.findall(folded, start, end))
        found.add(f"length:{sum(count >= most for most in (6, 12, 25))}")
        known = self._named
        for word in words:
            if len(word) > 2:
                feature = known.get(word)
                if feature is None:
                    if len(known) > _WORDS:
                        known.clear()
                    feature = known[word] = f"word:{stem(word, self._code)}"
                found.add(feature)
        if words:
            last = words[-1]
            found.update(f"ending:{last[-length:]}" for length in range(2, 6))
        for word in self._common(passage, end, min(end + _AFTER, len(folded)))[:3]:
            found.add(f"after:{stem(word, self._code)}")
        for word in self._common(passage, max(0, start - _BEFORE), start)[-2:]:
            found.add(f"before:{stem(word, self._code)}")
        text = passage.text
        if text.find("?", start, end + 1) >= 0:
            found.add("asks")
        if text.find("!", start, end + 1) >= 0:
            found.add("calls")
        return found

    @staticmethod
    def _common(passage: Passage, start: int, end: int) -> list[str]:
        """The folded words without names: a weight never belongs to a person or a place."""
        text, folded = passage.text, passage.folded
        named = {place.start for place in passage.places if place.proper} if text[start : start + 1].isupper() else ()
        return [
            folded[match.start() : match.end()]
            for match in _WORD.finditer(folded, start, end)
            if not text[match.start()].isupper() or (match.start() == start and start not in named)
        ]

    @staticmethod
    def _from_values(tally: Tally, found: set[str]) -> None:
        net = "+" if tally.positive > tally.negative else "-" if tally.negative > tally.positive else "0"
        found.update(
            (f"positive:{min(int(tally.positive), 4)}", f"negative:{min(int(tally.negative), 4)}", f"net:{net}")
        )
        if tally.need:
            found.update(("need", f"need:{net}"))
        if tally.negated:
            found.add("negated")
        if tally.shifted:
            found.add("shifted")
        found.update(f"flipped:{group}" for group in tally.flipped)


@cache
def polarity_model(code: str) -> PolarityModel:
    return PolarityModel(language(code))
