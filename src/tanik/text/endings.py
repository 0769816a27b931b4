"""Where a case ending is parted from its word by an apostrophe (``Ankara'dan``, ``1921’de``, ``Wilson's``)."""

from __future__ import annotations

import re

APOSTROPHES = "'\u2019\u2018\u02bc\u00b4`"

_TURKISH_ENDING = re.compile(
    r"(?:[ıiuü]?nc[ıiuü]|ş?[ae]r)?(?:l[ıiuü]k?|s[ıiuü]z|[cç][ae]|[cç][ıiuü]|l[ae]r|gil){0,4}"
    r"(?:l[ae]r[ıiuü]|[ıiuü]?m(?:[ıiuü]z)?|[ıiuü]?n[ıiuü]z|s?[ıiuü]|[ıiuü]n)?"
    r"(?:n?[ıiuü]n|[yn]?[ıiuü]|[yn]?[ae]|n?[dt][ae]n?|y?l[ae]|[yn]?c[ae])?"
    r"(?:k[iü](?:l[ae]r)?(?:n?[ıiuü]n|n?[ıiuü]|n?[ae]|n?[dt][ae]n?|yl[ae])?)?"
    r"(?:y?[dt][ıiuü](?:r(?:l[ae]r)?|l[ae]r|[mnk])?|y?m[ıi]ş(?:t[ıi]r)?|y?s[ae]|y?ken)?"
)
_ENGLISH_ENDING = re.compile(r"s|d|ll|re|ve|m")


def cut_at_apostrophe(text: str, folded: str, code: str) -> int | None:
    """The offset of the apostrophe that parts a case ending from its word, None when there is none.

    The last apostrophe counts. What follows has to be a possible ending of the language, and an apostrophe in a short
    lower-case word is a letter (``san'at``, ``def'a``): names and numbers take endings with apostrophe, and so do
    long common words in careless print.
    """
    at = folded.rfind("'")
    if at <= 0 or at == len(folded) - 1 or len(folded) != len(text):
        return None
    ending = _TURKISH_ENDING if code == "tr" else _ENGLISH_ENDING
    if not ending.fullmatch(folded, at + 1):
        return None
    if text[at + 1].isupper() and not text[:at].isupper():
        return None
    if code == "tr" and at < 5 and not text[0].isdigit() and not any(c.isupper() for c in text[:at]):
        return None
    return at
