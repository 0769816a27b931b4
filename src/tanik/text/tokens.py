"""Words: where they stand in a text, and what can be seen on the surface of each.

The token rules are our own (one regular expression), made for the texts of historians: ``Bern’in``, ``TBMM'nin``,
``16.03.1921'de``, ``Türk-Rus``, ``Misak-ı`` and ``meb'uslar`` stay whole; punctuation stands apart; an initial keeps
its dot (``A.``), and so does an ordinal (``8.`` in ``8.madde``, ``II.`` in ``II. Moskova``).

Offsets are code points, half-open, into the text as given. Every repetition is bounded or over one character class,
so the cost is linear whatever the text holds.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

from tanik.languages.pack import Language, language
from tanik.text import lemmas
from tanik.text.endings import APOSTROPHES, cut_at_apostrophe

CAPITALS = "A-ZÇĞİÖŞÜÂÎÛÀ-ÖØ-ÞА-ЯŠŽ"
SMALLS = "a-zçğıöşüâîûß-öø-ÿа-яšž"
_APO = f"[{APOSTROPHES}]"
_LETTER = r"[^\W\d_]"

_TOKEN = re.compile(
    rf"""
      (?:https?://|www\.)[^\s<>"”]{{1,400}}                       # an address on the web
    | \d+(?:[.,]\d+){{1,12}}(?:{_APO}[^\W_]+)?                     # 16.03.1921'de, 1.250
    | \d{{1,2}}:\d\d(?!\d)(?:{_APO}[^\W_]+)?                       # 19:30'da
    | \d{{1,3}}\.(?=\ ?[{SMALLS}]|[{CAPITALS}])                    # an ordinal: 8.madde
    | \d{{1,2}}\.(?=\ \d{{1,2}}\.)                                 # 16. 3. 1921
    | [IVXLC]{{1,6}}\.(?=\ ?[{CAPITALS}{SMALLS}])                  # II. Moskova
    | (?:{_LETTER}\.){{2,8}}(?:{_LETTER}(?!\w))?(?:{_APO}[^\W_]+)?  # T.B.M.M.'nin, a.g.e., S.S.C.B
    | [{CAPITALS}]\.(?!\.)(?:{_APO}[^\W_]+)?                       # an initial
    | [^\W_]+(?:[{APOSTROPHES}\-\u2010\u2011](?!(?<=\d-)\d)[^\W_]+|[\u0300-\u036f]+[^\W_]*){{0,12}}
    | \.{{2,}}
    | _+
    | [^\w\s]
    """,
    re.VERBOSE,
)


def tokenise(text: str) -> list[tuple[int, int]]:
    """The tokens of ``text`` as (start, end) ranges, in order; white space belongs to none."""
    return [match.span() for match in _TOKEN.finditer(text)]


class Word:
    """A word form, without its place.

    ``text``: as printed; ``folded``: lower case, plain apostrophes, no circumflex; ``base``: what stands before the
    apostrophe of a case ending; ``key``: ``base`` folded; ``ending``: the folded rest after that apostrophe (``''``
    without one: the apostrophe of ``meb'us`` is a letter of the word); ``capital``: the first letter is upper case;
    ``upper``: all letters are, and there are two at least; ``digit``: the base is a number (``1921’de``, ``8.``);
    ``letter``: the word has a letter.
    """

    __slots__ = (
        "_language",
        "_lemma",
        "base",
        "capital",
        "digit",
        "ending",
        "folded",
        "key",
        "letter",
        "text",
        "upper",
    )

    def __init__(self, text: str, pack: Language) -> None:
        self.text = text
        self.folded = pack.fold(text)
        if self.folded == text:
            self.folded = text
        at = cut_at_apostrophe(text, self.folded, pack.code)
        self.base = text if at is None else text[:at]
        self.key = self.folded if at is None else pack.fold(self.base)
        self.ending = "" if at is None else pack.fold(text[at + 1 :])
        self.letter = any(c.isalpha() for c in text)
        self.capital = next((c.isupper() for c in text if c.isalnum()), False)
        self.upper = self.base.isupper() and sum(c.isalpha() for c in self.base) > 1
        self.digit = not any(c.isalpha() for c in self.base) and any(c.isdigit() for c in self.base)
        self._language = pack.code
        self._lemma: str | None = None

    @property
    def lemma(self) -> str:
        """The dictionary form: folded lower case for common words, the printed capital for names."""
        if self._lemma is None:
            self._lemma = lemmas.lemma(self.text, self._language) if self.letter else self.base
        return self._lemma

    def __repr__(self) -> str:
        return f"Word({self.text!r})"


class Lexicon:
    """The words of one language, each looked at once. ``limit`` bounds the memory: the oldest eighth gives way."""

    def __init__(self, pack: Language, limit: int = 400_000) -> None:
        self.language = pack
        self._words: dict[str, Word] = {}
        self._limit = limit

    def word(self, text: str) -> Word:
        """The word with this surface form (the same object for the same form while it is kept)."""
        found = self._words.get(text)
        if found is None:
            if len(self._words) >= self._limit:
                for old in list(islice(self._words, self._limit // 8 + 1)):
                    del self._words[old]
            found = self._words[text] = Word(text, self.language)
        return found


@cache
def lexicon(code: str) -> Lexicon:
    """The lexicon of a language code, one for each process."""
    return Lexicon(language(code))
