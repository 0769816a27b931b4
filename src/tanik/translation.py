"""Sentences in the user's language: gettext, the only place that knows where the catalogues are.

The source language of every sentence is English. ``N_`` marks a sentence for extraction and leaves it as it is;
``translator(language)`` gives the function that turns it into a language.
"""

from __future__ import annotations

import gettext as _gettext
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

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


@cache
def translator(language: str) -> Callable[[str], str]:
    """The function that translates a sentence into ``language`` (``"tr"`` or ``"en"``)."""
    catalogue = _gettext.translation("tanik", str(CATALOGUES), languages=[language], fallback=True)
    return catalogue.gettext
