"""Dictionary forms of words.

Turkish, in this order (each step only when the one before knew nothing): the ending after an apostrophe is cut; the
word in the dictionary of simplemma as printed; in lower case; without circumflex; the analyses of akana; the endings
that simplemma guesses. The vowel of an izafet (``Misak-ı``) is cut before. English: simplemma.

The dictionaries are loaded when the first lemma is asked for, and stay compressed in memory (about 20 MB).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from tanik.languages import casing
from tanik.languages.pack import FOLDERS, language
from tanik.text.endings import cut_at_apostrophe

_IZAFET = re.compile(r"-(?:y?[ıiuü])$")


@lru_cache(maxsize=1 << 16)
def lemma(surface: str, code: str) -> str:
    """The dictionary form of a printed word in a language (``"tr"``, ``"en"``; others: the folded word).

    Common words come in folded lower case, names keep their capital; a Turkish verb comes as its stem.
    """
    find = _turkish if code == "tr" else _english if code == "en" else _folded
    return find(surface)


def _folded(surface: str) -> str:
    return language("en").fold(surface)


def _english(surface: str) -> str:
    word = casing.fold_apostrophes(surface).strip("'") or surface
    at = cut_at_apostrophe(word, word.lower(), "en")
    base = word if at is None else word[:at]
    known = _dictionary("en")
    found = known.get(base) or known.get(base.lower())
    if found:
        return found
    if base[:1].isupper():
        return base
    return str(_guesser().get_lemma(base, "en") or base.lower())


def _turkish(surface: str) -> str:
    word = _IZAFET.sub("", casing.fold_apostrophes(surface))
    at = cut_at_apostrophe(word, language("tr").fold(word), "tr")
    base = word if at is None else word[:at]
    if not any(c.isalpha() for c in base):
        return base
    name = at is not None and base[:1].isupper()
    plain = base.replace("'", "")
    found = _in_dictionary(base) or (_in_dictionary(plain) if plain != base else None)
    if found is None and not name:
        found = _by_morphology(plain)
        if found is None and not base[:1].isupper():
            found = _guesser().get_lemma(casing.lower(plain, "tr"), "tr")
    if found is None:
        found = base if base[:1].isupper() else casing.lower(base, "tr")
    elif name and casing.lower(base, "tr") == casing.lower(found, "tr"):
        found = base
    return casing.fold_circumflex(found)


def _in_dictionary(base: str) -> str | None:
    known = _dictionary("tr")
    low = casing.lower(base, "tr")
    plain = casing.fold_circumflex(low)
    return known.get(base) or known.get(low) or (known.get(plain) if plain != low else None)


def _by_morphology(base: str) -> str | None:
    analyser = _morphology()
    low = casing.lower(base, "tr")
    for form in dict.fromkeys((low, casing.fold_circumflex(low))):
        analyses = analyser.analyze(form) if analyser is not None else None
        if analyses:
            return str(min(analyses, key=_rank)["lemma"])
    return None


def _rank(analysis: dict[str, Any]) -> tuple[int, int]:
    return (-len(analysis["lemma"]), len(analysis["morphemes"]))


@cache
def _dictionary(code: str) -> Mapping[str, str]:
    from simplemma.strategies.dictionaries import LOW_MEMORY_DICTIONARY_FACTORY

    known: Mapping[str, str] = LOW_MEMORY_DICTIONARY_FACTORY.get_dictionary(code if code in FOLDERS else "en")
    return known


@cache
def _guesser() -> Any:
    from simplemma.strategies import DefaultStrategy

    return DefaultStrategy(low_memory=True)


@cache
def _morphology() -> Any:
    """The analyser of akana, None where it is not installed (about three words in a hundred are then guessed)."""
    try:
        from akana import Morphology
    except ImportError:
        return None
    return Morphology()
