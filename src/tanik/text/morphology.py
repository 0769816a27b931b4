"""Parts of speech and endings of Turkish words, as far as noun phrases need them.

The analyses are akana's (MIT licence); of several the likeliest is chosen by a short order of rules. Without akana no
word has a form, and what builds on forms finds nothing.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from tanik.languages import casing
from tanik.text.lemmas import _morphology

_CASES = {"Acc": "accusative", "Dat": "dative", "Gen": "genitive", "Loc": "locative", "Abl": "ablative",
          "Ins": "instrumental", "Equ": "equative"}  # fmt: skip
_OWN = frozenset({"P1sg", "P2sg", "P3sg", "P1pl", "P2pl", "P3pl"})
_MODIFIERS = frozenset({"Adj", "Num", "Det"})
_DESCRIBE = frozenset({"With", "Without", "Rel", "PresPart", "PastPart", "FutPart", "AorPart", "NarrPart", "Ness"})


class Form(NamedTuple):
    """``sort``: noun, adjective, verb or other; ``case``: nominative when bare; ``own``: possessive ending or ``''``.

    ``bare``: the folded word without its case ending; ``lemma``: its dictionary form; ``plural``: has the plural.
    """

    sort: str
    lemma: str
    bare: str
    case: str
    own: str
    plural: bool
    verbal: bool = False
    """Made of a verb: ``veren``, ``yaptığı``."""


@lru_cache(maxsize=1 << 16)
def forms(word: str) -> tuple[Form, ...]:
    """The forms that a folded Turkish word without apostrophe may be; empty when nothing is known of it."""
    analyser = _morphology()
    if analyser is None or not word.isalpha():
        return ()
    found: dict[Form, None] = {}
    for analysis in sorted(analyser.analyze(word), key=_rank):
        form = _form(word, analysis["lemma"], analysis["morphemes"])
        if form is not None:
            found[form] = None
    return tuple(found)


def _rank(analysis: dict[str, Any]) -> int:
    """The longer stem first, a verb's without its ``-mak``; akana's own order decides between equals."""
    return -len(str(analysis["lemma"]).removesuffix("mak").removesuffix("mek"))


def _form(word: str, lemma: str, morphemes: list[str]) -> Form | None:
    first, marks = morphemes[0], morphemes[1:]
    lemma = casing.fold_circumflex(casing.lower(lemma, "tr"))
    if first == "Verb" and not any(mark in _DESCRIBE or mark.startswith("Inf") or mark == "Agt" for mark in marks):
        return Form("verb", lemma, word, "", "", False)
    if any(mark.startswith("Cop") or mark in ("Aor", "Prog", "Past", "Evid", "NounToVerb") for mark in marks):
        return Form("copula" if first != "Verb" else "verb", lemma, word, "", "", False)
    case = next((_CASES[mark] for mark in marks if mark in _CASES), "nominative")
    own = next((mark for mark in marks if mark in _OWN), "")
    plural = "A3pl" in marks or own == "P3pl"
    if first == "Verb":
        infinitive = any(mark.startswith("Inf") or mark == "Agt" for mark in marks)
        if not infinitive:
            return Form("adjective", lemma, word, case, own, plural, True)
        return Form("noun", lemma, _bare(word, case, own), case, own, plural, True)
    if first in ("Noun", "Adj", "Num") and case != "locative":
        if marks and marks[-1] in _DESCRIBE:
            return Form("adjective", lemma, word, "nominative", "", False)
        sort = "adjective" if first in _MODIFIERS and not own and not plural and case == "nominative" else "noun"
        return Form(sort, lemma, _bare(word, case, own), case, own, plural)
    if first in ("Noun", "Adj") and marks and marks[-1] == "Rel":
        return Form("adjective", lemma, word, "nominative", "", False)
    if first in ("Det", "Num", "Adj"):
        return Form("adjective", lemma, word, "nominative", "", False)
    return Form("other", lemma, word, "", "", False)


def _bare(word: str, case: str, own: str) -> str:
    """The word without its case ending; a softened last letter is hardened again."""
    third = own in ("P3sg", "P3pl")
    if case == "nominative":
        return word
    cut = {
        "accusative": 2 if third else 1,
        "dative": 2 if third else 1,
        "genitive": 3 if third else 2,
        "locative": 3 if third else 2,
        "ablative": 4 if third else 3,
        "instrumental": 3,
        "equative": 3 if third else 2,
    }[case]
    rest = word[:-cut]
    buffer = {"accusative": "y", "dative": "y", "genitive": "n"}.get(case)
    if buffer and not third and rest.endswith(buffer) and rest[-2:-1] in tuple("aeıioöuü"):
        rest = rest[:-1]
    elif case == "instrumental" and word[-2:] in ("la", "le"):
        rest = word[:-3] if word[-3] == "y" else word[:-2]
    if not own and case in ("accusative", "dative", "genitive") and rest[-1:] in tuple("ğbdc"):
        hard = {"ğ": "k", "b": "p", "d": "t", "c": "ç"}[rest[-1]]
        rest = rest[:-1] + hard
    return rest
