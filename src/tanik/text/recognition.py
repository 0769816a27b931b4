"""In which language a text is written: Turkish, English, or neither."""

from __future__ import annotations

import re

from tanik.languages.pack import FOLDERS, language

_SAMPLE = 20_000
_WORD = re.compile(r"[^\W\d_]+")
_TURKISH_LETTERS = re.compile("[ığşİĞŞ]")
_LEAST = {"tr": 0.045, "en": 0.13}
"""Least share of frequent words. Turkish prose has .06 to .12 of them, English prose .25 to .35; the neighbours
(Azerbaijani apart) stay under .02, Dutch under .08."""


def recognise_language(text: str) -> tuple[str, float]:
    """``("tr" | "en" | "und", certainty 0..1)`` by frequent words and letters of three samples of the text."""
    words = _WORD.findall(_sample(text))
    if not words:
        return "und", 0.0
    shares = {code: _share(words, code) for code in FOLDERS}
    letters = sum(1 for word in words if _TURKISH_LETTERS.search(word)) / len(words)
    # Few Latin-script languages have ı, ğ and ş in one word of six; a short Turkish text may lack frequent words.
    if letters > 0.15 and shares["en"] < _LEAST["en"]:
        shares["tr"] = max(shares["tr"], _LEAST["tr"] + letters / 4)
    elif letters < 0.03 and shares["tr"] < 2 * _LEAST["tr"]:
        shares["tr"] = 0.0
    best = max(FOLDERS, key=lambda code: shares[code] / _LEAST[code])
    if shares[best] < _LEAST[best]:
        return "und", 0.0
    other = max(shares[code] / _LEAST[code] for code in FOLDERS if code != best)
    strength = shares[best] / _LEAST[best]
    return best, round(strength / (strength + other), 3)


def _share(words: list[str], code: str) -> float:
    pack = language(code)
    frequent = pack.words("recognition")
    return sum(1 for word in words if pack.lower(word) in frequent) / len(words)


def _sample(text: str) -> str:
    if len(text) <= 3 * _SAMPLE:
        return text
    middle = len(text) // 2
    return "\n".join((text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]))
