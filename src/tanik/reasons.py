"""Why the computer or a library refused, in words that can be translated: what they say themselves is English."""

from __future__ import annotations

import errno

from tanik.errors import Phrase
from tanik.translation import N_

_REFUSALS = {
    errno.ENOENT: N_("there is no such file or folder"),
    errno.ENOTDIR: N_("a part of the path is no folder"),
    errno.EISDIR: N_("it is a folder"),
    errno.EACCES: N_("you have no permission"),
    errno.EPERM: N_("you have no permission"),
    errno.EROFS: N_("this disk may only be read"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("your share of the disk is used up"),
    errno.EFBIG: N_("the file would be too large"),
    errno.ENAMETOOLONG: N_("the name is too long"),
    errno.ELOOP: N_("it is a link that leads back to itself"),
    errno.EBUSY: N_("another program is using it"),
    errno.EIO: N_("the disk or drive has a fault"),
    errno.ENXIO: N_("the device is not there"),
    errno.ENODEV: N_("the device is not there"),
    errno.ETIMEDOUT: N_("the network drive does not answer"),
    errno.EMFILE: N_("too many files are open"),
}
_CUT_OFF = N_("it breaks off")
_MISSING = N_("a comma, bracket, brace or quotation mark is missing")
_FAULTS = (
    # zipfile and zlib
    ("not a zip file", N_("it breaks off, or is no ZIP archive inside")),
    ("Bad CRC-32", N_("its content does not agree with its check sum")),
    ("password required", N_("it is locked with a password")),
    ("while decompressing", N_("what is packed in it is damaged")),
    # PDFium
    ("Data format error", N_("it breaks off, or is no PDF inside")),
    # Pillow
    ("cannot identify image", N_("it is no picture that can be read")),
    ("broken PNG", N_("the picture is damaged inside")),
    # libxml2
    ("Opening and ending tag mismatch", N_("a tag is not closed, or closed in another place")),
    ("Document is empty", N_("it is empty")),
    ("Invalid bytes", N_("its letters are not in the encoding that it names")),
    ("not proper UTF-8", N_("its letters are not in the encoding that it names")),
    ("Namespace prefix", N_("a tag has a prefix that nothing explains")),
    ("Start tag expected", N_("it does not begin with a tag")),
    # PyYAML
    ("mapping values are not allowed", N_("a colon stands where none may stand; put the text in quotation marks")),
    ("found character '\\t'", N_("a tab stands before the text; use blanks")),
    ("unexpected end of stream", N_("a quotation mark or bracket is never closed")),
    ("expected ',' or", _MISSING),
    ("expected <block end>", N_("the line stands further in or out than the lines before it")),
    ("could not find expected ':'", N_("a colon is missing")),
    ("undefined alias", N_("a word begins with “*”; put it in quotation marks")),
    ("unknown escape", N_("a backslash stands in quotation marks; write it twice")),
    # SQLite
    ("malformed", N_("what is written in it cannot be right")),
    ("not a database", N_("it is no database inside")),
    # JSON and BibTeX
    ("Expecting", _MISSING),
    ("Unterminated string", _MISSING),
    ("Extra data", N_("something follows after its end")),
    ("Duplicate field", N_("a field stands there twice")),
    # another document in YAML, and what is the same for all
    ("another document", N_("another document begins there; there may be only one")),
    ("truncated", _CUT_OFF),
    ("Premature end", _CUT_OFF),
    ("end of file", _CUT_OFF),
)


def refusal(error: OSError) -> Phrase | str:
    """Why the computer refused, for the values of an error."""
    known = _REFUSALS.get(error.errno or 0)
    return Phrase(known) if known is not None else error.strerror or str(error)


def fault(words: str) -> Phrase:
    """What a library says of a damaged file, for the values of an error. ``words``: its own; none: it breaks off."""
    if not words.strip():
        return Phrase(_MISSING)
    for sign, sentence in _FAULTS:
        if sign.lower() in words.lower():
            return Phrase(sentence)
    return Phrase(N_("the program that opened it says: “{words}”"), words=words.rstrip(". "))
