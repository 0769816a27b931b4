"""Sentences in the user's language: gettext, the only place that knows where the catalogues are.

The source language of every sentence is English. ``N_`` marks a sentence for extraction and leaves it as it is;
``translator(language)`` gives the function that turns it into a language.
"""

from __future__ import annotations

import errno
import gettext as _gettext
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

from tanik.errors import Phrase

LANGUAGES = ("tr", "en")
CATALOGUES = Path(__file__).parent / "locale"
"""Where the catalogues are: ``<language>/LC_MESSAGES/tanik.mo``."""


def N_(sentence: str) -> str:  # noqa: N802 - the name gettext tools look for
    """Mark a sentence for translation; it stays English here."""
    return sentence


def user_language(environment: dict[str, str] | None = None) -> str:
    """``TANIK_LANG``, else the locale of the environment, else English."""
    values = os.environ if environment is None else environment
    for name in ("TANIK_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        code = values.get(name, "")[:2].lower()
        if code in LANGUAGES:
            return code
    return "en"


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


def reason(error: OSError) -> Phrase | str:
    """Why the computer refused, for the values of an error; what it says itself is English on most computers."""
    known = _REFUSALS.get(error.errno or 0)
    return Phrase(known) if known is not None else error.strerror or str(error)


@cache
def translator(language: str) -> Callable[[str], str]:
    """The function that translates a sentence into ``language`` (``"tr"`` or ``"en"``)."""
    catalogue = _gettext.translation("tanik", str(CATALOGUES), languages=[language], fallback=True)
    return catalogue.gettext
