"""When two words are the same word: what a quotation may change without being altered.

A quotation is compared with its source word by word. Letters' case, circumflexes, apostrophes and hyphens never count.
Some differences are *tolerated*, because print, spelling and grammar make them, and are still shown: another spelling
(``etdi`` and ``etti``, ``kitab`` and ``kitap``), letters that machines of reading confuse (``rn`` and ``m``, ``1`` and
``l``), a word parted or joined, and the ending of the last word, which Turkish fits to the quoting sentence. A negation
is never tolerated: ``gelmedi`` is not an ending of ``geldi``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from tanik.languages import casing

Likeness = Literal["same", "spelling", "ending", "letters", "other"]
"""``letters``: another word that looks nearly the same; a misprint or an alteration, which only a person can tell."""

_WORD = re.compile(r"[^\W\d_]+(?:['’‘ʼ´`\u00ad][^\W\d_]+)*|\d+")
_ELLIPSIS = re.compile(r"\[\s*(?:…|\.\s?\.\s?\.\.?)\s*\]|\(\s*(?:…|\.\s?\.\s?\.\.?)\s*\)|…|\.\s?\.\s?\.\.?")
_ONE_LETTER = re.compile(r"[\[(]([^\W\d_]{1,2})[\])](?=[^\W\d_])")
_INSERTED = re.compile(r"\[[^\[\]]{1,200}\]")
_APOSTROPHES = str.maketrans("", "", "'’‘ʼ´`\u00ad")
_CONFUSED = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("ii", "u"))
_ONE_SOUND = str.maketrans({"d": "t", "b": "p", "ğ": "k", "g": "k", "q": "k", "0": "o", "1": "i", "l": "i", "ı": "i"})
_VOICED = str.maketrans("dbgğ", "tpkk")
_HARMONY = str.maketrans("eıuüdbgğ", "aiiitpkk")
_DOUBLE = re.compile(r"(.)\1+")
_STEM = 5
"""Letters of a word that are compared when candidates are searched. The first five letters were the best simple stem
for Turkish in F. Can et al. (2008), "Information retrieval on Turkish texts", JASIST 59:407-421."""
_SHORT = 5
"""Shorter words have too many near relatives (``ölü``, ``olu``) for a difference of spelling to be tolerated."""
_PRIVATIVE = re.compile(r"s[ıiuü]z|less")
_NEGATIVE_AORIST = re.compile(r"m[ae]z|m[ae]m$")


@dataclass(frozen=True, slots=True)
class Token:
    """One word: its place in the text it comes from (code points), its ``key`` (see :func:`key`) and its stem."""

    start: int
    end: int
    key: str
    stem: str


@dataclass(frozen=True, slots=True)
class Segment:
    """Words between two ellipses of a quotation."""

    words: tuple[Token, ...]


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words of ``text[start:end]``; numbers are words, a digit behind a word (a note mark) is one of its own."""
    found = []
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        word = key(match.group())
        found.append(Token(match.start(), match.end(), word, stem(word)))
    return found


def segments(text: str, start: int, end: int) -> list[Segment]:
    """A quotation cut at its ellipses, without what its editor put in brackets; ``[B]ugün`` is one word."""
    inside = text[start:end]
    # Blanks of the same length, so that every offset stays.
    inside = _ONE_LETTER.sub(lambda match: "\0" + match.group(1) + "\0", inside)
    pieces: list[Segment] = []
    at = 0
    for match in [*_ELLIPSIS.finditer(inside), None]:
        stop = match.start() if match else len(inside)
        piece = _INSERTED.sub(lambda found: " " * len(found.group()), inside[at:stop])
        words = _joined(piece, start + at)
        if words:
            pieces.append(Segment(tuple(words)))
        at = match.end() if match else stop
    return pieces


def _joined(piece: str, offset: int) -> list[Token]:
    found = []
    for match in re.finditer(r"(?:[^\W\d_]|\0)+(?:['’‘ʼ´`\u00ad][^\W\d_]+)*|\d+", piece):
        word = key(match.group().replace("\0", ""))
        if word:
            found.append(Token(match.start() + offset, match.end() + offset, word, stem(word)))
    return found


@lru_cache(maxsize=200_000)
def key(word: str) -> str:
    """A word in lower case (by the Turkish rules, whatever its language) without apostrophes and circumflexes."""
    return casing.fold_circumflex(casing.lower(unicodedata.normalize("NFC", word).translate(_APOSTROPHES), "tr"))


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The first letters of the skeleton of a key: what the search for candidates compares."""
    return skeleton(word)[:_STEM]


@lru_cache(maxsize=200_000)
def skeleton(word: str) -> str:
    """A key with everything that spelling and machines of reading confuse made one."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))
    for seen, meant in _CONFUSED:
        plain = plain.replace(seen, meant)
    return _DOUBLE.sub(r"\1", plain.translate(_ONE_SOUND))


@lru_cache(maxsize=200_000)
def likeness(quoted: str, source: str) -> Likeness:
    """How like two keys are; ``ending`` says that one stem has two endings and no negation parts them."""
    if quoted == source:
        return "same"
    if quoted.isdigit() or source.isdigit():
        return "other"
    one, other = skeleton(quoted), skeleton(source)
    if one == other:
        short = min(len(quoted), len(source)) < _SHORT
        # "öldü" is no spelling of "oldu", but "etdi" is one of "etti".
        return "letters" if short and quoted.translate(_VOICED) != source.translate(_VOICED) else "spelling"
    shared = _shared(one, other)
    shorter = min(len(one), len(other))
    if shared >= max(3, (shorter + 1) // 2) and max(len(one), len(other)) - shared <= 6:
        return "letters" if _negates(quoted, source) else "ending"
    tail = _shared(one[shared:][::-1], other[shared:][::-1])
    return "letters" if (shared + tail) / max(len(one), len(other)) >= 0.7 and shorter >= 4 else "other"


def _shared(one: str, other: str) -> int:
    number = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        number += 1
    return number


def _negates(one: str, other: str) -> bool:
    """Whether one of two forms of a word may be the negation of the other."""
    if bool(_PRIVATIVE.search(one[2:])) != bool(_PRIVATIVE.search(other[2:])):
        return True
    if bool(_NEGATIVE_AORIST.search(one[2:])) != bool(_NEGATIVE_AORIST.search(other[2:])):
        return True
    # Endings follow the vowel before them: tuttu, tutmadı.
    shorter, longer = sorted((one.translate(_HARMONY), other.translate(_HARMONY)), key=len)
    for size in (2, 1):
        for at in range(2, len(longer) - size + 1):
            if longer[at] != "m" or (size == 2 and longer[at + 1] not in "ai"):
                continue
            without = longer[:at] + longer[at + size :]
            if without.startswith(shorter) or (shorter.startswith(without) and len(without) > at):
                return True
    return False
